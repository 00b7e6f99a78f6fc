"""The visit sheet (结对走访单), one A4 page per household, from plain data to PDF; and the blank one."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import BinaryIO

from gridconsole.care.visit_sheet import Appointment, BlankVisitSheet, LastSeen, SheetPerson, VisitSheet
from gridconsole.care.visit_sheet_blank import BlankHouseholdPart
from gridconsole.care.visit_sheet_form import CHECK_POINTS, VisitForm
from gridconsole.care.visit_sheet_household import HouseholdPart
from gridconsole.care.visit_sheet_layout import DENSITIES, END, GAP, PITCH, WIDE_GAP, WIDE_PITCH, Density
from gridconsole.core.paper.errors import FieldOverflow, PrintCancelled
from gridconsole.core.paper.page import EMERGENCY_CALLS, PageFrame, PaperFile
from gridconsole.core.paper.pen import DryPen, Pen

__all__ = [
    "CHECK_POINTS",
    "Appointment",
    "BlankVisitSheet",
    "LastSeen",
    "SheetPerson",
    "VisitSheet",
    "blank_visit_sheet",
    "draw_visit_sheet",
    "visit_sheets",
]

_BLANK_DENSITY = replace(DENSITIES[-1], gap=GAP + 0.7)
_WRITTEN_ROWS = 10
_EXTRA_LINE_FROM = 13.0  # mm to spare that are worth a further line


def visit_sheets(
    sheets: Iterable[VisitSheet], target: BinaryIO, *, on_page: Callable[[int], bool] | None = None
) -> int:
    """Write one A4 page per household into one PDF and return the number of pages.

    `on_page` hears the number of pages drawn so far; when it returns False, PrintCancelled is
    raised and nothing is written. Raises MissingGlyph and FieldOverflow, naming person and field.
    """
    paper = PaperFile(target, "结对走访单")
    for number, sheet in enumerate(sheets, start=1):
        draw_visit_sheet(paper.start_page(sheet.people[0].name), sheet)
        if on_page is not None and not on_page(number):
            raise PrintCancelled
    return paper.close()


def blank_visit_sheet(sheet: BlankVisitSheet, target: BinaryIO, copies: int = 1) -> int:
    """Write `copies` blank sheets into one PDF and return the number of pages.

    Without a number or a code: whoever keys one in opens the household's file first. Raises
    MissingGlyph and FieldOverflow.
    """
    paper = PaperFile(target, "空白走访单")
    for number in range(1, copies + 1):
        pen = paper.start_page()
        _frame_of(sheet.station, "", _printed(sheet.printed_by, sheet.printed_on, number)).draw(pen, 1, 1)
        end = BlankHouseholdPart(pen, _BLANK_DENSITY).draw()
        VisitForm(pen, sheet, _BLANK_DENSITY).draw(end + _BLANK_DENSITY.gap)
    return paper.close()


def draw_visit_sheet(pen: Pen, sheet: VisitSheet) -> None:
    """Draw one sheet on a page just begun; raises MissingGlyph and FieldOverflow."""
    _frame(sheet).draw(pen, page=1, pages=1)
    _draw_body(pen, sheet, _chosen_density(sheet, pen.person))


def _frame(sheet: VisitSheet) -> PageFrame:
    printed = _printed(sheet.printed_by, sheet.printed_on, sheet.copy_number)
    printed += " 补打" if printed and sheet.copy_number > 1 else ""
    return _frame_of(sheet.station, sheet.document_number, printed)


def _frame_of(station: str, number: str, printed: str) -> PageFrame:
    return PageFrame(
        station=station,
        kind="结对走访·内部资料 注意保管",
        number=number,
        calls=EMERGENCY_CALLS,
        caution="用毕交回；不拍证件、病历",
        printed=printed,
    )


def _printed(by: str, day: date | None, copy: int) -> str:
    on = f"{day.year}年{day.month}月{day.day}日 " if day else ""
    return f"{on}{by}打印 第{copy}份" if by else ""


def _draw_body(pen: Pen, sheet: VisitSheet, density: Density) -> float:
    """Draw all between head and foot and return where it ends, in mm."""
    end = HouseholdPart(pen, sheet, density).draw()
    return VisitForm(pen, sheet, density).draw(end + density.gap)


def _chosen_density(sheet: VisitSheet, person: str) -> Density:
    """Return the roomiest setting that ends above the foot; spare height goes to lines, pitch and gaps."""
    for density in DENSITIES:
        slack = END - _draw_body(DryPen(person), sheet, density)
        if slack >= 0:
            return _spread(density, slack, gaps=5 if sheet.before_entering or sheet.last_seen else 4)
    raise FieldOverflow(person, _longest_field(sheet))


def _spread(density: Density, slack: float, gaps: int) -> Density:
    extra = min(2, int(slack // _EXTRA_LINE_FROM))
    slack -= extra * PITCH
    rows = _WRITTEN_ROWS + extra
    pitch = min(WIDE_PITCH, PITCH + slack / (rows + 2 * gaps))  # a gap grows twice as much as a row
    gap = min(WIDE_GAP, GAP + (slack - rows * (pitch - PITCH)) / gaps)
    return replace(density, pitch=pitch, gap=gap, extra_lines=extra)


def _longest_field(sheet: VisitSheet) -> str:
    seen = sheet.last_seen.items if sheet.last_seen else []
    lengths = {
        "进门前要知道": sum(map(len, sheet.before_entering)),
        "上次看到的": sum(len(text) for _, text in seen),
        "联系电话": sum(len(label + text) for label, text in sheet.phones),
        "住址": len(sheet.address + sheet.way),
        "姓名": sum(len(person.name) for person in sheet.people),
    }
    return max(lengths, key=lambda field: lengths[field])
