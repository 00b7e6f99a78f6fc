"""Where one stands in a job of several steps."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy

from ui.look.look import Look
from ui.look.parts.painted import Painted

CIRCLE, GAP, LINE = 24, 8, 36


class Steps(Painted):
    """Numbered circles with words: done with a tick, the current one filled and bold."""

    def __init__(self, look: Look, titles: Sequence[str], current: int = 0) -> None:
        super().__init__(look, QSizePolicy.Policy.Minimum)
        self._titles = tuple(titles)
        self.set_current(current)

    def set_current(self, current: int) -> None:
        """Stand at a step, counted from 0; all before it are done."""
        self._current = current
        number = f"第 {current + 1} 步，共 {len(self._titles)} 步"
        self.setAccessibleName(f"{number}：{self._titles[current]}")
        self.update()

    def sizeHint(self) -> QSize:
        """Room for every word in bold."""
        px = self._look.px
        words = sum(self._width(title) for title in self._titles)
        count = len(self._titles)
        return QSize(words + count * px(CIRCLE + GAP) + (count - 1) * px(LINE + 2 * GAP), px(32))

    def minimumSizeHint(self) -> QSize:
        """The same: steps are not cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint circles, words and the lines between."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px, left = self._look.px, 0
        for index, title in enumerate(self._titles):
            left = self._paint_step(painter, left, index, title)
            if index + 1 < len(self._titles):
                done = index < self._current
                ink = self._look.tokens.accent if done else self._look.tokens.hairline
                painter.setPen(QPen(QColor(ink), px(2)))
                middle = self.height() // 2
                painter.drawLine(left + px(GAP), middle, left + px(GAP + LINE), middle)
                left += px(LINE + 2 * GAP)

    def _paint_step(self, painter: QPainter, left: int, index: int, title: str) -> int:
        t, px = self._look.tokens, self._look.px
        reached = index <= self._current
        side = px(CIRCLE)
        circle = QRectF(left + 1, (self.height() - side) / 2 + 1, side - 2, side - 2)
        painter.setPen(QPen(QColor(t.accent if reached else t.border), px(1.5)))
        painter.setBrush(QColor(t.accent if reached else t.surface))
        painter.drawEllipse(circle)
        painter.setPen(QColor(t.on_accent if reached else t.second))
        if index < self._current:
            self._paint_tick(painter, circle)
        else:
            painter.setFont(self._look.font(13, bold=True))
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(index + 1))
        return self._paint_title(painter, left + side + px(GAP), index, title)

    def _paint_title(self, painter: QPainter, left: int, index: int, title: str) -> int:
        t = self._look.tokens
        now = index == self._current
        painter.setFont(self._look.font(14, bold=now))
        painter.setPen(QColor(t.accent if now else t.text if index < self._current else t.second))
        width = self._width(title)
        room = QRectF(left, 0, width, self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)
        return left + width

    def _paint_tick(self, painter: QPainter, circle: QRectF) -> None:
        x, y, w = circle.x(), circle.y(), circle.width()
        painter.setPen(QPen(QColor(self._look.tokens.on_accent), self._look.px(1.6)))
        corners = ((0.28, 0.52), (0.44, 0.68), (0.73, 0.36))
        painter.drawPolyline(QPolygonF([QPointF(x + w * a, y + w * b) for a, b in corners]))

    def _width(self, title: str) -> int:
        return QFontMetrics(self._look.font(14, bold=True)).horizontalAdvance(title)
