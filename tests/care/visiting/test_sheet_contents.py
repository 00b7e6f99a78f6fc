"""What a sheet says: the last visit, what is open and promised, lights to look at; and what it never says."""

from datetime import date

import pytest
from sqlalchemy import select

from gridconsole.care.lights.records import NightLight
from gridconsole.care.needs.records import Need
from gridconsole.care.pairing.records import Pairing
from gridconsole.care.records import Household
from gridconsole.core.clock import StandingClock
from tests.care.sheets import one
from tests.care.visiting.desk import household, keyed, printed


def sheet(console, caller, home):
    """Return the household's sheet as plain data."""
    (found,) = console.care.visits.sheets(caller, [home]).values()
    return found


def lines(sheet):
    """Return what the sheet says of the last visit, word by word."""
    return sheet.last_seen.items


def add(console, caller, record):
    console.doors.write(caller, "test.add", lambda unit: unit.session.add(record))


def test_a_last_visit_from_a_workbook_is_told_with_its_day(console, caller, home):
    assert sheet(console, caller, home).last_seen is None
    console.care.correct(caller, one(console, "李秀珍"), {"last_visit": "2026-08-20"})
    found = sheet(console, caller, home)
    assert (found.last_seen.on, found.last_seen.by) == (date(2026, 8, 20), "")
    (page,) = printed(console, caller)
    assert "上次看到的" in page and "8月20日" in page.replace(" ", "")


def test_done_open_and_promised_of_the_last_visit_stand_on_the_next_sheet(console, caller, home):
    printed(console, caller)
    keyed(
        console, caller, point_5="不好", fault_5="屋顶的线裂了", done="查线路、打扫", materials="灯泡 2个",
        condition="腿疼，心脏不好", wants="修水泵\n厕所装灯",
    )  # fmt: skip

    def promise(unit):
        need = unit.session.scalars(select(Need).where(Need.what == "厕所装灯")).one()
        need.promised_for = date(2026, 10, 8)

    console.doors.write(caller, "need.promise", promise)
    found = sheet(console, caller, home)
    assert (found.last_seen.on, found.last_seen.by, found.visit_count) == (
        date(2026, 9, 20), "刘建军、何静", 2,
    )  # fmt: skip
    assert lines(found) == [
        ("已办", "查线路、打扫"),
        ("已办", "用了灯泡 2个"),
        ("未办", "屋顶的线裂了"),
        ("未办", "修水泵"),
        ("答应", "厕所装灯（10月8日前）"),
    ]
    assert "腿疼" not in printed(console, caller)[0]


def test_many_and_long_needs_still_leave_room_to_write(console, caller, home):
    for number in range(12):
        add(console, caller, Need(
            station_id=caller.station_id, household_id=home, what=f"第{number}件" + "很长很长" * 40,
            raised_on=date(2026, 9, 1), as_typed={},
        ))  # fmt: skip
    changes = {"last_visit": "2026-09-01", "customs": "先打电话\n有狗"}
    console.care.correct(caller, one(console, "李秀珍"), changes)
    assert lines(sheet(console, caller, home))[-1] == ("未办", "另有 10 件，见档案")
    assert len(printed(console, caller)) == 1


def test_night_lights_are_to_be_looked_at_and_the_dark_ones_named(console, caller, home):
    for place, state, removed in (
        ("床头", "正常", None),
        ("厕所", "损坏", None),
        ("门口", "正常", date(2026, 9, 1)),
    ):
        add(console, caller, NightLight(
            station_id=caller.station_id, household_id=home, place=place, model="GY", state=state,
            removed_on=removed, as_typed={},
        ))  # fmt: skip
    assert "看看夜灯亮不亮：床头、厕所（上次损坏）" in sheet(console, caller, home).instructions


@pytest.mark.parametrize(("helper", "named"), [("刘建军", "刘建军"), ("何静", None), ("陈海", None)])
def test_only_an_electrician_with_a_valid_certificate_is_named(console, caller, home, helper, named):
    console.care.correct(caller, one(console, "李秀珍"), {"helper": helper})
    assert sheet(console, caller, home).electrician == named
    assert "持证电工" in printed(console, caller)[0]


def test_a_certificate_that_runs_out_is_no_more_named(store, console, caller, home):
    with store.open(StandingClock.on(date(2027, 2, 1))) as later:
        assert sheet(later, later.caller(), home).electrician is None


def test_an_electrician_who_left_the_station_is_no_more_named(console, caller, home):
    (liu,) = (one.id for one in console.staff.all(caller.station_id) if one.name == "刘建军")
    assert sheet(console, caller, home).electrician == "刘建军"
    console.care.pairings.leave(caller, liu, date(2026, 9, 22), "调走")
    assert sheet(console, caller, home).electrician is None


def test_other_helpers_of_the_household_come_along(console, caller, home):
    console.care.correct(caller, one(console, "李秀珍"), {"helper": "何静"})
    (other,) = (one.id for one in console.staff.all(caller.station_id) if one.name == "刘建军")
    add(console, caller, Pairing(
        station_id=caller.station_id, household_id=home, person=other, main=False, since=date(2026, 9, 1),
        as_typed={},
    ))  # fmt: skip
    found = sheet(console, caller, home)
    assert (found.helper, found.companion, found.electrician) == ("何静", "刘建军", "刘建军")


def test_a_reprint_says_so_and_keeps_its_number(console, caller, home):
    first, again = printed(console, caller)[0], printed(console, caller)[0]
    assert "补打" not in first and "第2份补打" in again.replace(" ", "")
    assert "000 013" in first and "000 013" in again
    assert "发病受伤" in again and "119" in again and "95598" in again


def test_a_list_is_printed_in_its_order_and_all_as_they_are_walked_to(console, caller, home):
    console.care.record(caller, {"name": "王德发", "address": "柳塘村3组9号", "village": "柳塘村"})
    other = console.care.household_of(caller, one(console, "王德发").id)

    def names(households):
        return [
            next(n for n in ("王德发", "李秀珍") if n in page)
            for page in printed(console, caller, households)
        ]

    assert names([home, other]) == ["李秀珍", "王德发"]
    assert names([other, home, other]) == ["王德发", "李秀珍"]
    assert names({home, other}) == names(None) == ["王德发", "李秀珍"]

    def moved(unit):
        found = unit.session.scalars(select(Household).where(Household.id == home)).one()
        found.walk = 1

    console.doors.write(caller, "due.move", moved)
    assert household(console, home).walk == 1
    assert names(None) == ["李秀珍", "王德发"]
