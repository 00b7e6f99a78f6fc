from io import BytesIO
from itertools import pairwise

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from gridconsole.core.paper.errors import FieldOverflow, MissingGlyph
from gridconsole.core.paper.fonts import Font
from gridconsole.core.paper.page import LANDSCAPE, NO_CALLS, PageFrame, PaperFile
from gridconsole.core.paper.pen import A4_HEIGHT, MM, DryPen, Ink, Type
from gridconsole.core.paper.table import Cell, Column, Row, Table, TableStyle
from gridconsole.core.paper.table_pages import Block, TablePages, Title, paginate
from gridconsole.core.paper.typesetting import TypesetLine
from gridconsole.core.progress import Cancelled, Progress

WITHOUT_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)  # each example prints a file
BODY = Type(Font.SANS, 10)
STYLE = TableStyle(body=BODY, row=8)
COLUMNS = (
    Column("序", 8, align="right", gap=0),
    Column("姓名", 20, wraps=True),
    Column("数量", 12, unit="袋", align="right"),
    Column("签字", 30, gap=4, parted=True),
)


class Listening(DryPen):
    """A pen that notes texts with where they start, rules and blocks, in mm."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[tuple[float, float, str]] = []
        self.rules: list[tuple[float, float, float, Ink]] = []
        self.blocks: list[tuple[float, float]] = []

    def draw_line(self, line: TypesetLine, x: float, y: float, kind: Type, stretch: float = 0.0) -> None:
        self.texts.append((x / MM, A4_HEIGHT - y / MM, "".join(run.text for run in line.runs)))

    def draw_stroke(self, x1: float, x2: float, y: float, weight: float, ink: Ink) -> None:
        self.rules.append((round(x1 / MM, 2), round(x2 / MM, 2), round(A4_HEIGHT - y / MM, 2), ink))

    def draw_rectangle(self, x: float, y: float, width: float, height: float, ink: Ink) -> None:
        self.blocks.append(((x + width) / MM, A4_HEIGHT - y / MM))


def row(number: int, name: str = "李秀珍", count: str = "1", **more: bool) -> Row:
    return Row((Cell(str(number)), Cell(name), Cell(count, **more), Cell()), name)


def printed(
    rows: int, closing: float = 30, title: str = "清单", progress: Progress | None = None
) -> PdfReader:
    table, target = Table(COLUMNS, LANDSCAPE.left, STYLE), BytesIO()
    pages = TablePages(
        frame=PageFrame("湖坪供电所", "内部", "QD-1", NO_CALLS, "注意", "周明打印", LANDSCAPE),
        table=table,
        rows=[row(number) for number in range(1, rows + 1)],
        first=Title(title).first(LANDSCAPE),
        further=Title(title).further(LANDSCAPE),
        closing=Block(
            closing, lambda pen, y: pen.text(20, y + closing, "负责人", BODY, width=20, field="签字")
        ),
        subtotal=lambda page: Row((Cell(), Cell("本页小计"), Cell(str(len(page))), Cell())),
    )
    paper = PaperFile(target, title)
    assert pages.draw(paper, progress or Progress()) == paper.close()
    return PdfReader(target)


heights = st.lists(st.sampled_from([6.1, 9.0, 14.2, 18.4]), max_size=120)


@given(heights, st.floats(80, 120), st.floats(120, 170), st.floats(0, 40))
def test_no_row_is_lost_or_split_and_two_stay_with_the_closing(
    rows: list[float], first: float, later: float, closing: float
) -> None:
    pages = paginate(rows, first=first, later=later, closing=closing)
    assert [each for page in pages for each in page] == list(range(len(rows)))
    assert len(pages[-1]) >= min(2, len(rows))
    assert all(len(page) for page in pages) or not rows
    for number, page in enumerate(pages):
        taken = sum(rows[page.start : page.stop]) + (closing if page is pages[-1] else 0)
        assert taken <= (later if number else first) + 1e-6


@given(heights, st.floats(0, 40))
def test_no_page_is_begun_before_it_is_needed(rows: list[float], closing: float) -> None:
    pages = paginate(rows, first=100, later=100, closing=closing)
    for page, then in pairwise(pages[:-1]):
        assert sum(rows[page.start : then.start + 1]) > 100


def test_a_closing_that_leaves_no_room_is_a_bug() -> None:
    with pytest.raises(ValueError, match="no room"):
        paginate([9.0] * 5, first=40, later=40, closing=30)


@settings(max_examples=12, phases=WITHOUT_SHRINKING)
@given(st.integers(0, 70))
def test_over_pages_the_heading_repeats_and_the_title_goes_on(count: int) -> None:
    reader = printed(count)
    texts = [page.extract_text() for page in reader.pages]
    for number, text in enumerate(texts, start=1):
        assert "姓名" in text and "数量" in text and "本页小计" in text
        assert f"第{number}页共{len(texts)}页" in "".join(text.split())
        assert ("（续）" in text) == (number > 1)
        assert ("负责人" in text) == (number == len(texts))
    subtotals = [int(line.split()[1]) for text in texts for line in text.splitlines() if "小计" in line]
    assert sum(subtotals) == count
    assert subtotals[-1] >= min(2, count)


def test_pages_lie_across() -> None:
    box = printed(1).pages[0].mediabox
    assert (round(box.width / MM), round(box.height / MM)) == (297, 210)


def test_a_long_title_shrinks_to_one_line_and_a_longer_one_is_an_error() -> None:
    assert "很" * 60 + "（续）" in printed(40, title="很" * 60).pages[1].extract_text()
    with pytest.raises(FieldOverflow, match="标题"):
        printed(1, title="很" * 90)


def test_figures_end_where_their_heading_ends() -> None:
    pen, table = Listening(), Table(COLUMNS, 20, STYLE)
    table.draw_row(pen, table.draw_head(pen, 20), row(1, count="1,234"))
    ends = {text: x + pen.measure(text, BODY, "数量") for x, _, text in pen.texts}
    assert ends["1,234"] == pytest.approx(table.starts[2] + 12)
    head = next(x for x, _, text in pen.texts if text == "数量")
    assert head + pen.measure("数量", STYLE.head, "数量") == pytest.approx(table.starts[2] + 12)


def test_rules_break_before_a_column_to_sign() -> None:
    pen, table = Listening(), Table(COLUMNS, 20, STYLE)
    end = table.draw_row(pen, 20, row(1))
    assert [each[:3] for each in pen.rules] == [(20, 64, end), (68, 98, end)]


def test_every_fifth_rule_and_the_last_are_ink() -> None:
    grey = (0.5, 0.5, 0.5)
    pen, table = Listening(), Table(COLUMNS[:1], 20, TableStyle(BODY, 6, rule=grey, group=5))
    for number in range(1, 13):
        table.draw_row(pen, number * 6, Row((Cell(str(number)),)), number=number, is_last=number == 12)
    assert [at for at, rule in enumerate(pen.rules, start=1) if rule[3] != grey] == [5, 10, 12]


def test_only_what_is_too_wide_breaks_and_makes_its_row_higher() -> None:
    table = Table(COLUMNS, 20, STYLE)
    assert table.height(row(1)) == 8
    assert 8 < table.height(row(1, "欧阳春生欧阳春生")) < 16
    pen = Listening()
    table.draw_row(pen, 20, row(1, "欧阳春生欧阳春生"))
    assert "".join(text for _, _, text in pen.texts if "欧" in text or "生" in text) == "欧阳春生欧阳春生"


def test_worse_has_a_square_before_it() -> None:
    pen, table = Listening(), Table(COLUMNS, 20, STYLE)
    table.draw_row(pen, 20, row(1, count="12", marked=True))
    x, y, _ = next(each for each in pen.texts if each[2] == "12")
    (square,) = pen.blocks
    assert x - 2 < square[0] < x
    assert y - 1 < square[1] <= y


@pytest.mark.parametrize(
    ("field", "bad"), [("姓名", row(1, "长" * 40)), ("数量", row(1, "王大福", "1,234,567,890"))]
)
def test_what_does_not_fit_names_person_and_column_before_anything_is_drawn(field: str, bad: Row) -> None:
    with pytest.raises(FieldOverflow) as caught:
        Table(COLUMNS, 20, STYLE).height(bad)
    assert (caught.value.person, caught.value.field) == (bad.person, field)


def test_a_missing_character_names_person_and_column() -> None:
    with pytest.raises(MissingGlyph) as caught:
        Table(COLUMNS, 20, STYLE).height(row(1, "王\U00031000"))
    assert (caught.value.person, caught.value.field) == ("王\U00031000", "姓名")


def test_a_table_wider_than_its_page_is_a_bug() -> None:
    with pytest.raises(ValueError, match="beyond the margin"):
        TablePages(
            frame=PageFrame("湖坪供电所", "内部", "QD-1", NO_CALLS),
            table=Table([Column("宽", 200)], 20, STYLE),
            rows=[],
            first=Title("宽").first(LANDSCAPE),
            further=Title("宽").further(LANDSCAPE),
            closing=Block(0, lambda pen, y: None),
        )


def test_a_print_tells_its_pages_and_can_be_cancelled() -> None:
    heard: list[tuple[int, int]] = []

    def tell(done: int, total: int, _: str) -> bool:
        heard.append((done, total))
        return done < 2

    with pytest.raises(Cancelled):
        printed(60, progress=Progress(tell))
    assert heard == [(1, 4), (2, 4)]
