"""The register of papers: every printed copy, who took it, and what became of it (FIELDS 5.2).

Whoever prints calls `printed` in the same write; whoever keys in calls `came_back`; `make_void` is for papers
that lost their reason. The deeds of a clerk are in SheetRegister.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from gridconsole.care.errors import NotAccepted
from gridconsole.care.paper.kinds import SheetKind
from gridconsole.care.scanning import BadScan, parse_scan
from gridconsole.care.visiting.errors import NoSuchSheet, SheetSettled
from gridconsole.care.visiting.records import PrintedSheet, Visit
from gridconsole.care.visiting.whose import whose
from gridconsole.core.caller import Caller
from gridconsole.core.clock import STATION_ZONE, local, today
from gridconsole.core.ledger.record import new_id
from gridconsole.core.paper.codes import sheet_code
from gridconsole.core.store.bulk import Columns, in_chunks, insert_many
from gridconsole.core.store.doors import Doors, Unit
from gridconsole.core.store.listing import Anchors

LONGEST_WHY = 200
Copy = tuple[int, int, UUID | None]
"""Number of a paper, number of its copy (1 is the first), id of what the paper belongs to."""


class SheetState(StrEnum):
    """What became of a copy."""

    OUT = "在外"
    BACK = "已交回"
    DESTROYED = "已销毁"
    VOID = "作废"


@dataclass(frozen=True)
class SheetFilter:
    """Which copies a list shows; None stands for all."""

    kind: SheetKind | None = None
    state: SheetState | None = None


@dataclass(frozen=True)
class SheetCopy:
    """One printed copy as the register shows it; `code` is the six digits on the paper."""

    id: UUID
    kind: SheetKind
    number: int
    code: str
    whose: str
    """Whom the paper is for: names of the household, the person, the village."""
    copy: int
    subject_id: UUID | None
    printed_on: date
    printed_by: str
    taken_by: str
    taken_on: date | None
    returned_on: date | None
    destroyed_on: date | None
    void: str
    state: SheetState


def printed(unit: Unit, kind: SheetKind, copies: Sequence[Copy], by: str) -> None:
    """Put printed copies on the register, in bulk; a copy that stands there already is a bug."""
    change_id = unit.keep_change()
    unit.session.flush()
    columns: Columns = {
        "id": [new_id() for _ in copies],
        "number": [number for number, _, _ in copies],
        "copy": [copy for _, copy, _ in copies],
        "subject_id": [subject for _, _, subject in copies],
    }
    same = {
        "station_id": unit.change.station_id, "change_id": change_id, "version": 1, "as_typed": {},
        "kind": int(kind), "printed_at": unit.change.at, "printed_by": by,
    }  # fmt: skip
    insert_many(unit.session, PrintedSheet, columns, same)
    unit.touch("printed_sheet")


def came_back(unit: Unit, kind: SheetKind, subject_id: UUID, on: date) -> None:
    """Note that the copies of a paper came back, as far as they are out."""
    for sheet in _of_subjects(unit, kind, [subject_id]):
        if state_of(sheet) is SheetState.OUT:
            sheet.returned_on = on


def make_void(unit: Unit, kind: SheetKind, subject_ids: Collection[UUID], why: str) -> int:
    """Make all copies of these papers void that aren't destroyed; return how many there were."""
    count = 0
    for ids in in_chunks(subject_ids):
        for sheet in _of_subjects(unit, kind, ids):
            if sheet.void is None and sheet.destroyed_on is None:
                sheet.void = why[:LONGEST_WHY]
                count += 1
    return count


def state_of(sheet: PrintedSheet) -> SheetState:
    """Return what became of a copy; of a void one that was destroyed, that it was."""
    if sheet.destroyed_on is not None:
        return SheetState.DESTROYED
    if sheet.void is not None:
        return SheetState.VOID
    return SheetState.OUT if sheet.returned_on is None else SheetState.BACK


class SheetRegister:
    """What a clerk does with the register."""

    def __init__(self, doors: Doors) -> None:
        self._doors = doors

    def take(self, caller: Caller, ids: Iterable[UUID], who: str, on: date) -> int:
        """Note who took copies out, and when; return how many.

        Raises NotAccepted (`taken_by`, or the day's field), SheetSettled, NoSuchSheet, NotAllowed.
        """
        if not who.strip():
            raise NotAccepted({"taken_by": "领取人要填"})
        values = {"taken_on": on, "taken_by": who.strip()}
        return self._mark(caller, "sheet.take", ids, values, {SheetState.OUT})

    def returned(self, caller: Caller, ids: Iterable[UUID], on: date) -> int:
        """Note that copies came back, void ones too; raises as `take` does."""
        states = {SheetState.OUT, SheetState.VOID}
        return self._mark(caller, "sheet.return", ids, {"returned_on": on}, states)

    def destroyed(self, caller: Caller, ids: Iterable[UUID], on: date) -> int:
        """Note that copies were destroyed, void and returned ones too; raises as `take` does."""
        states = {SheetState.OUT, SheetState.BACK, SheetState.VOID}
        return self._mark(caller, "sheet.destroy", ids, {"destroyed_on": on}, states)

    def outstanding(self, caller: Caller, days: int = 30) -> list[SheetCopy]:
        """Return the copies printed more than `days` days ago that aren't back, the oldest first.

        Void and destroyed ones and those of visits that were keyed in don't count.
        """
        caller.must_not_be_volunteer("查看单据登记")
        before = datetime.combine(today(self._doors.clock) - timedelta(days), time(), STATION_ZONE)

        def read(session: Session) -> list[SheetCopy]:
            query = _listed(caller, SheetFilter(state=SheetState.OUT)).where(
                PrintedSheet.printed_at < before, ~_keyed()
            )
            return _pictures(session, query.order_by(PrintedSheet.row))

        return self._doors.read(read)

    def count(self, caller: Caller, filter: SheetFilter | None = None) -> int:
        """Return how many copies a filter finds."""
        caller.must_not_be_volunteer("查看单据登记")
        query = select(func.count()).select_from(_listed(caller, filter or SheetFilter()).subquery())
        return self._doors.read(lambda session: session.scalar(query) or 0)

    def page(
        self, caller: Caller, filter: SheetFilter | None = None, offset: int = 0, limit: int = 100
    ) -> list[SheetCopy]:
        """Return a page of the copies that a filter finds, the latest printed first."""
        caller.must_not_be_volunteer("查看单据登记")
        query = _listed(caller, filter or SheetFilter()).order_by(PrintedSheet.row.desc())
        return self._doors.read(lambda session: _pictures(session, query.offset(offset).limit(limit)))

    def anchors(self, caller: Caller, filter: SheetFilter | None = None) -> Anchors:
        """Return how many copies a filter finds; any page is quick without keys."""
        return Anchors(self.count(caller, filter))

    def copies(self, caller: Caller, kind: SheetKind, number: int) -> list[SheetCopy]:
        """Return all copies of one paper, the first copy first; empty when there are none."""
        caller.must_not_be_volunteer("查看单据登记")
        query = _listed(caller, SheetFilter(kind)).where(PrintedSheet.number == number)
        return self._doors.read(lambda session: _pictures(session, query.order_by(PrintedSheet.copy)))

    def find(self, caller: Caller, text: str) -> list[SheetCopy]:
        """Return all copies of a scanned code or of six digits, of whichever kind; none for anything else."""
        caller.must_not_be_volunteer("查看单据登记")
        try:
            scan = parse_scan(text)
        except BadScan:
            return []
        query = _listed(caller, SheetFilter(scan.kind)).where(PrintedSheet.number == scan.number)
        return self._doors.read(lambda session: _pictures(session, query.order_by(PrintedSheet.row)))

    def _mark(
        self,
        caller: Caller,
        deed: str,
        ids: Iterable[UUID],
        values: Mapping[str, Any],
        states: Collection[SheetState],
    ) -> int:
        """Set values, the day first, on copies that are in one of the states."""
        caller.must_not_be_volunteer("登记单据")
        wanted = set(ids)

        def write(unit: Unit) -> int:
            found = _of_ids(unit.session, caller, wanted)
            if len(found) < len(wanted):
                raise NoSuchSheet
            for sheet in found:
                if (state := state_of(sheet)) not in states:
                    raise SheetSettled(sheet_code(sheet.number), sheet.copy, state.value)
                _must_be_a_day(sheet, *next(iter(values.items())), local(unit.change.at).date())
                for key, value in values.items():
                    setattr(sheet, key, value)
            return len(found)

        return self._doors.write(caller, deed, write)


def _must_be_a_day(sheet: PrintedSheet, key: str, on: date, day: date) -> None:
    """Raise NotAccepted for a day to come, or one before the copy was printed or taken."""
    if on > day:
        raise NotAccepted({key: "晚于今天"})
    if on < max(
        local(sheet.printed_at).date(), sheet.taken_on if sheet.taken_on and key != "taken_on" else on
    ):
        raise NotAccepted({key: f"早于打印或领取的日子（单号 {sheet_code(sheet.number)}）"})


def _listed(caller: Caller, filter: SheetFilter) -> Select[PrintedSheet]:
    query = select(PrintedSheet).where(PrintedSheet.station_id == caller.station_id)
    if filter.kind is not None:
        query = query.where(PrintedSheet.kind == int(filter.kind))
    return query if filter.state is None else query.where(_is_in(filter.state))


def _is_in(state: SheetState) -> ColumnElement[bool]:
    """Return the condition that `state_of` checks, for the database."""
    if state is SheetState.DESTROYED:
        return PrintedSheet.destroyed_on.is_not(None)
    there = PrintedSheet.destroyed_on.is_(None)
    if state is SheetState.VOID:
        return there & PrintedSheet.void.is_not(None)
    good, back = there & PrintedSheet.void.is_(None), PrintedSheet.returned_on
    return good & (back.is_(None) if state is SheetState.OUT else back.is_not(None))


def _keyed() -> ColumnElement[bool]:
    closed = select(Visit.row).where(Visit.id == PrintedSheet.subject_id, Visit.closed_at.is_not(None))
    return (PrintedSheet.kind == int(SheetKind.VISIT)) & closed.exists()


def _of_subjects(unit: Unit, kind: SheetKind, ids: Collection[UUID]) -> list[PrintedSheet]:
    query = select(PrintedSheet).where(
        PrintedSheet.station_id == unit.change.station_id,
        PrintedSheet.kind == int(kind),
        PrintedSheet.subject_id.in_(ids),
    )
    return list(unit.session.scalars(query))


def _of_ids(session: Session, caller: Caller, ids: Collection[UUID]) -> list[PrintedSheet]:
    query = select(PrintedSheet).where(PrintedSheet.station_id == caller.station_id)
    parts = (query.where(PrintedSheet.id.in_(some)) for some in in_chunks(ids))
    return [sheet for part in parts for sheet in session.scalars(part)]


def _pictures(session: Session, query: Select[PrintedSheet]) -> list[SheetCopy]:
    sheets = session.scalars(query).all()
    names = whose(session, sheets)
    return [_picture(sheet, names.get(sheet.subject_id, "") if sheet.subject_id else "") for sheet in sheets]


def _picture(sheet: PrintedSheet, named: str) -> SheetCopy:
    return SheetCopy(
        sheet.id,
        SheetKind(sheet.kind),
        sheet.number,
        sheet_code(sheet.number),
        named,
        sheet.copy,
        sheet.subject_id,
        local(sheet.printed_at).date(),
        sheet.printed_by,
        sheet.taken_by or "",
        sheet.taken_on,
        sheet.returned_on,
        sheet.destroyed_on,
        sheet.void or "",
        state_of(sheet),
    )
