"""Which standing record a row or a form means, and which one it would push out."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridconsole.core.books.declare import Special
from gridconsole.core.ledger.kinds.base import PersonRef
from gridconsole.core.ledger.record import StationRecord
from gridconsole.core.store.bulk import in_chunks

if TYPE_CHECKING:
    from gridconsole.core.books.checkout import PlannedRow

Values = Mapping[str, Any]


@dataclass
class Standing:
    """A record of the ledger; one that a row of the same workbook makes, or that is implied, has no id."""

    id: UUID | None
    values: Values
    as_typed: Mapping[str, str]
    said: "PlannedRow | None" = None
    """The first row of the workbook that means it."""


class Siblings:
    """The records that hang on the same parents."""

    def __init__(self, special: Special) -> None:
        self._special = special
        self._exact: dict[tuple[Any, ...], Standing] = {}
        self._of: dict[UUID | None, list[Standing]] = {}

    def load(
        self, session: Session, station_id: UUID, parents: Collection[UUID], *, implied: bool = True
    ) -> None:
        """Read the records of these parents; all of the station where the ledger hangs on nothing.

        With `implied`, also what stands for a parent without a record.
        """
        record, link = self._special.ledger.record, self._special.ledger.link
        mine = (record.station_id == station_id, record.withdrawn.is_(None), *self._special.standing)
        query = select(record).where(*mine).order_by(record.row)
        for part in in_chunks(parents) if link else [()]:
            some = query.where(getattr(record, link).in_(part)) if link else query
            for one in session.scalars(some):
                self.keep(getattr(one, link) if link else None, self._standing(one))
        for parent, values in self._special.implied(session, parents).items() if implied else ():
            nothing = dict.fromkeys(self._special.ledger.own)
            self.keep(parent, Standing(None, {**nothing, **values}, {}))

    def keep(self, parent: UUID | None, one: Standing) -> None:
        """Note a record; of two that are alike, the first is meant."""
        self._exact.setdefault(self._key(parent, one.values), one)
        self._of.setdefault(parent, []).append(one)

    def meant(self, parent: UUID | None, told: Values) -> Standing | None:
        """Return the record that these values mean."""
        if found := self._exact.get(self._key(parent, told)):
            return found
        alike = self._special.alike
        if alike is None:
            return None
        plain = plainly(told)
        return next((one for one in self._of.get(parent, ()) if alike(plain, one.values)), None)

    def rival(
        self, parent: UUID | None, told: Values, but: UUID | None = None
    ) -> tuple[Standing, str] | None:
        """Return the record that can't stand beside these values, and the field that they dispute."""
        rivals = self._special.rivals
        if rivals is None:
            return None
        plain = plainly(told)
        others = [one for one in self._of.get(parent, ()) if one.id is None or one.id != but]
        others.sort(key=lambda one: one.said is None)  # those of the workbook first
        return next(((one, key) for one in others if (key := rivals(plain, one.values))), None)

    def double(self, parent: UUID | None, values: Values, but: UUID | None) -> Standing | None:
        """Return another record that values would make a second time."""
        found = self.meant(parent, values) if self._special.once else None
        return found if found is not None and found.id != but else None

    def _key(self, parent: UUID | None, values: Values) -> tuple[Any, ...]:
        return parent, *(plain(values.get(key)) for key in self._special.same)

    def _standing(self, one: StationRecord) -> Standing:
        values = {key: getattr(one, key) for key in self._special.ledger.own}
        return Standing(one.id, values, one.as_typed)


def plain(value: Any) -> Any:
    """Return a value as a record stores it."""
    return value.id if isinstance(value, PersonRef) else value


def plainly(values: Values) -> dict[str, Any]:
    """Return values as a record stores them."""
    return {key: plain(value) for key, value in values.items()}
