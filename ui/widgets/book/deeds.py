"""A book as a table's source and as a record panel's deeds."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from gridconsole.core.books.filter import BookFilter
from gridconsole.core.caller import Caller
from gridconsole.core.ledger.kinds.base import Reading
from gridconsole.core.ledger.snapshot import Snapshot
from ui.widgets.ledger_form.history import Line
from ui.widgets.record.deeds import Back, File, line_of

if TYPE_CHECKING:
    from gridconsole.core.books.book import Book

WORDS = {
    "record": "登记",
    "correct": "修改",
    "import": "导入",
    "bring_back": "恢复旧值",
    "withdraw": "撤下",
    "take_back": "撤回导入",
}


class BookSource:
    """Blocking; every call belongs on the worker."""

    def __init__(self, book: "Book", caller: Callable[[], Caller]) -> None:
        self._book, self._caller = book, caller

    def count(self, filter: BookFilter) -> int:
        """Return how many records the filter leaves."""
        return self._book.count(self._caller(), filter)

    def page(self, filter: BookFilter, offset: int, limit: int, anchors: Any = None) -> Sequence[Snapshot]:
        """Return records from a position on."""
        return self._book.page(self._caller(), filter, offset, limit, anchors)

    def anchors(self, filter: BookFilter) -> Any:
        """Return how many rows there are."""
        return self._book.anchors(self._caller(), filter)

    def is_empty(self) -> bool:
        """Return whether the book holds nothing."""
        return not self.count(BookFilter())

    def find(self, text: str, limit: int) -> Sequence[Snapshot]:
        """Return the first matches."""
        return self._book.find(self._caller(), text, limit)


class BookDeeds:
    """One book's records, for whoever acts; a new one hangs on `parent`."""

    def __init__(self, book: "Book", deeds: Mapping[str, str]) -> None:
        self._book, self._deeds = book, deeds
        self.ledger = book.ledger
        self.parent: UUID | None = None

    def complaint(self, key: str, raw: object, reading: Reading) -> str:
        """Return what is wrong with what was typed into one field."""
        return self._book.complaint(key, raw, reading)

    def reading(self, caller: Caller) -> Reading:
        """Return what checking typed text needs."""
        return self._book.reading(caller)

    def open(self, caller: Caller, id: UUID) -> File:
        """Return a record."""
        return self._file(caller, self._book.open(caller, id))

    def record(self, caller: Caller, typed: Mapping[str, str]) -> File:
        """Make a record."""
        return self.open(caller, self._book.record(caller, typed, self.parent))

    def correct(self, caller: Caller, seen: Snapshot, typed: Mapping[str, str]) -> File:
        """Save what was typed over what was seen."""
        return self._file(caller, self._book.correct(caller, seen, typed))

    def withdraw(self, caller: Caller, id: UUID, reason: str) -> None:
        """Take a record off the ledger."""
        self._book.withdraw(caller, id, reason)

    def history(self, caller: Caller, id: UUID, may_bring_back: bool) -> list[Line]:
        """Return what was done to a record, newest first."""
        return [line_of(past, self._words, may_bring_back) for past in self._book.history(caller, id)]

    def bring_back(self, caller: Caller, id: UUID, back: Back) -> File:
        """Bring earlier values back."""
        return self._file(caller, self._book.bring_back(caller, id, back.version, back.keys))

    def _file(self, caller: Caller, one: Snapshot) -> File:
        return File(one, self._book.reading(caller), gaps=tuple(self._book.gaps(one)))

    def _words(self, deed: str) -> str:
        return self._deeds.get(deed) or WORDS.get(deed.rpartition(".")[2], deed)
