"""A book on the screen: its table at the left, a record at the right, its deeds in a menu."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout

from gridconsole.core.books.filter import BookFilter
from gridconsole.core.caller import Caller, Role
from gridconsole.core.ledger.snapshot import Snapshot
from gridconsole.core.progress import Progress
from ui.look.parts.empty import EmptyState
from ui.look.parts.menu_button import MenuButton
from ui.look.scale import TextSize
from ui.shell.feature import PanelContext
from ui.widgets.book.deeds import BookDeeds, BookSource
from ui.widgets.book.panel import BookPanel, Told
from ui.widgets.ear import Ear
from ui.widgets.exporting import Exporting
from ui.widgets.import_wizard.stage import WizardStage
from ui.widgets.ledger_table.column import Column, further_columns
from ui.widgets.ledger_table.table import LedgerTable, Narrowing, NextStep, Wording
from ui.widgets.page import Page
from ui.widgets.split import Split, show_one_or_both

if TYPE_CHECKING:
    from gridconsole.core.books.book import Book

Picked = Callable[[UUID, str], None]
"""Takes the id of what a new record hangs on, and the words for it."""


@dataclass(frozen=True)
class BookLook:
    """How a book looks: columns, filters, words; what its records are called.

    `deeds` are the names of its deeds in a history.
    """

    icon: str
    wording: Wording
    columns: Sequence[Column]
    told: Told
    empty: tuple[str, str]
    narrowings: Sequence[Narrowing[BookFilter]] = (Narrowing("全部", BookFilter(), counted=False),)
    deeds: dict[str, str] = field(default_factory=dict)


class BookPage(Page):
    """Refreshes itself after every write that concerns it.

    `pick` asks what a new record hangs on, `extra` are further entries of the page's menu.
    """

    def __init__(
        self,
        context: PanelContext,
        book: "Book",
        look: BookLook,
        save: QAction,
        pick: Callable[[Picked], None] | None = None,
        extra: Sequence[QAction] = (),
    ) -> None:
        super().__init__()
        self._context, self.book, self._pick = context, book, pick
        self._table_name = book.ledger.record.__tablename__
        self._is_empty, self._one = False, look.wording.one
        button = ("导入", "import") if book.special.importable else ("", "")
        self.empty = EmptyState(context.look, look.icon, *look.empty, button)
        self.empty.pressed.connect(lambda: self.start_import())
        self.table = LedgerTable[BookFilter](
            context, BookSource(book, context.caller),
            [*look.columns, *further_columns(book.ledger, look.columns)],
            look.narrowings, look.wording, self.empty, self.next_step(),
        )  # fmt: skip
        self.deeds = BookDeeds(book, look.deeds)
        self.file = self.make_file(save, look.told)
        self.exporting = Exporting(context, self, book.ledger.title, self._export, look.wording.one)
        self._more = MenuButton(context.look, f"更多：{book.ledger.title}的导入、导出")
        self.actions_by_id = self._actions(extra)
        self._build()
        self._listen()
        self.start()

    def next_step(self) -> NextStep | None:
        """What is done with a row after one key."""
        return None

    def make_file(self, save: QAction, told: Told) -> BookPanel:
        """Make the place of a record."""
        return BookPanel(self._context, self.deeds, save, told)

    def start(self) -> None:
        """Read again for whoever acts now."""
        may = self._context.caller().role is not Role.VOLUNTEER
        for id, action in self.actions_by_id.items():
            action.setVisible(may and self.can.get(id, True))
        self.empty.setEnabled(may)
        self.stage.end()
        self.file.close_file()
        if may or self.book.special.may_volunteers:
            self.table.start()

    @property
    def is_importing(self) -> bool:
        """Whether the import wizard has the page's place."""
        return self.stage.wizard is not None

    @property
    def can(self) -> dict[str, bool]:
        """Whether records are made by hand, and whether workbooks are imported."""
        special = self.book.special
        return {"new": special.by_hand, "import": special.importable}

    def start_import(self, file: Path | None = None) -> None:
        """Let the import wizard take the page's place, after asking about what is not saved."""
        from ui.widgets.book.importing import BookImporter

        self.leave(lambda: self.stage.begin(BookImporter(self.book, self._one), file))

    def make_new(self) -> None:
        """Start a record, after asking what it hangs on."""
        if self._pick is None or not self.book.ledger.link:
            self.file.make_new()
            return

        def picked(parent: UUID, words: str) -> None:
            self.deeds.parent = parent
            self.file.make_new()
            self.file.head.say_new(words)

        pick = self._pick
        self.leave(lambda: pick(picked))

    @property
    def is_dirty(self) -> bool:
        """Whether something is typed that is not saved."""
        return self.file.is_dirty

    def save(self) -> None:
        """Save the record that is open."""
        self.file.save()

    def close_file(self) -> None:
        """Show no record any more."""
        self.file.close_file()

    def start_search(self) -> None:
        """Go to the search box."""
        self.leave(self._to_search)

    def leave(self, then: Callable[[], None]) -> None:
        """Go on with `then`, after asking what becomes of what is typed."""
        self.file.leave(then)

    def _export(self, caller: Caller, file: Path, progress: Progress) -> int:
        from gridconsole.core.books.exporting import export_book

        return export_book(self.book, caller, file, progress, self.table.filter)

    def _actions(self, extra: Sequence[QAction]) -> dict[str, QAction]:
        found = {
            "new": QAction(f"新建{self.book.ledger.title}…", self),
            "import": QAction("导入…", self),
            "export": QAction("导出…", self),
        }
        found["new"].triggered.connect(self.make_new)
        found["import"].triggered.connect(lambda: self.start_import())
        found["export"].triggered.connect(self.exporting.ask)
        self._more.entries.addActions([*found.values(), *extra])
        return found

    def _build(self) -> None:
        self._split = Split(self._context.look)
        self._split.addWidget(self.table)
        self._split.addWidget(self.file)
        self._split.dress()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.stage = WizardStage(self._context, self._split)
        column.addWidget(self.stage)
        self.table.add_to_chips(self._more)
        self.setFocusProxy(self.table)

    def _listen(self) -> None:
        self._ear = Ear(self)
        self._ear.hear(self._context.console, self._written)
        self._context.acting.changed.connect(self.start)
        self.stage.turned.connect(self._turned)
        self.stage.done.connect(self.table.start)
        self.table.opened.connect(lambda one: self.file.open(one.id))
        self.table.emptied.connect(self._emptied)
        self.file.left.connect(self._to_table)
        self.file.opened.connect(self._arrange)
        self.file.closed.connect(self._arrange)
        self._context.look.changed.connect(self._arrange)
        self._arrange()

    def _emptied(self, empty: bool) -> None:
        self._is_empty = empty
        self._arrange()

    def _turned(self) -> None:
        if self.stage.wizard is None:
            self.table.view.setFocus()

    def _to_table(self) -> None:
        self.file.close_file()
        self.table.view.setFocus()

    def _to_search(self) -> None:
        if not self.table.isVisible():
            self.file.close_file()
        self.table.focus_search()

    def _written(self, what: dict[str, Any]) -> None:
        if self._table_name in what:
            self.table.refresh()
            self.file.refresh()

    def _arrange(self) -> None:
        """Leave the record's place out while none is open; at 200 % show one of the two."""
        one = self._context.look.scale.size is TextSize.HUGE
        has_file = self.file.file is not None
        self.file.head.back.setVisible(one)
        show_one_or_both(self.table, self.file, one, has_file, self._is_empty)


def columns_of(book_columns: Sequence[tuple[str, int, Callable[[Snapshot], Any]]]) -> list[Column]:
    """Return columns of titles, widths and cells; the first ones stay longest when room is short."""
    return [
        Column(title, cell, width, stretch=1, keep=at) for at, (title, width, cell) in enumerate(book_columns)
    ]
