"""The lunar day, as title bars and sheets show it."""

from datetime import date
from functools import lru_cache


@lru_cache(maxsize=512)
def lunar_day_words(day: date) -> str:
    """Return the day in the Chinese calendar: `八月十二`, in a leap month `闰六月初六`."""
    from lunar_python import Solar

    lunar = Solar.fromYmd(day.year, day.month, day.day).getLunar()
    return f"{lunar.getMonthInChinese()}月{lunar.getDayInChinese()}"
