"""Kinds for days and for how often something comes round."""

from datetime import date
from typing import Any

from sqlalchemy import Date
from sqlalchemy.types import TypeEngine

from gridconsole.core.calendar.cycles import parse_cycle
from gridconsole.core.calendar.dates import format_date, parse_date
from gridconsole.core.ledger.kinds.base import Kind, Reading, Unreadable


class Day(Kind):
    """A calendar day that lies in the past."""

    explanation = "如 2026-03-05"
    example = "2026-03-05"

    @property
    def column(self) -> TypeEngine[Any]:
        """A date."""
        return Date()

    def parse(self, raw: object, reading: Reading) -> date:
        """Return the day; raise Unreadable when it is none, or is still to come."""
        day = parse_date(raw, today=reading.today, prefer="past")
        if day > reading.today:
            raise Unreadable("to_come", "晚于今天")
        return day

    def show(self, value: Any) -> str:
        """Return the day in full."""
        return format_date(value)


class BirthDay(Day):
    """A day of birth, masked to its year."""

    def mask(self, value: Any) -> str:
        """Return the year alone."""
        return f"{value.year}年"


class Cycle(Kind):
    """How often a visit is due: 每月一次, 每半月, 每 N 天."""

    example = "每月一次"

    @property
    def choices(self) -> tuple[str, ...]:
        """The usual ones; others may be typed."""
        return ("每月一次", "每半月一次", "每 7 天一次", "每季度一次")

    def parse(self, raw: object, reading: Reading) -> str:
        """Return the cycle in its normal words; raise Unreadable otherwise."""
        return str(parse_cycle(raw))

    def mask(self, value: Any) -> str:
        """Return the cycle: it says nothing of a person."""
        return str(value)
