"""Slips for the password at the door (上门口令): printed apart from the cards, filled in by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from gridconsole.care.paper.card_grid import CARD_WIDTH, draw_cutting_lines, pages_of, placed
from gridconsole.core.paper.fonts import Font
from gridconsole.core.paper.page import PaperFile
from gridconsole.core.paper.pen import GREY, GROUP_RULE, TEAL, Pen, Type
from gridconsole.core.progress import Progress

_INSET = 7.0
_WIDTH = CARD_WIDTH - 2 * _INSET
_STATION = Type(Font.SANS_BOLD, 9)
_NUMBER_LABEL = Type(Font.SANS, 9, GREY)
_NUMBER = Type(Font.SANS_BOLD, 11)
_TITLE = Type(Font.SANS_BOLD, 17, TEAL)
_PURPOSE = Type(Font.SANS, 12)
_NUMBER_FIELD = "档案号"
_LINES = ("来人先说口令，说对了再开门。", "收在家里，别给外人看，也别贴出来。")


@dataclass(frozen=True)
class PasswordSlip:
    """For whose door: the number of the household's file and nothing else; the password is not known here."""

    station: str
    file_number: str


def password_slips(slips: Sequence[PasswordSlip], target: BinaryIO, progress: Progress | None = None) -> int:
    """Write ten slips to a page into one PDF and return the number of pages; no slip, no file.

    Raises MissingGlyph and FieldOverflow, naming file number and field, and Cancelled: nothing is
    written then.
    """
    progress = progress or Progress()
    paper = PaperFile(target, "上门口令条")
    for before, page in pages_of(slips):
        pen = paper.start_page()
        draw_cutting_lines(pen)
        for x, y, slip in placed(page):
            pen.person = slip.file_number
            _draw_slip(pen, x + _INSET, y, slip)
        progress.at(before + len(page), len(slips), "排版口令条")
    return paper.close()


def _draw_slip(pen: Pen, x: float, y: float, slip: PasswordSlip) -> None:
    head = y + 8.2
    pen.block(x, head - 2.6, 2.8, 2.8, TEAL)
    pen.shrunk(x + 4.2, head, slip.station, _STATION, width=38, field="服务站名称", smallest=6)
    taken, right = pen.measure(slip.file_number, _NUMBER, _NUMBER_FIELD), x + _WIDTH
    pen.text(right - taken - 11.5, head, _NUMBER_FIELD, _NUMBER_LABEL, width=10.5, field=_NUMBER_FIELD)
    pen.text(right - 21, head, slip.file_number, _NUMBER, width=21, field=_NUMBER_FIELD, align="right")
    end = pen.text(x, y + 25, "上门口令", _TITLE, width=26, field="上门口令") + 3
    pen.rule(end, y + 26.3, right - end, GROUP_RULE)
    for number, line in enumerate(_LINES):
        pen.text(x, y + 38.2 + number * 6.6, line, _PURPOSE, width=_WIDTH, field="用途")
