import re

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gridconsole.core.paper.breaking import Line, break_cell, break_lines, natural_width
from gridconsole.core.paper.fonts import Font
from gridconsole.core.paper.spacing import CLOSING, NOT_FIRST, NOT_LAST, OPENING, normalise
from gridconsole.core.paper.typesetting import advance_in

HANG = 0.5
MEASURE = advance_in(Font.SANS)

words = st.text("村口老樟树右拐第二家门东屋习俗女", min_size=1, max_size=9)
numbers = st.from_regex(r"[0-9]{1,6}([.:/-][0-9]{1,4})?[号组岁米%]?", fullmatch=True)
marks = st.sampled_from(
    ["，", "。", "、", "：", "；", "）", "》", "”", "……", "——", "·", ",", "?", ")", "）。", "”，"]
)
openers = st.sampled_from(["（", "《", "“", "(", "（《"])
blanks = st.sampled_from([" ", "  "])
texts = (
    st.lists(st.one_of(words, numbers, marks, openers, blanks), min_size=1, max_size=30)
    .map("".join)
    .map(normalise)
)
widths = st.floats(9, 60)


def breaks(text: str, width: float) -> list[list[Line]]:
    return [
        break_lines(text, width, MEASURE),
        break_lines(text, width, MEASURE, justified=True),
        break_cell(text, width, MEASURE),
    ]


def has_long_cluster(text: str, width: float) -> bool:
    """Say whether marks and numbers hang together for longer than a line, so that something must give."""
    glued = re.findall(rf"[{re.escape(''.join(NOT_FIRST | NOT_LAST))}\sA-Za-z0-9./:\-*%号组岁米第]+", text)
    return any(len(each) > width - 3 for each in glued)


@given(texts, widths)
def test_nothing_is_lost(text: str, width: float) -> None:
    for lines in breaks(text, width):
        assert "".join(line.text for line in lines) == text


@given(texts, widths)
def test_no_mark_stands_where_it_must_not(text: str, width: float) -> None:
    assume(not has_long_cluster(text, width))
    for lines in breaks(text, width):
        assert not any(line.text[0] in NOT_FIRST for line in lines[1:])
        assert not any(line.text.rstrip()[-1:] in NOT_LAST for line in lines[:-1])


@given(texts, widths)
def test_no_number_is_torn(text: str, width: float) -> None:
    assume(not has_long_cluster(text, width))
    torn = re.compile(r"[0-9][.:/-]?\n[0-9]|[0-9]\n[号组岁米%]")
    for lines in breaks(text, width):
        assert not torn.search("\n".join(line.text for line in lines))


@given(texts, widths)
def test_no_line_sticks_out_more_than_a_hanging_mark(text: str, width: float) -> None:
    for lines in breaks(text, width):
        for line in lines:
            shown = line.text.rstrip()
            stretched = natural_width(shown, MEASURE) + line.stretch * max(0, len(shown) - 1)
            right = stretched - line.outdent
            assert line.outdent == 0 or shown[0] in OPENING
            assert right <= width + (HANG if shown[-1:] in CLOSING else 0) + 1e-3
            assert 0 <= line.stretch <= 0.16


@given(st.text("村口老樟树右拐第二家", min_size=2, max_size=60), st.floats(3, 20))
def test_no_single_character_is_left_over(text: str, width: float) -> None:
    for lines in breaks(text, width):
        assert len(lines) == 1 or len(lines[-1].text) > 1


@given(st.text("村口老樟树右拐第二家，", min_size=30, max_size=60), st.integers(8, 20))
@settings(max_examples=50)
def test_justified_lines_end_at_the_margin(text: str, width: int) -> None:
    for line in break_lines(text, width, MEASURE, justified=True)[:-1]:
        shown = line.text
        right = natural_width(shown, MEASURE) + line.stretch * (len(shown) - 1)
        hang = HANG if shown[-1] in CLOSING else 0
        assert line.stretch == 0 or abs(right - width - hang) < 1e-6


def test_a_cell_breaks_after_its_comma() -> None:
    lines = break_cell("院里有狗，先打电话请人拴好再进院子", 15, MEASURE)
    assert [line.text for line in lines] == ["院里有狗，", "先打电话请人拴好再进院子"]


def test_a_cell_without_a_comma_is_even() -> None:
    lines = break_cell("先打电话请人把狗拴好再进院子", 12, MEASURE)
    assert [len(line.text) for line in lines] == [7, 7]


def test_a_telephone_number_stays_whole() -> None:
    lines = break_lines("家人侄子李建国 137 0000 2216", 12, MEASURE)
    assert "137 0000 2216" in [line.text for line in lines]


def test_a_number_longer_than_a_line_is_broken() -> None:
    lines = break_lines("1" * 60, 10, MEASURE)
    assert len(lines) == 4
