"""A table over pages: frame, title, heading, rows, page subtotal, and what closes the last page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gridconsole.core.paper.fonts import Font
from gridconsole.core.paper.page import Area, PageFrame, PaperFile
from gridconsole.core.paper.pen import GREY, TOP_RULE, Pen, Type
from gridconsole.core.paper.table import Row, Table
from gridconsole.core.progress import Progress

FURTHER = "（续）"

_ABOVE_FOOT = 2.5
_ROUNDING = 0.01
_SUBTOTAL = 8.4
_TITLE = Type(Font.SANS_BOLD, 20)
_FURTHER_TITLE = Type(Font.SANS_BOLD, 12)
_NOTE = Type(Font.SANS, 10.5, GREY)
_RIGHT_NOTE = Type(Font.SANS, 10.5)
_SMALLEST_TITLE = 10.0


@dataclass(frozen=True)
class Block:
    """Something that takes `height` mm of a page and draws itself from a `y` on."""

    height: float
    draw: Callable[[Pen, float], object]


@dataclass(frozen=True)
class Title:
    """The title of a table, what stands small beside it and what on the right."""

    text: str
    beside: str = ""
    right: str = ""
    size: float = 20

    def first(self, area: Area) -> Block:
        """Return the title as it opens the first page."""
        return Block(9.5 + self.size * 0.3, lambda pen, y: self._draw(pen, y, area))

    def further(self, area: Area) -> Block:
        """Return the title as it stands on further pages: one line, with （续）."""
        return Block(11, lambda pen, y: self._draw_further(pen, y, area))

    def _draw(self, pen: Pen, y: float, area: Area) -> None:
        baseline = y + 4.2 + self.size * 0.32
        right_width = pen.measure(self.right, _RIGHT_NOTE, "标题") if self.right else 0
        width, kind = area.width - right_width - 6, _TITLE.sized(self.size)
        x = pen.shrunk(
            area.left, baseline, self.text, kind, width=width, field="标题", smallest=_SMALLEST_TITLE
        )
        room = area.right - right_width - 6 - x - 5
        if self.beside:
            pen.shrunk(x + 5, baseline, self.beside, _NOTE, width=room, field="说明", smallest=7)
        start = area.right - right_width
        pen.text(start, baseline, self.right, _RIGHT_NOTE, width=right_width, field="标题")

    def _draw_further(self, pen: Pen, y: float, area: Area) -> None:
        text, width = self.text + FURTHER, area.width
        pen.shrunk(area.left, y + 7.4, text, _FURTHER_TITLE, width=width, field="标题", smallest=7)


@dataclass(frozen=True)
class TablePages:
    """One table and all that stands round it; the number of pages is known before any is drawn.

    `subtotal` gives the row of figures for the rows of one page; `under` draws on each page before
    anything else.
    """

    frame: PageFrame
    table: Table
    rows: Sequence[Row]
    first: Block
    further: Block
    closing: Block
    subtotal: Callable[[range], Row] | None = None
    under: Callable[[Pen], None] | None = None

    def __post_init__(self) -> None:
        if self.table.right > self.frame.area.right + _ROUNDING:
            raise ValueError(f"the table ends at {self.table.right:.1f} mm, beyond the margin")

    def breaks(self) -> list[range]:
        """Return the rows of each page; raises FieldOverflow and MissingGlyph, naming person and field."""
        heights = [self.table.height(row) for row in self.rows]
        area = self.frame.area
        room = area.foot - _ABOVE_FOOT - area.head - self.table.head_height
        room -= _SUBTOTAL if self.subtotal else 0
        return paginate(
            heights,
            first=room - self.first.height,
            later=room - self.further.height,
            closing=self.closing.height,
        )

    def draw(self, paper: PaperFile, progress: Progress) -> int:
        """Draw all pages and return their number; raises Cancelled when the person said stop."""
        pages = self.breaks()
        for number, page in enumerate(pages, start=1):
            self._draw_page(paper.start_page(area=self.frame.area), page, number, len(pages))
            progress.at(number, len(pages), "正在排版")
        return len(pages)

    def _draw_page(self, pen: Pen, page: range, number: int, pages: int) -> None:
        if self.under:
            self.under(pen)
        self.frame.draw(pen, number, pages)
        y = self._draw_rows(pen, self._draw_opening(pen, is_first=number == 1), page)
        pen.person = ""
        if self.subtotal:
            y = self.table.draw_bare(pen, y, self.subtotal(page), _SUBTOTAL)
        if number == pages:
            self.closing.draw(pen, y)

    def _draw_opening(self, pen: Pen, *, is_first: bool) -> float:
        block, y = self.first if is_first else self.further, self.frame.area.head
        block.draw(pen, y)
        return self.table.draw_head(pen, y + block.height)

    def _draw_rows(self, pen: Pen, y: float, page: range) -> float:
        for row in page:
            is_last = row == page[-1]
            y = self.table.draw_row(pen, y, self.rows[row], number=row + 1, is_last=is_last)
        return y


def closing_rule(table: Table, pen: Pen, y: float) -> None:
    """Draw the rule above what closes a table."""
    pen.rule(table.left, y, table.right - table.left, TOP_RULE)


def paginate(
    heights: Sequence[float], *, first: float, later: float, closing: float, keep: int = 2
) -> list[range]:
    """Return the rows of each page; the last page has room for the closing and at least `keep` rows.

    Heights are those of the rows in mm, `first` and `later` the room that pages have for rows. Raises
    ValueError where `keep` rows and the closing need more than a page.
    """
    pages = _filled(heights, first, later)
    count, last = len(heights), pages[-1]
    room = later if last.start else first
    fits = sum(heights[last.start :]) + closing <= room
    begin = max(0, min(last.start if fits else count - keep, count - keep))
    if sum(heights[begin:]) + closing > (later if begin else first):
        raise ValueError("the closing leaves no room for its rows")
    before = [range(page.start, min(page.stop, begin)) for page in pages if page.start < begin]
    return [*before, range(begin, count)]


def _filled(heights: Sequence[float], first: float, later: float) -> list[range]:
    pages: list[range] = []
    start, used = 0, 0.0
    for number, height in enumerate(heights):
        if number > start and used + height > (later if pages else first):
            pages.append(range(start, number))
            start, used = number, 0.0
        used += height
    return [*pages, range(start, len(heights))]
