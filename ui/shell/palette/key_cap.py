"""Keys on a ground of their own, as Ctrl+K; painted by one function for widgets and rows alike."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from ui.look.look import Look
from ui.look.parts.painted import Painted


def cap_size(look: Look, keys: str) -> QSize:
    """Px that keys need."""
    return QSize(QFontMetrics(look.font(13)).horizontalAdvance(keys) + look.px(16), look.px(24))


def paint_cap(painter: QPainter, look: Look, room: QRect, keys: str, light: bool = False) -> QRect:
    """Paint keys at the right end of `room`, centred in its height; return what they take.

    `light` is for a row that is chosen, which has a ground of its own.
    """
    t, size = look.tokens, cap_size(look, keys)
    top = room.top() + (room.height() - size.height()) // 2
    box = QRect(room.right() + 1 - size.width(), top, size.width(), size.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen if t.line == "transparent" else QPen(QColor(t.line), 1))
    painter.setBrush(QColor(t.surface if light else t.grey.soft))
    painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), look.px(4), look.px(4))
    painter.setPen(QColor(t.second))
    painter.setFont(look.font(13))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, keys)
    painter.restore()
    return box


class KeyCap(Painted):
    """Keys in a page."""

    def __init__(self, look: Look, keys: str) -> None:
        super().__init__(look, QSizePolicy.Policy.Fixed)
        self._keys = keys
        self.setAccessibleName(keys)

    def sizeHint(self) -> QSize:
        """Room for the keys."""
        return cap_size(self._look, self._keys)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint them."""
        paint_cap(QPainter(self), self._look, self.rect(), self._keys)
