"""Draws on one page in millimetres from its upper left corner; no text without a width."""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from gridconsole.core.paper.breaking import Line, break_cell
from gridconsole.core.paper.errors import FieldOverflow, MissingGlyph
from gridconsole.core.paper.fonts import Font
from gridconsole.core.paper.qr import QUIET_MODULES, SMALLEST_MODULE_MM, qr_code
from gridconsole.core.paper.spacing import normalise
from gridconsole.core.paper.typesetting import NoFontHas, TypesetLine, advance_in, typeset

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

MM = 72 / 25.4
A4_WIDTH, A4_HEIGHT = 210.0, 297.0

Ink = tuple[float, float, float]
BLACK: Ink = (0.0, 0.0, 0.0)
GREY: Ink = (0.33, 0.33, 0.33)
TEAL: Ink = (14 / 255, 124 / 255, 115 / 255)
TINT: Ink = (228 / 255, 240 / 255, 238 / 255)

HAIRLINE, GROUP_RULE, TOP_RULE, BAND_RULE = 0.4, 0.8, 1.1, 1.6
BOX_SIZE = 4.4
BOX_DROP, BOX_WEIGHT = 0.7, 0.6
BLANK_DEPTH = 1.3

_ROUNDING = 0.01  # mm


@dataclass(frozen=True)
class Type:
    """A face in a size (pt) and an ink."""

    font: Font
    size: float
    ink: Ink = BLACK

    def sized(self, size: float) -> "Type":
        """Return the same face and ink in another size."""
        return Type(self.font, size, self.ink)


class Pen:
    """Writes fields, rules, boxes and blanks on a ReportLab canvas.

    Positions and widths are mm from the upper left corner, sizes and line weights pt. `person` is
    whose paper it is: errors name it. The five `draw_` methods are all that touches the canvas.
    """

    height = A4_HEIGHT

    def __init__(self, canvas: "Canvas", person: str = "", height: float = A4_HEIGHT) -> None:
        self._canvas = canvas
        self.height = height
        self._fill_ink = self._stroke_ink = BLACK
        self._weight = 0.0
        self.person = person

    def measure(self, text: str, kind: Type, field: str) -> float:
        """Return the width in mm of a text on one line; raises MissingGlyph."""
        return self._typeset(normalise(text), kind.font, field).width * kind.size / MM

    def text(
        self, x: float, y: float, text: str, kind: Type, *, width: float, field: str, align: str = "left"
    ) -> float:
        """Write one line at baseline `y` and return where it ends; raises FieldOverflow."""
        line = self._typeset(normalise(text), kind.font, field)
        taken = line.width * kind.size / MM
        if taken > width + _ROUNDING:
            raise FieldOverflow(self.person, field)
        start = x + {"left": 0.0, "center": (width - taken) / 2, "right": width - taken}[align]
        self.draw_line(line, start * MM, (self.height - y) * MM, kind)
        return start + taken

    def shrunk(
        self,
        x: float,
        y: float,
        text: str,
        kind: Type,
        *,
        width: float,
        field: str,
        smallest: float,
        align: str = "left",
    ) -> float:
        """Write one line in the largest size, by half points down to `smallest`, in which it fits."""
        size, taken = kind.size, self.measure(text, kind, field)
        while taken * size / kind.size > width and size - 0.5 >= smallest:
            size -= 0.5
        return self.text(x, y, text, kind.sized(size), width=width, field=field, align=align)

    def slanted(
        self, x: float, y: float, text: str, kind: Type, *, degrees: float, width: float, field: str
    ) -> None:
        """Write one line rising by `degrees`, its middle at `x`, `y`; raises FieldOverflow."""
        line = self._typeset(normalise(text), kind.font, field)
        if line.width * kind.size / MM > width + _ROUNDING:
            raise FieldOverflow(self.person, field)
        self.draw_slanted(line, x * MM, (self.height - y) * MM, kind, degrees)

    def lines(self, text: str, kind: Type, *, width: float, field: str) -> tuple[Line, ...]:
        """Break a text into the lines of a cell `width` mm wide; raises MissingGlyph."""
        set_text = normalise(text)
        self._typeset(set_text, kind.font, field)
        return _broken(set_text, kind.font, round(width * MM / kind.size, 3))

    def paragraph(self, x: float, y: float, lines: tuple[Line, ...], kind: Type, *, leading: float) -> float:
        """Write broken lines from baseline `y` on, `leading` mm apart; return the last baseline."""
        for number, line in enumerate(lines):
            start = x * MM - line.outdent * kind.size
            baseline = (self.height - y - number * leading) * MM
            self.draw_line(typeset(line.text.rstrip(), kind.font), start, baseline, kind, line.stretch)
        return y + max(0, len(lines) - 1) * leading

    def rule(self, x: float, y: float, width: float, weight: float = HAIRLINE, ink: Ink = BLACK) -> None:
        """Draw a horizontal line `weight` pt thick."""
        self.draw_stroke(x * MM, (x + width) * MM, (self.height - y) * MM, weight, ink)

    def blank(self, x: float, y: float, width: float) -> None:
        """Draw the line to write on, for a text with baseline `y`."""
        self.rule(x, y + BLANK_DEPTH, width)

    def box(self, x: float, y: float, size: float = BOX_SIZE) -> None:
        """Draw a box to tick before a word with baseline `y` (no font has one)."""
        self.frame(x, y + BOX_DROP - size, size, size)

    def frame(self, x: float, y: float, width: float, height: float, weight: float = BOX_WEIGHT) -> None:
        """Draw a frame whose upper edge is at `y`."""
        self.draw_frame(x * MM, (self.height - y - height) * MM, width * MM, height * MM, weight)

    def block(self, x: float, y: float, width: float, height: float, ink: Ink) -> None:
        """Fill a rectangle whose upper edge is at `y`."""
        self.draw_rectangle(x * MM, (self.height - y - height) * MM, width * MM, height * MM, ink)

    def qr(self, x: float, y: float, size: float, digits: str) -> None:
        """Draw a code `size` mm wide with its upper left corner at `x`, `y`, white round it not included."""
        code = qr_code(digits)
        module = size / code.modules
        if module < SMALLEST_MODULE_MM:
            raise ValueError(
                f"modules of {module:.2f} mm cannot be scanned; {QUIET_MODULES} stay white round it"
            )
        for bar in code.bars:
            self.block(x + bar.column * module, y + bar.row * module, bar.length * module, module, BLACK)

    def _typeset(self, text: str, font: Font, field: str) -> TypesetLine:
        try:
            return typeset(text, font)
        except NoFontHas as missing:
            raise MissingGlyph(self.person, field, missing.args[0]) from None

    def draw_line(self, line: TypesetLine, x: float, y: float, kind: Type, stretch: float = 0.0) -> None:
        """Put a typeset line on the canvas, in pt from the lower left corner."""
        self._fill_with(kind.ink)
        text = self._canvas.beginText(x, y)
        if stretch:
            text.setCharSpace(stretch * kind.size)
        at, drawn, font = 0.0, 0, ""
        for run in line.runs:
            start = (run.start + stretch * drawn) * kind.size
            if start != at:
                text.setXPos(start - at)
            if run.font != font:
                text.setFont(run.font.value, kind.size)
            text.textOut(run.text)
            at, drawn, font = start, drawn + len(run.text), run.font
        if stretch:
            text.setCharSpace(0)  # it would outlive the text object
        self._canvas.drawText(text)

    def draw_slanted(self, line: TypesetLine, x: float, y: float, kind: Type, degrees: float) -> None:
        """Put a turned line with its middle at a point, in pt from the lower left corner."""
        self._fill_with(kind.ink)  # outside what is restored, where the canvas would forget it
        self._canvas.saveState()
        self._canvas.translate(x, y)
        self._canvas.rotate(degrees)
        self.draw_line(line, -line.width * kind.size / 2, 0.0, kind)
        self._canvas.restoreState()

    def draw_stroke(self, x1: float, x2: float, y: float, weight: float, ink: Ink) -> None:
        """Put a horizontal line on the canvas, in pt from the lower left corner."""
        self._stroke_with(weight, ink)
        self._canvas.line(x1, y, x2, y)

    def draw_frame(self, x: float, y: float, width: float, height: float, weight: float) -> None:
        """Put an empty rectangle on the canvas, in pt from the lower left corner."""
        self._stroke_with(weight, BLACK)
        self._canvas.rect(x, y, width, height, stroke=1, fill=0)

    def draw_rectangle(self, x: float, y: float, width: float, height: float, ink: Ink) -> None:
        """Put a filled rectangle on the canvas, in pt from the lower left corner."""
        self._fill_with(ink)
        self._canvas.rect(x, y, width, height, stroke=0, fill=1)

    def _fill_with(self, ink: Ink) -> None:
        if ink != self._fill_ink:
            self._canvas.setFillColorRGB(*ink)
            self._fill_ink = ink

    def _stroke_with(self, weight: float, ink: Ink) -> None:
        if weight != self._weight:
            self._canvas.setLineWidth(weight)
            self._weight = weight
        if ink != self._stroke_ink:
            self._canvas.setStrokeColorRGB(*ink)
            self._stroke_ink = ink


class DryPen(Pen):
    """Measures like a pen and draws nothing: to learn where things end before they are drawn."""

    def __init__(self, person: str = "", height: float = A4_HEIGHT) -> None:
        self.person, self.height = person, height

    def draw_line(self, line: TypesetLine, x: float, y: float, kind: Type, stretch: float = 0.0) -> None:
        """Leave the paper white."""

    def draw_slanted(self, line: TypesetLine, x: float, y: float, kind: Type, degrees: float) -> None:
        """Leave the paper white."""

    def draw_stroke(self, x1: float, x2: float, y: float, weight: float, ink: Ink) -> None:
        """Leave the paper white."""

    def draw_frame(self, x: float, y: float, width: float, height: float, weight: float) -> None:
        """Leave the paper white."""

    def draw_rectangle(self, x: float, y: float, width: float, height: float, ink: Ink) -> None:
        """Leave the paper white."""


@lru_cache(maxsize=4_000)
def _broken(text: str, font: Font, width: float) -> tuple[Line, ...]:
    return tuple(break_cell(text, width, advance_in(font)))
