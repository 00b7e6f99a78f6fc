"""The rows on the screen: keys, mouse, columns that fit, and what is chosen."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QItemSelectionModel, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from gridconsole.core.ledger.snapshot import Snapshot
from ui.look.look import Look
from ui.look.scale import Part
from ui.widgets.ledger_table.chosen import EVERYTHING, NOTHING, Chosen
from ui.widgets.ledger_table.column import Column
from ui.widgets.ledger_table.delegate import RowDelegate
from ui.widgets.ledger_table.head import Head
from ui.widgets.ledger_table.model import Index, LedgerModel
from ui.widgets.ledger_table.widths import LEAST, widths

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MOVES = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
Range = Callable[[int, int, Callable[[Sequence[Snapshot]], None]], None]


class RowView(QTableView):
    """`opened` carries a row's record; `moved` and `chosen_changed` tell that it is time to look again.

    `rows_of(first, last, then)` gives rows that may not be in memory. `copy_asked`, `next_asked` and
    `menu_asked` after Ctrl+C, F4 and the menu key; `widened` carries px at 100 % by the column's title.
    """

    opened = Signal(object)
    moved = Signal()
    chosen_changed = Signal()
    copy_asked = Signal()
    next_asked = Signal()
    menu_asked = Signal()
    widened = Signal(dict)

    def __init__(self, look: Look, model: LedgerModel, name: str, rows_of: Range) -> None:
        super().__init__()
        self._look = look
        self._model = model
        self._rows_of = rows_of
        self._anchor = 0
        self._is_fitting = False
        self._pulled: dict[str, int] = {}
        self.chosen = NOTHING
        self.delegate = RowDelegate(look, model)
        self.delegate.chosen = lambda one: self.chosen.holds(one.id)
        self._soon = QTimer(self, singleShot=True, interval=15)
        self._soon.timeout.connect(self.ask)
        self.head = Head(look)
        self.setHorizontalHeader(self.head)
        self.setModel(model)
        self.setItemDelegate(self.delegate)
        self.setAccessibleName(name)
        self._set_manners()
        self.verticalScrollBar().valueChanged.connect(lambda _at: self._soon.start())
        model.dataChanged.connect(self.viewport().update)
        self.head.pulled.connect(self._pull)
        self.head.let_go.connect(self._let_go)
        self.head.sectionHandleDoubleClicked.connect(self._narrow_again)
        look.changed.connect(self._dress)
        self._dress()

    def current(self) -> Snapshot | None:
        """The record of the row that the cursor is on."""
        return self._model.snapshot(self.currentIndex().row())

    def go(self, row: int) -> None:
        """Put the cursor on a row and bring it into view."""
        if 0 <= row < self._model.rowCount():
            self.setCurrentIndex(self._model.index(row, self._first_shown()))

    def mark(self, row: int) -> None:
        """Put the cursor on a row without scrolling."""
        index = self._model.index(row, self._first_shown())
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    def rows_in_view(self) -> tuple[int, int]:
        """The first and the last row that can be seen."""
        height = self.verticalHeader().defaultSectionSize()
        top = self.verticalScrollBar().value() // height
        return top, min(top + self.viewport().height() // height + 1, self._model.rowCount() - 1)

    def ask(self) -> None:
        """Ask for the rows in view and a few around them."""
        first, last = self.rows_in_view()
        around = last - first + 1
        self._model.need(first - around, last + around)

    def choose(self, chosen: Chosen) -> None:
        """Change what is chosen."""
        if chosen != self.chosen:
            self.chosen = chosen
            self.viewport().update()
            self.chosen_changed.emit()

    def shown_columns(self) -> list[Column]:
        """The columns that have room."""
        return [c for at, c in enumerate(self._model.columns) if not self.isColumnHidden(at)]

    def minimumSizeHint(self) -> QSize:
        """The head and one row."""
        high = self._look.of(Part.TABLE_HEAD) + self._look.of(Part.ROW_OF_TWO)
        return QSize(super().minimumSizeHint().width(), high)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Paint both rows."""
        super().currentChanged(current, previous)
        self.delegate.current = current.row()
        self.viewport().update()
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Space and Ctrl+A choose, Shift with a move chooses a range, Esc lets go."""
        key, shift = event.key(), bool(event.modifiers() & SHIFT)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_current()
        elif key == Qt.Key.Key_A and event.modifiers() & CONTROL:
            self.choose(EVERYTHING)
        elif key == Qt.Key.Key_Space and (one := self.current()):
            self.choose(self.chosen.toggled(one.id))
        elif key == Qt.Key.Key_Escape and self.chosen != NOTHING:
            self.choose(NOTHING)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._move_to(0 if key == Qt.Key.Key_Home else self._model.rowCount() - 1, shift)
        elif key in MOVES:
            super().keyPressEvent(event)
            self._moved_to(self.currentIndex().row(), shift)
        elif not self._asks(event, shift):
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Click opens, Ctrl+click chooses one, Shift+click a range."""
        row = self.rowAt(event.position().toPoint().y())
        if row < 0 or event.button() is not Qt.MouseButton.LeftButton:
            return
        before = self.current()
        self.go(row)
        if event.modifiers() & SHIFT:
            self._choose_to(row)
        elif event.modifiers() & CONTROL:
            self._choose_one(before)
        else:
            self._anchor = row
            self.choose(NOTHING)
            self._open_current()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Dragging over rows does nothing."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The first click has opened it."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that keys arrive here."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.mark(0)
        self.delegate.focused = True
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that keys go elsewhere."""
        super().focusOutEvent(event)
        self.delegate.focused = False
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns, ask for what has come into view."""
        super().resizeEvent(event)
        self.fit()
        self._soon.start()

    def _set_manners(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _asks(self, event: QKeyEvent, shift: bool) -> bool:
        """Pass on what is asked for with a key; False for any other key."""
        key = event.key()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif key == Qt.Key.Key_F4 and not event.modifiers():
            self.next_asked.emit()
        elif key == Qt.Key.Key_Menu or (key == Qt.Key.Key_F10 and shift):
            self.menu_asked.emit()
        else:
            return False
        return True

    def _open_current(self) -> None:
        if one := self.current():
            self.opened.emit(one)

    def _move_to(self, row: int, shift: bool) -> None:
        self.go(row)
        self._moved_to(row, shift)

    def _moved_to(self, row: int, shift: bool) -> None:
        if shift:
            self._choose_to(row)
        else:
            self._anchor = row

    def _choose_one(self, before: Snapshot | None) -> None:
        """Choose a row besides the ones chosen; the row that was open before counts as chosen."""
        chosen = self.chosen.with_all([before.id]) if before and self.chosen == NOTHING else self.chosen
        if one := self.current():
            self.choose(chosen if before and before.id == one.id else chosen.toggled(one.id))

    def _choose_to(self, row: int) -> None:
        first, last = sorted((self._anchor, row))

        def take(rows: Sequence[Snapshot]) -> None:
            found: list[UUID] = [one.id for one in rows]
            self.choose(Chosen().with_all(found))

        self._rows_of(first, last, take)

    def _first_shown(self) -> int:
        return next((at for at in range(len(self._model.columns)) if not self.isColumnHidden(at)), 0)

    def fit(self) -> None:
        """Hide what has no room, the least needed first, and share out what is left over."""
        columns, room = self._model.columns, self.viewport().width()
        found = widths(columns, room, self._look.px)
        last = max(at for at, width in enumerate(found) if width)
        found = widths(columns, room, self._look.px, self.head.least_end(columns[last].title))
        self.delegate.last_column = max(at for at, width in enumerate(found) if width)
        self._is_fitting = True
        for at, width in enumerate(found):
            self.setColumnHidden(at, not width)
            if width:
                self.setColumnWidth(at, width)
        self._is_fitting = False

    def _pull(self, at: int, old: int, new: int) -> None:
        """Let the column on the other side of the border give or take."""
        if self._is_fitting:
            return
        shown = [n for n in range(at + 1, len(self._model.columns)) if not self.isColumnHidden(n)]
        if shown:
            both, least = old + self.columnWidth(shown[0]), self._look.px(LEAST)
            mine = max(least, min(new, both - least))
            self._give({at: mine, shown[0]: both - mine})
        self.fit()

    def _give(self, found: dict[int, int]) -> None:
        """Note widths in px by the columns' places."""
        for at, width in found.items():
            wanted = max(LEAST, round(width / self._look.px(100) * 100))
            self._model.columns[at] = replace(self._model.columns[at], wanted=wanted)
            self._pulled[self._model.columns[at].title] = wanted

    def _let_go(self) -> None:
        if self._pulled:
            self.widened.emit(self._pulled)
            self._pulled = {}

    def _narrow_again(self, at: int) -> None:
        """Take a width back after a double click on the border."""
        self._model.columns[at] = replace(self._model.columns[at], wanted=0)
        self.fit()
        self.widened.emit({self._model.columns[at].title: 0})

    def _dress(self) -> None:
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(self._look.of(Part.ROW_OF_TWO))
        self.head.dress(self._look.of(Part.TABLE_HEAD))
        self.verticalScrollBar().setSingleStep(self._look.of(Part.ROW_OF_TWO))
        self.fit()
        self.viewport().update()
