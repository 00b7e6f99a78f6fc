"""Recurring work: how often, when next, and why then."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from gridconsole.core.calendar.dates import format_date_short
from gridconsole.core.identity.numerals import NUMERAL, numeral_digits
from gridconsole.core.identity.text import cell_text
from gridconsole.core.identity.unreadable import Unreadable

_LONGEST = {"day": 366, "month": 12}
_MONTH_WORDS = {"季度": 3, "季": 3, "半年": 6, "年": 12}
_EVERY = re.compile(r"每?(?:隔)?(\d*)个?(日|天|周|星期|礼拜|半月|月|季度|季|半年|年)(?:一次|1次)?")


@dataclass(frozen=True, slots=True)
class Cycle:
    """A regular distance: `count` calendar months (1 to 12) or days (1 to 366)."""

    unit: Literal["month", "day"]
    count: int

    def __post_init__(self) -> None:
        if not 1 <= self.count <= _LONGEST[self.unit]:
            raise ValueError("a cycle is 1 to 12 months or 1 to 366 days")

    def __str__(self) -> str:
        return cycle_words(self)


MONTHLY = Cycle("month", 1)
HALF_MONTHLY = Cycle("day", 15)


@lru_cache
def parse_cycle(raw: object) -> Cycle:
    """Return the cycle that people type: `30 天`, `每月`, `每半月一次`, `每季度`; a bare number counts days.

    Raises Unreadable (`empty`, `wrong_kind`, `not_a_cycle`, `out_of_range`).
    """
    text = re.sub(f"{NUMERAL}+", lambda number: numeral_digits(number[0]), cell_text(raw).replace(" ", ""))
    every = _EVERY.fullmatch(text + "天" if text.isascii() and text.isdigit() else text)
    if not every:
        raise Unreadable("not_a_cycle", "应像“每月一次”或“30 天”这样填写")
    try:
        return _cycle(int(every[1] or 1), every[2])
    except ValueError:
        raise Unreadable("out_of_range", "应在 1 天至 1 年之间") from None


def cycle_words(cycle: Cycle) -> str:
    """Return `每月一次`, `每半月一次`, `每 30 天一次`; `parse_cycle` reads it back."""
    if cycle.unit == "day":
        return "每半月一次" if cycle == HALF_MONTHLY else f"每 {cycle.count} 天一次"
    words = {1: "每月一次", 3: "每季度一次", 6: "每半年一次", 12: "每年一次"}
    return words.get(cycle.count, f"每 {cycle.count} 个月一次")


def next_by_cycle(last: date, cycle: Cycle) -> date:
    """Return the day one cycle after `last`; a month too short for the day gives its last day."""
    if cycle.unit == "day":
        return last + timedelta(cycle.count)
    months = last.year * 12 + last.month - 1 + cycle.count
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(last.day, monthrange(year, month)[1]))


def explain(last: date, cycle: Cycle, *, today: date, what: str = "走访") -> tuple[str, ...]:
    """Return the steps from the last day to the next in words, years only where they are not this year's."""
    due = next_by_cycle(last, cycle)
    begun = format_date_short(last, today)
    steps = [f"上次{what} {begun}", f"{cycle_words(cycle)}，{begun} → {format_date_short(due, today)}"]
    if cycle.unit == "month" and due.day != last.day:
        steps.append(f"{due.month}月没有 {last.day} 日，取月末")
    return tuple(steps)


def _cycle(count: int, unit: str) -> Cycle:
    if unit == "半月":
        return Cycle("day", 15 * count)
    if unit in ("日", "天"):
        return Cycle("day", count)
    if unit in ("周", "星期", "礼拜"):
        return Cycle("day", 7 * count)
    return Cycle("month", count * _MONTH_WORDS.get(unit, 1))
