"""How written workbooks look: one filled heading row that stays, text as text, A4 across."""

import io
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import BinaryIO, cast

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, WriteOnlyCell
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from gridconsole.core.exchange.reader import Cell

ACCENT, HAIRLINE, SECOND, RED, PALE_RED = "0B7268", "E4E0D9", "59544C", "B3261E", "FCEBE8"
HEADING, TEXT, PLAIN, DAY, EXPLANATION, REFUSED, REASON = (
    "表头",
    "文本",
    "数字",
    "日期",
    "填写说明",
    "退回单元格",
    "退回原因",
)
FORMULA_FREE = "@"
_LONGEST = 32767
_NARROWEST, _WIDEST = 6.0, 48.0


def new_workbook(title: str) -> tuple[Workbook, Worksheet]:
    """A workbook written row by row, with its styles and one sheet."""
    book = Workbook(write_only=True)
    for style in _styles():
        book.add_named_style(style)
    sheet = cast(Worksheet, book.create_sheet(sheet_name(title)))
    book.properties.title = title
    return book, sheet


def save(book: Workbook, file: BinaryIO) -> None:
    """Packs the workbook in memory first: a zip cut off by a full disk complains again when it goes."""
    packed = io.BytesIO()
    book.save(packed)
    file.write(packed.getbuffer())


def sheet_name(title: str) -> str:
    """A title as spreadsheets allow it: 31 characters, none of []:*?/\\."""
    return "".join("－" if letter in "[]:*?/\\" else letter for letter in title).strip("'")[:31] or "表"


def _styles() -> list[NamedStyle]:
    line = Side(style="thin", color=HAIRLINE)
    border = Border(left=line, right=line, top=line, bottom=line)
    middle = Alignment(vertical="center", wrap_text=True)
    centre = Alignment(horizontal="center", vertical="center", wrap_text=True)

    def style(name: str, number_format: str, color: str = "000000", **more: object) -> NamedStyle:
        return NamedStyle(
            name=name,
            number_format=number_format,
            border=border,
            font=Font(name="宋体", size=11, color=color, bold=more.get("bold") is True),
            alignment=centre if more.get("bold") else middle,
            fill=_fill(more["fill"]) if more.get("fill") else PatternFill(),
        )

    return [
        style(HEADING, FORMULA_FREE, "FFFFFF", bold=True, fill=ACCENT),
        style(TEXT, FORMULA_FREE),
        style(PLAIN, "General"),
        style(DAY, "yyyy-mm-dd"),
        style(EXPLANATION, FORMULA_FREE, SECOND),
        style(REFUSED, FORMULA_FREE, fill=PALE_RED),
        style(REASON, FORMULA_FREE, RED),
    ]


def _fill(color: object) -> PatternFill:
    return PatternFill("solid", fgColor=str(color))


def lay_out(sheet: Worksheet, title: str, widths: Sequence[float]) -> None:
    """Widths, the fixed heading row and the printed page: A4 across, one page wide, head on each."""
    for index, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    _print_on_each_page(sheet, title)
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top = margins.bottom = 0.7


def _print_on_each_page(sheet: Worksheet, title: str) -> None:
    head, foot = sheet.HeaderFooter.oddHeader, sheet.HeaderFooter.oddFooter
    if head is not None and foot is not None:  # an empty one counts as false
        head.center.text = title.replace("&", "&&")
        foot.center.text = "第 &P 页 共 &N 页"


def add_filter(sheet: Worksheet, columns: int, rows: int) -> None:
    """A filter over so many rows, the heading row among them."""
    sheet.auto_filter.ref = f"A1:{get_column_letter(max(columns, 1))}{rows}"


def cell(sheet: Worksheet, value: Cell, style: str | None = None) -> SheetCell:
    """One cell: text is text whatever it begins with, days are days, yes and no are 是 and 否."""
    value = "是" if value is True else "否" if value is False else value
    made = WriteOnlyCell(sheet)
    made.style = style or _style_of(value)
    if isinstance(value, str):
        made.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST]
        made.data_type = "s"
    elif value is not None:
        made.value = value
        made.number_format = _format_of(value)
    return made


def _style_of(value: Cell) -> str:
    if isinstance(value, date | time):
        return DAY
    return PLAIN if isinstance(value, int | float) else TEXT


def _format_of(value: Cell) -> str:
    if isinstance(value, datetime):
        return "yyyy-mm-dd hh:mm"
    if isinstance(value, date):
        return "yyyy-mm-dd"
    return "hh:mm" if isinstance(value, time) else "General"


def fitting_widths(headings: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[float]:
    """Widths in characters that show the given rows; a Chinese character takes two."""
    return [_fitting([heading, *(_shown(row, at) for row in rows)]) for at, heading in enumerate(headings)]


def _shown(row: Sequence[Cell], at: int) -> str:
    return "" if at >= len(row) or row[at] is None else str(row[at])


def _fitting(texts: Sequence[str]) -> float:
    longest = max(_columns_wide(line) for text in texts for line in (text.splitlines() or [""]))
    return min(_WIDEST, max(_NARROWEST, longest + 3.0))


def _columns_wide(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text)
