"""A workbook of the rows that could not go in, to be corrected and imported again as it is.

The first column is the row's number in the original file, and a column with the reason stands right of every
column that has a problem. `find_head` leaves both kinds out, by the heading of the first.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.worksheet.worksheet import Worksheet

from gridconsole.core.exchange import look
from gridconsole.core.exchange.head_rows import REASON, ROW_NUMBER
from gridconsole.core.exchange.reader import Cell
from gridconsole.core.exchange.saving import whole_file

WHOLE_ROW = -1
_DAMAGED_FROM = 10**14
_REASON_WIDTH = 26.0


@dataclass(frozen=True)
class RefusedRow:
    """One row as it was in the file, and what is wrong by column index (`WHOLE_ROW` for the row itself)."""

    number: int
    cells: Sequence[Cell]
    problems: Mapping[int, str]


def write_refused(
    path: Path, headings: Sequence[str], rows: Sequence[RefusedRow], *, overwrite: bool = False
) -> None:
    """Original cells as text in their original order, the wrong ones pale red with the reason right of them.

    `headings` and the rows' cells belong together by index. A number of 15 digits or more stays a number:
    as text it would hide that digits are lost. Raises a subclass of `Unwritable`.
    """
    explained = {column for row in rows for column in row.problems}
    names = list(_with_reasons(ROW_NUMBER, headings, explained))
    with whole_file(path, overwrite=overwrite) as file:
        book, sheet = look.new_workbook("退回的行")
        look.lay_out(sheet, "退回的行", _widths(names, headings, rows))
        sheet.append([look.cell(sheet, name, look.HEADING) for name in names])
        for row in rows:
            sheet.append(list(_cells(sheet, row, len(headings), explained)))
        look.add_filter(sheet, len(names), len(rows) + 1)
        look.save(book, file)


def _with_reasons(first: str, headings: Sequence[str], explained: set[int]) -> Iterator[str]:
    for index, heading in enumerate([first, *headings], start=WHOLE_ROW):
        yield heading
        if index in explained:
            yield REASON


def _widths(names: Sequence[str], headings: Sequence[str], rows: Sequence[RefusedRow]) -> list[float]:
    fitted = iter(look.fitting_widths([ROW_NUMBER, *headings], [(row.number, *row.cells) for row in rows]))
    return [_REASON_WIDTH if name == REASON else next(fitted, _REASON_WIDTH) for name in names]


def _cells(sheet: Worksheet, row: RefusedRow, width: int, explained: set[int]) -> Iterator[SheetCell]:
    for index in range(WHOLE_ROW, width):
        value = row.number if index == WHOLE_ROW else _original(row.cells, index)
        style = look.REFUSED if index in row.problems else None
        yield look.cell(sheet, value, style)
        if index in explained:
            yield look.cell(sheet, row.problems.get(index), look.REASON)


def _original(cells: Sequence[Cell], index: int) -> Cell:
    """A cell as text, as people write it."""
    value = cells[index] if index < len(cells) else None
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float) and abs(value) >= _DAMAGED_FROM:
        return value
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    return value if value is None else str(value)
