"""What fills the window when the data can't be opened, or when it must be said which station."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.look.look import Look
from ui.look.parts.buttons import Button, Kind
from ui.look.parts.icon import Icon
from ui.look.parts.text import Paragraph, Role
from ui.look.tokens import Tone

Answer = tuple[str, Callable[[], None]]


class Cover(QFrame):
    """Lies over the whole window: a sentence, the next step, and a button for each answer."""

    def __init__(
        self, look: Look, window: QWidget, tone: Tone, sentence: str, next_step: str,
        answers: Sequence[Answer],
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._look = look
        self.setProperty("part", "plain")
        self.setAccessibleName(sentence)
        self.sentence = Paragraph(sentence, Role.TITLE)
        self.next_step = Paragraph(next_step, Role.BASE)
        kinds = [Kind.PRIMARY, *([Kind.PLAIN] * len(answers))]
        titled = zip(answers, kinds, strict=False)
        self.buttons = [Button(look, title, kind=kind) for (title, _), kind in titled]
        for button, (_, act) in zip(self.buttons, answers, strict=True):
            button.clicked.connect(lambda _=False, do=act: do())
        self._lay_out(tone)
        window.installEventFilter(self)
        self.resize(window.size())
        self.show()
        self.raise_()
        if self.buttons:
            self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if event.type() is QEvent.Type.Resize and isinstance(watched, QWidget):
            self.resize(watched.size())
        return False

    def _lay_out(self, tone: Tone) -> None:
        px = self._look.px
        box, row = QWidget(), QHBoxLayout()
        box.setFixedWidth(px(560))
        column, page = QVBoxLayout(box), QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addWidget(Icon(self._look, "late" if tone is Tone.RED else "station", tone, 32))
        column.addWidget(self.sentence)
        column.addWidget(self.next_step)
        row.setSpacing(px(8))
        for button in self.buttons:
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        page.addStretch(2)
        middle = QHBoxLayout()  # an alignment would forget that wrapped text needs height for its width
        middle.addStretch(1)
        middle.addWidget(box)
        middle.addStretch(1)
        page.addLayout(middle)
        page.addStretch(3)
