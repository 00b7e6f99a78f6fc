"""Turns households into visit sheets, many at a time: what the station knows of them, as PAPER allows."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from gridconsole.care import rules
from gridconsole.care.due.rules import DAILY
from gridconsole.care.lights.looking import lights_of
from gridconsole.care.lights.records import NightLight
from gridconsole.care.pairing.records import Pairing
from gridconsole.care.records import CarePerson, Household
from gridconsole.care.visit_sheet import Appointment, SheetPerson, VisitSheet
from gridconsole.care.visiting.form import MET
from gridconsole.care.visiting.forms import lock_of, may_say_why, needs_power
from gridconsole.care.visiting.last_seen import last_seen, open_needs
from gridconsole.care.visiting.records import Visit
from gridconsole.core.calendar.dates import age_on
from gridconsole.core.caller import Caller
from gridconsole.core.clock import local
from gridconsole.core.identity.phone import format_phone
from gridconsole.core.ledger.record import NEVER
from gridconsole.staff.records import Staff
from gridconsole.stations.service import station_of

NO_ADDRESS = "（住址待补）"
WELL = "正常"

T = TypeVar("T")


class Printable(NamedTuple):
    """One sheet to be drawn, the visit that it opens and the copy that it will be."""

    visit_id: UUID
    number: int
    sheet: VisitSheet


class SheetMaker:
    """Makes sheets for one caller on one day; what all of them share is read once."""

    def __init__(self, session: Session, caller: Caller, day: date) -> None:
        self._caller, self._day = caller, day
        self._station = station_of(session, caller.station_id)
        staff = session.scalars(select(Staff).where(Staff.station_id == caller.station_id))
        self._staff = {one.id: one for one in staff}

    def sheets(self, session: Session, visits: Sequence[tuple[UUID, UUID]]) -> list[Printable]:
        """Return the sheets of these (household, visit), a thousand at most, in their order."""
        homes = [home for home, _ in visits]
        shared = _Shared(session, homes, [visit for _, visit in visits])
        made = []
        for home, id in visits:
            visit, people = shared.visits[id], shared.people.get(home, [])
            if people:
                sheet = self._sheet(shared, shared.households[home], people, visit)
                made.append(Printable(id, visit.number, sheet))
        return made

    def _sheet(
        self, shared: "_Shared", household: Household, people: list[CarePerson], visit: Visit
    ) -> VisitSheet:
        opened = local(visit.opened_at).date()
        helper = self._named(household.helper)
        others = shared.others.get(household.id, [])
        return VisitSheet(
            station=self._station.name,
            document_number=f"ZF-{self._station.code}-{opened:%Y%m%d}-{visit.number:04d}",
            sheet_number=visit.number,
            station_number=self._station.number,
            visit_count=shared.earlier.get(household.id, 0) + 1,
            people=tuple(_person(person, self._day) for person in people),
            address=household.address or household.village or NO_ADDRESS,
            way=household.way or "",
            phones=tuple(phone for person in people for phone in _phones(person, len(people) > 1)),
            instructions=(*_lines(household.customs), *_lights(shared.lights.get(household.id, []))),
            helper=helper,
            companion="、".join(filter(None, map(self._named, others[:2]))),
            last_seen=last_seen(
                household.last_visit, shared.last.get(household.id), shared.needs.get(household.id, [])
            ),
            appointment=self._appointment(visit),
            must_keep_power=any(may_say_why(person, self._day) for person in people),
            leave_test_button=any(map(needs_power, people)),
            electrician=self._electrician(household.helper, *others),
            next_due=_next_due(household, self._day),
            printed_by=self._caller.staff_name,
            printed_on=self._day,
            copy_number=visit.copies + 1,
            occasions=tuple(word for word in visit.occasions or () if word != DAILY),  # every visit is that
        )

    def _named(self, staff_id: UUID | None) -> str:
        one = self._staff.get(staff_id) if staff_id else None
        return one.name if one else ""

    def _appointment(self, visit: Visit) -> Appointment | None:
        if visit.appointed_at is None:
            return None
        return Appointment(
            local(visit.appointed_at), visit.appointed_how or "", self._named(visit.appointed_by)
        )

    def _electrician(self, *staff_ids: UUID | None) -> str | None:
        """Return the first at work whose electrician's certificate is valid on the day of printing."""
        known = (self._staff[id] for id in staff_ids if id in self._staff)
        until = ((one, one.certificate_until or date.min) for one in known if one.active)
        valid = (one.name for one, last in until if last >= self._day)
        return next(valid, None)


class _Shared:
    """What the sheets of some households need, one query for each kind of record."""

    def __init__(self, session: Session, homes: Sequence[UUID], visits: Sequence[UUID]) -> None:
        self.households = {
            one.id: one for one in session.scalars(select(Household).where(Household.id.in_(homes)))
        }
        self.visits = {one.id: one for one in session.scalars(select(Visit).where(Visit.id.in_(visits)))}
        people = select(CarePerson).where(
            CarePerson.household_id.in_(homes), CarePerson.withdrawn.is_(None), CarePerson.due_on < NEVER
        )
        self.people = _grouped(
            (one.household_id, one)
            for one in session.scalars(people.order_by(CarePerson.place_key, CarePerson.row))
        )
        self.lights = _grouped((one.household_id, one) for one in lights_of(session, homes))
        self.needs = _grouped((one.household_id, one) for one in open_needs(session, homes))
        others = select(Pairing.household_id, Pairing.person).where(
            Pairing.household_id.in_(homes), Pairing.main.is_not(True), Pairing.until.is_(None),
            Pairing.withdrawn.is_(None),
        )  # fmt: skip
        self.others = _grouped((home, id) for home, id in session.execute(others.order_by(Pairing.row)))
        self.earlier = _counts(session, homes)
        self.last = _last_visits(session, homes)


def _made(homes: Sequence[UUID]) -> list[ColumnElement[bool]]:
    return [
        Visit.household_id.in_(homes), Visit.closed_at.is_not(None), Visit.cancelled.is_(None),
        Visit.withdrawn.is_(None),
    ]  # fmt: skip


def _counts(session: Session, homes: Sequence[UUID]) -> dict[UUID, int]:
    query = select(Visit.household_id, func.count()).where(*_made(homes)).group_by(Visit.household_id)
    return {home: count for home, count in session.execute(query)}


def _last_visits(session: Session, homes: Sequence[UUID]) -> dict[UUID, Visit]:
    """Return each household's last visit at which somebody was met."""
    query = select(Visit).where(*_made(homes), Visit.met.in_(MET))
    return {one.household_id: one for one in session.scalars(query.order_by(Visit.visited_on, Visit.row))}


def _grouped(pairs: Iterable[tuple[UUID, T]]) -> dict[UUID, list[T]]:
    found: dict[UUID, list[T]] = {}
    for home, one in pairs:
        found.setdefault(home, []).append(one)
    return found


def _person(person: CarePerson, day: date) -> SheetPerson:
    if lock_of(person, day).minor:
        return SheetPerson(person.name)
    age = age_on(person.born, day) if person.born and person.born <= day else None
    return SheetPerson(person.name, person.sex or "", age)


def _phones(person: CarePerson, several: bool) -> list[tuple[str, str]]:
    own = " / ".join(format_phone(phone) for phone in person.phone or ())
    found = [(person.name if several else "本人", own)] if own else []
    if person.contact_phone or person.contact:
        who = " ".join(filter(None, (person.relation, person.contact)))
        numbers = " / ".join(format_phone(phone) for phone in person.contact_phone or ())
        found.append(("家人", f"{who} {numbers}".strip()))
    return found


def _lines(text: str | None) -> list[str]:
    return [line for line in (text or "").splitlines() if line]


def _lights(lights: Sequence[NightLight]) -> list[str]:
    """Return the line that asks to look at the night-lights, with what was wrong with them."""
    if not lights:
        return []
    words = [
        f"{light.place or '屋里'}{f'（上次{light.state}）' if light.state not in (None, WELL) else ''}"
        for light in lights
    ]
    return [f"看看夜灯亮不亮：{'、'.join(words)}"]


def _next_due(household: Household, day: date) -> date:
    return rules.due_on(None, day, household.cycle, household.known_since, household.next_on)
