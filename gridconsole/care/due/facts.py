"""Reads what the rule asks of households."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridconsole.care import rules
from gridconsole.care.due.conditions import MADE
from gridconsole.care.due.rules import WINDOW, Due, Home, Resident, next_visit
from gridconsole.care.records import CarePerson, Household
from gridconsole.care.visiting.records import Visit
from gridconsole.core.calendar.festivals import Festival
from gridconsole.core.store.bulk import in_chunks

Family = tuple[Household, list[CarePerson]]


def families(session: Session, ids: Collection[UUID]) -> dict[UUID, Family]:
    """Return household id -> the household and its people, none withdrawn, in the order they came."""
    found: dict[UUID, Family] = {}
    query = select(CarePerson, Household).join(Household, CarePerson.household_id == Household.id)
    for some in in_chunks(ids):
        standing = query.where(Household.id.in_(some), CarePerson.withdrawn.is_(None))
        for person, household in session.execute(standing.order_by(CarePerson.row)):
            found.setdefault(household.id, (household, []))[1].append(person)
    return found


def dues_of(
    session: Session, found: Mapping[UUID, Family], festivals: Sequence[Festival], today: date
) -> dict[UUID, Due]:
    """Return household id -> its next visit, these festivals looked at."""
    done = _visited_for(session, found.keys(), festivals)
    homes = {id: home(family, done.get(id, frozenset()), today) for id, family in found.items()}
    return {id: next_visit(one, festivals, today) for id, one in homes.items()}


def home(family: Family, done: frozenset[Festival], today: date) -> Home:
    """Return what the rule asks of a household."""
    household, people = family
    return Home(
        residents=tuple(_resident(person, today) for person in people),
        known_since=household.known_since,
        last_visit=household.last_visit,
        next_on=household.next_on,
        cycle=household.cycle,
        visited_for=done,
    )


def _resident(person: CarePerson, today: date) -> Resident:
    """Return a person; the categories of a child whose data is locked are not looked at (FIELDS 4.5)."""
    keys = ("born", "categories", "consent", "ground")
    shut = rules.minor_locked({key: getattr(person, key) for key in keys}, today)
    return Resident(person.status, person.born, () if shut else person.categories or ())


def _visits(
    session: Session, ids: Collection[UUID], festivals: Iterable[Festival]
) -> Iterator[tuple[UUID, date, tuple[str, ...]]]:
    """Yield household, day and occasions of the visits that may have been made for one of the festivals."""
    days = [one.day for one in festivals]
    if not days:
        return
    query = select(Visit.household_id, Visit.visited_on, Visit.occasions).where(
        *MADE, Visit.visited_on.between(min(days) - WINDOW, max(days)), Visit.occasions.is_not(None)
    )
    for some in in_chunks(ids):
        for household, day, occasions in session.execute(query.where(Visit.household_id.in_(some))):
            if day and occasions:
                yield household, day, occasions


def _visited_for(
    session: Session, ids: Collection[UUID], festivals: Sequence[Festival]
) -> dict[UUID, frozenset[Festival]]:
    """Return household id -> those of the festivals for which it was visited, within their window."""
    found: dict[UUID, frozenset[Festival]] = {}
    for household, day, occasions in _visits(session, ids, festivals):
        done = (f for f in festivals if f.name in occasions and f.day - WINDOW <= day <= f.day)
        found[household] = found.get(household, frozenset()) | frozenset(done)
    return found
