"""What a workbook says otherwise than the ledger: shown old and new, and asked for."""

from datetime import date

import pytest

from tests.care.sheets import (
    VILLAGE_COMMITTEE,
    bring_in,
    check,
    citizen_id,
    full,
    one,
    problems,
    sheet,
    verdicts,
)

ID = citizen_id()
HEADINGS = "姓名 身份证号 联系电话 监护人"


@pytest.fixture
def store(sqlite_store):
    """Decided before any database is asked."""
    return sqlite_store


@pytest.fixture
def known(console, staff):
    """Somebody in the ledger, with a phone and a contact."""
    bring_in(console, sheet(HEADINGS, ("李秀珍", ID, "13900000101", "李建国")))


def test_a_differing_value_refuses_the_row_by_default_and_is_listed_masked(console, known):
    done = bring_in(console, sheet(HEADINGS, ("李秀珍", ID, "13900000102", "李建国")))
    assert verdicts(done) == ["refused"]
    (problem,) = done.problems
    assert (problem["column"], problem["code"], problem["severity"]) == ("联系电话", "conflict", "refused")
    assert problem["message"] == "台账里是139****0101，表里是139****0102"
    assert done.plan.rows[0].differing == {"phone": (("13900000101",), ("13900000102",))}
    assert full(console, one(console, "李秀珍"), "phone") == "139 0000 0101"


def test_a_difference_behind_the_same_mask_is_said_so(console, known):
    done = bring_in(console, sheet(HEADINGS, ("李秀珍", ID, "13911110101", "李建国")))
    assert done.problems[0]["message"] == "台账里是139****0101，遮住的部分不同"


def test_take_writes_the_new_value_and_the_history_has_the_old_one(console, caller, known):
    done = bring_in(console, sheet(HEADINGS, ("李秀珍", ID, "13900000102", "李建国")), "take")
    assert verdicts(done) == ["updated"]
    found = one(console, "李秀珍")
    assert full(console, found, "phone") == "139 0000 0102"
    newest = console.care.history(caller, found.id)[0]
    assert [(value.key, value.text) for value in newest.before] == [("phone", "139****0101")]


def test_keep_leaves_the_value_and_fills_what_is_empty(console, known):
    workbook = sheet(HEADINGS + " 村", ("李秀珍", ID, "13900000102", "李建国", "柳塘村"))
    assert verdicts(bring_in(console, workbook, "keep")) == ["updated"]
    assert verdicts(bring_in(console, workbook, "keep")) == ["unchanged"]
    found = one(console, "李秀珍")
    assert (found["village"], full(console, found, "phone")) == ("柳塘村", "139 0000 0101")


def test_single_rows_are_answered_otherwise_than_the_rest(console, known):
    bring_in(console, sheet(HEADINGS, ("王桂英", citizen_id(order=4), "13900000103", "王强")))
    workbook = sheet(
        HEADINGS, ("李秀珍", ID, "13900000109", None), ("王桂英", citizen_id(order=4), "13900000109", None)
    )
    done = bring_in(console, workbook, choices={2: "take"})
    assert verdicts(done) == ["updated", "refused"]


def test_an_empty_cell_never_erases_a_value(console, known):
    for cell in (None, "", "  ", "—", "　", "\u200b", "/"):
        done = bring_in(console, sheet(HEADINGS, ("李秀珍", ID, cell, cell)), "take")
        assert (verdicts(done), problems(done)) == (["unchanged"], [])
    found = one(console, "李秀珍")
    assert (found["contact"], full(console, found, "phone")) == ("李建国", "139 0000 0101")


def test_an_unreadable_cell_never_replaces_a_value(console, known):
    done = bring_in(console, sheet(HEADINGS, ("李秀珍", ID, "1390000", None)), "take")
    assert verdicts(done) == ["unchanged"]
    assert problems(done) == [(2, "联系电话", "too_short")]
    assert one(console, "李秀珍").unread("phone") is None


def test_an_id_that_comes_later_goes_to_the_file_made_by_hand(console, caller):
    console.care.record(caller, {"name": "李秀珍", "address": "柳塘村3组27号"})
    done = bring_in(console, sheet("姓名 身份证号 住址", ("李秀珍", ID, "柳塘村 三组 27号")))
    assert verdicts(done) == ["updated"]
    found = one(console, "李秀珍")
    assert (full(console, found, "citizen_id"), found["born"], found["sex"]) == (ID, date(1948, 3, 15), "女")


@pytest.mark.parametrize(
    ("policy", "verdict"), [("refuse", "refused"), ("keep", "refused"), ("take", "updated")]
)
def test_an_id_never_stands_beside_a_birth_that_it_contradicts(console, caller, policy, verdict):
    console.care.record(caller, {"name": "李秀珍", "address": "柳塘村3组27号", "born": "1948-03-16"})
    done = bring_in(console, sheet("姓名 身份证号 住址", ("李秀珍", ID, "柳塘村3组27号")), policy)
    assert verdicts(done) == [verdict]
    found = one(console, "李秀珍")
    assert found["born"] == (date(1948, 3, 15) if verdict == "updated" else date(1948, 3, 16))


def test_a_household_says_otherwise_for_a_new_person_of_it_too(console, staff):
    bring_in(console, sheet("姓名 身份证号 住址 结对人", ("李秀珍", ID, "柳塘村3组27号", "刘建军")))
    newcomer = sheet("姓名 身份证号 住址 结对人", ("王德发", citizen_id(order=1), "柳塘村3组27号", "何静"))
    assert verdicts(check(console, newcomer)) == ["refused"]
    assert verdicts(bring_in(console, newcomer, "keep")) == ["created"]
    assert one(console, "王德发").text("helper") == "刘建军"
    assert verdicts(bring_in(console, newcomer, "take")) == ["updated"]
    assert one(console, "李秀珍").text("helper") == "何静"


def test_what_is_locked_is_not_told_in_a_conflict(console):
    child = citizen_id(date(2016, 5, 4))
    headings = "姓名 身份证号 健康状况 人员类别"
    bring_in(console, sheet(headings, ("小禾", child, "良好", "留守儿童")))
    done = bring_in(console, sheet(headings, ("小禾", child, "慢性病", "残疾人")))
    assert {p["message"] for p in done.problems} == {"台账里另有内容（待签同意书）"}
    assert {str(old) for old, _ in done.plan.rows[0].differing.values()} == {"待签同意书"}


def test_consent_that_was_withdrawn_is_not_given_again_by_a_list(console, known):
    headings = "姓名 身份证号 知情同意"
    console.care.correct(console.caller(), one(console, "李秀珍"), {"consent": "已撤回"})
    assert verdicts(
        bring_in(console, sheet(headings, ("李秀珍", ID, "书面同意")), source=VILLAGE_COMMITTEE)
    ) == ["refused"]


def test_a_formula_is_text(console):
    done = bring_in(console, sheet("姓名 身份证号 备注", ("李秀珍", ID, '=HYPERLINK("x")')))
    assert verdicts(done) == ["created"]
    assert one(console, "李秀珍")["note"] == '=HYPERLINK("x")'
