"""From a workbook to a ledger: understand, check, write, take back."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridconsole.core.books.book import Book
from gridconsole.core.books.checkout import BookCheckout, Imported, PlannedRow, Policy, Verdict
from gridconsole.core.books.planning import BookPlanner
from gridconsole.core.books.understood import Understood, rematched, understand
from gridconsole.core.books.writing import assign
from gridconsole.core.bulk import without_cycle_search
from gridconsole.core.caller import Caller
from gridconsole.core.clock import today
from gridconsole.core.exchange.checking import RowChecker
from gridconsole.core.exchange.matching_store import remember, remembered
from gridconsole.core.exchange.reader import SheetInfo as SheetInfo
from gridconsole.core.exchange.reader import list_sheets
from gridconsole.core.ledger.fields import Field
from gridconsole.core.ledger.kinds.base import Reading
from gridconsole.core.progress import Progress
from gridconsole.core.store.bulk import in_chunks
from gridconsole.core.store.changes import Change
from gridconsole.core.store.doors import Doors, Unit


class BookImport:
    """Imports workbooks into one ledger."""

    def __init__(self, doors: Doors, book: Book) -> None:
        self._doors, self._book = doors, book
        self._special, self._name = book.special, book.ledger.name

    @staticmethod
    def sheets(file: Path) -> tuple[SheetInfo, ...]:
        """Return a workbook's sheets; raises a subclass of ExchangeError."""
        return list_sheets(file)

    @property
    def fields(self) -> dict[str, Field]:
        """The fields that a workbook may tell: the ledger's own, and those that say what a row hangs on."""
        own = {key: declared for key, declared in self._book.ledger.own.items() if declared.imported}
        return {**self._special.locating, **own}

    def understand(
        self, caller: Caller, file: Path, sheet: str | None = None, progress: Progress | None = None
    ) -> Understood:
        """Read a workbook's sheet, find its headings and match them; raises a subclass of ExchangeError."""
        caller.must_not_be_volunteer("导入")
        memory = self._doors.read(lambda s: remembered(s, caller.station_id, self._name))
        synonyms = {key: declared.kind.headings for key, declared in self.fields.items()}
        return understand(file, sheet, synonyms, memory, progress or Progress())

    def rematch(self, understood: Understood, chosen: Mapping[int, str | None]) -> Understood:
        """Return the same workbook with columns given to other fields, or to none, by hand."""
        return rematched(understood, chosen)

    def check(
        self,
        caller: Caller,
        understood: Understood,
        policy: Policy = "refuse",
        chosen: Mapping[str, str | None] | None = None,
        choices: Mapping[int, Policy] | None = None,
        progress: Progress | None = None,
    ) -> BookCheckout:
        """Work out every row's verdict; the arguments are those of the care ledger's import."""
        caller.must_not_be_volunteer("导入")
        progress, asked = progress or Progress(), (policy, chosen or {}, choices or {})
        with without_cycle_search():
            return self._doors.read(lambda s: self._plan(s, caller, understood, asked, progress))

    def write(self, caller: Caller, checkout: BookCheckout, progress: Progress | None = None) -> Imported:
        """Write a checked workbook in one transaction; works it out again when others wrote meanwhile."""
        caller.must_not_be_volunteer("导入")
        progress = progress or Progress()
        if not checkout.changes and not checkout.chosen:
            return Imported(None, checkout.counts)
        with without_cycle_search():
            return self._doors.write(
                caller, f"{self._name}.import", lambda unit: self._write(unit, caller, checkout, progress)
            )

    def _plan(
        self, session: Session, caller: Caller, understood: Understood,
        asked: tuple[Policy, Mapping[str, str | None], Mapping[int, Policy]], progress: Progress,
    ) -> BookCheckout:  # fmt: skip
        policy, chosen, choices = asked
        stamp = _stamp(session, caller)  # first of all: what is written from now on makes the plan stale
        reading = Reading(today(self._doors.clock), self._book.staff(session, caller.station_id))
        columns = {at: self.fields[found.field] for at, found in understood.matching.columns.items()}
        checker, checked = RowChecker(columns, reading, frozenset()), []
        for at, (number, cells) in enumerate(understood.rows):
            if at % 1000 == 0:
                progress.at(at, len(understood.rows), "核对")
            checked.append(checker.check(number, cells))
        rows = BookPlanner(session, self._special, caller, reading, policy, choices).run(checked)
        return BookCheckout(understood, self.fields, rows, policy, chosen, choices, stamp)

    def _write(self, unit: Unit, caller: Caller, checkout: BookCheckout, progress: Progress) -> Imported:
        if _stamp(unit.session, caller) != checkout.stamp:
            asked = (checkout.policy, checkout.chosen, checkout.choices)
            checkout.rows = self._plan(unit.session, caller, checkout.understood, asked, progress).rows
        checkout.stamp = -1  # the rows hold what this try sets; another one works them out anew
        remember(unit.session, caller.station_id, self._name, checkout.chosen)
        if not checkout.changes:
            return Imported(None, checkout.counts)
        file, sheet = checkout.understood.file.name, checkout.understood.sheet
        unit.change.details = {"file": file, "sheet": sheet, **checkout.counts}
        changed = self._change(unit, [row for row in checkout.rows if row.verdict is Verdict.UPDATE])
        made = self._make(unit, [row for row in checkout.rows if row.verdict is Verdict.NEW], progress)
        unit.session.flush()
        self._special.follows(unit, [*made, *changed])
        return Imported(unit.keep_change(), checkout.counts)

    def _make(
        self, unit: Unit, rows: Sequence[PlannedRow], progress: Progress
    ) -> list[tuple[Any, dict[str, Any]]]:
        ledger = self._book.ledger
        made: list[Any] = []
        for at, row in enumerate(rows):
            if at % 1000 == 0:
                progress.at(at, len(rows), "写入")
            links = {ledger.link: row.parent} if ledger.link else {}
            record = ledger.record(station_id=unit.change.station_id, as_typed={}, **links)
            assign(record, row.gives)
            record.as_typed = row.texts
            made.append(record)
        self._special.prepare(unit, made)
        unit.session.add_all(made)
        return [(record, {}) for record in made]

    def _change(self, unit: Unit, rows: Sequence[PlannedRow]) -> list[tuple[Any, dict[str, Any]]]:
        record = self._book.ledger.record
        wanted = {row.target: row for row in rows if row.target is not None}
        changed = []
        for ids in in_chunks(wanted):
            for one in unit.session.scalars(select(record).where(record.id.in_(ids))):
                before, row = {key: getattr(one, key) for key in self._book.ledger.own}, wanted[one.id]
                assign(one, row.gives)
                if row.texts:
                    one.as_typed = {**one.as_typed, **row.texts}
                changed.append((one, before))
        return changed


def _stamp(session: Session, caller: Caller) -> int:
    """Return how many changes the station has seen; none ever goes."""
    query = select(func.count()).select_from(Change).where(Change.station_id == caller.station_id)
    return session.scalar(query) or 0
