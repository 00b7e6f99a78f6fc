"""The columns of the due list."""

from collections.abc import Callable
from datetime import date, datetime

from gridconsole.core.calendar.dates import format_date_short
from gridconsole.core.clock import local
from gridconsole.core.ledger.snapshot import Snapshot
from ui.care.due import due_day, due_of
from ui.widgets.ledger_table.column import NOTHING, Cell, Column


def due_columns(today: Callable[[], date]) -> list[Column]:
    """Return the columns: how urgent, who, why, by whom."""
    return [
        Column("走访", lambda one: _state(one, today()), 132),
        Column("住户", _household, 190, stretch=2),
        Column("应访 / 事由", lambda one: _why(one, today()), 150, stretch=1, keep=1),
        Column("村", lambda one: Cell(one["village"] or NOTHING), 90, stretch=1, keep=2),
        Column("结对人", lambda one: Cell(one["helper"] or "还没有结对人"), 104, keep=1),
    ]


def _state(one: Snapshot, today: date) -> Cell:
    due = due_of(one, today)
    return Cell(due.words, icon=due.icon, tone=due.tone, filled=due.urgent)


def _household(one: Snapshot) -> Cell:
    return Cell(one["names"] or NOTHING, f"{one['file_number']}", strong=True)


def _why(one: Snapshot, today: date) -> Cell:
    agreed = one["appointed_at"]
    below = [f"约好 {_moment(local(agreed), today)}"] if agreed else []
    return Cell(due_day(one, today), "　".join([*below, "、".join(one["occasions"])]))


def _moment(at: datetime, today: date) -> str:
    return f"{format_date_short(at.date(), today)} {at.hour}:{at.minute:02d}"
