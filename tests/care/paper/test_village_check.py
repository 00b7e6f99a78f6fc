from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pypdf import PageObject, PdfReader

from gridconsole.care.paper.village_check import NEW_ROWS, VillageCheck, VillagePerson, village_checks
from gridconsole.core.paper.codes import has_right_check_digit, sheet_code
from gridconsole.core.paper.errors import FieldOverflow
from gridconsole.core.paper.pen import MM, Pen
from gridconsole.core.progress import Cancelled, Progress
from tests.care.paper.pdf import EMBEDDED, fonts, lines, read, solid

WITHOUT_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)  # each example prints a file
SHEET = VillageCheck(
    station="湖坪供电所",
    station_number=12,
    document_number="HD-HP-2027-1-03",
    number=318,
    village="柳塘村",
    year=2027,
    quarter=1,
    people=(VillagePerson("HP-1001", "李秀珍", "3组"), VillagePerson("HP-1002", "王德海", "2组")),
    printed_by="周明",
    printed_on=date(2027, 3, 25),
)


def people(count: int, name: str = "欧阳春生") -> tuple[VillagePerson, ...]:
    return tuple(VillagePerson(f"HP-{1000 + number}", name, f"{number % 9}组") for number in range(count))


def printed(*sheets: VillageCheck) -> PdfReader:
    return read(lambda target: village_checks(sheets, target))


def boxes_on(page: PageObject) -> list[float]:
    """Return the bottom of each box of a page, in mm from the foot."""
    operations = page.get_contents().operations
    return [
        float(box[1]) / MM
        for (box, each), (_, then) in pairwise(operations)
        if each == b"re" and then == b"S"
    ]


def test_a_sheet_says_all_it_was_given() -> None:
    reader = printed(SHEET)
    text = solid(reader)
    for part in (
        "湖坪供电所 HD-HP-2027-1-03 村级核对表 柳塘村 2027年第1季度 在册2人 HP-1001李秀珍3组 "
        "HP-1002王德海2组 还在搬走去世 日期 说明 新增 姓名组别什么情况 网格员 供电站核对人 "
        "2027年3月25日周明打印第1份 第1页共1页"
    ).split():
        assert part in text
    assert sheet_code(318) in text
    assert fonts(reader) == EMBEDDED


def test_nothing_on_it_tells_why_somebody_is_on_it() -> None:
    text = solid(printed(SHEET))
    for word in (
        "特殊",
        "类别",
        "独居",
        "残疾",
        "身份证",
        "证件",
        "电话",
        "手机",
        "健康",
        "95598",
        "1390000",
    ):
        assert word not in text


def test_everybody_has_three_boxes_and_room_to_write() -> None:
    bottoms = sorted(boxes_on(printed(replace(SHEET, people=people(9))).pages[0]), reverse=True)
    assert len(bottoms) == 27
    rows = bottoms[::3]
    assert [round(each, 3) for each in bottoms[1::3]] == [round(each, 3) for each in rows]
    assert all(above - below >= 9 for above, below in pairwise(rows))


@settings(max_examples=8, phases=WITHOUT_SHRINKING)
@given(st.integers(1, 80), st.sets(st.integers(0, 79), max_size=6))
def test_over_pages_no_row_is_split_and_two_stay_with_the_signatures(count: int, long: set[int]) -> None:
    rows = [
        replace(each, name="阿卜杜热合曼·买买提依明江·吾斯曼江长") if number in long else each
        for number, each in enumerate(people(count))
    ]
    reader = printed(replace(SHEET, people=tuple(rows)))
    pages = lines(reader)
    assert sum(len(boxes_on(page)) for page in reader.pages) == 3 * count
    for page in pages:
        assert any("还在 搬走 去世" in line for line in page)
        assert any(sheet_code(318) in "".join(line.split()) for line in page)
    assert sum("网格员" in line for page in pages for line in page) == 1
    assert any("网格员" in line for line in pages[-1])
    assert sum("HP-1" in line for line in pages[-1]) >= min(2, count)
    for each in rows:
        (page,) = [page for page in pages if any(each.file_number in line for line in page)]
        assert each.name in "".join("".join(page).split())


def test_blank_rows_for_new_people_stand_at_the_end() -> None:
    (page,) = lines(printed(SHEET))
    after = page[next(at for at, line in enumerate(page) if "什么情况" in line) + 1 :]
    assert after[:NEW_ROWS] == [str(number) for number in range(1, NEW_ROWS + 1)]


def test_the_code_is_digits_with_a_right_check_digit(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(Pen, "qr", lambda self, x, y, size, digits: drawn.append(digits))
    printed(SHEET)
    (digits,) = drawn
    assert digits[:10] == "4001200318"
    assert has_right_check_digit(digits)


def test_sheets_of_several_villages_count_their_pages_alone() -> None:
    reader = printed(replace(SHEET, people=people(30)), replace(SHEET, number=319, village="石桥村"))
    text = solid(reader)
    assert len(reader.pages) == 3
    assert "第1页共2页" in text and "第2页共2页" in text and "第1页共1页" in text
    assert "石桥村" in text


@pytest.mark.parametrize(
    ("field", "bad"),
    [
        ("姓名", replace(SHEET, people=people(1, "长" * 40))),
        ("村", replace(SHEET, village="很长的村名" * 9)),
        ("档案号", replace(SHEET, people=(VillagePerson("HP" * 40, "李秀珍", "1组"),))),
    ],
)
def test_what_does_not_fit_is_an_error_that_names_the_field(field: str, bad: VillageCheck) -> None:
    with pytest.raises(FieldOverflow) as caught:
        printed(bad)
    assert caught.value.field == field


def test_a_cancelled_print_leaves_nothing() -> None:
    target = BytesIO()
    with pytest.raises(Cancelled):
        village_checks([SHEET, SHEET], target, Progress(lambda done, *_: done < 2))
    assert target.getvalue() == b""


def test_what_looks_like_markup_is_printed_as_typed() -> None:
    assert "<b>&lt;" in solid(printed(replace(SHEET, people=people(1, "<b>&lt;"))))
