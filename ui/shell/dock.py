"""A panel: a real dock with a head of its own and a rounded body."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDockWidget, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.look.look import Look
from ui.look.parts.buttons import Button, IconButton, Kind
from ui.look.parts.text import Elided, Role, Words
from ui.look.scale import Part
from ui.shell.feature import Command, Feature


class DockHead(QFrame):
    """Title, a note beside it, the panel's own buttons, and small ones to float and to close."""

    def __init__(self, look: Look, title: str) -> None:
        super().__init__()
        self._look = look
        self.setObjectName("dock_head")
        self._title = Words(title, Role.TITLE)
        self._note = Elided("", Role.SECOND)
        self._buttons = QHBoxLayout()
        self.float_button = IconButton(look, "float", f"浮动{title}")
        self.close_button = IconButton(look, "close", f"关闭{title}")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._title)
        self._row.addWidget(self._note, 1)
        self._row.addLayout(self._buttons)
        self._row.addWidget(self.float_button)
        self._row.addWidget(self.close_button)
        look.changed.connect(self._dress)
        self._dress()

    def set_note(self, text: str) -> None:
        """Say something short beside the title, as 一户一档 or a count with its noun."""
        self._note.setText(text)

    def add_commands(self, commands: Sequence[tuple[Command[Any], QAction]]) -> None:
        """Place a button for each command, the filled one last."""
        for command, action in sorted(commands, key=lambda pair: pair[0].filled):
            kind = Kind.PRIMARY if command.filled else Kind.PLAIN
            button = Button(self._look, command.title, command.icon, kind)
            self._buttons.addWidget(button)
            button.follow(action)

    def sizeHint(self) -> QSize:
        """As wide as needed, as high as a panel's head is."""
        return QSize(super().sizeHint().width(), self._look.of(Part.PANEL_HEAD))

    def minimumSizeHint(self) -> QSize:
        """The height never gives."""
        return QSize(super().minimumSizeHint().width(), self._look.of(Part.PANEL_HEAD))

    def _dress(self) -> None:
        px = self._look.px
        self._row.setContentsMargins(px(16), px(4), px(8), px(4))
        self._row.setSpacing(px(8))
        self._buttons.setSpacing(px(8))
        self.setFixedHeight(self._look.of(Part.PANEL_HEAD))


class Dock(QDockWidget):
    """The place of one feature; its panel is put in when the data is open."""

    def __init__(self, look: Look, feature: Feature[Any], window: QWidget) -> None:
        super().__init__(feature.heading or feature.title, window)
        self.feature = feature
        self.panel: QWidget | None = None
        self._is_fixed = False
        self.head = DockHead(look, feature.heading or feature.title)
        self.setObjectName(f"dock_{feature.id}")
        self.setAccessibleName(self.windowTitle())
        self.setTitleBarWidget(self.head)
        self.body = QFrame()
        self.body.setObjectName("dock_body")
        self._column = QVBoxLayout(self.body)
        self._waiting = Words("正在打开台账…", Role.SECOND)
        self._column.addWidget(self._waiting, 0, Qt.AlignmentFlag.AlignCenter)
        self.body.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setWidget(self.body)
        self.head.float_button.clicked.connect(self._float)
        self.head.close_button.clicked.connect(self.close)
        self.topLevelChanged.connect(self._floated)
        look.changed.connect(self._dress)
        self._look = look
        self._dress()

    def set_panel(self, panel: QWidget) -> None:
        """Put the feature's panel into the body."""
        self._waiting.hide()
        self.panel = panel
        self._column.addWidget(panel, 1)

    def focus_panel(self) -> None:
        """Let keys go to the panel."""
        if self.panel is not None:
            self.panel.setFocus()

    def set_fixed(self, fixed: bool) -> None:
        """Keep it where it stands, or let it be moved, floated and closed; a floating one can always move."""
        self._is_fixed = fixed
        kinds = QDockWidget.DockWidgetFeature
        movable = kinds.DockWidgetMovable | kinds.DockWidgetFloatable | kinds.DockWidgetClosable
        held = fixed and not self.isFloating()
        self.setFeatures(kinds.NoDockWidgetFeatures if held else movable)
        for button in (self.head.float_button, self.head.close_button):
            button.setVisible(not held)

    def may_close(self) -> bool:
        """Ask a panel that may hold unsaved work."""
        if self.panel is None or self.feature.may_close is None:
            return True
        return self.feature.may_close(self.panel)

    def bring(self) -> None:
        """Show it, in front of the docks that share its place."""
        self.show()
        self.raise_()
        if self.isFloating():
            self.activateWindow()

    def _float(self) -> None:
        self.setFloating(not self.isFloating())

    def _floated(self, floating: bool) -> None:
        word = "放回" if floating else "浮动"
        self.head.float_button.set_icon("dock" if floating else "float")
        self.head.float_button.set_name(f"{word}{self.windowTitle()}")
        self.set_fixed(self._is_fixed)

    def _dress(self) -> None:
        # The rounded corners below need a strip that no child paints over.
        self._column.setContentsMargins(0, 0, 0, self._look.px(6))
        self._column.setSpacing(0)
