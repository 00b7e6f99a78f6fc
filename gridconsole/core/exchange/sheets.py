"""Sheets of a workbook, read row by row with calamine: which one holds the table, merged cells."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from python_calamine import CalamineSheet, CalamineWorkbook, SheetMetadata, SheetTypeEnum, SheetVisibleEnum

from gridconsole.core.exchange.errors import NoSheet, NoSuchSheet

Row = list[object]
Range = tuple[tuple[int, int], tuple[int, int]]
_HEAD_ROWS = 30


@dataclass(frozen=True)
class Described:
    """One sheet's name, whether people see it, and its height in rows."""

    name: str
    hidden: bool
    rows: int


def describe(book: CalamineWorkbook) -> list[Described]:
    """Every worksheet of a workbook in its order."""
    found = []
    for entry in _worksheets(book):
        sheet = book.get_sheet_by_name(entry.name)
        found.append(Described(entry.name, _hidden(entry), sheet.end[0] + 1 if sheet.end else 0))
    return found


def choose(book: CalamineWorkbook, name: str | None) -> CalamineSheet:
    """The sheet of that name, else the visible one with the largest table.

    Raises `NoSuchSheet` or `NoSheet`.
    """
    entries = _worksheets(book)
    if name is not None:
        return _named(book, entries, name)
    best: CalamineSheet | None = None
    best_size = 0
    for entry in entries:
        if not _hidden(entry):
            sheet = book.get_sheet_by_name(entry.name)
            size = _table_size(sheet)
            if size > best_size:
                best, best_size = sheet, size
    if best is None:
        raise NoSheet()
    return best


def _named(book: CalamineWorkbook, entries: list[SheetMetadata], name: str) -> CalamineSheet:
    names = [entry.name for entry in entries]
    if name in names:
        return book.get_sheet_by_name(name)
    raise NoSuchSheet(f"没有名为“{name}”的工作表。", f"这个工作簿里有：{'、'.join(names)}。")


def _worksheets(book: CalamineWorkbook) -> list[SheetMetadata]:
    return [entry for entry in book.sheets_metadata if entry.typ == SheetTypeEnum.WorkSheet]


def _hidden(entry: SheetMetadata) -> bool:
    return entry.visible != SheetVisibleEnum.Visible


def _table_size(sheet: CalamineSheet) -> int:
    """Rows by headings of the table a sheet seems to hold; 1 where there are cells but no heading row."""
    if sheet.height == 0:
        return 0
    headings = max(_headings(row) for row in sheet.to_python(nrows=_HEAD_ROWS))
    return max(1, (sheet.height - 1) * headings if headings > 1 else 1)


def _headings(row: Iterable[object]) -> int:
    """Different short texts in one row: a heading row has two or more."""
    return len({cell for cell in row if isinstance(cell, str) and 0 < len(cell.strip()) <= 30})


def rows_of(sheet: CalamineSheet, formulas: dict[int, dict[int, str]]) -> Iterator[tuple[int, Row]]:
    """Rows with the number the sheet gives them, merged values repeated, formulas without a value as text."""
    rows = _plain_rows(sheet)
    if sheet.merged_cell_ranges:
        rows = _with_merged(rows, sheet.merged_cell_ranges)
    return _with_formulas(rows, formulas) if formulas else rows


def _plain_rows(sheet: CalamineSheet) -> Iterator[tuple[int, Row]]:
    """calamine begins with the first used column but with row 1."""
    rows = cast(Iterator[Row], sheet.iter_rows())
    left: Row = [""] * sheet.start[1] if sheet.start else []
    return enumerate((left + row for row in rows) if left else rows, start=1)


def _with_formulas(
    rows: Iterator[tuple[int, Row]], formulas: dict[int, dict[int, str]]
) -> Iterator[tuple[int, Row]]:
    number = 0
    for number, row in rows:
        yield number, _overlaid(row, formulas.get(number, {}))
    for below in sorted(below for below in formulas if below > number):
        yield below, _overlaid([], formulas[below])


def _overlaid(row: Row, texts: dict[int, str]) -> Row:
    for column, text in texts.items():
        row.extend([""] * (column + 1 - len(row)))
        row[column] = text if row[column] == "" else row[column]
    return row


def _with_merged(rows: Iterator[tuple[int, Row]], ranges: list[Range]) -> Iterator[tuple[int, Row]]:
    """Repeats the value of each merged range over the rows and columns it covers."""
    waiting = sorted(ranges, reverse=True)
    covering: list[tuple[int, int, int, object]] = []
    for number, row in rows:
        while waiting and waiting[-1][0][0] < number:
            (_, first), (last_row, last) = waiting.pop()
            if first < len(row) and row[first] != "":
                covering.append((last_row, first, last, row[first]))
        covering = [range_ for range_ in covering if range_[0] >= number - 1]
        for _, first, last, value in covering:
            end = min(last + 1, len(row))
            row[first:end] = [value] * (end - first)
        yield number, row
