"""What visits from a workbook entail: a number of their own, and the household's last visit."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridconsole.care.lights.records import LightSeen
from gridconsole.care.needs.records import Need
from gridconsole.care.records import Household
from gridconsole.care.rules import agreed_on
from gridconsole.care.settling import Settler, in_chunks
from gridconsole.care.visiting.effects import leave_nothing
from gridconsole.care.visiting.form import MET
from gridconsole.care.visiting.opening import call_number
from gridconsole.care.visiting.records import Visit
from gridconsole.care.volunteering.records import Service
from gridconsole.core.books.declare import Written
from gridconsole.core.store.changes import Version, thaw
from gridconsole.core.store.doors import Unit


def note_as_made(unit: Unit, visits: Sequence[Visit]) -> None:
    """Give visits that were made without a sheet of ours their numbers, and close them."""
    if not visits:
        return
    first = call_number(unit.session, unit.change.station_id)
    for at, visit in enumerate(visits):
        visit.number, visit.copies = first - at, 0
        visit.opened_at = visit.closed_at = unit.change.at


def last_visits_by(settler: Settler) -> Callable[[Unit, Written], None]:
    """Return what follows from written visits: last visit and agreed day of their households.

    With a visit that is withdrawn goes what it brought: hours of service, needs, night-lights.
    """

    def follow(unit: Unit, written: Written) -> None:
        homes = {one.household_id for one, _ in written}
        if not homes:
            return
        unit.session.flush()
        gone = {(one.household_id, before.get("visited_on")) for one, before in written if _met(before)}
        tries = {(one.household_id, one.again_on) for one, _ in written if one.withdrawn and one.again_on}
        for ids in in_chunks(homes):
            latest = _latest(unit.session, ids)
            for home in unit.session.scalars(select(Household).where(Household.id.in_(ids))):
                if (home.id, home.next_on) in tries:
                    home.next_on = None
                _set_dates(unit.session, home, latest.get(home.id), gone)
        for visit in _bringing(unit.session, {one.id: one for one, _ in written if one.withdrawn}):
            leave_nothing(unit, visit)
        unit.session.flush()
        settler.settle(unit, homes)
        unit.touch("care_person")

    return follow


def _bringing(session: Session, visits: Mapping[UUID, Visit]) -> list[Visit]:
    """Return those of these visits that brought something."""
    found: set[UUID | None] = set()
    for ids in in_chunks(visits):
        for record in (Service, Need, LightSeen):
            theirs = (record.visit_id.in_(ids), record.withdrawn.is_(None))
            found.update(session.scalars(select(record.visit_id).where(*theirs)))
    return [visit for id, visit in visits.items() if id in found]


def _met(values: Mapping[str, Any]) -> bool:
    return values.get("met") in MET and values.get("visited_on") is not None


def _latest(session: Session, homes: Collection[UUID]) -> dict[UUID, Visit]:
    """Return the last visit of each household at which somebody was met."""
    made = (Visit.withdrawn.is_(None), Visit.cancelled.is_(None), Visit.closed_at.is_not(None))
    query = select(Visit).where(Visit.household_id.in_(homes), *made, Visit.met.in_(MET))
    return {one.household_id: one for one in session.scalars(query.order_by(Visit.visited_on, Visit.row))}


def _set_dates(
    session: Session, home: Household, latest: Visit | None, gone: Collection[tuple[UUID, Any]]
) -> None:
    told, stood = latest.visited_on if latest is not None else None, home.last_visit
    if stood is not None and stood != told and (home.id, stood) in gone:
        home.last_visit, home.next_on = _before(session, home, stood)
    if latest is not None and told is not None and (home.last_visit is None or told > home.last_visit):
        home.last_visit, home.next_on = told, latest.next_on or agreed_on(told, home.next_on)


def _before(session: Session, home: Household, day: date) -> tuple[date | None, date | None]:
    """Return the last visit and the agreed day that stood before a last visit that is no more."""
    mine = (Version.record_id == home.id, Version.record_table == Household.__tablename__)
    for old in session.scalars(select(Version).where(*mine).order_by(Version.version.desc())):
        values = thaw(Household, old.data)
        if values["last_visit"] is None or values["last_visit"] < day:
            return values["last_visit"], values["next_on"]
    return None, None
