"""Paints the palette's rows: 44 px for an entry, the match in bold accent, state and keys at the right."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.look.look import Look
from ui.look.parts.pill import paint_pill, pill_size
from ui.shell.palette.entry import Entry, Group
from ui.shell.palette.key_cap import paint_cap
from ui.shell.palette.matching import Span
from ui.shell.palette.rows import Rows, count_of

ENTRY, GROUP = 44, 34
TAKE = "Enter"
V_CENTER = Qt.AlignmentFlag.AlignVCenter
LEFT, RIGHT = V_CENTER | Qt.AlignmentFlag.AlignLeft, V_CENTER | Qt.AlignmentFlag.AlignRight


class RowPainter(QStyledItemDelegate):
    """Measures and paints by itself: tokens, not the palette's colours."""

    def __init__(self, look: Look, rows: Rows, parent: QObject) -> None:
        super().__init__(parent)
        self._look, self._rows = look, rows

    def height(self, row: Entry | Group) -> int:
        """Px that a row takes."""
        return self._look.px(ENTRY if isinstance(row, Entry) else GROUP)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as its sort."""
        return QSize(0, self.height(self._rows.rows[index.row()]))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a group's word or an entry."""
        row, room = self._rows.rows[index.row()], QRect(option.rect)
        painter.save()
        if isinstance(row, Entry):
            current = bool(option.state & QStyle.StateFlag.State_Selected)
            self._entry(painter, room, row, current)
        else:
            self._group(painter, room, row, index.row() > 0)
        painter.restore()

    def _group(self, painter: QPainter, room: QRect, group: Group, lined: bool) -> None:
        t, edge = self._look.tokens, self._look.px(20)
        if lined:
            painter.setPen(QColor(t.hairline))
            painter.drawLine(room.topLeft(), room.topRight())
        painter.setPen(QColor(t.second))
        painter.setFont(self._look.font(13))
        inner = room.adjusted(edge, 0, -edge, 0)
        painter.drawText(inner, LEFT, group.title)
        painter.drawText(inner, RIGHT, count_of(group))

    def _entry(self, painter: QPainter, room: QRect, entry: Entry, current: bool) -> None:
        t, px = self._look.tokens, self._look.px
        if current:
            painter.fillRect(room, QColor(t.selection))
            painter.fillRect(QRect(room.left(), room.top(), px(3), room.height()), QColor(t.accent))
        inner = room.adjusted(px(20), 0, -px(20), 0)
        top = room.top() + (room.height() - px(16)) // 2
        painter.drawPixmap(inner.left(), top, self._look.pixmap(entry.icon, t.second))
        inner.setLeft(inner.left() + px(16) + px(12))
        inner.setRight(self._right(painter, inner, entry, current) - px(12))
        self._words(painter, inner, entry)

    def _right(self, painter: QPainter, room: QRect, entry: Entry, current: bool) -> int:
        """Paint state and keys at the right; return where they begin."""
        right, keys = room.right() + 1, entry.keys or (TAKE if current else "")
        if keys:
            right = paint_cap(painter, self._look, room, keys, current).left() - self._look.px(8)
        if entry.state is not None:
            size = pill_size(self._look, entry.state.words)
            box = QRect(right - size.width(), room.top(), size.width(), room.height())
            state = entry.state
            paint_pill(painter, self._look, box, state.words, state.icon, state.tone, state.urgent)
            right = box.left()
        return right

    def _words(self, painter: QPainter, room: QRect, entry: Entry) -> None:
        plain, bold = self._look.font(14), self._look.font(14, bold=True)
        for text, matches in parts_of(entry.title, entry.spans):
            colour = self._look.tokens.accent if matches else self._look.tokens.text
            room.setLeft(self._write(painter, room, text, bold if matches else plain, colour))
        room.setLeft(room.left() + self._look.px(10))
        self._write(painter, room, entry.note, self._look.font(13), self._look.tokens.second)

    def _write(self, painter: QPainter, room: QRect, text: str, face: QFont, colour: str) -> int:
        """Write a text as far as the room goes; return where it ends."""
        if room.width() <= 0 or not text:
            return room.left()
        metrics = QFontMetrics(face)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.setFont(face)
        painter.setPen(QColor(colour))
        painter.drawText(room, LEFT, shown)
        return room.left() + metrics.horizontalAdvance(shown)


def parts_of(text: str, spans: tuple[Span, ...]) -> list[tuple[str, bool]]:
    """Return the parts of a text with whether they match."""
    parts, at = [], 0
    for start, end in spans:
        start = max(start, at)
        if end > start:
            parts += [(text[at:start], False), (text[start:end], True)]
            at = end
    return [part for part in (*parts, (text[at:], False)) if part[0]]
