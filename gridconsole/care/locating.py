"""Finds the household that a row of another workbook means: by file number, id, account, address, name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridconsole.care import places
from gridconsole.care.records import CARE, CarePerson, Household
from gridconsole.core.caller import Caller
from gridconsole.core.ledger.fields import Field
from gridconsole.core.ledger.kinds.plain import Text

CHUNK = 500
FILE_NUMBER = Field(Text("档案号", "档案编号", "户档案号", "编号"), key="file_number")
LOCATING = {
    "file_number": FILE_NUMBER,
    **{
        key: replace(CARE.fields[key], required=False)
        for key in ("name", "citizen_id", "account", "address", "village", "group", "house")
    },
}
"""The columns that say which household a row means."""
NOT_TOLD = "没有写是哪一户：要有档案号、姓名、户号或住址"


class HouseholdLocator:
    """Knows the households that the rows of one workbook may mean."""

    def __init__(self, session: Session, caller: Caller) -> None:
        self._session, self._station = session, caller.station_id
        self._by_number: dict[int, UUID] = {}
        self._by_id: dict[str, UUID] = {}
        self._by_account: dict[str, UUID] = {}
        self._by_address: dict[str, UUID] = {}
        self._by_name: dict[str, dict[UUID, str]] = {}
        """Name -> household -> its village."""

    def load(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Read the households that these rows may mean."""
        numbers = {n for row in rows if (n := _number(row.get("file_number"))) is not None}
        for home in self._households(Household.number, numbers):
            self._by_number[home.number] = home.id
        for home in self._households(Household.account, _told(rows, "account")):
            self._by_account[home.account] = home.id
        for home in self._households(Household.address_key, {key for row in rows if (key := _place(row))}):
            self._by_address[home.address_key] = home.id
        for person in self._people(CarePerson.citizen_id, _told(rows, "citizen_id")):
            self._by_id[person.citizen_id] = person.household_id
        for person in self._people(CarePerson.name, _told(rows, "name")):
            self._by_name.setdefault(person.name, {})[person.household_id] = person.village or ""

    def find(self, values: Mapping[str, Any]) -> UUID | str:
        """Return the household's id, or the sentence that says why none is found."""
        name, number = values.get("name"), values.get("file_number")
        if number is not None:
            return self._checked(self._by_number.get(_number(number) or 0), name, f"档案号 {number}")
        if found := self._by_id.get(values.get("citizen_id", "")):
            return found
        if account := values.get("account"):
            return self._checked(self._by_account.get(account), name, "这个户号")
        if (key := _place(values)) and (there := self._by_address.get(key)):
            return self._checked(there, name, "这个住址")
        return self._named(name, values.get("village")) if name else NOT_TOLD

    def _checked(self, found: UUID | None, name: str | None, what: str) -> UUID | str:
        if found is None:
            return f"台账里没有{what}"
        if name and found not in self._by_name.get(name, {}):
            return f"{what}的那一户没有叫{name}的人"
        return found

    def _named(self, name: str, village: str | None) -> UUID | str:
        homes = self._by_name.get(name, {})
        fitting = [id for id, where in homes.items() if not village or places.same(where, village)]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            return f"台账里有 {len(fitting)} 户有叫{name}的人，请加上档案号或户号"
        return f"台账里没有叫{name}的人" + (f"（{village}）" if village and homes else "")

    def _households(self, column: Any, wanted: Iterable[Any]) -> Iterable[Any]:
        query = select(Household.id, Household.number, Household.account, Household.address_key).where(
            Household.station_id == self._station, Household.withdrawn.is_(None)
        )
        for part in _chunks(wanted):
            yield from self._session.execute(query.where(column.in_(part)))

    def _people(self, column: Any, wanted: Iterable[Any]) -> Iterable[Any]:
        query = select(CarePerson.name, CarePerson.citizen_id, CarePerson.household_id, Household.village)
        query = query.join(Household, CarePerson.household_id == Household.id)
        query = query.where(CarePerson.station_id == self._station, CarePerson.withdrawn.is_(None))
        for part in _chunks(wanted):
            yield from self._session.execute(query.where(column.in_(part)))


def _told(rows: Sequence[Mapping[str, Any]], key: str) -> set[Any]:
    return {row[key] for row in rows if key in row}


def _number(text: str | None) -> int | None:
    """Return the counting number of a file number: LH-0317 -> 317."""
    digits = (text or "").rpartition("-")[2]
    return int(digits) if digits.isdigit() and len(digits) <= 9 else None


def _place(values: Mapping[str, Any]) -> str:
    return places.fill({key: values[key] for key in places.PLACE if key in values})


def _chunks(wanted: Iterable[Any]) -> Iterable[list[Any]]:
    listed = list(wanted)
    return (listed[at : at + CHUNK] for at in range(0, len(listed), CHUNK))
