from datetime import date
from io import BytesIO

from gridconsole.care.papers import BlankVisitSheet, blank_visit_sheet
from gridconsole.care.visit_sheet_form import CHECK_POINTS, TEST_BUTTON_LEFT
from gridconsole.core.paper.page import FOOT_RULE
from gridconsole.core.paper.pen import A4_HEIGHT, MM, Pen
from tests.care.paper.reading import read_back

SHEET = BlankVisitSheet("湖坪供电所", "周明", date(2026, 11, 25))


def texts_of(sheet: BlankVisitSheet, copies: int = 1) -> list[str]:
    return read_back(lambda target: blank_visit_sheet(sheet, target, copies))


def test_a_blank_sheet_says_that_a_file_is_opened_first() -> None:
    (text,) = texts_of(SHEET)
    for part in (
        "结对走访单空白单·录入时先建档 湖坪供电所 姓名 男 女 岁 住址 乡镇 怎么走 本人电话 家里人 关系 "
        "进门前要知道 预约 约定人 看一看 记一记 走访人 同行人 被访人 代签关系 手印 "
        "先请对方看告知同意书，同意了再写 2026年11月25日周明打印第1份 第1页共1页"
    ).split():
        assert part in text, part


def test_a_blank_sheet_asks_all_that_a_printed_one_asks() -> None:
    (text,) = texts_of(SHEET)
    asked = [wording for number, wording in CHECK_POINTS if number != 2]
    assert all("".join(wording.split()) in text for wording in asked)


def test_nobody_presses_the_test_button_where_the_house_is_not_known() -> None:
    (text,) = texts_of(SHEET)
    assert "".join(TEST_BUTTON_LEFT.split()) in text
    assert "能跳闸" not in text


def test_a_blank_sheet_has_no_number_and_no_code(monkeypatch) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(Pen, "qr", lambda pen, x, y, size, digits: drawn.append(digits))
    (text,) = texts_of(SHEET)
    assert drawn == []
    assert "扫码" not in text
    assert "身份证" not in text
    assert "户号" not in text


def test_the_lowest_line_to_write_on_stays_above_the_foot(monkeypatch) -> None:
    lines: list[float] = []
    draw_stroke = Pen.draw_stroke

    def noted(
        pen: Pen, x1: float, x2: float, y: float, weight: float, ink: tuple[float, float, float]
    ) -> None:
        lines.append(A4_HEIGHT - y / MM)
        draw_stroke(pen, x1, x2, y, weight, ink)

    monkeypatch.setattr(Pen, "draw_stroke", noted)
    texts_of(SHEET)
    assert FOOT_RULE - 4 < sorted(lines)[-2] < FOOT_RULE - 2
    assert sorted(lines)[-1] == FOOT_RULE


def test_copies_are_numbered() -> None:
    pages = texts_of(SHEET, copies=3)
    assert [f"第{number}份" in text for number, text in enumerate(pages, start=1)] == [True] * 3


def test_no_copy_no_page() -> None:
    target = BytesIO()
    assert blank_visit_sheet(SHEET, target, copies=0) == 0
    assert target.getvalue() == b""
