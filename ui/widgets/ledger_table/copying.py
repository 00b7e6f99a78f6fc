"""Copies rows for a spreadsheet: as they are shown, with the line of the head."""

from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from gridconsole.core.caller import Caller, NotAllowed
from gridconsole.core.errors import ConsoleError
from gridconsole.core.ledger.snapshot import Snapshot
from ui.shell.feature import PanelContext
from ui.shell.worker import Latest
from ui.widgets.ledger_table.chosen import Chosen
from ui.widgets.ledger_table.column import NOTHING, Cell, Column
from ui.widgets.ledger_table.source import Source

F = TypeVar("F")
MOST = 100_000
"""Rows that are copied at once."""
STEP = 500
COMMANDS = ("=", "+", "-", "@")
"""A spreadsheet would run a text that begins so."""


class TooMany(ConsoleError):
    """More rows than a clipboard should carry."""


class Copying(QObject, Generic[F]):
    """Rows that are not in memory are read on the worker; `one` is what is counted, as 人."""

    def __init__(self, context: PanelContext, source: Source[F], one: str, owner: QObject) -> None:
        super().__init__(owner)
        self._context, self._source, self._one = context, source, one
        self._reading = Latest[tuple[Caller, str, int]](context.worker, self)

    def copy(self, columns: Sequence[Column], rows: Sequence[Snapshot]) -> None:
        """Copy rows that are in memory."""
        if rows and self._may():
            self._put((self._context.caller(), as_text(columns, rows), len(rows)))

    def copy_chosen(self, columns: Sequence[Column], filter: F, chosen: Chosen) -> None:
        """Copy what is chosen of the rows that a filter leaves."""
        if not self._may():
            return
        caller, source = self._context.caller(), self._source

        def read() -> tuple[Caller, str, int]:
            if chosen.count(source.count(filter)) > MOST:
                raise TooMany(f"一次最多复制 {MOST:,} 行。", "请少选一些，或者用「导出」存成工作簿。")
            rows = chosen_rows(source, filter, chosen)
            return caller, as_text(columns, rows), len(rows)

        self._reading.run(read, self._put)

    def _may(self) -> bool:
        try:
            self._context.caller().must_not_be_volunteer("导出")
        except NotAllowed as error:
            self._context.messages.error(error, "copy")
            return False
        self._context.messages.solved("copy")
        return True

    def _put(self, found: tuple[Caller, str, int]) -> None:
        caller, text, count = found
        # Somebody else may act by the time the rows are there.
        if caller == self._context.caller():
            QGuiApplication.clipboard().setText(text)
            self._context.messages.toast(f"已复制 {count:,} {self._one}，可以粘贴到表格里")


def chosen_rows(source: Source[F], filter: F, chosen: Chosen) -> list[Snapshot]:
    """Return the chosen rows of a listing in its order."""
    wanted = -1 if chosen.everything else len(chosen.exceptions)
    found: list[Snapshot] = []
    for one in _everything(source, filter):
        if chosen.holds(one.id):
            found.append(one)
        if len(found) == wanted:
            break
    return found


def _everything(source: Source[F], filter: F) -> Iterator[Snapshot]:
    anchors, seen = source.anchors(filter), set[UUID]()
    for offset in range(0, anchors.total, STEP):
        for one in source.page(filter, offset, STEP, anchors):
            # Somebody may write meanwhile, and rows move.
            if one.id not in seen:
                seen.add(one.id)
                yield one


def as_text(columns: Sequence[Column], rows: Sequence[Snapshot]) -> str:
    """Return rows as lines of cells parted by tabs, below the columns' titles."""
    lines = [[column.title for column in columns]]
    lines += [[_written(column.cell(one)) for column in columns] for one in rows]
    return "\n".join("\t".join(line) for line in lines)


def _written(cell: Cell) -> str:
    words = " ".join(part for part in (cell.first, cell.second) if part and part != NOTHING)
    words = " ".join(words.split())
    return f"'{words}" if words.startswith(COMMANDS) else words
