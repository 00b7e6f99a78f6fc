"""Headings go to the fields they mean."""

import pytest

from gridconsole.core.exchange.headings import Column, Head, Match, match
from tests.core.exchange.care_headings import SYNONYMS


def matched(*headings, remembered=None):
    """Field by heading, with a question mark where a person is asked."""
    head = Head(1, 1, tuple(Column(index, heading) for index, heading in enumerate(headings)))
    found = match(head, SYNONYMS, remembered or {})
    assert {column.index for column in found.unused} | set(found.columns) == set(range(len(headings)))
    return [_told(found.columns.get(index)) for index in range(len(headings))]


def _told(match: Match | None) -> str | None:
    return match and match.field + ("" if match.sure else "?")


@pytest.mark.parametrize(
    ("field", "word"), [(field, word) for field, words in SYNONYMS.items() for word in words]
)
def test_every_known_heading_is_surely_its_field(field, word):
    assert matched(word) == [field]
    assert matched(f" {word[0]} {word[1:]}（见说明）*") == [field]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("身份证\n号码", "citizen_id"),
        ("身份证号码（18位）", "citizen_id"),
        ("手机号码", "phone"),
        ("本人联系方式", "phone"),
        ("户主电话", "phone"),
        ("基本信息 姓名", "name"),
        ("基本信息 出生年月", "born"),
        ("监护人 姓 名", "guardian"),
        ("监护人姓名", "guardian"),
        ("监护人 电话", "guardian_phone"),
        ("监护人 联系电话", "guardian_phone"),
        ("监护人联系方式", "guardian_phone"),
        ("联系电话（监护人）", "guardian_phone"),
        ("监护人 与本人关系", "relation"),
        ("人员类型", "categories"),
        ("包户人姓名", "helper"),
    ],
)
def test_other_ways_to_say_it_are_sure(heading, field):
    assert matched(heading) == [field]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("联系电话1", "phone?"),
        ("备注二", "note?"),
        ("家庭详细住址", "address?"),
        ("所在村", "village?"),
        ("包户干部", "helper?"),
        ("紧急联系人电话", "guardian_phone?"),
        ("联系人 电话", "guardian_phone?"),
        ("公民身份证号吗", "citizen_id?"),
    ],
)
def test_what_is_only_like_a_known_heading_is_asked(heading, field):
    assert matched(heading) == [field]


@pytest.mark.parametrize(
    "heading",
    [
        "序号",
        "致贫原因",
        "年龄",
        "监护人 身份证号",
        "父亲姓名",
        "包户人电话",
        "村干部",
        "填表人",
        "（第 5 列无表头）",
        "农历",
        "小组长电话",
    ],
)
def test_what_means_something_else_is_left_unused(heading):
    assert matched(heading) == [None]


def test_of_two_columns_for_one_field_the_closer_one_wins():
    assert matched("联系电话1", "联系电话", "姓名", "户主姓名") == [None, "phone", "name", None]
    assert matched("电话", "电话") == ["phone", None]


def test_the_loser_takes_the_field_that_is_left():
    assert matched("本人电话", "监护人 电话", "电话") == ["phone", "guardian_phone", None]
    assert matched("联系人", "监护人", "联系人电话", "电话") == ["guardian", None, "guardian_phone?", "phone"]


def test_what_a_person_chose_before_goes_first():
    chosen = {"电话": "guardian_phone", "姓名": None, "网格": "village"}
    assert matched("电 话", "姓名", "网格", "村", remembered=chosen) == [
        "guardian_phone",
        None,
        "village",
        None,
    ]
