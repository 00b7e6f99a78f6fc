"""Ten pieces of 90 x 54 mm on an A4 page, and the marks by which they are cut."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from gridconsole.core.paper.pen import A4_HEIGHT, A4_WIDTH, BLACK, MM, Pen

CARD_WIDTH, CARD_HEIGHT = 90.0, 54.0
COLUMNS, ROWS = 2, 5
CARDS_ON_A_PAGE = COLUMNS * ROWS

_LEFT = (A4_WIDTH - COLUMNS * CARD_WIDTH) / 2
_TOP = (A4_HEIGHT - ROWS * CARD_HEIGHT) / 2
_MARK, _MARK_GAP, _CROSS = 4.0, 2.0, 3.0  # mm
_MARK_WEIGHT = 0.3  # pt
_DASH, _DASH_STEP = 1.6, 2.8  # mm

Item = TypeVar("Item")


def placed(items: Sequence[Item]) -> Iterator[tuple[float, float, Item]]:
    """Yield each piece of one page with its upper left corner in mm, row by row."""
    for number, item in enumerate(items):
        row, column = divmod(number, COLUMNS)
        yield _LEFT + column * CARD_WIDTH, _TOP + row * CARD_HEIGHT, item


def pages_of(items: Sequence[Item]) -> Iterator[tuple[int, Sequence[Item]]]:
    """Yield the items of each page, with the number of items before it."""
    for start in range(0, len(items), CARDS_ON_A_PAGE):
        yield start, items[start : start + CARDS_ON_A_PAGE]


def draw_cutting_marks(pen: Pen) -> None:
    """Draw marks outside the pieces, and crosses where four of them meet."""
    columns, rows = _cuts()
    for x in columns:
        for y in (_TOP - _MARK_GAP - _MARK, _TOP + ROWS * CARD_HEIGHT + _MARK_GAP):
            _upright(pen, x, y, _MARK)
    for y in rows:
        for x in (_LEFT - _MARK_GAP - _MARK, _LEFT + COLUMNS * CARD_WIDTH + _MARK_GAP):
            pen.rule(x, y, _MARK, _MARK_WEIGHT)
    for x in columns[1:-1]:
        for y in rows[1:-1]:
            pen.rule(x - _CROSS / 2, y, _CROSS, _MARK_WEIGHT)
            _upright(pen, x, y - _CROSS / 2, _CROSS)


def draw_cutting_lines(pen: Pen) -> None:
    """Draw dashes round the pieces, to be cut with scissors."""
    columns, rows = _cuts()
    for y in rows:
        for x, length in _dashes(columns[0], columns[-1]):
            pen.rule(x, y, length, _MARK_WEIGHT)
    for x in columns:
        for y, length in _dashes(rows[0], rows[-1]):
            _upright(pen, x, y, length)


def _dashes(start: float, end: float) -> Iterator[tuple[float, float]]:
    """Yield the dashes of a line, each with its start and length; the last ends where the line does."""
    gaps = round((end - start - _DASH) / _DASH_STEP)
    step = (end - start - _DASH) / gaps
    for number in range(gaps + 1):
        yield start + number * step, _DASH


def _cuts() -> tuple[list[float], list[float]]:
    columns = [_LEFT + number * CARD_WIDTH for number in range(COLUMNS + 1)]
    return columns, [_TOP + number * CARD_HEIGHT for number in range(ROWS + 1)]


def _upright(pen: Pen, x: float, y: float, height: float) -> None:
    weight = _MARK_WEIGHT / MM
    pen.block(x - weight / 2, y, weight, height, BLACK)
