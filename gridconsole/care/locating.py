"""Finds the household that a row of another workbook means: by file number, id, account, address, name."""

import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridconsole.care import places
from gridconsole.care.records import CARE, CarePerson, Household
from gridconsole.care.settling import file_number
from gridconsole.core.caller import Caller
from gridconsole.core.ledger.fields import Field
from gridconsole.core.ledger.kinds.people import Names
from gridconsole.core.ledger.kinds.plain import Text
from gridconsole.core.store.bulk import in_chunks
from gridconsole.stations.service import station_of

FILE_NUMBER = Field(Text("档案号", "档案编号", "户档案号", "编号"), key="file_number")
NAMES = replace(CARE.fields["name"], kind=Names(*CARE.fields["name"].kind.headings, "户主"), required=False)
LOCATING = {
    "file_number": FILE_NUMBER,
    "name": NAMES,
    **{
        key: replace(CARE.fields[key], required=False)
        for key in ("citizen_id", "account", "address", "village", "group", "house")
    },
}
"""The columns that say which household a row means."""
NOT_TOLD = "没有写是哪一户：要有档案号、姓名、户号或住址"
WAYS = {
    "file_number": "这个档案号",
    "citizen_id": "这个证件号的人",
    "account": "这个户号",
    "address": "这个住址",
}
"""What says for certain which household is meant, the surest first -> what is missing in the ledger."""


class HouseholdLocator:
    """Knows the households that the rows of one workbook may mean."""

    def __init__(self, session: Session, caller: Caller) -> None:
        self._session, self._station = session, caller.station_id
        self._code = station_of(session, caller.station_id).code
        self._homes: dict[str, dict[str, set[UUID]]] = {way: {} for way in WAYS}
        self._by_name: dict[str, dict[UUID, str]] = {}
        """Name -> household -> its village."""

    def load(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Read the households that these rows may mean."""
        told = {way: {key for row in rows if (key := _key(way, row))} for way in WAYS}
        numbers = {number for key in told["file_number"] if (number := self._number(key)) is not None}
        for home in self._households(Household.number, numbers):
            self._note("file_number", file_number(self._code, home.number), home.id)
        for home in self._households(Household.account, told["account"]):
            self._note("account", home.account, home.id)
        for home in self._households(Household.address_key, told["address"]):
            self._note("address", home.address_key, home.id)
        for person in self._people(CarePerson.citizen_id, told["citizen_id"]):
            self._note("citizen_id", person.citizen_id, person.household_id)
        for person in self._people(CarePerson.name, {name for row in rows for name in row.get("name", ())}):
            self._by_name.setdefault(person.name, {})[person.household_id] = person.village or ""

    def find(self, values: Mapping[str, Any]) -> UUID | str:
        """Return the household's id, or the sentence that says why none is found."""
        names = values.get("name", ())
        for way, what in WAYS.items():
            if key := _key(way, values):
                found = self._homes[way].get(self._whole(way, key), set())
                if found or way != "address" or not names:  # an address may be spelled otherwise
                    return self._fitting(found, names, what)
        return self._named(names, values.get("village")) if names else NOT_TOLD

    def _fitting(self, homes: Collection[UUID], names: Collection[str], what: str) -> UUID | str:
        """Return the household among these in which one of the named lives."""
        if not homes:
            return f"台账里没有{what}"
        fitting = [id for id in homes if not names or any(id in self._by_name.get(n, {}) for n in names)]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            return f"{what}在台账里有 {len(fitting)} 户，请加上档案号"
        return f"{what}在台账里不是{'、'.join(names)}家"

    def _named(self, names: Collection[str], village: str | None) -> UUID | str:
        homes = [self._by_name.get(name, {}) for name in names]
        together = {id: where for id, where in homes[0].items() if all(id in other for other in homes)}
        fitting = [id for id, where in together.items() if not village or places.same(where, village)]
        who = "、".join(names)
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            return f"台账里有 {len(fitting)} 户有叫{who}的人，请加上档案号或户号"
        return f"台账里没有叫{who}的人" + (f"（{village}）" if together else "")

    def _note(self, way: str, key: str, id: UUID) -> None:
        self._homes[way].setdefault(key, set()).add(id)

    def _whole(self, way: str, key: str) -> str:
        """Return a file number in full, also where only its digits were written."""
        if way != "file_number":
            return key
        number = self._number(key)
        return file_number(self._code, number) if number is not None else key

    def _number(self, text: str) -> int | None:
        """Return the counting number of one of this station's file numbers: LH-0317 -> 317."""
        code, _, digits = text.rpartition("-")
        mine = not code or code == self._code.upper()
        return int(digits) if mine and digits.isdecimal() and len(digits) <= 9 else None

    def _households(self, column: Any, wanted: Collection[Any]) -> Iterable[Any]:
        query = select(Household.id, Household.number, Household.account, Household.address_key).where(
            Household.station_id == self._station, Household.withdrawn.is_(None)
        )
        for part in in_chunks(wanted):
            yield from self._session.execute(query.where(column.in_(part)))

    def _people(self, column: Any, wanted: Collection[Any]) -> Iterable[Any]:
        query = select(CarePerson.name, CarePerson.citizen_id, CarePerson.household_id, Household.village)
        query = query.join(Household, CarePerson.household_id == Household.id)
        query = query.where(CarePerson.station_id == self._station, CarePerson.withdrawn.is_(None))
        for part in in_chunks(wanted):
            yield from self._session.execute(query.where(column.in_(part)))


def _key(way: str, values: Mapping[str, Any]) -> str:
    """Return the text by which a row is looked up in one way; empty when it does not tell."""
    if way == "address":
        key = places.fill({part: values[part] for part in places.PLACE if part in values})
        return key if places.names_a_house(key) else ""
    text: str = values.get(way) or ""
    return unicodedata.normalize("NFKC", text).strip().upper() if way == "file_number" else text
