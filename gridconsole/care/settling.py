"""What is worked out from the stored values and kept beside them: order, due date, gaps, search."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple
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
        for ids in in_chunks(sorted(set(household_ids))):  # old neighbours are neighbours in the tables
            self._settle(unit.session, ids, code, day)

    def _settle(self, session: Session, ids: Sequence[UUID], code: str, day: date) -> None:
        people = list(_people(session, ids))
        _write_columns(session, people)
        self.tables.remove(session, [person.row for person in people if person.withdrawn is not None])
        standing = [person for person in people if person.withdrawn is None]
        found = [(one.row, found_by(one.values, file_number(code, one.number), day)) for one in standing]
        self.tables.put(session, found)


class _Person(NamedTuple):
    """What is worked out from a person and the household, and found by."""

    row: int
    withdrawn: str | None
    number: int
    known_since: date
    home_typed: dict[str, str]
    typed: dict[str, str]
    values: dict[str, Any]
    standing: tuple[Any, ...]
    """The worked-out columns as they stand."""


WORKED_OUT = ("due_on", "name_key", "place_key", "gaps")


def _people(session: Session, ids: Sequence[UUID]) -> Iterator[_Person]:
    """Yield everybody in these households from plain rows: a third of the work of live records."""
    person, home = CarePerson.__table__.c, Household.__table__.c
    beside = (person.row, person.withdrawn, home.number, home.known_since, home.as_typed, person.as_typed)
    values = [(person if key in CARE.own else home)[key] for key in CARE.fields]
    query = select(*beside, *values, *(person[key] for key in WORKED_OUT)).select_from(CarePerson)
    query = query.join(Household, person.household_id == home.id).where(home.id.in_(ids))
    for row in session.connection().execute(query).all():
        told = dict(zip(CARE.fields, row[len(beside) :], strict=False))
        yield _Person._make((*row[: len(beside)], told, tuple(row[-len(WORKED_OUT) :])))


def _write_columns(session: Session, people: Sequence[_Person]) -> None:
    """Write straight to the table: what is worked out is no new version of the record."""
    worked = [(one, _worked_out(one)) for one in people]
    changed = [(one.row, *values) for one, values in worked if values != one.standing]
    if changed:
        rows, *columns = map(list, zip(*changed, strict=True))
        update_many(session, CarePerson, rows, dict(zip(WORKED_OUT, columns, strict=True)), {})


def _worked_out(person: _Person) -> tuple[Any, ...]:
    found = worked_out(person.values, {**person.home_typed, **person.typed}, person.known_since)
    return tuple(found[key] for key in WORKED_OUT)
