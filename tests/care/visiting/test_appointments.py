"""A household has one open visit: agreed on, for several occasions; calls are noted beside it."""

from datetime import UTC, date, datetime

import pytest

from gridconsole.care.errors import NoSuchFile, NotAccepted
from gridconsole.care.visiting.errors import NobodyToVisit
from gridconsole.core.caller import NotAllowed
from gridconsole.core.clock import StandingClock
from gridconsole.core.ledger.snapshot import Masked
from tests.care.sheets import one
from tests.care.visiting.desk import BOTH, household, keyed, printed, visits


def appoint(console, caller, home, at="2026-09-24 9:30", who="李秀珍", how="电话", by="何静"):
    return console.care.visits.appoint(caller, home, at, who, how, by)


@BOTH
def test_an_appointment_opens_the_visit_and_stands_on_its_sheet(console, caller, home):
    made = appoint(console, caller, home)
    assert made["appointed_at"] == datetime(2026, 9, 24, 1, 30, tzinfo=UTC)
    assert (made["appointed_how"], made.text("appointed_by")) == ("电话约好", "何静")
    (page,) = printed(console, caller)
    assert "9月24日（星期四）上午9:30" in page.replace(" ", "") and "约定人何静" in page.replace(" ", "")
    assert [(visit.number, visit.copies) for visit in visits(console)] == [(1, 1)]


def test_an_appointment_can_be_moved_and_called_off(console, caller, home):
    appoint(console, caller, home)
    moved = appoint(console, caller, home, at="2026-09-25 14:00")
    assert moved["appointed_at"] == datetime(2026, 9, 25, 6, 0, tzinfo=UTC)
    assert appoint(console, caller, home, "", "", "", "")["appointed_at"] is None
    assert len(visits(console)) == 1


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ({"at": "2026-09-21 9:30"}, "appointed_at"),
        ({"at": "2026-09-24"}, "appointed_at"),
        ({"at": ""}, "appointed_at"),
        ({"how": "飞鸽"}, "appointed_how"),
        ({"by": "王路过"}, "appointed_by"),
    ],
)
def test_an_appointment_that_can_not_be_is_refused(console, caller, home, more, key):
    with pytest.raises(NotAccepted) as found:
        appoint(console, caller, home, **more)
    assert list(found.value.complaints) == [key] and visits(console) == []


def test_one_open_visit_serves_several_occasions(console, caller, home):
    service = console.care.visits
    service.add_occasion(caller, home, "中秋")
    assert service.add_occasion(caller, home, "日常", "重阳")["occasions"] == ("日常", "中秋", "重阳")
    (page,) = printed(console, caller, occasions=["停电前"])
    assert "中秋、重阳、停电前" in page and "日常" not in page
    assert len(visits(console)) == 1
    with pytest.raises(NotAccepted):
        service.add_occasion(caller, home, "赶集")


def test_printing_for_a_festival_marks_fresh_and_open_visits(console, caller, home):
    printed(console, caller)
    console.care.record(caller, {"name": "王德发", "address": "柳塘村3组9号"})
    printed(console, caller, occasions=["春节"])
    assert [visit.occasions for visit in visits(console)] == [("春节",), ("春节",)]


@BOTH
def test_a_call_is_noted_without_a_sheet_and_leaves_the_open_visit_open(console, caller, home):
    printed(console, caller)
    done = console.care.visits.note_call(caller, home, {"mode": "微信视频", "wants": "送药"})
    assert (done.visit["mode"], done.visit["met"], done.visit["visitors"]) == ("视频", "本人", ("本站柜台",))
    assert done.visit["visited_on"] == date(2026, 9, 22) == household(console, home).last_visit
    assert done.visit["code"] == "" and done.visit["answers"] == {} and done.remarks == ()
    again = console.care.visits.note_call(caller, home, {"met": "没遇到", "again_on": "明天"})
    assert again.due_on == date(2026, 9, 23)
    assert [visit.number for visit in visits(console)] == [-2, -1, 1]
    console.care.record(caller, {"name": "王德发", "address": "柳塘村3组9号"})
    printed(console, caller)
    assert visits(console)[-1].number == 2


def test_a_call_is_not_a_visit_at_the_door(console, caller, home):
    with pytest.raises(NotAccepted) as found:
        console.care.visits.note_call(caller, home, {"mode": "上门"})
    assert list(found.value.complaints) == ["mode"]


def test_calls_can_be_corrected_too(console, caller, home):
    done = console.care.visits.note_call(caller, home, {"condition": "好"})
    keying = console.care.visits.keying
    opened = keying.open_keyed(caller, done.visit.id)
    keying.correct(caller, opened, {**opened.typed, "visited_on": "2026-09-21"})
    assert household(console, home).last_visit == date(2026, 9, 21)


def test_the_visits_of_a_household_open_first_then_the_latest(store, console, caller, home):
    printed(console, caller)
    keyed(console, caller, visited_on="2026-09-10")
    console.care.visits.note_call(caller, home, {"visited_on": "2026-09-21"})
    appoint(console, caller, home)
    found = console.care.visits.of_household(caller, home)
    assert [(one["code"], one["visited_on"]) for one in found] == [
        ("000021", None), ("", date(2026, 9, 21)), ("000013", date(2026, 9, 10)),
    ]  # fmt: skip


def test_a_volunteer_sees_the_visits_of_his_own_households_without_what_was_said(
    console, caller, home, volunteer
):
    console.care.visits.note_call(caller, home, {"condition": "腿疼"})
    assert console.care.visits.of_household(volunteer, home) == []
    console.care.correct(caller, one(console, "李秀珍"), {"helper": "陈海"})
    (seen,) = console.care.visits.of_household(volunteer, home)
    assert isinstance(seen["condition"], Masked)
    with pytest.raises(NotAllowed):
        appoint(console, volunteer, home)


def test_nobody_is_appointed_where_nobody_is_left(console, caller, home):
    console.care.change_status(caller, one(console, "李秀珍"), "去世", "家属来电", date(2026, 9, 20))
    for call in (
        lambda: appoint(console, caller, home),
        lambda: console.care.visits.add_occasion(caller, home, "中秋"),
        lambda: console.care.visits.note_call(caller, home, {}),
    ):
        with pytest.raises(NobodyToVisit):
            call()
    assert visits(console) == []


def test_another_station_has_no_such_household(store, console, caller, home):
    console.staff.open_station(caller, "杨庄便民服务站", "YZ")
    with pytest.raises(NoSuchFile):
        console.care.visits.note_call(console.caller("YZ"), home, {})


@BOTH
def test_whoever_is_only_away_for_a_while_keeps_the_sheet(console, caller, home):
    printed(console, caller)
    console.care.change_status(caller, one(console, "李秀珍"), "暂离", "住院", date(2026, 9, 20))
    assert keyed(console, caller).visit["met"] == "本人"


@BOTH
def test_a_sheet_of_two_stays_good_while_one_is_left(store, console, caller, home):
    console.care.record(caller, {"name": "王德发", "address": "柳塘村3组27号"})
    printed(console, caller)
    console.care.change_status(caller, one(console, "李秀珍"), "去世", "家属来电", date(2026, 9, 20))
    assert visits(console)[0].cancelled is None
    console.care.withdraw(caller, one(console, "王德发").id, "录错了")
    (visit,) = visits(console)
    assert visit.cancelled == "李秀珍去世" and visit.closed_at is not None
    with store.open(StandingClock.on(date(2026, 10, 1))) as later:
        assert later.care.visits.of_household(later.caller(), home)[0]["cancelled"] == "李秀珍去世"
