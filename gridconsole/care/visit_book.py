"""What visits from a workbook entail: a number of their own, and the household's last visit."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
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
from gridconsole.care.visiting.agreeing import agreed_at, agreed_before, decides
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
        for ids in in_chunks(homes):
            _date_households(unit.session, ids, written)
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


def _date_households(session: Session, ids: Collection[UUID], written: Written) -> None:
    """Set last visit and agreed day of households by the visits that stand now."""
    gone = {(one.household_id, before.get("visited_on")) for one, before in written if _met(before)}
    taken_back = {
        (one.household_id, agreed_before(before)) for one, before in written if _no_more(one, before)
    }
    told = {one.id for one, _ in written}
    made = _made(session, ids)
    for home in session.scalars(select(Household).where(Household.id.in_(ids))):
        if home.next_on is not None and (home.id, home.next_on) in taken_back:
            home.next_on = _agreed_earlier(session, home)
        _set_dates(session, home, made.get(home.id, []), gone, told)


def _no_more(visit: Visit, before: Mapping[str, Any]) -> bool:
    """Return whether a visit doesn't agree any more what it agreed before."""
    return visit.withdrawn is not None or agreed_at(visit) != agreed_before(before)


def _made(session: Session, homes: Collection[UUID]) -> dict[UUID, list[Visit]]:
    """Return the visits of each household that were made, whoever was met, the latest last."""
    made = (Visit.withdrawn.is_(None), Visit.cancelled.is_(None), Visit.closed_at.is_not(None))
    query = select(Visit).where(Visit.household_id.in_(homes), *made, Visit.visited_on.is_not(None))
    found: dict[UUID, list[Visit]] = {}
    for one in session.scalars(query.order_by(Visit.visited_on, Visit.row)):
        found.setdefault(one.household_id, []).append(one)
    return found


def _set_dates(
    session: Session, home: Household, made: Sequence[Visit], gone: Collection[tuple[UUID, Any]],
    written: Collection[UUID],
) -> None:  # fmt: skip
    met = max((one.visited_on for one in made if one.visited_on and one.met in MET), default=None)
    stood = home.last_visit
    if stood is not None and stood != met and (home.id, stood) in gone:
        home.last_visit, home.next_on = _before(session, home, stood)
    moved = met is not None and (home.last_visit is None or met > home.last_visit)
    if moved:
        home.last_visit = met
    if made and (moved or made[-1].id in written) and decides(made[-1], home.last_visit):
        # a workbook without a column for it leaves a day that is still to come
        home.next_on = agreed_at(made[-1]) or agreed_on(made[-1].visited_on, home.next_on)


def _agreed_earlier(session: Session, home: Household) -> date | None:
    """Return the agreed day that stood before the one that stands."""
    for values in _versions(session, home):
        if values["next_on"] != home.next_on:
            day: date | None = values["next_on"]
            return day
    return None


def _before(session: Session, home: Household, day: date) -> tuple[date | None, date | None]:
    """Return the last visit and the agreed day that stood before a last visit that is no more."""
    for values in _versions(session, home):
        if values["last_visit"] is None or values["last_visit"] < day:
            return values["last_visit"], values["next_on"]
    return None, None


def _versions(session: Session, home: Household) -> Iterator[dict[str, Any]]:
    """Yield the earlier values of a household, the latest first."""
    mine = (Version.record_id == home.id, Version.record_table == Household.__tablename__)
    for old in session.scalars(select(Version).where(*mine).order_by(Version.version.desc())):
        yield thaw(Household, old.data)
