"""Notes that a member of staff left the station: who, since when, why."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gridconsole.core.clock import today
from gridconsole.core.errors import ConsoleError
from gridconsole.core.ledger.kinds.base import Reading, Unreadable
from gridconsole.core.ledger.kinds.days import Day
from ui.look.parts.banner import Banner
from ui.look.parts.buttons import Kind
from ui.look.parts.field import Field
from ui.look.parts.inputs import Choice, LineEdit
from ui.look.tokens import Tone
from ui.shell.feature import PanelContext
from ui.widgets.ledger_form.asking import Question

SENTENCE = "离岗的人不再列出，姓名留在办过的事里；所结对的户列入待改派。"


class LeaveDialog(Question):
    """`noted` carries the name and how many households are to be reassigned."""

    noted = Signal(str, int)

    def __init__(self, context: PanelContext, staff: Mapping[str, UUID], parent: QWidget | None) -> None:
        super().__init__(context.look, "人员离岗", SENTENCE, parent)
        self._context, self._staff = context, dict(staff)
        self._day = today(context.console.clock)
        self.who = Choice(context.look, list(self._staff))
        self.day, self.why = LineEdit(self._day.isoformat()), LineEdit("", "如 调走、退休")
        self.fields = {
            "who": Field(context.look, "谁离岗", self.who, required=True),
            "day": Field(context.look, "从哪天起", self.day, required=True),
            "why": Field(context.look, "原因", self.why, required=True),
        }
        self.problem = Banner(context.look, Tone.AMBER, "")
        self.problem.hide()
        self.column.addWidget(self.problem)
        for field in self.fields.values():
            self.column.addWidget(field)
        self.add_button("取消").clicked.connect(self.reject)
        self.go = self.add_button("登记离岗", Kind.PRIMARY)
        self.go.clicked.connect(self.note)
        self.why.returnPressed.connect(self.note)
        self.finish()

    def note(self) -> None:
        """Write it."""
        pairings, caller = self._context.console.care.pairings, self._context.caller()
        name, day, why = self.who.currentText(), self._read_day(), self.why.text().strip()
        self.fields["why"].set_complaint("" if why else "请写明原因")
        if day is None or not why:
            return
        staff = self._staff[name]
        self.go.setEnabled(False)
        self._context.worker.run(
            lambda: pairings.leave(caller, staff, day, why),
            lambda count: self._written(name, count),
            self._refuse,
            owner=self,
        )

    def _written(self, name: str, count: int) -> None:
        self.accept()
        self.noted.emit(name, count)

    def _refuse(self, error: ConsoleError) -> None:
        self.go.setEnabled(True)
        self.problem.say(Tone.AMBER, error.sentence, error.next_step)
        self.problem.show()

    def _read_day(self) -> date | None:
        try:
            day: date = Day("从哪天起").parse(self.day.text(), Reading(self._day))
        except Unreadable as error:
            self.fields["day"].set_complaint(error.message)
            return None
        self.fields["day"].set_complaint(None)
        return day
