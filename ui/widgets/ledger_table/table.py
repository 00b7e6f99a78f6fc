"""A ledger's table: search, filter chips, rows, and a line below that counts them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.look.look import Look
from ui.look.parts.buttons import Chip
from ui.look.parts.empty import EmptyState
from ui.look.parts.inputs import SearchBox
from ui.look.parts.text import Elided, Role
from ui.shell.worker import Latest, Worker
from ui.widgets.ledger_table.chosen import NOTHING, Chosen
from ui.widgets.ledger_table.column import Column
from ui.widgets.ledger_table.loader import HITS, Loader
from ui.widgets.ledger_table.model import LedgerModel
from ui.widgets.ledger_table.source import Source
from ui.widgets.ledger_table.view import RowView

F = TypeVar("F")


@dataclass(frozen=True)
class Narrowing(Generic[F]):
    """A filter chip; a `counted` one shows how many rows it leaves."""

    title: str
    filter: F
    icon: str = ""
    counted: bool = True


@dataclass(frozen=True)
class Wording:
    """What a ledger's table says."""

    name: str
    search: str
    one: str
    """The counted noun, as 人."""
    order: str
    keys: str


class LedgerTable(QWidget, Generic[F]):
    """`opened` carries the record of a row; `empty` is shown as long as the ledger holds nothing.

    `emptied` tells whether it does.
    """

    opened = Signal(object)
    emptied = Signal(bool)

    def __init__(
        self, look: Look, worker: Worker, source: Source[F], columns: Sequence[Column],
        narrowings: Sequence[Narrowing[F]], wording: Wording, empty: QWidget,
    ) -> None:  # fmt: skip
        super().__init__()
        self._look, self._source, self._wording = look, source, wording
        self._narrowings = list(narrowings)
        self._counts = Latest[list[int]](worker, self)
        self._keep: UUID | None = None
        self._open_soon = False
        self._beside: list[QWidget] = []
        self.model = LedgerModel(columns)
        self.loader = Loader[F](self.model, source, worker)
        self.view = RowView(look, self.model, wording.name, self.loader.range)
        self.search = SearchBox(look, wording.search, f"搜索{wording.name}")
        self.chips = [Chip(look, n.title, n.icon) for n in narrowings]
        self.empty = empty
        self.nothing = EmptyState(
            look, "search", "没有找到符合的记录", "换几个字再找，或者看全部。", link="看全部"
        )
        self._total, self._keys = Elided("", Role.SECOND), Elided(wording.keys, Role.SECOND)
        self._build()
        self._connect()
        look.changed.connect(self._dress)
        self._dress()

    @property
    def filter(self) -> F:
        """The filter of the chip that is chosen."""
        at = next((at for at, chip in enumerate(self.chips) if chip.isChecked()), 0)
        return self._narrowings[at].filter

    @property
    def chosen(self) -> Chosen:
        """What is chosen, as a filter and its exceptions."""
        return self.view.chosen

    def start(self) -> None:
        """Read the ledger from its top, for whoever acts now."""
        with QSignalBlocker(self.search):
            self.search.clear()
        self.view.choose(NOTHING)
        self.loader.show(self.filter)
        self._count_chips()

    def refresh(self) -> None:
        """Read again after somebody wrote; cursor and place stay."""
        current = self.view.current()
        self._keep = current.id if current else None
        self.loader.refresh(self.view.rows_in_view())
        self._count_chips()

    def add_to_chips(self, widget: QWidget) -> None:
        """Put a widget at the right end of the chips."""
        self._chip_row.addWidget(widget)
        self._beside.append(widget)

    def show_column(self, title: str, shown: bool) -> None:
        """Show or hide a column, as far as the room goes."""
        self.model.columns = [replace(c, shown=shown) if c.title == title else c for c in self.model.columns]
        self.view.fit()

    def status(self) -> str:
        """What the line below says."""
        return self._total.full_text()

    def focus_search(self) -> None:
        """Go to the search box and select what is there."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _build(self) -> None:
        self._page, self._chip_row, self._foot = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout()
        self._stack = QStackedWidget()
        for widget in (self.view, self.nothing, self.empty):
            self._stack.addWidget(widget)
        self._group = QButtonGroup(self)
        for chip in self.chips:
            self._group.addButton(chip)
            self._chip_row.addWidget(chip)
        self.chips[0].setChecked(True)
        self._chip_row.addStretch(1)
        self._foot.addWidget(self._total, 1)
        self._foot.addWidget(self._keys)
        self._top = QVBoxLayout()
        self._top.addWidget(self.search)
        self._top.addLayout(self._chip_row)
        self._page.addLayout(self._top)
        self._page.addWidget(self._stack, 1)
        self._page.addLayout(self._foot)

    def _connect(self) -> None:
        self.setFocusProxy(self.view)
        self.view.opened.connect(self.opened)
        self.view.chosen_changed.connect(self._tell)
        self.search.asked.connect(self._asked)
        self.search.returnPressed.connect(self._open_hit)
        self._group.buttonClicked.connect(self._narrowed)
        self.nothing.link_pressed.connect(self.show_all)
        self.loader.shown.connect(self._shown)
        self.loader.counted.connect(self._counted)
        self.loader.renewed.connect(self._renewed)
        for key, act in ((Qt.Key.Key_Down, self._to_rows), (Qt.Key.Key_Escape, self.search.clear)):
            shortcut = QShortcut(QKeySequence(key), self.search)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)

    def show_all(self) -> None:
        """Let go of search and filter."""
        self.chips[0].setChecked(True)
        self.start()
        self.view.setFocus()

    def _asked(self, text: str) -> None:
        self.view.choose(NOTHING)
        self._open_soon = False
        if text:
            self.loader.search(text)
        else:
            self.loader.show(self.filter)

    def _narrowed(self) -> None:
        with QSignalBlocker(self.search):
            self.search.clear()
        self.view.choose(NOTHING)
        self.loader.show(self.filter)

    def _shown(self) -> None:
        kept = self.model.row_of(self._keep) if self._keep else None
        self._keep = None
        self.view.mark(kept or 0)
        if kept is None:
            self.view.scrollToTop()
        self.view.ask()
        self._tell()
        if self._open_soon:
            self._open_hit()

    def _counted(self) -> None:
        self.view.ask()
        self._tell()

    def _renewed(self) -> None:
        if self._keep and (row := self.model.row_of(self._keep)) is not None:
            self.view.mark(row)
        self._keep = None
        self.view.viewport().update()
        self.view.ask()
        self._tell()

    def _tell(self) -> None:
        total, one = self.model.rowCount(), self._wording.one
        narrowed = bool(self.loader.searched) or not self.chips[0].isChecked()
        page = self.view if total else self.nothing if narrowed else self.empty
        self._stack.setCurrentWidget(page)
        for widget in (self.search, *self.chips, *self._beside):
            widget.setVisible(page is not self.empty)
        self.emptied.emit(page is self.empty)
        self._keys.setVisible(bool(total))
        self._total.setText(self._line(total, one) if page is not self.empty else "")

    def _line(self, total: int, one: str) -> str:
        if chosen := self.view.chosen.count(total):
            return f"已选 {chosen:,} {one}，共 {total:,} {one}"
        if not self.loader.searched:
            return f"共 {total:,} {one}，{self._wording.order}"
        return f"找到 {total:,} {one}" if total < HITS else f"先列出 {HITS} {one}，再输几个字会更准"

    def _open_hit(self) -> None:
        """Open the first hit, of what is typed now and not of what was typed before."""
        self._open_soon = bool(self.loader.searched) and not self.loader.is_complete
        if not self._open_soon and (one := self.view.current()):
            self.opened.emit(one)

    def _to_rows(self) -> None:
        self.view.setFocus(Qt.FocusReason.TabFocusReason)

    def _count_chips(self) -> None:
        filters = [n.filter for n in self._narrowings if n.counted]
        self._counts.run(lambda: [self._source.count(f) for f in filters], self._put_counts)

    def _put_counts(self, counts: list[int]) -> None:
        counted = [chip for chip, n in zip(self.chips, self._narrowings, strict=True) if n.counted]
        for chip, count in zip(counted, counts, strict=True):
            chip.set_count(count)

    def _dress(self) -> None:
        px = self._look.px
        self._page.setContentsMargins(0, 0, 0, 0)
        self._page.setSpacing(0)
        self._top.setContentsMargins(px(16), px(4), px(16), px(12))
        self._top.setSpacing(px(8))
        self._chip_row.setSpacing(px(8))
        self._foot.setContentsMargins(px(16), px(8), px(16), px(4))
        self._foot.setSpacing(px(16))
