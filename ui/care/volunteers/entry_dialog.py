"""One training or one service of a volunteer: made, corrected, or taken off."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gridconsole.core.books.errors import NotAccepted
from gridconsole.core.clock import today
from gridconsole.core.errors import ConsoleError
from gridconsole.core.ledger.snapshot import Snapshot
from ui.look.parts.banner import Banner
from ui.look.parts.buttons import Kind
from ui.look.parts.field import Field
from ui.look.tokens import Tone
from ui.shell.feature import PanelContext
from ui.widgets.ledger_form.asking import Question, WhyDialog
from ui.widgets.ledger_form.editors import make_editor, set_text, text_of

if TYPE_CHECKING:
    from gridconsole.core.books.book import Book

WHY_OFF = ("登记错了", "重复登记")


class EntryDialog(Question):
    """`kept` when what was typed, or the taking off, is safely in the data."""

    kept = Signal()

    def __init__(
        self, context: PanelContext, book: "Book", volunteer: tuple[UUID, str], one: Snapshot | None,
        parent: QWidget | None,
    ) -> None:  # fmt: skip
        self._id, name = volunteer
        title = f"{'更正' if one else '登记'}{book.ledger.title.removeprefix('志愿者')}"
        super().__init__(context.look, f"{name}：{title}", "", parent)
        self._context, self._book, self._one = context, book, one
        self.why: WhyDialog | None = None
        self.problem = Banner(context.look, Tone.AMBER, "")
        self.problem.hide()
        self.column.addWidget(self.problem)
        self.fields: dict[str, Field] = {}
        for key, declared in book.ledger.own.items():
            editor = make_editor(context.look, declared)
            self.fields[key] = Field(context.look, declared.label, editor, required=declared.required)
            self.column.addWidget(self.fields[key])
        self._add_buttons(one)
        self._fill(one)
        next(iter(self.fields.values())).editor.setFocus()

    def type(self, texts: Mapping[str, str]) -> None:
        """Put texts in as if they had been typed."""
        for key, text in texts.items():
            set_text(self.fields[key].editor, text)

    def keep(self) -> None:
        """Write what is typed."""
        book, caller, id, one = self._book, self._context.caller(), self._id, self._one
        typed = {key: text_of(field.editor) for key, field in self.fields.items()}

        def call() -> object:
            return book.record(caller, typed, id) if one is None else book.correct(caller, one, typed)

        self._run(call)

    def take_off(self) -> None:
        """Ask why, then take it off."""
        one, caller = self._one, self._context.caller()
        assert one is not None
        sentence = "撤下后不再计入，历史仍保留。只用于登记错的。"
        self.why = WhyDialog(self.look, "撤下这一条", sentence, WHY_OFF, "撤下", self)
        self.why.answered.connect(lambda why: self._run(lambda: self._book.withdraw(caller, one.id, why)))
        self.why.open()

    def _run(self, call: Callable[[], object]) -> None:
        self.go.setEnabled(False)
        self._context.worker.run(call, lambda _: self._done(), self._failed, owner=self)

    def _done(self) -> None:
        self.kept.emit()
        self.accept()

    def _failed(self, error: ConsoleError) -> None:
        self.go.setEnabled(True)
        complaints = error.complaints if isinstance(error, NotAccepted) else {}
        for key, field in self.fields.items():
            field.set_complaint(complaints.get(key))
        self.problem.say(Tone.AMBER, error.sentence, error.next_step)
        self.problem.setVisible(not complaints)

    def _add_buttons(self, one: Snapshot | None) -> None:
        if one is not None:
            self.off = self.add_button("撤下…", Kind.DANGER)
            self.off.clicked.connect(self.take_off)
        self.add_button("取消").clicked.connect(self.reject)
        self.go = self.add_button("保存" if one else "登记", Kind.PRIMARY)
        self.go.clicked.connect(self.keep)
        self.finish()

    def _fill(self, one: Snapshot | None) -> None:
        """Put in what is there; a new one is usually of today."""
        first = next(iter(self.fields))
        if one is None:
            self.type({first: today(self._context.console.clock).isoformat()})
            return
        for key in self.fields:
            day = one[key]
            self.type({key: day.isoformat() if key == first and day else one.text(key)})
