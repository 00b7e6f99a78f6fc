"""The festivals on which people are visited, the lunar ones computed (FIELDS 5.3)."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

SPRING, CHILDREN, QINGMING, ELDERS = "春节", "六一", "清明", "重阳"
LUNAR = MappingProxyType({SPRING: (1, 1), "元宵": (1, 15), "端午": (5, 5), "中秋": (8, 15), ELDERS: (9, 9)})
"""Festival -> month and day of the Chinese calendar; never a leap month."""
FESTIVALS = (SPRING, "元宵", QINGMING, "端午", CHILDREN, "中秋", ELDERS)
"""In the words and the order of the terms, as the year brings them as a rule."""


@dataclass(frozen=True, slots=True)
class Festival:
    """One festival of one year."""

    name: str
    day: date


@lru_cache(maxsize=2048)
def festival_day(name: str, year: int) -> date:
    """Return the day of a festival in a calendar year, 1900 to 2100; raise KeyError for an unknown name."""
    if name == CHILDREN:
        return date(year, 6, 1)
    return _qingming(year) if name == QINGMING else _lunar_day(year, *LUNAR[name])


def new_years_eve(year: int) -> date:
    """Return the eve of a year's Spring Festival: the day before it, the 29th or the 30th of its month."""
    return festival_day(SPRING, year) - timedelta(1)


def festivals_between(first: date, last: date) -> tuple[Festival, ...]:
    """Return the festivals from `first` to `last`, both included, in the order of their days."""
    years = range(first.year, last.year + 1)
    found = [Festival(name, festival_day(name, year)) for year in years for name in FESTIVALS]
    return tuple(sorted((f for f in found if first <= f.day <= last), key=lambda f: f.day))


def _lunar_day(year: int, month: int, day: int) -> date:
    """Return a day of months 1 to 9, which always fall into the calendar year of the same number."""
    from lunar_python import Lunar

    solar = Lunar.fromYmd(year, month, day).getSolar()
    return date(solar.getYear(), solar.getMonth(), solar.getDay())


def _qingming(year: int) -> date:
    """Return the day of the solar term, for which no rule of thumb holds for two centuries."""
    from lunar_python import Solar

    solar = Solar.fromYmd(year, 4, 1).getLunar().getJieQiTable()[QINGMING]
    return date(solar.getYear(), solar.getMonth(), solar.getDay())
