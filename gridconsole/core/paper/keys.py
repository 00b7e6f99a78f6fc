"""The sheet of keys (按键一览): what can be done with which key, on one A4 page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from gridconsole.core.paper.errors import FieldOverflow
from gridconsole.core.paper.fonts import Font
from gridconsole.core.paper.page import FOOT_RULE, HEAD_RULE, LEFT, NO_CALLS, WIDTH, PageFrame, PaperFile
from gridconsole.core.paper.pen import HAIRLINE, TEAL, Pen, Type

TITLE = "按键一览"
BODY_SIZES = (13.0, 12.5, 12.0, 11.5, 11.0, 10.5, 10.0, 9.5, 9.0)

_TITLE = Type(Font.SANS_BOLD, 20, TEAL)
_HEADING = Type(Font.SANS_BOLD, 13, TEAL)
_TITLE_HEIGHT, _ABOVE_FOOT = 14.0, 3.0
_KEYS_WIDTH, _WHAT_WIDTH, _GAP = 38.0, 44.0, 3.0
_ROW, _HEAD = 0.62, 0.95
"""Height of a row and of a heading in mm per point of the body's size."""


@dataclass(frozen=True)
class KeyLine:
    """Keys, what they do in a word, and one sentence, which may be empty."""

    keys: str
    what: str
    help: str = ""


@dataclass(frozen=True)
class KeySheet:
    """The keys in groups, each with its heading; `station` and `printed_on` stand in head and foot."""

    station: str
    groups: tuple[tuple[str, tuple[KeyLine, ...]], ...]
    printed_on: date | None = None


def key_sheet(sheet: KeySheet, target: BinaryIO) -> int:
    """Write the sheet and return its number of pages, which is 1.

    The letters shrink until all lines have room; raises FieldOverflow where they have none at 9 pt, and
    where a line is wider than the page, and MissingGlyph.
    """
    size = _fitting(sheet.groups)
    paper = PaperFile(target, TITLE)
    pen = paper.start_page()
    day = sheet.printed_on
    printed = f"{day.year}年{day.month}月{day.day}日打印" if day else ""
    PageFrame(sheet.station, TITLE, "", NO_CALLS, "没有住户资料，可以张贴", printed).draw(pen, 1, 1)
    pen.text(LEFT, HEAD_RULE + 11.5, TITLE, _TITLE, width=WIDTH, field="标题")
    for y, line in _placed(sheet.groups, size):
        if isinstance(line, KeyLine):
            _draw_line(pen, y, line, size)
        else:
            pen.text(LEFT, y, line, _HEADING, width=WIDTH, field="标题")
    return paper.close()


def _fitting(groups: Sequence[tuple[str, Sequence[KeyLine]]]) -> float:
    """Return the largest size (pt) in which all lines have room on the page."""
    room = FOOT_RULE - HEAD_RULE - _TITLE_HEIGHT - _ABOVE_FOOT
    rows, heads = sum(len(lines) for _, lines in groups), len(groups)
    for size in BODY_SIZES:
        if (rows * _ROW + heads * _HEAD) * size <= room:
            return size
    raise FieldOverflow("", TITLE)


def _placed(
    groups: Sequence[tuple[str, Sequence[KeyLine]]], size: float
) -> Iterator[tuple[float, KeyLine | str]]:
    """Yield headings and lines with their baselines."""
    y = HEAD_RULE + _TITLE_HEIGHT
    for title, lines in groups:
        y += _HEAD * size
        yield y - 0.1 * size, title
        for line in lines:
            y += _ROW * size
            yield y, line


def _draw_line(pen: Pen, y: float, line: KeyLine, size: float) -> None:
    x = LEFT + _KEYS_WIDTH + _GAP
    pen.shrunk(LEFT, y, line.keys, Type(Font.SANS_BOLD, size), width=_KEYS_WIDTH, field="按键", smallest=7)
    body = Type(Font.SANS, size)
    end = pen.shrunk(x, y, line.what, body, width=WIDTH - (x - LEFT), field="做什么", smallest=7)
    if line.help:
        start = max(end + _GAP, x + _WHAT_WIDTH)
        room = LEFT + WIDTH - start
        pen.shrunk(start, y, line.help, Type(Font.SANS, size - 1), width=room, field="说明", smallest=7)
    pen.rule(LEFT, y + 0.17 * size, WIDTH, HAIRLINE)
