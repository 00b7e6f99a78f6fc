"""Brings rows from a ledger to the model: first page, then the rest behind it, then on demand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from gridconsole.core.ledger.snapshot import Snapshot
from ui.shell.worker import Job, Latest, Worker
from ui.widgets.ledger_table.model import LedgerModel
from ui.widgets.ledger_table.pages import PAGE
from ui.widgets.ledger_table.source import Source

F = TypeVar("F")
HITS = 50
"""Matches that a search shows."""
FAR = 5_000
"""Rows that may be counted from the top as long as there are no anchors."""


@dataclass(frozen=True)
class Fresh:
    """A listing as it stands after somebody wrote: its keys and the pages that are on the screen."""

    anchors: Any
    pages: dict[int, Sequence[Snapshot]]
    is_empty: bool


class Loader(QObject, Generic[F]):
    """`shown` after the first rows of a listing or search arrived, `counted` when it is known how many.

    `renewed` after a refresh; `is_complete` once nothing more is awaited but pages; `is_empty` when the
    whole ledger holds nothing.
    """

    shown = Signal()
    renewed = Signal()
    counted = Signal()

    def __init__(self, model: LedgerModel, source: Source[F], worker: Worker) -> None:
        super().__init__()
        self._model = model
        self._source = source
        self._worker = worker
        self._first, self._behind = Latest[Any](worker, self), Latest[Any](worker, self)
        self._filter: F | None = None
        self._anchors: Any = None
        self._asked: set[int] = set()
        self._turn = 0
        self._ranging: Job | None = None
        self.searched = ""
        self.is_complete, self.is_empty = False, False
        model.wanted.connect(self._fetch)

    def show(self, filter: F) -> None:
        """Show a listing from its top."""
        self._begin(filter, "")
        self._first.run(lambda: self._read_first(filter), self._put_first)

    def search(self, text: str) -> None:
        """Show what a search finds; of several searches only the newest arrives."""
        self._begin(self._filter, text)
        self._first.run(lambda: self._source.find(text, HITS), self._put_hits)

    def refresh(self, rows: tuple[int, int]) -> None:
        """Read again, after somebody wrote; `rows` are on the screen and arrive together."""
        if self.searched:
            self.search(self.searched)
        elif self._filter is not None:
            filter = self._filter
            self._first.run(lambda: self._read_fresh(filter, rows), self._renew)

    def range(self, first: int, last: int, then: Callable[[Sequence[Snapshot]], None]) -> None:
        """Give all rows from one to another to `then`, read where they are not in memory."""
        # Of several ranges only the newest may arrive: they grow row by row under Shift.
        if self._ranging is not None:
            self._ranging.cancel()
        here = [self._model.snapshot(row) for row in range(first, last + 1)]
        loaded = [one for one in here if one is not None]
        if len(loaded) == len(here) or self._filter is None:
            then(loaded)
            return
        filter, anchors = self._filter, self._anchors
        count = last - first + 1
        call = lambda: self._source.page(filter, first, count, anchors)  # noqa: E731
        self._ranging = self._worker.run(call, then, owner=self)

    def _begin(self, filter: F | None, searched: str) -> None:
        self._turn += 1
        self._filter, self.searched = filter, searched
        self._anchors = None
        self._asked.clear()
        self.is_complete = False
        if self._ranging is not None:
            self._ranging.cancel()

    def _read_first(self, filter: F) -> tuple[Sequence[Snapshot], bool]:
        rows = self._source.page(filter, 0, PAGE)
        return rows, not rows and self._source.is_empty()

    def _put_first(self, found: tuple[Sequence[Snapshot], bool]) -> None:
        rows, self.is_empty = found
        self._model.start(len(rows))
        self._model.put(0, rows)
        self.shown.emit()
        filter = self._filter
        assert filter is not None
        self._behind.run(lambda: self._source.count(filter), self._put_count)

    def _put_count(self, total: int) -> None:
        self._model.set_total(total)
        self.counted.emit()
        filter = self._filter
        assert filter is not None
        self._behind.run(lambda: self._source.anchors(filter), self._put_anchors)

    def _put_anchors(self, anchors: Any) -> None:
        self._anchors = anchors
        self._asked.clear()
        self.is_complete = True
        self._model.set_total(anchors.total)
        self.counted.emit()

    def _put_hits(self, rows: Sequence[Snapshot]) -> None:
        self._model.start(len(rows))
        self._model.put(0, rows)
        self.is_complete = True
        self.shown.emit()

    def _fetch(self, numbers: list[int]) -> None:
        for number in numbers:
            far = self._anchors is None and number * PAGE > FAR
            if self._filter is None or self.searched or number in self._asked or far:
                continue
            self._asked.add(number)
            self._fetch_page(number)

    def _fetch_page(self, number: int) -> None:
        filter, anchors, turn = self._filter, self._anchors, self._turn
        assert filter is not None

        def put(rows: Sequence[Snapshot]) -> None:
            if turn == self._turn:
                self._asked.discard(number)
                self._model.put(number, rows)

        self._worker.run(lambda: self._source.page(filter, number * PAGE, PAGE, anchors), put, owner=self)

    def _read_fresh(self, filter: F, rows: tuple[int, int]) -> Fresh:
        anchors = self._source.anchors(filter)
        numbers = range(max(0, rows[0]) // PAGE, max(0, rows[1]) // PAGE + 1)
        pages = {n: self._source.page(filter, n * PAGE, PAGE, anchors) for n in numbers}
        return Fresh(anchors, pages, not anchors.total and self._source.is_empty())

    def _renew(self, fresh: Fresh) -> None:
        self._turn += 1
        self._asked.clear()
        self._anchors, self.is_empty = fresh.anchors, fresh.is_empty
        self.is_complete = True
        self._model.stale()
        self._model.set_total(fresh.anchors.total)
        for number, rows in fresh.pages.items():
            self._model.put(number, rows)
        self.counted.emit()
        self.renewed.emit()
