"""A correction undoes what a visit changed and does it anew."""

from datetime import date

import pytest

from gridconsole.care.errors import NotAccepted
from gridconsole.care.lights.records import LightSeen, NightLight
from gridconsole.care.needs.records import Need
from gridconsole.care.visiting.errors import NotKeyedYet, VisitChanged
from gridconsole.care.visiting.form import light_done_key, light_key
from gridconsole.care.volunteering.records import Service
from tests.care.sheets import one
from tests.care.visiting.desk import BOTH, corrected, household, keyed, printed, rows, visits
from tests.care.visiting.test_key_in import register_volunteer

EVERYTHING = {
    "point_5": "不好", "fault_5": "屋顶的线裂了", "met": "家属代", "done": "查线路、装夜灯、换漏保",
    "light_places": "厕所", "light_model": "GY-1", "electrician": "刘建军", "materials": "漏保 1个",
    "condition": "腿脚不便", "wants": "修水泵\n交费", "next_on": "2026-10-08", "signed_as": "女儿",
    "hours": "1.5", "visitors": "刘建军、陈海",
}  # fmt: skip


@pytest.fixture(autouse=True)
def sheet(console, caller, home):
    """The sheet of the household, printed."""
    printed(console, caller)


def picture(console, home):
    """Return all that a visit changes, as it stands now."""
    now, (visit,) = household(console, home), visits(console)
    return (
        now.last_visit, now.next_on, one(console, "李秀珍")["due_on"], visit.answers, visit.faults,
        visit.done, visit.hours, visit.materials, sorted(need.what for need in rows(console, Need)),
        [(light.place, light.model, light.state, light.seen_on) for light in rows(console, NightLight)],
        [(seen.state, seen.done, seen.seen_on) for seen in rows(console, LightSeen)],
        [(service.hours, service.what) for service in rows(console, Service)],
    )  # fmt: skip


@BOTH
def test_corrected_back_and_forth_everything_is_as_if_keyed_once(console, caller, home):
    register_volunteer(console, caller, "何静")
    plain = keyed(console, caller)
    once = picture(console, home)
    keying = console.care.visits.keying
    simple = keying.open_keyed(caller, plain.visit.id).typed
    full = corrected(console, caller, plain, **EVERYTHING)
    assert picture(console, home) != once and rows(console, Service) == []
    assert dict(keying.open_keyed(caller, full.visit.id).typed).items() >= EVERYTHING.items()
    keying.correct(caller, keying.open_keyed(caller, full.visit.id), simple)
    assert picture(console, home) == once


def test_what_was_typed_comes_back_for_correction(console, caller):
    done = keyed(console, caller, **EVERYTHING)
    opened = console.care.visits.keying.open_keyed(caller, done.visit.id)
    assert {key: opened.typed[key] for key in EVERYTHING} == EVERYTHING
    assert opened.form.lights == ()


def test_not_met_after_all_gives_back_the_last_visit_from_the_workbook(console, caller, home):
    console.care.correct(
        caller, one(console, "李秀珍"), {"last_visit": "2026-08-20", "next_on": "2026-09-30"}
    )
    done = keyed(console, caller)
    assert household(console, home).next_on is None
    done = corrected(console, caller, done, met="没遇到", again_on="2026-09-26")
    now = household(console, home)
    assert (now.last_visit, now.next_on) == (date(2026, 8, 20), date(2026, 9, 26))
    corrected(console, caller, done, met="本人", again_on="", visited_on="2026-08-10")
    now = household(console, home)
    assert (now.last_visit, now.next_on) == (date(2026, 8, 20), date(2026, 9, 30))


def test_an_earlier_visit_that_is_corrected_leaves_the_later_one_alone(console, caller, home):
    first = keyed(console, caller, visited_on="2026-09-10")
    console.care.visits.note_call(caller, home, {"visited_on": "2026-09-21", "next_on": "2026-10-01"})
    corrected(console, caller, first, visited_on="2026-09-11", next_on="2026-09-15")
    now = household(console, home)
    assert (now.last_visit, now.next_on) == (date(2026, 9, 21), date(2026, 10, 1))


def hung(console, caller, home):
    """Hang a night-light that no visit put up."""
    light = NightLight(
        station_id=caller.station_id, household_id=home, place="床头", model="GY-1", state="损坏",
        installed_on=date(2026, 8, 5), installer="何静", as_typed={},
    )  # fmt: skip
    console.doors.write(caller, "light.add", lambda unit: unit.session.add(light))
    return light


def test_a_light_keeps_the_state_it_had_before_the_wrong_visit(console, caller, home):
    light = hung(console, caller, home)
    done = keyed(console, caller, **{light_key(light.id): "正常"})
    assert [one.state for one in rows(console, NightLight)] == ["正常"]
    corrected(console, caller, done, **{light_key(light.id): ""})
    (now,) = rows(console, NightLight)
    assert (now.state, now.seen_on) == ("损坏", date(2026, 8, 5))


@BOTH
def test_a_light_of_which_is_written_that_it_is_new_stays_when_the_visit_is_corrected(console, caller, home):
    light = hung(console, caller, home)
    looked_at = {light_key(light.id): "正常", light_done_key(light.id): "新装"}
    done = keyed(console, caller, **looked_at)
    opened = console.care.visits.keying.open_keyed(caller, done.visit.id)
    assert [one.id for one in opened.form.lights] == [light.id]
    assert {key: opened.typed[key] for key in looked_at} == looked_at
    done = corrected(console, caller, done, **dict.fromkeys(looked_at, ""))
    assert [(one.id, one.state) for one in rows(console, NightLight)] == [(light.id, "损坏")]
    console.care.books["visits"].withdraw(caller, done.visit.id, "录到别的户上了")
    assert [one.id for one in rows(console, NightLight)] == [light.id]


def test_a_correction_of_the_electrician_alone_is_kept(console, caller):
    work = {"visited_on": "2026-08-28", "done": "换漏保", "visitors": "刘建军、何静", "electrician": "刘建军"}
    done = corrected(console, caller, keyed(console, caller, **work), electrician="何静")
    opened = console.care.visits.keying.open_keyed(caller, done.visit.id)
    assert opened.typed["electrician"] == "何静"


@BOTH
def test_a_light_that_the_visit_put_up_goes_or_moves_with_its_correction(console, caller):
    new_light = {"done": "装夜灯", "light_places": "厕所、床头", "light_model": "GY-1"}
    done = corrected(console, caller, keyed(console, caller, **new_light), light_places="厕所、门口")
    assert sorted(one.place for one in rows(console, NightLight)) == ["厕所", "门口"]
    corrected(console, caller, done, **dict.fromkeys(new_light, ""))
    assert rows(console, NightLight) == []


def test_a_need_that_was_promised_outlives_the_correction(console, caller):
    done = keyed(console, caller, wants="修水泵\n交费")

    def promise(unit):
        need = unit.session.merge(rows(console, Need)[0])
        need.promised_for = date(2026, 10, 1)

    console.doors.write(caller, "need.promise", promise)
    corrected(console, caller, done, wants="")
    assert [need.what for need in rows(console, Need)] == ["修水泵"]


def test_of_two_who_correct_the_second_is_told_who_was_first(console, caller):
    done = keyed(console, caller)
    keying, other = console.care.visits.keying, console.caller(name="何静")
    mine, theirs = (keying.open_keyed(one, done.visit.id) for one in (caller, other))
    keying.correct(other, theirs, {**theirs.typed, "condition": "好"})
    with pytest.raises(VisitChanged, match="何静在9月22日 9:00改过"):
        keying.correct(caller, mine, {**mine.typed, "condition": "差"})
    assert visits(console)[0].condition == "好"


def test_a_correction_that_is_refused_changes_nothing(console, caller, home):
    done = keyed(console, caller, **EVERYTHING)
    before = picture(console, home)
    with pytest.raises(NotAccepted):
        corrected(console, caller, done, met="")
    assert picture(console, home) == before


def test_an_open_visit_has_nothing_to_correct(console, caller):
    (visit,) = visits(console)
    with pytest.raises(NotKeyedYet):
        console.care.visits.keying.open_keyed(caller, visit.id)


@BOTH
def test_correcting_an_earlier_visit_leaves_the_day_that_a_later_one_agreed(console, caller, home):
    missed = {"met": "没遇到", "came": "", "left": ""}
    first = keyed(console, caller, visited_on="2026-09-10", again_on="2026-09-20", **missed)
    printed(console, caller)
    keyed(console, caller, 2, visited_on="2026-09-20", again_on="2026-10-08", **missed)
    assert household(console, home).next_on == date(2026, 10, 8)
    corrected(console, caller, first, visitors="何静")
    assert household(console, home).next_on == date(2026, 10, 8)


@BOTH
def test_with_a_visit_that_is_withdrawn_goes_all_that_it_brought(console, caller, home):
    register_volunteer(console, caller, "陈海")
    done = keyed(console, caller, **EVERYTHING)
    assert rows(console, Service) and rows(console, Need) and rows(console, NightLight)
    console.care.books["visits"].withdraw(caller, done.visit.id, "录到别的户上了")
    assert [rows(console, kind) for kind in (Service, Need, NightLight, LightSeen)] == [[], [], [], []]
    assert household(console, home).last_visit is None


@BOTH
def test_with_a_visit_that_is_withdrawn_goes_the_day_agreed_for_the_next_try(console, caller, home):
    done = keyed(console, caller, met="没遇到", came="", left="", again_on="2026-10-08")
    console.care.books["visits"].withdraw(caller, done.visit.id, "录到别的户上了")
    assert household(console, home).next_on is None
