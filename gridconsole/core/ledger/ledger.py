"""A ledger is declared once; everything else is derived from the declaration."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from sqlalchemy import inspect

from gridconsole.core.ledger.fields import Field
from gridconsole.core.ledger.record import StationRecord


@dataclass(frozen=True, eq=False)
class Ledger:
    """A ledger's records, with the record they hang on (a person on a household).

    `sections` maps a form section's title to its field keys, in the order of the paper;
    `link` names the column of `record` that holds the parent's id.
    """

    name: str
    title: str
    icon: str
    record: type[StationRecord]
    sections: Mapping[str, str]
    parent: type[StationRecord] | None = None
    link: str = ""

    @cached_property
    def fields(self) -> dict[str, Field]:
        """All fields by key, in the order of the sections."""
        known = {**_declared(self.parent), **_declared(self.record)}
        return {key: known[key] for keys in self.sections.values() for key in keys.split()}

    @cached_property
    def own(self) -> dict[str, Field]:
        """The fields that the record itself stores."""
        return {key: f for key, f in self.fields.items() if key in _declared(self.record)}

    @cached_property
    def inherited(self) -> dict[str, Field]:
        """The fields that the parent record stores."""
        return {key: f for key, f in self.fields.items() if key not in self.own}

    @cached_property
    def imported(self) -> dict[str, Field]:
        """The fields that a workbook may fill."""
        return {key: f for key, f in self.fields.items() if f.imported}

    @property
    def synonyms(self) -> dict[str, tuple[str, ...]]:
        """Field key -> the headings it is known by, for matching a workbook."""
        return {key: f.kind.headings for key, f in self.imported.items()}

    def section_fields(self, title: str) -> list[Field]:
        """Return one section's fields."""
        return [self.fields[key] for key in self.sections[title].split()]


def _declared(record: type[StationRecord] | None) -> dict[str, Field]:
    if record is None:
        return {}
    columns = inspect(record).columns
    return {c.key: replace(c.info["field"], key=c.key) for c in columns if "field" in c.info}


def fields_of(record: type[StationRecord]) -> dict[str, Field]:
    """Return the fields that a record class declares, by key."""
    return _declared(record)
