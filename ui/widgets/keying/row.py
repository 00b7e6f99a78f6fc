"""One question of a sheet: its number and words, an answer, and below it what is wrong."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from ui.look.look import Look
from ui.look.parts.inputs import LineEdit
from ui.look.parts.text import Elided, Role, Words
from ui.look.stylesheet import restyle
from ui.look.tokens import Tone
from ui.widgets.keying.strip import Strip

Check = Callable[[str], str]
"""Text as typed -> what is wrong with it, empty when nothing is."""


def no_check(_text: str) -> str:
    """Find nothing wrong."""
    return ""


class Row(QWidget):
    """`changed` after every change, `answered` when the cursor may go on.

    With `words` it is answered by a key, else typed; `many` lets several words be chosen. An empty number
    keeps the room of one, None stands for a question beside another.
    """

    changed = Signal()
    answered = Signal()

    def __init__(
        self,
        look: Look,
        key: str,
        label: str,
        words: Sequence[str] = (),
        *,
        number: str | None = None,
        many: bool = False,
        hint: str = "",
        check: Check = no_check,
        label_width: int = 96,
        required: bool = False,
    ) -> None:
        super().__init__()
        self.key, self.label = key, label
        self._look, self._check, self._label_width = look, check, label_width
        self._blamed = ""
        self.editor: Strip | QLineEdit = Strip(look, words, label, many) if words else LineEdit("", hint)
        named = f"{label}，必填" if required else label
        self.editor.setAccessibleName(f"{number or ''} {named}".strip())
        self._number = Words(number or "", Role.STRONG, Tone.ACCENT)
        self._label, self._star = Words(label), Words("*" if required else "", Role.LABEL, Tone.RED)
        self._labels = QHBoxLayout()
        self._wrong = Elided("", Role.SECOND, Tone.RED)
        self._grid = QGridLayout(self)
        self._grid.addWidget(self._number, 0, 0)
        self._labels.addWidget(self._label)
        self._labels.addWidget(self._star, 1)
        self._grid.addLayout(self._labels, 0, 1)
        self._grid.addWidget(self.editor, 0, 2)
        self._grid.addWidget(self._wrong, 1, 2)
        self._grid.setColumnStretch(2, 1)
        self._number.setVisible(number is not None)
        self._wrong.hide()
        self._connect()
        look.changed.connect(self._dress)
        self._dress()

    @property
    def asked(self) -> bool:
        """Whether the question is on the screen."""
        return not self.isHidden()

    def text(self) -> str:
        """The answer as typed."""
        return self.editor.text().strip() if self.asked else ""

    def set_text(self, text: str) -> None:
        """Put an answer in."""
        if isinstance(self.editor, Strip):
            self.editor.set_text(text)
        else:
            self.editor.setText(text)

    def ask(self, asked: bool) -> None:
        """Show the question, or leave it out together with its answer."""
        self.setVisible(asked)
        if not asked:
            self.set_text("")
            self.blame("")

    def judge(self) -> None:
        """Say what is wrong with what is typed; a complaint stays while the text does."""
        text = self.text()
        if self.complaint() and text == self._blamed:
            return
        self.blame(self._check(text) if text else "")

    def blame(self, complaint: str) -> None:
        """Say what is wrong, or nothing."""
        self._blamed = self.text()
        self._wrong.setText(complaint)
        self._wrong.setVisible(bool(complaint))
        self.editor.setProperty("bad", "true" if complaint else "false")
        self.editor.setAccessibleDescription(complaint)
        restyle(self.editor)

    def complaint(self) -> str:
        """What is said to be wrong."""
        return self._wrong.full_text()

    def start(self) -> None:
        """Let keys go to the answer."""
        self.editor.setFocus()
        if isinstance(self.editor, QLineEdit):
            self.editor.selectAll()

    def _connect(self) -> None:
        if isinstance(self.editor, Strip):
            self.editor.changed.connect(self.changed)
            self.editor.answered.connect(self.answered)
        else:
            self.editor.textChanged.connect(self.changed)
            self.editor.editingFinished.connect(self.judge)

    def _dress(self) -> None:
        px = self._look.px
        self._grid.setContentsMargins(0, px(2), 0, px(2))
        self._grid.setHorizontalSpacing(px(8))
        self._grid.setVerticalSpacing(0)
        self._number.setFixedWidth(px(24))
        self._labels.setSpacing(px(2))
        self._grid.setColumnMinimumWidth(1, px(self._label_width))
