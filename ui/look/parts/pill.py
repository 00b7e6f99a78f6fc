"""Status pill: icon and word; painted by one function for widgets and table cells alike."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen

from ui.look.look import Look
from ui.look.parts.painted import Painted
from ui.look.tokens import Tone


def pill_size(look: Look, text: str) -> QSize:
    """Px a pill needs, bold or not, so that both kinds stand on the same lines."""
    words = QFontMetrics(look.font(14, bold=True)).horizontalAdvance(text)
    return QSize(look.px(8) + look.px(16) + look.px(6) + words + 1 + look.px(8), look.px(26))


def paint_pill(
    painter: QPainter, look: Look, rect: QRect, text: str, icon: str, tone: Tone, filled: bool = False
) -> None:
    """Paint a pill at the left of `rect`, centred in its height and cut with … at its right.

    `filled` is for states in which somebody must act; all others have no ground.
    """
    size = pill_size(look, text)
    box = QRect(rect.left(), 0, min(size.width(), rect.width()), min(size.height(), rect.height()))
    box.moveTop(rect.top() + (rect.height() - box.height()) // 2)
    if filled:
        paint_ground(painter, look, box, tone)
    ink = QColor(look.tokens.tone(tone).ink)
    side, edge = look.px(16), look.px(8)
    top = box.top() + (box.height() - side) // 2
    painter.drawPixmap(box.left() + edge, top, look.pixmap(icon, ink.name().upper()))
    left = box.left() + edge + side + look.px(6)
    room = QRect(left, box.top(), box.right() + 1 - edge - left, box.height())
    _paint_words(painter, look, room, text, ink, filled)


def paint_ground(painter: QPainter, look: Look, box: QRect, tone: Tone) -> None:
    """Paint the soft ground of a state; in high contrast a line of its colour."""
    pair = look.tokens.tone(tone)
    lined = look.tokens.line != "transparent"
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(pair.ink), 1) if lined else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(pair.soft))
    shape = box.adjusted(0, 0, -1, -1) if lined else box
    painter.drawRoundedRect(shape, look.px(4), look.px(4))
    painter.restore()


def _paint_words(painter: QPainter, look: Look, room: QRect, text: str, ink: QColor, bold: bool) -> None:
    face = look.font(14, bold)
    painter.save()
    painter.setFont(face)
    painter.setPen(ink)
    shown = QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    painter.restore()


class Pill(Painted):
    """A status in a form or a list."""

    def __init__(self, look: Look, text: str, icon: str, tone: Tone, filled: bool = False) -> None:
        super().__init__(look)
        self._shown = (text, icon, tone, filled)
        self.setAccessibleName(text)

    def set_state(self, text: str, icon: str, tone: Tone, filled: bool = False) -> None:
        """Show another state."""
        self._shown = (text, icon, tone, filled)
        self.setAccessibleName(text)
        self._dress()

    def sizeHint(self) -> QSize:
        """Room for the whole pill."""
        return pill_size(self._look, self._shown[0])

    def minimumSizeHint(self) -> QSize:
        """Room for the icon and two characters."""
        return QSize(min(self.sizeHint().width(), self._look.px(72)), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        text, icon, tone, filled = self._shown
        paint_pill(QPainter(self), self._look, self.rect(), text, icon, tone, filled)
