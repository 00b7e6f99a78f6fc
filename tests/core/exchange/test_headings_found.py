"""Heading rows are found in sheets as stations keep them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridconsole.core.exchange.errors import NoHeading
from gridconsole.core.exchange.headings import find_head, normalise
from gridconsole.core.exchange.reader import read_rows
from tests.core.exchange import workbooks
from tests.core.exchange.care_headings import KNOWN, SYNONYMS

PERSON = ("1", "张桂兰", "379901195203040021", "李长顺", "13900000001", "母子", "柳河村", None)


def head_of(*rows, start=1):
    """The head's rows and headings for rows numbered from `start`; None stands for a blank row."""
    numbered = [(at, tuple(row)) for at, row in enumerate(rows, start=start) if row is not None]
    head = find_head(numbered, KNOWN)
    return head.first_row, head.last_row, {column.index: column.heading for column in head.columns}


@pytest.mark.parametrize(
    ("heading", "plain"),
    [
        ("姓 名", "姓名"),
        ("身份证\n号码", "身份证号码"),
        ("联系电话（手机）", "联系电话"),
        ("★姓名*", "姓名"),
        ("ＩＤ：", "id"),
        ("（姓名）", "姓名"),
        ("身份证号(18位)【必填】", "身份证号"),
        ("", ""),
    ],
)
def test_headings_are_compared_without_spaces_marks_and_remarks(heading, plain):
    assert normalise(heading) == plain


def test_the_first_row_may_be_the_head():
    assert head_of(("姓名", "性别"), ("张三", "男")) == (1, 1, {0: "姓名", 1: "性别"})


def test_titles_and_blank_rows_above_are_passed_over():
    title = ("2026 年柳河村特殊群体台账", *[None] * 3)
    rows = (
        title,
        None,
        ("填报单位：柳河村", None, "日期：2026.3"),
        None,
        ("序号", "姓 名", "身份证\n号码"),
        ("1", "张三", "3"),
    )
    assert head_of(*rows) == (5, 5, {0: "序号", 1: "姓 名", 2: "身份证号码"})


def test_a_merged_title_over_all_columns_is_no_level():
    assert head_of(("低保情况",) * 3, ("姓名", "性别", "村"), ("张三", "男", "赵庄"))[:2] == (2, 2)


def test_two_merged_levels_become_one_heading_each():
    upper = ("序号", "姓名", "身份证号", "监护人", "监护人", "监护人", "住址", "住址")
    lower = ("序号", "姓名", "身份证号", "姓名", "电话", "与本人关系", "村", "门牌号")
    assert head_of(("名单",) * 8, upper, lower, PERSON) == (
        2,
        3,
        dict(
            enumerate(
                (
                    "序号",
                    "姓名",
                    "身份证号",
                    "监护人 姓名",
                    "监护人 电话",
                    "监护人 与本人关系",
                    "住址 村",
                    "住址 门牌号",
                )
            )
        ),
    )


def test_two_levels_whose_merging_was_lost_are_put_together():
    upper = ("序号", "姓名", "监护人", None, None, "备注")
    lower = (None, None, "姓名", "电话", "关系", None)
    assert head_of(upper, lower, ("1", "张三", "李四", "139", "母子", "好")) == (
        1,
        2,
        {0: "序号", 1: "姓名", 2: "监护人 姓名", 3: "监护人 电话", 4: "监护人 关系", 5: "备注"},
    )


def test_a_group_over_a_full_row_of_headings_is_a_level():
    head = head_of((None, None, "监护人", None, None), ("序号", "姓名", "姓名", "电话", "备注"), PERSON[:5])
    assert head == (1, 2, {0: "序号", 1: "姓名", 2: "监护人 姓名", 3: "监护人 电话", 4: "备注"})


def test_a_merged_group_reaches_no_further_than_its_columns():
    upper, lower = ("姓名", "监护人", "监护人", None), ("姓名", "姓名", "关系", "电话")
    assert head_of(upper, lower, PERSON)[2] == {0: "姓名", 1: "监护人 姓名", 2: "监护人 关系", 3: "电话"}


def test_a_title_in_the_middle_of_its_row_is_no_group():
    assert head_of((None, None, "低保户花名册"), ("序号", "姓名", "村"), PERSON)[:2] == (2, 2)


def test_groups_with_unknown_sub_headings_are_levels_too():
    upper, lower = ("姓名", "电话", "健康", "健康"), ("姓名", "电话", "病种", "用药")
    assert head_of(upper, lower, ("张三", "1", "2", "3")) == (
        1,
        2,
        {0: "姓名", 1: "电话", 2: "健康 病种", 3: "健康 用药"},
    )


def test_data_below_the_head_never_becomes_a_level():
    for person in (("张三", "男", None), ("张三", None, None), (None, "女", "赵庄"), ("村", "男", "村")):
        assert head_of(("姓名", "性别", "村"), person)[:2] == (1, 1)


def test_explanations_below_the_head_never_become_a_level():
    assert head_of(("姓名", "性别", "村"), ("必填", "男或女", "下拉选择"), ("张三", "男", "赵庄"))[:2] == (
        1,
        1,
    )
    assert head_of(("姓名", "性别", "村"), (1, 2, 3), ("张三", "男", "赵庄"))[:2] == (1, 1)


def test_columns_without_cells_are_left_out_and_those_without_heading_are_named():
    head = head_of(("姓名", None, None, "村"), ("张三", None, "甲", "赵庄"), ("李四", None, "乙", "赵庄"))
    assert head[2] == {0: "姓名", 2: "（第 3 列无表头）", 3: "村"}


def test_repeated_headings_stay_two_columns():
    assert head_of(("姓名", "电话", "电话"), ("张三", "1", "2"))[2] == {0: "姓名", 1: "电话", 2: "电话"}


def test_a_list_of_names_alone_has_a_head():
    assert head_of(("姓名",), ("张三",)) == (1, 1, {0: "姓名"})


def test_one_known_heading_among_strangers_is_enough():
    rows = (("2026 年", None), ("姓名", "民族", "学历", "爱好"), ("张三", "汉", "初中", "钓鱼"))
    assert head_of(*rows)[:2] == (2, 2)


def test_the_remarks_on_refused_rows_are_no_columns_but_a_reason_elsewhere_is():
    assert head_of(("原行号", "原因", "姓名", "原因", "村"), ("3", "", "张三"))[2] == {2: "姓名", 4: "村"}
    assert head_of(("姓名", "原因", "村"), ("张三", "病"))[2] == {0: "姓名", 1: "原因", 2: "村"}


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [(1, ("张三", "男", "柳河村")), (2, ("李四", "女", "赵庄"))],
        [(1, ("备注：本表由村委会提供，姓名和电话以身份证为准，请核对", None))],
        [(number, ("张三", "1")) for number in range(1, 31)] + [(31, ("姓名", "电话"))],
    ],
)
def test_a_table_without_a_heading_row_says_so(rows):
    with pytest.raises(NoHeading) as caught:
        find_head(rows, KNOWN)
    assert "表头" in caught.value.sentence and caught.value.next_step


HEADINGS = [words[0] for words in SYNONYMS.values()]
TITLES = st.lists(
    st.sampled_from(
        [
            "特殊群体台账",
            "柳河村 2026 年名单",
            "填报单位：柳河村",
            "说明：本表一户一行",
            "（附件 1）",
            "单位：人",
            None,
        ]
    ),
    max_size=6,
)


@given(
    titles=TITLES,
    headings=st.lists(st.sampled_from(HEADINGS), min_size=2, max_size=8, unique=True).flatmap(
        st.permutations
    ),
    left=st.integers(0, 3),
    merged=st.booleans(),
    spaces=st.booleans(),
)
def test_the_same_table_is_found_whatever_stands_around_it(titles, headings, left, merged, spaces):
    blank = (None,) * left
    above = [(title,) * (left + len(headings)) if merged else (title,) for title in titles]
    written = [" ".join(heading) if spaces else heading for heading in headings]
    rows = [*above, blank + tuple(written), *[blank + tuple(f"张{at}" for _ in headings) for at in range(3)]]
    numbered = [(at, row) for at, row in enumerate(rows, start=1) if any(row)]
    head = find_head(numbered, KNOWN)
    assert (head.first_row, head.last_row) == (len(titles) + 1,) * 2
    assert [(column.index - left, normalise(column.heading)) for column in head.columns] == list(
        enumerate(normalise(heading) for heading in headings)
    )


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "csv"])
def test_a_messy_sheet_of_every_kind_has_the_same_head(kind, tmp_path):
    rows = [
        ("特殊群体台账", None, None, None, None),
        (),
        ("姓 名", "监护人", None, "村", "备注"),
        (None, "姓名", "电话", None, None),
        ("张桂兰", "李长顺", "13900000001", "柳河村", "好"),
    ]
    path = tmp_path / f"a.{kind}"
    if kind == "xlsx":
        workbooks.xlsx(path, rows, merged=["A1:E1", "A3:A4", "B3:C3", "D3:D4", "E3:E4"])
    elif kind == "xls":
        workbooks.xls(
            path, rows, merged=[(0, 0, 0, 4), (2, 3, 0, 0), (2, 2, 1, 2), (2, 3, 3, 3), (2, 3, 4, 4)]
        )
    elif kind == "ods":
        workbooks.ods(path, rows, spans={(0, 0): 5, (2, 1): 2})
    else:
        workbooks.text(path, rows, encoding="gbk")
    head = find_head(list(read_rows(path)), KNOWN)
    assert (head.first_row, head.last_row) == (3, 4)
    assert [column.heading for column in head.columns] == [
        "姓 名",
        "监护人 姓名",
        "监护人 电话",
        "村",
        "备注",
    ]
