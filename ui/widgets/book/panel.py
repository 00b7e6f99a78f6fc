"""A book's record: a plain head over the record's panel."""

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gridconsole.core.drafts import Draft
from gridconsole.core.ledger.snapshot import Snapshot
from ui.look.look import Look
from ui.look.parts.buttons import IconButton
from ui.look.parts.menu_button import MenuButton
from ui.look.parts.text import Elided, Role
from ui.shell.feature import PanelContext
from ui.widgets.book.deeds import BookDeeds
from ui.widgets.record.deeds import File
from ui.widgets.record.panel import RecordPanel

Told = Callable[[Snapshot], tuple[str, str]]
"""What a record is called, and one line about it."""


class BookHead(QWidget):
    """Title, one line, a menu."""

    def __init__(self, look: Look, told: Told, new: tuple[str, str], more: Sequence[QAction]) -> None:
        super().__init__()
        self._look, self._told, self._new = look, told, new
        self.back = IconButton(look, "previous", "返回列表")
        self.back.hide()
        self.title, self.line = Elided("", Role.PERSON), Elided("", Role.SECOND)
        self.more = MenuButton(look, "更多操作")
        self.more.entries.addActions(list(more))
        self._top, self._column = QHBoxLayout(), QVBoxLayout(self)
        self._top.addWidget(self.back)
        self._top.addWidget(self.title, 1)
        self._top.addWidget(self.more)
        self._column.addLayout(self._top)
        self._column.addWidget(self.line)
        look.changed.connect(self._dress)
        self._dress()

    def show_record(self, file: File) -> None:
        """Show whose record it is."""
        title, line = self._told(file.one)
        self.title.setText(title)
        self.line.setText(line)

    def show_new(self) -> None:
        """Show that a record is being made."""
        title, line = self._new
        self.title.setText(title)
        self.line.setText(line)

    def say_new(self, line: str) -> None:
        """Say what a new record will hang on."""
        self._new = (self._new[0], line)
        self.line.setText(line)

    def _dress(self) -> None:
        px = self._look.px
        self._column.setContentsMargins(px(16), px(8), px(16), px(8))
        self._column.setSpacing(px(4))
        self._top.setSpacing(px(8))


class BookPanel(RecordPanel):
    """A record of a book; `more` are further deeds for the menu: title and what to do."""

    head: BookHead
    deeds: BookDeeds

    def __init__(
        self, context: PanelContext, deeds: BookDeeds, save: QAction, told: Told,
        more: Sequence[tuple[str, Callable[[], None]]] = (),
    ) -> None:  # fmt: skip
        self._told, self._more = told, more
        super().__init__(context, deeds, save)

    @property
    def name(self) -> str:
        """What the record is called in a question."""
        return f"这条{self.deeds.ledger.title}"

    def about(self) -> tuple[str, str]:
        """Return what a new record hangs on, and in words what that is; of others what they are called."""
        if self.id is not None:
            return "", self.head.title.full_text()
        parent = self.deeds.parent if self.deeds.ledger.link else None
        return str(parent or ""), self.head.line.full_text()

    def hang(self, draft: Draft) -> None:
        """Let a new record hang on what the one of a draft hung on."""
        if draft.hangs_on:
            self.deeds.parent = UUID(draft.hangs_on)
            self.head.say_new(draft.words)

    def make_head(self) -> BookHead:
        """Make what stands above the tabs."""
        actions = [self.add_deed(title, act) for title, act in (*self._more, ("撤下记录…", self.withdraw))]
        return BookHead(self._look, self._told, (f"新建{self.deeds.ledger.title}", ""), actions)
