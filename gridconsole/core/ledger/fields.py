"""A field is declared once, on the column that stores it."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from sqlalchemy.orm import MappedColumn, mapped_column

from gridconsole.core.ledger.kinds.base import Kind


class Care(Enum):
    """How carefully a field is handled (FIELDS 4.3, 4.5)."""

    OPEN = auto()
    """In full within the station."""
    MASKED = auto()
    """Stars until somebody with the right says why: ids, phones, accounts, house numbers."""
    CATEGORY = auto()
    """In full for the station's clerks, never for a volunteer."""
    HEALTH = auto()
    """Locked without consent or stated ground, never for a volunteer."""


@dataclass(frozen=True)
class Field:
    """What the program knows of one field; its key is the name of the column."""

    kind: Kind
    required: bool = False
    in_table: bool = False
    care: Care = Care.OPEN
    minor: bool = False
    searchable: bool = False
    imported: bool = True
    key: str = ""

    @property
    def label(self) -> str:
        """The label that screen and paper print."""
        return self.kind.label


def field(
    kind: Kind,
    *,
    required: bool = False,
    in_table: bool = False,
    care: Care = Care.OPEN,
    minor: bool = False,
    searchable: bool = False,
    imported: bool = True,
) -> MappedColumn[Any]:
    """Declare a column that is a field of a ledger.

    `required` marks what is to be completed (nothing but a name is refused), `minor` what stays
    locked for a child under 14 without consent or ground, `imported` what workbooks may fill.
    """
    declared = Field(kind, required, in_table, care, minor, searchable, imported)
    return mapped_column(kind.column, nullable=True, info={"field": declared})
