"""What the ledger already knows of the people and households in a workbook."""

from collections.abc import Collection, Iterable, Iterator, Set
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from gridconsole.care.records import CarePerson, Household
from gridconsole.core.identity.address import normal_address
from gridconsole.core.ledger.kinds.base import PersonRef
from gridconsole.core.ledger.ledger import fields_of
from gridconsole.core.store.bulk import in_chunks

OWN_KEYS, HOME_KEYS = tuple(fields_of(CarePerson)), tuple(fields_of(Household))
OWN_BESIDE = ("id", "version", "row", "as_typed")
HOME_BESIDE = (*OWN_BESIDE, "number", "address_key", "known_since")


@dataclass(slots=True, eq=False)
class Row:
    """A record that is in the ledger, or that an import is about to make (`version` 0)."""

    id: UUID
    version: int
    row: int
    values: dict[str, Any]
    as_typed: dict[str, str]
    first_line: int = 0
    """The line of the workbook that makes it."""
    fresh: dict[str, Any] = field(default_factory=dict)
    """Values that the import sets."""
    fresh_typed: dict[str, str | None] = field(default_factory=dict)
    """Texts that the import adds (or takes out, as None)."""

    def now(self, key: str) -> Any:
        """Return the value as the import will leave it."""
        return self.fresh[key] if key in self.fresh else self.values.get(key)

    def typed_now(self, key: str) -> str | None:
        """Return the text that could not be read as the import will leave it."""
        return self.fresh_typed.get(key, self.as_typed.get(key))

    def merged(self) -> dict[str, Any]:
        """Return all values as the import will leave them."""
        return {**self.values, **self.fresh}

    def give(self, key: str, value: Any) -> None:
        """Set a value; a text that could not be read is done with."""
        self.fresh[key] = value
        self.fresh_typed.pop(key, None)
        if key in self.as_typed:
            self.fresh_typed[key] = None

    @property
    def touched(self) -> bool:
        """Whether the import changes it."""
        return bool(self.fresh or self.fresh_typed)


@dataclass(slots=True, eq=False)
class PersonRow(Row):
    """A person, with the household."""

    household: "HouseholdRow | None" = None
    moved: bool = False

    @property
    def home(self) -> "HouseholdRow":
        """The household, which everybody has."""
        assert self.household is not None
        return self.household

    def together(self) -> dict[str, Any]:
        """Return all values of person and household as the import will leave them."""
        return {**self.home.merged(), **self.merged()}

    @property
    def touched(self) -> bool:
        """Whether the import changes the person, or moves him."""
        return self.moved or bool(self.fresh or self.fresh_typed)


@dataclass(slots=True, eq=False)
class HouseholdRow(Row):
    """A household; `people` counts those who live there as the import will leave it."""

    number: int = 0
    address_key: str = ""
    known_since: Any = None
    people: int = 0

    @property
    def places(self) -> tuple[str, ...]:
        """The keys by which somebody of a name is looked for in it."""
        return places(self.now("account"), self.address_key, self.now("village"))


def places(account: str | None, address_key: str, village: str | None) -> tuple[str, ...]:
    """Return the keys of a place: its account and its address, or failing both its village alone."""
    if account:
        return ("#" + account, address_key) if address_key else ("#" + account,)
    return (address_key or "@" + normal_address(village or ""),)


class Known:
    """People by id and by name and place, households by account and by address, at one station."""

    def __init__(self, session: Session, station_id: UUID, staff: dict[UUID, str]) -> None:
        self._session = session
        self._station = station_id
        self._staff = staff
        self.by_citizen_id: dict[str, PersonRow] = {}
        self.by_account: dict[str, HouseholdRow] = {}
        self.by_address: dict[str, HouseholdRow] = {}
        self._by_name: dict[tuple[str, str], list[PersonRow]] = {}
        self._namesakes: dict[str, list[PersonRow]] = {}
        self._homes: dict[int, HouseholdRow] = {}

    def load(
        self, ids: Collection[str], names: Collection[str], accounts: Collection[str], keys: Collection[str]
    ) -> None:
        """Load whoever could be meant: by id, by name alone, or in a household of these accounts or keys."""
        if (
            self._session.scalar(select(Household.row).where(Household.station_id == self._station).limit(1))
            is None
        ):
            return
        self._load_homes(self._rows(Household.account, accounts))
        self._load_homes(self._rows(Household.address_key, keys))
        left = set(ids) - self.by_citizen_id.keys()
        self._load_homes(self._homes_of(CarePerson.citizen_id, left) | self._homes_of(CarePerson.name, names))

    def named(self, name: str, where: Iterable[str]) -> list[PersonRow]:
        """Return everybody of a name in one of the places."""
        return list(dict.fromkeys(p for place in where for p in self._by_name.get((name, place), ())))

    def namesakes(self, name: str) -> list[PersonRow]:
        """Return everybody of a name who stood in the ledger and was loaded."""
        return self._namesakes.get(name, [])

    def add(self, person: PersonRow) -> None:
        """Note a person whom the import makes or has found."""
        if citizen_id := person.now("citizen_id"):
            self.by_citizen_id[citizen_id] = person
        name = person.now("name")
        for place in person.home.places:
            same = self._by_name.setdefault((name, place), [])
            if person not in same:
                same.append(person)

    def add_household(self, household: HouseholdRow) -> None:
        """Note a household."""
        if account := household.now("account"):
            self.by_account.setdefault(account, household)
        if household.address_key:
            self.by_address.setdefault(household.address_key, household)

    def _load_homes(self, rows: Set[int]) -> None:
        """Load the households of these row numbers, but for those that are there, with who lives in them."""
        fresh = rows - self._homes.keys()
        columns = [Household.__table__.c[key] for key in (*HOME_KEYS, *HOME_BESIDE)]
        for *values, id, version, row, typed, number, key, since in self._read(
            select(*columns), Household.row, fresh
        ):
            home = HouseholdRow(
                id, version, row, self._values(HOME_KEYS, values), typed,
                number=number, address_key=key or "", known_since=since,
            )  # fmt: skip
            self._homes[row] = home
            self.add_household(home)
        self._load_people(fresh)

    def _load_people(self, homes: Set[int]) -> None:
        columns = [CarePerson.__table__.c[key] for key in (*OWN_KEYS, *OWN_BESIDE)]
        query = select(*columns, Household.row).join(Household, CarePerson.household_id == Household.id)
        standing = CarePerson.withdrawn.is_(None)
        for *values, id, version, row, typed, home in self._read(
            query.where(standing).order_by(CarePerson.row), Household.row, homes
        ):
            own = self._values(OWN_KEYS, values)
            person = PersonRow(id, version, row, own, typed, household=self._homes[home])
            person.home.people += 1
            self._namesakes.setdefault(own["name"], []).append(person)
            self.add(person)

    def _rows(self, column: InstrumentedAttribute[Any], wanted: Collection[Any]) -> set[int]:
        """Return the row numbers of the households that have one of these values."""
        return {row for (row,) in self._read(select(Household.row), column, wanted)}

    def _homes_of(self, column: InstrumentedAttribute[Any], wanted: Collection[Any]) -> set[int]:
        """Return the row numbers of the households in which people with one of these values live."""
        query = select(Household.row).join(CarePerson, CarePerson.household_id == Household.id)
        standing = (CarePerson.station_id == self._station, CarePerson.withdrawn.is_(None))
        return {row for (row,) in self._read(query.where(*standing), column, wanted)}

    def _read(
        self, query: Select[Any], column: InstrumentedAttribute[Any], wanted: Collection[Any]
    ) -> Iterator[Any]:
        """Yield plain rows of the station's households: half the work of live ones, which nobody changes."""
        mine = (Household.station_id == self._station, Household.withdrawn.is_(None))
        query = query.where(*mine).order_by(Household.row)
        for part in in_chunks(sorted(wanted)):
            yield from self._session.connection().execute(query.where(column.in_(part))).all()

    def _values(self, keys: Iterable[str], row: Iterable[Any]) -> dict[str, Any]:
        values = dict(zip(keys, row, strict=True))
        if values.get("helper") is not None:
            values["helper"] = PersonRef(values["helper"], self._staff.get(values["helper"], ""))
        return values
