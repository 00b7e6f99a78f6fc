"""Reads a workbook or a text file row by row in a process of its own, where a hostile file harms nothing."""

import json
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from types import TracebackType
from typing import Self, cast

from gridconsole.core.exchange.errors import NoPermission, NotAFile, NotFound, Unreadable
from gridconsole.core.exchange.guard import USUAL, Limits
from gridconsole.core.exchange.process import ReadingProcess

Cell = str | int | float | bool | date | datetime | time | None
NumberedRow = tuple[int, tuple[Cell, ...]]

_LARGEST_EXACT = 2**53


@dataclass(frozen=True)
class SheetInfo:
    """One sheet of a workbook: `rows` is its height, blank rows included."""

    name: str
    hidden: bool
    rows: int


def list_sheets(path: Path, *, limits: Limits = USUAL) -> tuple[SheetInfo, ...]:
    """The sheets of a workbook in its order; a text file is one sheet named like the file.

    Raises a subclass of `Unreadable`.
    """
    _check_openable(path)
    with ReadingProcess("sheets", path, None, limits, None) as process:
        answer = cast(list[tuple[str, bool, int]], json.loads(process.line()))
        return tuple(SheetInfo(name, hidden, rows) for name, hidden, rows in answer)


def read_rows(
    path: Path,
    sheet: str | None = None,
    *,
    cancelled: Callable[[], bool] | None = None,
    limits: Limits = USUAL,
) -> Iterator[NumberedRow]:
    """Rows of one sheet with the numbers the sheet gives them; blank rows are left out but counted.

    Trailing empty cells are cut off; merged cells repeat their value (.xlsx, .xls). A whole number arrives as
    int, one that may have lost digits (above 2**53) as float. Without `sheet`, the visible sheet with the
    largest table is read. Raises a subclass of `Unreadable`, or `Cancelled`; closing the iterator ends the
    process.
    """
    with read_table(path, sheet, cancelled=cancelled, limits=limits) as table:
        yield from table


def read_table(
    path: Path,
    sheet: str | None = None,
    *,
    cancelled: Callable[[], bool] | None = None,
    limits: Limits = USUAL,
) -> "Table":
    """Opens one sheet as `read_rows` does and tells its name as well; close it, or use it with `with`."""
    _check_openable(path)
    return Table(ReadingProcess("rows", path, sheet, limits, cancelled))


class Table:
    """An open sheet: its name, and its rows to be iterated once."""

    def __init__(self, process: ReadingProcess) -> None:
        self._process = process
        try:
            self.sheet: str = json.loads(process.line())["sheet"]
        except BaseException:
            process.close()
            raise

    def __iter__(self) -> Iterator[NumberedRow]:
        for line in self._process:
            for number, cells in json.loads(line, object_hook=_untagged, parse_float=_number):
                yield number, tuple(cells)

    def close(self) -> None:
        """Ends the reading process; calling it again does nothing."""
        self._process.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _number(text: str) -> int | float:
    """Whole numbers become int where a spreadsheet's float holds them exactly."""
    value = float(text)
    return int(value) if value.is_integer() and abs(value) <= _LARGEST_EXACT else value


def _untagged(tagged: dict[str, str]) -> date | datetime | time:
    ((kind, text),) = tagged.items()
    return _KINDS[kind](text)


_KINDS: dict[str, Callable[[str], date | datetime | time]] = {
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "time": time.fromisoformat,
}


def _check_openable(path: Path) -> None:
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            raise NotAFile()
        path.open("rb").close()
    except FileNotFoundError as error:
        raise NotFound(f"找不到文件“{path.name}”。") from error
    except PermissionError as error:
        raise NoPermission() from error
    except OSError as error:
        raise Unreadable(f"打不开文件“{path.name}”。", "请检查 U 盘或网络盘是否还连着，再选一次。") from error
