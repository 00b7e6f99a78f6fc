"""What is worked out from the stored values and kept beside them: order, due date, gaps, search."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridconsole.care import rules
from gridconsole.care.records import CARE, CarePerson, Household
from gridconsole.core.clock import local
from gridconsole.core.identity.address import natural_key
from gridconsole.core.ledger.reading import sort_key
from gridconsole.core.ledger.searching import Searched, searched
from gridconsole.core.store.bulk import in_chunks as in_chunks
from gridconsole.core.store.bulk import update_many
from gridconsole.core.store.doors import Unit
from gridconsole.core.store.words import SearchTables
from gridconsole.stations.service import station_of

REQUIRED = {key: declared for key, declared in CARE.fields.items() if declared.required}
SEARCHED = {key: declared for key, declared in CARE.fields.items() if declared.searchable}
OPEN_TO_SEARCH = {key: declared for key, declared in SEARCHED.items() if not declared.minor}

Pair = tuple[CarePerson, Household]


def worked_out(values: Mapping[str, Any], typed: Mapping[str, str], known_since: Any) -> dict[str, Any]:
    """Return the worked-out columns of a person from the values of person and household."""
    return {
        "due_on": rules.due_on(
            values.get("status"),
            values.get("last_visit"),
            values.get("cycle"),
            known_since,
            values.get("next_on"),
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
        values = [_values(person, household) for person, household in pairs]
        _write_columns(session, pairs, values)
        self.tables.remove(session, [p.row for p, _ in pairs if p.withdrawn is not None])
        told = [
            (p.row, one, file_number(code, h.number))
            for (p, h), one in zip(pairs, values, strict=True)
            if p.withdrawn is None
        ]
        self.tables.put(session, [(row, found_by(one, number, day)) for row, one, number in told])


def _values(person: CarePerson, household: Household) -> dict[str, Any]:
    return {key: getattr(person if key in CARE.own else household, key) for key in CARE.fields}


def _write_columns(session: Session, pairs: Sequence[Pair], values: Sequence[Mapping[str, Any]]) -> None:
    """Write straight to the table: what is worked out is no new version of the record."""
    worked = [
        worked_out(one, {**household.as_typed, **person.as_typed}, household.known_since)
        for (person, household), one in zip(pairs, values, strict=True)
    ]
    if worked:
        columns = {key: [one[key] for one in worked] for key in worked[0]}
        update_many(session, CarePerson, [person.row for person, _ in pairs], columns, {})
