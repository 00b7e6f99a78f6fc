"""Columns: what is drawn in a cell, taken from the declaration unless a ledger draws its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from gridconsole.core.ledger.ledger import Ledger
from gridconsole.core.ledger.snapshot import Snapshot
from ui.look.look import Look
from ui.look.tokens import Tone

NOTHING = "—"


@dataclass(frozen=True)
class Cell:
    """Two lines, the strong fact over the grey one, or a pill when `icon` is named."""

    first: str
    second: str = ""
    strong: bool = False
    icon: str = ""
    tone: Tone = Tone.GREY
    filled: bool = False

    @property
    def words(self) -> str:
        """What a screen reader says."""
        return "，".join(filter(None, (self.first, self.second)))


@dataclass(frozen=True)
class Column:
    """A column; `width` is px at 100 %, `keep` orders who stays when the room is short (0 stays longest).

    `wanted` is the width that somebody gave it, 0 for none; `group` is its place in the menu of columns,
    empty for the top. `paint` draws a cell that is neither lines nor a pill.
    """

    title: str
    cell: Callable[[Snapshot], Cell]
    width: int
    stretch: int = 0
    keep: int = 0
    shown: bool = True
    paint: Callable[[QPainter, Look, QRect, Snapshot], None] | None = None
    wanted: int = 0
    group: str = ""


def declared_columns(ledger: Ledger, but: Sequence[str] = ()) -> list[Column]:
    """Return a column for every field of the table that nothing else draws."""
    return [
        Column(field.label, _text_of(key), 120, stretch=1, keep=5)
        for key, field in ledger.fields.items()
        if field.in_table and key not in but
    ]


def further_columns(ledger: Ledger, taken: Sequence[Column], but: Sequence[str] = ()) -> list[Column]:
    """Return a column for every other field of a ledger, off until somebody wants it."""
    titles = {column.title for column in taken}
    return [
        Column(field.label, _text_of(field.key), 120, stretch=1, keep=3, shown=False, group=section)
        for section in ledger.sections
        for field in ledger.section_fields(section)
        if field.label not in titles and field.key not in but
    ]


def _text_of(key: str) -> Callable[[Snapshot], Cell]:
    return lambda one: Cell(one.text(key) or NOTHING)
