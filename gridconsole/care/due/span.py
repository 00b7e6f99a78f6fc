"""Which households a list asks for: until which day, and for which festivals."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal
from uuid import UUID

from gridconsole.care.due.errors import NoSuchFestival, NoSuchMonth, OtherMonth
from gridconsole.care.due.rules import festivals_open
from gridconsole.care.listing import SOON
from gridconsole.core.calendar.festivals import FESTIVALS, Festival, festival_day, festivals_between
from gridconsole.core.ledger.record import NEVER


@dataclass(frozen=True)
class DueFilter:
    """Which households a list shows; the fields narrow one another.

    `which`: what is overdue, due within a week or for a festival that is near (due), only the overdue, only
    what falls due within a week, festivals of these days among it (soon), or all that are visited. `month`
    (2026-09) asks for the month's plan instead of the week, `festival` for those who are still to be
    visited for it: in the month, or when it comes next, whatever `which` says.
    """

    which: Literal["due", "overdue", "soon", "all"] = "due"
    month: str = ""
    festival: str = ""
    village: str = ""
    helper: UUID | None = None


@dataclass(frozen=True)
class Span:
    """What is due: by the household's own date until a day, or for one of the festivals that are asked for.

    `festivals` are those looked at; `by_date` is False where nothing counts but the festival. Whose own
    date lies before `since` is left out.
    """

    today: date
    until: date
    festivals: tuple[Festival, ...]
    asked: tuple[Festival, ...]
    by_date: bool = True
    since: date = date.min


def span_of(filter: DueFilter, today: date) -> Span:
    """Return what a filter asks for on a day; raise NoSuchMonth, NoSuchFestival or OtherMonth."""
    span = _month(filter.month, today) if filter.month else _near(filter, today)
    if not filter.festival:
        return span
    festival = _festival(filter, today)
    asked = () if festival.day < today else (festival,)
    looked_at = sorted({*span.festivals, *asked}, key=lambda one: (one.day, FESTIVALS.index(one.name)))
    return Span(today, span.until, tuple(looked_at), asked, by_date=False, since=span.since)


def month_days(month: str) -> tuple[date, date]:
    """Return the first and the last day of a month such as 2026-09; raise NoSuchMonth."""
    read = re.fullmatch(r"((?:19|20)\d\d)-(\d\d?)", month.strip())
    if not read or not 1 <= int(read[2]) <= 12:
        raise NoSuchMonth(month)
    year, number = int(read[1]), int(read[2])
    return date(year, number, 1), date(year, number, monthrange(year, number)[1])


def _month(month: str, today: date) -> Span:
    first, last = month_days(month)
    festivals = festivals_between(max(first, today), last)
    return Span(today, last, festivals, festivals)


def _near(filter: DueFilter, today: date) -> Span:
    week, festivals = today + timedelta(SOON), festivals_open(today)
    match filter.which:
        case "due":
            return Span(today, week, festivals, festivals)
        case "overdue":
            return Span(today, today - timedelta(1), festivals, ())
        case "soon":
            near = tuple(one for one in festivals if one.day <= week)
            return Span(today, week, festivals, near, since=today)
        case "all":
            return Span(today, NEVER - timedelta(1), festivals, ())


def _festival(filter: DueFilter, today: date) -> Festival:
    """Return the festival in the chosen month, else the next one of its name."""
    name = filter.festival
    if name not in FESTIVALS:
        raise NoSuchFestival(name, FESTIVALS)
    if not filter.month:
        this = festival_day(name, today.year)
        return Festival(name, this if this >= today else festival_day(name, today.year + 1))
    first, last = month_days(filter.month)
    found = Festival(name, festival_day(name, first.year))
    if not first <= found.day <= last:
        raise OtherMonth(name, found.day)
    return found
