"""The file and the page round every sheet: head, foot and the numbers that belong in it."""

from dataclasses import dataclass
from typing import BinaryIO

from gridconsole.core.paper.fonts import Font, face
from gridconsole.core.paper.pen import A4_HEIGHT, A4_WIDTH, GREY, MM, TEAL, TOP_RULE, Pen, Type

LEFT, RIGHT = 20.0, 194.0  # the left margin is for punching
WIDTH = RIGHT - LEFT
HEAD_RULE, FOOT_RULE = 15.0, 283.0

_STATION = Type(Font.SANS_BOLD, 9.5)
_KIND = Type(Font.SANS, 9.5, GREY)
_NUMBER = Type(Font.SANS, 9.5)
_CALL_LABEL = Type(Font.SANS, 10)
_CALL = Type(Font.SANS_BOLD, 10)
_SMALL = Type(Font.SANS, 8.5, GREY)


@dataclass(frozen=True)
class Area:
    """Where a page carries ink, and its height; mm from the upper left corner.

    `head` and `foot` are the rules below the head and above the foot.
    """

    left: float
    right: float
    head: float
    foot: float
    height: float

    @property
    def width(self) -> float:
        """Return the distance between the margins, in mm."""
        return self.right - self.left


PORTRAIT = Area(LEFT, RIGHT, HEAD_RULE, FOOT_RULE, A4_HEIGHT)
LANDSCAPE = Area(20.0, 283.0, 15.0, 196.0, A4_WIDTH)


@dataclass(frozen=True)
class Calls:
    """Telephone numbers in a foot, each with what it is for."""

    numbers: tuple[tuple[str, str], ...]


# Whoever publishes the service hotline publishes the regulator's beside it (国能发监管规〔2021〕56号).
HOTLINES = Calls((("供电服务热线", "95598"), ("能源监管热线", "12398")))
NO_CALLS = Calls(())  # papers that stay inside
EMERGENCY_CALLS = Calls((("发病受伤", "120"), ("着火", "119"), ("停电", "95598")))


@dataclass(frozen=True)
class PageFrame:
    """What stands above and below one document: who, what kind, which number, which copy."""

    station: str
    kind: str
    number: str
    calls: Calls
    caution: str = ""
    printed: str = ""
    area: Area = PORTRAIT

    def draw(self, pen: Pen, page: int, pages: int) -> None:
        """Draw head and foot of page `page` of `pages`."""
        self._draw_head(pen)
        self._draw_foot(pen, page, pages)

    def _draw_head(self, pen: Pen) -> None:
        left, right, baseline = self.area.left, self.area.right, self.area.head - 3.1
        pen.block(left, baseline - 2.6, 3, 3, TEAL)
        end = pen.shrunk(
            left + 4.4, baseline, self.station, _STATION, width=80, field="服务站名称", smallest=6
        )
        number_width = pen.measure(self.number, _NUMBER, "编号")
        pen.text(right - 60, baseline, self.number, _NUMBER, width=60, field="编号", align="right")
        pen.text(end + 3, baseline, self.kind, _KIND, width=right - number_width - end - 6, field="种类")
        pen.rule(left, self.area.head, self.area.width, TOP_RULE)

    def _draw_foot(self, pen: Pen, page: int, pages: int) -> None:
        left, right = self.area.left, self.area.right
        pen.rule(left, self.area.foot, self.area.width, TOP_RULE)
        baseline, x = self.area.foot + 4.6, left
        for label, number in self.calls.numbers:
            end = pen.text(x, baseline, label, _CALL_LABEL, width=30, field="页脚")
            x = pen.text(end + 0.9, baseline, number, _CALL, width=20, field="页脚") + 5
        pages_text = f"第{page}页 共{pages}页"
        pen.text(right - 40, baseline, pages_text, _NUMBER, width=40, field="页码", align="right")
        if self.calls.numbers:
            self._draw_notes(pen, baseline + 4.4, right, "right")
        else:
            self._draw_notes(pen, baseline, right - 30, "left")

    def _draw_notes(self, pen: Pen, baseline: float, end: float, align: str) -> None:
        """Write what the reader is warned of and who printed the copy, in one line that ends before `end`."""
        left, half = self.area.left, self.area.width / 2 - 5
        start = pen.text(left, baseline, self.caution, _SMALL, width=half, field="提示")
        start += 5 if self.caution or align == "right" else 0
        width = end - start
        pen.shrunk(
            start, baseline, self.printed, _SMALL, width=width, field="打印人", smallest=7, align=align
        )


class PaperFile:
    """One PDF in the making: A4 pages on one canvas, embedded fonts only, the same bytes each time."""

    def __init__(self, target: BinaryIO, title: str) -> None:
        from reportlab.pdfgen.canvas import Canvas

        face(Font.SANS)
        size = (A4_WIDTH * MM, A4_HEIGHT * MM)
        self._canvas = Canvas(
            target, size, invariant=1, pageCompression=1, initialFontName=Font.SANS.value, lang="zh-CN"
        )
        self._canvas.setTitle(title)
        self._canvas.setAuthor("gridconsole")
        self._canvas.setCreator("gridconsole")
        self._canvas.setSubject(title)
        self._pages = 0

    def start_page(self, person: str = "", area: Area = PORTRAIT) -> Pen:
        """Begin a page and return what draws on it; `person` is named when something does not fit."""
        if self._pages:
            self._canvas.showPage()
        self._pages += 1
        width = A4_HEIGHT if area.height == A4_WIDTH else A4_WIDTH
        self._canvas.setPageSize((width * MM, area.height * MM))
        return Pen(self._canvas, person, area.height)

    def close(self) -> int:
        """Write the file to its target and return its number of pages; without a page nothing is written."""
        if self._pages:
            self._canvas.save()
        return self._pages
