"""Writes a plan in one bulk transaction."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridconsole.care.known import HouseholdRow, PersonRow, Row
from gridconsole.care.pairing.steps import keep_in_step
from gridconsole.care.plan import Plan
from gridconsole.care.records import CARE, CarePerson, Household
from gridconsole.care.settling import Settler, file_number, found_by, worked_out
from gridconsole.care.visiting.cancelling import cancel_empty
from gridconsole.core.clock import local
from gridconsole.core.ledger.fields import Field
from gridconsole.core.ledger.kinds.base import PersonRef
from gridconsole.core.ledger.record import StationRecord
from gridconsole.core.progress import Progress
from gridconsole.core.store.bulk import differing, insert_many, keep_versions, update_many
from gridconsole.core.store.doors import Unit

BATCH = 5_000
USUAL_CYCLE = "每月一次"

R = TypeVar("R", bound=Row)
Columns = dict[str, list[Any]]


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
        self._insert_households([h for h in households if not h.version])
        self._update_households(changed)
        self._insert_people([p for p in people if not p.version])
        self._update_people([p for p in people if p.version])
        written = Counter(p.home.id for p in people)
        self._settler.settle(self._unit, [h.id for h in changed if h.people > written[h.id]])
        keep_in_step(self._unit, [h.id for h in households if "helper" in h.fresh])
        if any(person.version and (person.moved or "status" in person.fresh) for person in people):
            cancel_empty(self._unit)  # of all: what somebody moved out of is not in the plan
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

    def _insert_households(self, fresh: Sequence[HouseholdRow]) -> None:
        self._number(fresh)
        for batch in self._batches(fresh, "写入"):
            told: Columns = {
                "number": [home.number for home in batch],
                "cycle": [_cycle(home) for home in batch],
            }
            insert_many(self._session, Household, self._made(batch) | _home_columns(batch) | told, self._same)

    def _update_households(self, changed: Sequence[HouseholdRow]) -> None:
        for batch in self._batches(changed, "更新"):
            self._update(Household, batch, _home_columns(batch))

    def _insert_people(self, fresh: Sequence[PersonRow]) -> None:
        last = 0
        for batch in self._batches(fresh, "写入"):
            values = [person.together() for person in batch]
            columns = self._made(batch) | _person_columns(batch, values)
            insert_many(self._session, CarePerson, columns, self._same)
            rows = self._rows_after(last)
            self._search(rows, batch, values, fresh=True)
            last = rows[-1]

    def _update_people(self, changed: Sequence[PersonRow]) -> None:
        for batch in self._batches(changed, "更新"):
            values = [person.together() for person in batch]
            self._update(CarePerson, batch, _person_columns(batch, values))
            self._search([person.row for person in batch], batch, values, fresh=False)

    def _update(self, record: type[StationRecord], batch: Sequence[Row], columns: Columns) -> None:
        rows = [row.row for row in batch]
        standing = keep_versions(self._session, record, rows, self._unit.change.id)
        versions = {"version": [row.version + 1 for row in batch]}
        update_many(self._session, record, rows, {**differing(columns, standing), **versions}, self._change)

    @property
    def _change(self) -> dict[str, Any]:
        return {"change_id": self._unit.change.id}

    @property
    def _same(self) -> dict[str, Any]:
        return {"station_id": self._unit.change.station_id, "version": 1, **self._change}

    @staticmethod
    def _made(rows: Sequence[Row]) -> Columns:
        return {"id": [row.id for row in rows]}

    def _rows_after(self, last: int) -> Sequence[int]:
        """Return the row numbers that the database gave to the people just inserted, in their order."""
        mine = (CarePerson.change_id == self._unit.change.id, CarePerson.row > last)
        return self._session.scalars(select(CarePerson.row).where(*mine).order_by(CarePerson.row)).all()

    def _search(
        self,
        rows: Sequence[int],
        people: Sequence[PersonRow],
        values: Sequence[Mapping[str, Any]],
        *,
        fresh: bool,
    ) -> None:
        numbers = [file_number(self._code, person.home.number) for person in people]
        told = zip(rows, values, numbers, strict=True)
        found = [(row, found_by(one, number, self._today)) for row, one, number in told]
        self._settler.tables.put(self._session, found, fresh=fresh)

    def _batches(self, rows: Sequence[R], words: str) -> Iterator[Sequence[R]]:
        for at in range(0, len(rows), BATCH):
            self._progress.at(at, len(rows), words)
            yield rows[at : at + BATCH]
        if rows:
            self._progress.at(len(rows), len(rows), words)


def _home_columns(homes: Sequence[HouseholdRow]) -> Columns:
    return _columns(homes, CARE.inherited) | {
        "address_key": [home.address_key or None for home in homes],
        "known_since": [home.known_since for home in homes],
    }


def _person_columns(people: Sequence[PersonRow], values: Sequence[Mapping[str, Any]]) -> Columns:
    worked = [_worked_out(person, one) for person, one in zip(people, values, strict=True)]
    columns = {key: [one[key] for one in worked] for key in worked[0]}
    return _columns(people, CARE.own) | columns | {"household_id": [person.home.id for person in people]}


def _worked_out(person: PersonRow, values: Mapping[str, Any]) -> dict[str, Any]:
    typed = {**_texts(person.home), **_texts(person)}
    return worked_out(values, typed, person.home.known_since)


def _columns(rows: Sequence[Row], fields: Mapping[str, Field]) -> Columns:
    """Return the texts, and the fields that the import sets in any of the rows, as it will leave them."""
    given = {key for row in rows for key in row.fresh}
    columns = {key: _column(rows, key) for key in fields if key in given}
    return columns | {"as_typed": [_texts(row) for row in rows]}


def _column(rows: Sequence[Row], key: str) -> list[Any]:
    column = [row.fresh[key] if key in row.fresh else row.values.get(key) for row in rows]
    return [value.id if isinstance(value, PersonRef) else value for value in column]


def _cycle(home: HouseholdRow) -> str | None:
    """Return how often a new household is visited: as usual, unless the workbook tells."""
    cycle: str | None = home.fresh.get("cycle")
    return USUAL_CYCLE if cycle is None and "cycle" not in home.fresh_typed else cycle


def _texts(row: Row) -> dict[str, str]:
    if not row.fresh_typed:
        return row.as_typed
    merged = {**row.as_typed, **row.fresh_typed}
    return {key: text for key, text in merged.items() if text is not None}
