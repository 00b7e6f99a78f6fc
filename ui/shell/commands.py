"""Every command of every feature as one QAction: buttons, shortcuts and later the palette use it."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QWidget

from gridconsole.core.caller import Role
from ui.look.look import Look
from ui.shell.feature import Command, Feature, Place


class Commands(QObject):
    """Runs commands by id, so that one feature never needs to import another.

    `show(feature_id)` brings a feature's dock to the front and returns its panel, or None while
    the panel is not made yet.
    """

    def __init__(
        self,
        look: Look,
        window: QWidget,
        features: Sequence[Feature[Any]],
        show: Callable[[str], QWidget | None],
    ) -> None:
        super().__init__(window)
        self._look = look
        self._show = show
        self._role = Role.CLERK
        self._ready = False
        self._known: dict[str, tuple[Feature[Any], Command[Any], QAction]] = {}
        for feature in features:
            for command in feature.commands:
                self._add(feature, command, window)
        look.changed.connect(self._dress)
        self._dress()
        self._refresh()

    def run(self, command_id: str) -> None:
        """Do a command; KeyError for an id that nobody declared, nothing when it is not allowed."""
        self._known[command_id][2].trigger()

    def action(self, command_id: str) -> QAction:
        """The action of a command, for a button of one's own."""
        return self._known[command_id][2]

    def known(self) -> list[str]:
        """Every command's id."""
        return list(self._known)

    def at(self, place: Place, feature_id: str | None = None) -> list[tuple[Command[Any], QAction]]:
        """The commands with a button at a place, of one feature or of all."""
        return [
            (command, action)
            for feature, command, action in self._known.values()
            if command.place is place and feature_id in (None, feature.id)
        ]

    def set_role(self, role: Role) -> None:
        """Leave only what this role may do."""
        self._role = role
        self._refresh()

    def set_ready(self, ready: bool) -> None:
        """Enable the commands once the panels are made."""
        self._ready = ready
        self._refresh()

    def _add(self, feature: Feature[Any], command: Command[Any], window: QWidget) -> None:
        if command.id in self._known:
            raise ValueError(f"two commands are called {command.id}")
        action = QAction(command.title, self)
        action.setObjectName(command.id)
        if command.shortcut:
            self._set_shortcut(action, command.shortcut)
        action.triggered.connect(lambda: self._do(feature, command))
        window.addAction(action)
        self._known[command.id] = (feature, command, action)

    def _set_shortcut(self, action: QAction, shortcut: str) -> None:
        keys = QKeySequence(shortcut)
        if any(keys == other.shortcut() for _, _, other in self._known.values()):
            raise ValueError(f"two commands want {shortcut}")
        action.setShortcut(keys)
        action.setToolTip(f"{action.text()}（{shortcut}）")

    def _do(self, feature: Feature[Any], command: Command[Any]) -> None:
        # Characters still in the input method belong to the field; put them there first.
        QGuiApplication.inputMethod().commit()
        panel = self._show(feature.id)
        if panel is not None:
            command.run(panel)

    def _refresh(self) -> None:
        for _, command, action in self._known.values():
            allowed = self._role in command.right
            action.setVisible(allowed)
            action.setEnabled(allowed and self._ready)

    def _dress(self) -> None:
        for _, command, action in self._known.values():
            action.setIcon(self._look.icon(command.icon))
