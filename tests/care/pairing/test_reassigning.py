"""A helper who leaves yields a list of households to reassign, which is worked off in one go."""

from datetime import date

import pytest
from sqlalchemy import select

from gridconsole.care.errors import ReasonNeeded
from gridconsole.care.pairing.errors import NobodyChosen, NoSuchHelper
from gridconsole.care.pairing.steps import keep_in_step
from gridconsole.care.records import Household
from gridconsole.staff.service import CannotLeave, NoSuchStaff
from tests.care.pairing.lives import DAY, add, helper_of, history, on
from tests.care.sheets import bring_in, one, sheet


@pytest.fixture
def homes(console, staff):
    """Three households of one helper and one of another, in the order in which they came."""
    rows = (("李秀珍", 27, "刘建军"), ("王德发", 9, "刘建军"), ("赵小菊", 101, "刘建军"), ("钱多", 1, "何静"))
    return [add(console, name, f"柳塘村3组{house}号", helper) for name, house, helper in rows]


def leave(console, caller, staff, name="刘建军", why="调走"):
    return console.care.pairings.leave(caller, staff[name].staff_id, DAY, why)


def to_reassign(console, caller):
    return [one.household["names"] for one in console.care.pairings.to_reassign(caller)]


def test_who_leaves_yields_his_households_in_walking_order(console, caller, staff, homes):
    assert to_reassign(console, caller) == []
    assert leave(console, caller, staff) == 3
    assert to_reassign(console, caller) == ["王德发", "李秀珍", "赵小菊"]
    assert {one.helper for one in console.care.pairings.to_reassign(caller)} == {"刘建军"}
    assert console.care.pairings.count_to_reassign(caller) == 3
    assert "刘建军" not in {one.name for one in console.staff.all(caller.station_id)}


def test_where_somebody_who_leaves_was_another_helper_his_time_ends(console, caller, staff, homes):
    liu = staff["刘建军"].staff_id
    console.care.pairings.pair(caller, homes[3], liu, main=False)
    leave(console, caller, staff)
    assert history(console, homes[3], main=False) == [(liu, DAY, DAY)]
    assert history(console, homes[0]) == [(liu, DAY, None)]


def test_households_in_which_nobody_is_left_are_not_reassigned(console, caller, staff, homes):
    leave(console, caller, staff)
    console.care.change_status(caller, one(console, "李秀珍"), "去世", "家属来电", DAY)
    console.care.change_status(caller, one(console, "王德发"), "暂离", "去女儿家", DAY)
    console.care.withdraw(caller, one(console, "赵小菊").id, "录错了")
    assert to_reassign(console, caller) == ["王德发"]


def test_the_preview_counts_what_reassigning_then_does(console, caller, staff, homes):
    leave(console, caller, staff)
    he = staff["何静"].staff_id
    seen = console.care.pairings.preview(caller, homes, he)
    assert (seen.helper, seen.households, seen.people, seen.already) == ("何静", 3, 3, 1)
    assert (seen.leaving, seen.now, seen.then) == ({"刘建军": 3}, 1, 4)
    assert console.care.pairings.reassign(caller, homes, he, "刘建军调走") == 3
    assert [helper_of(console, home) for home in homes] == [he] * 4
    assert to_reassign(console, caller) == []
    assert [until for _, _, until in history(console, homes[0])] == [DAY, None]
    assert console.care.pairings.of_household(caller, homes[0])[1].text("why_ended") == "刘建军调走"
    assert [found["name"] for found in console.care.list.find(staff["何静"], "王德发")] == ["王德发"]


def test_reassigning_to_nobody_at_work_or_without_reason_changes_nothing(console, caller, staff, homes):
    leave(console, caller, staff)
    with pytest.raises(NoSuchHelper):
        console.care.pairings.reassign(caller, homes, staff["刘建军"].staff_id, "还是他")
    with pytest.raises(ReasonNeeded):
        console.care.pairings.reassign(caller, homes, staff["何静"].staff_id, "")
    with pytest.raises(NobodyChosen):
        console.care.pairings.reassign(caller, [], staff["何静"].staff_id, "调走")
    assert len(to_reassign(console, caller)) == 3


@pytest.mark.parametrize(
    ("day", "why", "words"), [(DAY, "", "原因"), (date(2026, 9, 23), "调走", "晚于今天")]
)
def test_nobody_leaves_without_reason_or_in_the_future(console, caller, staff, homes, day, why, words):
    with pytest.raises(CannotLeave) as refused:
        console.care.pairings.leave(caller, staff["刘建军"].staff_id, day, why)
    assert words in refused.value.sentence
    assert to_reassign(console, caller) == []


def test_nobody_leaves_twice_or_shows_himself_out(console, caller, staff):
    leave(console, caller, staff)
    with pytest.raises(CannotLeave):
        leave(console, caller, staff)
    with pytest.raises(CannotLeave):
        console.staff.leave(caller, caller.staff_id, DAY, "退休")
    with pytest.raises(NoSuchStaff):
        console.staff.leave(caller, caller.station_id, DAY, "退休")


def test_households_that_were_there_before_pairings_were_kept_get_theirs(store, console, caller, staff):
    bring_in(
        console,
        sheet("姓名 住址 结对人", ("李秀珍", "柳塘村3组27号", "刘建军"), ("王德发", "柳塘村9号", None)),
    )
    with on(store, date(2026, 10, 8)) as later:
        for _ in range(2):
            later.doors.write(later.caller(), "pairing.keep", keep_in_step)
        homes = later.doors.read(lambda s: s.scalars(select(Household.id).order_by(Household.row)).all())
        assert history(later, homes[0]) == [(staff["刘建军"].staff_id, DAY, None)]
        assert history(later, homes[1]) == []


def test_whoever_helped_before_pairings_were_kept_stays_in_the_history(store, console, staff):
    bring_in(console, sheet("姓名 住址 结对人", ("李秀珍", "柳塘村3组27号", "刘建军")))
    later_day = date(2026, 10, 8)
    with on(store, later_day) as later:
        later.care.correct(later.caller().because("离得近"), one(later, "李秀珍"), {"helper": "何静"})
        home = later.care.household_of(later.caller(), one(later, "李秀珍").id)
        liu, he = staff["刘建军"].staff_id, staff["何静"].staff_id
        assert history(later, home) == [(liu, DAY, later_day), (he, later_day, None)]
        assert later.care.pairings.of_household(later.caller(), home)[1].text("why_ended") == "离得近"
