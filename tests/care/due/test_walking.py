"""The walking order: natural within a village, unless somebody moved a household by hand."""

import random
from datetime import date

import pytest

from gridconsole.care.due import walking
from gridconsole.care.due.errors import NotOnTheWay, OtherVillage
from gridconsole.care.due.span import DueFilter
from gridconsole.core.caller import NotAllowed
from gridconsole.core.ledger.record import new_id
from tests.care.due.scan import read
from tests.care.sheets import bring_in, people, sheet

EVERYBODY = DueFilter(which="all")
HOUSES = ("2号", "10号", "1号", "21号", "3号")


@pytest.fixture(autouse=True)
def village(console):
    rows = [("柳塘村", f"王{'甲乙丙丁戊'[n]}", "3组", house) for n, house in enumerate(HOUSES)]
    rows += [("安庄村", "李秀珍", "9组", "99号"), ("安庄村", "李长行", "2组", "5号")]
    bring_in(console, sheet("村 姓名 组 门牌号", *rows))


@pytest.fixture
def home(console, caller):
    """The id of the household at a house, the first of a village's."""
    return lambda house: next(h.id for h in read(console).households if h.house == house)


@pytest.fixture
def walk(console, caller):
    """The houses as they are walked to."""

    def houses():
        found = {h.id: h.house for h in read(console).households}
        return [found[id] for id in console.care.due.households(caller, EVERYBODY)]

    return houses


def test_villages_groups_and_houses_come_in_natural_order(walk):
    assert walk() == ["5号", "99号", "1号", "2号", "3号", "10号", "21号"]


def test_a_household_moved_by_hand_stays_there(console, caller, walk, home, store):
    console.care.due.move(caller, home("21号"), home("2号"))
    assert walk() == ["5号", "99号", "1号", "21号", "2号", "3号", "10号"]
    console.care.due.move(caller, home("1号"), None)
    assert walk()[2:] == ["21号", "2号", "3号", "10号", "1号"]
    with store.open() as again:
        assert len(again.care.due.households(again.caller(), EVERYBODY)) == 7
    assert walk()[2:] == ["21号", "2号", "3号", "10号", "1号"]


def test_moving_it_where_it_is_changes_nothing(console, caller, walk, home):
    console.care.due.move(caller, home("2号"), home("2号"))
    console.care.due.move(caller, home("2号"), home("3号"))
    assert walk()[2:] == ["1号", "2号", "3号", "10号", "21号"]


def test_who_comes_later_stands_in_natural_order_behind_those_that_were_moved(console, caller, walk, home):
    console.care.due.move(caller, home("21号"), home("1号"))
    bring_in(console, sheet("村 姓名 组 门牌号", ("柳塘村", "王己", "1组", "4号")))
    assert walk()[2:] == ["21号", "4号", "1号", "2号", "3号", "10号"]
    console.care.due.move(caller, home("4号"), home("3号"))
    assert walk()[2:] == ["21号", "1号", "2号", "4号", "3号", "10号"]


@pytest.mark.parametrize("gap", [2, 1_000])
def test_any_number_of_moves_does_what_a_list_does(console, caller, walk, home, gap, monkeypatch):
    monkeypatch.setattr(walking, "GAP", gap)
    dice, wanted = random.Random(gap), walk()[2:]
    for _ in range(12):
        moved, before = dice.sample(wanted, 2)
        console.care.due.move(caller, home(moved), home(before))
        wanted.remove(moved)
        wanted.insert(wanted.index(before), moved)
        assert walk()[2:] == wanted


def test_only_households_of_one_village_that_are_walked_to_are_moved(console, caller, walk, home):
    order = walk()
    with pytest.raises(OtherVillage):
        console.care.due.move(caller, home("1号"), home("5号"))
    dead = next(one for one in people(console) if one.text("house").endswith("10号") or one["name"] == "王乙")
    console.care.change_status(caller, dead, "去世", "病故", date(2026, 9, 20))
    for moved, before in ((home("10号"), home("1号")), (home("1号"), home("10号")), (new_id(), home("1号"))):
        with pytest.raises(NotOnTheWay):
            console.care.due.move(caller, moved, before)
    assert walk() == [house for house in order if house != "10号"]


def test_a_volunteer_does_not_change_the_order(console, volunteer, home):
    with pytest.raises(NotAllowed):
        console.care.due.move(volunteer, home("1号"), home("2号"))


def test_a_village_moved_by_hand_stays_together_on_every_paper_and_list(console, caller, home):
    """Cards, consent forms, festival lists and the list to reassign come as the sheets do."""
    console.care.due.move(caller, home("21号"), home("2号"))
    console.care.due.move(caller, home("99号"), home("5号"))
    order = console.care.due.households(caller, EVERYBODY)
    campaign = console.care.campaigns.create(caller, {"festival": "中秋", "year": "2026"})
    choice = console.care.campaigns.choose(caller, campaign, ())
    assert [line.home.id for line in choice.taken] == order
    pairings = console.care.pairings
    assert [one.household.id for one in pairings.to_reassign(caller)] == order
    assert [one.household.id for one in pairings.to_reassign(caller, 3)] == order[:3]
    asked = [one.person.id for one in console.care.consents.standings(caller)]
    assert [console.care.household_of(caller, id) for id in asked] == order
