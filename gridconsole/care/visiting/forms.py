"""Makes the form of a household's sheet from what the ledger knows, and fills it with what was keyed in."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridconsole.care import rules
from gridconsole.care.lights.looking import lights_of, seen_on_visit
from gridconsole.care.lights.records import NightLight
from gridconsole.care.records import CARE, CarePerson, Household
from gridconsole.care.visit_sheet_form import (
    CHECK_POINTS,
    TEST_BUTTON_FORBIDDEN,
    TEST_BUTTON_LEFT,
    TEST_BUTTON_POINT,
)
from gridconsole.care.visiting.cancelling import is_gone, people_of
from gridconsole.care.visiting.effects import ELECTRICIAN, details_of, put_up_by
from gridconsole.care.visiting.form import (
    LightToSee,
    Point,
    SheetForm,
    fault_key,
    light_done_key,
    light_key,
    point_key,
)
from gridconsole.care.visiting.records import VISITS, Visit
from gridconsole.core.ledger.kinds.base import Reading
from gridconsole.core.ledger.kinds.times import hours_words
from gridconsole.core.ledger.snapshot import Lock
from gridconsole.staff.records import Staff

WRITTEN = ("came", "left", "met", "materials", "condition", "wants", "signed_as", "mode")


def needs_power(person: CarePerson) -> bool:
    """Return whether a power cut endangers somebody.

    Without consent or ground the sheet tells nothing of it, yet nobody may be led to test the breaker.
    """
    return person.device is not None or "医疗户" in (person.categories or ())


def may_say_why(person: CarePerson, day: date) -> bool:
    """Return whether a sheet may say that power must not fail because of this person."""
    return needs_power(person) and not lock_of(person, day).health


def lock_of(person: CarePerson, day: date) -> Lock:
    """Return what is locked of a person."""
    return rules.lock_of({key: getattr(person, key) for key in CARE.own}, day)


def form_of(session: Session, household: Household, day: date, visit: Visit | None = None) -> SheetForm:
    """Return what a household's sheet asks; lights that the visit itself put up are not among them."""
    people = [person for person in people_of(session, household.id) if not is_gone(person)]
    staff = session.execute(select(Staff).where(Staff.station_id == household.station_id)).scalars().all()
    put_up = put_up_by(session, visit) if visit is not None else set[UUID]()
    lights = [light for light in lights_of(session, [household.id]) if light.id not in put_up]
    return SheetForm(
        points=points_asked(people, day),
        lights=tuple(LightToSee(light.id, light_words(light), light.state or "") for light in lights),
        known_since=household.known_since,
        children=any(lock_of(person, day).young for person in people),
        reading=Reading(day, {one.id: one.name for one in staff}),
        certificates={one.name: one.certificate_until for one in staff if one.certificate_until},
    )


def points_asked(people: list[CarePerson], day: date) -> tuple[Point, ...]:
    """Return the safety points as the sheet prints them, with the test button guarded (PAPER)."""
    words = TEST_BUTTON_FORBIDDEN if any(may_say_why(p, day) for p in people) else TEST_BUTTON_LEFT
    forbidden = any(map(needs_power, people))
    return tuple(
        Point(number, words, asked=False)
        if forbidden and number == TEST_BUTTON_POINT
        else Point(number, wording)
        for number, wording in CHECK_POINTS
    )


def light_words(light: NightLight) -> str:
    """Return a night-light in words: where, and which model."""
    return " ".join(filter(None, (light.place or "夜灯", light.model)))


def typed_before(session: Session, visit: Visit) -> dict[str, str]:
    """Return what was keyed in from a visit's sheet, as text that reads back the same."""
    found = {point_key(int(number)): answer for number, answer in (visit.answers or {}).items()}
    found |= {fault_key(number): text for number, text in visit.faults or ()}
    found |= {key: getattr(visit, key) or "" for key in WRITTEN}
    for key in ("visited_on", "again_on", "next_on"):
        day = getattr(visit, key)
        found[key] = day.isoformat() if day else ""
    found |= {key: VISITS.own[key].kind.show(getattr(visit, key) or ()) for key in ("done", "visitors")}
    found["hours"] = hours_words(visit.hours) if visit.hours else ""
    found["electrician"] = details_of(session, visit).get(ELECTRICIAN, "")
    found |= _lights_typed(session, visit)
    return {key: text for key, text in found.items() if text}


def _lights_typed(session: Session, visit: Visit) -> dict[str, str]:
    seen, put_up = seen_on_visit(session, visit.id), put_up_by(session, visit)
    fresh = list(
        session.scalars(select(NightLight).where(NightLight.id.in_(put_up)).order_by(NightLight.row))
    )
    found = {light_key(id): one.state for id, one in seen.items() if id not in put_up}
    found |= {light_done_key(id): one.done or "" for id, one in seen.items() if id not in put_up}
    if fresh:
        found |= {
            "light_places": "、".join(one.place or "" for one in fresh),
            "light_model": fresh[0].model or "",
        }
    return found
