"""The one place that reads the time of day."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Protocol
from zoneinfo import ZoneInfo

STATION_ZONE = ZoneInfo("Asia/Shanghai")


class Clock(Protocol):
    """Tells the time, always in UTC with its zone."""

    def now(self) -> datetime:
        """Return this moment in UTC."""


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        """Return this moment in UTC."""
        return datetime.now(UTC)


@dataclass(frozen=True)
class DayClock:
    """A clock that stands on a chosen day while its hours go on (`--today`)."""

    day: date

    def now(self) -> datetime:
        """Return the chosen day with the computer's time of day, in UTC."""
        hours = datetime.now(STATION_ZONE).timetz().replace(tzinfo=None)
        return datetime.combine(self.day, hours, STATION_ZONE).astimezone(UTC)


@dataclass(frozen=True)
class StandingClock:
    """A clock that shows one moment for ever, for demonstrations and tests."""

    moment: datetime

    @classmethod
    def on(cls, day: date, hour: int = 9) -> "StandingClock":
        """Return a clock standing at the given hour of a day in station time."""
        return cls(datetime.combine(day, time(hour), STATION_ZONE).astimezone(UTC))

    def now(self) -> datetime:
        """Return the standing moment in UTC."""
        return self.moment


def local(moment: datetime) -> datetime:
    """Return a UTC moment in the station's time."""
    return moment.astimezone(STATION_ZONE)


def today(clock: Clock) -> date:
    """Return the station's calendar day."""
    return local(clock.now()).date()
