"""An import is taken back as a whole."""

import io
from datetime import date

import pytest
from sqlalchemy import func, select

from gridconsole.care.consents.service import Whom
from gridconsole.care.errors import AlreadyTakenBack, ChangedSince
from gridconsole.care.records import CarePerson, Household
from gridconsole.core.books.errors import NoSuchRecord
from gridconsole.core.caller import NotAllowed
from gridconsole.core.ledger.record import new_id
from tests.care.sheets import bring_in, citizen_id, full, one, people, sheet, verdicts

ID, OTHER = citizen_id(), citizen_id(order=1)
HEADINGS = "姓名 身份证号 住址 联系电话"
FIRST = sheet(
    HEADINGS, ("李秀珍", ID, "柳塘村3组27号", "13900000101"), ("王德发", OTHER, "柳塘村3组27号", None)
)


def newest(console):
    return console.care.past_imports.imports(console.caller())[0]


def take_back(console, *, keep_changed=False):
    return console.care.past_imports.take_back(
        console.caller(), newest(console).id, keep_changed=keep_changed
    )


def stored(console, record):
    return console.doors.read(lambda s: s.scalar(select(func.count()).select_from(record)))


def test_what_it_made_is_gone_with_household_search_and_number(console, caller):
    bring_in(console, FIRST)
    assert take_back(console) == 2
    assert people(console) == []
    assert console.care.list.find(caller, "李秀珍") == []
    assert (stored(console, CarePerson), stored(console, Household)) == (0, 0)
    assert verdicts(bring_in(console, FIRST)) == ["created", "created"]
    assert one(console, "李秀珍")["file_number"] == "BZ-0001"


def test_it_is_listed_as_taken_back_and_not_twice(console):
    bring_in(console, FIRST)
    take_back(console)
    (past,) = console.care.past_imports.imports(console.caller())
    assert (past.taken_back, past.by, past.details["created"]) == (True, "本站柜台", 2)
    with pytest.raises(AlreadyTakenBack):
        take_back(console)
    with pytest.raises(NoSuchRecord):
        console.care.past_imports.take_back(console.caller(), new_id())


def test_what_it_changed_has_its_earlier_values_and_is_found_by_them(console, caller):
    bring_in(console, FIRST)
    change = sheet(HEADINGS, ("李秀珍", ID, None, "13900000102"), ("王小玲", None, "柳塘村3组27号", None))
    bring_in(console, change, "take")
    assert take_back(console) == 2
    found = one(console, "李秀珍")
    assert full(console, found, "phone") == "139 0000 0101"
    assert [p["name"] for p in console.care.list.find(caller, "0101")] == ["李秀珍"]
    assert console.care.list.find(caller, "0102") == []
    assert people(console, "王小玲") == []
    deeds = [line.deed for line in console.care.history(caller, found.id) if line.owner == "care_person"]
    assert deeds == ["care.take_back", "care.import", "care.import"]


def test_who_was_moved_lives_where_he_lived_and_the_new_household_is_gone(console):
    bring_in(console, FIRST)
    bring_in(console, sheet(HEADINGS, ("李秀珍", ID, "杨庄村1组5号", None)), "take")
    assert stored(console, Household) == 2
    take_back(console)
    assert stored(console, Household) == 1
    assert one(console, "李秀珍")["file_number"] == one(console, "王德发")["file_number"]


def test_a_household_that_was_changed_has_its_earlier_values(console, staff):
    headings = "姓名 身份证号 住址 结对人"
    bring_in(console, sheet(headings, ("李秀珍", ID, "柳塘村3组27号", "刘建军")))
    bring_in(console, sheet(headings, ("李秀珍", ID, "柳塘村3组27号", "何静")), "take")
    take_back(console)
    assert one(console, "李秀珍").text("helper") == "刘建军"


def test_a_correction_since_stops_it_and_is_named(console, caller):
    bring_in(console, FIRST)
    console.care.correct(caller, one(console, "李秀珍"), {"phone": "13900000109"})
    with pytest.raises(ChangedSince) as stopped:
        take_back(console)
    assert stopped.value.names == ["李秀珍"]
    assert len(people(console)) == 2


def test_what_was_corrected_can_be_kept(console, caller):
    bring_in(console, FIRST)
    console.care.correct(caller, one(console, "李秀珍"), {"phone": "13900000109"})
    assert take_back(console, keep_changed=True) == 1
    assert [found["name"] for found in people(console)] == ["李秀珍"]


def test_a_corrected_household_keeps_its_people(console, caller):
    bring_in(console, FIRST)
    console.care.correct(caller, one(console, "李秀珍"), {"way": "水塔旁"})
    with pytest.raises(ChangedSince) as stopped:
        take_back(console)
    assert stopped.value.names == ["李秀珍", "王德发"]
    assert take_back(console, keep_changed=True) == 0
    assert len(people(console)) == 2


def test_a_household_whose_sheet_was_printed_stays(console, caller):
    bring_in(console, FIRST)
    console.care.visits.print(caller, io.BytesIO())
    with pytest.raises(ChangedSince):
        take_back(console)
    assert take_back(console, keep_changed=True) == 0
    assert len(people(console)) == 2


def test_an_update_can_be_taken_back_after_a_sheet_was_printed(console, caller):
    bring_in(console, FIRST)
    console.care.visits.print(caller, io.BytesIO())
    bring_in(console, sheet("姓名 身份证号 住址 怎么走", ("李秀珍", ID, "柳塘村3组27号", "水塔旁")))
    console.care.visits.print(caller, io.BytesIO())
    take_back(console)
    assert one(console, "李秀珍")["way"] is None


def test_a_person_withdrawn_since_does_not_stop_it(console, caller):
    bring_in(console, FIRST)
    console.care.withdraw(caller, one(console, "李秀珍").id, "重复")
    take_back(console)
    assert people(console) == []


def test_a_household_in_which_somebody_else_was_registered_stays(console, caller):
    bring_in(console, FIRST)
    console.care.record(caller, {"name": "王小玲", "address": "柳塘村3组27号"})
    take_back(console, keep_changed=True)
    assert [found["name"] for found in people(console)] == ["王小玲"]


def test_a_volunteer_neither_sees_nor_takes_back_imports(console, volunteer):
    bring_in(console, FIRST)
    with pytest.raises(NotAllowed):
        console.care.past_imports.imports(volunteer)
    with pytest.raises(NotAllowed):
        console.care.past_imports.take_back(volunteer, newest(console).id)


def test_who_was_asked_for_consent_since_is_kept_wherever_he_lives(console, caller):
    bring_in(console, FIRST)
    console.staff.add(caller, "刘建军", "台区经理", "13900000201")
    bring_in(console, sheet(HEADINGS, ("王小玲", None, "柳塘村3组27号", None)))
    console.care.consents.print(caller, io.BytesIO(), Whom([one(console, "王小玲").id]))
    with pytest.raises(ChangedSince) as stopped:
        take_back(console)
    assert stopped.value.names == ["王小玲"]
    assert take_back(console, keep_changed=True) == 0
    assert one(console, "王小玲").text("status") == "在册"


def test_the_visit_of_a_household_that_it_leaves_empty_is_cancelled(console, caller):
    bring_in(console, sheet(HEADINGS, ("李秀珍", ID, "柳塘村3组27号", None)))
    console.care.change_status(caller, one(console, "李秀珍"), "去世", "村里来电", date(2026, 9, 20))
    bring_in(console, sheet(HEADINGS, ("王小玲", None, "柳塘村3组27号", None)))
    console.care.visits.print(caller, io.BytesIO())
    take_back(console)
    (copy,) = console.care.visits.register.page(caller)
    assert (copy.state, copy.void) == ("作废", "李秀珍去世")


def test_the_visit_of_a_household_that_an_import_empties_is_cancelled(console, caller):
    bring_in(console, FIRST)
    bring_in(console, sheet(HEADINGS, ("李秀珍", ID, "杨庄村1组5号", None)), "take")
    console.care.visits.print(
        caller, io.BytesIO(), {console.care.household_of(caller, one(console, "李秀珍").id)}
    )
    bring_in(console, sheet(HEADINGS, ("李秀珍", ID, "柳塘村3组27号", None)), "take")
    (copy,) = console.care.visits.register.page(caller)
    assert (copy.state, copy.void) == ("作废", "这一户已没有人")
