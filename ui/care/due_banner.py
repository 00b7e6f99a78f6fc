"""When the next visit is due, and why on that day."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.care.due import Due
from ui.look.look import Look
from ui.look.parts.buttons import Button, Kind
from ui.look.parts.icon import Icon
from ui.look.parts.text import Elided, Paragraph, Role, Words
from ui.look.stylesheet import restyle

WHY, ENOUGH = "为什么是这一天？", "收起"


class DueBanner(QFrame):
    """One sentence in the state's colour; the link unfolds the steps that lead to the day, and `turned`."""

    turned = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setProperty("part", "banner")
        self._icon = Icon(look, "calendar")
        self._sentence = Elided("", Role.STRONG)
        self.link = Button(look, WHY, kind=Kind.LINK)
        self.link.clicked.connect(self._turn)
        self._head = QHBoxLayout()
        self._head.addWidget(self._icon)
        self._head.addWidget(self._sentence, 1)
        self._head.addWidget(self.link)
        self._steps = QWidget()
        self._lines = QGridLayout(self._steps)
        self._lines.setColumnStretch(1, 1)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addWidget(self._steps)
        self._steps.hide()
        look.changed.connect(self._dress)
        self._dress()

    def say(self, due: Due, sentence: str, steps: Sequence[str]) -> None:
        """Say when the visit is due and keep the reasons ready."""
        self.setProperty("tone", due.tone.value)
        restyle(self)
        self._icon.set_icon(due.icon, due.tone)
        self._sentence.setText(sentence)
        self._sentence.set_tone(due.tone)
        self.link.setVisible(bool(steps))
        self._put_steps(steps)
        self.setAccessibleName(sentence)

    def steps(self) -> list[str]:
        """The reasons that can be seen."""
        if self._steps.isHidden():
            return []
        return [label.text() for label in self._steps.findChildren(Paragraph)]

    def _put_steps(self, steps: Sequence[str]) -> None:
        while item := self._lines.takeAt(0):
            if widget := item.widget():
                widget.setParent(None)
        for row, text in enumerate(steps):
            self._lines.addWidget(Words(str(row + 1), Role.SECOND), row, 0)
            self._lines.addWidget(Paragraph(text, Role.SECOND), row, 1)

    def _turn(self) -> None:
        unfolded = self._steps.isHidden()
        self._steps.setVisible(unfolded)
        self.link.setText(ENOUGH if unfolded else WHY)
        self.turned.emit()

    def _dress(self) -> None:
        px = self._look.px
        self._column.setContentsMargins(px(12), px(6), px(8), px(6))
        self._column.setSpacing(px(2))
        self._head.setSpacing(px(8))
        self._lines.setContentsMargins(px(3), 0, px(8), px(2))
        self._lines.setHorizontalSpacing(px(12))
        self._lines.setVerticalSpacing(px(2))
