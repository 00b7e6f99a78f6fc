"""The rules of the volunteers' register: hours of service, never working hours (FIELDS 3.9)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from gridconsole.care.paper.certificate_data import MonthOfService

LONGEST_CONTENT = 120
"""Characters that say what was done in a month; the register holds the rest."""


@dataclass(frozen=True)
class Served:
    """One service: the day, half hours, what was done."""

    on: date
    halves: int
    what: str


def hours(halves: int) -> Decimal:
    """Return half hours as hours, exactly."""
    return Decimal(halves) / 2


def was_volunteer(on: date, since: date | None, until: date | None) -> bool:
    """Return whether somebody was registered on a day; an unknown end of the time is open."""
    return (since is None or since <= on) and (until is None or on <= until)


def months(services: Iterable[Served]) -> tuple[MonthOfService, ...]:
    """Return services month by month, the earliest first."""
    ordered = sorted(services, key=lambda one: one.on)
    grouped = groupby(ordered, key=lambda one: (one.on.year, one.on.month))
    return tuple(_month(list(some)) for _, some in grouped)


def _month(some: list[Served]) -> MonthOfService:
    total = hours(sum(one.halves for one in some))
    return MonthOfService(some[0].on, some[-1].on, len(some), _content(some), total)


def _content(some: Iterable[Served]) -> str:
    """Return what was done, each thing once, shortened with 等 where it gets too long."""
    said = list(dict.fromkeys(one.what for one in some if one.what))
    text = "；".join(said)
    while len(text) > LONGEST_CONTENT and len(said) > 1:
        said.pop()
        text = "；".join(said) + " 等"
    return text or "志愿服务"
