"""Turns the cells of a row into values, and says what is wrong with each cell."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from gridconsole.core.ledger.fields import Field
from gridconsole.core.ledger.kinds.base import Reading, Unreadable, is_empty, typed
from gridconsole.core.ledger.snapshot import LOCKED_WORDS, may_be_locked

SHORT = 8
"""So short a text comes again and again in its column, and is read once."""

Severity = Literal["refused", "incomplete"]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one cell, or with the row when `key` is empty."""

    key: str
    code: str
    message: str
    severity: Severity


@dataclass(slots=True)
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


@dataclass(slots=True)
class _Column:
    """A column, the field it became, and the texts that were read from it."""

    index: int
    declared: Field
    lockable: bool
    known: dict[Any, Any] = field(default_factory=dict)


class RowChecker:
    """Checks rows against the fields that their columns became."""

    def __init__(
        self, columns: Mapping[int, Field], reading: Reading, refusing: frozenset[tuple[str, str]]
    ) -> None:
        self._columns = [_Column(at, declared, may_be_locked(declared)) for at, declared in columns.items()]
        self._reading = reading
        self._refusing = refusing

    def check(self, number: int, cells: tuple[Any, ...]) -> Checked:
        """Return the row's values and problems; `refusing` holds the (field, code) that refuse a row."""
        row = Checked(number, cells)
        width = len(cells)
        for column in self._columns:
            raw = cells[column.index] if column.index < width else None
            if (value := column.known.get(raw)) is not None:
                row.values[column.declared.key] = value
            else:
                self._take(row, column, raw)
        return row

    def _take(self, row: Checked, column: _Column, raw: Any) -> None:
        declared, key = column.declared, column.declared.key
        if is_empty(raw):
            if declared.required:
                row.complain(key, "missing", "空着", self._severity(key, "missing"))
        elif raw == LOCKED_WORDS and column.lockable:
            self._leave(row, key, LOCKED_WORDS, Unreadable("masked", "锁着的内容，没有填写"))
        else:
            self._parse(row, column, raw)

    def _parse(self, row: Checked, column: _Column, raw: Any) -> None:
        declared, key = column.declared, column.declared.key
        try:
            value = row.values[key] = declared.kind.parse(raw, self._reading)
        except Unreadable as error:
            self._leave(row, key, typed(raw), error)
            return
        if remark := declared.kind.remark(raw, value):
            row.typed[key] = typed(raw)
            row.complain(key, "remark", remark, "incomplete")
        elif isinstance(raw, str) and len(raw) <= SHORT:
            column.known[raw] = value

    def _leave(self, row: Checked, key: str, text: str, error: Unreadable) -> None:
        """Keep a cell as it was typed."""
        row.typed[key] = text
        if "*" in text or text == LOCKED_WORDS:
            row.stars[key] = text
        row.complain(key, error.code, error.message, self._severity(key, error.code))

    def _severity(self, key: str, code: str) -> Severity:
        return "refused" if (key, code) in self._refusing else "incomplete"
