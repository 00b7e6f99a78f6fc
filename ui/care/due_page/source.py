"""The due list as a table's source."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gridconsole.care.due.listing import DueHousehold
from gridconsole.care.due.span import DueFilter
from gridconsole.core.caller import Caller
from gridconsole.core.ledger.snapshot import Snapshot

if TYPE_CHECKING:
    from gridconsole.console import Console


class DueSource:
    """Blocking; `also` is what the choices above the table add to the filter of a chip."""

    def __init__(self, console: "Console", caller: Callable[[], Caller]) -> None:
        self._due, self._people, self._caller = console.care.due, console.care.list, caller
        self.also = DueFilter()

    def whole(self, filter: DueFilter) -> DueFilter:
        """Return a chip's filter with the choices above the table."""
        also = self.also
        return replace(
            filter, month=also.month, festival=also.festival, village=also.village, helper=also.helper
        )

    def count(self, filter: DueFilter) -> int:
        """Return how many households the filter leaves."""
        return self._due.count(self._caller(), self.whole(filter))

    def page(self, filter: DueFilter, offset: int, limit: int, anchors: Any = None) -> Sequence[Snapshot]:
        """Return households from a position on."""
        return [_row(one) for one in self._due.page(self._caller(), self.whole(filter), offset, limit)]

    def anchors(self, filter: DueFilter) -> Any:
        """Return how many rows there are."""
        return self._due.anchors(self._caller(), self.whole(filter))

    def is_empty(self) -> bool:
        """Return whether nobody is to be visited at all."""
        return not self._due.count(self._caller(), DueFilter("all"))

    def find(self, text: str, limit: int) -> Sequence[Snapshot]:
        """Return the households of whom a search finds, due or not."""
        people = self._people.find(self._caller(), text, limit)
        homes = list(dict.fromkeys(one.parent.id for one in people if one.parent is not None))
        return [_row(one) for one in self._due.of_households(self._caller(), homes)]


def _row(one: DueHousehold) -> Snapshot:
    """Return a household as a row of the table."""
    values = {
        "names": "、".join(one.names),
        "file_number": one.file_number,
        "village": one.village,
        "helper": one.helper,
        "due_on": one.due.on,
        "occasions": one.due.occasions,
        "steps": one.due.steps,
        "appointed_at": one.appointed_at,
    }
    return Snapshot(one.id, 0, values)
