"""Keying in: a sheet is scanned, typed in the order of the paper, and corrected when it was typed wrongly."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridconsole.care.errors import NotAccepted
from gridconsole.care.households import household_pictures
from gridconsole.care.paper.kinds import SheetKind
from gridconsole.care.records import CarePerson
from gridconsole.care.scanning import scanned_number
from gridconsole.care.settling import Settler
from gridconsole.care.visiting.answers import read_answers
from gridconsole.care.visiting.effects import household_of, make_it_so
from gridconsole.care.visiting.errors import SheetUnknown, VisitChanged
from gridconsole.care.visiting.finding import (
    copies_remark,
    must_be_keyed,
    must_be_open,
    standing_household,
    visit_of,
    visited_household,
    written_by,
)
from gridconsole.care.visiting.form import AT_THE_DOOR, CALL_KEYS, CALLS, SheetForm
from gridconsole.care.visiting.forms import form_of, typed_before
from gridconsole.care.visiting.opening import call_number, open_visit
from gridconsole.care.visiting.records import Visit
from gridconsole.care.visiting.register import came_back
from gridconsole.care.visiting.views import code_of, visit_picture
from gridconsole.core.caller import Caller
from gridconsole.core.clock import local, today
from gridconsole.core.ledger.kinds.base import is_empty
from gridconsole.core.ledger.record import NEVER
from gridconsole.core.ledger.snapshot import Snapshot
from gridconsole.core.paper.codes import sheet_code
from gridconsole.core.store.doors import Doors, Unit
from gridconsole.staff.service import staff_names


@dataclass(frozen=True)
class SheetOpened:
    """A visit ready to be keyed in: `version` is what was seen, `typed` fills the form beforehand.

    `household` is a picture with file number, names, helper and address; `remark` is to be read first
    (reprints); `keyed` says who keyed it in and when, for a correction; `code` is empty without a sheet.
    """

    visit_id: UUID
    version: int
    code: str
    household: Snapshot
    form: SheetForm
    occasions: tuple[str, ...] = ()
    appointed_at: datetime | None = None
    typed: Mapping[str, str] = field(default_factory=dict)
    remark: str = ""
    keyed: str = ""


@dataclass(frozen=True)
class Keyed:
    """What was written: the visit, what to look at again, when the household is due next."""

    visit: Snapshot
    remarks: tuple[str, ...]
    due_on: date


class Keying:
    """Keys in visits; for clerks and managers only."""

    def __init__(self, doors: Doors, settler: Settler) -> None:
        self._doors = doors
        self._settler = settler

    def open_sheet(self, caller: Caller, scanned: str) -> SheetOpened:
        """Return the visit of a scanned code (11 digits) or of six typed digits.

        Raises HalfScan, WrongCheckDigit, OtherKind, OtherStation (all BadScan), SheetUnknown,
        VisitCancelled, AlreadyKeyed (its `visit_id` goes to `open_keyed`), NotAllowed.
        """
        caller.must_not_be_volunteer("录入走访单")
        return self._doors.read(lambda session: self._open(session, caller, scanned))

    def open_household(self, caller: Caller, household_id: UUID) -> SheetOpened:
        """Return the open visit of a household for a sheet without a number, opened if there is none.

        Raises NoSuchFile, NobodyToVisit, NotAllowed.
        """
        caller.must_not_be_volunteer("录入走访单")

        def write(unit: Unit) -> SheetOpened:
            household = visited_household(unit.session, caller, household_id)
            return self._opened(unit.session, caller, open_visit(unit, household.id))

        return self._doors.write(caller, "visit.open", write)

    def open_keyed(self, caller: Caller, visit_id: UUID) -> SheetOpened:
        """Return a visit that was keyed in, with what was typed, for `correct`.

        Raises NoSuchVisit, NotKeyedYet, VisitCancelled, NotAllowed.
        """
        caller.must_not_be_volunteer("更正走访记录")

        def read(session: Session) -> SheetOpened:
            visit = visit_of(session, caller, visit_id)
            must_be_keyed(visit)
            return self._opened(session, caller, visit)

        return self._doors.read(read)

    def key_in(self, caller: Caller, opened: SheetOpened, raw: Mapping[str, object]) -> Keyed:
        """Write what was typed from a sheet, by the keys of `opened.form`, and close the visit.

        Raises NotAccepted (complaints by key), AlreadyKeyed, VisitCancelled, NobodyToVisit, NoSuchVisit.
        """
        caller.must_not_be_volunteer("录入走访单")

        def write(unit: Unit) -> Keyed:
            visit = visit_of(unit.session, caller, opened.visit_id)
            must_be_open(unit.session, visit)
            return self._written(unit, caller, visit, raw)

        return self._doors.write(caller, "visit.key_in", write)

    def correct(self, caller: Caller, opened: SheetOpened, raw: Mapping[str, object]) -> Keyed:
        """Write a keyed visit anew, with all that hangs on it; `raw` holds the whole form.

        Raises NotAccepted, VisitChanged when somebody else corrected it meanwhile, NoSuchVisit.
        """
        caller.must_not_be_volunteer("更正走访记录")

        def write(unit: Unit) -> Keyed:
            visit = visit_of(unit.session, caller, opened.visit_id)
            must_be_keyed(visit)
            if visit.version != opened.version:
                by, at = written_by(unit.session, visit)
                raise VisitChanged(by, at, visit.id)
            return self._written(unit, caller, visit, raw)

        return self._doors.write(caller, "visit.correct", write)

    def call_form(self, caller: Caller, household_id: UUID) -> SheetForm:
        """Return the form that the answers of `note_call` are checked against; raise NoSuchFile."""
        caller.must_not_be_volunteer("登记电话走访")
        return self._doors.read(
            lambda s: form_of(s, standing_household(s, caller, household_id), today(self._doors.clock))
        )

    def note_call(self, caller: Caller, household_id: UUID, answers: Mapping[str, object]) -> Keyed:
        """Note a visit by telephone or video, by the CALL_KEYS; the household's open visit stays open.

        Empty ones are today, 电话, 本人, and the caller as visitor. Raises NotAccepted, NobodyToVisit,
        NoSuchFile, NotAllowed.
        """
        caller.must_not_be_volunteer("登记电话走访")
        day = today(self._doors.clock)
        usual = {"mode": CALLS[0], "visited_on": day, "met": "本人", "visitors": (caller.staff_name,)}
        given = {key: value for key, value in answers.items() if key in CALL_KEYS and not is_empty(value)}

        def write(unit: Unit) -> Keyed:
            household = visited_household(unit.session, caller, household_id)
            number = call_number(unit.session, caller.station_id)
            visit = Visit(
                station_id=caller.station_id, household_id=household.id, number=number,
                opened_at=unit.change.at, copies=0, as_typed={}, closed_at=unit.change.at,
            )  # fmt: skip
            unit.session.add(visit)
            done = self._written(unit, caller, visit, {**usual, **given})
            if visit.mode not in CALLS:
                raise NotAccepted({"mode": "这里只登记电话、视频走访；上门的请录走访单"})
            return done

        return self._doors.write(caller, "visit.call", write)

    def _open(self, session: Session, caller: Caller, scanned: str) -> SheetOpened:
        number = scanned_number(session, caller, scanned, SheetKind.VISIT)
        visit = session.scalar(
            select(Visit).where(Visit.station_id == caller.station_id, Visit.number == number)
        )
        if visit is None:
            raise SheetUnknown(sheet_code(number))
        must_be_open(session, visit)
        return self._opened(session, caller, visit)

    def _opened(self, session: Session, caller: Caller, visit: Visit) -> SheetOpened:
        household, day = household_of(session, visit.household_id), today(self._doors.clock)
        picture = household_pictures(session, caller, [household.id])[household.id]
        is_keyed = visit.closed_at is not None
        by, at = written_by(session, visit) if is_keyed else ("", "")
        usual = {"mode": AT_THE_DOOR, "visitors": picture.text("helper")}
        return SheetOpened(
            visit.id,
            visit.version,
            code_of(visit),
            picture,
            form_of(session, household, day, visit),
            visit.occasions or (),
            local(visit.appointed_at) if visit.appointed_at else None,
            typed_before(session, visit) if is_keyed else {k: text for k, text in usual.items() if text},
            copies_remark(session, visit, day),
            f"{by}在{at}录入" if is_keyed else "",
        )

    def _written(self, unit: Unit, caller: Caller, visit: Visit, raw: Mapping[str, object]) -> Keyed:
        session, day = unit.session, local(unit.change.at).date()
        household = household_of(session, visit.household_id)
        answers = read_answers(form_of(session, household, day, visit), raw)
        make_it_so(unit, self._settler, visit, household, answers)
        came_back(unit, SheetKind.VISIT, visit.id, day)
        session.flush()
        dues = session.scalars(select(CarePerson.due_on).where(CarePerson.household_id == household.id))
        picture = visit_picture(visit, caller, staff_names(session, caller.station_id))
        return Keyed(picture, answers.remarks, min(dues, default=NEVER))
