"""Printing visit sheets opens the households' visits and fixes their numbers."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import BinaryIO
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from gridconsole.care import rules
from gridconsole.care.errors import NothingToPrint
from gridconsole.care.papers import SheetPerson, VisitSheet, visit_sheets
from gridconsole.care.records import CARE, CarePerson, Household
from gridconsole.care.settling import in_chunks
from gridconsole.care.visiting.records import Visit
from gridconsole.core.calendar.cycles import MONTHLY, next_by_cycle, parse_cycle
from gridconsole.core.calendar.dates import age_on
from gridconsole.core.caller import Caller, Role
from gridconsole.core.clock import local
from gridconsole.core.identity.phone import format_phone
from gridconsole.core.ledger.record import NEVER
from gridconsole.core.ledger.snapshot import Lock
from gridconsole.core.progress import Progress
from gridconsole.core.store.changes import Disclosure
from gridconsole.core.store.doors import Doors, Unit
from gridconsole.staff.service import staff_names
from gridconsole.stations.service import station_of


class Visits:
    """The visits of households, in their smallest form."""

    def __init__(self, doors: Doors) -> None:
        self._doors = doors

    def print(
        self,
        caller: Caller,
        target: BinaryIO,
        household_ids: Iterable[UUID] | None = None,
        progress: Progress | None = None,
    ) -> int:
        """Write the sheets of these households (of all, when none are named) in walking order.

        Opens each household's visit and fixes its number the first time; a later printing keeps the
        number. Counts the copy, and leaves a mark that names and addresses were printed in full, once
        all pages are drawn. Returns the number of pages. Raises NothingToPrint, MissingGlyph,
        FieldOverflow, Cancelled.
        """
        progress = progress or Progress()
        sheets = self.sheets(caller, household_ids)

        def on_page(done: int) -> bool:
            progress.at(done, len(sheets), "排版走访单")
            return True

        pages = visit_sheets(sheets.values(), target, on_page=on_page)
        self._doors.write(caller, "visit.print", lambda unit: _printed(unit, list(sheets)))
        return pages

    def sheets(self, caller: Caller, household_ids: Iterable[UUID] | None = None) -> dict[UUID, VisitSheet]:
        """Open the visits of these households and return their sheets by visit, in walking order."""
        wanted = None if household_ids is None else set(household_ids)

        def write(unit: Unit) -> dict[UUID, VisitSheet]:
            groups = _to_visit(unit.session, caller, wanted)
            if not groups:
                raise NothingToPrint
            maker = _SheetMaker(unit, caller)
            visits = _open(unit, [household for household, _ in groups])
            return {visits[h.id].id: maker.sheet(h, people, visits[h.id]) for h, people in groups}

        return self._doors.write(caller, "visit.open", write)


def _to_visit(
    session: Session, caller: Caller, wanted: Collection[UUID] | None
) -> list[tuple[Household, list[CarePerson]]]:
    """Return the households to visit with their people, in walking order."""
    query = (
        select(CarePerson, Household)
        .join(Household, CarePerson.household_id == Household.id)
        .where(
            CarePerson.station_id == caller.station_id,
            CarePerson.withdrawn.is_(None),
            CarePerson.due_on < NEVER,
        )
    )
    if caller.role is Role.VOLUNTEER:
        query = query.where(Household.helper == caller.staff_id)
    parts = [query] if wanted is None else [query.where(Household.id.in_(ids)) for ids in in_chunks(wanted)]
    pairs = [(person, household) for part in parts for person, household in session.execute(part)]
    groups: dict[UUID, tuple[Household, list[CarePerson]]] = {}
    for person, household in sorted(pairs, key=lambda pair: (pair[0].place_key, pair[0].row)):
        groups.setdefault(household.id, (household, []))[1].append(person)
    return list(groups.values())


def _open(unit: Unit, households: Sequence[Household]) -> dict[UUID, Visit]:
    """Return the open visits of these households, opening those that have none."""
    session, now, station = unit.session, unit.change.at, unit.change.station_id
    open_ones = select(Visit).where(Visit.station_id == station, Visit.closed_at.is_(None))
    chunks = in_chunks([household.id for household in households])
    found = [
        visit for ids in chunks for visit in session.scalars(open_ones.where(Visit.household_id.in_(ids)))
    ]
    visits = {visit.household_id: visit for visit in found}
    last = session.scalar(select(func.max(Visit.number)).where(Visit.station_id == station)) or 0
    fresh = [household for household in households if household.id not in visits]
    for number, household in enumerate(fresh, last + 1):
        visits[household.id] = Visit(
            station_id=station, household_id=household.id, number=number, opened_at=now, copies=0, as_typed={}
        )
        session.add(visits[household.id])
    session.flush()
    return visits


def _printed(unit: Unit, visit_ids: Sequence[UUID]) -> None:
    change = unit.change
    for ids in in_chunks(visit_ids):
        counted = update(Visit).where(Visit.id.in_(ids)).values(copies=Visit.copies + 1, printed_at=change.at)
        unit.session.execute(counted)
    unit.touch("visit")
    unit.session.add(
        Disclosure(
            station_id=change.station_id,
            at=change.at,
            staff_id=change.staff_id,
            staff_name=change.staff_name,
            what="走访单（姓名、住址、电话全文）",
            count=len(visit_ids),
            reason=change.reason or "打印走访单",
        )
    )


class _SheetMaker:
    """Turns households into sheets, reading what all of them share once."""

    def __init__(self, unit: Unit, caller: Caller) -> None:
        session = unit.session
        self._day = local(unit.change.at).date()
        self._caller = caller
        self._station = station_of(session, caller.station_id)
        self._staff = staff_names(session, caller.station_id)
        closed = select(Visit.household_id, func.count()).where(Visit.station_id == caller.station_id)
        closed = closed.where(Visit.closed_at.is_not(None)).group_by(Visit.household_id)
        self._earlier = {household: count for household, count in session.execute(closed)}

    def sheet(self, household: Household, people: list[CarePerson], visit: Visit) -> VisitSheet:
        """Return one household's sheet."""
        opened = local(visit.opened_at).date()
        return VisitSheet(
            station=self._station.name,
            document_number=f"ZF-{self._station.code}-{opened:%Y%m%d}-{visit.number:04d}",
            sheet_number=visit.number,
            station_number=self._station.number,
            visit_count=self._earlier.get(household.id, 0) + 1,
            people=tuple(_person(person, self._day) for person in people),
            address=household.address or household.village or "（住址待补）",
            way=household.way or "",
            phones=tuple(phone for person in people for phone in _phones(person, len(people) > 1)),
            instructions=tuple(line for line in (household.customs or "").splitlines() if line),
            helper=self._staff.get(household.helper, "") if household.helper else "",
            must_keep_power=any(_needs_power(p) and not _lock(p, self._day).health for p in people),
            leave_test_button=any(map(_needs_power, people)),
            next_due=_next_due(household, self._day),
            printed_by=self._caller.staff_name,
            printed_on=self._day,
            copy_number=visit.copies + 1,
        )


def _person(person: CarePerson, day: date) -> SheetPerson:
    if _lock(person, day).minor:
        return SheetPerson(person.name)
    age = age_on(person.born, day) if person.born and person.born <= day else None
    return SheetPerson(person.name, person.sex or "", age)


def _lock(person: CarePerson, day: date) -> Lock:
    return rules.lock_of({key: getattr(person, key) for key in CARE.own}, day)


def _phones(person: CarePerson, several: bool) -> list[tuple[str, str]]:
    own = " / ".join(format_phone(phone) for phone in person.phone or ())
    found = [(person.name if several else "本人", own)] if own else []
    if person.contact_phone or person.contact:
        who = " ".join(filter(None, (person.relation, person.contact)))
        numbers = " / ".join(format_phone(phone) for phone in person.contact_phone or ())
        found.append(("家人", f"{who} {numbers}".strip()))
    return found


def _needs_power(person: CarePerson) -> bool:
    """Return whether a power cut endangers somebody.

    Without consent or ground the sheet tells nothing of it, yet nobody may be led to test the breaker.
    """
    return person.device is not None or "医疗户" in (person.categories or ())


def _next_due(household: Household, day: date) -> date:
    return next_by_cycle(day, parse_cycle(household.cycle) if household.cycle else MONTHLY)
