"""What stands in the cells of the tables: masked as the fields say, with what is wrong below."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from gridconsole.core.books.checkout import Policy
from gridconsole.core.books.shapes import Row
from gridconsole.core.caller import Caller
from gridconsole.core.ledger.fields import Care, Field
from gridconsole.core.ledger.kinds.base import Reading, Unreadable, is_empty, typed
from gridconsole.core.ledger.snapshot import Lock, Masked, view, view_typed
from ui.look.tokens import Tone
from ui.widgets.import_wizard.importer import Importer
from ui.widgets.import_wizard.standing import CONFLICT, Standing, standing

KEPT = 400
ROWS_LOOKED_AT = 60
_LOST_DIGITS = re.compile(r"\d(\.\d+)?e\+\d+", re.IGNORECASE)
_LONG_NUMBER = re.compile(r"[\d０-９][\d０-９ \-]{5,}[\dXx]")


@dataclass(frozen=True)
class Cell:
    """One cell: its text, and below it an icon and a sentence where there is something to say."""

    text: str
    below: str = ""
    icon: str = ""
    tone: Tone | None = None


EMPTY = Cell("")


class Cells:
    """Makes the cells of checked rows for one caller; `ground` is what the whole file was stated to have."""

    def __init__(
        self, importer: Importer, caller: Caller, today: date, ground: str | None, keys: Sequence[str]
    ) -> None:
        self._importer, self._fields = importer, importer.fields
        self._caller = caller
        self._today = today
        self._ground = ground
        self._keys = tuple(keys)
        self._made: dict[tuple[int, Policy | None], dict[str, Cell]] = {}

    def of(self, row: Row, answer: Policy | None) -> Mapping[str, Cell]:
        """Return a row's cells by field key."""
        slot = (row.checked.number, answer)
        if slot not in self._made:
            if len(self._made) > KEPT:
                self._made.clear()
            self._made[slot] = self._row(row, answer)
        return self._made[slot]

    def _row(self, row: Row, answer: Policy | None) -> dict[str, Cell]:
        lock = self._lock(row.checked.values)
        cells = {key: Cell(self._text(row, key, lock)) for key in self._keys}
        said: dict[str, list[str]] = {}
        for problem in row.checked.problems:
            if problem.code != CONFLICT:
                place = problem.key if problem.key in cells else self._keys[0]
                label = "" if place == problem.key or not problem.key else self._fields[problem.key].label
                said.setdefault(place, []).append(label + problem.message)
        refused = {p.key for p in row.checked.problems if p.severity == "refused"}
        for key, sentences in said.items():
            bad = key in refused or bool(refused - set(cells))
            icon, tone = ("late", Tone.RED) if bad else ("edit", Tone.AMBER)
            cells[key] = Cell(cells[key].text, "；".join(sentences), icon, tone)
        for key in row.differing:
            if key in cells:
                cells[key] = self._differing(row, key, lock, answer)
        if row.same_as and self._keys:
            first = self._keys[0]
            cells[first] = Cell(cells[first].text, f"与第 {row.same_as} 行相同", "same", None)
        return cells

    def _differing(self, row: Row, key: str, lock: Lock, answer: Policy | None) -> Cell:
        declared = self._fields[key]
        old, new = (self._shown(declared, value, lock) for value in row.differing[key])
        if standing(row, answer) is Standing.REFUSED:
            return Cell(new, f"台账里是{old}", "late", Tone.RED)
        if answer == "take":
            return Cell(new, f"原：{old}", "done", None)
        if answer == "keep":
            return Cell(old, f"不用：{new}", "done", None)
        return Cell(new, f"台账：{old}", "ask", Tone.BLUE)

    def _text(self, row: Row, key: str, lock: Lock) -> str:
        checked, declared = row.checked, self._fields[key]
        if key in checked.values:
            return self._shown(declared, checked.values[key], lock)
        return self._unread(declared, checked.typed[key], lock) if key in checked.typed else ""

    def _shown(self, declared: Field, value: Any, lock: Lock) -> str:
        seen = value if isinstance(value, Masked) else view(declared, value, self._caller, lock)
        if seen is None:
            return ""
        return str(seen) if isinstance(seen, Masked) else declared.kind.show(seen)

    def _unread(self, declared: Field, text: str, lock: Lock) -> str:
        if _LOST_DIGITS.fullmatch(text):
            return f"{float(text):.5E}"
        seen = view_typed(declared, text, self._caller, lock)
        if isinstance(seen, Masked) and not seen.locked and declared.key == "citizen_id":
            return declared.kind.mask(text)
        return str(seen)

    def _lock(self, values: Mapping[str, Any]) -> Lock:
        return self._importer.lock(values, self._ground, self._today)


def examples(
    rows: Sequence[tuple[int, tuple[Any, ...]]], index: int, declared: Field | None, today: date
) -> list[str]:
    """Return up to three different values of a column, masked as the field asks that it became."""
    found: dict[str, None] = {}
    for _, cells in rows[:ROWS_LOOKED_AT]:
        raw = cells[index] if index < len(cells) else None
        if raw is not None and not is_empty(raw):
            found[_example(raw, declared, today)] = None
        if len(found) == 3:
            break
    return list(found)


def _example(raw: Any, declared: Field | None, today: date) -> str:
    text = typed(raw)
    if _LOST_DIGITS.fullmatch(text):
        return f"{float(text):.5E}"
    if declared is None or declared.care in (Care.OPEN, Care.CATEGORY):
        return _LONG_NUMBER.sub(lambda found: _starred(found.group()), text)
    if declared.care is Care.HEALTH:
        return "***"
    try:
        return declared.kind.mask(declared.kind.parse(raw, Reading(today)))
    except Unreadable:
        return _starred(text)


def _starred(text: str) -> str:
    """The first three characters, and stars for the rest."""
    return text[:3] + "*" * len(text[3:])
