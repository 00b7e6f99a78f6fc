"""Opens palette and help on a window, with what the window knows at that moment."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from gridconsole.core.caller import Caller
from ui.look.look import Look
from ui.shell.commands import Commands
from ui.shell.feature import Feature, Place
from ui.shell.palette.dialog import Palette
from ui.shell.palette.help_page import HelpPage
from ui.shell.palette.key_lines import EVERYWHERE, parts_of_help
from ui.shell.palette.recent import Recent
from ui.shell.palette.search import Ground, Run, Search
from ui.shell.window_commands import PALETTE
from ui.shell.worker import Worker

if TYPE_CHECKING:
    from gridconsole.console import Console


def open_palette(
    window: QWidget,
    look: Look,
    worker: Worker,
    commands: Commands,
    features: Sequence[Feature[Any]],
    run: Run,
    memory: tuple[Callable[[str], str | None], Callable[[str, str], None]],
    data: "tuple[Console, Caller] | None",
) -> Palette:
    """Show the palette; without open data it knows commands only."""
    console, caller = data or (None, None)
    recent = Recent(*memory, caller)
    offered = [known for known in commands.offered() if known.command.id != PALETTE]
    offered.sort(key=lambda known: known.feature is None)
    ground = Ground(offered, features, recent.ids(), run, console, caller)
    palette = Palette(look, worker, Search(ground), recent, window)
    palette.open()
    palette.box.setFocus()
    return palette


def open_help(window: QWidget, look: Look, commands: Commands, feature: Feature[Any] | None) -> HelpPage:
    """Show what a panel can do, and what the window can."""
    features = [feature] if feature else []
    title = (feature.heading or feature.title) if feature else EVERYWHERE
    buttons = [action for command, action in commands.at(Place.HELP) if commands.may(command.id)]
    page = HelpPage(look, title, parts_of_help(commands, features), buttons, window)
    page.open()
    return page
