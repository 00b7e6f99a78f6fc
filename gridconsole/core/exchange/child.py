"""The reading process: opens one file, writes its rows to standard output as lines of JSON, and ends.

Run as `python -m gridconsole.core.exchange.child COMMAND LIMITS PATH [SHEET]`. Lines out: one answer,
for `rows` then chunks `[[number, [cell, ...]], ...]`, at the end `{"end": true}`, or at any point
`{"error": ...}`.
Imports as little as possible, since every reading pays for it.
"""

import gc
import json
import sys
import traceback
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import cast

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from gridconsole.core.exchange import formulas, sheets, text_files
from gridconsole.core.exchange.errors import (
    Damaged,
    EmptyFile,
    Encrypted,
    NoSuchSheet,
    TooLarge,
    TooManyColumns,
    TooManyRows,
    Unreadable,
)
from gridconsole.core.exchange.guard import Kind, Limits, examine

CHUNK = 500
Numbered = Iterable[tuple[int, list[object]]]


def main(arguments: list[str]) -> int:
    """Answers one command; whatever goes wrong becomes a line of JSON."""
    command, limits, path, sheet = arguments[0], Limits(**json.loads(arguments[1])), Path(arguments[2]), None
    if len(arguments) > 3:
        sheet = arguments[3]
    gc.disable()  # rows come and go, none refers back to another
    try:
        _limit_memory(limits.memory_bytes)
        _answer(command, path, sheet, limits)
        _say({"end": True})
    except Unreadable as error:
        _say({"error": type(error).__name__, "sentence": error.sentence, "next_step": error.next_step})
    except MemoryError:
        _say({"error": TooLarge.__name__})
    except BaseException as error:  # calamine's panics are no Exception
        kind = "Damaged" if type(error).__name__ == "PanicException" else "ReaderCrashed"
        _say({"error": kind, "detail": traceback.format_exc()})
    return 0


def _limit_memory(memory_bytes: int) -> None:
    """Windows has no such limit: there the time limit and the guard must do."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(command: str, path: Path, sheet: str | None, limits: Limits) -> None:
    kind = examine(path, limits)
    try:
        if kind is Kind.TEXT:
            _answer_text(command, path, sheet, limits)
        else:
            _answer_workbook(command, path, sheet, limits, kind)
    except PasswordError as error:
        raise Encrypted() from error
    except CalamineError as error:
        raise Damaged() from error


def _answer_text(command: str, path: Path, sheet: str | None, limits: Limits) -> None:
    rows = cast(Numbered, enumerate(text_files.read_text(path), start=1))
    if command == "sheets":
        _say([[path.stem, False, sum(1 for _ in rows)]])
    elif sheet not in (None, path.stem):
        raise NoSuchSheet(f"没有名为“{sheet}”的工作表。", f"文本文件只有一张表：{path.stem}。")
    else:
        _say({"sheet": path.stem})
        _say_rows(rows, limits)


def _answer_workbook(command: str, path: Path, sheet: str | None, limits: Limits, kind: Kind) -> None:
    with path.open("rb") as file, CalamineWorkbook.from_filelike(file) as book:
        if command == "sheets":
            _say([[found.name, found.hidden, found.rows] for found in sheets.describe(book)])
            return
        chosen = sheets.choose(book, sheet)
        _say({"sheet": chosen.name})
        texts = formulas.without_value(path, chosen.name) if kind is Kind.WORKBOOK_WITH_FORMULAS else {}
        _say_rows(sheets.rows_of(chosen, texts), limits)


def _say_rows(rows: Numbered, limits: Limits) -> None:
    chunk: list[tuple[int, list[object]]] = []
    count = 0
    for number, row in _filled(rows, limits):
        chunk.append((number, row))
        count += 1
        if count > limits.rows:
            raise TooManyRows(f"这张表超过了 {limits.rows:,} 行。")
        if len(chunk) == CHUNK:
            _say(chunk)
            chunk = []
    if not count:
        raise EmptyFile("这张工作表是空的。")
    _say(chunk)


def _filled(rows: Numbered, limits: Limits) -> Iterator[tuple[int, list[object]]]:
    """Rows without their empty tails; rows of nothing are left out."""
    for number, row in rows:
        while row and row[-1].__class__ is str and not str(row[-1]).strip():
            row.pop()
        if len(row) > limits.columns:
            raise TooManyColumns(f"第 {number} 行用到了第 {len(row)} 列，超过了 {limits.columns} 列。")
        if row:
            yield number, [None if cell == "" else cell for cell in row] if "" in row else row


def _say(line: object) -> None:
    text = json.dumps(line, ensure_ascii=False, separators=(",", ":"), default=_tagged)
    sys.stdout.buffer.write(text.encode() + b"\n")
    sys.stdout.buffer.flush()


def _tagged(value: object) -> object:
    """Dates and times travel as `{"date": ...}`; a duration beyond a day is text, as the sheet shows it."""
    if isinstance(value, datetime):
        return {"datetime": value.isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, time):
        return {"time": value.isoformat()}
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    raise TypeError(type(value).__name__)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
