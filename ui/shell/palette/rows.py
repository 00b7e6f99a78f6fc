"""The palette's rows as a list model: words of groups, and entries that can be taken."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from ui.shell.palette.entry import Entry, Group

Index = QModelIndex | QPersistentModelIndex
Row = Entry | Group
NOWHERE = QModelIndex()


class Rows(QAbstractListModel):
    """A group's own row stands above its entries and can't be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []

    def set_groups(self, groups: Sequence[Group]) -> None:
        """Show other groups."""
        self.beginResetModel()
        self.rows = []
        for group in groups:
            self.rows += [group, *group.entries]
        self.endResetModel()

    def entry(self, row: int) -> Entry | None:
        """The entry in a row; None for a group's word and beyond the ends."""
        found = self.rows[row] if 0 <= row < len(self.rows) else None
        return found if isinstance(found, Entry) else None

    def next_entry(self, row: int, step: int) -> int:
        """The row of the next entry in a direction; the same row where there is none."""
        at = row + step
        while 0 <= at < len(self.rows) and self.entry(at) is None:
            at += step
        return at if self.entry(at) else row

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a row."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.rows[index.row()]
        return row.words if isinstance(row, Entry) else f"{row.title}　{count_of(row)}"

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Entries can be chosen."""
        chosen = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return chosen if self.entry(index.row()) else Qt.ItemFlag.NoItemFlags


def count_of(group: Group) -> str:
    """How many entries a group has, with their noun."""
    return f"{len(group.entries)} {group.unit}"
