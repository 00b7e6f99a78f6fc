"""What is typed in the palette finds titles by characters, pinyin and initials."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridconsole.core.ledger.reading import initials, name_readings
from ui.shell.palette.matching import read_title, span_of, spans_of
from ui.shell.palette.paint import parts_of

NAMES = st.text("张桂兰曾单李明赵守田欧阳德厚周淑英", min_size=2, max_size=5)


@pytest.mark.parametrize(
    ("query", "title", "span"),
    [
        ("打印", "打印走访单", (0, 2)),
        ("dyzf", "打印走访单", (0, 4)),
        ("zoufang", "打印走访单", (2, 4)),
        ("zouf", "打印走访单", (2, 4)),
        ("ZFD", "打印走访单", (2, 5)),
        ("dy zf", "打印走访单", (0, 4)),
        ("cd", "打印走访单", None),
        ("zfx", "打印走访单", None),
        ("dh", "找人、单号", (3, 5)),
        ("f1", "按 F1", (2, 4)),
        ("", "打印走访单", None),
        ("   ", "打印走访单", None),
    ],
)
def test_a_text_finds_a_run_of_the_title(query: str, title: str, span: tuple[int, int] | None) -> None:
    assert span_of(query, read_title(title)) == span


@pytest.mark.parametrize(("query", "span"), [("zxm", (0, 3)), ("cxm", None), ("zengxiaom", (0, 3))])
def test_a_surname_has_its_own_reading(query: str, span: tuple[int, int] | None) -> None:
    assert span_of(query, read_title("曾小明", is_name=True)) == span


@given(NAMES, st.data())
def test_any_run_of_initials_finds_a_name(name: str, data: st.DataObject) -> None:
    reading = data.draw(st.sampled_from(name_readings(name)))
    start = data.draw(st.integers(0, len(name) - 1))
    end = data.draw(st.integers(start + 1, len(name)))
    found = span_of(initials(reading)[start:end], read_title(name, is_name=True))
    assert found is not None
    assert found[0] <= start


@given(NAMES, st.text("zglwdhy 张桂兰", max_size=6))
def test_the_parts_of_a_title_make_up_the_title(name: str, query: str) -> None:
    parts = parts_of(name, spans_of(query, read_title(name, is_name=True)))
    assert "".join(text for text, _ in parts) == name
