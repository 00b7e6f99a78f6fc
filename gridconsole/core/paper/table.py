"""Tables: columns of fixed width, and rows that say what does not fit before anything is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from gridconsole.core.paper.breaking import Line
from gridconsole.core.paper.errors import FieldOverflow
from gridconsole.core.paper.fonts import Font
from gridconsole.core.paper.pen import (
    BLACK,
    BOX_DROP,
    BOX_SIZE,
    GROUP_RULE,
    HAIRLINE,
    MM,
    TOP_RULE,
    DryPen,
    Ink,
    Pen,
    Type,
)

NOTHING = "—"  # where there is nothing to count
MOST_LINES = 3

_MIDDLE = 0.37  # of the size: how far the middle of a character is above its baseline
_LEADING = 1.25
_HEAD_PADDING = 3.4
_SQUARE, _SQUARE_GAP = 1.9, 1.2
_LOW = 2.3  # of a word beside which people write: baseline above the rule


@dataclass(frozen=True)
class Column:
    """One column: heading, unit, width in mm, and the white before it; overflow is an error.

    A column that `wraps` breaks what is wider into at most three lines; where it is `parted`, the
    rules under the rows break in the white before it.
    """

    title: str
    width: float
    unit: str = ""
    align: str = "left"
    kind: Type | None = None
    wraps: bool = False
    gap: float = 2.0
    parted: bool = False


@dataclass(frozen=True)
class Cell:
    """What stands in one column of a row; worse is bold and has a square before it.

    A `box` is for a tick, a `low` text stands beside what is written by hand; `align` is the column's
    unless given.
    """

    text: str = ""
    kind: Type | None = None
    marked: bool = False
    box: bool = False
    low: bool = False
    align: str = ""


@dataclass(frozen=True)
class Row:
    """The cells of one row, in the order of the columns, and whose row it is: errors name him."""

    cells: tuple[Cell, ...]
    person: str = ""


@dataclass(frozen=True)
class TableStyle:
    """Types (pt), row height (mm), ink between rows, and after how many rows an ink rule stands."""

    body: Type
    row: float
    head: Type = field(default_factory=lambda: Type(Font.SANS_BOLD, 9.5))
    unit: Type = field(default_factory=lambda: Type(Font.SANS, 8.5))
    rule: Ink = BLACK
    group: int = 0


class Table:
    """Draws heading and rows between a left margin and where its last column ends; all in mm."""

    def __init__(self, columns: Sequence[Column], left: float, style: TableStyle) -> None:
        self.columns, self.left, self.style = tuple(columns), left, style
        ends = accumulate((each.gap + each.width for each in self.columns), initial=left)
        self.starts = [end + each.gap for end, each in zip(ends, self.columns, strict=False)]
        self._segments = self._ruled()

    @property
    def right(self) -> float:
        """Return where the last column ends."""
        return self.starts[-1] + self.columns[-1].width

    @property
    def head_height(self) -> float:
        """Return the height of the heading."""
        return max(self._head_heights()) + _HEAD_PADDING

    def height(self, row: Row) -> float:
        """Return the height of a row; raises FieldOverflow and MissingGlyph, naming person and column."""
        pen = DryPen(row.person)
        lines = max(len(self._broken(pen, *pair)) for pair in zip(self.columns, row.cells, strict=True))
        return self.style.row + max(0, lines - 1) * _leading(self.style.body)

    def draw_head(self, pen: Pen, y: float) -> float:
        """Draw the heading from `y` on and return where it ends."""
        height = self.head_height
        pen.rule(self.left, y, self.right - self.left, TOP_RULE)
        for column, start, taken in zip(self.columns, self.starts, self._head_heights(), strict=True):
            self._draw_title(pen, column, start, y + (height - taken) / 2)
        pen.rule(self.left, y + height, self.right - self.left, GROUP_RULE)
        return y + height

    def draw_row(self, pen: Pen, y: float, row: Row, *, number: int = 0, is_last: bool = False) -> float:
        """Draw row `number` (from 1) from `y` on, the rule under it too, and return where it ends."""
        pen.person = row.person
        end = y + self.height(row)
        for column, start, cell in zip(self.columns, self.starts, row.cells, strict=True):
            self._draw_cell(pen, column, start, y, end, cell)
        in_ink = is_last or (self.style.group > 0 and number % self.style.group == 0)
        for start, width in self._segments:
            pen.rule(start, end, width, HAIRLINE, BLACK if in_ink else self.style.rule)
        return end

    def draw_bare(self, pen: Pen, y: float, row: Row, height: float) -> float:
        """Draw a row without a rule, `height` mm high, as subtotals and totals are; return its end."""
        pen.person = row.person
        for column, start, cell in zip(self.columns, self.starts, row.cells, strict=True):
            self._draw_cell(pen, column, start, y + (height - self.style.row) / 2, y + height, cell)
        return y + height

    def _draw_cell(self, pen: Pen, column: Column, x: float, y: float, end: float, cell: Cell) -> None:
        if cell.box:
            pen.box(x + (column.width - BOX_SIZE) / 2, y + (self.style.row + BOX_SIZE) / 2 - BOX_DROP)
            return
        kind = cell.kind or column.kind or self.style.body
        baseline = end - _LOW if cell.low else y + self.style.row / 2 + _MIDDLE * self.style.body.size / MM
        lines = self._broken(pen, column, cell)
        if lines:
            pen.paragraph(x, baseline, lines, kind, leading=_leading(kind))
            return
        width, align, name = column.width, cell.align or column.align, column.title
        end_of_text = pen.text(x, baseline, cell.text, kind, width=width, field=name, align=align)
        if cell.marked:
            start = end_of_text - pen.measure(cell.text, kind, name) - _SQUARE_GAP - _SQUARE
            pen.block(start, baseline - _SQUARE - 0.2, _SQUARE, _SQUARE, BLACK)

    def _broken(self, pen: Pen, column: Column, cell: Cell) -> tuple[Line, ...]:
        """Return the lines of a cell that is too wide for one; none as long as it fits."""
        kind = cell.kind or column.kind or self.style.body
        if not cell.text or pen.measure(cell.text, kind, column.title) <= column.width:
            return ()
        lines = pen.lines(cell.text, kind, width=column.width, field=column.title) if column.wraps else ()
        if not 0 < len(lines) <= MOST_LINES:
            raise FieldOverflow(pen.person, column.title)
        return lines

    def _head_lines(self, column: Column) -> list[tuple[str, Type]]:
        pen, head, unit = DryPen(), self.style.head, self.style.unit
        titles = pen.lines(column.title, head, width=column.width, field=column.title)
        units = pen.lines(column.unit, unit, width=column.width, field=column.title)
        return [(each, head) for each in _texts(titles)] + [(each, unit) for each in _texts(units)]

    def _head_heights(self) -> list[float]:
        return [sum(_leading(kind) for _, kind in self._head_lines(each)) for each in self.columns]

    def _draw_title(self, pen: Pen, column: Column, x: float, y: float) -> None:
        for text, kind in self._head_lines(column):
            y += _leading(kind)
            baseline = y - _leading(kind) / 2 + _MIDDLE * kind.size / MM
            pen.text(x, baseline, text, kind, width=column.width, field=column.title, align=column.align)

    def _ruled(self) -> list[tuple[float, float]]:
        """Return start and width of each piece of the rule under a row."""
        begins = [self.left, *(x for x, each in zip(self.starts, self.columns, strict=True) if each.parted)]
        ends = [x - each.gap for x, each in zip(self.starts, self.columns, strict=True) if each.parted]
        return [(begin, end - begin) for begin, end in zip(begins, [*ends, self.right], strict=True)]


def _texts(lines: Sequence[Line]) -> list[str]:
    return [line.text.rstrip() for line in lines if line.text.strip()]


def _leading(kind: Type) -> float:
    return _LEADING * kind.size / MM
