"""Rows of data are told from what stands between and below them."""

from datetime import date

import pytest

from gridconsole.core.exchange.headings import Column, Head, is_data

HEADINGS = ("序号", "姓名", "身份证号", "监护人 姓名", "监护人 电话", "村", "备注")
HEAD = Head(2, 3, tuple(Column(index, heading) for index, heading in enumerate(HEADINGS)))
NARROW = Head(1, 1, (Column(0, "姓名"), Column(1, "村"), Column(2, "电话")))


@pytest.mark.parametrize(
    "cells",
    [
        (1, "张桂兰", "379901195203040021", "李长顺", "13900000001", "柳河村", None),
        (None, "张桂兰"),
        (None, None, None, None, None, "柳河村"),  # nobody's row must be refused, not lost
        ("2", "合欢", "379901195203040021"),
        ("3", "张三", None, None, None, None, "合计两户，注：已迁出"),
        (4, "总瑞", None, None, None, "小计庄", "共计"),
        (5, "张三", 379901195203040021, date(2026, 3, 5)),
        (6, "制表", "379901195203040021"),
        (7, "张三", None, "张三"),
        (8, "张三", None, None, None, None, "请下拉填写格式"),
    ],
)
def test_rows_of_people_are_data(cells):
    assert is_data(cells, HEAD)


@pytest.mark.parametrize(
    "cells", [("张三",), ("张三", "柳河村", None), ("柳河", "柳河", None), (None, None, "139")]
)
def test_rows_of_people_in_a_narrow_table_are_data(cells):
    assert is_data(cells, NARROW)


@pytest.mark.parametrize(
    "cells",
    [
        (),
        (None, " ", None),
        (36,),  # numbered beforehand and never filled in
        ("36", None, "  "),
        ("合计", None, 35),
        (None, "合 计", "35 人"),
        ("柳河村小计", "12"),
        ("本页合计", None, None, None, None, 12),
        ("总计：", "35 户"),
        ("注：本表一式两份，村委会和供电所各存一份。",),
        ("备注：", "以身份证为准"),
        ("填表人：张三", None, None, "审核人：李四", None, "2026 年 3 月 5 日"),
        ("填表人", "张三", None, "审核", "李四"),
        ("单位负责人（签字）：", None, None, "填表日期：2026.3.5"),
        ("联系人：张三", None, None, "联系电话：13900000001"),
        ("说明：必填", "2 到 20 个字", "18 位"),
        ("一、孤寡老人",),
        ("（二）留守儿童",) * 7,
        ("柳河村",) * 7,
        ("2026 年特殊群体台账", *[None] * 6),
        ("序号", "姓名", "身份证号", "监护人", "监护人", "村", "备注"),
        ("序号", "姓名", "身份证号", "姓名", "电话", "村", "备注"),
        ("序 号", "姓 名", "身份证\n号", None, None, "村"),
        (None, None, None, "姓名", "电话"),
        (1, 2, 3, 4, 5, 6, 7),
        (None, "必填，2 到 20 字", "18 位数字", None, "例：13900000001", "下拉选择"),
    ],
)
def test_everything_else_is_not_data(cells):
    assert not is_data(cells, HEAD)


@pytest.mark.parametrize(
    "cells", [("合计", "3 人"), ("柳河村特殊群体花名册",), ("姓名", "村", "电话"), ("填表人：张三",)]
)
def test_everything_else_in_a_narrow_table_is_not_data(cells):
    assert not is_data(cells, NARROW)
