"""A second row for a person of the same file: the same, more, or a contradiction."""

import pytest

from tests.care.sheets import bring_in, citizen_id, one, people, problems, sheet, verdicts

ID = citizen_id()


@pytest.fixture
def store(sqlite_store):
    """Decided before any database is asked."""
    return sqlite_store


def test_an_identical_second_row_is_unchanged_and_named_with_the_row_it_repeats(console):
    done = bring_in(
        console, sheet("姓名 身份证号", ("李秀珍", ID), ("王桂英", citizen_id(order=4)), ("李秀珍", ID))
    )
    assert verdicts(done) == ["created", "created", "unchanged"]
    (named,) = done.problems
    assert (named["row"], named["code"], named["severity"]) == (4, "same_row", "incomplete")
    assert "第 2 行" in named["message"]
    assert done.plan.rows[2].same_as == 2
    assert (done.counts["incomplete"], done.counts["unchanged"]) == (0, 1)
    assert len(people(console)) == 2


def test_the_same_person_in_another_spelling_is_identical(console):
    done = bring_in(
        console,
        sheet(
            "姓名 身份证号 住址 联系电话 人员类别",
            ("李秀珍", ID, "柳塘村3组27号", "13900000101 / 13700000102", "独居、低保"),
            ("李 秀 珍", ID, "柳塘村 三组 27＃", "13700000102、139 0000 0101", "低保户，独居老人"),
        ),
    )
    assert verdicts(done) == ["created", "unchanged"]
    assert done.plan.rows[1].same_as == 2


def test_a_masked_second_row_is_identical(console):
    rows = (("李秀珍", ID, "柳塘村3组27号"), ("李秀珍", "379***********" + ID[-4:], "柳塘村3组27号"))
    assert verdicts(bring_in(console, sheet("姓名 身份证号 住址", *rows))) == ["created", "unchanged"]


@pytest.mark.parametrize(
    ("heading", "first", "second"),
    [
        ("联系电话", "13900000101", "13900000102"),
        ("联系电话", "13900000101", "1390000"),
        ("联系电话", "139", "138"),
        ("村", "柳塘村", "杨庄村"),
        ("人员类别", "独居", "低保"),
        ("住址", "柳塘村3组27号", "柳塘村3组28号"),
        ("姓名2", "李秀珍", "李秀珍"),
    ],
)
def test_a_second_row_that_contradicts_the_first_is_refused(console, heading, first, second):
    other = "李秀珍" if heading != "姓名2" else "李秀真"
    done = bring_in(console, sheet(f"姓名 身份证号 {heading}", ("李秀珍", ID, first), (other, ID, second)))
    assert verdicts(done) == ["created", "refused"]
    refused = [p for p in done.problems if p["severity"] == "refused"]
    assert [(p["row"], p["code"]) for p in refused] == [(3, "contradicts_row")]
    assert "第 2 行" in refused[0]["message"]
    assert first not in refused[0]["message"]


def test_a_second_row_that_says_more_completes_the_first(console):
    rows = (("李秀珍", ID, "139", None), ("李秀珍", ID, None, "李建国"), ("李秀珍", ID, None, "李建国"))
    done = bring_in(console, sheet("姓名 身份证号 联系电话 监护人", *rows))
    assert verdicts(done) == ["created", "updated", "unchanged"]
    found = one(console, "李秀珍")
    assert (found["contact"], found.unread("phone")) == ("李建国", "139")


def test_a_good_second_cell_takes_the_place_of_an_unreadable_first(console):
    rows = (("李秀珍", ID, "139"), ("李秀珍", ID, "13900000101"))
    assert verdicts(bring_in(console, sheet("姓名 身份证号 联系电话", *rows))) == ["created", "updated"]
    found = one(console, "李秀珍")
    assert (found["phone"], found.unread("phone")) == ("139****0101", None)


def test_a_second_row_after_a_refused_one_stands_for_itself(console):
    rows = (("李秀珍", ID[:17] + "9" if ID[17] != "9" else ID[:17] + "8"), ("李秀珍", ID))
    assert verdicts(bring_in(console, sheet("姓名 身份证号", *rows))) == ["refused", "created"]


def test_two_people_of_one_name_at_one_address_are_told_apart_by_their_ids(console):
    rows = (("李秀珍", ID, "柳塘村3组27号"), ("李秀珍", citizen_id(order=4), "柳塘村3组27号"))
    assert verdicts(bring_in(console, sheet("姓名 身份证号 住址", *rows))) == ["created", "created"]


def test_a_row_without_id_is_the_person_of_that_name_and_address(console):
    rows = (("李秀珍", ID, "柳塘村3组27号"), ("李秀珍", None, "柳塘村3组27号"))
    done = bring_in(console, sheet("姓名 身份证号 住址", *rows))
    assert verdicts(done) == ["created", "unchanged"]
    assert problems(done) == [(3, "", "same_row")]


def test_the_sex_that_an_id_tells_contradicts_what_an_earlier_row_says(console):
    rows = (("李秀珍", "379901", "男", "柳塘村3组27号"), ("李秀珍", ID, None, "柳塘村3组27号"))
    done = bring_in(console, sheet("姓名 身份证号 性别 住址", *rows))
    assert verdicts(done) == ["created", "refused"]
    assert ("性别", "contradicts_row") in [(p["column"], p["code"]) for p in done.problems]
