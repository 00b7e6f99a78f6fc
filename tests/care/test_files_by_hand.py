"""Making, correcting, withdrawing and bringing back single files."""

from datetime import date, timedelta

import pytest

from gridconsole.care.errors import AlreadyThere, Conflict, IdTaken, NoSuchFile, NotAccepted, ReasonNeeded
from gridconsole.core.ledger.record import NEVER
from gridconsole.core.ledger.snapshot import Masked
from tests.care.sheets import bring_in, citizen_id, full, one, people, sheet

ID = citizen_id()
DAY = date(2026, 9, 22)


@pytest.fixture
def store(sqlite_store):
    """The same on both databases, as tests/core/store shows."""
    return sqlite_store


@pytest.fixture
def record(console, caller):
    def make(**typed):
        return console.care.open(caller, console.care.record(caller, {"name": "李秀珍"} | typed))

    return make


@pytest.fixture
def correct(console, caller):
    return lambda seen, **typed: console.care.correct(caller, seen, typed)


def complaints(deed):
    with pytest.raises(NotAccepted) as refused:
        deed()
    return refused.value.complaints


# --- making ---


def test_a_new_file_stands_in_the_ledger_and_is_due_at_once(record):
    made = record(citizen_id=ID)
    assert (made["status"], made["due_on"], made["cycle"]) == ("在册", DAY, "每月一次")
    assert (made["born"], made["sex"], made["file_number"]) == (date(1948, 3, 15), "女", "BZ-0001")


def test_all_that_is_wrong_is_said_at_once_and_nothing_is_saved(console, record):
    assert complaints(lambda: record(name="", citizen_id=ID[:-1], phone="139")).keys() == {
        "name",
        "citizen_id",
        "phone",
    }
    assert people(console) == []


def test_what_contradicts_the_id_is_not_accepted(record):
    assert complaints(lambda: record(citizen_id=ID, sex="男", born="1948-03-16")).keys() == {"sex", "born"}


def test_a_second_file_for_an_id_leads_to_the_first(record):
    made = record(citizen_id=ID)
    with pytest.raises(AlreadyThere) as there:
        record(name="李秀真", citizen_id=ID)
    assert there.value.id == made.id


def test_a_namesake_in_the_same_house_is_the_same_person_unless_the_ids_differ(record):
    record(citizen_id=ID, address="柳塘村3组27号")
    with pytest.raises(AlreadyThere):
        record(address="柳塘村三组27#")
    record(citizen_id=citizen_id(order=4), address="柳塘村3组27号")


def test_a_cycle_typed_for_a_new_household_is_kept(record):
    assert record(cycle="每半月")["cycle"] == "每半月一次"


def test_village_group_and_house_make_the_address_that_an_import_finds(console, record):
    record(village="柳塘村", group="3组", house="27号")
    done = bring_in(console, sheet("姓名 身份证号 住址", ("李秀珍", ID, "柳塘村3组27号")))
    assert done.counts["updated"] == 1
    assert full(console, one(console, "李秀珍"), "address") == "柳塘村3组27号"


def test_what_differs_from_the_household_is_not_dropped(console, staff, record):
    record(address="柳塘村3组27号", helper="刘建军", account="4200000123")
    said = complaints(
        lambda: record(name="王德发", account="4200000123", address="柳塘村3组28号", helper="何静")
    )
    assert said == {"helper": "同一户已登记为刘建军", "address": "同一户已登记为柳塘村***"}
    assert record(name="王德发", address="柳塘村三组27号", helper="刘建军", way="水塔旁")["way"] == "水塔旁"


def test_another_account_at_the_same_address_is_another_household(record):
    assert record(address="柳塘村3组27号", account="4200000123")["file_number"] == "BZ-0001"
    assert record(name="王德发", address="柳塘村3组27号", account="4200000124")["file_number"] == "BZ-0002"


# --- correcting ---


def test_a_mask_is_never_written_back(console, record, correct):
    seen = record(citizen_id=ID, phone="13900000101", address="柳塘村3组27号", house="27号")
    after = correct(seen, **{key: seen[key] for key in ("citizen_id", "phone", "address", "house")})
    assert after.version == seen.version
    assert all(isinstance(seen[key], Masked) for key in ("citizen_id", "phone", "address", "house"))
    typed = {key: str(seen[key]) for key in ("citizen_id", "phone", "address", "house")}
    assert complaints(lambda: correct(seen, **typed)).keys() == typed.keys()


def test_an_empty_text_clears_a_value(record, correct):
    seen = record(phone="13900000101", way="水塔旁")
    after = correct(seen, phone="", way="  ")
    assert (after["phone"], after["way"]) == (None, None)


def test_a_corrected_id_corrects_birth_and_sex_that_came_from_it(record, correct):
    after = correct(record(citizen_id=ID), citizen_id=citizen_id(date(1948, 3, 16), order=1))
    assert (after["born"], after["sex"]) == (date(1948, 3, 16), "男")


def test_a_birth_typed_by_hand_is_not_overwritten_by_an_id(record, correct):
    seen = record(born="1950-01-01")
    assert complaints(lambda: correct(seen, citizen_id=ID)).keys() == {"born"}


def test_another_address_takes_its_village_along(record, correct):
    seen = record(village="柳塘村", group="3组", house="27号")
    after = correct(seen, address="杨庄村1组5号")
    assert (after["village"], after["group"]) == ("杨庄村", "1组")


def test_another_house_takes_the_address_along(console, record, correct):
    after = correct(record(village="柳塘村", group="3组", house="27号"), house="28号")
    assert full(console, after, "address") == "柳塘村3组28号"


def test_who_is_corrected_is_found_by_the_new_name_only(console, caller, record, correct):
    correct(record(), name="李秀真")
    assert console.care.list.find(caller, "李秀珍") == []
    assert [found["name"] for found in console.care.list.find(caller, "lxz")] == ["李秀真"]


def test_a_correction_of_the_household_is_seen_with_everybody_in_it(record, correct):
    record(name="王德发", address="柳塘村3组27号")
    correct(record(address="柳塘村3组27号"), last_visit="2026-09-20")
    assert record(name="王小玲", address="柳塘村3组27号")["due_on"] == date(2026, 10, 20)


# --- two at once ---


def test_two_who_change_different_fields_both_win(record, correct):
    seen = record(phone="13900000101")
    correct(seen, contact="李建国")
    after = correct(seen, phone="13900000102")
    assert after["contact"] == "李建国"


def test_two_who_change_one_field_are_shown_both(console, record, correct):
    seen = record(contact="李建国")
    correct(seen, contact="李建军", phone="13900000101")
    with pytest.raises(Conflict, match="本站柜台") as conflict:
        correct(seen, contact="李建华", note="新")
    assert conflict.value.keys == ("contact",)
    assert conflict.value.theirs["contact"] == "李建军"
    assert one(console, "李秀珍")["note"] is None


def test_a_change_behind_the_same_mask_is_a_conflict_too(record, correct):
    seen = record(phone="13900000101")
    correct(seen, phone="13911110101", contact="李建国")
    with pytest.raises(Conflict) as conflict:
        correct(seen, phone="13922220101")
    assert conflict.value.keys == ("phone",)


def test_a_conflict_about_the_household_is_seen_from_any_of_its_people(record, correct):
    husband = record(name="王德发", address="柳塘村3组27号")
    correct(record(address="柳塘村3组27号"), way="水塔旁")
    with pytest.raises(Conflict):
        correct(husband, way="小学后面")


def test_a_file_withdrawn_meanwhile_is_gone(console, caller, record, correct):
    seen = record()
    console.care.withdraw(caller, seen.id, "重复")
    with pytest.raises(NoSuchFile):
        correct(seen, note="新")


# --- status ---


@pytest.mark.parametrize("status", ["去世", "迁出", "退出", "暂离"])
def test_who_is_not_in_the_ledger_any_more_is_never_due(console, caller, record, status):
    after = console.care.change_status(caller, record(), status, "家属来电", DAY - timedelta(2))
    assert (after["due_on"], after["status_on"], after["status_reason"]) == (
        NEVER,
        date(2026, 9, 20),
        "家属来电",
    )
    assert console.care.due_steps(after) == [f"状态为{status}，不安排走访"]
    assert console.care.change_status(caller, after, "在册", "登记错了", DAY)["due_on"] == DAY


def test_a_status_changes_with_a_reason_only(console, caller, record, correct):
    seen = record()
    with pytest.raises(ReasonNeeded):
        console.care.change_status(caller, seen, "去世", "  ", DAY)
    assert complaints(lambda: correct(seen, status="去世")).keys() == {"status_reason"}
    after = correct(seen, status="去世", status_reason="病故")
    assert after["status_on"] == DAY


def test_the_history_says_who_changed_a_status_when_and_why(console, caller, record):
    after = console.care.change_status(caller, record(), "迁出", "随子女进城", DAY)
    newest = console.care.history(caller, after.id)[0]
    assert (newest.by, newest.reason, newest.at.date()) == ("本站柜台", "随子女进城", DAY)
    assert [(v.key, v.text) for v in newest.before if v.text] == [("status", "在册")]


# --- withdrawing ---


def test_a_withdrawn_file_is_on_no_list_and_its_id_is_free_again(console, caller, record):
    seen = record(citizen_id=ID, address="柳塘村3组27号")
    console.care.withdraw(caller, seen.id, "录错了")
    assert people(console) == []
    assert console.care.list.find(caller, "李秀珍") == []
    with pytest.raises(NoSuchFile):
        console.care.open(caller, seen.id)
    again = record(citizen_id=ID, address="柳塘村3组27号")
    assert again["file_number"] == "BZ-0002"


def test_withdrawing_needs_a_reason_and_leaves_the_others_of_the_household(console, caller, record):
    seen = record(address="柳塘村3组27号")
    other = record(name="王德发", address="柳塘村3组27号")
    with pytest.raises(ReasonNeeded):
        console.care.withdraw(caller, seen.id, " ")
    console.care.withdraw(caller, seen.id, "重复")
    assert record(name="王小玲", address="柳塘村3组27号")["file_number"] == other["file_number"]


# --- earlier values ---


def test_an_earlier_value_is_brought_back_alone(console, caller, record, correct):
    seen = record(contact="李建国", note="旧")
    correct(seen, contact="李建军", note="新")
    line = console.care.history(caller, seen.id)[0]
    after = console.care.bring_back(caller, seen.id, line.owner, line.version, ("contact",))
    assert (after["contact"], after["note"]) == ("李建国", "新")
    assert console.care.history(caller, seen.id)[0].deed == "care.bring_back"


def test_a_whole_earlier_version_is_brought_back_and_found_by_again(console, caller, record, correct):
    seen = record(phone="13900000101", address="柳塘村3组27号")
    correct(seen, name="李秀真", phone="13900000102")
    line = next(line for line in console.care.history(caller, seen.id) if line.owner == "care_person")
    console.care.bring_back(caller, seen.id, line.owner, line.version)
    assert [found["name"] for found in console.care.list.find(caller, "13900000101")] == ["李秀珍"]


def test_an_earlier_value_of_the_household_is_brought_back(console, caller, record, correct):
    seen = record(address="柳塘村3组27号")
    correct(seen, address="杨庄村1组5号")
    line = next(line for line in console.care.history(caller, seen.id) if line.owner == "household")
    after = console.care.bring_back(caller, seen.id, line.owner, line.version)
    assert after["village"] == "柳塘村"
    assert record(name="王德发", address="柳塘村3组27号")["file_number"] == after["file_number"]


def test_a_text_that_could_not_be_read_comes_back_with_its_version(console, caller, correct):
    bring_in(console, sheet("姓名 联系电话", ("李秀珍", "1390000")))
    seen = one(console, "李秀珍")
    after = correct(seen, phone="13900000101")
    assert after.unread("phone") is None
    back = console.care.bring_back(caller, seen.id, "care_person", 1, ("phone",))
    assert (back["phone"], back.unread("phone")) == (None, "139****")
    again = console.care.bring_back(caller, seen.id, "care_person", 2, ("phone",))
    assert (again["phone"], again.unread("phone")) == ("139****0101", None)


def test_an_id_that_is_somebody_elses_by_now_is_not_brought_back(console, caller, record, correct):
    seen = record(citizen_id=ID)
    correct(seen, citizen_id=citizen_id(order=4))
    record(name="王桂英", citizen_id=ID)
    for keys in (("citizen_id",), ()):  # the id alone, and the whole version
        with pytest.raises(IdTaken, match="王桂英的档案上") as taken:
            console.care.bring_back(caller, seen.id, "care_person", 1, keys)
        assert taken.value.next_step
    assert full(console, seen, "citizen_id") == citizen_id(order=4)


def test_a_value_that_contradicts_the_id_is_not_brought_back(console, caller, record, correct):
    seen = record(born="1950-01-01")
    correct(seen, born="", citizen_id=ID)
    said = complaints(lambda: console.care.bring_back(caller, seen.id, "care_person", 1, ("born",)))
    assert said.keys() == {"born"}


def test_there_is_no_version_that_was_never_there(console, caller, record):
    with pytest.raises(NoSuchFile):
        console.care.bring_back(caller, record().id, "care_person", 7)
