"""Paints a row: ground, hairline, and in each cell two lines or a pill."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from gridconsole.core.ledger.snapshot import Snapshot
from ui.look.look import Look
from ui.look.parts.pill import paint_pill
from ui.look.scale import Part
from ui.widgets.ledger_table.column import Cell
from ui.widgets.ledger_table.model import CELL, SNAPSHOT, LedgerModel

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
SIDE = 12
"""Px at 100 % left of a cell's words, as in the head."""


class RowDelegate(QStyledItemDelegate):
    """Takes its colours from the tokens.

    `current`, `last_column`, `focused` and `chosen` tell how a row stands.
    """

    def __init__(self, look: Look, model: LedgerModel) -> None:
        super().__init__()
        self._look = look
        self._model = model
        self.current = -1
        self.last_column = -1
        self.focused = False
        self.chosen: Callable[[Snapshot], bool] = lambda _one: False

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Every row is as high as two lines."""
        return QSize(self._look.px(100), self._look.of(Part.ROW_OF_TWO))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one cell."""
        rect: QRect = option.rect
        one = index.data(SNAPSHOT)
        self._paint_ground(painter, rect, index.row(), index.column(), one)
        column = self._model.columns[index.column()]
        room = rect.adjusted(self._look.px(SIDE), 0, -self._look.px(4), 0)
        if column.paint is not None and one is not None:
            column.paint(painter, self._look, room, one)
            return
        cell = index.data(CELL)
        if cell.icon:
            paint_pill(painter, self._look, room, cell.first, cell.icon, cell.tone, cell.filled)
        else:
            self._paint_lines(painter, room, cell)

    def _paint_ground(
        self, painter: QPainter, rect: QRect, row: int, column: int, one: Snapshot | None
    ) -> None:
        tokens = self._look.tokens
        is_current = row == self.current
        if is_current or (one is not None and self.chosen(one)):
            painter.fillRect(rect, QColor(tokens.selection))
            if column == 0:
                bar = QRect(rect.left(), rect.top(), self._look.px(3), rect.height())
                painter.fillRect(bar, QColor(tokens.accent))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(tokens.hairline))
        if is_current and self.focused:
            for y in (rect.top(), rect.bottom() - 1):
                painter.fillRect(QRect(rect.left(), y, rect.width(), 2), QColor(tokens.accent))
            if self.last_column == column:
                painter.fillRect(QRect(rect.right() - 1, rect.top(), 2, rect.height()), QColor(tokens.accent))

    def _paint_lines(self, painter: QPainter, room: QRect, cell: Cell) -> None:
        tokens = self._look.tokens
        if not cell.second:
            self._paint_words(painter, room, cell.first, 14, cell.strong, tokens.text)
            return
        high = self._look.px(14 * 1.5)
        low = self._look.px(13 * 1.5)
        top = room.top() + (room.height() - high - low) // 2
        upper = QRect(room.left(), top, room.width(), high)
        lower = QRect(room.left(), top + high, room.width(), low)
        self._paint_words(painter, upper, cell.first, 14, cell.strong, tokens.text)
        self._paint_words(painter, lower, cell.second, 13, False, tokens.second)

    def _paint_words(self, painter: QPainter, room: QRect, text: str, px: int, bold: bool, ink: str) -> None:
        face = self._look.font(px, bold)
        painter.setFont(face)
        painter.setPen(QColor(ink))
        shown = QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, LEFT, shown)
