"""Asks what is to happen to a row that differs from the ledger."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from gridconsole.core.books.checkout import Policy
from ui.look.look import Look
from ui.look.parts.buttons import Chip
from ui.look.parts.icon import Icon
from ui.look.parts.inputs import Tick
from ui.look.parts.text import Elided, Role, Words
from ui.look.tokens import Tone

ANSWERS: Sequence[tuple[Policy, str]] = (("keep", "保留台账"), ("take", "用新表"), ("refuse", "退回"))


class AnswerStrip(QWidget):
    """`answered` carries the policy; `for_all` says whether all open rows are meant."""

    answered = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._sentence = Elided("", Role.STRONG)
        self._all = Tick(look, "")
        self._all.toggled.connect(self._enable)
        self._is_open = False
        self.chips = [Chip(look, word) for _, word in ANSWERS]
        self._keys = Words("按 1、2、3", Role.HINT)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._first, self._second = QHBoxLayout(), QHBoxLayout()
        self._first.addWidget(Icon(look, "ask", Tone.BLUE))
        self._first.addWidget(self._sentence, 1)
        self._second.addWidget(self._all)
        self._second.addWidget(self._keys)
        for chip, (policy, word) in zip(self.chips, ANSWERS, strict=True):
            chip.setAccessibleName(word)
            chip.clicked.connect(lambda _=False, chosen=policy: self.answered.emit(chosen))
            self._second.addWidget(chip)
        self._box.addLayout(self._first, 1)
        self._box.addLayout(self._second)
        look.changed.connect(self._dress)
        self._dress()

    @property
    def for_all(self) -> bool:
        """Whether the answer is meant for every row that is still open."""
        return self._all.isChecked() and self._all.isVisibleTo(self)

    def show_row(self, sentence: str, answer: Policy | None, is_open: bool, left: int) -> None:
        """Show the current row's difference; `is_open` enables the answers, `left` rows have none yet."""
        self._sentence.setText(sentence)
        for chip, (policy, _) in zip(self.chips, ANSWERS, strict=True):
            chip.setChecked(policy == answer)
        self._is_open = is_open
        self._all.setText(f"没选的 {left:,} 行都照此")
        self._all.setVisible(left > 1)
        if left <= 1:
            self._all.setChecked(False)
        self._enable()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A soft ground with a line above."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._look.tokens.sunken))
        painter.fillRect(0, 0, self.width(), 1, QColor(self._look.tokens.hairline))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two lines where one has no room."""
        super().resizeEvent(event)
        narrow = self.width() < self._look.px(760)
        self._box.setDirection(
            QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        )

    def _enable(self) -> None:
        for chip in self.chips:
            chip.setEnabled(self._is_open or self._all.isChecked())

    def _dress(self) -> None:
        px = self._look.px
        self._box.setContentsMargins(px(16), px(8), px(16), px(8))
        for layout in (self._box, self._first, self._second):
            layout.setSpacing(px(8))
