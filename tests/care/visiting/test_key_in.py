"""What is typed from a sheet is checked, and changes all that hangs on a visit, at once."""

import threading
from datetime import date

import pytest

from gridconsole.care.errors import NotAccepted
from gridconsole.care.lights.records import LightSeen, NightLight
from gridconsole.care.needs.records import Need
from gridconsole.care.visiting.errors import AlreadyKeyed
from gridconsole.care.visiting.form import light_key
from gridconsole.care.visiting.records import PrintedSheet
from gridconsole.care.volunteering.records import Service, Volunteer
from tests.care.sheets import one
from tests.care.visiting.desk import BOTH, POINTS, filled, household, keyed, printed, rows, scanned, visits


@pytest.fixture(autouse=True)
def sheet(console, caller, home):
    """The sheet of the household, printed."""
    printed(console, caller)


def refused(console, caller, **more):
    """Return the complaints; nothing may have been written."""
    with pytest.raises(NotAccepted) as found:
        keyed(console, caller, **more)
    (visit,) = visits(console)
    assert visit.closed_at is None and visit.answers is None
    return found.value.complaints


@BOTH
def test_a_sheet_on_which_all_is_well_closes_the_visit_and_dates_the_next(console, caller, home):
    done = keyed(console, caller)
    assert done.remarks == ()
    assert done.due_on == date(2026, 10, 20) == one(console, "李秀珍")["due_on"]
    assert household(console, home).last_visit == date(2026, 9, 20)
    (visit,) = visits(console)
    assert visit.answers == {str(number): "好" for number in POINTS}
    assert (visit.visited_on, visit.came, visit.left, visit.hours) == (date(2026, 9, 20), "09:30", "10:15", 2)
    assert visit.visitors == ("刘建军", "何静") and visit.mode == "上门"
    (copy,) = rows(console, PrintedSheet)
    assert copy.returned_on == date(2026, 9, 22)


def test_numbers_stand_for_the_boxes_of_the_paper(console, caller):
    done = keyed(
        console, caller, point_1="2", fault_1="厨房，没有装", point_4="3", point_5="4", met="2", done="1 3"
    )
    assert [done.visit["answers"][number] for number in "145"] == ["不好", "没有", "没看"]
    assert done.visit["faults"] == [[1, "厨房，没有装"]]
    assert done.visit["met"] == "家属代" and done.visit["done"] == ("查线路", "代办")


def test_all_complaints_come_at_once(console, caller):
    assert refused(console, caller, met="", visitors="", point_1="不好").keys() == {
        "met",
        "visitors",
        "fault_1",
    }


def test_an_expired_certificate_is_named_with_its_last_day(console, caller):
    words = refused(console, caller, done="换漏保", electrician="何静")["electrician"]
    assert words == "何静的电工证到2026年9月1日为止"


def test_the_certificate_counts_on_the_day_of_the_visit(console, caller):
    keyed(console, caller, visited_on="2026-08-31", done="换灯插座", visitors="何静")


def test_not_met_keeps_the_last_visit_and_agrees_on_the_next(console, caller, home):
    done = keyed(console, caller, met="没遇到", again_on="9月25日")
    now = household(console, home)
    assert (now.last_visit, now.next_on, done.due_on) == (None, date(2026, 9, 25), date(2026, 9, 25))
    keyed_later = console.care.visits.note_call(caller, home, {"visited_on": "2026-09-21"})
    assert keyed_later.due_on == date(2026, 10, 21) and household(console, home).next_on is None


def test_a_typed_next_day_is_agreed(console, caller, home):
    assert keyed(console, caller, next_on="10月8日").due_on == date(2026, 10, 8)
    assert household(console, home).next_on == date(2026, 10, 8)


def test_what_to_look_at_again_is_said_and_written_all_the_same(console, caller):
    done = keyed(console, caller, visitors="王路过", left="", point_4="")
    assert done.remarks == (
        "没有打钩的记为没看：进户线不破、不低垂",
        "到访、离开的时间没有写全，没有记服务时长",
        "不在人员名单里：王路过",
        "一个人入户，建议两人同行",
    )
    assert done.visit["answers"]["4"] == "没看" and done.visit["hours"] is None


def test_a_child_needs_a_guardian_at_the_door(console, caller):
    console.care.record(caller, {"name": "李小雨", "address": "柳塘村3组27号", "born": "2018-05-01"})
    opened = console.care.visits.keying.open_sheet(caller, scanned())
    assert opened.form.children
    assert "家里有孩子，要有监护人在场" in keyed(console, caller).remarks


def test_where_power_must_not_fail_nobody_is_asked_about_the_test_button(console, caller):
    keying, seen = console.care.visits.keying, one(console, "李秀珍")
    console.care.correct(caller, seen, {"device": "制氧机"})
    form = keying.open_sheet(caller, scanned()).form
    assert "point_2" not in form.order and "point_1" in form.order
    assert refused(console, caller).keys() == {"point_2"}
    assert "2" not in keyed(console, caller, point_2="").visit["answers"]


def test_materials_carry_their_quantity(console, caller):
    done = keyed(console, caller, materials="五孔插座10A 2个，LED灯1、2.5平方线10米")
    assert done.visit["materials"] == "五孔插座10A 2个、LED灯 1、2.5平方线 10米"


@BOTH
def test_each_line_of_wants_is_a_need(console, caller, home):
    keyed(console, caller, wants="厕所装一盏灯\n交费不会弄")
    assert [(need.what, need.raised_on, need.household_id) for need in rows(console, Need)] == [
        ("厕所装一盏灯", date(2026, 9, 20), home),
        ("交费不会弄", date(2026, 9, 20), home),
    ]


@BOTH
def test_lights_put_up_become_records_and_are_looked_at_next_time(console, caller, home):
    keyed(console, caller, done="装夜灯", light_places="厕所、床头", light_model="GY-1")
    lights = rows(console, NightLight)
    assert [(one.place, one.model, one.installer, one.state) for one in lights] == [
        ("床头", "GY-1", "刘建军、何静", "正常"),
        ("厕所", "GY-1", "刘建军、何静", "正常"),
    ]
    opened = console.care.visits.keying.open_household(caller, home)
    assert [light.words for light in opened.form.lights] == ["床头 GY-1", "厕所 GY-1"]
    raw = filled(visited_on="9月21日") | {light_key(lights[0].id): "电量低"}
    console.care.visits.keying.key_in(caller, opened, raw)
    bedside, toilet = rows(console, NightLight)
    assert (bedside.state, bedside.seen_on) == ("电量低", date(2026, 9, 21))
    assert (toilet.state, toilet.seen_on) == ("正常", date(2026, 9, 20))
    assert len(rows(console, LightSeen)) == 3


def register_volunteer(console, caller, name, **more):
    person = next(one.id for one in console.staff.all(caller.station_id) if one.name == name)
    row = Volunteer(station_id=caller.station_id, person=person, as_typed={}, **more)
    console.doors.write(caller, "volunteer.add", lambda unit: unit.session.add(row))


@BOTH
def test_registered_volunteers_get_their_hours_and_nobody_else(console, caller):
    register_volunteer(console, caller, "陈海")
    register_volunteer(console, caller, "何静", until=date(2026, 9, 1))
    keyed(console, caller, visitors="刘建军、何静、陈海", done="打扫")
    (service,) = rows(console, Service)
    assert (service.served_on, service.hours, service.what) == (date(2026, 9, 20), 2, "上门走访：打扫")


@BOTH
def test_two_clerks_keying_one_sheet_at_once_lose_nothing(store, console, caller):
    keying = console.care.visits.keying
    opened = [keying.open_sheet(caller, scanned()) for _ in range(2)]
    start, told = threading.Barrier(2), []

    def work(condition, seen):
        with store.open() as mine:
            start.wait()
            try:
                mine.care.visits.keying.key_in(mine.caller(), seen, filled(condition=condition))
                told.append(condition)
            except AlreadyKeyed as error:
                told.append(error)

    threads = [threading.Thread(target=work, args=pair) for pair in zip("甲乙", opened, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (refusal,) = [one for one in told if isinstance(one, AlreadyKeyed)]
    (winner,) = [one for one in told if isinstance(one, str)]
    assert refusal.by == "本站柜台"
    assert [visit.condition for visit in visits(console)] == [winner]
