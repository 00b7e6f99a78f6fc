"""Prints visit sheets for the households that were chosen."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO
from uuid import UUID

from gridconsole.care.listing import CareFilter
from gridconsole.core.caller import Caller
from gridconsole.core.ledger.snapshot import Snapshot
from gridconsole.core.progress import Progress
from ui.look.parts.buttons import Kind
from ui.widgets.ledger_form.asking import Choosing
from ui.widgets.ledger_table.chosen import Chosen
from ui.widgets.papers import Papers

if TYPE_CHECKING:
    from gridconsole.console import Console

Households = set[UUID] | None
"""Ids of households; None stands for all of them."""
STEP = 500


class Printing(Papers):
    """Sheets of the people that are chosen in the table."""

    def print_chosen(self, chosen: Chosen, filter: CareFilter, hits: Sequence[Snapshot] | None) -> None:
        """Print for what is chosen in the table; with nothing chosen for everybody, after asking.

        `hits` are the rows of a search, which are the whole listing then.
        """
        console, caller = self._context.console, self._context.caller()
        find: Callable[[], Households] = lambda: households(console, caller, chosen, filter, hits)  # noqa: E731
        if chosen.everything or not chosen.exceptions:
            self._context.worker.run(find, self._ask, owner=self)
        else:
            self._context.worker.run(find, self.print_households, owner=self)

    def print_households(self, ids: Households) -> None:
        """Print the sheets of these households, of all for None."""
        console, caller = self._context.console, self._context.caller()

        def call(stream: BinaryIO, progress: Progress) -> int:
            return console.care.visits.print(caller, stream, ids, progress)

        self.make("走访单", call)

    def _ask(self, ids: Households) -> None:
        count = "全部住户" if ids is None else f"{len(ids):,} 户"
        sentence = f"要打印{count}的走访单，一户一张，姓名、住址、电话都是全文，打印会留痕。"
        answers = [("取消", Kind.PLAIN), (f"打印{count}", Kind.PRIMARY)]
        self.dialog = Choosing(self._context.look, "打印走访单", sentence, answers, self._parent)
        self.dialog.chosen.connect(lambda number: self.print_households(ids) if number else None)
        self.dialog.open()


def households(
    console: "Console", caller: Caller, chosen: Chosen, filter: CareFilter, hits: Sequence[Snapshot] | None
) -> Households:
    """Return the households of the chosen people; None for everybody in the ledger."""
    if chosen.everything or not chosen.exceptions:
        if hits is not None:
            return _of(one for one in hits if one.id not in chosen.exceptions)
        if not chosen.exceptions and filter == CareFilter():
            return None
        return _of(one for one in _walk(console, caller, filter) if one.id not in chosen.exceptions)
    return {console.care.household_of(caller, id) for id in chosen.exceptions}


def _walk(console: "Console", caller: Caller, filter: CareFilter) -> Iterator[Snapshot]:
    anchors = console.care.list.anchors(caller, filter)
    for offset in range(0, anchors.total, STEP):
        yield from console.care.list.page(caller, filter, offset, STEP, anchors)


def _of(people: Iterator[Snapshot]) -> set[UUID]:
    return {one.parent.id for one in people if one.parent is not None}
