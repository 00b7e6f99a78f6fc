"""When the next visit is due, and the steps that say why."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridconsole.care.due.rules import Home, Resident, festivals_open, next_visit
from gridconsole.core.calendar.cycles import MONTHLY, next_by_cycle, parse_cycle
from gridconsole.core.calendar.festivals import FESTIVALS, Festival, festival_day
from gridconsole.core.ledger.record import NEVER

TODAY = date(2026, 9, 1)
KNOWN = date(2026, 1, 5)
SEEN = date(2026, 8, 20)
ELDER = Resident("在册", date(1950, 3, 1))
GROWN = Resident(None, date(1980, 3, 1))
CHILD = Resident("在册", date(2015, 3, 1))
GONE = ("去世", "迁出", "暂离", "退出")


def day_of(name, year=2026):
    return Festival(name, festival_day(name, year))


MID_AUTUMN, ELDERS_DAY, CHILDRENS_DAY = day_of("中秋"), day_of("重阳"), day_of("六一")


def due(*people, festivals=(), today=TODAY, **facts):
    facts = {"known_since": KNOWN, "last_visit": SEEN} | facts
    return next_visit(Home(people or (GROWN,), **facts), festivals, today)


@pytest.mark.parametrize(
    ("cycle", "day"),
    [
        (None, date(2026, 9, 20)),
        ("每月一次", date(2026, 9, 20)),
        ("每半月一次", date(2026, 9, 4)),
        ("每 10 天一次", date(2026, 8, 30)),
        ("每季度一次", date(2026, 11, 20)),
    ],
)
def test_it_is_due_one_cycle_after_the_last_visit_every_month_unless_said_otherwise(cycle, day):
    assert (due(cycle=cycle).on, due(cycle=cycle).occasions) == (day, ("日常",))


def test_a_month_that_is_too_short_gives_its_last_day_and_says_so():
    found = due(last_visit=date(2026, 8, 31))
    assert found.on == date(2026, 9, 30)
    assert found.steps == ("上次走访 8月31日", "每月一次，8月31日 → 9月30日", "9月没有 31 日，取月末")


def test_who_was_never_visited_is_due_since_the_household_is_known():
    found = due(last_visit=None)
    assert (found.on, found.steps) == (KNOWN, ("1月5日 建档，还没有走访记录，建档当天起应访",))


def test_an_agreed_day_wins_and_says_so():
    found = due(next_on=date(2026, 9, 12))
    assert found.on == date(2026, 9, 12)
    assert found.steps[-1] == "已约定 9月12日 走访，按约定的日子"
    assert due(next_on=date(2026, 12, 1)).on == date(2026, 12, 1)
    assert due(next_on=date(2026, 12, 1), last_visit=None).on == date(2026, 12, 1)


@pytest.mark.parametrize("agreed", [SEEN, SEEN - timedelta(1), date(2025, 1, 1)])
def test_an_agreed_day_on_or_before_the_last_visit_is_done_with(agreed):
    assert due(next_on=agreed) == due()


@pytest.mark.parametrize("status", GONE)
def test_a_household_of_only_such_people_is_never_due(status):
    gone = Resident(status, date(1950, 3, 1))
    found = due(gone, gone, festivals=(MID_AUTUMN,), next_on=date(2026, 9, 12))
    assert (found.on, found.occasions, found.steps) == (NEVER, (), (f"状态为{status}，不安排走访",))
    assert due(gone, GROWN) == due()


def test_a_household_of_nobody_is_never_due():
    assert next_visit(Home((), KNOWN), (), TODAY).on == NEVER


def test_a_festival_that_comes_first_is_the_day_and_one_visit_serves_both():
    found = due(last_visit=date(2026, 8, 31), festivals=(MID_AUTUMN,))
    assert (found.on, found.occasions) == (MID_AUTUMN.day, ("中秋",))
    assert found.steps[-2:] == ("中秋 9月25日，9月10日起走访，当天为止", "取最早的一天 9月25日")
    both = due(festivals=(MID_AUTUMN,))
    assert (both.on, both.occasions) == (date(2026, 9, 20), ("日常", "中秋"))


def test_who_was_visited_for_a_festival_is_not_visited_for_it_again():
    done = due(festivals=(MID_AUTUMN,), visited_for=frozenset({MID_AUTUMN}))
    assert (done.on, done.occasions) == (due().on, ("日常",))
    assert done.steps[-1] == "中秋 9月25日，已走访"
    last_year = frozenset({day_of("中秋", 2025)})
    assert due(festivals=(MID_AUTUMN,), visited_for=last_year) == due(festivals=(MID_AUTUMN,))


def test_spring_festival_names_its_eve():
    found = due(festivals=(day_of("春节", 2027),), today=date(2027, 1, 25), last_visit=date(2027, 1, 20))
    assert "春节 2月6日（除夕 2月5日），1月22日起走访，当天为止" in found.steps


@pytest.mark.parametrize(
    ("festival", "people", "asks"),
    [
        (CHILDRENS_DAY, (CHILD,), True),
        (CHILDRENS_DAY, (ELDER, GROWN), False),
        (CHILDRENS_DAY, (ELDER, CHILD), True),
        (CHILDRENS_DAY, (ELDER, Resident("迁出", CHILD.born)), False),
        (CHILDRENS_DAY, (Resident("在册", date(2010, 6, 2)),), True),
        (CHILDRENS_DAY, (Resident("在册", date(2010, 6, 1)),), False),
        (CHILDRENS_DAY, (Resident("在册", None, ("留守儿童",)),), True),
        (CHILDRENS_DAY, (Resident("在册", date(1990, 1, 1), ("留守儿童",)),), False),
        (ELDERS_DAY, (ELDER,), True),
        (ELDERS_DAY, (CHILD, GROWN), False),
        (ELDERS_DAY, (Resident("在册", date(1966, 10, 18)),), True),
        (ELDERS_DAY, (Resident("在册", date(1966, 10, 19)),), False),
        (ELDERS_DAY, (Resident("在册", None, ("低保户", "空巢老人")),), True),
        (ELDERS_DAY, (Resident("在册", None, ("低保户",)),), False),
        (ELDERS_DAY, (Resident("去世", ELDER.born), GROWN), False),
        (MID_AUTUMN, (GROWN,), True),
    ],
)
def test_childrens_day_is_for_children_and_double_ninth_for_elders(festival, people, asks):
    found = due(*people, festivals=(festival,), last_visit=festival.day)
    assert (festival.name in found.occasions) is asks


def test_the_visits_of_a_festival_begin_fifteen_days_before_and_end_with_its_day():
    days = [MID_AUTUMN.day - timedelta(n) for n in (16, 15, 0, -1)]
    assert [MID_AUTUMN in festivals_open(day) for day in days] == [False, True, True, False]


DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
CYCLES = st.sampled_from([None, "每月一次", "每半月一次", "每 45 天一次"])
PEOPLE = st.lists(
    st.builds(
        Resident,
        st.sampled_from([None, "在册", *GONE]),
        st.none() | st.dates(date(1930, 1, 1), date(2026, 1, 1)),
        st.sampled_from([(), ("留守儿童",), ("独居老人", "低保户")]),
    ),
    max_size=4,
).map(tuple)
HOMES = st.builds(
    Home,
    residents=PEOPLE,
    known_since=DAYS,
    last_visit=st.none() | DAYS,
    next_on=st.none() | DAYS,
    cycle=CYCLES,
    visited_for=st.frozensets(st.builds(day_of, st.sampled_from(FESTIVALS), st.just(2026)), max_size=3),
)


@given(HOMES, st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_the_day_is_the_earliest_that_anything_asks_for(home, today):
    festivals = festivals_open(today)
    found = next_visit(home, festivals, today)
    if all(one.status in GONE for one in home.residents):
        assert (found.on, found.occasions) == (NEVER, ())
        return
    cycle = parse_cycle(home.cycle) if home.cycle else MONTHLY
    regular = next_by_cycle(home.last_visit, cycle) if home.last_visit else home.known_since
    if home.next_on and (home.last_visit is None or home.next_on > home.last_visit):
        regular = home.next_on
    asking = [one for one in festivals if one.name in found.occasions]
    assert found.on == min([regular, *(one.day for one in asking)])
    assert not home.visited_for & set(asking)
    assert found.occasions and found.steps
    everybodys = [one for one in festivals if one.name not in ("六一", "重阳")]
    assert set(everybodys) - home.visited_for <= set(asking)
