"""Prints visit sheets for the households that were chosen, and opens the PDF in the system's viewer."""

import atexit
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from gridconsole.care.listing import CareFilter
from gridconsole.core.caller import Caller
from gridconsole.core.clock import local
from gridconsole.core.ledger.snapshot import Snapshot
from gridconsole.core.progress import Progress
from ui.care.work_dialog import WorkDialog
from ui.look.parts.buttons import Kind
from ui.look.tokens import Tone
from ui.shell.feature import PanelContext
from ui.widgets.ledger_form.asking import Choosing
from ui.widgets.ledger_table.chosen import Chosen

if TYPE_CHECKING:
    from gridconsole.console import Console

Households = set[UUID] | None
"""Ids of households; None stands for all of them."""
STEP = 500


def open_in_viewer(file: Path) -> bool:
    """Open a file with the program that the system has for it; False when there is none."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))


class Printing(QObject):
    """Sheets lie in a folder of this window only and go with it: they hold names and addresses in full."""

    def __init__(
        self, context: PanelContext, parent: QWidget, open_file: Callable[[Path], bool] = open_in_viewer
    ) -> None:
        super().__init__(parent)
        self._context, self._parent = context, parent
        self._folder: Path | None = None
        self.open_file = open_file
        self.dialog: Any = None
        self.last: Path | None = None

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
        target = self._free_name()

        def call(progress: Progress) -> int:
            with target.open("wb") as stream:
                return console.care.visits.print(caller, stream, ids, progress)

        sentence = "正在排版，排好后用看 PDF 的程序打开。"
        self.dialog = WorkDialog(self._context, "打印走访单", sentence, self._parent)
        self.dialog.run(call, lambda pages: self._open(target, pages))

    def _ask(self, ids: Households) -> None:
        count = "全部住户" if ids is None else f"{len(ids):,} 户"
        sentence = f"要打印{count}的走访单，一户一张，姓名、住址、电话都是全文，打印会留痕。"
        answers = [("取消", Kind.PLAIN), (f"打印{count}", Kind.PRIMARY)]
        self.dialog = Choosing(self._context.look, "打印走访单", sentence, answers, self._parent)
        self.dialog.chosen.connect(lambda number: self.print_households(ids) if number else None)
        self.dialog.open()

    def _open(self, file: Path, pages: int) -> None:
        self.last = file
        self._context.messages.solved("work")
        if self.open_file(file):
            self._context.messages.toast(f"走访单 {pages:,} 张，已交给看 PDF 的程序")
        else:
            sentence = f"走访单 {pages:,} 张已排好，但没有能打开 PDF 的程序。"
            self._context.messages.strip("viewer", Tone.AMBER, sentence, f"文件在 {file}")

    def _free_name(self) -> Path:
        stamp = local(self._context.console.clock.now()).strftime("%Y%m%d-%H%M%S")
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="gridconsole-"))
            atexit.register(shutil.rmtree, self._folder, ignore_errors=True)
        folder = self._folder
        names: Iterator[Path] = (folder / f"走访单-{stamp}-{number}.pdf" for number in range(1, 1_000_000))
        return next(name for name in names if not name.exists())


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
