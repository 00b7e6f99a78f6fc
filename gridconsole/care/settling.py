"""What is worked out from the stored values and kept beside them: order, due date, gaps, search."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Table, bindparam, select, update
from sqlalchemy.orm import Session

from gridconsole.care import rules
from gridconsole.care.records import CARE, CarePerson, Household
from gridconsole.core.clock import local
from gridconsole.core.identity.address import natural_key
from gridconsole.core.ledger.reading import sort_key
from gridconsole.core.ledger.searching import Searched, searched
from gridconsole.core.store.doors import Unit
from gridconsole.core.store.words import SearchTables
from gridconsole.stations.service import station_of

REQUIRED = {key: declared for key, declared in CARE.fields.items() if declared.required}
SEARCHED = {key: declared for key, declared in CARE.fields.items() if declared.searchable}
OPEN_TO_SEARCH = {key: declared for key, declared in SEARCHED.items() if not declared.minor}
CHUNK = 1_000


def worked_out(values: Mapping[str, Any], typed: Mapping[str, str], known_since: Any) -> dict[str, Any]:
    """Return the worked-out columns of a person from the values of person and household."""
    return {
        "due_on": rules.due_on(
            values.get("status"), values.get("last_visit"), values.get("cycle"), known_since
        ),
        "name_key": sort_key(values["name"]),
        "place_key": place_key(values),
        "gaps": len(rules.gaps(values, REQUIRED, typed)),
    }


def place_key(values: Mapping[str, Any]) -> str:
    """Return the key of the walking order: village, group, house number in natural order."""
    parts = (values.get("group") or "") + (values.get("house") or "")
    return f"{_village_key(values.get('village') or '')}|{natural_key(parts or values.get('address') or '')}"


@lru_cache(maxsize=4096)
def _village_key(village: str) -> str:
    return sort_key(village) if village else "~"


def file_number(station_code: str, number: int) -> str:
    """Return the number of a household's file, such as LH-0317."""
    return f"{station_code}-{number:04d}"


def found_by(values: Mapping[str, Any], number: str, today: date) -> Searched:
    """Return what a person is found by: file number and searchable fields, but for a child's locked ones."""
    fields = OPEN_TO_SEARCH if rules.minor_locked(values, today) else SEARCHED
    found = searched(fields, values)
    return Searched(found.words, found.names, (*found.numbers, number))


def in_chunks(ids: Collection[UUID]) -> Iterator[Sequence[UUID]]:
    """Yield ids in parts that fit into one query."""
    listed = list(ids)
    for at in range(0, len(listed), CHUNK):
        yield listed[at : at + CHUNK]


class Settler:
    """Keeps the worked-out columns and the search in step with the records."""

    def __init__(self, tables: SearchTables) -> None:
        self.tables = tables

    def settle(self, unit: Unit, household_ids: Collection[UUID]) -> None:
        """Work out again everything that hangs on these households."""
        unit.session.flush()
        code = station_of(unit.session, unit.change.station_id).code
        day = local(unit.change.at).date()
        for ids in in_chunks(set(household_ids)):
            self._settle(unit.session, ids, code, day)

    def _settle(self, session: Session, ids: Sequence[UUID], code: str, day: date) -> None:
        query = select(CarePerson, Household).join(Household, CarePerson.household_id == Household.id)
        pairs = [(p, h) for p, h in session.execute(query.where(Household.id.in_(ids)))]
        if pairs:
            _write_columns(session, [_columns(person, household) for person, household in pairs])
        self.tables.remove(session, [p.row for p, _ in pairs if p.withdrawn is not None])
        standing = [(p, h) for p, h in pairs if p.withdrawn is None]
        numbered = [(p.row, _values(p, h), file_number(code, h.number)) for p, h in standing]
        self.tables.put(session, [(row, found_by(values, number, day)) for row, values, number in numbered])


def _values(person: CarePerson, household: Household) -> dict[str, Any]:
    return {key: getattr(person if key in CARE.own else household, key) for key in CARE.fields}


def _columns(person: CarePerson, household: Household) -> dict[str, Any]:
    typed = {**household.as_typed, **person.as_typed}
    return {"at": person.row} | worked_out(_values(person, household), typed, household.known_since)


def _write_columns(session: Session, columns: list[dict[str, Any]]) -> None:
    """Write straight to the table: what is worked out is no new version of the record."""
    table = CarePerson.__table__
    assert isinstance(table, Table)
    names = [name for name in columns[0] if name != "at"]
    change = (
        update(table).where(table.c.row == bindparam("at")).values({name: bindparam(name) for name in names})
    )
    session.connection().execute(change, columns)
