"""A ledger's table: search, filter chips, rows, and a line below that counts them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gridconsole.core.caller import Role as StaffRole
from gridconsole.core.ledger.snapshot import Snapshot
from ui.look.parts.buttons import Chip
from ui.look.parts.empty import EmptyState
from ui.look.parts.inputs import SearchBox
from ui.look.parts.text import Elided, Role
from ui.look.scale import TextSize
from ui.shell.feature import PanelContext
from ui.shell.worker import Latest
from ui.widgets.ledger_table.arranging import Arranging
from ui.widgets.ledger_table.chosen import EVERYTHING, NOTHING, Chosen
from ui.widgets.ledger_table.column import Column
from ui.widgets.ledger_table.copying import Copying, chosen_rows
from ui.widgets.ledger_table.kept import Kept
from ui.widgets.ledger_table.loader import HITS, Loader
from ui.widgets.ledger_table.model import LedgerModel
from ui.widgets.ledger_table.source import Source
from ui.widgets.ledger_table.view import RowView
from ui.widgets.stack import Stack

F = TypeVar("F")
SEARCH = 160
"""Px at 100 % that a search needs beside the chips."""


@dataclass(frozen=True)
class Narrowing(Generic[F]):
    """A filter chip; a `counted` one shows how many rows it leaves, the `whole` one all there are."""

    title: str
    filter: F
    icon: str = ""
    counted: bool = True
    whole: bool = False


@dataclass(frozen=True)
class Wording:
    """What a ledger's table says."""

    name: str
    search: str
    one: str
    """The counted noun, as 人."""
    order: str
    keys: str


@dataclass(frozen=True)
class NextStep:
    """What is done with the cursor's row after one key."""

    title: str
    run: Callable[[Snapshot], None]
    for_volunteers: bool = False


class LedgerTable(QWidget, Generic[F]):
    """`opened` carries the record of a row; `empty` is shown as long as the ledger holds nothing.

    `emptied` tells whether it does. F4 takes `next_step` with the cursor's row.
    """

    opened = Signal(object)
    emptied = Signal(bool)

    def __init__(
        self, context: PanelContext, source: Source[F], columns: Sequence[Column],
        narrowings: Sequence[Narrowing[F]], wording: Wording, empty: QWidget,
        next_step: NextStep | None = None,
    ) -> None:  # fmt: skip
        super().__init__()
        look, self._context = context.look, context
        self._look, self._source, self._wording, self._next = look, source, wording, next_step
        self._narrowings = list(narrowings)
        self._counts = Latest[list[int]](context.worker, self)
        self._choosing = Latest[frozenset[UUID]](context.worker, self)
        self._keep: UUID | None = None
        self._open_soon = False
        self._beside: list[QWidget] = []
        self.model = LedgerModel(columns)
        self.loader = Loader[F](self.model, source, context.worker)
        self.view = RowView(look, self.model, wording.name, self.loader.range)
        self.arranging = Arranging(look, self.view, self.model, wording.name, context.caller)
        self.copying = Copying[F](context, source, wording.one, self)
        self.search = SearchBox(look, wording.search, f"搜索{wording.name}")
        self.chips = [Chip(look, n.title, n.icon) for n in narrowings]
        self.empty = empty
        self.nothing = EmptyState(
            look, "search", "没有找到符合的记录", "换几个字再找，或者看全部。", link="看全部"
        )
        self._total, self._keys = Elided("", Role.SECOND), Elided("", Role.SECOND)
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
    def has_records(self) -> bool:
        """Whether the ledger holds anything, as far as is known."""
        return self._stack.currentWidget() is not self.empty

    @property
    def chosen(self) -> Chosen:
        """What is chosen, as a filter and its exceptions."""
        return self.view.chosen

    def keep_in(self, kept: Kept) -> None:
        """Keep columns and widths where they outlive the window."""
        self.arranging.keep_in(kept)

    def start(self) -> None:
        """Read the ledger from its top, for whoever acts now."""
        self.arranging.restore()
        self._keys.setText(self._key_words())
        self.search.forget()
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
        self.arranging.show(title, shown)

    def copy(self) -> None:
        """Copy the chosen rows, or the cursor's, for a spreadsheet; what is not here is read first."""
        columns, chosen = self.view.shown_columns(), self.chosen
        if chosen == NOTHING:
            current = self.view.current()
            self.copying.copy(columns, [current] if current is not None else [])
        elif self.loader.searched:
            self.copying.copy(columns, [one for one in self.hits if chosen.holds(one.id)])
        else:
            self.copying.copy_chosen(columns, self.filter, chosen)

    def with_chosen(self, then: Callable[[frozenset[UUID]], None], or_all: bool = False) -> None:
        """Give the ids of the chosen rows to `then`, read first where they are not in memory.

        With none chosen they are none, or, with `or_all`, all that the filter or the search leaves.
        """
        chosen, filter, source = self.chosen, self.filter, self._source
        chosen = EVERYTHING if or_all and not chosen else chosen
        if not chosen.everything:
            then(chosen.exceptions)
        elif self.loader.searched:
            then(frozenset(one.id for one in self.hits if chosen.holds(one.id)))
        else:
            self._choosing.run(lambda: frozenset(one.id for one in chosen_rows(source, filter, chosen)), then)

    def go_on(self) -> None:
        """Take the next step with the cursor's row."""
        if (one := self.view.current()) is not None and self._next is not None and self._may_go_on():
            self._next.run(one)

    def status(self) -> str:
        """What the line below says."""
        return self._total.full_text()

    def focus_search(self) -> None:
        """Go to the search box and select what is there."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def minimumSizeHint(self) -> QSize:
        """No wider for search and chips in one line: they part before the room gets short."""
        hint = super().minimumSizeHint()
        beside = self.search.minimumSizeHint().width() if self._is_one_line else 0
        return QSize(hint.width() - beside, hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place search and chips again."""
        super().resizeEvent(event)
        self._place_search()

    @property
    def _is_one_line(self) -> bool:
        return self._top.direction() is QBoxLayout.Direction.LeftToRight

    def _place_search(self) -> None:
        """At 200 % put the search beside the chips, where the width is enough: height is scarce there."""
        px, is_huge = self._look.px, self._look.scale.size is TextSize.HUGE
        wide = self._chip_row.sizeHint().width() + px(SEARCH + 3 * 16)
        beside = is_huge and wide <= self.width()
        ways = QBoxLayout.Direction
        self._top.setDirection(ways.LeftToRight if beside else ways.TopToBottom)

    def _build(self) -> None:
        self._page, self._chip_row, self._foot = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout()
        self._stack = Stack()
        for widget in (self.view, self.nothing, self.empty):
            self._stack.addWidget(widget)
        self._group = QButtonGroup(self)
        for chip in self.chips:
            self._group.addButton(chip)
            self._chip_row.addWidget(chip)
        self.chips[0].setChecked(True)
        self._chip_row.addStretch(1)
        # How many comes first: the keys take what room is left.
        self._keys.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._keys.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._foot.addWidget(self._total)
        self._foot.addWidget(self._keys, 1)
        self._top = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._top.addWidget(self.search, 1)
        self._top.addLayout(self._chip_row)
        self._page.addLayout(self._top)
        self._page.addWidget(self._stack, 1)
        self._page.addLayout(self._foot)

    def _connect(self) -> None:
        self.setFocusProxy(self.view)
        self.view.opened.connect(self.opened)
        self.view.chosen_changed.connect(self._tell)
        self.view.copy_asked.connect(self.copy)
        self.view.next_asked.connect(self.go_on)
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
        whole = next((at for at, narrowing in enumerate(self._narrowings) if narrowing.whole), 0)
        self.chips[whole].setChecked(True)
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
        self.search.forget()
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
        is_empty = self.loader.is_empty and not self.loader.searched
        page = self.view if total else self.empty if is_empty else self.nothing
        self._stack.setCurrentWidget(page)
        for widget in (self.search, *self.chips, *self._beside):
            widget.setVisible(page is not self.empty)
        self._place_search()
        self.emptied.emit(page is self.empty)
        self._total.setText(self._line(total, one) if page is not self.empty else "")
        self._place_foot()

    def _place_foot(self) -> None:
        """At 200 % leave the line below out, unless something is chosen or searched: rows need the height."""
        is_huge, total = self._look.scale.size is TextSize.HUGE, self.model.rowCount()
        told = bool(self.view.chosen.count(total)) or bool(self.loader.searched)
        self._keys.setVisible(bool(total) and not is_huge)
        self._total.setVisible(told or not is_huge)

    def _line(self, total: int, one: str) -> str:
        if chosen := self.view.chosen.count(total):
            return f"已选 {chosen:,} {one}，共 {total:,} {one}"
        if not self.loader.searched:
            return f"共 {total:,} {one}，{self._wording.order}"
        return f"找到 {total:,} {one}" if total < HITS else f"先列出 {HITS} {one}，再输几个字会更准"

    @property
    def hits(self) -> list[Snapshot]:
        """What a search found, all of it in memory."""
        rows = (self.model.snapshot(row) for row in range(self.model.rowCount()))
        return [one for one in rows if one is not None]

    def _may_go_on(self) -> bool:
        is_volunteer = self._context.caller().role is StaffRole.VOLUNTEER
        return self._next is not None and (self._next.for_volunteers or not is_volunteer)

    def _key_words(self) -> str:
        """What the keys do, the next step first; a volunteer copies nothing."""
        step = f"F4 {self._next.title}" if self._next is not None and self._may_go_on() else ""
        copy = "" if self._context.caller().role is StaffRole.VOLUNTEER else "Ctrl+C 复制"
        return "　".join(filter(None, (step, self._wording.keys, copy)))

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
        self._place_search()

    def _dress(self) -> None:
        px, low = self._look.px, 4 if self._look.scale.size is TextSize.HUGE else 8
        self._page.setContentsMargins(0, 0, 0, 0)
        self._page.setSpacing(0)
        self._top.setContentsMargins(px(16), px(4), px(16), px(low + low // 2))
        self._top.setSpacing(px(8))
        self._chip_row.setSpacing(px(8))
        self._foot.setContentsMargins(px(16), px(low), px(16), px(low // 2))
        self._foot.setSpacing(px(16))
        self._place_foot()
        self._place_search()
