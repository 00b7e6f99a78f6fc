"""A household has exactly one main helper and any number of others; who helped when is kept."""

from datetime import date

import pytest

from gridconsole.care.errors import ReasonNeeded
from gridconsole.care.pairing.errors import (
    AlreadyHelps,
    NoSuchHelper,
    NoSuchHousehold,
    PairingEnded,
    WrongPairingDay,
)
from gridconsole.core.caller import NotAllowed
from tests.care.pairing.lives import DAY, add, helper_of, history, on
from tests.care.sheets import one

LATER = date(2026, 10, 8)


@pytest.fixture
def liu(staff):
    return staff["刘建军"].staff_id


@pytest.fixture
def he(staff):
    return staff["何静"].staff_id


def test_a_helper_typed_into_a_file_is_the_main_helper_since_the_household_is_known(console, liu):
    home = add(console, "李秀珍", "柳塘村3组27号", "刘建军")
    assert history(console, home) == [(liu, DAY, None)]


def test_a_helper_changed_in_a_file_ends_the_old_pairing_with_the_reason(store, console, caller, liu, he):
    home = add(console, "李秀珍", "柳塘村3组27号", "刘建军")
    with on(store, LATER) as later:
        later.care.correct(later.caller().because("刘建军调走"), one(later, "李秀珍"), {"helper": "何静"})
    assert history(console, home) == [(liu, DAY, LATER), (he, LATER, None)]
    now, before = console.care.pairings.of_household(caller, home)
    assert (now.text("person"), before.text("person")) == ("何静", "刘建军")
    assert (before.text("why_ended"), now["until"]) == ("刘建军调走", None)


def test_a_helper_who_comes_later_does_not_count_from_the_first_day(store, console, liu):
    home = add(console, "李秀珍", "柳塘村3组27号")
    with on(store, LATER) as later:
        later.care.correct(later.caller(), one(later, "李秀珍"), {"helper": "刘建军"})
    assert history(console, home) == [(liu, LATER, None)]


def test_a_save_that_leaves_the_helper_alone_writes_no_pairing(store, console, caller, liu):
    home = add(console, "李秀珍", "柳塘村3组27号", "刘建军")
    console.care.correct(caller, one(console, "李秀珍"), {"note": "话多"})
    (only,) = console.care.pairings.of_household(caller, home)
    assert only.version == 1


def test_an_emptied_helper_ends_the_pairing(console, caller, liu):
    home = add(console, "李秀珍", "柳塘村3组27号", "刘建军")
    console.care.correct(caller, one(console, "李秀珍"), {"helper": ""})
    assert history(console, home) == [(liu, DAY, DAY)]
    assert console.care.pairings.of_household(caller, home)[0].text("why_ended") == "不再结对"


def test_a_household_taken_off_ends_its_pairing_and_history_stays(console, caller, liu):
    home = add(console, "李秀珍", "柳塘村3组27号", "刘建军")
    console.care.withdraw(caller, one(console, "李秀珍").id, "录错了")
    assert history(console, home) == [(liu, DAY, DAY)]


def test_nobody_goes_on_helping_a_household_that_is_taken_off(console, caller, staff, liu):
    home = add(console, "李秀珍", "柳塘村3组27号", "何静")
    console.care.pairings.pair(caller, home, liu, main=False)
    console.care.withdraw(caller, one(console, "李秀珍").id, "录错了")
    assert history(console, home, main=False) == [(liu, DAY, DAY)]


def test_pairing_by_hand_sets_the_helper_of_the_file_and_its_gaps(console, caller, liu):
    home = add(console, "李秀珍", "柳塘村3组27号")
    assert "helper" in console.care.gaps(one(console, "李秀珍"))
    id = console.care.pairings.pair(caller, home, liu, needs="换灯", plan="每月一次", since=DAY)
    found = one(console, "李秀珍")
    assert (helper_of(console, home), found.text("helper")) == (liu, "刘建军")
    assert "helper" not in console.care.gaps(found) and found["gaps"] == len(console.care.gaps(found))
    (pairing,) = console.care.pairings.of_household(caller, home)
    assert (pairing.id, pairing["needs"], pairing["plan"]) == (id, "换灯", "每月一次")


def test_a_main_helper_is_replaced_with_a_reason_only(console, caller, liu, he):
    home = add(console, "李秀珍", "柳塘村3组27号", "刘建军")
    with pytest.raises(ReasonNeeded):
        console.care.pairings.pair(caller, home, he)
    assert history(console, home) == [(liu, DAY, None)]
    console.care.pairings.pair(caller, home, he, reason="离得近")
    assert [person for person, _, until in history(console, home) if until is None] == [he]


def test_any_number_of_others_help_beside_the_main_one(console, caller, staff, liu, he):
    home = add(console, "李秀珍", "柳塘村3组27号", "刘建军")
    for name in ("何静", "陈海", "赵立新"):
        console.care.pairings.pair(caller, home, staff[name].staff_id, main=False)
    assert helper_of(console, home) == liu
    shown = console.care.pairings.of_household(caller, home)
    assert [one["main"] for one in shown] == [True, False, False, False]
    with pytest.raises(AlreadyHelps):
        console.care.pairings.pair(caller, home, he, main=False)
    with pytest.raises(AlreadyHelps):
        console.care.pairings.pair(caller, home, liu, main=False)
    with pytest.raises(AlreadyHelps):
        console.care.pairings.pair(caller, home, liu, reason="再来")


def test_another_helper_who_becomes_the_main_one_is_no_other_any_more(console, caller, liu, he):
    home = add(console, "李秀珍", "柳塘村3组27号", "刘建军")
    console.care.pairings.pair(caller, home, he, main=False)
    console.care.correct(caller, one(console, "李秀珍"), {"helper": "何静"})
    assert history(console, home, main=False) == [(he, DAY, DAY)]
    assert [person for person, _, until in history(console, home) if until is None] == [he]


def test_ending_the_main_pairing_passes_it_on_or_leaves_it_to_reassign(store, console, caller, liu, he):
    home, other = (
        add(console, name, f"柳塘村3组{n}号", "刘建军") for n, name in enumerate(("甲一", "乙一"), 1)
    )
    first, second = (console.care.pairings.of_household(caller, one)[0].id for one in (home, other))
    console.care.pairings.end(caller, first, DAY, "调走", successor=he)
    console.care.pairings.end(caller, second, DAY, "调走")
    assert (helper_of(console, home), helper_of(console, other)) == (he, None)
    (left,) = console.care.pairings.to_reassign(caller)
    assert (left.household.id, left.why, left.household["names"]) == (other, "没有主结对人", "乙一")


def test_what_ended_does_not_end_twice_and_ends_on_a_day_that_can_be(store, console, caller, liu):
    home = add(console, "李秀珍", "柳塘村3组27号", "刘建军")
    (pairing,) = console.care.pairings.of_household(caller, home)
    for wrong in (date(2026, 9, 21), date(2026, 9, 23)):
        with pytest.raises(WrongPairingDay):
            console.care.pairings.end(caller, pairing.id, wrong, "调走")
    with pytest.raises(ReasonNeeded):
        console.care.pairings.end(caller, pairing.id, DAY, " ")
    console.care.pairings.end(caller, pairing.id, DAY, "调走")
    with pytest.raises(PairingEnded):
        console.care.pairings.end(caller, pairing.id, DAY, "调走")


def test_a_new_main_helper_does_not_begin_before_the_one_he_replaces(console, caller, liu, he):
    home = add(console, "李秀珍", "柳塘村3组27号", "刘建军")
    for wrong in (date(2026, 9, 1), date(2026, 9, 23)):
        with pytest.raises(WrongPairingDay):
            console.care.pairings.pair(caller, home, he, since=wrong, reason="换人")
    assert history(console, home) == [(liu, DAY, None)]


def test_only_those_at_work_at_this_station_are_paired(console, caller, staff, liu, he):
    home = add(console, "李秀珍", "柳塘村3组27号", "刘建军")
    console.staff.leave(caller, he, DAY, "退休")
    console.staff.open_station(caller, "杨庄便民服务站", "YZ")
    stranger = console.caller("YZ")
    for wrong in (he, stranger.staff_id):
        with pytest.raises(NoSuchHelper):
            console.care.pairings.pair(caller, home, wrong, reason="换人")
    with pytest.raises(NoSuchHousehold):
        console.care.pairings.pair(stranger, home, stranger.staff_id)
    with pytest.raises(NoSuchHousehold):
        console.care.pairings.of_household(stranger, home)


def test_a_volunteer_sees_the_helpers_of_his_own_households_and_pairs_nobody(console, staff, liu):
    mine, other = (
        add(console, "李秀珍", "柳塘村3组27号", "陈海"),
        add(console, "王德发", "柳塘村3组9号", "刘建军"),
    )
    chen, pairings = staff["陈海"], console.care.pairings
    assert [one.text("person") for one in pairings.of_household(chen, mine)] == ["陈海"]
    with pytest.raises(NoSuchHousehold):
        pairings.of_household(chen, other)
    for deed in (
        lambda: pairings.pair(chen, mine, liu, reason="换人"),
        lambda: pairings.to_reassign(chen),
        lambda: pairings.reassign(chen, [mine], liu, "换人"),
        lambda: pairings.leave(chen, liu, DAY, "调走"),
    ):
        with pytest.raises(NotAllowed):
            deed()
