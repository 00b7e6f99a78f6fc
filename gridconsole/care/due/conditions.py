"""The rule of `care.due.rules` as conditions of SQL, one row of care_person at a time.

A household belongs to a list when one of its people does: all that are visited share their stored date, and
those who are not have NEVER.
"""

from datetime import date

from sqlalchemy import ColumnElement, and_, false, or_, select, true

from gridconsole.care import rules
from gridconsole.care.due.rules import CHILD, ELDER, ELDERLY, WINDOW, born_by
from gridconsole.care.due.span import DueFilter, Span
from gridconsole.care.records import CarePerson, Household
from gridconsole.care.visiting.form import MET
from gridconsole.care.visiting.records import Visit
from gridconsole.core.calendar.festivals import CHILDREN, ELDERS, Festival
from gridconsole.core.caller import Caller, Role
from gridconsole.core.ledger.kinds.columns import holding
from gridconsole.core.ledger.record import NEVER

MADE = (
    Visit.closed_at.is_not(None),
    Visit.cancelled.is_(None),
    Visit.withdrawn.is_(None),
    Visit.met.in_(MET),
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
    # unequal, not less: so that a count walks by household
    return [
        *_common(caller, filter, span),
        CarePerson.due_on != NEVER,
        or_(_by_date(span), _asked_for(caller, span)),
    ]


def parts(caller: Caller, filter: DueFilter, span: Span) -> list[Where]:
    """Return the conditions of those due by their own date, and then of those due for a festival alone."""
    # less, not unequal: so that a page is read in the order of the days
    common = [*_common(caller, filter, span), CarePerson.due_on < NEVER]
    asked = _asked_for(caller, span)
    if not span.by_date:
        return [[*common, asked]]
    return [[*common, _by_date(span)], [*common, CarePerson.due_on > span.until, asked]]


def _common(caller: Caller, filter: DueFilter, span: Span) -> Where:
    late = [CarePerson.due_on >= span.since] if span.since > date.min else []
    return [*seen_by(caller), *_narrowed(caller, filter), *late]


def _by_date(span: Span) -> ColumnElement[bool]:
    return CarePerson.due_on <= span.until if span.by_date else false()


def _narrowed(caller: Caller, filter: DueFilter) -> Where:
    wanted: Where = []
    if filter.helper:
        wanted.append(Household.helper == filter.helper)
    if filter.village:
        wanted.append(Household.village == filter.village)
    return _of_homes(caller, wanted) if wanted else []


def _asked_for(caller: Caller, span: Span) -> ColumnElement[bool]:
    """Return the condition of whom a festival concerns while his household was not visited for it."""
    asking = (and_(_concerned(one), _still_open(caller, one, span.today)) for one in span.asked)
    return or_(false(), *asking)


def _still_open(caller: Caller, festival: Festival, today: date) -> ColumnElement[bool]:
    """Return the condition that the household was not visited for a festival within its window."""
    if festival.day - WINDOW > today:
        return true()
    then = Visit.visited_on.between(festival.day - WINDOW, festival.day)
    done = select(Visit.household_id).where(Visit.station_id == caller.station_id, then, *MADE)
    return CarePerson.household_id.not_in(done.where(Visit.occasions.like(holding(festival.name))))


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
