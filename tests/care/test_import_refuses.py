"""What refuses a row, and that everything else goes in and stays as typed."""

from datetime import date

import pytest

from tests.care.sheets import bring_in, check, citizen_id, one, people, problems, sheet, verdicts

GOOD = citizen_id()


@pytest.fixture
def store(sqlite_store):
    """What refuses a row is decided before any database is asked."""
    return sqlite_store


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        (("", GOOD), "姓名", "missing"),
        (("——", GOOD), "姓名", "missing"),
        (("1234", GOOD), "姓名", "no_name"),
        ((date(2026, 1, 2), GOOD), "姓名", "wrong_kind"),
        (("李**", GOOD), "姓名", "masked"),
        (("李秀珍", 3.79901194803150e17), "身份证号", "damaged_number"),
        (("李秀珍", "3.79901E+17"), "身份证号", "damaged_number"),
        (("李秀珍", 379901194803150020), "身份证号", "damaged_number"),
        (("李秀珍", GOOD[:17] + ("1" if GOOD[17] != "1" else "2")), "身份证号", "wrong_check_digit"),
        (("李秀珍", citizen_id().replace("19480315", "19480230")), "身份证号", "impossible_date"),
        (("李秀珍", citizen_id(date(2026, 9, 23))), "身份证号", "impossible_date"),
    ],
)
def test_a_row_is_refused(console, row, column, code):
    done = bring_in(console, sheet("姓名 身份证号", row))
    assert verdicts(done) == ["refused"]
    assert (2, column, code) in problems(done)
    assert people(console) == []


@pytest.mark.parametrize(("heading", "cell"), [("性别", "男"), ("出生日期", "1948-03-16")])
def test_an_id_that_contradicts_sex_or_birth_refuses_its_row(console, heading, cell):
    done = bring_in(console, sheet(f"姓名 身份证号 {heading}", ("李秀珍", GOOD, cell)))
    assert verdicts(done) == ["refused"]
    assert problems(done) == [(2, heading, "contradicts_id")]


def test_a_workbook_without_names_goes_in_nowhere(console):
    done = bring_in(console, sheet("身份证号 住址 联系电话", (GOOD, "柳塘村3组27号", "13900000101")))
    assert verdicts(done) == ["refused"]
    assert problems(done) == [(2, "姓名", "missing")]


@pytest.mark.parametrize(
    ("heading", "cell", "key"),
    [
        ("身份证号", "37990119480315", "citizen_id"),
        ("身份证号", "990101194803150021", "citizen_id"),
        ("身份证号", "遗失", "citizen_id"),
        ("联系电话", "1390000", "phone"),
        ("联系电话", "没有", "phone"),
        ("户号", "12345", "account"),
        ("人员类别", "困难户", "categories"),
        ("结对人", "老刘", "helper"),
        ("上次走访", "2026年3月", "last_visit"),
        ("上次走访", "2026-12-31", "last_visit"),
        ("断电可耐受", "半天", "device_hours"),
        ("走访周期", "有空就去", "cycle"),
        ("门牌号", date(2026, 3, 5), "house"),
        ("监护人", "李建国13900000102", "contact"),
    ],
)
def test_whatever_else_is_wrong_goes_in_and_stays_as_typed(console, heading, cell, key):
    done = bring_in(console, sheet(f"姓名 {heading} 备注", ("李秀珍", cell, "好")), source=None)
    assert verdicts(done) == ["created"]
    assert done.counts["incomplete"] == 1
    found = one(console, "李秀珍")
    assert found[key] is None
    assert found.unread(key)
    assert key in console.care.gaps(found)
    assert found["gaps"] == len(console.care.gaps(found))


@pytest.mark.parametrize("name", ["李□珍", "李秀珍（五保）", "李秀珍2", "王"])
def test_a_name_that_is_not_quite_one_goes_in_to_be_corrected(console, name):
    workbook = sheet("姓名 身份证号", (name, GOOD))
    assert verdicts(bring_in(console, workbook)) == ["created"]
    (found,) = people(console)
    assert found["name"] == found.unread("name") == name
    assert "name" in console.care.gaps(found)
    assert verdicts(bring_in(console, workbook)) == ["unchanged"]


def test_an_empty_cell_is_listed_to_be_completed(console):
    done = bring_in(
        console, sheet("姓名 身份证号 联系电话", ("李秀珍", None, "13900000101"), ("王桂英", GOOD, None))
    )
    assert verdicts(done) == ["created", "created"]
    assert problems(done) == [(2, "身份证号", "missing")]
    assert done.counts["incomplete"] == 1


def test_an_old_id_of_15_digits_is_upgraded_and_flagged(console):
    old = GOOD[:6] + GOOD[8:17]
    done = bring_in(console, sheet("姓名 身份证号", ("李秀珍", old)))
    assert verdicts(done) == ["created"]
    assert problems(done) == [(2, "身份证号", "remark")]
    found = one(console, "李秀珍")
    assert found["citizen_id"] == "379***********" + GOOD[-4:]
    assert "citizen_id" in console.care.gaps(found)


def test_a_residence_permit_is_an_id(console):
    permit = citizen_id(region=810000)
    done = bring_in(console, sheet("姓名 身份证号", ("陈美玲", permit)))
    assert (verdicts(done), problems(done)) == (["created"], [])


def test_checking_writes_nothing(console):
    check(console, sheet("姓名 身份证号", ("李秀珍", GOOD)))
    assert people(console) == []
    assert console.care.past_imports.imports(console.caller()) == []
