"""Small dialogs: why something is done, and whether to leave what is not saved."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.look.look import Look
from ui.look.parts.buttons import Button, Chip, Kind
from ui.look.parts.field import Field
from ui.look.parts.inputs import LineEdit
from ui.look.parts.text import Paragraph, Role, Words
from ui.shell.curtain import add_curtain_key

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Question(QDialog):
    """A title, a sentence, and buttons at the foot; the last one is filled.

    Enter goes from field to field, and from the last one on to what the filled button does, unless
    `enter_ends` says otherwise; on a button it presses that.
    """

    enter_ends = True

    def __init__(self, look: Look, title: str, sentence: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.look = look
        self.setWindowTitle(title)
        self.setMinimumWidth(look.px(440))
        self._filled: Button | None = None
        add_curtain_key(self)
        self.column, self._foot = QVBoxLayout(self), QHBoxLayout()
        self.column.setContentsMargins(*([look.px(24)] * 4))
        self.column.setSpacing(look.px(12))
        self.column.addWidget(Words(title, Role.TITLE))
        if sentence:
            self.column.addWidget(Paragraph(sentence))
        self._foot.addStretch(1)
        self._foot.setSpacing(look.px(8))

    def add_button(self, text: str, kind: Kind = Kind.PLAIN) -> Button:
        """Place a button at the foot."""
        button = Button(self.look, text, kind=kind)
        self._foot.addWidget(button)
        if kind is Kind.PRIMARY:
            self._filled = button
        return button

    def finish(self) -> None:
        """Place the foot below everything else."""
        self.column.addLayout(self._foot)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter go on; everything else is the dialog's."""
        if event.key() in ENTER:
            self._go_on(self.focusWidget())
        else:
            super().keyPressEvent(event)

    def _go_on(self, now: QWidget | None) -> None:
        if isinstance(now, QPushButton):
            now.click()
            return
        editors = [field.editor for field in self.findChildren(Field) if field.isVisible()]
        at = next((n for n, editor in enumerate(editors) if editor is now), -1)
        if 0 <= at < len(editors) - 1:
            editors[at + 1].setFocus(Qt.FocusReason.TabFocusReason)
        elif at >= 0 and self.enter_ends and self._filled is not None:
            self._filled.click()


class WhyDialog(Question):
    """Asks for a reason, or another line, with a few usual ones to press; `answered` carries it."""

    answered = Signal(str)

    def __init__(
        self, look: Look, title: str, sentence: str, usual: Sequence[str], deed: str, parent: QWidget | None,
        label: str = "原因",
    ) -> None:  # fmt: skip
        super().__init__(look, title, sentence, parent)
        self.field = Field(look, label, LineEdit(), required=True)
        self.editor = self.field.editor
        assert isinstance(self.editor, LineEdit)
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        for text in usual:
            chip = Chip(look, text)
            chip.setCheckable(False)
            chip.clicked.connect(lambda _=False, said=text: self._say(said))
            row.addWidget(chip)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addWidget(self.field)
        self.add_button("取消").clicked.connect(self.reject)
        self.go = self.add_button(deed, Kind.PRIMARY)
        self.go.clicked.connect(self._answer)
        self.finish()
        self.editor.setFocus()

    def answer(self, reason: str) -> None:
        """Give a reason as if it had been typed."""
        self._say(reason)
        self._answer()

    def _say(self, text: str) -> None:
        assert isinstance(self.editor, LineEdit)
        self.editor.setText(text)
        self.editor.setFocus()

    def _answer(self) -> None:
        assert isinstance(self.editor, LineEdit)
        reason = self.editor.text().strip()
        if not reason:
            self.field.set_complaint(f"请写明{self.field.label}")
            return
        self.answered.emit(reason)
        self.accept()


class Choosing(Question):
    """A question with a few answers; `chosen` carries the number of the button, counted from 0."""

    chosen = Signal(int)

    def __init__(
        self, look: Look, title: str, sentence: str, answers: Sequence[tuple[str, Kind]],
        parent: QWidget | None,
    ) -> None:  # fmt: skip
        super().__init__(look, title, sentence, parent)
        self.buttons = [self.add_button(text, kind) for text, kind in answers]
        for at, button in enumerate(self.buttons):
            button.clicked.connect(lambda _=False, number=at: self._take(number))
        self.finish()
        (self._filled or self.buttons[0]).setFocus()

    def _take(self, number: int) -> None:
        self.chosen.emit(number)
        self.accept()
