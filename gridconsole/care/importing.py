"""From a station's own workbook to the ledger: understand, check, write."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridconsole.care.checkout import Checkout, Imported
from gridconsole.care.errors import NumberWithoutGround, UnknownGround
from gridconsole.care.import_writing import ImportWriter
from gridconsole.care.known import Known
from gridconsole.care.plan import REFUSING, Policy, Source
from gridconsole.care.planning import Planner
from gridconsole.care.records import CARE
from gridconsole.care.settling import Settler
from gridconsole.core.books import understood as reading
from gridconsole.core.books.understood import Understood
from gridconsole.core.bulk import without_cycle_search
from gridconsole.core.caller import Caller
from gridconsole.core.clock import today
from gridconsole.core.exchange.checking import Checked, RowChecker
from gridconsole.core.exchange.matching_store import remember, remembered
from gridconsole.core.exchange.reader import SheetInfo as SheetInfo
from gridconsole.core.exchange.reader import list_sheets
from gridconsole.core.ledger.kinds.base import Reading, Unreadable
from gridconsole.core.progress import Progress
from gridconsole.core.store.changes import Change
from gridconsole.core.store.doors import Doors, Unit
from gridconsole.staff.service import staff_names
from gridconsole.stations.service import station_of

__all__ = ["CareImport", "Checkout", "Imported", "Understood"]


class CareImport:
    """Imports workbooks into the care ledger."""

    def __init__(self, doors: Doors, settler: Settler) -> None:
        self._doors = doors
        self._settler = settler

    def understand(
        self, caller: Caller, file: Path, sheet: str | None = None, progress: Progress | None = None
    ) -> Understood:
        """Read a workbook's sheet, find its headings and match them; raises a subclass of ExchangeError."""
        caller.must_not_be_volunteer("导入")
        memory = self._doors.read(lambda s: remembered(s, caller.station_id, CARE.name))
        return reading.understand(file, sheet, CARE.synonyms, memory, progress or Progress())

    @staticmethod
    def sheets(file: Path) -> tuple[SheetInfo, ...]:
        """Return a workbook's sheets; raises a subclass of ExchangeError."""
        return list_sheets(file)

    @staticmethod
    def source(ground: str | None, number: str | None) -> Source:
        """Return the stated source of a workbook; raise UnknownGround or NumberWithoutGround."""
        if ground is None:
            if number:
                raise NumberWithoutGround
            return Source()
        kind = CARE.fields["ground"].kind
        try:
            return Source(kind.parse(ground, Reading(date.min)), number)
        except Unreadable as error:
            raise UnknownGround(ground, kind.choices) from error

    def rematch(self, understood: Understood, chosen: Mapping[int, str | None]) -> Understood:
        """Return the same workbook with columns given to other fields, or to none, by hand."""
        return reading.rematched(understood, chosen)

    def check(
        self,
        caller: Caller,
        understood: Understood,
        policy: Policy = "refuse",
        source: Source | None = None,
        chosen: Mapping[str, str | None] | None = None,
        choices: Mapping[int, Policy] | None = None,
        progress: Progress | None = None,
    ) -> Checkout:
        """Work out every row's verdict.

        `choices` answers single rows' differences otherwise than `policy`; `chosen` holds the fields that a
        person gave to headings, to be remembered.
        """
        caller.must_not_be_volunteer("导入")
        asked = (policy, source or Source(), chosen or {}, choices or {})
        with without_cycle_search():
            return self._doors.read(
                lambda s: self._plan(s, caller, understood, asked, progress or Progress())
            )

    def write(self, caller: Caller, checkout: Checkout, progress: Progress | None = None) -> Imported:
        """Write a checked workbook in one transaction; works it out again when others wrote meanwhile."""
        caller.must_not_be_volunteer("导入")
        progress = progress or Progress()
        if not checkout.plan.changes and not checkout.chosen:
            return Imported(None, checkout.counts)
        with without_cycle_search():
            return self._doors.write(
                caller, "care.import", lambda unit: self._write(unit, caller, checkout, progress)
            )

    def _write(self, unit: Unit, caller: Caller, checkout: Checkout, progress: Progress) -> Imported:
        if not checkout.ready or _stamp(unit.session, caller) != checkout.stamp:
            asked = (checkout.policy, checkout.source, checkout.chosen, checkout.choices)
            checkout.plan = self._plan(unit.session, caller, checkout.understood, asked, progress).plan
        checkout.ready = False
        remember(unit.session, caller.station_id, CARE.name, checkout.chosen)
        if not checkout.plan.changes:
            return Imported(None, checkout.counts)
        unit.change.details = _details(checkout)
        code = station_of(unit.session, caller.station_id).code
        change = ImportWriter(unit, self._settler, code, progress).write(checkout.plan)
        return Imported(change, checkout.counts)

    def _plan(
        self, session: Session, caller: Caller, understood: Understood,
        asked: tuple[Policy, Source, Mapping[str, str | None], Mapping[int, Policy]], progress: Progress,
    ) -> Checkout:  # fmt: skip
        policy, source, chosen, choices = asked
        stamp = _stamp(session, caller)  # first of all: what is written from now on makes the plan stale
        staff = staff_names(session, caller.station_id)
        day = today(self._doors.clock)
        rows = _checked(understood, Reading(day, staff), progress)
        plan = Planner(Known(session, caller.station_id, staff), day, policy, source, choices).run(rows)
        return Checkout(understood, plan, source, chosen, policy, choices, stamp)


def _checked(understood: Understood, staff_and_day: Reading, progress: Progress) -> Iterator[Checked]:
    """Yield the rows one by one, so that a row is decided on while its words are still at hand."""
    columns = {index: CARE.fields[match.field] for index, match in understood.matching.columns.items()}
    checker = RowChecker(columns, staff_and_day, REFUSING)
    nameless = "name" not in understood.keys
    for at, (number, cells) in enumerate(understood.rows):
        if at % 1000 == 0:
            progress.at(at, len(understood.rows), "核对")
        row = checker.check(number, cells)
        if nameless:
            row.complain("name", "missing", "没有姓名这一列", "refused")
        yield row


def _details(checkout: Checkout) -> dict[str, Any]:
    source = {"ground": checkout.source.ground, "ground_number": checkout.source.number}
    return {
        "file": checkout.understood.file.name,
        "sheet": checkout.understood.sheet,
        **source,
        **checkout.counts,
    }


def _stamp(session: Session, caller: Caller) -> int:
    """Return how many changes the station has seen; none ever goes."""
    query = select(func.count()).select_from(Change).where(Change.station_id == caller.station_id)
    return session.scalar(query) or 0
