from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridconsole.core.calendar.dates import (
    age_on,
    format_date,
    format_date_short,
    parse_date,
    weekday_word,
)
from gridconsole.core.calendar.lunar import lunar_day_words
from gridconsole.core.identity.unreadable import Unreadable

TODAY = date(2026, 11, 24)
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    "typed",
    [
        "2026-03-05",
        "2026-3-5",
        "2026.3.5",
        "2026/3/5",
        "2026年3月5日",
        "2026年03月05号",
        "2026 3 5",
        "2026. 3. 5",
        "2026。3。5",
        "20260305",
        20260305,
        20260305.0,
        "26.3.5",
        "260305",
        "３月５日",
        "3.5",
        3.5,
        "二〇二六年三月五日",
        "二零二六年三月五日",
        "三月五日",
        "今年3月5日",
        "2026年3月5日（星期四）",
        "2026-03-05 00:00:00",
        "2026-03-05T09:30",
        46086,
        46086.0,
        46086.75,
        "46086",
        date(2026, 3, 5),
        datetime(2026, 3, 5, 23, 59),
    ],
)
def test_one_day_in_many_spellings(typed: object) -> None:
    assert parse_date(typed, today=TODAY) == date(2026, 3, 5)


@pytest.mark.parametrize(
    ("word", "day"),
    [("今天", 24), ("昨天", 23), ("前天", 22), ("明天", 25), ("后天", 26), ("今日", 24)],
)
def test_words_for_days_near_today(word: str, day: int) -> None:
    assert parse_date(word, today=TODAY) == date(2026, 11, day)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("本周一", date(2026, 11, 23)),
        ("这周日", date(2026, 11, 29)),
        ("上周三", date(2026, 11, 18)),
        ("下礼拜三", date(2026, 12, 2)),
        ("下个星期天", date(2026, 12, 6)),
    ],
)
def test_a_day_of_a_named_week_is_read_whichever_side_is_looked_at(words: str, day: date) -> None:
    assert TODAY.weekday() == 1
    assert parse_date(words, today=TODAY) == parse_date(words, today=TODAY, prefer="future") == day


def test_a_day_of_an_unnamed_week_is_no_date() -> None:
    with pytest.raises(Unreadable):
        parse_date("星期三", today=TODAY)


def test_a_day_without_a_year_looks_back_or_ahead() -> None:
    assert parse_date("12月25日", today=date(2026, 1, 10)) == date(2025, 12, 25)
    assert parse_date("去年12月25日", today=TODAY) == date(2025, 12, 25)
    assert parse_date("12月25日", today=TODAY, prefer="future") == date(2026, 12, 25)
    assert parse_date("3月5日", today=TODAY, prefer="future") == date(2027, 3, 5)
    assert (
        parse_date("11月24日", today=TODAY) == parse_date("11月24日", today=TODAY, prefer="future") == TODAY
    )
    assert parse_date("2月29日", today=date(2028, 1, 1)) == date(2024, 2, 29)


def test_a_year_of_two_digits_does_not_lie_ahead_of_a_birth() -> None:
    assert parse_date("48.3.15", today=TODAY) == date(1948, 3, 15)
    assert parse_date("27.1.5", today=TODAY) == date(1927, 1, 5)
    assert parse_date("27.1.5", today=TODAY, prefer="future") == date(2027, 1, 5)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("1948年3月", "day_missing"),
        ("1948.3", "day_missing"),
        ("1948-03", "day_missing"),
        ("194803", "day_missing"),
        (1948.3, "day_missing"),
        ("一九四八年三月", "day_missing"),
        ("1948", "month_missing"),
        (1948, "month_missing"),
        ("2026-02-30", "impossible_date"),
        ("2月30日", "impossible_date"),
        ("13月1日", "impossible_date"),
        ("1899-12-31", "impossible_date"),
        ("2101-01-01", "impossible_date"),
        (date(1800, 1, 1), "impossible_date"),
        ("5/3/2026", "year_last"),
        ("农历八月十二", "lunar_date"),
        ("八月初三", "lunar_date"),
        (3.1, "damaged_number"),
        ("很久以前", "not_a_date"),
        (-5, "not_a_date"),
        (float("nan"), "not_a_date"),
        ("", "empty"),
        (None, "empty"),
        (True, "wrong_kind"),
    ],
)
def test_what_is_no_whole_date_is_refused(typed: object, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        parse_date(typed, today=TODAY)
    assert caught.value.code == code


def test_a_month_without_a_day_is_said_in_words() -> None:
    with pytest.raises(Unreadable, match="只有年月，缺日"):
        parse_date("1948年3月", today=TODAY)


@given(days)
def test_every_written_form_is_read_back(day: date) -> None:
    for written in (format_date(day), day.isoformat(), f"{day:%Y%m%d}", f"{day.year}.{day.month}.{day.day}"):
        assert parse_date(written, today=TODAY) == day


@given(days, st.sampled_from(["past", "future"]))
def test_the_short_form_finds_the_nearest_day_or_asks_for_the_year(day: date, prefer: str) -> None:
    try:
        read = parse_date(f"{day.month}月{day.day}日", today=TODAY, prefer=prefer)
    except Unreadable as refused:
        assert refused.code == "year_missing"
        return
    assert read <= TODAY if prefer == "past" else read >= TODAY
    assert (read.month, read.day) == (day.month, day.day)


@pytest.mark.parametrize(("away", "prefer"), [(1, "past"), (-1, "future"), (31, "past"), (-100, "future")])
def test_a_day_on_the_other_side_of_today_is_not_moved_by_a_year(away: int, prefer: str) -> None:
    day = TODAY + timedelta(away)
    with pytest.raises(Unreadable, match="请写上年份"):
        parse_date(f"{day.month}月{day.day}日", today=TODAY, prefer=prefer)


@given(st.integers(10_000, 73_000))
def test_a_day_number_means_the_same_as_number_and_as_text(serial: int) -> None:
    assert parse_date(serial, today=TODAY) == parse_date(str(serial), today=TODAY)
    assert parse_date(serial + 1, today=TODAY).toordinal() - parse_date(serial, today=TODAY).toordinal() == 1


@given(st.one_of(st.text("0123456789年月日.-/初十一二〇今昨天 "), st.text(), st.integers(), st.floats()))
def test_any_cell_is_read_or_refused(cell: object) -> None:
    try:
        read = parse_date(cell, today=TODAY)
    except Unreadable as complaint:
        assert complaint.code and complaint.message
    else:
        assert date(1900, 1, 1) <= read <= date(2100, 12, 31)


def test_paper_shows_dates_without_zeros() -> None:
    assert format_date(date(2026, 3, 5)) == "2026年3月5日"
    assert format_date_short(date(2026, 3, 5), TODAY) == "3月5日"
    assert format_date_short(date(2027, 3, 5), TODAY) == "2027年3月5日"
    assert weekday_word(date(2026, 11, 24)) == "星期二"
    assert weekday_word(date(2026, 11, 29)) == "星期日"


def test_age_changes_on_the_birthday() -> None:
    assert age_on(date(1948, 3, 15), date(2026, 3, 14)) == 77
    assert age_on(date(1948, 3, 15), date(2026, 3, 15)) == 78
    assert age_on(date(2012, 2, 29), date(2026, 2, 28)) == 13
    assert age_on(date(2012, 2, 29), date(2026, 3, 1)) == 14
    with pytest.raises(ValueError):
        age_on(date(2026, 1, 2), date(2026, 1, 1))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 9, 22), "八月十二"),
        (date(2026, 2, 17), "正月初一"),
        (date(2026, 2, 16), "腊月廿九"),
        (date(2025, 7, 30), "闰六月初六"),
    ],
)
def test_the_lunar_day(day: date, words: str) -> None:
    assert lunar_day_words(day) == words
