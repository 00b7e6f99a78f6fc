"""From a workbook to a ledger: understand, check, write, take back."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from gridconsole.core.books.book import Book
from gridconsole.core.books.checkout import BookCheckout, Imported, PlannedRow, Policy, Verdict
from gridconsole.core.books.planning import CHUNK, BookPlanner
from gridconsole.core.books.understood import Understood, rematched, understand
from gridconsole.core.books.writing import assign
from gridconsole.core.bulk import without_cycle_search
from gridconsole.core.caller import Caller
from gridconsole.core.clock import today
from gridconsole.core.exchange.checking import RowChecker
from gridconsole.core.exchange.matching_store import remember, remembered
from gridconsole.core.ledger.fields import Field
from gridconsole.core.ledger.kinds.base import Reading
from gridconsole.core.progress import Progress
from gridconsole.core.store.doors import Doors, Unit


class BookImport:
    """Imports workbooks into one ledger."""

    def __init__(self, doors: Doors, book: Book) -> None:
        self._doors, self._book = doors, book
        self._special, self._name = book.special, book.ledger.name

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
        progress = progress or Progress()

        def plan(session: Session) -> list[PlannedRow]:
            reading = Reading(today(self._doors.clock), self._book.staff(session, caller.station_id))
            columns = {at: self.fields[found.field] for at, found in understood.matching.columns.items()}
            checker = RowChecker(columns, reading, frozenset())
            rows = []
            for at, (number, cells) in enumerate(understood.rows):
                if at % 1000 == 0:
                    progress.at(at, len(understood.rows), "核对")
                rows.append(checker.check(number, cells))
            return BookPlanner(session, self._special, caller, reading, policy, choices or {}).run(rows)

        with without_cycle_search():
            rows = self._doors.read(plan)
        return BookCheckout(understood, self.fields, rows, policy, chosen or {})

    def write(self, caller: Caller, checkout: BookCheckout, progress: Progress | None = None) -> Imported:
        """Write a checked workbook in one transaction."""
        caller.must_not_be_volunteer("导入")
        progress = progress or Progress()
        if not checkout.changes and not checkout.chosen:
            return Imported(None, checkout.counts)

        def write(unit: Unit) -> Imported:
            remember(unit.session, caller.station_id, self._name, checkout.chosen)
            unit.change.details = {
                "file": checkout.understood.file.name,
                "sheet": checkout.understood.sheet,
                **checkout.counts,
            }
            made = self._make(unit, [row for row in checkout.rows if row.verdict is Verdict.NEW], progress)
            changed = self._change(unit, [row for row in checkout.rows if row.verdict is Verdict.UPDATE])
            unit.session.flush()
            self._special.follows(unit, [*made, *changed])
            return Imported(unit.keep_change(), checkout.counts)

        with without_cycle_search():
            return self._doors.write(caller, f"{self._name}.import", write)

    def _make(
        self, unit: Unit, rows: Sequence[PlannedRow], progress: Progress
    ) -> list[tuple[Any, dict[str, Any]]]:
        ledger = self._book.ledger
        made: list[Any] = []
        for at, row in enumerate(rows):
            if at % CHUNK == 0:
                progress.at(at, len(rows), "写入")
            links = {ledger.link: row.parent} if ledger.link else {}
            typed = {key: text for key, text in row.checked.typed.items() if key in ledger.own}
            record = ledger.record(station_id=unit.change.station_id, as_typed=typed, **links)
            assign(record, row.gives)
            record.as_typed = typed
            made.append(record)
        self._special.prepare(unit, made)
        unit.session.add_all(made)
        return [(record, {}) for record in made]

    def _change(self, unit: Unit, rows: Sequence[PlannedRow]) -> list[tuple[Any, dict[str, Any]]]:
        record = self._book.ledger.record
        wanted = {row.target: row for row in rows}
        changed = []
        ids: list[UUID | None] = list(wanted)
        for at in range(0, len(ids), CHUNK):
            some = unit.session.query(record).where(record.id.in_(ids[at : at + CHUNK]))
            for one in some:
                before = {key: getattr(one, key) for key in self._book.ledger.own}
                assign(one, wanted[one.id].gives)
                changed.append((one, before))
        return changed
