from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from gridconsole.care.paper.festival_list import FestivalList, Goods, Handout, festival_list
from gridconsole.core.money import in_capitals
from gridconsole.core.paper.errors import FieldOverflow, MissingGlyph
from gridconsole.core.progress import Cancelled, Progress
from tests.care.paper.pdf import EMBEDDED, figures, fonts, lines, read, solid

WITHOUT_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)  # each example prints a file
GOODS = (Goods("大米", "10 kg袋"), Goods("食用油", "5 L桶"), Goods("牛奶", "箱"))


def handout(number: int = 1, receiver: str = "李秀珍", **more: object) -> Handout:
    given = {
        "quantities": (1, 1, 1 + number % 2),
        "cash": (50_000, 0, 30_000)[number % 3],
        "received_on": date(2027, 1, 25),
        "handlers": ("周明", "何小雨"),
    }
    return Handout(f"HP-H{number:04d}", receiver, f"柳塘村{number}组", **{**given, **more})


def document(*handouts: Handout, **more: object) -> FestivalList:
    rows = handouts or (handout(),)
    out = [sum(each.quantities[at] for each in rows) for at in range(len(rows[0].quantities))]
    goods = tuple(replace(each, left_store=left) for each, left in zip(GOODS, out, strict=False))
    given = {"goods": goods, "handouts": rows, "cash_withdrawn": sum(each.cash for each in rows)}
    return FestivalList("湖坪供电所", "WW-HP-2027-01", "春节", 2027, **{**given, **more})


def printed(festival: FestivalList) -> PdfReader:
    return read(lambda target: festival_list(festival, target))


def line_of(reader: PdfReader, start: str) -> str:
    (found,) = [line for page in lines(reader) for line in page if line.startswith(start)]
    return found


def test_a_list_says_all_it_was_given() -> None:
    reader = printed(
        document(
            handout(1, relation="侄子", cash=50_000),
            starts=date(2027, 1, 25),
            ends=date(2027, 2, 4),
            printed_by="周明",
            printed_on=date(2027, 2, 5),
        )
    )
    text = solid(reader)
    for part in (
        "湖坪供电所 WW-HP-2027-01 2027年春节慰问发放清单 发放2027年1月25日至2月4日 HP-H0001 "
        "李秀珍（侄子） 柳塘村1组 大米10kg袋 食用油5L桶 牛奶箱 慰问金元 2027-01-25 周明、何小雨 "
        "经手人经手人复核负责人 入账用，不带到户 2027年2月5日周明打印第1份 第1页共1页"
    ).split():
        assert part in text
    assert fonts(reader) == EMBEDDED


@settings(max_examples=10, phases=WITHOUT_SHRINKING)
@given(st.integers(1, 75), st.sets(st.integers(0, 74), max_size=8))
def test_page_subtotals_add_up_to_the_total_and_every_row_is_whole(count: int, long: set[int]) -> None:
    names = ["阿卜杜热合曼·买买提依明江" if number in long else "欧阳春生" for number in range(count)]
    handouts = [handout(number, name) for number, name in enumerate(names)]
    reader = printed(document(*handouts))
    pages = lines(reader)
    subtotals = [figures(line) for page in pages for line in page if line.startswith("本页小计")]
    total = figures(line_of(reader, "合计"))
    assert [sum(column) for column in zip(*subtotals, strict=True)] == total
    assert total[:3] == [sum(each.quantities[at] for each in handouts) for at in range(3)]
    assert total[3] == sum(each.cash for each in handouts) // 100
    assert len(subtotals) == len(pages)
    for each in handouts:
        assert_whole(each, pages)
    assert sum("HP-H" in line for line in pages[-1]) >= min(2, count)


def assert_whole(each: Handout, pages: list[list[str]]) -> None:
    """The row stands on one page only, with its name and what it got."""
    (page,) = [page for page in pages if any(each.household_number in line for line in page)]
    (at,) = [number for number, line in enumerate(page) if each.household_number in line]
    row = "".join("".join(page[at : at + 3]).split())
    assert each.receiver.split("·")[0] in row
    assert "周明、何小雨" in row


def test_the_total_is_repeated_in_capitals() -> None:
    text = solid(printed(document(handout(1, cash=123_456_78), handout(2, cash=1))))
    assert "123,456.79" in text
    assert in_capitals(12_345_679) in text


def test_without_money_there_is_no_column_for_it() -> None:
    text = solid(printed(document(handout(1, cash=0))))
    assert "慰问金" not in text
    assert "人民币" not in text


def test_what_left_the_store_is_set_against_what_was_handed_out_and_came_back() -> None:
    goods = (Goods("大米", "袋", left_store=5, returned=1), Goods("牛奶", "箱", left_store=6))
    handouts = (
        handout(1, quantities=(1, 2), cash=10_000),
        handout(2, quantities=(1, 2), cash=0, received_on=None, returned="全家外出"),
    )
    reader = printed(
        document(*handouts, goods=goods, cash_withdrawn=10_000, cash_returned=0),
    )
    assert figures(line_of(reader, "合计")) == [2, 4, 100]
    assert figures(line_of(reader, "其中已领")) == [1, 2, 100]
    assert figures(line_of(reader, "出库")) == [5, 6, 100]
    assert figures(line_of(reader, "退库")) == [1, 0, 0]
    assert figures(line_of(reader, "相差")) == [3, 4, 0]
    assert "退回：全家外出" in solid(reader)


def test_more_handed_out_than_left_the_store_shows_as_a_minus() -> None:
    reader = printed(document(handout(1, quantities=(3,)), goods=(Goods("大米", "袋", left_store=1),)))
    assert figures(line_of(reader, "相差"))[0] == -2


def test_the_list_of_a_household_not_yet_visited_says_so() -> None:
    assert "未领" in solid(printed(document(handout(received_on=None, handlers=()))))


def test_nothing_on_the_list_tells_more_than_the_accounts_need() -> None:
    text = solid(printed(document()))
    for word in ("特殊群体", "独居", "身份证", "电话", "95598", "12398", "健康"):
        assert word not in text


@pytest.mark.parametrize(
    ("field", "bad"),
    [
        ("领取人", document(handout(receiver="长" * 40))),
        ("组别", document(replace(handout(), group="很长的村名" * 8))),
        ("慰问金", document(handout(cash=10**15))),
        ("物资", document(handout(quantities=(1,) * 12), goods=GOODS * 4)),
        ("标题", replace(document(), festival="节" * 99)),
    ],
)
def test_what_does_not_fit_is_an_error_that_names_the_field(field: str, bad: FestivalList) -> None:
    target = BytesIO()
    with pytest.raises(FieldOverflow) as caught:
        festival_list(bad, target)
    assert caught.value.field == field
    assert target.getvalue() == b""


def test_five_kinds_of_goods_stand_side_by_side() -> None:
    goods = tuple(Goods(name, "箱", left_store=1) for name in ("大米", "食用油", "牛奶", "棉被", "手电筒"))
    text = solid(printed(document(handout(quantities=(1,) * 5), goods=goods)))
    assert all(each.name in text for each in goods)


def test_a_missing_character_names_the_receiver() -> None:
    with pytest.raises(MissingGlyph, match="领取人"):
        printed(document(handout(receiver="王\U00031000")))


def test_what_looks_like_markup_is_printed_as_typed() -> None:
    assert "<b>&amp;" in solid(printed(document(handout(receiver="<b>&amp;"))))


def test_an_empty_list_still_closes() -> None:
    text = solid(printed(document(goods=GOODS[:1], handouts=(), cash_withdrawn=0)))
    assert "合计0户" in text
    assert "负责人" in text


def test_a_cancelled_print_leaves_nothing() -> None:
    target = BytesIO()
    with pytest.raises(Cancelled):
        festival_list(document(), target, Progress(lambda *_: False))
    assert target.getvalue() == b""


def test_a_handout_without_a_quantity_for_each_kind_is_a_bug() -> None:
    with pytest.raises(ValueError, match="one quantity"):
        document(handout(quantities=(1,)), goods=GOODS)
