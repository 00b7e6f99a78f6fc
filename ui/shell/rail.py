"""The rail: features and settings, icon over word, never an icon alone."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout

from ui.look.look import Look
from ui.look.scale import Part
from ui.shell.feature import Feature


class RailButton(QAbstractButton):
    """Icon over word; the current one on soft teal and bold."""

    def __init__(self, look: Look, text: str, icon: str) -> None:
        super().__init__()
        self._look = look
        self._icon = icon
        self.setText(text)
        self.setToolTip(text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._dress)

    def sizeHint(self) -> QSize:
        """The rail's width less its padding."""
        return QSize(self._look.of(Part.RAIL) - 2 * self._look.px(6), self._look.of(Part.RAIL_BUTTON))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, icon, word, and the frame of the focus."""
        t, px = self._look.tokens, self._look.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter)
        ink = t.accent if self.isChecked() else t.second
        side = px(20)
        block = side + px(2) + px(20)
        top = (self.height() - block) // 2
        painter.drawPixmap((self.width() - side) // 2, top, self._look.pixmap(self._icon, ink, 20))
        painter.setFont(self._look.font(13, bold=self.isChecked()))
        painter.setPen(QColor(ink))
        words = QRect(0, top + side + px(2), self.width(), px(20))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())

    def _dress(self) -> None:
        self.updateGeometry()
        self.update()

    def _ground(self, painter: QPainter) -> None:
        t = self._look.tokens
        box = self.rect().adjusted(1, 1, -1, -1)
        ground = t.accent_soft if self.isChecked() else t.window if self.underMouse() else "transparent"
        painter.setBrush(QColor(ground))
        framed = self.hasFocus() or (self.isChecked() and t.line != "transparent")
        painter.setPen(QPen(QColor(t.accent), 2 if self.hasFocus() else 1) if framed else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, self._look.px(6), self._look.px(6))


class Rail(QFrame):
    """`chosen` carries a feature's id; `settings` is the button at the bottom."""

    chosen = Signal(str)

    def __init__(self, look: Look, features: Sequence[Feature[Any]]) -> None:
        super().__init__()
        self._look = look
        self.setObjectName("rail")
        self._column = QVBoxLayout(self)
        self._buttons: dict[str, RailButton] = {}
        for feature in features:
            self._buttons[feature.id] = self._button(feature.title, feature.icon)
            self._buttons[feature.id].setObjectName(feature.id)
            self._buttons[feature.id].setCheckable(True)
            self._buttons[feature.id].clicked.connect(self._pressed)
        self._column.addStretch(1)
        self.settings = self._button("设置", "settings")
        look.changed.connect(self._dress)
        self._dress()

    def set_current(self, feature_id: str) -> None:
        """Mark the feature that the person works in."""
        for known, button in self._buttons.items():
            button.setChecked(known == feature_id)

    @property
    def current(self) -> str:
        """The feature that is marked; empty before any is."""
        return next((id for id, button in self._buttons.items() if button.isChecked()), "")

    def button(self, feature_id: str) -> RailButton:
        """The button of a feature."""
        return self._buttons[feature_id]

    def _button(self, text: str, icon: str) -> RailButton:
        button = RailButton(self._look, text, icon)
        self._column.addWidget(button)
        return button

    def _pressed(self) -> None:
        sender = self.sender()
        assert isinstance(sender, RailButton)
        sender.setChecked(True)
        self.chosen.emit(sender.objectName())

    def _dress(self) -> None:
        px = self._look.px
        self._column.setContentsMargins(px(6), px(8), px(6), px(8))
        self._column.setSpacing(px(4))
        self.setFixedWidth(self._look.of(Part.RAIL))
