"""Asks which receipts are to be printed: of all villages or of one."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gridconsole.care.festivals.views import GiftCard, State
from gridconsole.care.paper.receipts import PER_PAGE
from ui.look.look import Look
from ui.look.parts.buttons import Kind
from ui.look.parts.field import Field
from ui.look.parts.inputs import Choice
from ui.look.parts.text import Role, Words
from ui.widgets.ledger_form.asking import Question

SENTENCE = "一张 A4 四张领取单，只印还没领的户，按走访顺序。姓名是全文，打印会留痕。"


class ReceiptsDialog(Question):
    """`answered` carries the villages, none for all."""

    answered = Signal(tuple)

    def __init__(self, look: Look, cards: Sequence[GiftCard], parent: QWidget | None) -> None:
        super().__init__(look, "打印领取单", SENTENCE, parent)
        counts = Counter(card.home.village for card in cards if card.state is State.OPEN)
        self._counts: list[tuple[tuple[str, ...], int]] = [((), counts.total())]
        self._counts += [((village,), count) for village, count in counts.items() if village]
        self.village = Choice(
            look, [f"{''.join(v) or '全部村'}（{count:,} 户）" for v, count in self._counts]
        )
        self.words = Words("", Role.SECOND)
        self.column.addWidget(Field(look, "打印哪个村", self.village))
        self.column.addWidget(self.words)
        self.add_button("取消").clicked.connect(self.reject)
        self.go = self.add_button("打印", Kind.PRIMARY)
        self.go.clicked.connect(self._answer)
        self.finish()
        self.village.currentIndexChanged.connect(self._tell)
        self._tell()

    def _tell(self) -> None:
        _, count = self._counts[self.village.currentIndex()]
        self.words.setText(f"{count:,} 张领取单，{-(-count // PER_PAGE):,} 页 A4。")
        self.go.setEnabled(count > 0)

    def _answer(self) -> None:
        villages, _ = self._counts[self.village.currentIndex()]
        self.answered.emit(villages)
        self.accept()
