from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PageObject, PdfReader

from gridconsole.care.papers import (
    Appointment,
    LastSeen,
    SheetPerson,
    VisitSheet,
    draw_visit_sheet,
    visit_sheets,
)
from gridconsole.care.visit_sheet_form import CHECK_POINTS, TEST_BUTTON_FORBIDDEN
from gridconsole.core.errors import ConsoleError
from gridconsole.core.paper.codes import has_right_check_digit, sheet_code
from gridconsole.core.paper.errors import FieldOverflow, MissingGlyph, PrintCancelled
from gridconsole.core.paper.page import FOOT_RULE, HEAD_RULE, LEFT, RIGHT
from gridconsole.core.paper.pen import A4_HEIGHT, MM, DryPen, Type
from gridconsole.core.paper.spacing import CLOSING, OPENING
from gridconsole.core.paper.typesetting import TypesetLine

FULL = VisitSheet(
    station="湖坪供电所",
    document_number="ZF-HP-20261126-0418",
    sheet_number=41820,
    station_number=12,
    visit_count=14,
    people=(SheetPerson("李秀珍", "女", 83),),
    address="湖坪镇柳塘村3组27号",
    way="村口老樟树右拐第二家",
    phones=(("本人", "139 0000 5678（说话请大声，多响几声）"), ("家人", "侄子 李建国 137 0000 2216")),
    instructions=("敲门后等一分钟，站在亮处说话", "不进东屋（家中习俗）"),
    helper="周明",
    companion="何小雨",
    last_seen=LastSeen(
        date(2026, 10, 23), "周明", ("厨房插座松动，已换新",), ("厕所过道没有灯",), ("带一只夜灯",)
    ),
    appointment=Appointment(datetime(2026, 11, 26, 9, 30), "已电话约好", "周明"),
    next_due=date(2026, 12, 26),
    printed_by="周明",
    printed_on=date(2026, 11, 25),
)
BARE = VisitSheet("湖坪供电所", "ZF-HP-20261126-0419", 419, 12, 1, (SheetPerson("王大福"),), "柳塘村1组3号")

NOT_ON_PAPER = (
    "特殊群体 独居 耳背 孤寡 留守 低保 五保 残疾 未同意 拒绝 不在家 柜员 晨会单 审计码 已封账 "
    "办什么 找谁 开门时间 帮代办 认列 记走访 记整改 上门暗号 逾期 重大 12398 身份证 户号"
).split()


def printed(*sheets: VisitSheet) -> PdfReader:
    target = BytesIO()
    assert visit_sheets(sheets, target) == len(sheets)
    return PdfReader(target)


def text_on(sheet: VisitSheet) -> str:
    """Return what one printed sheet says, without blanks and line ends."""
    return "".join(printed(sheet).pages[0].extract_text().split())


def boxes_on(page: PageObject) -> list[tuple[float, float, float, float]]:
    """Return the empty rectangles of a page: x, y, width and height in pt."""
    operations = page.get_contents().operations
    pairs = pairwise(operations)
    boxes = [operands for (operands, each), (_, then) in pairs if each == b"re" and then in (b"S", b"s")]
    return [tuple(float(value) for value in box) for box in boxes]


def baseline_of(page: PageObject, start: str) -> float:
    found = []
    page.extract_text(
        visitor_text=lambda text, _, tm, *__: found.append(tm[5]) if text.strip().startswith(start) else None
    )
    return found[0]


class Listening(DryPen):
    """A pen that notes where ink would go: left, right, top and bottom, in mm."""

    def __init__(self, person: str) -> None:
        super().__init__(person)
        self.texts: list[tuple[float, float, float, float, str]] = []

    def draw_line(self, line: TypesetLine, x: float, y: float, kind: Type, stretch: float = 0.0) -> None:
        baseline, em = A4_HEIGHT - y / MM, kind.size / MM
        said = "".join(run.text for run in line.runs)
        left = x / MM + (em / 2 if said[:1] in OPENING else 0)  # the blank half of a mark is no ink
        right = x / MM + line.width * em - (em / 2 if said[-1:] in CLOSING else 0)
        self.texts.append((left, right, baseline - 0.8 * em, baseline + 0.08 * em, said))


def test_a_full_sheet_says_all_it_was_given() -> None:
    text = text_on(FULL)
    for part in (
        "湖坪供电所 内部资料 ZF-HP-20261126-0418 418203 结对走访单 第14次 结对人周明 同行何小雨 "
        "李秀珍 女 83岁 湖坪镇柳塘村3组27号（村口老樟树右拐第二家） 13900005678（说话请大声，多响几声） "
        "侄子李建国13700002216 敲门后等一分钟，站在亮处说话 不进东屋（家中习俗） 10月23日周明 "
        "已办厨房插座松动，已换新 未办厕所过道没有灯 答应带一只夜灯 "
        "11月26日（星期四）上午9:30 已电话约好约定人周明 12月26日前照常 2026年11月25日周明打印第1份 "
        "不好的，写第几项、在哪里、什么样 发病受伤120 着火119 停电95598 用毕交回 第1页共1页"
    ).split():
        assert part in text


def test_nothing_on_a_sheet_tells_category_or_uses_a_word_that_is_not_used() -> None:
    text = text_on(FULL) + text_on(replace(FULL, must_keep_power=True)) + text_on(BARE)
    assert [word for word in NOT_ON_PAPER if word in text] == []


def test_each_point_has_four_boxes() -> None:
    page = printed(FULL).pages[0]
    for _, wording in CHECK_POINTS:
        start = wording.split(" ")[0]
        y = baseline_of(page, start)
        assert len([box for box in boxes_on(page) if abs(box[1] - y) < 5]) == 8, wording


def test_where_power_must_not_fail_the_test_button_has_no_boxes() -> None:
    page = printed(replace(FULL, must_keep_power=True)).pages[0]
    assert TEST_BUTTON_FORBIDDEN.replace(" ", "") in "".join(page.extract_text().split())
    y = baseline_of(page, "不按")
    beside = [box for box in boxes_on(page) if abs(box[1] - y) < 5]
    assert len(beside) == 4
    assert all(box[0] > 105 * MM for box in beside)  # those of the point in the other column


def test_where_power_must_not_fail_the_main_switch_is_forbidden_once() -> None:
    sheet = replace(FULL, must_keep_power=True)
    assert text_on(sheet).count("不要拉总开关") == 1
    said = replace(sheet, instructions=("有不能断电的设备，不要拉总开关",))
    assert text_on(said).count("不要拉总开关") == 1


def test_an_electrician_stands_before_what_only_he_may_do() -> None:
    assert "持证电工张建军换漏保换灯插座" in text_on(replace(FULL, electrician="张建军"))
    assert "持证电工换漏保换灯插座" in text_on(FULL)


def test_a_household_of_which_little_is_known_has_blanks_and_no_empty_headings() -> None:
    text = text_on(BARE)
    assert "预约月日时分约定人" in text
    assert "上次看到的" not in text
    assert "进门前要知道" not in text


def test_a_sheet_without_a_last_visit_uses_both_columns_for_instructions() -> None:
    sheet = replace(FULL, last_seen=None)
    page = printed(sheet).pages[0]
    assert baseline_of(page, "敲门后") == baseline_of(page, "不进东屋")


def test_the_code_is_digits_with_a_right_check_digit(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    pen = Listening("李秀珍")
    monkeypatch.setattr(pen, "qr", lambda x, y, size, digits: drawn.append(digits))
    draw_visit_sheet(pen, FULL)
    assert {digits[:10] for digits in drawn} == {"1001241820"}
    assert all(has_right_check_digit(digits) for digits in drawn)
    assert sheet_code(41820) in "".join(text_on(FULL).split())


def test_thirty_households_give_thirty_pages() -> None:
    names = [f"王{name}福" for name in "一二三四五六七八九十百千万东西南北中春夏秋冬日月星风雨雪山水"]
    reader = printed(*(replace(FULL, people=(SheetPerson(name),)) for name in names))
    assert len(reader.pages) == 30
    for page, name in zip(reader.pages, names, strict=True):
        assert name in page.extract_text()


def test_a_print_can_be_cancelled_and_leaves_nothing() -> None:
    target, heard = BytesIO(), []

    def on_page(number: int) -> bool:
        heard.append(number)
        return number < 3

    with pytest.raises(PrintCancelled):
        visit_sheets((FULL for _ in range(30)), target, on_page=on_page)
    assert heard == [1, 2, 3]
    assert target.getvalue() == b""


def test_no_household_no_file() -> None:
    target = BytesIO()
    assert visit_sheets([], target) == 0
    assert target.getvalue() == b""


def test_printing_twice_gives_the_same_bytes() -> None:
    files = [BytesIO(), BytesIO()]
    for file in files:
        visit_sheets([FULL, BARE], file)
    assert files[0].getvalue() == files[1].getvalue()


@pytest.mark.parametrize(
    "typed", ["<font color=red>红</font>", "&amp;", "<img src=file:/etc/hosts>", "<b>&lt;", "***"]
)
def test_what_looks_like_markup_is_printed_as_typed(typed: str) -> None:
    assert "".join(typed.split()) in text_on(replace(BARE, way=typed))


def test_a_missing_character_names_person_and_character() -> None:
    with pytest.raises(MissingGlyph, match=r"李秀珍的“住址”里的“\U00031000”（U\+31000）"):
        printed(BARE, replace(FULL, address="\U00031000家村1号"))


@pytest.mark.parametrize(
    ("field", "sheet"),
    [
        ("姓名", replace(FULL, people=(SheetPerson("长" * 60),))),
        ("住址", replace(FULL, address="长" * 900)),
        ("进门前要知道", replace(FULL, instructions=("院里有狗，先打电话",) * 20)),
        ("联系电话", replace(FULL, phones=(("邻居", "139 0000 5678"),) * 40)),
        ("编号", replace(FULL, document_number="ZF" * 40)),
        ("持证电工", replace(FULL, electrician="长" * 40)),
    ],
)
def test_what_does_not_fit_is_an_error_that_names_the_field(field: str, sheet: VisitSheet) -> None:
    with pytest.raises(FieldOverflow) as caught:
        printed(sheet)
    assert caught.value.field == field
    assert caught.value.person == sheet.people[0].name


@pytest.mark.parametrize(
    "people",
    [
        ("阿卜杜热合曼·买买提依明江·吾斯曼江长",),
        ("李秀珍", "王大福"),
        ("李秀珍", "王大福", "王小宝"),
        ("买买提·阿不都热合曼江", "欧阳秀珍", "欧阳小宝", "李翠花"),
        ("王一", "王二", "王三", "王四", "王五", "王六", "王七"),
        ("阿卜杜热合曼·买买提依明江·吾斯曼江长",) * 3,
    ],
)
def test_large_households_and_long_names_fit(people: tuple[str, ...]) -> None:
    text = text_on(replace(FULL, people=tuple(SheetPerson(name, "男", 80) for name in people)))
    assert all(name in text for name in people)


def test_a_long_village_and_a_long_way_fit() -> None:
    address = "湖坪县湖坪镇大柳树沟北岔口自然村第十二村民小组127号附3号"
    way = "过石桥后沿河边水泥路走到底，看到小卖部再左拐第二家"
    assert f"{address}（{way}）" in text_on(replace(FULL, address=address, way=way))


short = st.text("李秀珍村口号,()·3 9a，（）。", max_size=14)
names = st.text("阿卜杜热合曼·江王", min_size=1, max_size=20)
any_sheet = st.builds(
    VisitSheet,
    station=st.just("湖坪供电所"),
    document_number=st.just("ZF-HP-20261126-0418"),
    sheet_number=st.integers(0, 99_999),
    station_number=st.integers(0, 9_999),
    visit_count=st.integers(1, 200),
    people=st.lists(
        st.builds(SheetPerson, names, st.sampled_from(["", "男", "女"]), st.none() | st.integers(0, 120)),
        min_size=1,
        max_size=4,
    ).map(tuple),
    address=st.text("湖坪镇柳塘村第组号0123456789, ()", max_size=60),
    way=short,
    phones=st.lists(
        st.tuples(st.sampled_from(["本人", "家人", "村委会", "监护人电话"]), short), max_size=5
    ).map(tuple),
    instructions=st.lists(short, max_size=5).map(tuple),
    helper=names,
    companion=st.just("") | names,
    last_seen=st.none()
    | st.builds(LastSeen, st.just(date(2026, 10, 23)), names, *[st.lists(short, max_size=2).map(tuple)] * 3),
    appointment=st.none() | st.builds(Appointment, st.just(datetime(2026, 11, 26, 12, 5)), short, names),
    must_keep_power=st.booleans(),
    electrician=st.none() | names,
    next_due=st.none() | st.just(date(2026, 12, 26)),
    printed_by=st.just("") | names,
)


@given(any_sheet)
@settings(max_examples=60)
def test_any_sheet_stays_in_its_margins_and_nothing_covers_anything(sheet: VisitSheet) -> None:
    pen = Listening(sheet.people[0].name)
    try:
        draw_visit_sheet(pen, sheet)
    except ConsoleError:
        return
    for left, right, top, bottom, said in pen.texts:
        assert left >= LEFT - 0.1, said
        assert right <= RIGHT + 0.1, said
        assert top > HEAD_RULE - 8, said
        assert bottom < FOOT_RULE + 10, said
    assert list(collisions(pen.texts)) == []


def collisions(texts: list[tuple[float, float, float, float, str]]) -> Iterator[tuple[str, str]]:
    for number, (left, right, top, bottom, said) in enumerate(texts):
        for other in texts[number + 1 :]:
            apart = right <= other[0] or other[1] <= left or bottom <= other[2] or other[3] <= top
            if not apart:
                yield said, other[4]
