"""The rule of `care.due.rules` as conditions of SQL, one row of care_person at a time.

A household belongs to a list when one of its people does: all that are visited share their stored date, and
those who are not have NEVER.
"""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, and_, exists, false, or_, select, true

from gridconsole.care import rules
from gridconsole.care.due.rules import CHILD, ELDER, ELDERLY, WINDOW, born_by
from gridconsole.care.due.span import DueFilter, Span
from gridconsole.care.records import CarePerson, Household
from gridconsole.care.visiting.records import Visit
from gridconsole.core.calendar.festivals import CHILDREN, ELDERS, Festival
from gridconsole.core.caller import Caller, Role
from gridconsole.core.ledger.kinds.columns import holding
from gridconsole.core.ledger.record import NEVER

MADE = (
    Visit.closed_at.is_not(None),
    Visit.cancelled.is_(None),
    Visit.withdrawn.is_(None),
    Visit.met.in_(("本人", "家属代")),
)
"""The condition of a visit on which somebody was met."""


Where = list[ColumnElement[bool]]


def seen_by(caller: Caller) -> Where:
    """Return the condition of the people who are the caller's to see."""
    standing = [CarePerson.station_id == caller.station_id, CarePerson.withdrawn.is_(None)]
    volunteer = caller.role is Role.VOLUNTEER
    return [*standing, *(_of_homes(caller, [Household.helper == caller.staff_id]) if volunteer else [])]


def belonging(caller: Caller, filter: DueFilter, span: Span) -> Where:
    """Return the condition of the people whose household is on a list."""
    common, by_date, by_festival = _conditions(caller, filter, span)
    return [*common, or_(by_date, by_festival)]


def parts(caller: Caller, filter: DueFilter, span: Span) -> list[Where]:
    """Return the conditions of those due by their own date, and then of those due for a festival alone."""
    common, by_date, by_festival = _conditions(caller, filter, span)
    if span.asked is not None:
        return [[*common, by_festival]]
    return [[*common, by_date], [*common, CarePerson.due_on > span.until, by_festival]]


def _conditions(
    caller: Caller, filter: DueFilter, span: Span
) -> tuple[Where, ColumnElement[bool], ColumnElement[bool]]:
    late = [CarePerson.due_on < span.today] if filter.which == "overdue" else []
    common = [*seen_by(caller), CarePerson.due_on < NEVER, *_narrowed(caller, filter), *late]
    if span.asked is not None:
        return common, false(), asked_for(caller, span.asked)
    return common, CarePerson.due_on <= span.until, asked_for(caller, span.festivals)


def _narrowed(caller: Caller, filter: DueFilter) -> Where:
    wanted: Where = []
    if filter.helper:
        wanted.append(Household.helper == filter.helper)
    if filter.village:
        wanted.append(Household.village == filter.village)
    return _of_homes(caller, wanted) if wanted else []


def asked_for(caller: Caller, festivals: Iterable[Festival]) -> ColumnElement[bool]:
    """Return the condition of whom a festival concerns while his household was not visited for it."""
    return or_(false(), *(and_(_concerned(one), ~_visited_for(caller, one)) for one in festivals))


def _visited_for(caller: Caller, festival: Festival) -> ColumnElement[bool]:
    """Return the condition that the household was visited for a festival within its window."""
    same = (Visit.station_id == caller.station_id, Visit.household_id == CarePerson.household_id)
    then = Visit.visited_on.between(festival.day - WINDOW, festival.day)
    return exists().where(*same, then, *MADE, Visit.occasions.like(holding(festival.name)))


def _concerned(festival: Festival) -> ColumnElement[bool]:
    if festival.name == CHILDREN:
        young = CarePerson.born > born_by(festival.day, CHILD)
        return or_(young, _told_by(rules.LEFT_BEHIND))
    if festival.name == ELDERS:
        return or_(CarePerson.born <= born_by(festival.day, ELDER), _told_by(*ELDERLY))
    return true()


def _told_by(*categories: str) -> ColumnElement[bool]:
    """Return the condition of an unknown age that categories tell; those of a locked child say nothing."""
    held = or_(*(CarePerson.categories.like(holding(one)) for one in categories))
    grounded = and_(CarePerson.ground != "", _consent_is_not(rules.WITHDRAWN))
    opened = or_(CarePerson.consent == rules.GUARDIAN, grounded)
    child = CarePerson.categories.like(holding(rules.LEFT_BEHIND))
    return and_(CarePerson.born.is_(None), held, or_(~child, opened))


def _consent_is_not(word: str) -> ColumnElement[bool]:
    return or_(CarePerson.consent.is_(None), CarePerson.consent != word)


def _of_homes(caller: Caller, wanted: Where) -> Where:
    of = select(Household.id).where(Household.station_id == caller.station_id, *wanted)
    return [CarePerson.household_id.in_(of)]
