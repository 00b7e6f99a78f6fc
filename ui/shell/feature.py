"""A feature of the window, declared as data: one panel and the commands that belong to it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gridconsole.core.caller import Caller, Role
from ui.look.look import Look

if TYPE_CHECKING:
    from gridconsole.console import Console
    from ui.shell.commands import Commands
    from ui.shell.dock import DockHead
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
    """All that a panel gets: it takes what it needs from here and knows no other panel.

    `caller()` is who acts at this moment; it is asked anew for every call of a service.
    """

    console: "Console"
    look: Look
    worker: "Worker"
    messages: "Messages"
    commands: "Commands"
    status: "StatusBar"
    head: "DockHead"
    caller: Callable[[], Caller]


@dataclass(frozen=True)
class Feature(Generic[P]):
    """One place on the rail and one dock."""

    id: str
    title: str
    icon: str
    make_panel: Callable[[PanelContext], P]
    commands: tuple[Command[P], ...] = ()
    area: Qt.DockWidgetArea = Qt.DockWidgetArea.LeftDockWidgetArea


@runtime_checkable
class MayClose(Protocol):
    """A panel that holds unsaved work answers whether the window may close, and asks the person."""

    def may_close(self) -> bool:
        """False keeps the window open."""


@runtime_checkable
class FollowsCaller(Protocol):
    """A panel that shows other things to another member of staff."""

    def caller_changed(self) -> None:
        """Somebody else acts from now on."""
