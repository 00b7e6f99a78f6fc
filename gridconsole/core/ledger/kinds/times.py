"""Kinds for days to come, times of day, moments and hours of service."""

import re
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Integer, String
from sqlalchemy.types import TypeEngine

from gridconsole.core.calendar.dates import format_date, parse_date
from gridconsole.core.clock import STATION_ZONE, local
from gridconsole.core.ledger.kinds.base import Kind, Reading, Unreadable, typed
from gridconsole.core.ledger.kinds.days import Day
from gridconsole.core.ledger.moment import Moment

_TIME = re.compile(r"(上午|下午|晚上|中午)?\s*(\d{1,2})(?:[:：点时](\d{1,2})?分?|(半))?(半)?")
_PARTS = ("上午", "下午", "晚上", "中午")
_UNTIL = {"下午": 12, "晚上": 12, "中午": 4}
"""Below these hours a part of the day counts from noon on: 中午1点 is 13:00, 中午11点 is not."""
_APART = re.compile(
    r"(.+?)\s*((?:上午|下午|晚上|中午)(?:\s*\d.*)?|(?<!\d)\d{1,2}\s*[:：点时].*|(?<=\s)\d{3,4})"
)
"""A day, and a time after it."""
_HOURS = re.compile(r"(\d{1,2})(?:\.(0|5))?\s*(?:个?小时)?")
LONGEST_SERVICE = 16
"""Half hours of one service: at most 8 hours (FIELDS 3.9)."""


class AnyDay(Day):
    """A calendar day, past or to come."""

    def parse(self, raw: object, reading: Reading) -> date:
        """Return the day; raise Unreadable when it is none."""
        return parse_date(raw, today=reading.today, prefer="future")


class TimeOfDay(Kind):
    """A time of day, kept as `09:30`."""

    explanation = "如 9:30"
    example = "9:30"

    @property
    def column(self) -> TypeEngine[Any]:
        """Five characters, which sort as the day goes."""
        return String(5)

    def parse(self, raw: object, reading: Reading) -> str:
        """Return `HH:MM` of 9:30, 930, 9点半, 下午2:15; raise Unreadable otherwise."""
        if isinstance(raw, datetime | time):
            return f"{raw.hour:02d}:{raw.minute:02d}"
        return clock_time(typed(raw))

    def mask(self, value: Any) -> str:
        """Return the time: it says nothing of a person."""
        return str(value)


class DayTime(Kind):
    """A moment by the wall clock: a day and a time."""

    explanation = "如 2026-03-05 9:30"
    example = "2026-03-05 9:30"

    @property
    def column(self) -> TypeEngine[Any]:
        """A moment in UTC."""
        return Moment()

    def parse(self, raw: object, reading: Reading) -> datetime:
        """Return the moment with its zone; raise Unreadable when day or time is missing."""
        if isinstance(raw, datetime):
            return raw if raw.tzinfo else raw.replace(tzinfo=STATION_ZONE)
        text = typed(raw)
        apart = _APART.fullmatch(text)
        day, hour = apart.groups() if apart else (text, "")
        on = parse_date(day, today=reading.today, prefer="future")
        if not hour or hour in _PARTS:
            raise Unreadable("no_time", "还要写几点，如 9.25 9:30、明天 下午2:30")
        return datetime.combine(on, time.fromisoformat(clock_time(hour)), STATION_ZONE)

    def show(self, value: Any) -> str:
        """Return day and time at the station."""
        here = local(value)
        return f"{format_date(here.date())} {here.hour}:{here.minute:02d}"

    def mask(self, value: Any) -> str:
        """Return day and time: they say nothing of a person."""
        return self.show(value)


class HalfHours(Kind):
    """Hours of service in steps of half an hour, kept as their number (FIELDS 3.9)."""

    explanation = "以 0.5 小时为单位，一次最多 8 小时"
    example = "1.5"
    right_aligned = True

    @property
    def column(self) -> TypeEngine[Any]:
        """How many half hours."""
        return Integer()

    def parse(self, raw: object, reading: Reading) -> int:
        """Return half hours; raise Unreadable for other steps, and for more than eight hours."""
        found = _HOURS.fullmatch(typed(raw))
        if not found:
            raise Unreadable("no_hours", "应以 0.5 小时为单位，如 1.5")
        halves = int(found[1]) * 2 + (found[2] == "5")
        if not 0 < halves <= LONGEST_SERVICE:
            raise Unreadable("too_many_hours", "一次 0.5 至 8 小时")
        return halves

    def show(self, value: Any) -> str:
        """Return hours with their unit."""
        return f"{hours_words(value)} 小时"

    def mask(self, value: Any) -> str:
        """Return the hours: they say nothing of a person."""
        return self.show(value)


def hours_words(halves: int) -> str:
    """Return half hours as hours: 3 -> 1.5."""
    return f"{halves // 2}{'.5' if halves % 2 else ''}"


def clock_time(text: str) -> str:
    """Return `HH:MM` of what people type; raise Unreadable."""
    if text.isdigit() and len(text) in (3, 4):
        text = f"{text[:-2]}:{text[-2:]}"
    found = _TIME.fullmatch(text)
    if not found:
        raise Unreadable("no_time", "应像 9:30 这样填写")
    hour, minute = int(found[2]), 30 if found[4] or found[5] else int(found[3] or 0)
    if hour < _UNTIL.get(found[1], 0):
        hour += 12
    if hour > 23 or minute > 59:
        raise Unreadable("no_time", "没有这个时间")
    return f"{hour:02d}:{minute:02d}"
