"""Writes tables: workbooks with text that stays text, CSV that no spreadsheet runs, templates to fill in."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import chain, islice
from pathlib import Path
from typing import cast

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from gridconsole.core.exchange import look
from gridconsole.core.exchange.reader import Cell
from gridconsole.core.exchange.saving import whole_file
from gridconsole.core.exchange.text_files import protect

_MEASURED = 200
_TEMPLATE_ROWS = 2000
_CHOICES = "选项"
EXPLAINED = "说明："


@dataclass(frozen=True)
class TemplateColumn:
    """One column to fill in: what to write, an example, and the words to choose from."""

    heading: str
    explanation: str = ""
    example: str = ""
    choices: Sequence[str] = ()


def write_xlsx(
    path: Path,
    title: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    widths: Sequence[float] | None = None,
    *,
    overwrite: bool = False,
) -> None:
    """A workbook of one sheet with the headings in row 1; `widths` in characters, else fitted.

    Raises a subclass of `Unwritable`; a file of this name is left alone unless `overwrite`.
    """
    with whole_file(path, overwrite=overwrite) as file:
        book, sheet = look.new_workbook(title)
        coming = iter(rows)
        measured = list(islice(coming, _MEASURED))
        look.lay_out(sheet, title, widths or look.fitting_widths(headings, measured))
        sheet.append([look.cell(sheet, heading, look.HEADING) for heading in headings])
        filled = 1
        for row in chain(measured, coming):
            sheet.append([look.cell(sheet, value) for value in row])
            filled += 1
        look.add_filter(sheet, len(headings), filled)
        look.save(book, file)


def write_csv(
    path: Path, headings: Sequence[str], rows: Iterable[Sequence[Cell]], *, overwrite: bool = False
) -> None:
    """Comma-separated UTF-8 with its mark, as Excel and WPS open it; cells that could be formulas get a '.

    Raises a subclass of `Unwritable`; `reader` takes the added apostrophes off again.
    """
    with whole_file(path, overwrite=overwrite) as file:
        text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
        writer = csv.writer(text)
        writer.writerow([protect(heading) for heading in headings])
        writer.writerows([_as_text(value) for value in row] for row in rows)
        text.detach()


def _as_text(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    return protect(value) if isinstance(value, str) else str(value)


def write_template(
    path: Path, title: str, columns: Sequence[TemplateColumn], *, overwrite: bool = False
) -> None:
    """An empty workbook to fill in: headings, a row of explanations (never imported), choices to pick from.

    Every column is text from the start, so that ids and account numbers keep their digits.
    """
    with whole_file(path, overwrite=overwrite) as file:
        book, sheet = look.new_workbook(title)
        explained = [_explanation(column, first=at == 0) for at, column in enumerate(columns)]
        headings = [column.heading for column in columns]
        look.lay_out(sheet, title, [max(12.0, width) for width in look.fitting_widths(headings, [])])
        _offer_choices(book, sheet, columns)
        for at in range(1, len(columns) + 1):
            sheet.column_dimensions[get_column_letter(at)].number_format = look.FORMULA_FREE
        sheet.append([look.cell(sheet, heading, look.HEADING) for heading in headings])
        sheet.append([look.cell(sheet, text, look.EXPLANATION) for text in explained])
        look.save(book, file)


def _explanation(column: TemplateColumn, first: bool) -> str:
    """The first cell marks the row as an explanation for the reader, whatever the others say."""
    example = f"例：{column.example}" if column.example else ""
    return (EXPLAINED if first else "") + "\n".join(filter(None, [column.explanation, example]))


def _offer_choices(book: Workbook, sheet: Worksheet, columns: Sequence[TemplateColumn]) -> None:
    """Choices stand on a hidden sheet: a list inside the rule may not be longer than 255 characters."""
    lists = [(at, column.choices) for at, column in enumerate(columns, start=1) if column.choices]
    if not lists:
        return
    hidden = cast(Worksheet, book.create_sheet(_CHOICES))
    hidden.sheet_state = "hidden"
    for row in range(max(len(choices) for _, choices in lists)):
        hidden.append([look.cell(hidden, c[row] if row < len(c) else None) for _, c in lists])
    for place, (at, choices) in enumerate(lists, start=1):
        letter, target = get_column_letter(place), get_column_letter(at)
        rule = DataValidation(
            type="list", formula1=f"{_CHOICES}!${letter}$1:${letter}${len(choices)}", allow_blank=True
        )
        rule.errorStyle, rule.showErrorMessage = "warning", True
        rule.error, rule.errorTitle = "不在备选项里，仍要这样填吗？", "请核对"
        rule.add(f"{target}3:{target}{_TEMPLATE_ROWS}")
        sheet.data_validations.append(rule)
