"""The register of printed papers as a table's source."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from gridconsole.care.visiting.register import SheetCopy, SheetFilter, SheetState
from gridconsole.core.caller import Caller
from gridconsole.core.ledger.snapshot import Snapshot

if TYPE_CHECKING:
    from gridconsole.console import Console

LATE = 30
"""Days after which a sheet should be back."""


@dataclass(frozen=True)
class CopyFilter:
    """Which copies a chip shows; `late` those that should be back by now."""

    state: SheetState | None = None
    late: bool = False


class RegisterSource:
    """Blocking; every call belongs on the worker."""

    def __init__(self, console: "Console", caller: Callable[[], Caller]) -> None:
        self._register, self._caller = console.care.visits.register, caller

    def count(self, filter: CopyFilter) -> int:
        """Return how many copies the filter leaves."""
        if filter.late:
            return len(self._register.outstanding(self._caller(), LATE))
        return self._register.count(self._caller(), SheetFilter(state=filter.state))

    def page(self, filter: CopyFilter, offset: int, limit: int, anchors: Any = None) -> Sequence[Snapshot]:
        """Return copies from a position on."""
        if filter.late:
            found = self._register.outstanding(self._caller(), LATE)[offset : offset + limit]
        else:
            found = self._register.page(self._caller(), SheetFilter(state=filter.state), offset, limit)
        return [_row(one) for one in found]

    def anchors(self, filter: CopyFilter) -> Any:
        """Return how many rows there are."""
        found = self._register.anchors(self._caller(), SheetFilter(state=filter.state))
        return replace(found, total=self.count(filter)) if filter.late else found

    def is_empty(self) -> bool:
        """Return whether nothing was ever printed."""
        return not self.count(CopyFilter())

    def find(self, text: str, limit: int) -> Sequence[Snapshot]:
        """Return the copies of a number, as scanned or typed."""
        return [_row(one) for one in self._register.find(self._caller(), text)[:limit]]


def _row(one: SheetCopy) -> Snapshot:
    names = (
        "kind",
        "code",
        "whose",
        "copy",
        "printed_on",
        "printed_by",
        "taken_by",
        "taken_on",
        "returned_on",
    )
    values = {name: getattr(one, name) for name in (*names, "destroyed_on", "void", "state")}
    return Snapshot(one.id, 0, values)
