"""Banner: one sentence, its consequence, a link or two; it stays until it is solved."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy

from ui.look.look import Look
from ui.look.parts.buttons import Button, IconButton, Kind
from ui.look.parts.icon import Icon
from ui.look.parts.text import Paragraph, Role
from ui.look.stylesheet import restyle
from ui.look.tokens import Tone

ICONS = {Tone.RED: "late", Tone.AMBER: "due", Tone.GREEN: "done", Tone.BLUE: "info", Tone.GREY: "info"}


class Banner(QFrame):
    """A soft ground in a state's colour.

    `link_pressed` when its link is followed, `other_pressed` for the second one, `closed` when its cross is
    pressed (only with `closable`).
    """

    link_pressed = Signal()
    other_pressed = Signal()
    closed = Signal()

    def __init__(
        self, look: Look, tone: Tone, sentence: str, detail: str = "", link: str = "",
        closable: bool = False, other: str = "",
    ) -> None:  # fmt: skip
        super().__init__()
        self._look = look
        self.setProperty("part", "banner")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._icon = Icon(look, ICONS.get(tone, "info"), tone)
        self._sentence = Paragraph(sentence, Role.STRONG)
        self._detail = Paragraph(detail, Role.SECOND)
        self._link, self._other = Button(look, link, kind=Kind.LINK), Button(look, other, kind=Kind.LINK)
        self._cross = IconButton(look, "close", "关闭提示")
        self._link.clicked.connect(self.link_pressed)
        self._other.clicked.connect(self.other_pressed)
        self._cross.clicked.connect(self.closed)
        self._lay_out()
        self._cross.setVisible(closable)
        self.say(tone, sentence, detail, link, other)
        look.changed.connect(self._dress)
        self._dress()

    def say(self, tone: Tone, sentence: str, detail: str = "", link: str = "", other: str = "") -> None:
        """Say something else in the same place."""
        self.setProperty("tone", tone.value)
        restyle(self)
        self._icon.set_icon(ICONS.get(tone, "info"), tone)
        self._sentence.setText(sentence)
        self._sentence.set_tone(tone)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        for button, words in ((self._link, link), (self._other, other)):
            button.setText(words)
            button.setVisible(bool(words))
        self.setAccessibleName(f"{sentence}{detail}")

    def _lay_out(self) -> None:
        self._row = QHBoxLayout(self)
        self._words = QGridLayout()
        self._words.addWidget(self._icon, 0, 0)
        self._words.addWidget(self._sentence, 0, 1)
        self._words.addWidget(self._detail, 1, 1)
        self._words.setColumnStretch(1, 1)
        self._row.addLayout(self._words, 1)
        self._row.addWidget(self._link)
        self._row.addWidget(self._other)
        self._row.addWidget(self._cross)

    def _dress(self) -> None:
        px = self._look.px
        self._row.setContentsMargins(px(12), px(8), px(8), px(8))
        self._row.setSpacing(px(8))
        self._words.setHorizontalSpacing(px(8))
        self._words.setVerticalSpacing(0)
