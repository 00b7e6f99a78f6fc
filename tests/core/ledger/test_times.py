"""Days with a time, as a clerk types them."""

from datetime import date, datetime

import pytest

from gridconsole.core.clock import STATION_ZONE
from gridconsole.core.identity.unreadable import Unreadable
from gridconsole.core.ledger.kinds.base import Reading
from gridconsole.core.ledger.kinds.times import DayTime, clock_time

TODAY = date(2026, 9, 22)  # a Tuesday
READING = Reading(TODAY)


@pytest.mark.parametrize(
    "typed",
    [
        "2026-09-30 9:30", "9.30 9:30", "9.30 930", "9月30日9:30", "9月30日 上午9点半", "下周三 9:30",
        "下礼拜三上午9点半", "2026年9月30日 09:30", "20260930 9:30",
    ],
)  # fmt: skip
def test_one_moment_in_many_spellings(typed):
    assert DayTime("约定").parse(typed, READING) == datetime(2026, 9, 30, 9, 30, tzinfo=STATION_ZONE)


@pytest.mark.parametrize("typed", ["9.25", "9.25 上午", "下礼拜三上午", "明天下午", "2026-09-25"])
def test_a_day_without_a_time_asks_for_the_time(typed):
    with pytest.raises(Unreadable, match="还要写几点"):
        DayTime("约定").parse(typed, READING)


@pytest.mark.parametrize("typed", ["9:30", "改天", "9.31 9:30", "9.30 25:00"])
def test_what_is_no_moment_is_refused(typed):
    with pytest.raises(Unreadable):
        DayTime("约定").parse(typed, READING)


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("中午1点", "13:00"), ("中午 2点半", "14:30"), ("中午12点", "12:00"), ("中午11点半", "11:30"),
        ("上午9点", "09:00"), ("下午1点", "13:00"), ("晚上7:05", "19:05"), ("12点", "12:00"),
    ],
)  # fmt: skip
def test_the_hours_around_noon_are_those_of_the_day(typed, time):
    assert clock_time(typed) == time
