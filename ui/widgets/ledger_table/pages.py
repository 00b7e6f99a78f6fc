"""The rows that are in memory: a few pages around what was looked at last."""

from collections import OrderedDict
from collections.abc import Sequence
from uuid import UUID

from gridconsole.core.ledger.snapshot import Snapshot

PAGE = 50
"""Rows in one page."""
KEPT = 40
"""Pages that stay in memory, the least recently used goes first."""


class Pages:
    """Pages of snapshots by number; whatever is not here is asked for again."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._pages: OrderedDict[int, Sequence[Snapshot]] = OrderedDict()

    def row(self, row: int) -> Snapshot | None:
        """Return a row that is in memory, and remember that it was looked at."""
        number, at = divmod(row, PAGE)
        page = self._pages.get(number)
        if page is None or at >= len(page):
            return None
        self._pages.move_to_end(number)
        return page[at]

    def put(self, number: int, rows: Sequence[Snapshot]) -> None:
        """Keep a page; the page that nobody looked at for longest may go."""
        self._pages[number] = rows
        self._pages.move_to_end(number)
        while len(self._pages) > self._kept:
            self._pages.popitem(last=False)

    def missing(self, first: int, last: int) -> list[int]:
        """Return the numbers of the pages that rows `first` to `last` need."""
        return [n for n in range(first // PAGE, last // PAGE + 1) if n not in self._pages]

    def find(self, id: UUID) -> int | None:
        """Return the row of a record that is in memory."""
        for number, page in self._pages.items():
            for at, one in enumerate(page):
                if one.id == id:
                    return number * PAGE + at
        return None

    def clear(self) -> None:
        """Forget all rows."""
        self._pages.clear()

    def __len__(self) -> int:
        return sum(len(page) for page in self._pages.values())
