"""How written workbooks look: one filled heading row that stays, text as text, A4 across."""

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any, BinaryIO, cast

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, WriteOnlyCell
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from gridconsole.core.exchange import styles
from gridconsole.core.exchange.reader import Cell

TEXT_FORMAT = "@"

_ACCENT, _HAIRLINE, _SECOND, _RED, _PALE_RED = "0B7268", "E4E0D9", "59544C", "B3261E", "FCEBE8"
_LONGEST = 32767


class TableSheet:
    """A workbook of one visible sheet, written row by row with the heading row first."""

    def __init__(self, title: str, widths: Sequence[float]) -> None:
        self.book = Workbook(write_only=True)
        self.sheet = cast(Worksheet, self.book.create_sheet(_sheet_name(title)))
        self._styles = {style.name: self._styled(style) for style in _styles()}
        self.book.properties.title = title
        _lay_out(self.sheet, title, widths)
        self._columns, self._rows = len(widths), 0

    def _styled(self, style: NamedStyle) -> StyleArray:
        """Looking a style up for every cell would double the time."""
        made: Any = WriteOnlyCell(self.sheet)
        made.style = style
        return cast(StyleArray, made._style)

    def append(self, cells: Iterable[SheetCell]) -> None:
        """Writes one row."""
        self.sheet.append(list(cells))
        self._rows += 1

    def cell(self, value: Cell, style: str | None = None) -> SheetCell:
        """One cell: text is text whatever it begins with, days are days, yes and no are 是 and 否.

        A number under a given style keeps that style's format: what is typed over it stays text.
        """
        made: Any = WriteOnlyCell(self.sheet)
        made._style = self._styles[style or _style_of(value)]
        if value is not None:
            made._value = _as_text(value) if isinstance(value, str | bool) else value
            made.data_type = _type_of(value)
        return cast(SheetCell, made)

    def save(self, file: BinaryIO) -> None:
        """Packs the workbook in memory first: a zip cut off by a full disk complains again when it goes."""
        self.sheet.auto_filter.ref = f"A1:{get_column_letter(max(self._columns, 1))}{max(self._rows, 1)}"
        packed = io.BytesIO()
        self.book.save(packed)
        file.write(packed.getbuffer())


def _type_of(value: Cell) -> str:
    """Set by hand, since the library would make a formula of a text that begins with =."""
    if isinstance(value, str | bool):
        return "s"
    return "d" if isinstance(value, date | time) else "n"


def _as_text(value: str | bool) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST]


def _style_of(value: Cell) -> str:
    if isinstance(value, datetime):
        return styles.MOMENT
    if isinstance(value, date):
        return styles.DAY
    if isinstance(value, time):
        return styles.TIME
    return styles.NUMBER if isinstance(value, int | float) else styles.TEXT


def _sheet_name(title: str) -> str:
    """A title as spreadsheets allow it: 31 characters, none of []:*?/\\."""
    return "".join("－" if letter in "[]:*?/\\" else letter for letter in title).strip("'")[:31] or "表"


def _styles() -> list[NamedStyle]:
    return [
        _style(styles.HEADING, TEXT_FORMAT, color="FFFFFF", fill=_ACCENT, heading=True),
        _style(styles.TEXT, TEXT_FORMAT),
        _style(styles.NUMBER, "General"),
        _style(styles.DAY, "yyyy-mm-dd"),
        _style(styles.MOMENT, "yyyy-mm-dd hh:mm"),
        _style(styles.TIME, "hh:mm"),
        _style(styles.EXPLANATION, TEXT_FORMAT, color=_SECOND),
        _style(styles.REFUSED, TEXT_FORMAT, fill=_PALE_RED),
        _style(styles.REASON, TEXT_FORMAT, color=_RED),
    ]


def _style(
    name: str, number_format: str, *, color: str = "000000", fill: str = "", heading: bool = False
) -> NamedStyle:
    line = Side(style="thin", color=_HAIRLINE)
    return NamedStyle(
        name=name,
        number_format=number_format,
        border=Border(left=line, right=line, top=line, bottom=line),
        font=Font(name="宋体", size=11, color=color, bold=heading),
        alignment=Alignment(horizontal="center" if heading else None, vertical="center", wrap_text=True),
        fill=PatternFill("solid", fgColor=fill) if fill else PatternFill(),
    )


def _lay_out(sheet: Worksheet, title: str, widths: Sequence[float]) -> None:
    """Widths, the fixed heading row and the printed page: A4 across, one page wide, head on each."""
    for index, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top = margins.bottom = 0.7
    _print_on_each_page(sheet, title)


def _print_on_each_page(sheet: Worksheet, title: str) -> None:
    head, foot = sheet.HeaderFooter.oddHeader, sheet.HeaderFooter.oddFooter
    if head is not None and foot is not None:  # an empty one counts as false
        head.center.text = title.replace("&", "&&")
        foot.center.text = "第 &P 页 共 &N 页"
