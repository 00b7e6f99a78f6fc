"""Writes a plan in one bulk transaction."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from gridconsole.care.known import HouseholdRow, PersonRow, Row
from gridconsole.care.planning import Plan
from gridconsole.care.records import CARE, CarePerson, Household
from gridconsole.care.settling import Settler, file_number, found_by, worked_out
from gridconsole.core.ledger.kinds.base import PersonRef
from gridconsole.core.ledger.record import StationRecord
from gridconsole.core.progress import Progress
from gridconsole.core.store.changes import Version, freeze
from gridconsole.core.store.doors import Unit

BATCH = 5_000


class ImportWriter:
    """Writes the households, people, versions and search entries of a plan."""

    def __init__(self, unit: Unit, settler: Settler, station_code: str, progress: Progress) -> None:
        self._unit = unit
        self._session: Session = unit.session
        self._settler = settler
        self._code = station_code
        self._progress = progress

    def write(self, plan: Plan) -> UUID:
        """Write the plan; return the id of the change."""
        change_id = self._unit.keep_change()
        self._session.flush()
        households = list(plan.households.values())
        self._number(households)
        self._insert(Household, [h for h in households if not h.version], self._household_columns)
        self._update(Household, [h for h in households if h.version and h.touched], self._household_columns)
        self._insert(CarePerson, [p for p in plan.people if not p.version], self._person_columns)
        self._update(CarePerson, [p for p in plan.people if p.version and p.touched], self._person_columns)
        self._search([p for p in plan.people if p.touched or not p.version])
        changed = [h.id for h in households if h.version and h.touched]
        self._settler.settle(self._session, changed, self._code)
        self._unit.touch("household")
        self._unit.touch("care_person")
        return change_id

    def _number(self, households: Iterable[HouseholdRow]) -> None:
        station = self._unit.change.station_id
        last = self._session.scalar(select(func.max(Household.number)).where(Household.station_id == station)) or 0
        for last, household in enumerate((h for h in households if not h.version), last + 1):  # noqa: B020
            household.number = last

    def _insert(self, record: type[StationRecord], rows: Sequence[Row], columns: Any) -> None:
        common = {"station_id": self._unit.change.station_id, "change_id": self._unit.change.id, "version": 1}
        for batch in self._batches(rows, "写入"):
            values = [common | {"id": row.id, "as_typed": _texts(row)} | columns(row) for row in batch]
            self._session.execute(insert(record.__table__), _without_empty(values))

    def _update(self, record: type[StationRecord], rows: Sequence[Row], columns: Any) -> None:
        table = record.__table__
        for batch in self._batches(rows, "更新"):
            self._session.execute(insert(Version.__table__), [self._version(record, row) for row in batch])
            for row in batch:
                values = columns(row) | {"as_typed": _texts(row), "change_id": self._unit.change.id, "version": row.version + 1}
                self._session.execute(update(table).where(table.c.row == row.row).values(values))

    def _version(self, record: type[StationRecord], row: Row) -> dict[str, Any]:
        old = self._session.execute(select(record.__table__).where(record.__table__.c.row == row.row)).one()._mapping
        kept = {key: value for key, value in old.items() if key not in ("row", "id", "version", "change_id", "station_id")}
        return {
            "record_id": row.id, "record_table": record.__tablename__, "version": row.version,
            "change_id": row.change_id, "replaced_by": self._unit.change.id, "data": freeze(kept),
        }  # fmt: skip

    def _household_columns(self, row: HouseholdRow) -> dict[str, Any]:
        columns = _columns(row, CARE.inherited)
        return columns | {"number": row.number, "address_key": row.address_key or None, "known_since": row.known_since}

    def _person_columns(self, row: PersonRow) -> dict[str, Any]:
        assert row.household is not None
        values = row.together()
        typed = {**_texts(row.household), **_texts(row)}
        columns = _columns(row, CARE.own) | worked_out(values, typed, row.household.known_since)
        return columns | {"household_id": row.household.id}

    def _search(self, people: Sequence[PersonRow]) -> None:
        fresh = {p.id: p for p in people if not p.version}
        rows = dict(self._rows_of_change()) if fresh else {}
        for batch in self._batches(people, "建立检索"):
            new = [(rows[p.id], self._found(p)) for p in batch if p.id in fresh]
            old = [(p.row, self._found(p)) for p in batch if p.id not in fresh]
            self._settler.tables.put(self._session, new, fresh=True)
            self._settler.tables.put(self._session, old)

    def _rows_of_change(self) -> Iterable[tuple[UUID, int]]:
        query = select(CarePerson.id, CarePerson.row).where(CarePerson.change_id == self._unit.change.id)
        return ((id, row) for id, row in self._session.execute(query))

    def _found(self, person: PersonRow) -> Any:
        assert person.household is not None
        return found_by(person.together(), file_number(self._code, person.household.number))

    def _batches(self, rows: Sequence[Any], words: str) -> Iterable[Sequence[Any]]:
        for at in range(0, len(rows), BATCH):
            self._progress.at(at, len(rows), words)
            yield rows[at : at + BATCH]


def _without_empty(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out the columns that are empty in all rows: most workbooks fill a third of them."""
    used = [key for key in rows[0] if any(row[key] is not None for row in rows)]
    return [{key: row[key] for key in used} for row in rows]


def _columns(row: Row, keys: Iterable[str]) -> dict[str, Any]:
    values = row.merged()
    found = {key: values.get(key) for key in keys}
    if isinstance(found.get("helper"), PersonRef):
        found["helper"] = found["helper"].id
    return found


def _texts(row: Row) -> dict[str, str]:
    if not row.fresh_typed:
        return row.as_typed
    merged = {**row.as_typed, **row.fresh_typed}
    return {key: text for key, text in merged.items() if text is not None}
