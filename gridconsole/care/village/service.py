"""The quarterly check of the ledger with the villages (村级核对): printed, signed, keyed in."""

from collections.abc import Sequence
from typing import BinaryIO
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridconsole.care.paper import village_check as paper
from gridconsole.care.paper.kinds import SheetKind
from gridconsole.care.scanning import scanned_number
from gridconsole.care.settling import Settler
from gridconsole.care.village import rules
from gridconsole.care.village.errors import (
    CheckKeyed,
    CheckReplaced,
    CheckUnknown,
    NobodyInVillage,
    NoSuchCheck,
)
from gridconsole.care.village.keying import CheckWriter, TypedCheck, TypedLine, TypedNew
from gridconsole.care.village.listing import CheckLine, lines_of, villages_of
from gridconsole.care.village.preparing import prepared, quarter_named
from gridconsole.care.village.records import VillageAnswer, VillageCheck
from gridconsole.care.village.views import CheckDone, OpenCheck
from gridconsole.care.visiting.register import printed
from gridconsole.core.caller import Caller
from gridconsole.core.clock import local, today
from gridconsole.core.paper.codes import sheet_code
from gridconsole.core.progress import Progress
from gridconsole.core.store.changes import Change, Disclosure
from gridconsole.core.store.doors import Doors, Unit
from gridconsole.stations.service import station_of

__all__ = ["CheckDone", "CheckLine", "OpenCheck", "TypedCheck", "TypedLine", "TypedNew", "VillageChecks"]


class VillageChecks:
    """The checks of a station's villages, one per village and quarter."""

    def __init__(self, doors: Doors, settler: Settler) -> None:
        self._doors = doors
        self._settler = settler

    def villages(self, caller: Caller) -> list[str]:
        """Return the villages in which somebody stands in the ledger."""
        caller.must_not_be_volunteer("村级核对")
        return self._doors.read(lambda session: villages_of(session, caller.station_id))

    def this_quarter(self) -> str:
        """Return the quarter of today, such as 2026-Q4."""
        return rules.quarter_of(today(self._doors.clock))

    def prepare(self, caller: Caller, village: str, quarter: str) -> UUID:
        """Make a village's check of a quarter, or bring it up to date, and return its id.

        Raises NobodyInVillage, WrongQuarter, BeingAnswered.
        """
        caller.must_not_be_volunteer("村级核对")

        def write(unit: Unit) -> UUID:
            return prepared(unit, [village], quarter_named(quarter))[0].id

        return self._doors.write(caller, "village.prepare", write)

    def print(
        self, caller: Caller, target: BinaryIO, villages: Sequence[str] | None = None,
        quarter: str | None = None, progress: Progress | None = None,
    ) -> int:  # fmt: skip
        """Write the check sheets of these villages (of all) for a quarter (this one); return the pages.

        The first printing fixes number and lines; a later one keeps them and counts the copy, unless
        people came or went: then the old sheet is void. Raises NobodyInVillage, WrongQuarter,
        BeingAnswered, MissingGlyph, FieldOverflow, Cancelled.
        """
        caller.must_not_be_volunteer("打印村级核对表")
        named = quarter_named(quarter or self.this_quarter())

        def write(unit: Unit) -> dict[UUID, paper.VillageCheck]:
            wanted = villages_of(unit.session, caller.station_id) if villages is None else villages
            if not wanted:
                raise NobodyInVillage
            checks = prepared(unit, list(dict.fromkeys(wanted)), named)
            return {check.id: _document(unit, caller, check) for check in checks}

        documents = self._doors.write(caller, "village.prepare", write)
        pages = paper.village_checks(documents.values(), target, progress)
        self._doors.write(caller, "village.print", lambda unit: _note_printed(unit, list(documents)))
        return pages

    def checks(self, caller: Caller, quarter: str | None = None) -> list[OpenCheck]:
        """Return the checks of a quarter (of all quarters), the latest first."""
        caller.must_not_be_volunteer("村级核对")
        query = select(VillageCheck).where(
            VillageCheck.station_id == caller.station_id, VillageCheck.withdrawn.is_(None)
        )
        if quarter is not None:
            query = query.where(VillageCheck.quarter == quarter_named(quarter))
        query = query.order_by(VillageCheck.quarter.desc(), VillageCheck.row)
        return self._doors.read(lambda s: [_picture(s, check) for check in s.scalars(query).all()])

    def unanswered(self, caller: Caller) -> list[tuple[OpenCheck, CheckLine]]:
        """Return the lines that stayed open on sheets that came back, to be asked again."""
        back = [one for one in self.checks(caller) if one.checked_on is not None and one.open]
        return [(check, line) for check in back for line in check.lines if line.answer is None]

    def open_check(self, caller: Caller, scanned: str) -> OpenCheck:
        """Return the check of a scanned code (11 digits) or of six typed digits.

        Raises HalfScan, WrongCheckDigit, OtherKind, OtherStation (all BadScan), CheckUnknown,
        CheckReplaced, CheckKeyed, NotAllowed.
        """
        caller.must_not_be_volunteer("录入村级核对表")

        def read(session: Session) -> OpenCheck:
            number = scanned_number(session, caller, scanned, SheetKind.VILLAGE)
            mine = (VillageCheck.station_id == caller.station_id, VillageCheck.number == number)
            check = session.scalar(select(VillageCheck).where(*mine))
            if check is None:
                raise CheckUnknown(sheet_code(number))
            _must_be_open(session, check)
            return _picture(session, check)

        return self._doors.read(read)

    def key_in(self, caller: Caller, check_id: UUID, typed: TypedCheck) -> CheckDone:
        """Write what the village answered: status, date and reason of everybody, new files, signatures.

        All in one transaction. Lines without an answer stay open and may be keyed in later; with the last
        of them the check is closed. Raises NotAccepted (keys such as `3.on`, `new.1.name`, `officer`),
        NoSuchCheck, CheckReplaced, CheckKeyed, NotAllowed.
        """
        caller.must_not_be_volunteer("录入村级核对表")

        def write(unit: Unit) -> CheckDone:
            check = _mine(unit.session, caller, check_id)
            _must_be_open(unit.session, check)
            writer = CheckWriter(unit, caller, self._settler, check)
            writer.write(typed)
            left = tuple(writer.open_lines)
            return CheckDone(writer.changed, tuple(writer.stubs), left, tuple(writer.remarks))

        return self._doors.write(caller.because(caller.reason or rules.REASON), "village.key_in", write)


def _mine(session: Session, caller: Caller, id: UUID) -> VillageCheck:
    query = select(VillageCheck).where(VillageCheck.id == id, VillageCheck.station_id == caller.station_id)
    found = session.scalar(query)
    if found is None:
        raise NoSuchCheck
    return found


def _must_be_open(session: Session, check: VillageCheck) -> None:
    if check.withdrawn is not None:
        raise CheckReplaced(sheet_code(check.number), check.withdrawn)
    if check.keyed_at is not None:
        by = session.scalar(select(Change.staff_name).where(Change.id == check.change_id)) or ""
        at = local(check.keyed_at)
        raise CheckKeyed(sheet_code(check.number), by, f"{at.month}月{at.day}日 {at.hour}:{at.minute:02d}")


def _document(unit: Unit, caller: Caller, check: VillageCheck) -> paper.VillageCheck:
    station, day = station_of(unit.session, caller.station_id), local(unit.change.at).date()
    year, quarter = rules.parts_of(check.quarter)
    lines = lines_of(unit.session, check)
    return paper.VillageCheck(
        station=station.name,
        station_number=station.number,
        document_number=f"HD-{station.code}-{check.quarter}-{check.number:04d}",
        number=check.number,
        village=check.village,
        year=year,
        quarter=quarter,
        people=tuple(paper.VillagePerson(one.file_number, one.name, one.group) for one in lines),
        printed_by=caller.staff_name,
        printed_on=day,
        copy_number=check.copies + 1,
    )


def _note_printed(unit: Unit, check_ids: Sequence[UUID]) -> None:
    """Count the copies, put them on the register, leave a mark that names were printed."""
    change, copies, people = unit.change, [], 0
    for id in check_ids:
        check = unit.session.scalars(select(VillageCheck).where(VillageCheck.id == id)).one()
        check.copies, check.printed_at = check.copies + 1, check.printed_at or change.at
        copies.append((check.number, check.copies, check.id))
        people += len(
            unit.session.scalars(select(VillageAnswer.row).where(VillageAnswer.check_id == id)).all()
        )
    printed(unit, SheetKind.VILLAGE, copies, change.staff_name)
    unit.session.add(
        Disclosure(
            station_id=change.station_id, at=change.at, staff_id=change.staff_id,
            staff_name=change.staff_name, what="村级核对表（姓名全文）", count=people,
            reason=change.reason or "村级核对",
        )
    )  # fmt: skip


def _picture(session: Session, check: VillageCheck) -> OpenCheck:
    return OpenCheck(
        check.id,
        sheet_code(check.number),
        check.village,
        check.quarter,
        check.copies,
        local(check.printed_at).date() if check.printed_at else None,
        local(check.keyed_at).date() if check.keyed_at else None,
        check.officer or "",
        check.checker or "",
        check.checked_on,
        tuple(lines_of(session, check)),
    )
