"""The top bar: the name, the search that opens the palette, the features' own buttons at the right."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy

from ui.look.look import Look
from ui.look.parts.buttons import Button
from ui.look.parts.icon import Icon
from ui.look.parts.text import Role, Words
from ui.look.scale import Part
from ui.look.tokens import Tone
from ui.shell.feature import Command

NAME = "网格服务台"


class SearchButton(QPushButton):
    """Looks like a search box and leads to one: words at the left, the key at the right."""

    def __init__(self, look: Look, action: QAction) -> None:
        super().__init__(action.text())
        self._look = look
        self._keys = action.shortcut().toString()
        self.setObjectName("search_button")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(action.toolTip())
        self.clicked.connect(action.trigger)
        look.changed.connect(self._dress)
        self._dress()

    def sizeHint(self) -> QSize:
        """Room for words and key."""
        return QSize(self._full_width(), self._look.of(Part.FIELD))

    def minimumSizeHint(self) -> QSize:
        """Room for the words alone; the key stays in the tool tip."""
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(words + self._look.px(50), self._look.of(Part.FIELD))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button and its key."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(self._look.tokens.second)
        painter.setFont(self._look.font(13))
        if self.width() < self._full_width():
            return
        room = self.rect().adjusted(0, 0, -self._look.px(12), 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._keys)

    def _full_width(self) -> int:
        keys = QFontMetrics(self._look.font(13)).horizontalAdvance(self._keys)
        return self.minimumSizeHint().width() + keys + self._look.px(24)

    def _dress(self) -> None:
        self.setIcon(self._look.icon("search", gap=6))
        self.setIconSize(QSize(self._look.px(22), self._look.px(16)))
        self.setMaximumWidth(self._look.px(400))


class TopBar(QFrame):
    """52 px high; nothing on it that does nothing."""

    def __init__(
        self,
        look: Look,
        search: QAction,
        commands: Sequence[tuple[Command[Any], QAction]],
    ) -> None:
        super().__init__()
        self._look = look
        self.setObjectName("top_bar")
        self._row = QHBoxLayout(self)
        self._row.addWidget(Icon(look, "bolt", Tone.ACCENT, 20))
        self._row.addWidget(Words(NAME, Role.TITLE))
        self._row.addStretch(1)
        self._row.addWidget(SearchButton(look, search), 6)
        self._row.addStretch(1)
        for command, action in commands:
            button = Button(look, command.title, command.icon)
            self._row.addWidget(button)
            button.follow(action)
        look.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        px = self._look.px
        self._row.setContentsMargins(px(16), 0, px(8), 0)
        self._row.setSpacing(px(8))
        self.setFixedHeight(self._look.of(Part.TOP_BAR))
