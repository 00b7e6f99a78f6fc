"""Importing the same file again changes nothing, whatever was wrong with it."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from gridconsole.care.records import CarePerson, Household
from gridconsole.core.store.changes import Change, Version
from gridconsole.core.store.doors import Doors
from tests.care.sheets import VILLAGE_COMMITTEE, bring_in, citizen_id, one, people, problems, sheet, verdicts

ALL = (
    "姓名 身份证号 性别 出生日期 人员类别 村 组 门牌号 住址 联系电话 户号 结对人"
    " 监护人 监护人电话 走访周期 上次走访 备注"
)


def everything(doors: Doors):
    """Return all that is stored of people and households, and how many changes there were."""

    def read(session):
        rows = []
        for record in (CarePerson, Household, Version):
            columns = record.__table__.columns
            rows += [tuple(map(repr, row)) for row in session.execute(select(*columns).order_by(columns.row))]
        return rows, [row.id for row in session.execute(select(Change.id).order_by(Change.id))]

    return doors.read(read)


def import_twice(console, workbook, source=None):
    first = bring_in(console, workbook, source=source)
    before = everything(console.doors)
    second = bring_in(console, workbook, source=source)
    assert everything(console.doors) == before
    goes_in = {"created": "unchanged", "updated": "unchanged"}
    assert verdicts(second) == [goes_in.get(verdict, verdict) for verdict in verdicts(first)]
    assert second.counts["incomplete"] == 0
    return first, second


def test_the_same_messy_file_changes_nothing(console, staff):
    old = citizen_id(order=8)
    rows = (
        (
            "李秀珍",
            citizen_id(),
            "女",
            "1948年3月15日",
            "独居 五保户",
            "柳塘村",
            "3组",
            "27号",
            "",
            "139 0000 0101",
        ),
        (
            "王桂英",
            old[:6] + old[8:17],
            "女",
            "",
            "困难户",
            "柳塘村",
            "",
            "",
            "柳塘村 三组 二十八号",
            "1390000",
            "",
            "老刘",
        ),
        ("李□珍", None, "", "", "", "柳塘村", "", "", "", "", "4200000123", "刘建军"),
        (
            "无名",
            "遗失",
            "不详",
            "1950年",
            "低保",
            "",
            "",
            "",
            "柳塘村",
            "没有",
            "123",
            "何静",
            "李建国",
            "0531-0000",
        ),
        (
            "赵大妈",
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            "有空就去",
            "去年",
            "、",
        ),
    )
    workbook = sheet(ALL, *(row + (None,) * (17 - len(row)) for row in rows))
    first, _ = import_twice(console, workbook, VILLAGE_COMMITTEE)
    assert verdicts(first) == ["created"] * 5


def test_an_address_in_another_spelling_is_the_same_one(console):
    bring_in(console, sheet("姓名 身份证号 住址", ("李秀珍", citizen_id(), "柳塘村3组27号")))
    again = sheet("姓名 身份证号 住址", ("李秀珍", citizen_id(), "柳塘村委会 第三小组 ２７＃"))
    assert verdicts(bring_in(console, again)) == ["unchanged"]
    assert verdicts(bring_in(console, sheet("姓名 住址", ("李秀珍", "柳塘村 三组 27号")))) == ["unchanged"]
    assert len(people(console)) == 1


def test_two_helpers_for_one_household_do_not_change_places_at_every_import(console, staff):
    workbook = sheet(
        "姓名 身份证号 住址 结对人 走访周期",
        ("李秀珍", citizen_id(), "柳塘村3组27号", "刘建军", "每月"),
        ("王德发", citizen_id(order=1), "柳塘村3组27号", "何静", "半月"),
    )
    first, _ = import_twice(console, workbook)
    assert problems(first) == [(3, "结对人", "household_differs"), (3, "走访周期", "household_differs")]
    assert one(console, "王德发").text("helper") == "刘建军"


def test_two_unknown_helpers_for_one_household_do_not_either(console):
    import_twice(
        console,
        sheet(
            "姓名 身份证号 住址 结对人",
            ("李秀珍", citizen_id(), "柳塘村3组27号", "老刘"),
            ("王德发", citizen_id(order=1), "柳塘村3组27号", "小何"),
        ),
    )
    assert one(console, "王德发").unread("helper") == "老刘"


def test_people_of_one_name_without_id_and_address_are_told_apart_by_village_or_account(console):
    workbook = sheet(
        "姓名 村 户号", ("李秀珍", "柳塘村", None), ("李秀珍", "杨庄村", None), ("李秀珍", "", "4200000123")
    )
    first, _ = import_twice(console, workbook)
    assert verdicts(first) == ["created"] * 3


def test_a_stated_ground_is_added_once(console):
    workbook = sheet("姓名 身份证号", ("李秀珍", citizen_id()))
    bring_in(console, workbook)
    assert verdicts(bring_in(console, workbook, source=VILLAGE_COMMITTEE)) == ["updated"]
    assert verdicts(bring_in(console, workbook, source=VILLAGE_COMMITTEE)) == ["unchanged"]
    assert one(console, "李秀珍")["ground_number"] == VILLAGE_COMMITTEE.number


def test_an_import_that_changes_nothing_is_not_listed(console, caller):
    workbook = sheet("姓名 身份证号", ("李秀珍", citizen_id()))
    bring_in(console, workbook)
    bring_in(console, workbook)
    assert len(console.care.past_imports.imports(caller)) == 1


def test_what_was_completed_since_is_not_asked_for_again(console, caller):
    workbook = sheet("姓名 身份证号 联系电话 监护人", ("李秀珍", citizen_id(), "1390000", ""))
    bring_in(console, workbook)
    seen = one(console, "李秀珍")
    console.care.correct(caller, seen, {"phone": "13900000101", "contact": "李建国"})
    again = bring_in(console, workbook)
    assert verdicts(again) == ["unchanged"]
    assert (2, "监护人", "missing") not in problems(again)
    assert one(console, "李秀珍").unread("phone") is None


def test_a_flag_that_was_settled_does_not_come_back(console, caller):
    workbook = sheet("姓名 身份证号", ("李秀珍", citizen_id()[:6] + citizen_id()[8:17]))
    bring_in(console, workbook)
    console.care.correct(caller, one(console, "李秀珍"), {"citizen_id": citizen_id()})
    assert problems(bring_in(console, workbook)) == []
    assert one(console, "李秀珍").unread("citizen_id") is None


NAMES = st.sampled_from(["李秀珍", "王桂英", "李□珍", "王", "", "12"])
IDS = st.sampled_from([*(citizen_id(order=n) for n in (1, 2, 3)), citizen_id()[:15], "遗失", 3.799e17, None])
PLACES = st.sampled_from(["柳塘村3组27号", "柳塘村三组27#", "杨庄村1组1号", "柳塘村", "柳塘村***", None])
ROWS = st.tuples(
    NAMES,
    IDS,
    PLACES,
    st.sampled_from(["13900000101", "13900000101、13700000102", "139", "139****0101", None]),
    st.sampled_from(["4200000123", "4200000124", "42", None]),
    st.sampled_from(["刘建军", "何静", "老刘", None]),
    st.sampled_from(["柳塘村", "杨庄村", None]),
    st.sampled_from(["27号", "1号", "***", None]),
    st.sampled_from(["独居、低保", "困难户", "、", None]),
    st.sampled_from([date(2026, 9, 1), "2026.9.1", "去年", None]),
)
HEADINGS = "姓名 身份证号 住址 联系电话 户号 结对人 村 门牌号 人员类别 上次走访"


@pytest.fixture
def sqlite_console(sqlite_store):
    with sqlite_store.open() as console:
        for name in ("刘建军", "何静"):
            console.staff.add(console.caller(), name, "台区经理")
        yield console


def wipe(console):
    """Take everybody out again, for the next example."""

    def write(unit):
        for table in (
            "pairing",
            "care_person",
            "household",
            "version",
            "change",
            "care_words",
            "care_starts",
            "care_starts_of",
        ):
            unit.session.connection().exec_driver_sql(f"DELETE FROM {table}")

    console.doors.write(console.caller(), "wipe", write)


@settings(
    max_examples=40,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(ROWS, min_size=1, max_size=8), st.sampled_from(["keep", "take", "refuse"]))
def test_whatever_a_file_holds_the_second_import_changes_nothing(sqlite_console, rows, policy):
    wipe(sqlite_console)
    workbook = sheet(HEADINGS, *rows)
    bring_in(sqlite_console, workbook, policy)
    before = everything(sqlite_console.doors)
    again = verdicts(bring_in(sqlite_console, workbook, policy))
    assert set(again) <= {"unchanged", "refused"}
    assert everything(sqlite_console.doors) == before
    for found in people(sqlite_console):
        assert found["gaps"] == len(sqlite_console.care.gaps(found))
