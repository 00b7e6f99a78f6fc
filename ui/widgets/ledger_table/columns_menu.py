"""The menu at the table's head: which columns are shown, and all as they were at first."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from ui.widgets.ledger_table.column import Column

DEFAULT = "还原各列"
NO_ROOM = "（放不下）"


class ColumnsMenu(QMenu):
    """`chosen` carries a title and whether its column is to be shown, `reset` asks for the declared ones."""

    chosen = Signal(str, bool)
    reset = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("显示哪些列", parent)
        self.setAccessibleName("显示哪些列")

    def offer(self, columns: Sequence[Column], in_view: Sequence[Column]) -> None:
        """Show the columns as they are now; the first one always stays."""
        self.clear()
        menus: dict[str, QMenu] = {"": self}
        for column in columns:
            if column.group not in menus:
                menus[column.group] = self.addMenu(column.group)
            without = column.shown and column.title not in {one.title for one in in_view}
            self._add(menus[column.group], column, without)
        self.actions()[0].setEnabled(False)
        self.addSeparator()
        self.addAction(DEFAULT).triggered.connect(self.reset)

    def _add(self, menu: QMenu, column: Column, without_room: bool) -> None:
        action = menu.addAction(column.title + (NO_ROOM if without_room else ""))
        action.setCheckable(True)
        action.setChecked(column.shown)
        action.toggled.connect(lambda shown, title=column.title: self.chosen.emit(title, shown))
