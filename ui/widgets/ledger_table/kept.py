"""Which columns somebody chose and how wide: kept as text, and never trusted when it comes back."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from ui.widgets.ledger_table.column import Column
from ui.widgets.ledger_table.widths import LEAST

MOST = 2000
"""Px at 100 % that nobody gives a column."""


class Kept(Protocol):
    """Texts by name that outlive the window, as the window's settings."""

    def get(self, name: str) -> str | None:
        """Return what is remembered under a name."""

    def remember(self, name: str, value: str) -> None:
        """Keep a text."""


class Forgetful:
    """Keeps texts as long as the window is there."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        """Return what is remembered under a name."""
        return self._texts.get(name)

    def remember(self, name: str, value: str) -> None:
        """Keep a text."""
        self._texts[name] = value


@dataclass(frozen=True)
class Arrangement:
    """By title: columns that are shown or not against the declaration, and px at 100 %."""

    shown: Mapping[str, bool] = field(default_factory=dict)
    wide: Mapping[str, int] = field(default_factory=dict)

    def of(self, declared: Sequence[Column]) -> list[Column]:
        """Return the columns as arranged; one that is wanted stays longer, the first one always."""
        first, *others = (self._one(column) for column in declared)
        return [replace(first, shown=True), *others]

    def showing(self, title: str, shown: bool) -> "Arrangement":
        """Return the arrangement with one column shown or hidden."""
        return replace(self, shown={**self.shown, title: shown})

    def widened(self, wide: Mapping[str, int]) -> "Arrangement":
        """Return the arrangement with other widths for some columns; 0 is the declared one."""
        found = {**self.wide, **wide}
        return replace(self, wide={title: width for title, width in found.items() if width})

    def text(self) -> str:
        """Return it as a text to be kept."""
        return json.dumps({"shown": dict(self.shown), "wide": dict(self.wide)}, ensure_ascii=False)

    def _one(self, column: Column) -> Column:
        shown = self.shown.get(column.title, column.shown)
        keep = min(column.keep, 1) if shown and not column.shown else column.keep
        return replace(column, shown=shown, keep=keep, wanted=self.wide.get(column.title, 0))


def read_arrangement(text: str | None) -> Arrangement:
    """Return a kept arrangement; whatever can't be understood is left out."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return Arrangement()
    shown, wide = (_part(found, name) for name in ("shown", "wide"))
    return Arrangement(
        {title: value for title, value in shown.items() if isinstance(value, bool)},
        {title: value for title, value in wide.items() if type(value) is int and LEAST <= value <= MOST},
    )


def _part(found: Any, name: str) -> dict[str, Any]:
    part = found.get(name) if isinstance(found, dict) else None
    return part if isinstance(part, dict) else {}
