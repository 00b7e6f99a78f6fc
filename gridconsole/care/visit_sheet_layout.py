"""Measures of the visit sheet: columns and tabs (mm), types (pt), and how densely a page is set."""

from dataclasses import dataclass

from gridconsole.core.paper.fonts import Font
from gridconsole.core.paper.page import FOOT_RULE, LEFT
from gridconsole.core.paper.pen import GREY, MM, TEAL, Type

COLUMN, GUTTER = 84.0, 6.0
RIGHT_COLUMN = LEFT + COLUMN + GUTTER
ANSWER, TAB = LEFT + 32.0, 23.6  # tab stops of all that is ticked or written
PITCH, WIDE_PITCH = 9.0, 9.6  # of lines to write on
GAP, WIDE_GAP = 2.4, 8.0
END = FOOT_RULE - 2.6

TITLE = Type(Font.SANS_BOLD, 17, TEAL)
HEADING = Type(Font.SANS_BOLD, 13, TEAL)
BODY = Type(Font.SANS, 13)
BOLD = Type(Font.SANS_BOLD, 13)
NOTE = Type(Font.SANS, 10.5, GREY)
LABEL = Type(Font.SANS, 11, GREY)
HINT = Type(Font.SANS, 9.5, GREY)


@dataclass(frozen=True)
class Density:
    """Sizes (pt) of what the household fills, heights (mm) of rows and gaps, further lines to write on."""

    info: float
    item: float
    point: float
    leading: float
    pitch: float = PITCH
    gap: float = GAP
    extra_lines: int = 0

    @property
    def info_leading(self) -> float:
        """Return the distance of two lines of address and telephones, in mm."""
        return self.info * self.leading / MM

    @property
    def item_leading(self) -> float:
        """Return the distance of two lines of instructions and of what was seen, in mm."""
        return self.item * self.leading / MM


# The first in which everything fits is taken; lines to write on never come closer than 9 mm.
DENSITIES = (
    Density(14, 13, 9, 1.45),
    Density(13, 12, 8.6, 1.42),
    Density(12, 11.5, 8, 1.38),
    Density(11.5, 11.5, 7.6, 1.3),
)
