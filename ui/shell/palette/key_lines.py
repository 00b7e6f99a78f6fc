"""What can be done with which key, read off the declarations: for the page of help and the sheet of keys."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ui.shell.commands import Commands
from ui.shell.feature import Feature

EVERYWHERE = "任何时候"


@dataclass(frozen=True)
class Line:
    """One thing to do: its name, its keys (empty without), one sentence."""

    title: str
    keys: str
    help: str


@dataclass(frozen=True)
class Part:
    """The lines of one panel, or of the whole window."""

    title: str
    lines: tuple[Line, ...]


def parts_of_help(commands: Commands, features: Sequence[Feature[Any]]) -> list[Part]:
    """Return what the role that acts may do: in each panel, then with the window."""
    found = [Part(each.heading or each.title, _lines(commands, each)) for each in features]
    return [part for part in (*found, Part(EVERYWHERE, _lines(commands, None))) if part.lines]


def only_keys(parts: Sequence[Part]) -> list[Part]:
    """Return the lines that have a key."""
    found = [Part(part.title, tuple(line for line in part.lines if line.keys)) for part in parts]
    return [part for part in found if part.lines]


def _lines(commands: Commands, feature: Feature[Any] | None) -> tuple[Line, ...]:
    declared = [
        Line(known.command.title, known.keys, known.command.help)
        for known in commands.allowed()
        if known.feature is feature
    ]
    bare = [Line(what, keys, "") for keys, what in feature.keys] if feature else []
    declared.sort(key=lambda line: not line.keys)
    return (*declared[: _keyed(declared)], *bare, *declared[_keyed(declared) :])


def _keyed(lines: Sequence[Line]) -> int:
    return sum(bool(line.keys) for line in lines)
