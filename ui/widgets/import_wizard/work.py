"""What the wizard does with the console: one call at a time, on the worker, never on the window's thread."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from gridconsole.core.books.checkout import Policy
from gridconsole.core.books.shapes import Sheet, Written
from gridconsole.core.errors import ConsoleError
from gridconsole.core.progress import Progress
from ui.shell.feature import PanelContext
from ui.shell.worker import Job
from ui.widgets.import_wizard.importer import Asked, Checkout, Importer, SheetInfo
from ui.widgets.import_wizard.standing import Standing, Tally, standing, standings, tally

T = TypeVar("T")
PAUSE = 300
"""Milliseconds after an answer before the rows are worked out again."""


class Run:
    """A call under way, which can be asked to stop."""

    def __init__(self, tell: Callable[[tuple[int, int, str]], None]) -> None:
        self._tell = tell
        self.stopped = False
        self.job: Job | None = None

    def progress(self) -> Progress:
        """What the core reports to and asks."""
        return Progress(self._at)

    def _at(self, done: int, total: int, words: str) -> bool:
        if done >= 0:
            self._tell((done, total, words))
        return not self.stopped


class Counted(NamedTuple):
    """What working the rows out gave, counted on the same thread."""

    checkout: Checkout
    standings: list[Standing]
    tally: Tally


class Work(QObject):
    """Holds the workbook from choosing to taking back.

    Signals: `sheets_listed` and `understood` while reading, `checked` after every working out,
    `answered` when a row's difference was answered, `written`, `taken_back` with the number of records,
    `saved` with the path of a written file, `failed` with a ConsoleError, `progressed`, `busy_changed`.
    """

    sheets_listed = Signal()
    understood_changed = Signal()
    checked = Signal()
    answered = Signal()
    written = Signal()
    taken_back = Signal(int)
    saved = Signal(object)
    failed = Signal(object)
    progressed = Signal(int, int, str)
    busy_changed = Signal()

    def __init__(self, context: PanelContext, importer: Importer, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self.importer = context, importer
        self._run: Run | None = None
        runs: list[Run | None] = [None]
        self._runs = runs
        self.destroyed.connect(lambda: _stop(runs))
        self._clock = QElapsedTimer()
        self._again = QTimer(self, singleShot=True, interval=PAUSE)
        self._again.timeout.connect(self._check_again)
        self.forget()

    def forget(self) -> None:
        """Start with nothing."""
        self.path: Path | None = None
        self.sheets: Sequence[SheetInfo] = ()
        self.understood: Sheet | None = None
        self.chosen: dict[str, str | None] = {}
        self.ground: str | None = None
        self.number = ""
        self.answers: dict[int, Policy] = {}
        self.checkout: Checkout | None = None
        self.standings: list[Standing] = []
        self.tally: Tally | None = None
        self.imported: Written | None = None
        self.seconds = 0.0
        self.stale = False

    @property
    def busy(self) -> bool:
        """Whether a call is under way."""
        return self._run is not None

    @property
    def open_rows(self) -> int:
        """How many rows differ from the ledger and have no answer yet."""
        return self.tally.counts[Standing.DIFFERS] if self.tally is not None else 0

    @property
    def nothing_new(self) -> bool:
        """Whether everything is worked out, and importing would change nothing."""
        if self.checkout is None or self.tally is None or self.stale:
            return False
        return not self.tally.going_in and not self.open_rows

    def read(self, path: Path) -> None:
        """Read another workbook: its sheets, then the one with the largest table."""
        self._drop()
        ground, number = self.ground, self.number
        self.forget()
        self.path, self.ground, self.number = path, ground, number
        self._start(lambda run: self.importer.sheets(path), self._have_sheets)

    def read_sheet(self, sheet: str | None) -> None:
        """Read one sheet of the workbook."""
        assert self.path is not None
        path, caller = self.path, self._context.caller()
        self.understood, self.chosen, self.answers, self.checkout = None, {}, {}, None
        importer = self.importer
        self._start(
            lambda run: importer.understand(caller, path, sheet, run.progress()), self._have_understood
        )

    def give(self, index: int, key: str | None) -> None:
        """Let a column become another field, or none; remembered when the import is written."""
        assert self.understood is not None
        self.chosen[self.understood.headings[index]] = key
        self.understood = self.importer.rematch(self.understood, {index: key})
        self.answers, self.checkout = {}, None
        self.understood_changed.emit()

    def state_source(self, ground: str | None, number: str) -> None:
        """Say where the data comes from, and the number of the document."""
        number = number.strip()
        if (ground, number) != (self.ground, self.number):
            self.ground, self.number, self.checkout = ground, number, None

    def check(self) -> None:
        """Work out every row's verdict."""
        assert self.understood is not None
        understood, caller = self.understood, self._context.caller()
        importer = self.importer
        asked = Asked(dict(self.chosen), dict(self.answers), self.ground, self.number or None)

        def call(run: Run) -> Counted:
            checkout = importer.check(caller, understood, asked, run.progress())
            where = standings(checkout.rows, asked.answers)
            return Counted(checkout, where, tally(checkout.rows, where))

        self.stale = False
        self._clock.start()
        self._start(call, self._have_checked)

    def answer(self, numbers: Iterable[int], policy: Policy) -> None:
        """Answer what is to happen to rows that differ from the ledger, by row number."""
        assert self.checkout is not None
        wanted = frozenset(numbers)
        self.answers |= dict.fromkeys(wanted, policy)
        self.stale = True
        rows = self.checkout.rows
        for at, row in enumerate(rows):
            if row.checked.number in wanted:
                self.standings[at] = standing(row, policy)
        self.tally = tally(rows, self.standings)
        self.answered.emit()
        self._again.start()

    def write(self) -> None:
        """Write what was checked, in one transaction."""
        assert self.checkout is not None and not self.stale
        checkout, caller = self.checkout, self._context.caller()
        self._start(lambda run: checkout.write(caller, run.progress()), self._have_written)

    def take_back(self, *, keep_changed: bool = False) -> None:
        """Take the import back as a whole, or without the files that somebody changed since."""
        assert self.imported is not None and self.imported.id is not None
        caller, importer, import_id = self._context.caller(), self.importer, self.imported.id
        self._start(lambda run: importer.take_back(caller, import_id, keep_changed), self.taken_back.emit)

    def save_refused(self, path: Path) -> None:
        """Write the workbook of refused rows; an older file is never overwritten."""
        assert self.checkout is not None
        checkout = self.checkout
        self._start(lambda run: checkout.save_refused(path), lambda _: self.saved.emit(path))

    def save_template(self, path: Path) -> None:
        """Write an empty workbook to fill in; an older file is never overwritten."""
        self._start(lambda run: self.importer.write_template(path), lambda _: self.saved.emit(path))

    def stop(self) -> None:
        """Ask the call under way to stop; it answers with `failed` and Cancelled."""
        if self._run is not None:
            self._run.stopped = True

    def _drop(self) -> None:
        """Stop the call under way and never hear of it again."""
        self._again.stop()
        if self._run is not None:
            self._run.stopped = True
            if self._run.job is not None:
                self._run.job.cancel()
            self._set_run(None)

    def leave(self) -> None:
        """Stop everything, because the wizard is closed."""
        self._drop()

    def _start(self, call: Callable[[Run], T], then: Callable[[T], None]) -> None:
        self._drop()
        run = Run(self._context.worker.relay(lambda told: self.progressed.emit(*told), self))
        self._set_run(run)

        def arrived(result: T) -> None:
            self._set_run(None)
            then(result)

        def failed(error: ConsoleError) -> None:
            self._set_run(None)
            self.failed.emit(error)

        run.job = self._context.worker.run(lambda: call(run), arrived, failed, owner=self)

    def _set_run(self, run: Run | None) -> None:
        self._run = run
        self._runs[0] = run
        self.busy_changed.emit()

    def _check_again(self) -> None:
        if self.checkout is not None and self.imported is None:
            self.check()

    def _have_sheets(self, sheets: Sequence[SheetInfo]) -> None:
        self.sheets = tuple(sheet for sheet in sheets if not sheet.hidden)
        self.sheets_listed.emit()
        self.read_sheet(None)

    def _have_understood(self, understood: Sheet) -> None:
        self.understood = understood
        self.understood_changed.emit()

    def _have_checked(self, found: Counted) -> None:
        self.checkout, self.standings, self.tally = found
        self.seconds = self._clock.elapsed() / 1000
        self.checked.emit()

    def _have_written(self, imported: Written) -> None:
        self.imported = imported
        self.written.emit()


def _stop(runs: list[Run | None]) -> None:
    """Stop what runs for a wizard that is gone; its own attributes are gone with it."""
    for run in runs:
        if run is not None:
            run.stopped = True
