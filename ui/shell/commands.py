"""Every command of every feature as one QAction: buttons, shortcuts, palette and help use it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QWidget

from gridconsole.core.caller import Role
from ui.look.look import Look
from ui.shell.feature import Command, Feature, Place


@dataclass(frozen=True)
class Known:
    """A command with its action and the feature it belongs to; None for one of the window's own."""

    feature: Feature[Any] | None
    command: Command[Any]
    action: QAction

    @property
    def keys(self) -> str:
        """Its shortcut as people read it, empty without one."""
        return self.command.shortcut or ""


class Commands(QObject):
    """Runs commands by id, so that one feature never needs to import another.

    `show(feature_id)` brings a feature's dock to the front and returns its panel, or None while
    the panel is not made yet. `own` are the window's commands; they run on the window.
    """

    def __init__(
        self,
        look: Look,
        window: QWidget,
        features: Sequence[Feature[Any]],
        show: Callable[[str], QWidget | None],
        own: Sequence[Command[Any]] = (),
    ) -> None:
        super().__init__(window)
        self._window = window
        self.features = tuple(features)
        self._look = look
        self._show = show
        self._role = Role.CLERK
        self._ready = False
        self.only: str | None = None
        """While it is set, no other command is done."""
        self._known: dict[str, Known] = {}
        for command in own:
            self._add(None, command)
        for feature in features:
            for command in feature.commands:
                self._add(feature, command)
        look.changed.connect(self._dress)
        self._dress()
        self._refresh()

    def run(self, command_id: str) -> None:
        """Do a command; KeyError for an id that nobody declared, nothing when it is not allowed."""
        self._known[command_id].action.trigger()

    def action(self, command_id: str) -> QAction:
        """The action of a command, for a button of one's own."""
        return self._known[command_id].action

    def known(self) -> list[str]:
        """Every command's id."""
        return list(self._known)

    def at(self, place: Place, feature_id: str | None = None) -> list[tuple[Command[Any], QAction]]:
        """The commands with a button at a place, of one feature or of all."""
        return [
            (each.command, each.action)
            for each in self._known.values()
            if each.command.place is place and feature_id in (None, each.feature and each.feature.id)
        ]

    def may(self, command_id: str) -> bool:
        """Whether the role that acts may do a command."""
        return self._role in self._known[command_id].command.right

    def allowed(self) -> list[Known]:
        """The commands that the role that acts may do, the window's own ones first."""
        return [each for each in self._known.values() if self._role in each.command.right]

    def offered(self) -> list[Known]:
        """The commands that can be done at this moment."""
        return [each for each in self.allowed() if each.action.isVisible() and each.action.isEnabled()]

    def set_role(self, role: Role) -> None:
        """Leave only what this role may do."""
        self._role = role
        self._refresh()

    def set_ready(self, ready: bool) -> None:
        """Enable the commands once the panels are made."""
        self._ready = ready
        self._refresh()

    def _add(self, feature: Feature[Any] | None, command: Command[Any]) -> None:
        if command.id in self._known:
            raise ValueError(f"two commands are called {command.id}")
        action = QAction(command.title, self)
        action.setObjectName(command.id)
        action.setToolTip(command.help or command.title)
        if command.shortcut:
            self._set_shortcut(action, command.shortcut)
        known = Known(feature, command, action)
        action.triggered.connect(lambda: self._do(known))
        self._window.addAction(action)
        self._known[command.id] = known

    def _set_shortcut(self, action: QAction, shortcut: str) -> None:
        keys = QKeySequence(shortcut)
        if any(keys == other.action.shortcut() for other in self._known.values()):
            raise ValueError(f"two commands want {shortcut}")
        action.setShortcut(keys)
        action.setToolTip(f"{action.toolTip()}（{shortcut}）")

    def _do(self, known: Known) -> None:
        if self.only not in (None, known.command.id):
            return
        # Characters still in the input method belong to the field; put them there first.
        QGuiApplication.inputMethod().commit()
        target = self._window if known.feature is None else self._show(known.feature.id)
        if target is not None:
            known.command.run(target)

    def _refresh(self) -> None:
        for each in self._known.values():
            allowed = self._role in each.command.right
            each.action.setVisible(allowed)
            each.action.setEnabled(allowed and (self._ready or each.feature is None))

    def _dress(self) -> None:
        for each in self._known.values():
            each.action.setIcon(self._look.icon(each.command.icon))
