"""What a kind of field is: it parses, checks, shows, masks and finds its values."""

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.types import TypeEngine

from gridconsole.core.identity.text import tidy
from gridconsole.core.identity.unreadable import Unreadable


class PersonRef(NamedTuple):
    """A member of staff whom a record points to."""

    id: UUID
    name: str


_SAYS_NOTHING = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\-‐-―/\\]*")


@dataclass(frozen=True)
class Reading:
    """What parsing needs to know besides the cell: the day and the station's staff."""

    today: date
    staff: Mapping[UUID, str] = field(default_factory=dict)

    def staff_named(self, name: str) -> list[UUID]:
        """Return the ids of everybody of that name."""
        return [id for id, known in self.staff.items() if known == name]


class Kind(ABC):
    """A kind of field; `label` as the paper form prints it, `also` as old workbooks head it."""

    explanation = ""
    example = ""
    right_aligned = False

    def __init__(self, label: str, *also: str) -> None:
        self.label = label
        self.also = also

    @property
    def headings(self) -> tuple[str, ...]:
        """All headings that the field is known by."""
        return (self.label, *self.also)

    @property
    def choices(self) -> tuple[str, ...]:
        """The words to choose from; empty where people type freely."""
        return ()

    @property
    def column(self) -> TypeEngine[Any]:
        """The SQL type that stores a value."""
        return Text()

    @abstractmethod
    def parse(self, raw: object, reading: Reading) -> Any:
        """Return the value of a typed or imported cell; raise Unreadable with one sentence."""

    def remark(self, raw: object, value: Any) -> str:
        """Return what a person should look at though the cell was read; empty as a rule."""
        return ""

    def show(self, value: Any) -> str:
        """Return the value as screen and paper write it."""
        return str(value)

    def mask(self, value: Any) -> str:
        """Return the value as a person without the right sees it."""
        return "***"

    def words(self, value: Any) -> tuple[str, ...]:
        """Return the texts to be found by any run of their characters."""
        return ()

    def names(self, value: Any) -> tuple[str, ...]:
        """Return the names to be found by pinyin and initials."""
        return ()

    def numbers(self, value: Any) -> tuple[str, ...]:
        """Return the numbers to be found by their beginning or their tail."""
        return ()


def typed(raw: object) -> str:
    """Return a raw cell as a person would have typed it."""
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < 2**53:
        return str(int(raw))
    if isinstance(raw, bool):
        return "是" if raw else "否"
    return tidy(str(raw))


def is_empty(raw: object) -> bool:
    """Return whether a cell says nothing (blank, or a dash that stands for nothing)."""
    if not isinstance(raw, str) or raw[-1:].isalnum():
        return raw is None
    return _SAYS_NOTHING.fullmatch(raw) is not None


__all__ = ["Kind", "PersonRef", "Reading", "Unreadable", "is_empty", "typed"]
