"""What a certificate of service hours says, as plain data."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

STEP = Decimal("0.5")


@dataclass(frozen=True)
class MonthOfService:
    """What a volunteer did in one month: first and last day, how often, what, hours in steps of 0.5."""

    first: date
    last: date
    times: int
    content: str
    hours: Decimal

    def __post_init__(self) -> None:
        if self.hours <= 0 or self.hours % STEP:
            raise ValueError(f"{self.hours} hours of service are not a multiple of {STEP}")
        if (self.first.year, self.first.month) != (self.last.year, self.last.month) or self.last < self.first:
            raise ValueError(f"{self.first} to {self.last} is not within one month")


@dataclass(frozen=True)
class ServiceCertificate:
    """Who served from when to when; the totals are those of the months."""

    station: str
    station_phone: str
    document_number: str
    name: str
    volunteer_number: str
    first: date
    last: date
    months: tuple[MonthOfService, ...]
    issued_on: date

    def __post_init__(self) -> None:
        if not self.months:
            raise ValueError("a certificate of service names at least one month")

    @property
    def hours(self) -> Decimal:
        """Return the hours of all months."""
        return sum((month.hours for month in self.months), Decimal(0))

    @property
    def times(self) -> int:
        """Return how many times the volunteer served."""
        return sum(month.times for month in self.months)


def date_in_words(day: date) -> str:
    """Return a date as certificates write it, 二〇二六年十一月二十四日 (GB/T 15835-2011)."""
    year = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(day.year))
    return f"{year}年{_spoken(day.month)}月{_spoken(day.day)}日"


def hours_in_figures(hours: Decimal) -> str:
    """Return hours with the one decimal that steps of 0.5 need."""
    return f"{hours:.1f}"


def _spoken(number: int) -> str:
    tens, ones = divmod(number, 10)
    ten = ("一二三"[tens - 1] if tens > 1 else "") + "十" if tens else ""
    return ten + ("一二三四五六七八九"[ones - 1] if ones else "")
