"""Prints the keys of the whole window on one page."""

from typing import BinaryIO

from gridconsole.core.progress import Progress
from ui.shell.feature import PanelContext
from ui.shell.palette.key_lines import only_keys, parts_of_help
from ui.widgets.papers import Papers

NAME = "按键一览"


def print_keys(context: PanelContext, papers: Papers) -> None:
    """Print the keys that the role that acts may use."""
    parts = only_keys(parts_of_help(context.commands, context.commands.features))
    groups = [(part.title, [(line.keys, line.title, line.help) for line in part.lines]) for part in parts]
    console, caller = context.console, context.caller()

    def draw(stream: BinaryIO, _progress: Progress) -> int:
        return console.print_keys(caller, groups, stream)

    papers.make(NAME, draw)
