"""Withdraws a consent: all of it or some items, since which day, why."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gridconsole.care.rules import CONSENTS
from gridconsole.core.ledger.kinds.base import Reading, Unreadable
from gridconsole.core.ledger.kinds.days import Day
from gridconsole.core.ledger.snapshot import Snapshot
from ui.look.look import Look
from ui.look.parts.buttons import Kind
from ui.look.parts.field import Field
from ui.look.parts.inputs import LineEdit, Tick
from ui.widgets.ledger_form.asking import Question

EVERYTHING = "全部撤回"
SENTENCE = "撤回后停用，健康、类别等重新锁上；撤回前办过的事仍然有效。"


def may_withdraw(person: Snapshot) -> bool:
    """Return whether there is a consent that could be withdrawn."""
    return person["consent"] in CONSENTS


class WithdrawDialog(Question):
    """`answered` carries the items (none for all), the reason and the day."""

    answered = Signal(tuple, str, object)

    def __init__(self, look: Look, person: Snapshot, reading: Reading, parent: QWidget | None) -> None:
        super().__init__(look, f"{person.text('name')}撤回同意", SENTENCE, parent)
        self._reading = reading
        scope = tuple(person["consent_scope"] or ())
        self.everything = Tick(look, EVERYTHING)
        self.ticks = {item: Tick(look, item) for item in scope}
        self.day = LineEdit(reading.today.isoformat())
        self.reason = LineEdit("", "如 本人来站提出")
        self.fields = {
            "day": Field(look, "从哪天起", self.day, required=True),
            "reason": Field(look, "原因", self.reason, required=True),
        }
        self._build(scope)

    def _build(self, scope: tuple[str, ...]) -> None:
        self.everything.setChecked(True)
        for tick in (self.everything, *self.ticks.values()) if len(scope) > 1 else ():
            self.column.addWidget(tick)
        for field in self.fields.values():
            self.column.addWidget(field)
        self.everything.toggled.connect(self._whole)
        for tick in self.ticks.values():
            tick.toggled.connect(self._some)
        self.add_button("取消").clicked.connect(self.reject)
        self.go = self.add_button("撤回同意", Kind.PRIMARY)
        self.go.clicked.connect(self._answer)
        self.reason.returnPressed.connect(self._answer)
        self.finish()
        self.reason.setFocus()

    def _whole(self, all_of_it: bool) -> None:
        """Either all of it, or the items that are ticked."""
        for tick in self.ticks.values() if all_of_it else ():
            tick.setChecked(False)
        self._offer()

    def _some(self, ticked: bool) -> None:
        if ticked:
            self.everything.setChecked(False)
        self._offer()

    def _offer(self) -> None:
        self.go.setEnabled(self.everything.isChecked() or bool(self._items()))

    def _items(self) -> tuple[str, ...]:
        return tuple(item for item, tick in self.ticks.items() if tick.isChecked())

    def _answer(self) -> None:
        day, reason = self._read_day(), self.reason.text().strip()
        self.fields["reason"].set_complaint("" if reason else "请写明原因")
        if day is not None and reason and self.go.isEnabled():
            self.answered.emit(self._items(), reason, day)
            self.accept()

    def _read_day(self) -> date | None:
        wrong = ""
        try:
            day: date = Day("从哪天起").parse(self.day.text(), self._reading)
            wrong = "晚于今天" if day > self._reading.today else ""
        except Unreadable as error:
            wrong = error.message
        self.fields["day"].set_complaint(wrong)
        return None if wrong else day
