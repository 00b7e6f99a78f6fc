"""Dates as people type them and as paper prints them."""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Literal

from gridconsole.core.identity.numerals import NUMERAL, numeral_digits
from gridconsole.core.identity.text import narrow
from gridconsole.core.identity.unreadable import Unreadable, damaged_number, empty

Prefer = Literal["past", "future"]

EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)

_SERIAL_ZERO = date(1899, 12, 30)
"""Day 0 of a spreadsheet's count; right from 1900-03-01 on, where its wrong leap day no longer matters."""
_SERIALS = range(10_000, 73_416)

_DAY_WORDS = {
    "大前天": -3, "前天": -2, "前日": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "当天": 0, "当日": 0,
    "明天": 1, "明日": 1, "后天": 2, "后日": 2, "大后天": 3,
}  # fmt: skip
_WEEK_WORDS = {"上": -7, "本": 0, "这": 0, "下": 7}
_YEAR_WORDS = {"前年": -2, "去年": -1, "今年": 0, "本年": 0, "明年": 1}
_LONGEST_CELL = 60
_WEEKDAYS = "一二三四五六日"

_TIME = re.compile(r"[ T]\d{1,2}:\d{1,2}(?::\d{1,2}(?:\.\d+)?)?$")
_WEEKDAY = re.compile(r"\(?(?:星期|周|礼拜)[一二三四五六日天]\)?$")
_DAY_OF_WEEK = re.compile(r"([上本这下])个?(?:星期|周|礼拜)([一二三四五六日天])")
_HAN_NUMBER = re.compile(f"{NUMERAL}+(?=[年月日号])|(?<=月){NUMERAL}+$")
_BETWEEN = r"[-./年月,、 ]"
_FULL = re.compile(rf"(\d{{4}}|\d{{2}}){_BETWEEN}(\d{{1,2}}){_BETWEEN}(\d{{1,2}})[日号]?")
_YEAR_MONTH = re.compile(
    rf"(\d{{4}}){_BETWEEN}(\d{{1,2}})月?|(\d{{2}})年(\d{{1,2}})月?|((?:19|20)\d\d)(0[1-9]|1[0-2])"
)
HALF_A_YEAR = 183
"""Days."""
_YEAR = re.compile(r"(?:19|20)\d\d年?|\d{2}年")
_MONTH_DAY = re.compile(r"(\d{1,2})[-./月](\d{1,2})[日号]?")
_YEAR_LAST = re.compile(r"\d{1,2}[-./]\d{1,2}[-./]\d{4}")


def parse_date(raw: object, *, today: date, prefer: Prefer = "past") -> date:
    """Return the day that a cell or a field says, between 1900 and 2100.

    Read are `2026-03-05`, `2026.3.5`, `2026年3月5日`, `20260305`, `二〇二六年三月五日`, `3月5日`, `昨天`,
    `下周三` (weeks begin on Monday), a spreadsheet's day numbers, date cells. A day without a year is the
    nearest one before or after `today` as `prefer` says, today included; where that is in another year and
    more than half a year away, the other side is the likelier one and the year is asked for. A year of two
    digits lies in 2000 to 2099, or a hundred years earlier if that would be after `today` and `prefer` is
    past.

    Raises Unreadable (`empty`, `wrong_kind`, `damaged_number`, `impossible_date`, `day_missing`,
    `month_missing`, `year_missing`, `year_last`, `lunar_date`, `not_a_date`).
    """
    if isinstance(raw, datetime):
        return _in_range(raw.date())
    if isinstance(raw, date):
        return _in_range(raw)
    if raw is None:
        raise empty()
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        raise Unreadable("wrong_kind", "单元格格式不对，应为日期")
    return _in_range(_read(_typed(raw), today, prefer))


def format_date(day: date) -> str:
    """Return `2026年3月5日`, month and day without zeros (GB/T 9704)."""
    return f"{day.year}年{day.month}月{day.day}日"


def format_date_short(day: date, today: date) -> str:
    """Return `3月5日` within the year of `today`, else the whole date."""
    return f"{day.month}月{day.day}日" if day.year == today.year else format_date(day)


def weekday_word(day: date) -> str:
    """Return `星期四`."""
    return "星期" + _WEEKDAYS[day.weekday()]


def age_on(born: date, day: date) -> int:
    """Return full years of age; who was born on 29 February turns on 1 March in common years.

    Raises ValueError if `day` lies before `born`.
    """
    if day < born:
        raise ValueError("nobody has an age before birth")
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _typed(raw: str | int | float) -> str:
    if isinstance(raw, str):
        return _plain(raw)
    if isinstance(raw, int) or raw.is_integer():
        return str(int(raw))
    if _SERIALS.start < raw < _SERIALS.stop:
        return str(int(raw))
    text = repr(raw)
    # 3.1 in a number cell may have been typed as 3.10
    if re.fullmatch(r"\d{1,2}\.[123]", text):
        raise damaged_number()
    return text


def _plain(raw: str) -> str:
    text = narrow(raw[:_LONGEST_CELL]).lstrip("'").replace("。", ".")
    if _DAY_OF_WEEK.fullmatch(text.strip()):
        return text.strip()
    text = _WEEKDAY.sub("", _TIME.sub("", text)).strip()
    text = _HAN_NUMBER.sub(lambda number: numeral_digits(number[0]), text)
    return re.sub(r"\s*([-./年月日号,、])\s*", r"\1", text)


def _read(text: str, today: date, prefer: Prefer) -> date:
    if not text:
        raise empty()
    if text in _DAY_WORDS:
        return today + timedelta(_DAY_WORDS[text])
    if week_day := _DAY_OF_WEEK.fullmatch(text):
        monday = today - timedelta(today.weekday()) + timedelta(_WEEK_WORDS[week_day[1]])
        return monday + timedelta(_WEEKDAYS.index(week_day[2].replace("天", "日")))
    if text[:2] in _YEAR_WORDS:
        text = f"{today.year + _YEAR_WORDS[text[:2]]}年{text[2:]}"
    if text.isascii() and text.isdigit():
        return _read_digits(text, today, prefer)
    full = _FULL.fullmatch(text)
    if full:
        return _day(_year(full, today, prefer), int(full[2]), int(full[3]))
    _refuse_partial(text)
    month_day = _MONTH_DAY.fullmatch(text)
    if month_day:
        return _nearest(int(month_day[1]), int(month_day[2]), today, prefer)
    raise _complaint(text)


def _read_digits(text: str, today: date, prefer: Prefer) -> date:
    if len(text) == 8:
        return _day(int(text[:4]), int(text[4:6]), int(text[6:]))
    if len(text) == 5 and int(text) in _SERIALS:
        return _SERIAL_ZERO + timedelta(int(text))
    _refuse_partial(text)
    if len(text) == 6:
        return _read(f"{text[:2]}.{text[2:4]}.{text[4:]}", today, prefer)
    raise _complaint(text)


def _refuse_partial(text: str) -> None:
    if _YEAR.fullmatch(text):
        raise Unreadable("month_missing", "只有年份，缺月日")
    if _YEAR_MONTH.fullmatch(text):
        raise Unreadable("day_missing", "只有年月，缺日")


def _complaint(text: str) -> Unreadable:
    if re.match("农历|阴历|正月|冬月|腊月|.*月(?:初|廿)", text):
        return Unreadable("lunar_date", "是农历日期，应填公历")
    if _YEAR_LAST.fullmatch(text):
        return Unreadable("year_last", "年份应写在最前面")
    return Unreadable("not_a_date", "不是日期，应像 2026-3-5 这样填写")


def _year(full: re.Match[str], today: date, prefer: Prefer) -> int:
    year = int(full[1])
    if len(full[1]) == 4:
        return year
    this = (2000 + year, int(full[2]), int(full[3]))
    later = this > (today.year, today.month, today.day)
    return 1900 + year if later and prefer == "past" else 2000 + year


def _nearest(month: int, day: int, today: date, prefer: Prefer) -> date:
    # within five years there is a 29 February, except around 2100
    for away in range(5):
        year = today.year + (away if prefer == "future" else -away)
        if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
            continue
        found = date(year, month, day)
        if found >= today if prefer == "future" else found <= today:
            return _near(found, today, prefer)
    raise Unreadable("impossible_date", "没有这一天")


def _near(found: date, today: date, prefer: Prefer) -> date:
    if (
        found.year == today.year
        or abs((found - today).days) <= HALF_A_YEAR
        or (found.month, found.day) == (2, 29)
    ):
        return found
    said = (
        "今年这一天已过，是明年的请写上年份" if prefer == "future" else "今年这一天还没到，是去年的请写上年份"
    )
    raise Unreadable("year_missing", said)


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Unreadable("impossible_date", "没有这一天") from None


def _in_range(day: date) -> date:
    if not EARLIEST <= day <= LATEST:
        raise Unreadable("impossible_date", "年份应在 1900 至 2100 之间")
    return day
