"""What the ledger already knows of the people and households in a workbook."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from gridconsole.care.records import CarePerson, Household
from gridconsole.core.ledger.kinds.base import PersonRef
from gridconsole.core.ledger.ledger import fields_of
from gridconsole.core.ledger.record import StationRecord

CHUNK = 2_000


@dataclass
class Row:
    """A record that is in the ledger, or that an import is about to make (`version` 0)."""

    id: UUID
    version: int
    row: int
    values: dict[str, Any]
    as_typed: dict[str, str]
    change_id: UUID | None = None
    first_line: int = 0
    """The line of the workbook that makes it."""
    fresh: dict[str, Any] = field(default_factory=dict)
    """Values that the import sets."""
    fresh_typed: dict[str, str | None] = field(default_factory=dict)
    """Texts that the import adds (or takes out, as None)."""

    def now(self, key: str) -> Any:
        """Return the value as the import will leave it."""
        return self.fresh.get(key, self.values.get(key))

    def merged(self) -> dict[str, Any]:
        """Return all values as the import will leave them."""
        return {**self.values, **self.fresh}

    @property
    def touched(self) -> bool:
        """Whether the import changes it."""
        return bool(self.fresh or self.fresh_typed)


@dataclass
class PersonRow(Row):
    """A person, with the household."""

    household: "HouseholdRow | None" = None

    def together(self) -> dict[str, Any]:
        """Return all values of person and household as the import will leave them."""
        assert self.household is not None
        return {**self.household.merged(), **self.merged()}


@dataclass
class HouseholdRow(Row):
    """A household."""

    number: int = 0
    address_key: str = ""
    known_since: Any = None


class Known:
    """People by id and by name and address, households by account and by address, at one station."""

    def __init__(self, session: Session, station_id: UUID, staff: dict[UUID, str]) -> None:
        self._session = session
        self._station = station_id
        self._staff = staff
        self.by_citizen_id: dict[str, PersonRow] = {}
        self.by_name: dict[tuple[str, str], list[PersonRow]] = {}
        self.by_account: dict[str, HouseholdRow] = {}
        self.by_address: dict[str, HouseholdRow] = {}
        self._households: dict[UUID, HouseholdRow] = {}
        self._people: dict[UUID, PersonRow] = {}

    def load(self, ids: Collection[str], names: Collection[str], accounts: Collection[str], keys: Collection[str]) -> None:
        """Load whoever could be meant by these citizen ids, names, accounts and address keys."""
        if self._session.scalar(select(Household.row).where(Household.station_id == self._station).limit(1)) is None:
            return
        self._load_households(Household.account, accounts)
        self._load_households(Household.address_key, keys)
        people = [*self._find(CarePerson, CarePerson.citizen_id, ids), *self._find(CarePerson, CarePerson.name, names)]
        missing = {p.household_id for p in people} - self._households.keys()
        self._load_households(Household.id, missing)
        for person in people:
            self._keep_person(person)

    def add(self, person: PersonRow) -> None:
        """Note a person whom the import makes or has found."""
        if citizen_id := person.now("citizen_id"):
            self.by_citizen_id[citizen_id] = person
        key = person.household.address_key if person.household else ""
        same = self.by_name.setdefault((person.now("name"), key), [])
        if not any(other.id == person.id for other in same):
            same.append(person)

    def add_household(self, household: HouseholdRow) -> None:
        """Note a household."""
        if account := household.now("account"):
            self.by_account.setdefault(account, household)
        if household.address_key:
            self.by_address.setdefault(household.address_key, household)

    def _load_households(self, column: InstrumentedAttribute[Any], wanted: Collection[Any]) -> None:
        for found in self._find(Household, column, wanted):
            if found.id not in self._households:
                row = HouseholdRow(
                    found.id, found.version, found.row, self._values(found), dict(found.as_typed), found.change_id,
                    number=found.number, address_key=found.address_key or "", known_since=found.known_since,
                )  # fmt: skip
                self._households[found.id] = row
                self.add_household(row)

    def _keep_person(self, found: CarePerson) -> None:
        if found.id not in self._people:
            row = PersonRow(
                found.id, found.version, found.row, self._values(found), dict(found.as_typed), found.change_id,
                household=self._households[found.household_id],
            )  # fmt: skip
            self._people[found.id] = row
            self.add(row)

    def _find(self, record: type[Any], column: InstrumentedAttribute[Any], wanted: Collection[Any]) -> list[Any]:
        standing: list[ColumnElement[bool]] = [record.station_id == self._station, record.withdrawn.is_(None)]
        found: list[Any] = []
        for chunk in _chunks(sorted(wanted)):
            found += self._session.scalars(select(record).where(*standing, column.in_(chunk))).all()
        return found

    def _values(self, record: StationRecord) -> dict[str, Any]:
        values = {key: getattr(record, key) for key in fields_of(type(record))}
        if values.get("helper") is not None:
            values["helper"] = PersonRef(values["helper"], self._staff.get(values["helper"], ""))
        return values


def _chunks(wanted: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for at in range(0, len(wanted), CHUNK):
        yield wanted[at : at + CHUNK]
