from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridconsole.core.calendar.cycles import (
    HALF_MONTHLY,
    MONTHLY,
    Cycle,
    cycle_words,
    explain,
    next_by_cycle,
    parse_cycle,
)
from gridconsole.core.identity.unreadable import Unreadable

TODAY = date(2026, 8, 24)
days = st.dates(date(2000, 1, 1), date(2098, 12, 31))
cycles = st.one_of(
    st.builds(Cycle, st.just("day"), st.integers(1, 366)),
    st.builds(Cycle, st.just("month"), st.integers(1, 12)),
)


@pytest.mark.parametrize(
    ("typed", "cycle"),
    [
        ("每月一次", MONTHLY),
        ("每月", MONTHLY),
        ("一月一次", MONTHLY),
        ("每月1次", MONTHLY),
        ("每半月", HALF_MONTHLY),
        ("半月一次", HALF_MONTHLY),
        ("30 天", Cycle("day", 30)),
        ("每 30 天", Cycle("day", 30)),
        ("30", Cycle("day", 30)),
        (30, Cycle("day", 30)),
        (15.0, HALF_MONTHLY),
        ("每十五天一次", HALF_MONTHLY),
        ("每周", Cycle("day", 7)),
        ("每两周一次", Cycle("day", 14)),
        ("每季度", Cycle("month", 3)),
        ("每两个月", Cycle("month", 2)),
        ("每半年", Cycle("month", 6)),
        ("每年一次", Cycle("month", 12)),
    ],
)
def test_cycles_that_people_type(typed: object, cycle: Cycle) -> None:
    assert parse_cycle(typed) == cycle


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("常去", "not_a_cycle"),
        ("0", "out_of_range"),
        ("400 天", "out_of_range"),
        ("", "empty"),
        (None, "empty"),
        (1.5, "not_a_cycle"),
    ],
)
def test_cycles_that_are_refused(typed: object, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        parse_cycle(typed)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("last", "due"),
    [
        (date(2026, 8, 11), date(2026, 9, 11)),
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2026, 12, 5), date(2027, 1, 5)),
    ],
)
def test_monthly_is_a_calendar_month(last: date, due: date) -> None:
    assert next_by_cycle(last, MONTHLY) == due


@given(cycles)
def test_a_cycle_in_words_is_read_back(cycle: Cycle) -> None:
    assert parse_cycle(cycle_words(cycle)) == cycle


@given(days, cycles)
def test_the_next_day_lies_ahead_by_the_cycle(last: date, cycle: Cycle) -> None:
    due = next_by_cycle(last, cycle)
    if cycle.unit == "day":
        assert due - last == timedelta(cycle.count)
    else:
        assert (due.year - last.year) * 12 + due.month - last.month == cycle.count
        assert due.day == last.day or (due + timedelta(1)).day == 1


def test_a_cycle_explains_its_day() -> None:
    assert explain(date(2026, 8, 11), MONTHLY, today=TODAY) == (
        "上次走访 8月11日",
        "每月一次，8月11日 → 9月11日",
    )


def test_a_cycle_explains_the_end_of_a_short_month_and_another_year() -> None:
    assert explain(date(2026, 1, 31), MONTHLY, today=TODAY)[-1] == "2月没有 31 日，取月末"
    assert explain(date(2026, 12, 20), HALF_MONTHLY, today=TODAY, what="检查") == (
        "上次检查 12月20日",
        "每半月一次，12月20日 → 2027年1月4日",
    )


def test_a_cycle_out_of_bounds_cannot_be_made() -> None:
    with pytest.raises(ValueError):
        Cycle("day", 0)
