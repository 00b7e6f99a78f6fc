"""Hours of service that a visit brings its volunteers, never working hours (FIELDS 3.9)."""

from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from gridconsole.care.visiting.records import Visit
from gridconsole.care.volunteering.records import Service, Volunteer
from gridconsole.core.store.doors import Unit
from gridconsole.staff.records import Staff

CORRECTED = "更正走访记录"
LONGEST_WHAT = 200


def keep_hours(unit: Unit, visit: Visit) -> None:
    """Make the services of a visit that stands those of the registered volunteers among its visitors."""
    query = select(Service).where(Service.visit_id == visit.id, Service.withdrawn.is_(None))
    there = {service.volunteer_id: service for service in unit.session.scalars(query)}
    counts = visit.hours and visit.withdrawn is None
    for volunteer_id in _volunteers(unit.session, visit) if counts else ():
        service = there.pop(volunteer_id, None)
        if service is None:
            service = Service(
                station_id=visit.station_id, volunteer_id=volunteer_id, visit_id=visit.id, as_typed={}
            )
            unit.session.add(service)
        service.served_on, service.hours, service.what = visit.visited_on, visit.hours, _what(visit)
    for service in there.values():
        service.withdrawn = CORRECTED


def _volunteers(session: Session, visit: Visit) -> list[UUID]:
    """Return the visitors who were registered volunteers on the day of the visit."""
    query = (
        select(Volunteer.id)
        .join(Staff, Volunteer.person == Staff.id)
        .where(
            Volunteer.station_id == visit.station_id,
            Volunteer.withdrawn.is_(None),
            Staff.name.in_(visit.visitors or ()),
            or_(Volunteer.since.is_(None), Volunteer.since <= visit.visited_on),
            or_(Volunteer.until.is_(None), Volunteer.until >= visit.visited_on),
        )
    )
    return list(session.scalars(query))


def _what(visit: Visit) -> str:
    done = f"：{'、'.join(visit.done)}" if visit.done else ""
    return f"{visit.mode or ''}走访{done}"[:LONGEST_WHAT]
