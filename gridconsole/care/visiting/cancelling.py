"""Cancels the open visits of households in which nobody is left; their printed sheets become void."""

from collections.abc import Collection, Iterable
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from gridconsole.care.paper.kinds import SheetKind
from gridconsole.care.records import CarePerson
from gridconsole.care.rules import GONE
from gridconsole.care.visiting.records import Visit
from gridconsole.care.visiting.register import LONGEST_WHY, make_void
from gridconsole.core.store.bulk import in_chunks
from gridconsole.core.store.doors import Unit

NOBODY = "这一户已没有人"


def cancel_empty(unit: Unit, household_ids: Collection[UUID] | None = None) -> int:
    """Cancel the open visits of those of these households (of all at the station for None) that are empty.

    Whoever changes somebody's status, household or standing calls it in the same write. Returns how many
    visits were cancelled; without an open visit it costs one short query per thousand households.
    """
    unit.session.flush()
    parts = [None] if household_ids is None else list(in_chunks(household_ids))
    count = 0
    for ids in parts:
        for visit in _empty(unit, ids):
            visit.cancelled = why_gone(people_of(unit.session, visit.household_id))
            visit.closed_at = unit.change.at
            make_void(unit, SheetKind.VISIT, [visit.id], visit.cancelled)
            count += 1
    return count


def people_of(session: Session, household_id: UUID) -> list[CarePerson]:
    """Return everybody of a household whose file stands, in the order in which they came."""
    query = select(CarePerson).where(CarePerson.household_id == household_id, CarePerson.withdrawn.is_(None))
    return list(session.scalars(query.order_by(CarePerson.row)))


def is_gone(person: CarePerson) -> bool:
    """Return whether somebody died, moved away or left the ledger."""
    return person.status in GONE


def why_gone(people: Iterable[CarePerson]) -> str:
    """Return in words why nobody is left."""
    return ("、".join(f"{person.name}{person.status}" for person in people) or NOBODY)[:LONGEST_WHY]


def _empty(unit: Unit, household_ids: Collection[UUID] | None) -> list[Visit]:
    there = select(CarePerson.row).where(
        CarePerson.household_id == Visit.household_id,
        CarePerson.withdrawn.is_(None),
        or_(CarePerson.status.is_(None), CarePerson.status.not_in(GONE)),
    )
    query = select(Visit).where(
        Visit.station_id == unit.change.station_id, Visit.closed_at.is_(None), ~there.exists()
    )
    if household_ids is not None:
        query = query.where(Visit.household_id.in_(household_ids))
    return list(unit.session.scalars(query))
