"""Night-lights on a visit: those looked at, and those put up (FIELDS 3.11)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridconsole.care.lights.records import LightSeen, NightLight
from gridconsole.care.visiting.records import Visit
from gridconsole.core.store.doors import Unit

INSTALLED, EARLIER, WELL = "新装", "原有记录", "正常"
CORRECTED = "更正走访记录"


def lights_of(session: Session, household_ids: Sequence[UUID]) -> list[NightLight]:
    """Return the night-lights that hang in these households (a thousand at most)."""
    query = select(NightLight).where(
        NightLight.household_id.in_(household_ids),
        NightLight.withdrawn.is_(None),
        NightLight.removed_on.is_(None),
    )
    return list(session.scalars(query.order_by(NightLight.row)))


def seen_on_visit(session: Session, visit_id: UUID) -> dict[UUID, LightSeen]:
    """Return what a visit says of night-lights, by light."""
    query = select(LightSeen).where(LightSeen.visit_id == visit_id, LightSeen.withdrawn.is_(None))
    return {seen.light_id: seen for seen in session.scalars(query)}


def keep_lights(
    unit: Unit, visit: Visit, seen: Mapping[UUID, tuple[str, str]], places: Sequence[str], model: str,
    put_up: Collection[UUID],
) -> list[UUID]:  # fmt: skip
    """Make what a visit says of night-lights what its sheet says: states by light, places of new ones.

    `put_up` are the lights that the visit put up by what was keyed in before; those of now are returned.
    """
    session, hanging = unit.session, list[UUID]()
    there = seen_on_visit(session, visit.id)
    touched = {*seen, *there}
    _keep_earlier(session, visit, touched)
    fresh = _by_place(session, put_up)
    for light_id, (state, done) in seen.items():
        _note(session, visit, there.pop(light_id, None), light_id, state, done)
    for place in places:
        light = fresh.pop(place, None) or _hang(session, visit, place)
        light.model, light.installed_on = model, visit.visited_on
        light.installer = "、".join(visit.visitors or ())
        _note(session, visit, there.pop(light.id, None), light.id, WELL, INSTALLED)
        touched.add(light.id)
        hanging.append(light.id)
    for gone in (*fresh.values(), *there.values()):
        gone.withdrawn = CORRECTED
    session.flush()
    _bring_up_to_date(session, touched)
    return hanging


def _keep_earlier(session: Session, visit: Visit, light_ids: Collection[UUID]) -> None:
    """Put the state in which a light was known, from a workbook say, on record before a visit replaces it."""
    last = _last_seen(session, light_ids)
    for light in session.scalars(select(NightLight).where(NightLight.id.in_(light_ids))):
        known_on = light.seen_on or light.installed_on or light_day(visit)
        if light.state and (light.id not in last or last[light.id].seen_on < known_on):
            earlier = LightSeen(station_id=visit.station_id, light_id=light.id, as_typed={})
            earlier.seen_on, earlier.state, earlier.done = known_on, light.state, EARLIER
            session.add(earlier)
    session.flush()


def light_day(visit: Visit) -> date:
    """Return the day of a visit that was made."""
    assert visit.visited_on is not None
    return visit.visited_on


def _note(
    session: Session, visit: Visit, there: LightSeen | None, light_id: UUID, state: str, done: str
) -> None:
    if there is None:
        there = LightSeen(station_id=visit.station_id, light_id=light_id, visit_id=visit.id, as_typed={})
        session.add(there)
    there.seen_on, there.state, there.done = light_day(visit), state, done or None


def _by_place(session: Session, ids: Collection[UUID]) -> dict[str, NightLight]:
    query = select(NightLight).where(NightLight.id.in_(ids), NightLight.withdrawn.is_(None))
    return {light.place or "": light for light in session.scalars(query)}


def _hang(session: Session, visit: Visit, place: str) -> NightLight:
    light = NightLight(
        station_id=visit.station_id, household_id=visit.household_id, place=place, state=WELL, as_typed={}
    )
    session.add(light)
    session.flush()
    return light


def _last_seen(session: Session, light_ids: Collection[UUID]) -> dict[UUID, LightSeen]:
    seen = select(LightSeen).where(LightSeen.light_id.in_(light_ids), LightSeen.withdrawn.is_(None))
    return {one.light_id: one for one in session.scalars(seen.order_by(LightSeen.seen_on, LightSeen.row))}


def _bring_up_to_date(session: Session, light_ids: Collection[UUID]) -> None:
    """Give the lights the state in which they were seen last."""
    last = _last_seen(session, light_ids)
    for light in session.scalars(select(NightLight).where(NightLight.id.in_(light_ids))):
        seen = last.get(light.id)
        light.state, light.seen_on = (seen.state, seen.seen_on) if seen else (None, None)
