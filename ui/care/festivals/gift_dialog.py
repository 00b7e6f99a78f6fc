"""One household's gift, keyed in by hand: handed over, gone back, planned otherwise, or left out."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from gridconsole.care.errors import NotAccepted
from gridconsole.care.festivals.views import GiftCard, State
from gridconsole.core.errors import ConsoleError
from ui.care.keying.kinds import Done, Job
from ui.care.keying.receipts import planned
from ui.look.parts.banner import Banner
from ui.look.parts.buttons import Kind
from ui.look.parts.text import Elided, Role
from ui.look.tokens import Tone
from ui.shell.feature import PanelContext
from ui.widgets.ledger_form.asking import Choosing, Question, WhyDialog
from ui.widgets.room import room_over

T = TypeVar("T")
USUAL = ("重复列入", "本人不要", "联系不上")


class GiftDialog(Question):
    """`written` after something was written."""

    written = Signal()

    def __init__(
        self, context: PanelContext, card: GiftCard, job: Job, closed: bool, parent: QWidget | None
    ) -> None:
        super().__init__(context.look, card.home.label, "", parent)
        self._context, self.card, self.job = context, card, job
        self.asking: QDialog | None = None
        self.line = Elided(f"单号 {card.code[:3]} {card.code[3:]}　{job.told.line}", Role.SECOND)
        self.problem = Banner(context.look, Tone.BLUE, job.told.remark)
        self.problem.setVisible(bool(job.told.remark))
        self.sheet = job.make(context.look)
        for widget in (self.line, self.problem):
            self.column.addWidget(widget)
        self.column.addWidget(self.sheet, 1)
        self._add_buttons(closed)
        self.finish()
        self.sheet.fill(job.typed)
        self.sheet.setEnabled(not closed)
        self.sheet.finished.connect(self.save)
        context.look.changed.connect(self._size)
        self._size()

    def start(self) -> None:
        """Put the cursor where the first answer is missing."""
        self.sheet.start()

    def save(self) -> None:
        """Write the receipt as it was signed."""
        self.sheet.settle()
        caller, typed, write = self._context.caller(), self.sheet.answers(), self.job.write
        self._run(lambda: write(caller, typed), self._toast)

    def plan(self) -> None:
        """Change only what is meant for the household."""
        campaigns, caller, id = self._context.console.care.campaigns, self._context.caller(), self.card.id
        typed = self.sheet.answers()
        raw = {key: typed.get(key, "") for key in planned(self.card)}
        self._run(lambda: campaigns.plan_gift(caller, id, raw), lambda _card: None)

    def leave_out(self) -> None:
        """Ask why the household is taken off the list, then do it."""
        sentence = f"{self.card.home.label}不再列入，已打印的领取单作废。"
        asking = self.asking = WhyDialog(self.look, "不再列入", sentence, USUAL, "不再列入", self)
        campaigns, caller, id = self._context.console.care.campaigns, self._context.caller(), self.card.id

        def go(reason: str) -> None:
            self._run(lambda: campaigns.leave_out(caller, id, reason), lambda _nothing: None)

        asking.answered.connect(go)
        asking.open()

    def reject(self) -> None:
        """Close, after asking what becomes of what is typed."""
        if not self.sheet.is_dirty:
            super().reject()
            return
        answers = [("不保存", Kind.DANGER), ("继续录入", Kind.PRIMARY)]
        sentence = "这一户还没有存，关掉就要重新录。"
        asking = Choosing(self.look, "这一户还没录完", sentence, answers, self)
        asking.chosen.connect(lambda number: None if number else self.done(QDialog.DialogCode.Rejected))
        self.asking = asking
        asking.open()

    def _add_buttons(self, closed: bool) -> None:
        if self.card.state is State.OPEN and not closed:
            self.add_button("不再列入…", Kind.DANGER).clicked.connect(self.leave_out)
            self.add_button("只改数量").clicked.connect(self.plan)
        self.add_button("关闭").clicked.connect(self.reject)
        if not closed:
            self.go = self.add_button("存好" if self.card.state is State.OPEN else "更正", Kind.PRIMARY)
            self.go.clicked.connect(self.save)

    def _run(self, call: Callable[[], T], then: Callable[[T], None]) -> None:
        def over(result: T) -> None:
            then(result)
            self.written.emit()
            self.accept()

        self._context.worker.run(call, over, self._refused, owner=self)

    def _toast(self, done: Done) -> None:
        self._context.messages.toast(done.words)

    def _refused(self, error: ConsoleError) -> None:
        others = self.sheet.blame(error.complaints) if isinstance(error, NotAccepted) else []
        self.problem.say(Tone.AMBER, error.sentence, "；".join(others) or error.next_step)
        self.problem.show()

    def _size(self) -> None:
        px = self.look.px
        self.resize(room_over(self, px(700), px(290) + px(40) * len(self.sheet.rows) * 3 // 4))
