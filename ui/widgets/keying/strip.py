"""A row of numbered answers: one key chooses, as on the paper one tick does."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.look.look import Look
from ui.look.parts.buttons import Chip

DIGITS = "123456789"
CLEARING = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


class Strip(QWidget):
    """Words with numbers before them; `many` lets several be chosen.

    `changed` after every choice; `answered` when the choice is made and the cursor may go on (one of
    several: at once; several: with Enter, which the form sees).
    """

    changed = Signal()
    answered = Signal()

    def __init__(self, look: Look, words: Sequence[str], name: str, many: bool = False) -> None:
        super().__init__()
        self._look, self.words, self._many = look, tuple(words), many
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self._row = QHBoxLayout(self)
        self.chips = [Chip(look, f"{number} {word}") for number, word in enumerate(words, 1)]
        for at, chip in enumerate(self.chips):
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            chip.clicked.connect(lambda _=False, number=at: self._pressed(number))
            self._row.addWidget(chip)
        self._row.addStretch(1)
        look.changed.connect(self._dress)
        self._dress()

    def text(self) -> str:
        """The chosen words, parted by 、."""
        chosen = zip(self.words, self.chips, strict=True)
        return "、".join(word for word, chip in chosen if chip.isChecked())

    def set_text(self, text: str) -> None:
        """Choose words."""
        if text == self.text():
            return
        wanted = set(text.split("、"))
        for word, chip in zip(self.words, self.chips, strict=True):
            chip.setChecked(word in wanted)
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit chooses; Backspace takes the choice away; the rest goes on to the form."""
        key = event.text()
        if key and key in DIGITS[: len(self.chips)]:
            at = DIGITS.index(key)
            self.chips[at].setChecked(not self.chips[at].isChecked() if self._many else True)
            self._pressed(at)
        elif event.key() in CLEARING:
            self.set_text("")
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys go."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that they go elsewhere."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame of the focus."""
        if not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._look.tokens.accent), 2))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), self._look.px(6), self._look.px(6))

    def _pressed(self, at: int) -> None:
        if not self._many:
            for number, chip in enumerate(self.chips):
                chip.setChecked(number == at)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell()
        if not self._many:
            self.answered.emit()

    def _tell(self) -> None:
        self.setAccessibleDescription(self.text() or "没有选")
        self.changed.emit()

    def _dress(self) -> None:
        px = self._look.px
        self._row.setContentsMargins(px(4), px(3), px(4), px(3))
        self._row.setSpacing(px(6))
