"""Asks whose contact cards or password slips are to be printed: a helper's, a village's, everybody's."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gridconsole.care.pairing.cards import Whose
from ui.look.look import Look
from ui.look.parts.buttons import Kind
from ui.look.parts.field import Field
from ui.look.parts.inputs import Choice
from ui.widgets.ledger_form.asking import Question

CARDS, SLIPS = "联系卡", "口令条"
SENTENCES = {
    CARDS: "一张 A4 十张卡，一户一张，给有在岗主结对人的户；打印就记下发卡日期。",
    SLIPS: "上门口令单独一条，和联系卡分开给；口令由结对人当面和住户约定、手写。",
}
ANY_HELPER, ANY_VILLAGE = "所有结对人", "所有村"


class CardsDialog(Question):
    """`answered` carries whose cards."""

    answered = Signal(object)

    def __init__(
        self, look: Look, paper: str, helpers: Mapping[str, UUID], villages: Sequence[str],
        parent: QWidget | None,
    ) -> None:  # fmt: skip
        super().__init__(look, f"打印{paper}", SENTENCES[paper], parent)
        self._helpers = dict(helpers)
        self.helper, self.village = (
            Choice(look, [ANY_HELPER, *self._helpers]), Choice(look, [ANY_VILLAGE, *villages]),
        )  # fmt: skip
        self.column.addWidget(Field(look, "结对人", self.helper))
        self.column.addWidget(Field(look, "村", self.village))
        self.add_button("取消").clicked.connect(self.reject)
        self.go = self.add_button("打印", Kind.PRIMARY)
        self.go.clicked.connect(self._answer)
        self.finish()

    def _answer(self) -> None:
        village = self.village.currentText() if self.village.currentIndex() > 0 else None
        self.answered.emit(Whose(self._helpers.get(self.helper.currentText()), village))
        self.accept()
