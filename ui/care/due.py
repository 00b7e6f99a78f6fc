"""How a visit stands, in words, icon and colour."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from gridconsole.core.calendar.dates import age_on, format_date_short
from gridconsole.core.ledger.record import NEVER
from gridconsole.core.ledger.snapshot import Snapshot
from ui.look.tokens import Tone

SOON = 7
"""Days within which a visit counts as due soon."""


@dataclass(frozen=True)
class Due:
    """A state of the visit; `urgent` when somebody must act."""

    words: str
    icon: str
    tone: Tone
    urgent: bool = False


def due_of(one: Snapshot, today: date) -> Due:
    """Return how the next visit of a person stands on a day."""
    day = one["due_on"]
    if day is None or day == NEVER:
        word = one.text("status") or "—"
        return Due(word, "paused" if word == "暂离" else "info", Tone.GREY)
    left = (day - today).days
    if left < 0:
        return Due(f"超期 {-left:,} 天", "late", Tone.RED, urgent=True)
    if left == 0:
        return Due("今天到期", "due", Tone.AMBER, urgent=True)
    return Due(f"还有 {left:,} 天", "calendar", Tone.BLUE)


def due_sentence(one: Snapshot, today: date) -> str:
    """Return the day of the next visit and how it stands."""
    day = one["due_on"]
    if day is None or day == NEVER:
        return f"{one.text('status') or '不在册'}，不安排走访"
    return f"应访 {format_date_short(day, today)}，{due_of(one, today).words}"


def due_day(one: Snapshot, today: date) -> str:
    """Return the day alone."""
    day = one["due_on"]
    return "—" if day is None or day == NEVER else format_date_short(day, today)


def identity_line(one: Snapshot, today: date) -> str:
    """Return file number, sex and age, village and helper in one line."""
    person = " ".join(filter(None, (one.text("sex") if _seen(one["sex"]) else "", _age(one["born"], today))))
    helper = one.text("helper")
    parts = (f"档案 {one['file_number']}", person, one.text("village"), f"结对 {helper}" if helper else "")
    return "・".join(filter(None, parts))


def _seen(value: Any) -> bool:
    return value is not None and not hasattr(value, "locked")


def _age(born: Any, today: date) -> str:
    return f"{age_on(born, today)} 岁" if isinstance(born, date) else ""
