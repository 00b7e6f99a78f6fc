"""What a visit that was made changes: dates of the household, needs, night-lights, hours of service.

All of it is made to fit the answers, so that a correction undoes what no longer holds.
"""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from gridconsole.care.lights.looking import keep_lights
from gridconsole.care.needs.raising import keep_needs
from gridconsole.care.records import Household
from gridconsole.care.settling import Settler
from gridconsole.care.visiting.agreeing import agreed_at, decides
from gridconsole.care.visiting.answers import Answers
from gridconsole.care.visiting.form import MET
from gridconsole.care.visiting.hours import keep_hours
from gridconsole.care.visiting.records import Visit
from gridconsole.core.store.changes import Change, Version
from gridconsole.core.store.doors import Unit

BASE, BEFORE, AFTER, ELECTRICIAN = "last_visit", "next_on_before", "next_on_after", "electrician"
LIGHTS = "night_lights"
"""What a key-in keeps in its change: a last visit that no record tells, the agreed day, the electrician,
the lights that it put up."""


def make_it_so(unit: Unit, settler: Settler, visit: Visit, household: Household, answers: Answers) -> None:
    """Write the answers to the visit, and everything that hangs on it to fit them."""
    session, before = unit.session, details_of(unit.session, visit)
    days = _told_by_others(session, visit)
    base = _base(visit, household, days, before)
    if AFTER in before and household.next_on == _day(before[AFTER]):
        household.next_on = _day(before[BEFORE])
    details = {BASE: _text(base), BEFORE: _text(household.next_on), ELECTRICIAN: answers.electrician}
    for key, value in answers.values.items():
        setattr(visit, key, value)
    visit.closed_at = visit.closed_at or unit.change.at
    flag_modified(visit, "closed_at")  # a correction of what hangs on the visit alone is found by it
    _set_dates(visit, household, days, base, is_latest=_is_latest(session, visit))
    unit.change.details = {**unit.change.details, **details, AFTER: _text(household.next_on)}
    session.flush()
    keep_needs(unit, visit, answers.wants)
    told = (answers.seen, answers.new_lights, answers.light_model)
    lights = keep_lights(unit, visit, *told, _lights_of(before))
    unit.change.details = {**unit.change.details, LIGHTS: [str(id) for id in lights]}
    keep_hours(unit, visit)
    settler.settle(unit, [household.id])


def leave_nothing(unit: Unit, visit: Visit) -> None:
    """Undo what hangs on a visit that was withdrawn, but for the dates of its household."""
    keep_needs(unit, visit, ())
    keep_lights(unit, visit, {}, (), "", put_up_by(unit.session, visit))
    keep_hours(unit, visit)


def changes_of(session: Session, visit: Visit) -> list[Change]:
    """Return the changes that wrote a visit, as far as they are kept, the latest first."""
    earlier = select(Version.change_id).where(Version.record_id == visit.id)
    query = select(Change).where((Change.id == visit.change_id) | Change.id.in_(earlier))
    return list(session.scalars(query.order_by(Change.at.desc(), Change.id.desc())))


def details_of(session: Session, visit: Visit) -> dict[str, Any]:
    """Return what the last key-in or correction of a visit kept; empty for one not keyed in."""
    found = (change.details for change in changes_of(session, visit) if AFTER in change.details)
    return next(found, {})


def put_up_by(session: Session, visit: Visit) -> set[UUID]:
    """Return the night-lights that a visit put up: what its sheet says was done to others is only text."""
    return _lights_of(details_of(session, visit))


def _lights_of(details: dict[str, Any]) -> set[UUID]:
    return {UUID(text) for text in details.get(LIGHTS, ())}


def _set_dates(
    visit: Visit, household: Household, told: set[date], base: date | None, *, is_latest: bool
) -> None:
    """Set the last visit to the latest at which somebody was met, and the day agreed for the next.

    What an earlier visit agreed, one that was made since has overtaken, also where nobody was met then.
    """
    assert visit.visited_on is not None
    days = {*told, *filter(None, [base])}
    days |= {visit.visited_on} if visit.met in MET else set()
    household.last_visit = max(days, default=None)
    if is_latest and decides(visit, household.last_visit):
        household.next_on = agreed_at(visit)


def _base(visit: Visit, household: Household, told: set[date], before: dict[str, Any]) -> date | None:
    """Return a last visit that no visit on record explains: from a workbook, or written by hand."""
    was_met = visit.closed_at is not None and visit.met in MET
    explained = {*told, visit.visited_on} if was_met else told
    loose = household.last_visit if household.last_visit not in explained else None
    return max(filter(None, (_day(before.get(BASE)), loose)), default=None)


def _told_by_others(session: Session, visit: Visit) -> set[date]:
    """Return the days of the household's other visits at which somebody was met, and what they kept."""
    query = select(Visit.visited_on, Visit.met, Change.details).join(
        Change, Change.id == Visit.change_id, isouter=True
    )
    found = set()
    for visited_on, met, details in session.execute(query.where(*_others_made(visit))):
        found |= {_day((details or {}).get(BASE)), visited_on if met in MET else None}
    return {day for day in found if day}


def _is_latest(session: Session, visit: Visit) -> bool:
    """Return whether the household has no later visit that was made, whoever was met on it."""
    later = select(Visit.row).where(*_others_made(visit), Visit.visited_on > visit.visited_on)
    return session.scalar(later.limit(1)) is None


def _others_made(visit: Visit) -> tuple[ColumnElement[bool], ...]:
    return (
        Visit.household_id == visit.household_id,
        Visit.id != visit.id,
        Visit.closed_at.is_not(None),
        Visit.cancelled.is_(None),
        Visit.withdrawn.is_(None),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def household_of(session: Session, id: UUID) -> Household:
    """Return a household by id."""
    return session.scalars(select(Household).where(Household.id == id)).one()
