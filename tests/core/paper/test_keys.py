"""The sheet of keys on one A4."""

from datetime import date
from io import BytesIO

import pytest

from gridconsole.core.paper.errors import FieldOverflow, MissingGlyph
from gridconsole.core.paper.keys import KeyLine, KeySheet, key_sheet
from tests.care.paper.reading import read_back

LINES = (
    KeyLine("Ctrl+K", "找人、户号、单号或命令", "一个框里找人、找户、开单子"),
    KeyLine("↑ ↓", "在表里换一行"),
    KeyLine("Shift+↑ ↓", "连着选几行", "再按一次 Shift+↓ 多选一行"),
)


def sheet(count: int = 1, lines: tuple[KeyLine, ...] = LINES) -> KeySheet:
    return KeySheet(
        "湖坪便民服务站", (("特殊群体台账", lines * count), ("任何时候", lines)), date(2026, 9, 22)
    )


def test_every_key_stands_on_the_one_page_under_its_heading() -> None:
    [page] = read_back(lambda target: key_sheet(sheet(), target))
    for words in (
        "按键一览",
        "湖坪便民服务站",
        "特殊群体台账",
        "任何时候",
        "Ctrl+K",
        "Shift+↑↓",
        "2026年9月22日打印",
    ):
        assert words in page
    assert page.index("特殊群体台账") < page.index("Ctrl+K") < page.index("任何时候")
    assert page.count("在表里换一行") == 2
    assert "一个框里找人、找户、开单子" in page


def test_many_keys_still_stand_on_one_page_in_smaller_letters() -> None:
    [page] = read_back(lambda target: key_sheet(sheet(12), target))
    assert page.count("连着选几行") == 13


def test_more_keys_than_a_page_holds_are_an_error_and_nothing_is_written() -> None:
    target = BytesIO()
    with pytest.raises(FieldOverflow):
        key_sheet(sheet(20), target)
    assert target.getvalue() == b""


def test_a_line_wider_than_the_page_is_an_error() -> None:
    with pytest.raises(FieldOverflow, match="说明"):
        key_sheet(sheet(1, (KeyLine("F1", "这一栏怎么用", "很长的说明" * 30),)), BytesIO())


def test_a_sign_that_no_font_has_is_an_error() -> None:
    with pytest.raises(MissingGlyph):
        key_sheet(sheet(1, (KeyLine("\U0001f5a8", "打印"),)), BytesIO())
