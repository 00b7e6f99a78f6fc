"""The visits of households: their sheets, their appointments, what they are for, and how they went."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, BinaryIO
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridconsole.care.errors import NotAccepted
from gridconsole.care.households import own_households
from gridconsole.care.settling import Settler
from gridconsole.care.visiting.finding import visited_household
from gridconsole.care.visiting.opening import open_visit, together
from gridconsole.care.visiting.records import VISITS, Visit
from gridconsole.care.visiting.views import visit_picture
from gridconsole.core.caller import Caller
from gridconsole.core.clock import local, today
from gridconsole.core.identity.unreadable import Unreadable
from gridconsole.core.ledger.kinds.base import PersonRef, Reading, is_empty
from gridconsole.core.ledger.snapshot import Snapshot
from gridconsole.core.progress import Progress
from gridconsole.core.store.doors import Doors, Unit
from gridconsole.staff.service import staff_names
from gridconsole.stations.service import station_of

if TYPE_CHECKING:
    from gridconsole.care.visit_sheet import VisitSheet
    from gridconsole.care.visiting.keying import Keyed, Keying
    from gridconsole.care.visiting.register import SheetRegister

APPOINTMENT = ("appointed_at", "appointed_with", "appointed_how", "appointed_by")


class Visits:
    """What is done with visits; `keying` takes their sheets back, `register` knows every printed copy."""

    def __init__(self, doors: Doors, settler: Settler) -> None:
        self._doors = doors
        self._settler = settler

    @cached_property
    def keying(self) -> "Keying":
        """Keying in of sheets that came back."""
        from gridconsole.care.visiting.keying import Keying

        return Keying(self._doors, self._settler)

    @cached_property
    def register(self) -> "SheetRegister":
        """The register of every printed copy."""
        from gridconsole.care.visiting.register import SheetRegister

        return SheetRegister(self._doors)

    def print(
        self,
        caller: Caller,
        target: BinaryIO,
        household_ids: Iterable[UUID] | None = None,
        progress: Progress | None = None,
        occasions: Iterable[str] = (),
    ) -> int:
        """Write the sheets of these households, of all for None, to a seekable file; return its pages.

        A list is printed in its order; a set, and all, in walking order. Opens each household's visit,
        which then carries the occasions besides its own, and fixes its number the first time; a later
        printing keeps the number. Once all pages are drawn, the copies stand on the register, and a mark
        says that names and addresses were printed in full. Raises NothingToPrint, NumbersUsedUp,
        NotAccepted (`occasions`), MissingGlyph, FieldOverflow, Cancelled.
        """
        from gridconsole.care.visiting.printing import SheetPrinter

        printer = SheetPrinter(self._doors, caller)
        visits = printer.open(household_ids, _occasions(occasions))
        return printer.print(visits, target, progress or Progress())

    def print_blank(self, caller: Caller, target: BinaryIO, copies: int = 1) -> int:
        """Write blank sheets, for households that are not in the ledger yet; return the pages."""
        from gridconsole.care.papers import BlankVisitSheet, blank_visit_sheet

        name = self._doors.read(lambda session: station_of(session, caller.station_id).name)
        return blank_visit_sheet(
            BlankVisitSheet(name, caller.staff_name, today(self._doors.clock)), target, copies
        )

    def sheets(self, caller: Caller, household_ids: Iterable[UUID] | None = None) -> "dict[UUID, VisitSheet]":
        """Open the visits of these households and return their sheets by visit; raise NothingToPrint."""
        from gridconsole.care.visiting.printing import SheetPrinter

        printer = SheetPrinter(self._doors, caller)
        return {one.visit_id: one.sheet for one in printer.sheets(printer.open(household_ids, ()))}

    def appoint(
        self, caller: Caller, household_id: UUID, at: object, with_whom: str, how: str, by: object
    ) -> Snapshot:
        """Note when a household expects its visit, with whom and how that was agreed, and who agreed it.

        `at` is a moment or `2026-03-05 9:30`, today or later; `how` one of appointed-how; `by` somebody
        of the staff (name or PersonRef). With all four empty the appointment is called off. Opens the
        household's visit if none is open. Raises NotAccepted (`appointed_at` ...), NobodyToVisit,
        NoSuchFile, NotAllowed.
        """
        caller.must_not_be_volunteer("登记预约")
        raw = dict(zip(APPOINTMENT, (at, with_whom, how, by), strict=True))

        def write(unit: Unit) -> Snapshot:
            household = visited_household(unit.session, caller, household_id)
            staff = staff_names(unit.session, caller.station_id)
            values = _appointment(raw, Reading(local(unit.change.at).date(), staff))
            visit = open_visit(unit, household.id)
            for key, value in values.items():
                setattr(visit, key, value.id if isinstance(value, PersonRef) else value)
            unit.session.flush()
            return visit_picture(visit, caller, staff)

        return self._doors.write(caller, "visit.appoint", write)

    def add_occasion(self, caller: Caller, household_id: UUID, *occasions: str) -> Snapshot:
        """Let the household's open visit, opened if there is none, serve further occasions.

        Raises NotAccepted (`occasions`), NobodyToVisit, NoSuchFile, NotAllowed.
        """
        caller.must_not_be_volunteer("登记走访事由")
        words = _occasions(occasions)

        def write(unit: Unit) -> Snapshot:
            household = visited_household(unit.session, caller, household_id)
            visit = open_visit(unit, household.id, words)
            return visit_picture(visit, caller, staff_names(unit.session, caller.station_id))

        return self._doors.write(caller, "visit.occasion", write)

    def note_call(self, caller: Caller, household_id: UUID, answers: Mapping[str, object]) -> "Keyed":
        """Note a visit by telephone or video; see Keying.note_call."""
        return self.keying.note_call(caller, household_id, answers)

    def of_household(self, caller: Caller, household_id: UUID) -> list[Snapshot]:
        """Return a household's visits, an open one first, then the latest; none when it isn't the caller's.

        Values hold, besides the fields, what `views.MORE` names, and `code`.
        """

        def read(session: Session) -> list[Snapshot]:
            query = select(Visit).where(
                Visit.household_id == household_id,
                Visit.station_id == caller.station_id,
                Visit.withdrawn.is_(None),
                *own_households(caller, Visit.household_id),
            )
            staff = staff_names(session, caller.station_id)
            found = sorted(session.scalars(query), key=_order, reverse=True)
            return [visit_picture(visit, caller, staff) for visit in found]

        return self._doors.read(read)


def _order(visit: Visit) -> tuple[bool, Any, int]:
    day = visit.visited_on or local(visit.closed_at or visit.opened_at).date()
    return (visit.closed_at is None, day, visit.row)


def _occasions(words: Iterable[str]) -> tuple[str, ...]:
    given = tuple(words)
    if unknown := [word for word in given if word not in together(given)]:
        raise NotAccepted({"occasions": f"没有“{unknown[0]}”这种走访事由"})
    return together(given)


def _appointment(raw: Mapping[str, object], reading: Reading) -> dict[str, Any]:
    """Return the values of an appointment, all None for none; raise NotAccepted."""
    if all(is_empty(text) for text in raw.values()):
        return dict.fromkeys(raw)
    wrong = {}
    values: dict[str, Any] = dict.fromkeys(raw)
    for key, text in raw.items():
        try:
            values[key] = None if is_empty(text) else VISITS.own[key].kind.parse(text, reading)
        except Unreadable as error:
            wrong[key] = error.message
    at = values["appointed_at"]
    if at is None:
        wrong.setdefault("appointed_at", "约的日期和时间要填")
    elif isinstance(at, datetime) and local(at).date() < reading.today:
        wrong["appointed_at"] = "早于今天"
    if wrong:
        raise NotAccepted(wrong)
    return values
