from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from gridconsole.care.paper import receipts as module
from gridconsole.care.paper.receipts import Gift, Receipt, receipts
from gridconsole.core.errors import ConsoleError
from gridconsole.core.paper.codes import has_right_check_digit, sheet_code
from gridconsole.core.paper.errors import FieldOverflow, MissingGlyph
from gridconsole.core.paper.pen import A4_HEIGHT, MM, Pen, Type
from gridconsole.core.paper.typesetting import TypesetLine
from gridconsole.core.progress import Cancelled, Progress
from tests.care.paper.pdf import EMBEDDED, fonts, read, solid

ONE = Receipt(
    station="湖坪供电所",
    station_number=12,
    number=1210,
    festival="春节",
    year=2027,
    household="李秀珍",
    group="柳塘村3组",
    gifts=(Gift("大米", "10 kg袋", 1), Gift("牛奶", "箱", 2)),
    cash=50_000,
    household_number="HP-H0001",
)
BARE = Receipt("湖坪供电所", 12, 7, "中秋节", 2027, "王大福", "1组", (Gift("月饼", "盒", 1),))


def printed(*documents: Receipt) -> PdfReader:
    return read(lambda target: receipts(documents, target))


def test_a_receipt_says_what_the_household_signs_for() -> None:
    reader = printed(ONE)
    text = solid(reader)
    for part in (
        "湖坪供电所 签字后交回 2027年春节慰问领取单 李秀珍 柳塘村3组 HP-H0001 大米10kg袋1 牛奶箱2 "
        "慰问金500.00元 大写人民币伍佰元整 手印 领取人 代签关系 经手人经手人 日期年月日"
    ).split():
        assert part in text
    assert sheet_code(1210) in text
    assert fonts(reader) == EMBEDDED


def test_without_money_nothing_is_said_of_it() -> None:
    assert "慰问金" not in solid(printed(BARE))


def test_four_stand_on_a_page_each_in_its_quarter() -> None:
    reader = printed(*(replace(ONE, number=number, household=f"王{number}福") for number in range(1, 10)))
    assert len(reader.pages) == 3
    places = {name: place for page in reader.pages for name, place in found(page).items()}
    quarters = [(x < 105, y < 148.5) for x, y in places.values()]
    assert quarters[:8] == [(True, True), (False, True), (True, False), (False, False)] * 2
    assert len(places) == 9


def found(page) -> dict[str, tuple[float, float]]:
    places: dict[str, tuple[float, float]] = {}

    def hear(text: str, _: object, tm: list[float], *__: object) -> None:
        if text.strip().startswith("王"):
            places["".join(text.split())] = (tm[4] / MM, A4_HEIGHT - tm[5] / MM)

    page.extract_text(visitor_text=hear)
    return places


def test_a_receipt_shows_nothing_of_another_household() -> None:
    other = replace(ONE, number=99, household="王大福", gifts=(Gift("棉被", "床", 3),), cash=77_700)
    parts = [solid(printed(each)) for each in (ONE, other)]
    assert "棉被" not in parts[0] and "王大福" not in parts[0] and "777" not in parts[0]
    assert "李秀珍" not in parts[1] and "500.00" not in parts[1]
    for word in ("特殊群体", "独居", "身份证", "电话", "95598"):
        assert word not in "".join(parts)


def test_the_code_is_digits_with_a_right_check_digit(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(Pen, "qr", lambda self, x, y, size, digits: drawn.append(digits))
    printed(ONE, replace(ONE, number=41820))
    assert [digits[:10] for digits in drawn] == ["3001201210", "3001241820"]
    assert all(map(has_right_check_digit, drawn))


@pytest.mark.parametrize("name", ["阿卜杜热合曼·买买提依明江", "阿卜杜热合曼·买买提依明江·吾斯曼江长"])
def test_a_long_name_fits(name: str) -> None:
    assert name in solid(printed(replace(ONE, household=name)))


@pytest.mark.parametrize(
    ("field", "bad"),
    [
        ("户主", replace(ONE, household="长" * 40)),
        ("组别", replace(ONE, group="很长的村名" * 8)),
        ("物资", replace(ONE, gifts=(Gift("大米", "袋", 1),) * 9)),
        ("品名", replace(ONE, gifts=(Gift("米" * 30, "袋", 1),))),
        ("标题", replace(ONE, festival="节" * 30)),
    ],
)
def test_what_does_not_fit_names_household_and_field(field: str, bad: Receipt) -> None:
    with pytest.raises(FieldOverflow) as caught:
        printed(BARE, bad)
    assert (caught.value.person, caught.value.field) == (bad.household, field)


def test_a_missing_character_names_household_and_field() -> None:
    with pytest.raises(MissingGlyph, match="李秀珍的“组别”"):
        printed(replace(ONE, group="\U00031000村"))


def test_what_looks_like_markup_is_printed_as_typed() -> None:
    assert "<b>&amp;" in solid(printed(replace(ONE, household="<b>&amp;")))


def test_a_cancelled_print_leaves_nothing() -> None:
    target, heard = BytesIO(), []

    def tell(done: int, total: int, _: str) -> bool:
        heard.append((done, total))
        return done < 8

    with pytest.raises(Cancelled):
        receipts((replace(ONE, number=number) for number in range(10)), target, Progress(tell))
    assert heard == [(4, 10), (8, 10)]
    assert target.getvalue() == b""


def test_no_household_no_file() -> None:
    target = BytesIO()
    assert receipts([], target) == 0
    assert target.getvalue() == b""


any_receipt = st.builds(
    Receipt,
    station=st.just("湖坪供电所"),
    station_number=st.integers(0, 9_999),
    number=st.integers(0, 99_999),
    festival=st.sampled_from(["春节", "重阳节", "六一儿童节"]),
    year=st.integers(2026, 2099),
    household=st.text("阿卜杜热合曼·江王李秀珍", min_size=1, max_size=20),
    group=st.text("柳塘村第组0123456789", max_size=20),
    gifts=st.lists(
        st.builds(
            Gift,
            st.text("大米食用油棉被", min_size=1, max_size=12),
            st.text("10 kg袋箱", max_size=9),
            st.integers(0, 999),
        ),
        max_size=6,
    ).map(tuple),
    cash=st.integers(0, 10**8),
)


@settings(max_examples=60)
@given(any_receipt)
def test_any_receipt_stays_in_its_quarter_and_nothing_covers_anything(receipt: Receipt) -> None:
    pen = Listening(receipt.household)
    try:
        module._Quarter(pen, receipt, 0, 0).draw()
    except ConsoleError:
        return
    for left, right, top, bottom, said in pen.texts:
        assert left >= 8.9 and right <= 96.1 and top > 5 and bottom < 143, said
    for number, one in enumerate(pen.texts):
        for other in pen.texts[number + 1 :]:
            assert one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] or other[3] <= one[2], (
                one[4],
                other[4],
            )


class Listening(Pen):
    """A pen that notes where ink would go: left, right, top and bottom, in mm."""

    def __init__(self, person: str) -> None:
        self.person = person
        self.texts: list[tuple[float, float, float, float, str]] = []

    def draw_line(self, line: TypesetLine, x: float, y: float, kind: Type, stretch: float = 0.0) -> None:
        baseline, em = A4_HEIGHT - y / MM, kind.size / MM
        said = "".join(run.text for run in line.runs)
        right = x / MM + (line.width - 0.5 * said.endswith(("·", "）"))) * em
        self.texts.append((x / MM, right, baseline - 0.78 * em, baseline + 0.06 * em, said))

    def draw_stroke(self, *_: object) -> None:
        pass

    draw_frame = draw_rectangle = draw_stroke
