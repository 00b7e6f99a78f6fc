"""A feature of the window, declared as data: one panel and the commands that belong to it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gridconsole.core.caller import Caller, Role
from ui.look.look import Look
from ui.look.tokens import Tone
from ui.shell.acting import Acting
from ui.shell.memory import Memory

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
    """Where a command has its button; every command also has its shortcut and a line in the palette.

    HELP is the foot of the page that F1 opens.
    """

    HEAD = "head"
    TOP = "top"
    HELP = "help"
    NONE = "none"


@dataclass(frozen=True)
class Command(Generic[P]):
    """Something a person can do with a panel; `run` gets the panel, already in front.

    `right` names the roles that may; for others it is nowhere. `filled` makes it the one filled button
    of its panel's head. `help` says in one sentence what it does.
    """

    id: str
    title: str
    icon: str
    run: Callable[[P], None]
    shortcut: str | None = None
    right: frozenset[Role] = EVERYBODY
    place: Place = Place.HEAD
    filled: bool = False
    help: str = ""


@dataclass(frozen=True)
class State:
    """How something stands: words, icon and colour; `urgent` when somebody must act."""

    words: str
    icon: str
    tone: Tone
    urgent: bool = False


@dataclass(frozen=True)
class Hit(Generic[P]):
    """Something that the palette found for a feature; `run` gets the feature's panel, already in front.

    A citizen may look on: `title` and `note` hold names, villages and numbers of papers, nothing of
    category, health, account or phone. Hits with an `id` may stand among the recent ones; hits of one
    `sort` stand together under that word, counted by `unit`.
    """

    sort: str
    title: str
    note: str
    icon: str
    run: Callable[[P], None]
    state: State | None = None
    unit: str = "条"
    id: str = ""
    named: bool = False
    """Whether the title is a person's name, of which the surname has a reading of its own."""


@dataclass(frozen=True)
class Finds(Generic[P]):
    """What the palette can find beside commands; both calls block and belong on the worker.

    `search` gets what is typed; `again` gets the id of an earlier hit, and returns None for what is not
    there any more or not for this caller.
    """

    search: "Callable[[Console, Caller, str], Sequence[Hit[P]]]"
    again: "Callable[[Console, Caller, str], Hit[P] | None]"


@dataclass(frozen=True)
class Scans(Generic[P]):
    """What a scanner may type wherever the cursor is: `knows` says whether digits are a code of the feature.

    `opens` gets the feature's panel, already in front, and the digits.
    """

    knows: Callable[[str], bool]
    opens: Callable[[P, str], None]


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
    memory: Memory

    def caller(self) -> Caller:
        """Who acts at this moment."""
        return self.acting.caller


@dataclass(frozen=True)
class Feature(Generic[P]):
    """One place on the rail and one dock.

    `title` is the word on the rail (four characters at most), `heading` the panel's title if longer.
    `may_close` asks a panel that may hold unsaved work; False keeps the window open. `tour` is the
    feature's part of the tour. `keys` are those that are no commands, each with what it does, for the help.
    """

    id: str
    title: str
    icon: str
    make_panel: Callable[[PanelContext], P]
    commands: tuple[Command[P], ...] = ()
    heading: str = ""
    may_close: Callable[[P], bool] | None = None
    tour: "Callable[[Guide], None] | None" = None
    finds: Finds[P] | None = None
    scans: Scans[P] | None = None
    keys: tuple[tuple[str, str], ...] = ()
    area: Qt.DockWidgetArea = Qt.DockWidgetArea.LeftDockWidgetArea
