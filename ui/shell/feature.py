"""A feature of the window, declared as data: one panel and the commands that belong to it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gridconsole.core.caller import Caller, Role
from ui.look.look import Look
from ui.shell.acting import Acting

if TYPE_CHECKING:
    from gridconsole.console import Console
    from ui.shell.commands import Commands
    from ui.shell.dock import DockHead
    from ui.shell.guide import Guide
    from ui.shell.messages import Messages
    from ui.shell.status_bar import StatusBar
    from ui.shell.worker import Worker

P = TypeVar("P", bound=QWidget)
EVERYBODY = frozenset(Role)


class Place(StrEnum):
    """Where a command has its button; every command also has its shortcut."""

    HEAD = "head"
    TOP = "top"
    SEARCH = "search"
    NONE = "none"


@dataclass(frozen=True)
class Command(Generic[P]):
    """Something a person can do with a panel; `run` gets the panel, already in front.

    `right` names the roles that may; for others the button is not there. `filled` makes it the
    one filled button of its panel's head.
    """

    id: str
    title: str
    icon: str
    run: Callable[[P], None]
    shortcut: str | None = None
    right: frozenset[Role] = EVERYBODY
    place: Place = Place.HEAD
    filled: bool = False


@dataclass(frozen=True)
class PanelContext:
    """All that a panel gets: it takes what it needs from here and knows no other panel."""

    console: "Console"
    look: Look
    worker: "Worker"
    messages: "Messages"
    commands: "Commands"
    status: "StatusBar"
    head: "DockHead"
    acting: Acting

    def caller(self) -> Caller:
        """Who acts at this moment."""
        return self.acting.caller


@dataclass(frozen=True)
class Feature(Generic[P]):
    """One place on the rail and one dock.

    `title` is the word on the rail (four characters at most), `heading` the panel's title if longer.
    `may_close` asks a panel that may hold unsaved work; False keeps the window open. `tour` is the
    feature's part of the tour.
    """

    id: str
    title: str
    icon: str
    make_panel: Callable[[PanelContext], P]
    commands: tuple[Command[P], ...] = ()
    heading: str = ""
    may_close: Callable[[P], bool] | None = None
    tour: "Callable[[Guide], None] | None" = None
    area: Qt.DockWidgetArea = Qt.DockWidgetArea.LeftDockWidgetArea
