"""The bottom of the wizard: cancel, what the main button will do, the main button; or a question."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from ui.look.look import Look
from ui.look.parts.buttons import Button, Kind
from ui.look.parts.icon import Icon
from ui.look.parts.text import Elided, Role
from ui.look.tokens import Tone
from ui.widgets.import_wizard.card import Card


class Foot(Card):
    """One row of buttons; `ask` puts a question in its place until it is answered.

    Signals: `main`, `cancel`, `back`, `refused` (save the refused rows), `undo` (take the import back).
    """

    main = Signal()
    cancel = Signal()
    back = Signal()
    refused = Signal()
    undo = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, padding=12, spacing=0)
        self._pages = QStackedLayout()
        self.box.addLayout(self._pages)
        self.cancel_button = Button(look, "取消", "close")
        self.undo_button = Button(look, "撤回这次导入", "undo", Kind.DANGER)
        self.note = Elided("", Role.SECOND)
        self.back_button = Button(look, "上一步", "previous")
        self.refused_button = Button(look, "存退回清单", "export")
        self.main_button = MainButton(look, "下一步", "next", Kind.PRIMARY)
        for button, signal in self._signals():
            button.clicked.connect(signal)
        self._buttons = self._row([self.cancel_button, self.undo_button], self._rest(), self.note)
        self._pages.addWidget(self._buttons)
        self._question = QuestionRow(look)
        self._pages.addWidget(self._question)
        self._question.answered.connect(self._close_question)

    @property
    def asking(self) -> bool:
        """Whether a question waits for its answer."""
        return self._pages.currentWidget() is self._question

    @property
    def answers(self) -> list[Button]:
        """The buttons of the question, without the one that does nothing."""
        return self._question.answers

    def ask(self, sentence: str, stay: str, answers: Sequence[tuple[str, Callable[[], None]]]) -> None:
        """Ask in place of the buttons; `stay` is the answer that does nothing and has the focus."""
        self._before = self.focusWidget() or self.window().focusWidget()
        self._question.put(sentence, stay, answers)
        self._pages.setCurrentWidget(self._question)
        self._question.stay.setFocus()

    def stay(self) -> None:
        """Answer the question with doing nothing."""
        self._question.stay.click()

    def show_main(self, text: str, enabled: bool, note: str = "", icon: str = "next") -> None:
        """Say what the main button does."""
        self.main_button.show_icon(icon)
        self.main_button.setText(text)
        self.main_button.setEnabled(enabled)
        self.note.setText(note)

    def _signals(self) -> list[tuple[Button, object]]:
        return [
            (self.cancel_button, self.cancel),
            (self.undo_button, self.undo),
            (self.back_button, self.back),
            (self.refused_button, self.refused),
            (self.main_button, self.main),
        ]

    def _rest(self) -> list[QWidget]:
        return [self.back_button, self.refused_button, self.main_button]

    def _row(self, left: list[QWidget], right: list[QWidget], note: Elided) -> QWidget:
        page = QWidget()
        self._line = QHBoxLayout(page)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(self.look.px(8))
        for widget in left:
            self._line.addWidget(widget)
        self._line.addStretch(1)
        for widget in (note, *right):
            self._line.addWidget(widget)
        return page

    def _close_question(self) -> None:
        self._pages.setCurrentWidget(self._buttons)
        if self._before is not None and self._before.isVisible():
            self._before.setFocus()

    def _space(self) -> None:
        super()._space()
        if hasattr(self, "_line"):
            self._line.setSpacing(self.look.px(8))


class MainButton(Button):
    """The filled button, whose icon changes with what it does."""

    def show_icon(self, name: str) -> None:
        """Show another icon."""
        self._icon = name
        self._dress()


class QuestionRow(QWidget):
    """A sentence and its answers; `answered` comes before the answer is carried out."""

    answered = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._sentence = Elided("", Role.STRONG)
        self.stay = Button(look, "")
        self.stay.clicked.connect(self.answered)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(Icon(look, "ask", Tone.AMBER))
        self._row.addWidget(self._sentence, 1)
        self.answers: list[Button] = []
        look.changed.connect(self._dress)
        self._dress()

    def put(self, sentence: str, stay: str, answers: Sequence[tuple[str, Callable[[], None]]]) -> None:
        """Show a question."""
        for old in (*self.answers, self.stay):
            self._row.removeWidget(old)
        for old in self.answers:
            old.hide()
            old.deleteLater()
        self._sentence.setText(sentence)
        self.answers = [self._answer(text, then) for text, then in answers]
        self.stay.setText(stay)
        for button in (*self.answers, self.stay):
            self._row.addWidget(button)
        for first, second in pairwise((*self.answers, self.stay)):
            self.setTabOrder(first, second)

    def _answer(self, text: str, then: Callable[[], None]) -> Button:
        button = Button(self._look, text, kind=Kind.DANGER)
        button.clicked.connect(self.answered)
        button.clicked.connect(then)
        return button

    def _dress(self) -> None:
        self._row.setSpacing(self._look.px(8))
