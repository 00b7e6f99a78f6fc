"""Editors that take the look: one line, a choice, several lines, a tick, a search box."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from ui.look.look import Look
from ui.look.parts.buttons import IconButton
from ui.look.parts.icon import Icon
from ui.look.parts.wheel import guard_wheel


class LineEdit(QLineEdit):
    """One line of text, with room for one small button at its right end."""

    def __init__(self, text: str = "", placeholder: str = "") -> None:
        super().__init__(text)
        self._end: QWidget | None = None
        self.setPlaceholderText(placeholder)

    def put_end(self, widget: QWidget) -> None:
        """Place a widget inside the right end; show and hide it, then call `fit_end`."""
        widget.setParent(self)
        widget.setCursor(Qt.CursorShape.ArrowCursor)
        self._end = widget
        self.fit_end()

    def fit_end(self) -> None:
        """Keep the text clear of the widget at the end."""
        if self._end is None:
            return
        size = self._end.sizeHint()
        margins = self.textMargins()
        # Up to the icon: the air round it may be written on, or an id of 18 doesn't fit at 150 %.
        margins.setRight(0 if self._end.isHidden() else size.width() * 3 // 4)
        self.setTextMargins(margins)
        self._end.resize(size)
        self._end.move(self.width() - size.width() - 4, (self.height() - size.height()) // 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the widget at the end."""
        super().resizeEvent(event)
        self.fit_end()


class Choice(QComboBox):
    """One of several values; the wheel never changes it (see `WheelGuard`)."""

    def __init__(self, look: Look, values: Iterable[str] = ()) -> None:
        super().__init__()
        self._look = look
        self.addItems(list(values))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        guard_wheel(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box and, because a style sheet can't, its arrow; none when it can't be changed."""
        super().paintEvent(event)
        if not self.isEnabled():
            return
        tokens = self._look.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.second), self._look.px(1.4)))
        half, middle = self._look.px(4), self.height() / 2
        right = self.width() - self._look.px(12)
        painter.drawPolyline(
            QPolygonF(
                [
                    QPointF(right - 2 * half, middle - half / 2),
                    QPointF(right - half, middle + half / 2),
                    QPointF(right, middle - half / 2),
                ]
            )
        )


class Note(QPlainTextEdit):
    """Several lines; Tab leaves it, so that the keyboard gets through a form."""

    def __init__(self, look: Look, text: str = "", lines: int = 3) -> None:
        super().__init__(text)
        self._look = look
        self._lines = lines
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Room for its lines at 150 %."""
        return QSize(self._look.px(240), self._look.px(21) * self._lines + self._look.px(14))

    def minimumSizeHint(self) -> QSize:
        """The same height, less width."""
        return QSize(self._look.px(120), self.sizeHint().height())


class Tick(QCheckBox):
    """Yes or no, with its words on the right; the box is drawn from tokens."""

    def __init__(self, look: Look, text: str) -> None:
        super().__init__(text)
        self._look = look

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint box, mark, words and the frame of the focus."""
        tokens, px = self._look.tokens, self._look.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = px(18)
        box = QRect(1, (self.height() - side) // 2, side, side).adjusted(1, 1, -1, -1)
        ink = tokens.accent if self.isChecked() or self.hasFocus() else tokens.border
        painter.setPen(QPen(QColor(ink), 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(tokens.accent if self.isChecked() else tokens.surface))
        painter.drawRoundedRect(box, px(4), px(4))
        if self.isChecked():
            self._mark(painter, box)
        painter.setPen(QColor(tokens.text if self.isEnabled() else tokens.hint))
        words = self.rect().adjusted(side + px(8), 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())

    def sizeHint(self) -> QSize:
        """Box, gap and words."""
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(self._look.px(26) + words + 2, max(self._look.px(26), self.fontMetrics().height()))

    def _mark(self, painter: QPainter, box: QRect) -> None:
        painter.setPen(QPen(QColor(self._look.tokens.on_accent), self._look.px(2)))
        x, y, w, h = box.x(), box.y(), box.width(), box.height()
        painter.drawPolyline(
            QPolygonF(
                [
                    QPointF(x + w * 0.24, y + h * 0.52),
                    QPointF(x + w * 0.43, y + h * 0.72),
                    QPointF(x + w * 0.78, y + h * 0.3),
                ]
            )
        )


class SearchBox(LineEdit):
    """Finds while one types; emits `asked` with the trimmed text after every change."""

    asked = Signal(str)

    def __init__(self, look: Look, placeholder: str, name: str = "搜索") -> None:
        super().__init__("", placeholder)
        self._look = look
        self._glass = Icon(look, "search")
        self._glass.setParent(self)
        self._clear = IconButton(look, "close", "清除搜索")
        self._clear.clicked.connect(self.clear)
        self._clear.hide()
        self.put_end(self._clear)
        self.setAccessibleName(name)
        self.textChanged.connect(self._changed)
        look.changed.connect(self._dress)
        self._dress()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select what is there, so that the next search starts at once."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.ShortcutFocusReason, Qt.FocusReason.TabFocusReason):
            self.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the glass in the middle of the height."""
        super().resizeEvent(event)
        self._place_glass()

    def forget(self) -> None:
        """Take the text away without asking for anything."""
        with QSignalBlocker(self):
            self.clear()
        self._clear.hide()
        self.fit_end()

    def _changed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self.fit_end()
        self.asked.emit(text.strip())

    def _dress(self) -> None:
        margins = self.textMargins()
        margins.setLeft(self._look.px(24))
        self.setTextMargins(margins)
        self._place_glass()
        self.fit_end()

    def _place_glass(self) -> None:
        side = self._look.px(16)
        self._glass.setGeometry(self._look.px(10), (self.height() - side) // 2, side, side)
