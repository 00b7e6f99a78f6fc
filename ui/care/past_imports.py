"""The imports of the past, each with a way to take it back as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gridconsole.core.books.errors import ChangedSince
from gridconsole.core.caller import Caller
from gridconsole.core.clock import local
from gridconsole.core.errors import ConsoleError
from ui.look.parts.banner import Banner
from ui.look.parts.buttons import Button, Kind
from ui.look.parts.text import Elided, Role, Words
from ui.look.tokens import Tone
from ui.shell.feature import PanelContext
from ui.widgets.ledger_form.asking import Question

SENTENCE = "撤回一次导入：它新建的撤掉，它改过的值恢复原样。"
COUNTED = {"created": "新建", "updated": "更新", "refused": "退回"}


class PastImport(Protocol):
    """An import that was written."""

    @property
    def id(self) -> UUID:
        """The import's id."""

    @property
    def at(self) -> datetime:
        """When it was written."""

    @property
    def by(self) -> str:
        """Who wrote it."""

    @property
    def details(self) -> dict[str, Any]:
        """File and counts."""

    @property
    def taken_back(self) -> bool:
        """Whether it was taken back."""


class Past(Protocol):
    """The imports of one ledger."""

    def imports(self, caller: Caller) -> Sequence[PastImport]:
        """Return them, newest first."""

    def take_back(self, caller: Caller, import_id: UUID, *, keep_changed: bool = False) -> int:
        """Take one back; return how many records it concerned."""


@dataclass(frozen=True)
class Of:
    """A ledger's title, what is counted in it, and its imports."""

    title: str
    one: str
    past: Past


class PastImports(Question):
    """Lists those of all ledgers newest first; reads again after one was taken back."""

    def __init__(self, context: PanelContext, parent: QWidget | None) -> None:
        super().__init__(context.look, "导入记录", SENTENCE, parent)
        self._context = context
        care = context.console.care
        books = [book for book in care.books.values() if book.special.importable]
        self._ledgers = [
            Of("特殊群体台账", "人", care.past_imports),
            *(Of(book.ledger.title, "条记录", book.past_imports) for book in books),
        ]
        self._of: dict[UUID, Of] = {}
        self.banner: Banner | None = None
        self.buttons: dict[UUID, Button] = {}
        self._list = QScrollArea()
        self._list.setProperty("part", "plain")
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setWidgetResizable(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setMinimumHeight(context.look.px(280))
        self.column.addWidget(self._list)
        self.setMinimumWidth(context.look.px(560))
        self.add_button("关闭").clicked.connect(self.reject)
        self.finish()
        self._put([])
        self.read()

    def read(self) -> None:
        """Read the list."""
        ledgers, caller = self._ledgers, self._context.caller()

        def read() -> list[tuple[Of, PastImport]]:
            found = [(of, past) for of in ledgers for past in of.past.imports(caller)]
            return sorted(found, key=lambda one: (one[1].at, one[1].id), reverse=True)

        self._context.worker.run(read, self._put, owner=self)

    def take_back(self, id: UUID, keep_changed: bool = False) -> None:
        """Take one back; asks first when files were changed since."""
        of, caller = self._of[id], self._context.caller()
        self.buttons[id].setEnabled(False)

        def failed(error: ConsoleError) -> None:
            self.buttons[id].setEnabled(True)
            offered = isinstance(error, ChangedSince)
            self._say(Tone.AMBER, error.sentence, error.next_step, "只撤回没改过的" if offered else "", id)

        self._context.worker.run(
            lambda: of.past.take_back(caller, id, keep_changed=keep_changed),
            lambda count: self._taken(count, of.one),
            failed,
            owner=self,
        )

    def _taken(self, count: int, one: str) -> None:
        self._say(Tone.GREEN, f"已撤回，涉及 {count:,} {one}。")
        self.read()

    def _say(self, tone: Tone, sentence: str, step: str = "", link: str = "", id: UUID | None = None) -> None:
        if self.banner is not None:
            self.banner.setParent(None)
        self.banner = Banner(self._context.look, tone, sentence, step, link)
        if id is not None:
            self.banner.link_pressed.connect(lambda: self.take_back(id, keep_changed=True))
        self.column.insertWidget(2, self.banner)

    def _put(self, imports: Sequence[tuple[Of, PastImport]]) -> None:
        page, px = QWidget(), self._context.look.px
        page.setProperty("part", "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, px(8), 0)
        column.setSpacing(px(12))
        self.buttons.clear()
        for of, past in imports:
            self._of[past.id] = of
            column.addLayout(self._row(of, past))
        if not imports:
            column.addWidget(Words("还没有导入过", Role.SECOND))
        column.addStretch(1)
        self._list.setWidget(page)

    def _row(self, of: Of, past: PastImport) -> QHBoxLayout:
        row, words = QHBoxLayout(), QVBoxLayout()
        details = past.details
        counts = "，".join(f"{word} {details.get(key, 0):,}" for key, word in COUNTED.items())
        words.setSpacing(0)
        words.addWidget(Elided(str(details.get("file", "")), Role.STRONG))
        when = f"{local(past.at):%Y-%m-%d %H:%M}"
        words.addWidget(Elided(f"{of.title}　{when}　{past.by}　{counts}", Role.SECOND))
        row.addLayout(words, 1)
        if past.taken_back:
            row.addWidget(Words("已撤回", Role.SECOND))
        else:
            button = Button(self._context.look, "撤回", "undo", Kind.DANGER)
            button.setAccessibleName(f"撤回 {details.get('file', '')}")
            button.clicked.connect(lambda: self.take_back(past.id))
            self.buttons[past.id] = button
            row.addWidget(button)
        return row
