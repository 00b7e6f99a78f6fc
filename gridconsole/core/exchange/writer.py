"""Writes tables: workbooks with text that stays text, CSV that no spreadsheet runs, templates to fill in.

The workbook library is loaded with the first workbook: it takes a quarter of a second.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import chain, islice
from pathlib import Path

from gridconsole.core.exchange import styles
from gridconsole.core.exchange.reader import Cell
from gridconsole.core.exchange.text_files import protect
from gridconsole.core.files import written_at_once

EXPLAINED = "说明："

_MEASURED = 200
_NARROWEST_TO_FILL_IN = 12.0


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

    Raises a subclass of `FileError`; a file of this name is left alone unless `overwrite`.
    """
    from gridconsole.core.exchange.look import TableSheet

    with written_at_once(path, overwrite=overwrite) as file:
        coming = iter(rows)
        measured = list(islice(coming, _MEASURED))
        table = TableSheet(title, widths or styles.fitting_widths(headings, measured))
        table.append(table.cell(heading, styles.HEADING) for heading in headings)
        for row in chain(measured, coming):
            table.append(table.cell(value) for value in row)
        table.save(file)


def write_csv(
    path: Path, headings: Sequence[str], rows: Iterable[Sequence[Cell]], *, overwrite: bool = False
) -> None:
    """Comma-separated UTF-8 with its mark, as Excel and WPS open it; cells that could be formulas get a '.

    Raises a subclass of `FileError`; `reader` takes the added apostrophes off again.
    """
    with written_at_once(path, overwrite=overwrite) as file:
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

    Raises a subclass of `FileError`; a file of this name is left alone unless `overwrite`.
    """
    from gridconsole.core.exchange.choices import make_text_columns, offer_choices
    from gridconsole.core.exchange.look import TableSheet

    headings = [column.heading for column in columns]
    with written_at_once(path, overwrite=overwrite) as file:
        widths = [max(_NARROWEST_TO_FILL_IN, width) for width in styles.fitting_widths(headings, [])]
        table = TableSheet(title, widths)
        make_text_columns(table, len(columns))
        offer_choices(table, [column.choices for column in columns])
        table.append(table.cell(heading, styles.HEADING) for heading in headings)
        table.append(table.cell(text, styles.EXPLANATION) for text in _explanations(columns))
        table.save(file)


def _explanations(columns: Sequence[TemplateColumn]) -> list[str]:
    """The first cell marks the row as an explanation for the reader, whatever the others say."""
    examples = [f"例：{column.example}" if column.example else "" for column in columns]
    texts = [
        "\n".join(filter(None, [column.explanation, example]))
        for column, example in zip(columns, examples, strict=True)
    ]
    return [EXPLAINED + text if at == 0 else text for at, text in enumerate(texts)]
