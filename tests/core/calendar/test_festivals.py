"""Festivals on their days: the table of six years, and what must hold for two centuries."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lunar_python import Solar

from gridconsole.core.calendar.festivals import (
    FESTIVALS,
    LUNAR,
    Festival,
    festival_day,
    festivals_between,
    new_years_eve,
)

YEARS = range(2026, 2032)
TABLE = {
    "除夕": "2/16 2/5 1/25 2/12 2/2 1/22",
    "春节": "2/17 2/6 1/26 2/13 2/3 1/23",
    "元宵": "3/3 2/20 2/9 2/27 2/17 2/6",
    "清明": "4/5 4/5 4/4 4/4 4/5 4/5",
    "端午": "6/19 6/9 5/28 6/16 6/5 6/24",
    "六一": "6/1 6/1 6/1 6/1 6/1 6/1",
    "中秋": "9/25 9/15 10/3 9/22 9/12 10/1",
    "重阳": "10/18 10/8 10/26 10/16 10/5 10/24",
}
CENTURIES = st.integers(1900, 2100)
TERMS = Path(__file__).parents[3] / "resources/terms/festivals.txt"
BOUNDS = {  # first and last day that the calendar of these centuries gives
    "春节": ((1, 21), (2, 21)),
    "元宵": ((2, 4), (3, 7)),
    "清明": ((4, 4), (4, 6)),
    "端午": ((5, 27), (6, 26)),
    "六一": ((6, 1), (6, 1)),
    "中秋": ((9, 7), (10, 8)),
    "重阳": ((9, 30), (11, 1)),
}


@pytest.mark.parametrize("name", TABLE)
def test_every_festival_falls_on_the_day_of_the_table(name):
    days = [new_years_eve(year) if name == "除夕" else festival_day(name, year) for year in YEARS]
    assert " ".join(f"{day.month}/{day.day}" for day in days) == TABLE[name]
    assert [day.year for day in days] == list(YEARS)


def test_the_words_are_those_of_the_terms():
    lines = TERMS.read_text(encoding="utf-8").splitlines()
    words = [line.split("\t")[0] for line in lines if line and not line.startswith("#")]
    assert words == list(FESTIVALS)


@given(CENTURIES, st.sampled_from(FESTIVALS))
def test_every_festival_lies_in_its_season(year, name):
    day = festival_day(name, year)
    first, last = BOUNDS[name]
    assert day.year == year and first <= (day.month, day.day) <= last


@given(CENTURIES, st.sampled_from(list(LUNAR)))
def test_a_lunar_festival_is_that_day_of_the_chinese_calendar_and_in_no_leap_month(year, name):
    day = festival_day(name, year)
    lunar = Solar.fromYmd(day.year, day.month, day.day).getLunar()
    # a leap month has a negative number
    assert (lunar.getYear(), lunar.getMonth(), lunar.getDay()) == (year, *LUNAR[name])


@given(CENTURIES)
def test_new_years_eve_is_the_last_day_of_the_old_year(year):
    eve = new_years_eve(year)
    assert eve + timedelta(1) == festival_day("春节", year)
    lunar = Solar.fromYmd(eve.year, eve.month, eve.day).getLunar()
    assert (lunar.getYear(), abs(lunar.getMonth())) == (year - 1, 12) and lunar.getDay() in (29, 30)


@settings(max_examples=40)
@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.integers(0, 800))
def test_the_festivals_between_two_days_are_all_of_them_in_order(first, days):
    last = min(first + timedelta(days), date(2100, 12, 31))
    found = festivals_between(first, last)
    years = range(first.year, last.year + 1)
    everything = {Festival(name, festival_day(name, year)) for name in FESTIVALS for year in years}
    assert set(found) == {one for one in everything if first <= one.day <= last}
    assert [one.day for one in found] == sorted(one.day for one in found)


def test_an_unknown_festival_is_a_mistake():
    with pytest.raises(KeyError):
        festival_day("国庆", 2026)
