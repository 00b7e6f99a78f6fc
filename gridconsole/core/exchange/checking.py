"""Turns the cells of a row into values, and says what is wrong with each cell."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from gridconsole.core.ledger.fields import Field
from gridconsole.core.ledger.kinds.base import Reading, Unreadable, is_empty, typed
from gridconsole.core.ledger.snapshot import LOCKED_WORDS, may_be_locked

Severity = Literal["refused", "incomplete"]


@dataclass(frozen=True)
class Problem:
    """What is wrong with one cell, or with the row when `key` is empty."""

    key: str
    code: str
    message: str
    severity: Severity


@dataclass
class Checked:
    """A row as it was read: `values` by field key, and in `typed` the texts of cells that could not be read.

    A cell with a remark stands in both; one that shows a mask in place of a value stands in `stars` too.
    """

    number: int
    cells: tuple[Any, ...]
    values: dict[str, Any] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    stars: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def refused(self) -> bool:
        """Whether the row can't go in."""
        return any(p.severity == "refused" for p in self.problems)

    def complain(self, key: str, code: str, message: str, severity: Severity) -> None:
        """Note a problem."""
        self.problems.append(Problem(key, code, message, severity))

    def settle(self, key: str) -> None:
        """Forget what was to be completed about a field."""
        self.problems = [p for p in self.problems if p.key != key or p.severity == "refused"]


class RowChecker:
    """Checks rows against the fields that their columns became."""

    def __init__(
        self, columns: Mapping[int, Field], reading: Reading, refusing: frozenset[tuple[str, str]]
    ) -> None:
        self._columns = dict(columns)
        self._reading = reading
        self._refusing = refusing
        self._read: dict[tuple[str, Any], Any] = {}

    def check(self, number: int, cells: tuple[Any, ...]) -> Checked:
        """Return the row's values and problems; `refusing` holds the (field, code) that refuse a row."""
        row = Checked(number, cells)
        width = len(cells)
        for index, declared in self._columns.items():
            raw = cells[index] if index < width else None
            if raw is None or raw == "" or is_empty(raw):
                if declared.required:
                    row.complain(declared.key, "missing", "空着", self._severity(declared.key, "missing"))
            else:
                self._take(row, declared, raw)
        return row

    def _take(self, row: Checked, declared: Field, raw: Any) -> None:
        key = declared.key
        if raw == LOCKED_WORDS and may_be_locked(declared):
            self._leave(row, key, LOCKED_WORDS, Unreadable("masked", "锁着的内容，没有填写"))
            return
        try:
            row.values[key] = self._parsed(declared, raw)
        except Unreadable as error:
            self._leave(row, key, typed(raw), error)
        else:
            if remark := declared.kind.remark(raw, row.values[key]):
                row.typed[key] = typed(raw)
                row.complain(key, "remark", remark, "incomplete")

    def _leave(self, row: Checked, key: str, text: str, error: Unreadable) -> None:
        """Keep a cell as it was typed."""
        row.typed[key] = text
        if "*" in text or text == LOCKED_WORDS:
            row.stars[key] = text
        row.complain(key, error.code, error.message, self._severity(key, error.code))

    def _parsed(self, declared: Field, raw: Any) -> Any:
        """Parse a cell; the same words come again and again in a column, so they are read once."""
        slot = (declared.key, raw)
        if slot in self._read:
            return self._read[slot]
        value = declared.kind.parse(raw, self._reading)
        if isinstance(raw, str) and len(raw) <= 8:
            self._read[slot] = value
        return value

    def _severity(self, key: str, code: str) -> Severity:
        return "refused" if (key, code) in self._refusing else "incomplete"
