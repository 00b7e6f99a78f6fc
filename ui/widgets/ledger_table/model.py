"""The table's model: knows how many rows there are and has only those in memory that are looked at."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from gridconsole.core.ledger.snapshot import Snapshot
from ui.widgets.ledger_table.column import Cell, Column
from ui.widgets.ledger_table.pages import PAGE, Pages

Index = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole
SNAPSHOT = Qt.ItemDataRole.UserRole + 1
WAITING = Cell("…")
NOWHERE = QModelIndex()


class LedgerModel(QAbstractTableModel):
    """`wanted` carries the numbers of pages that a painted row needs and that are not here."""

    wanted = Signal(list)

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = list(columns)
        self._pages = Pages()
        self._total = 0

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """How many rows the filter leaves."""
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell, its words, or the row's snapshot; … until the row arrives."""
        one = self._pages.row(index.row())
        if role == SNAPSHOT:
            return one
        if role == CELL:
            return self._cell(one, index)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cell(one, index).words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(index.row())
        return None

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The column's title, on the left as its cells."""
        if way is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def spoken(self, row: int) -> str:
        """A whole row in words."""
        one = self._pages.row(row)
        return "；".join(c.cell(one).words for c in self.columns if c.shown) if one else "正在读取"

    def start(self, total: int) -> None:
        """Begin anew with so many rows, none of them in memory."""
        self.beginResetModel()
        self._pages.clear()
        self._total = total
        self.endResetModel()

    def set_total(self, total: int) -> None:
        """Change how many rows there are and keep those in memory."""
        if total > self._total:
            self.beginInsertRows(NOWHERE, self._total, total - 1)
            self._total = total
            self.endInsertRows()
        elif total < self._total:
            self.beginRemoveRows(NOWHERE, total, self._total - 1)
            self._total = total
            self.endRemoveRows()

    def stale(self) -> None:
        """Forget what is in memory; the rows are asked for again as they are looked at."""
        self._pages.clear()

    def put(self, number: int, rows: Sequence[Snapshot]) -> None:
        """Take a page that has arrived."""
        self._pages.put(number, rows)
        first = number * PAGE
        last = min(first + PAGE, self._total) - 1
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def need(self, first: int, last: int) -> None:
        """Ask for what rows `first` to `last` lack."""
        if self._total and (missing := self._pages.missing(max(0, first), min(last, self._total - 1))):
            self.wanted.emit(missing)

    def snapshot(self, row: int) -> Snapshot | None:
        """The row's record, if it is in memory."""
        return self._pages.row(row)

    def row_of(self, id: UUID) -> int | None:
        """Where a record stands, if it is in memory."""
        return self._pages.find(id)

    @property
    def in_memory(self) -> int:
        """How many rows are in memory."""
        return len(self._pages)

    def _cell(self, one: Snapshot | None, index: Index) -> Cell:
        if one is None:
            return WAITING if index.column() == 0 else Cell("")
        return self.columns[index.column()].cell(one)
