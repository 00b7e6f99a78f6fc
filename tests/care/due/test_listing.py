"""The due list and the month's plan are what a plain scan finds, in order, for whoever asks."""

import random
import shutil
from datetime import UTC, date, datetime, timedelta

import pytest

from gridconsole.care.due.errors import NoSuchFestival, NoSuchMonth, OtherMonth
from gridconsole.care.due.span import DueFilter
from gridconsole.care.errors import NoSuchFile
from gridconsole.care.records import Household
from gridconsole.care.visiting.records import Visit
from gridconsole.core.clock import StandingClock
from gridconsole.core.ledger.record import NEVER
from tests.care.conftest import STAFF
from tests.care.due.scan import read, scan
from tests.care.sheets import bring_in, people, sheet
from tests.stores import Store

DAY = date(2026, 9, 22)
HEADINGS = "姓名 村 门牌号 上次走访 下次走访 走访周期 状态 结对人 人员类别 出生日期 数据来源"
FILTERS = [
    DueFilter(),
    DueFilter(which="overdue"),
    DueFilter(which="soon"),
    DueFilter(which="soon", festival="中秋"),
    DueFilter(which="all"),
    DueFilter(month="2026-09"),
    DueFilter(month="2026-10"),
    DueFilter(month="2026-08"),
    DueFilter(month="2027-02"),
    DueFilter(month="2027-06"),
    DueFilter(festival="中秋"),
    DueFilter(festival="六一"),
    DueFilter(month="2026-10", festival="重阳"),
    DueFilter(month="2026-04", festival="清明"),
    DueFilter(month="2026-09", village="柳塘村"),
    DueFilter(which="overdue", festival="中秋"),
]


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def place(request, sqlite_template, tmp_path_factory):
    """A store of some hundred households, a part of them visited for the festival."""
    if request.param == "sqlite":
        folder = tmp_path_factory.mktemp("due")
        shutil.copy(sqlite_template, folder)
        yield filled(Store(folder))
    else:
        with request.getfixturevalue("postgres").database("TEMPLATE gridconsole_template") as url:
            yield filled(Store(url=url))


def filled(place):
    with place.open() as console:
        caller = console.caller()
        for name, post in STAFF.items():
            console.staff.add(caller, name, post)
        bring_in(console, sheet(HEADINGS, *rows(random.Random(4))))
        homes = [home.id for home in read(console).households]
        console.doors.write(caller, "visit.test", lambda unit: visit(unit.session, homes))
    return place


@pytest.fixture(scope="module")
def ledger(place):
    """The console on that store."""
    with place.open() as console:
        yield console


@pytest.fixture
def caller(ledger):
    """The clerk."""
    return ledger.caller("BZ", "何静")


@pytest.fixture
def volunteer(ledger):
    """A volunteer with households of his own."""
    return ledger.caller("BZ", "陈海")


def rows(dice):
    for number in range(140):
        yield (
            dice.choice("李张王曾尉")
            + dice.choice(["秀珍", "乐", "重庆", "长行", "玥"])
            + "甲乙"[number % 2],
            dice.choice(["柳塘村", "杨庄村"]),
            f"{number // 2 * dice.choice([1, 1, 2])}号",
            dice.choice([None, *(str(DAY - timedelta(n)) for n in (1, 14, 20, 31, 40, 60))]),
            dice.choice([None, None, None, "2026-9-24", "2026-10-30", "2026-8-1"]),
            dice.choice([None, "每半月一次", "每 45 天一次"]),
            dice.choice(["在册", None, None, "去世", "迁出", "暂离"]),
            dice.choice(["何静", "陈海", None]),
            dice.choice(["独居", "低保", "留守儿童", None]),
            dice.choice([None, "1950-3-1", "1966-10-18", "1966-10-19", "2012-6-1", "2018-5-5"]),
            dice.choice([None, "村委会"]),
        )


def visit(session, homes):
    """Make the visits of the weeks before, for various occasions and with various luck."""
    dice = random.Random(6)
    for number, home in enumerate(homes, 1):
        made = Visit(
            household_id=home, station_id=session.get_one(Household, 1).station_id, number=number,
            opened_at=datetime(2026, 9, 1, tzinfo=UTC), as_typed={}, visitors=("何静",),
            visited_on=DAY - timedelta(dice.randrange(30)), met=dice.choice(["本人", "家属代", "没遇到"]),
            occasions=dice.choice([("中秋",), ("日常", "中秋"), ("日常",), None]),
            closed_at=dice.choice([None, *[datetime(2026, 9, 22, tzinfo=UTC)] * 4]),
            cancelled=dice.choice([None, None, None, "人已迁出"]),
        )  # fmt: skip
        session.add(made)


@pytest.mark.parametrize("filter", FILTERS, ids=str)
def test_a_list_holds_what_a_plain_scan_finds(ledger, caller, volunteer, filter):
    for who in (caller, volunteer):
        wanted = scan(ledger, who, filter, DAY)
        found = list(ledger.care.due.everything(who, filter))
        assert {one.id for one in found} == wanted.keys() and len(found) == len(wanted)
        assert ledger.care.due.count(who, filter) == len(wanted)
        assert set(ledger.care.due.households(who, filter)) == wanted.keys()
        for one in found:
            assert (one.due.on, one.due.occasions, one.names) == wanted[one.id][1:]
            assert one.days_over == max(0, (DAY - one.due.on).days)


def test_a_list_begins_with_what_is_overdue_and_ends_with_what_only_a_festival_asks_for(ledger, caller):
    found = list(ledger.care.due.everything(caller, DueFilter()))
    wanted = scan(ledger, caller, DueFilter(), DAY)
    own = [wanted[one.id].own for one in found]
    assert own == sorted(own) and own[0] < DAY
    late = [one.days_over > 0 for one in found]
    assert late == sorted(late, reverse=True) and True in late
    assert [one.due.occasions for one in found if one.due.occasions == ("中秋",)]


def test_every_page_is_a_part_of_the_list(ledger, caller):
    due = ledger.care.due
    for filter in (DueFilter(), DueFilter(month="2026-10"), DueFilter(festival="中秋")):
        everything = [one.id for one in due.everything(caller, filter)]
        for offset in (0, 7, 23, 40, 60, len(everything) - 1, len(everything) + 5):
            page = [one.id for one in due.page(caller, filter, offset, 9)]
            assert page == everything[offset : offset + 9]


def test_a_helpers_list_holds_his_households(ledger, caller):
    filter = DueFilter(which="all", helper=caller.staff_id)
    found = list(ledger.care.due.everything(caller, filter))
    assert found and {one.helper for one in found} == {"何静"}
    assert len(found) == len(scan(ledger, caller, filter, DAY))


def test_another_station_sees_nothing(ledger, caller):
    ledger.staff.open_station(caller, "杨庄便民服务站", "YZ")
    assert ledger.care.due.count(ledger.caller("YZ"), DueFilter(which="all")) == 0
    assert ledger.care.due.page(ledger.caller("YZ"), DueFilter(), 0, 10) == []


def test_a_festival_that_is_over_asks_for_nothing_more(place):
    with place.open(StandingClock.on(date(2026, 9, 26))) as later:
        caller = later.caller("BZ")
        assert later.care.due.count(caller, DueFilter(month="2026-09", festival="中秋")) == 0
        occasions = {
            name for one in later.care.due.everything(caller, DueFilter()) for name in one.due.occasions
        }
        assert occasions == {"日常"}


@pytest.mark.parametrize(
    ("filter", "refused"),
    [
        (DueFilter(month="九月"), NoSuchMonth),
        (DueFilter(month="2026-13"), NoSuchMonth),
        (DueFilter(festival="国庆"), NoSuchFestival),
        (DueFilter(month="2026-09", festival="端午"), OtherMonth),
    ],
)
def test_a_filter_without_sense_is_refused_in_words(ledger, caller, filter, refused):
    for ask in (ledger.care.due.count, ledger.care.due.households):
        with pytest.raises(refused) as said:
            ask(caller, filter)
        assert said.value.next_step


def test_a_persons_file_says_why_his_household_is_visited_and_says_nothing_for_who_left(ledger, caller):
    found = {one.id: one.due for one in ledger.care.due.everything(caller, DueFilter(which="all"))}
    for one in people(ledger):
        due = ledger.care.due.next_visit(caller, one.id)
        if one["status"] in (None, "在册"):
            assert due == found[ledger.care.household_of(caller, one.id)]
        else:
            assert (due.on, due.steps) == (NEVER, (f"状态为{one['status']}，不安排走访",))


def test_a_volunteer_asks_about_his_own_households_only(ledger, volunteer):
    names = {one["helper"]: one.id for one in people(ledger)}
    other = next(id for helper, id in names.items() if helper is None or helper.name != "陈海")
    with pytest.raises(NoSuchFile):
        ledger.care.due.next_visit(volunteer, other)
