"""Changes whether somebody is in the ledger: to what, since when, why."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gridconsole.core.ledger.kinds.base import Reading, Unreadable
from gridconsole.core.ledger.kinds.days import Day
from ui.look.look import Look
from ui.look.parts.buttons import Kind
from ui.look.parts.field import Field
from ui.look.parts.inputs import Choice, LineEdit
from ui.widgets.ledger_form.asking import Question


class StatusDialog(Question):
    """`answered` carries status, reason and day."""

    answered = Signal(str, str, object)

    def __init__(
        self, look: Look, name: str, now: str, choices: Sequence[str], reading: Reading,
        parent: QWidget | None,
    ) -> None:  # fmt: skip
        sentence = f"{name}现在是「{now}」。去世、迁出、退出的人不再安排走访。"
        super().__init__(look, "改变状态", sentence, parent)
        self._reading = reading
        self.status = Choice(look, [word for word in choices if word != now])
        self.day = LineEdit(reading.today.isoformat())
        self.reason = LineEdit()
        self.fields = [
            Field(look, "改为", self.status, required=True),
            Field(look, "从哪天起", self.day, required=True),
            Field(look, "原因", self.reason, required=True),
        ]
        for field in self.fields:
            self.column.addWidget(field)
        self.add_button("取消").clicked.connect(self.reject)
        self.go = self.add_button("改变状态", Kind.PRIMARY)
        self.go.clicked.connect(self._answer)
        self.finish()

    def _answer(self) -> None:
        day = self._read_day()
        reason = self.reason.text().strip()
        self.fields[2].set_complaint("" if reason else "请写明原因")
        if day is not None and reason:
            self.answered.emit(self.status.currentText(), reason, day)
            self.accept()

    def _read_day(self) -> date | None:
        try:
            day: date = Day("从哪天起").parse(self.day.text(), self._reading)
        except Unreadable as error:
            self.fields[1].set_complaint(error.message)
            return None
        self.fields[1].set_complaint(None)
        return day
