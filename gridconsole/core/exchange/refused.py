"""A workbook of the rows that could not go in, to be corrected and imported again as it is.

The first column is the row's number in the original file, and a column with the reason stands right of every
column that has a problem. `find_head` leaves both kinds out, by the heading of the first.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from gridconsole.core.exchange import styles
from gridconsole.core.exchange.head_rows import REASON, ROW_NUMBER
from gridconsole.core.exchange.reader import Cell
from gridconsole.core.files import written_at_once

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as SheetCell

    from gridconsole.core.exchange.look import TableSheet

WHOLE_ROW = -1
_DAMAGED_FROM = 10**14
_REASON_WIDTH = 26.0
_TITLE = "退回的行"
_Column = tuple[int, str]


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

    `headings` and the rows' cells belong together by index; a column without a heading, such as an earlier
    reason, is left out. A number of 15 digits or more stays a number: as text it would hide that digits are
    lost. Raises a subclass of `FileError`.
    """
    from gridconsole.core.exchange.look import TableSheet

    explained = {column for row in rows for column in row.problems}
    columns = [(WHOLE_ROW, ROW_NUMBER), *((index, name) for index, name in enumerate(headings) if name)]
    names = [name for index, heading in columns for name in _with_reason(heading, index in explained)]
    with written_at_once(path, overwrite=overwrite) as file:
        table = TableSheet(_TITLE, list(_widths(columns, rows, explained)))
        table.append(table.cell(name, styles.HEADING) for name in names)
        for row in rows:
            table.append(_cells(table, row, columns, explained))
        table.save(file)


def _with_reason(heading: str, explained: bool) -> list[str]:
    return [heading, REASON] if explained else [heading]


def _widths(columns: Sequence[_Column], rows: Sequence[RefusedRow], explained: set[int]) -> Iterator[float]:
    names = [heading for _, heading in columns]
    shown = [[_shown(row, index) for index, _ in columns] for row in rows]
    for (index, _), width in zip(columns, styles.fitting_widths(names, shown), strict=True):
        yield width
        if index in explained:
            yield _REASON_WIDTH


def _cells(
    table: "TableSheet", row: RefusedRow, columns: Sequence[_Column], explained: set[int]
) -> Iterator["SheetCell"]:
    for index, _ in columns:
        yield table.cell(_shown(row, index), styles.REFUSED if index in row.problems else None)
        if index in explained:
            yield table.cell(row.problems.get(index), styles.REASON)


def _shown(row: RefusedRow, index: int) -> Cell:
    return row.number if index == WHOLE_ROW else _original(row.cells, index)


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
