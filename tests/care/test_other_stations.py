"""Nothing that is written at one station reaches the records of another."""

import pytest

from gridconsole.core.books.errors import NoSuchRecord
from gridconsole.core.caller import Role
from gridconsole.core.ledger.record import new_id
from tests.care.pairing.lives import helper_of
from tests.care.workbooks import households, rows

RECORDS = {
    "pairings": {"person": "何静", "since": "2025-01-09", "main": "是"},
    "needs": {"what": "换灯泡", "raised_on": "2025-01-09"},
    "night-lights": {"place": "卧室", "model": "NL-2", "installed_on": "2025-01-09", "installer": "何静"},
}


@pytest.fixture
def elsewhere(console, staff):
    """A clerk of another station, where 何静 works too."""
    console.staff.open_station(console.caller("BZ"), "柳河站", "LH")
    clerk = console.caller("LH")
    console.staff.add(clerk, "何静", "网格经理")
    return clerk


@pytest.mark.parametrize("ledger", RECORDS)
def test_a_record_is_not_hung_on_a_household_of_another_station(console, staff, elsewhere, ledger):
    home = households(console, 张桂兰={"helper": "刘建军"})["张桂兰"]
    with pytest.raises(NoSuchRecord):
        console.care.books[ledger].record(elsewhere, RECORDS[ledger], home)
    assert helper_of(console, home) == staff["刘建军"].staff_id
    assert rows(console, ledger, elsewhere) == []


def test_a_record_is_not_hung_on_a_household_that_is_not_there_or_was_withdrawn(console, caller, staff):
    home = households(console)["张桂兰"]
    (person,) = console.care.household(caller, home)
    console.care.withdraw(caller, person.id, "录错了")
    for parent in (home, new_id(), None):
        with pytest.raises(NoSuchRecord):
            console.care.books["needs"].record(caller, RECORDS["needs"], parent)


def test_a_training_is_not_hung_on_a_volunteer_of_another_station(console, caller, staff, elsewhere):
    volunteers = console.care.volunteers
    entry = volunteers.register.record(caller, {"person": "陈海"})
    with pytest.raises(NoSuchRecord):
        volunteers.trainings.record(elsewhere, {"held_on": "2026-03-01", "subject": "触电急救"}, entry)


def test_a_volunteer_narrows_the_due_list_to_what_is_his_own(console, staff):
    households(console, 张桂兰={"helper": "陈海"}, 王秀英={"helper": "何静"})
    choices = console.care.due.choices(staff["陈海"])
    assert staff["陈海"].role is Role.VOLUNTEER
    assert (list(choices.helpers), list(choices.villages)) == (["陈海"], ["柳塘村"])
