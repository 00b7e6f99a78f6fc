"""What is worked out from the stored values and kept beside them: order, due date, gaps, search."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from gridconsole.care import rules
from gridconsole.care.records import CARE, CarePerson, Household
from gridconsole.core.identity.address import natural_key
from gridconsole.core.ledger.reading import sort_key
from gridconsole.core.ledger.searching import Searched, searched
from gridconsole.core.store.words import SearchTables

REQUIRED = {key: declared for key, declared in CARE.fields.items() if declared.required}
SEARCHED = {key: declared for key, declared in CARE.fields.items() if declared.searchable}


def worked_out(values: Mapping[str, Any], typed: Mapping[str, str], known_since: Any) -> dict[str, Any]:
    """Return the worked-out columns of a person from the values of person and household."""
    return {
        "due_on": rules.due_on(values.get("status"), values.get("last_visit"), values.get("cycle"), known_since),
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


def found_by(values: Mapping[str, Any], number: str) -> Searched:
    """Return what a person is found by: the searchable fields, and the file number."""
    found = searched(SEARCHED, values)
    return Searched(found.words, found.names, (*found.numbers, number))


class Settler:
    """Keeps the worked-out columns and the search in step with the records."""

    def __init__(self, tables: SearchTables) -> None:
        self.tables = tables

    def settle(self, session: Session, household_ids: Iterable[UUID], station_code: str) -> None:
        """Work out again everything that hangs on these households."""
        session.flush()
        for household in session.scalars(select(Household).where(Household.id.in_(list(household_ids)))):
            people = session.scalars(select(CarePerson).where(CarePerson.household_id == household.id)).all()
            for person in people:
                self._settle_person(session, person, household, station_code)

    def _settle_person(self, session: Session, person: CarePerson, household: Household, code: str) -> None:
        values = {key: getattr(person if key in CARE.own else household, key) for key in CARE.fields}
        typed = {**household.as_typed, **person.as_typed}
        columns = worked_out(values, typed, household.known_since)
        # Straight to the table: what is worked out is no new version of the record.
        session.execute(update(CarePerson).where(CarePerson.row == person.row).values(**columns))
        if person.withdrawn is None:
            self.tables.put(session, [(person.row, found_by(values, file_number(code, household.number)))])
        else:
            self.tables.remove(session, [person.row])
