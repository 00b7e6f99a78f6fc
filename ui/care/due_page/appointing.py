"""Notes when a household expects its visit, with whom and how that was agreed (clause 6.3.1)."""

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gridconsole.care.visiting.records import VISITS
from gridconsole.core.books.errors import NotAccepted
from gridconsole.core.errors import ConsoleError
from gridconsole.core.ledger.kinds.choices import Choice
from ui.look.parts.buttons import Kind
from ui.look.parts.field import Field
from ui.look.parts.inputs import Choice as Choosing
from ui.look.parts.inputs import LineEdit
from ui.shell.feature import PanelContext
from ui.widgets.ledger_form.asking import Question
from ui.widgets.ledger_form.editors import set_text, text_of

HINTS = {"appointed_at": "如 明天 9:30，或 9.25 14:00", "appointed_with": "如 本人、女儿"}


class AppointmentDialog(Question):
    """`kept` when the appointment is safely in the data."""

    kept = Signal()

    def __init__(self, context: PanelContext, household: UUID, name: str, parent: QWidget | None) -> None:
        super().__init__(context.look, f"和{name}约走访", "约好的时间会印在走访单上。", parent)
        self._context, self._household = context, household
        self.fields: dict[str, Field] = {}
        for key in ("appointed_at", "appointed_with", "appointed_how"):
            kind = VISITS.own[key].kind
            words = kind.choices if isinstance(kind, Choice) else ()
            editor = Choosing(context.look, words) if words else LineEdit("", HINTS.get(key, ""))
            self.fields[key] = Field(context.look, kind.label, editor, required=key == "appointed_at")
            self.column.addWidget(self.fields[key])
        self.add_button("取消").clicked.connect(self.reject)
        self.go = self.add_button("约好了", Kind.PRIMARY)
        self.go.clicked.connect(self.keep)
        self.finish()
        self.fields["appointed_at"].editor.setFocus()

    def type(self, texts: Mapping[str, str]) -> None:
        """Put texts in as if they had been typed."""
        for key, text in texts.items():
            set_text(self.fields[key].editor, text)

    def keep(self) -> None:
        """Write the appointment."""
        visits, caller = self._context.console.care.visits, self._context.caller()
        at, who, how = (text_of(field.editor) for field in self.fields.values())
        call = lambda: visits.appoint(caller, self._household, at, who, how, caller.staff_name)  # noqa: E731
        self._context.worker.run(call, lambda _: self._done(), self._failed, owner=self)

    def _done(self) -> None:
        self._context.messages.toast("预约记好了")
        self.kept.emit()
        self.accept()

    def _failed(self, error: ConsoleError) -> None:
        if isinstance(error, NotAccepted):
            for key, field in self.fields.items():
                field.set_complaint(error.complaints.get(key))
        else:
            self._context.messages.error(error, "save")
            self.reject()
