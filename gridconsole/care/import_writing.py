"""Writes a plan in one bulk transaction."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar, cast
from uuid import UUID

from sqlalchemy import Table, bindparam, func, insert, select, update
from sqlalchemy.orm import Session

from gridconsole.care.known import HouseholdRow, PersonRow, Row
from gridconsole.care.plan import Plan
from gridconsole.care.records import CARE, CarePerson, Household
from gridconsole.care.settling import Settler, file_number, found_by, in_chunks, worked_out
from gridconsole.core.clock import local
from gridconsole.core.ledger.kinds.base import PersonRef
from gridconsole.core.ledger.record import Base, StationRecord
from gridconsole.core.ledger.searching import Searched
from gridconsole.core.progress import Progress
from gridconsole.core.store.changes import NOT_KEPT, Version, freeze
from gridconsole.core.store.doors import Unit

BATCH = 5_000
USUAL_CYCLE = "每月一次"

R = TypeVar("R", bound=Row)
Columns = Callable[[R], dict[str, Any]]


class ImportWriter:
    """Writes the households, people, versions and search entries of a plan."""

    def __init__(self, unit: Unit, settler: Settler, station_code: str, progress: Progress) -> None:
        self._unit = unit
        self._session: Session = unit.session
        self._settler = settler
        self._code = station_code
        self._today = local(unit.change.at).date()
        self._progress = progress

    def write(self, plan: Plan) -> UUID:
        """Write the plan; return the id of the change."""
        change_id = self._unit.keep_change()
        self._session.flush()
        households = list(plan.households.values())
        changed = [h for h in households if h.version and h.touched]
        people = [p for p in plan.people if p.touched or not p.version]
        self._number([h for h in households if not h.version])
        self._insert(Household, [h for h in households if not h.version], self._household_columns)
        self._update(Household, changed, self._household_columns)
        self._insert(CarePerson, [p for p in people if not p.version], self._person_columns)
        self._update(CarePerson, [p for p in people if p.version], self._person_columns)
        self._search(people)
        written = Counter(p.home.id for p in people)
        self._settler.settle(self._unit, [h.id for h in changed if h.people > written[h.id]])
        self._unit.touch("household")
        self._unit.touch("care_person")
        return change_id

    def _number(self, fresh: Iterable[HouseholdRow]) -> None:
        station = self._unit.change.station_id
        last = (
            self._session.scalar(select(func.max(Household.number)).where(Household.station_id == station))
            or 0
        )
        for number, household in enumerate(fresh, last + 1):
            household.number = number

    def _insert(self, record: type[StationRecord], rows: Sequence[R], columns: Columns[R]) -> None:
        common = {"station_id": self._unit.change.station_id, "change_id": self._unit.change.id, "version": 1}
        for batch in self._batches(rows, "写入"):
            values = [common | {"id": row.id, "as_typed": _texts(row)} | columns(row) for row in batch]
            self._session.execute(insert(_table(record)), _without_empty(values))

    def _update(self, record: type[StationRecord], rows: Sequence[R], columns: Columns[R]) -> None:
        table = _table(record)
        for batch in self._batches(rows, "更新"):
            self._session.execute(insert(_table(Version)), self._versions(record, batch))
            values = [self._updated(row) | columns(row) for row in batch]
            names = [name for name in values[0] if name != "at"]
            change = (
                update(table).where(table.c.row == bindparam("at")).values({n: bindparam(n) for n in names})
            )
            self._session.connection().execute(change, values)

    def _updated(self, row: Row) -> dict[str, Any]:
        return {
            "at": row.row,
            "as_typed": _texts(row),
            "change_id": self._unit.change.id,
            "version": row.version + 1,
        }

    def _versions(self, record: type[StationRecord], rows: Sequence[Row]) -> list[dict[str, Any]]:
        table = _table(record)
        found = [
            self._session.execute(select(table).where(table.c.id.in_(ids))).mappings()
            for ids in in_chunks([row.id for row in rows])
        ]
        return [self._version(record.__tablename__, dict(old)) for part in found for old in part]

    def _version(self, table: str, old: dict[str, Any]) -> dict[str, Any]:
        return {
            "record_id": old["id"],
            "record_table": table,
            "version": old["version"],
            "change_id": old["change_id"],
            "replaced_by": self._unit.change.id,
            "data": freeze({k: v for k, v in old.items() if k not in NOT_KEPT}),
        }

    def _household_columns(self, row: HouseholdRow) -> dict[str, Any]:
        columns = _columns(row, CARE.inherited)
        if not row.version and columns["cycle"] is None and "cycle" not in row.fresh_typed:
            columns["cycle"] = USUAL_CYCLE
        return columns | {
            "number": row.number,
            "address_key": row.address_key or None,
            "known_since": row.known_since,
        }

    def _person_columns(self, row: PersonRow) -> dict[str, Any]:
        typed = {**_texts(row.home), **_texts(row)}
        columns = _columns(row, CARE.own) | worked_out(row.together(), typed, row.home.known_since)
        return columns | {"household_id": row.home.id}

    def _search(self, people: Sequence[PersonRow]) -> None:
        fresh = {p.id for p in people if not p.version}
        rows = dict(self._rows_of_change()) if fresh else {}
        for batch in self._batches(people, "建立检索"):
            new = [(rows[p.id], self._found(p)) for p in batch if p.id in fresh]
            old = [(p.row, self._found(p)) for p in batch if p.id not in fresh]
            self._settler.tables.put(self._session, new, fresh=True)
            self._settler.tables.put(self._session, old)

    def _rows_of_change(self) -> Iterator[tuple[UUID, int]]:
        query = select(CarePerson.id, CarePerson.row).where(CarePerson.change_id == self._unit.change.id)
        return ((id, row) for id, row in self._session.execute(query))

    def _found(self, person: PersonRow) -> Searched:
        return found_by(person.together(), file_number(self._code, person.home.number), self._today)

    def _batches(self, rows: Sequence[R], words: str) -> Iterator[Sequence[R]]:
        for at in range(0, len(rows), BATCH):
            self._progress.at(at, len(rows), words)
            yield rows[at : at + BATCH]


def _table(record: type[Base]) -> Table:
    return cast(Table, record.__table__)


def _without_empty(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out the columns that are empty in all rows: most workbooks fill a third of them."""
    used = [key for key in rows[0] if any(row[key] is not None for row in rows)]
    return [{key: row[key] for key in used} for row in rows]


def _columns(row: Row, keys: Iterable[str]) -> dict[str, Any]:
    values = row.merged()
    found = {key: values.get(key) for key in keys}
    helper = found.get("helper")
    if isinstance(helper, PersonRef):
        found["helper"] = helper.id
    return found


def _texts(row: Row) -> dict[str, str]:
    if not row.fresh_typed:
        return row.as_typed
    merged = {**row.as_typed, **row.fresh_typed}
    return {key: text for key, text in merged.items() if text is not None}
