"""The care ledger as a table's source, asked for whoever acts at the moment."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from gridconsole.care.listing import CareFilter
from gridconsole.core.caller import Caller
from gridconsole.core.ledger.snapshot import Snapshot

if TYPE_CHECKING:
    from gridconsole.console import Console


class CareSource:
    """Blocking; every call belongs on the worker."""

    def __init__(self, console: "Console", caller: Callable[[], Caller]) -> None:
        self._list = console.care.list
        self._caller = caller

    def count(self, filter: CareFilter) -> int:
        """Return how many people the filter leaves."""
        return self._list.count(self._caller(), filter)

    def page(self, filter: CareFilter, offset: int, limit: int, anchors: Any = None) -> Sequence[Snapshot]:
        """Return people from a position on."""
        return self._list.page(self._caller(), filter, offset, limit, anchors)

    def anchors(self, filter: CareFilter) -> Any:
        """Return the sparse keys of the listing."""
        return self._list.anchors(self._caller(), filter)

    def is_empty(self) -> bool:
        """Return whether nobody is in the ledger."""
        return not self.count(CareFilter())

    def find(self, text: str, limit: int) -> Sequence[Snapshot]:
        """Return the first matches, in match order."""
        return self._list.find(self._caller(), text, limit)
