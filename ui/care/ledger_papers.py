"""Prints the care ledger: 检查版 at once, 工作版 after asking why; of a village or of the station."""

from collections.abc import Sequence
from typing import BinaryIO

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gridconsole.core.progress import Progress
from ui.look.look import Look
from ui.look.parts.buttons import Chip, Kind
from ui.look.parts.field import Field
from ui.look.parts.inputs import Choice, LineEdit
from ui.widgets.ledger_form.asking import Question
from ui.widgets.papers import Papers

INSPECTION, WORKING = "检查版", "工作版"
SENTENCES = {
    INSPECTION: "姓名、证件号、电话、户号、门牌都遮挡，给检查的人看。",
    WORKING: "姓名、村组、电话是全文，没有证件号。每页印上您的姓名、时间和原因，打印会留痕；用毕交回销毁。",
}
WHY = ("冬季入户走访", "停电前逐户告知", "节日慰问")
ALL_VILLAGES = "全站"


class LedgerDialog(Question):
    """`answered` carries the village, empty for the station, and the reason."""

    answered = Signal(str, str)

    def __init__(self, look: Look, kind: str, villages: Sequence[str], parent: QWidget | None) -> None:
        super().__init__(look, f"打印台账（{kind}）", SENTENCES[kind], parent)
        self.village = Choice(look, [ALL_VILLAGES, *villages])
        self.reason = LineEdit("", "如 冬季入户走访安排")
        self.why = Field(look, "原因", self.reason, required=True)
        self._needs_why = kind == WORKING
        self.column.addWidget(Field(look, "打印哪个村", self.village))
        if self._needs_why:
            self._add_why(look)
        self.add_button("取消").clicked.connect(self.reject)
        self.go = self.add_button("打印", Kind.PRIMARY)
        self.go.clicked.connect(self.answer)
        self.reason.returnPressed.connect(self.answer)
        self.finish()

    def answer(self) -> None:
        """Take what is chosen and typed."""
        reason = self.reason.text().strip()
        if self._needs_why and not reason:
            self.why.set_complaint("请写明原因")
            return
        village = self.village.currentText() if self.village.currentIndex() > 0 else ""
        self.answered.emit(village, reason)
        self.accept()

    def _add_why(self, look: Look) -> None:
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        for words in WHY:
            chip = Chip(look, words)
            chip.setCheckable(False)
            chip.clicked.connect(lambda _=False, said=words: self.reason.setText(said))
            row.addWidget(chip)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addWidget(self.why)


class LedgerPapers(Papers):
    """The two kinds of the ledger on paper; `asked` is the dialog that was opened last."""

    asked: LedgerDialog | None = None

    def ask(self, kind: str) -> None:
        """Ask of which village, and of the working copy why."""
        checks, caller = self._context.console.care.village_checks, self._context.caller()

        def show(villages: Sequence[str]) -> None:
            dialog = LedgerDialog(self._context.look, kind, villages, self._parent.window())
            dialog.answered.connect(lambda village, why: self.print_ledger(kind, village, why))
            self.asked = dialog
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

        self._context.worker.run(lambda: checks.villages(caller), show, owner=self)

    def print_ledger(self, kind: str, village: str, reason: str) -> None:
        """Print it."""
        papers, caller = self._context.console.care.ledger_papers, self._context.caller()

        def draw(stream: BinaryIO, progress: Progress) -> int:
            return papers.print(caller, stream, kind == WORKING, reason, village or None, progress)

        self.make(f"台账{kind}", draw, "页")
