"""A volunteer's trainings or services: a small list with a button to add one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gridconsole.core.books.filter import BookFilter
from gridconsole.core.ledger.snapshot import Snapshot
from ui.care.volunteers.entry_dialog import EntryDialog
from ui.look.parts.buttons import Button
from ui.look.parts.empty import EmptyState
from ui.look.parts.text import Elided, Role
from ui.shell.feature import PanelContext
from ui.shell.worker import Latest
from ui.widgets.ledger_table.column import NOTHING, Cell, Column
from ui.widgets.ledger_table.model import LedgerModel
from ui.widgets.ledger_table.pages import PAGE
from ui.widgets.ledger_table.view import RowView
from ui.widgets.stack import Stack

if TYPE_CHECKING:
    from gridconsole.core.books.book import Book


def training_columns() -> list[Column]:
    """Return what is seen of each training."""
    return [
        Column("培训日期", lambda one: Cell(one.text("held_on") or NOTHING), 136),
        Column(
            "培训内容 / 授课人", lambda one: Cell(one.text("subject") or NOTHING, one.text("teacher")), 150, 1
        ),
        Column("时长", lambda one: Cell(one.text("hours") or NOTHING), 84),
    ]


def service_columns() -> list[Column]:
    """Return what is seen of each service."""
    return [
        Column("服务日期", lambda one: Cell(one.text("served_on") or NOTHING), 136),
        Column("服务内容", lambda one: Cell(one.text("what") or NOTHING), 150, 1),
        Column("服务时长", lambda one: Cell(one.text("hours") or NOTHING), 84),
    ]


class EntryList(QWidget):
    """`counted` tells how many there are; `dialog` is the one that was opened last."""

    counted = Signal(int)

    def __init__(
        self, context: PanelContext, book: "Book", columns: Sequence[Column], add: str, hint: str
    ) -> None:
        super().__init__()
        self._context, self._look, self._book = context, context.look, book
        self._volunteer: tuple[UUID, str] | None = None
        self.entries: list[Snapshot] = []
        self.dialog: EntryDialog | None = None
        self._reading = Latest[list[Snapshot]](context.worker, self)
        self.model = LedgerModel(columns)
        self.view = RowView(context.look, self.model, add, lambda _first, _last, _then: None)
        self.empty = EmptyState(context.look, "add", "还没有登记", hint)
        self.total, self.add_button = Elided("", Role.SECOND), Button(context.look, add, "add")
        self._stack, self._column, self._foot = Stack(), QVBoxLayout(self), QHBoxLayout()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        self._foot.addWidget(self.total, 1)
        self._foot.addWidget(self.add_button)
        self._column.addWidget(self._stack, 1)
        self._column.addLayout(self._foot)
        self.setFocusProxy(self.view)
        self.view.opened.connect(self.ask)
        self.add_button.clicked.connect(lambda: self.ask(None))
        context.look.changed.connect(self._dress)
        self._dress()

    def show_of(self, volunteer: UUID, name: str) -> None:
        """Read and show what a volunteer has."""
        self._volunteer = (volunteer, name)
        self.refresh()

    def refresh(self) -> None:
        """Read again."""
        if self._volunteer is None:
            return
        book, caller, id = self._book, self._context.caller(), self._volunteer[0]
        self._reading.run(lambda: list(book.everything(caller, BookFilter(parent=id))), self._show)

    def ask(self, one: Snapshot | None) -> None:
        """Ask for a new one, or correct one that is there."""
        if self._volunteer is None:
            return
        dialog = EntryDialog(self._context, self._book, self._volunteer, one, self.window())
        dialog.kept.connect(self.refresh)
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _show(self, entries: list[Snapshot]) -> None:
        self.entries = entries
        self.model.start(len(entries))
        for first in range(0, len(entries), PAGE):
            self.model.put(first // PAGE, entries[first : first + PAGE])
        self._stack.setCurrentWidget(self.view if entries else self.empty)
        if entries:
            self.view.mark(0)
        self.total.setText(f"共 {len(entries):,} 次，Enter 更正" if entries else "")
        self.counted.emit(len(entries))

    def _dress(self) -> None:
        px = self._look.px
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._foot.setContentsMargins(px(16), px(8), px(16), px(8))
        self._foot.setSpacing(px(8))
