"""How far the work is, and whether anything is in the ledger yet."""

from PySide6.QtWidgets import QHBoxLayout

from ui.look.look import Look
from ui.look.parts.bar import ProgressLine
from ui.look.parts.icon import Icon
from ui.look.parts.text import Elided, Role, Words
from ui.look.tokens import Tone
from ui.widgets.import_wizard.card import Card


class ProgressCard(Card):
    """Icon, what is done, numbers at the right; the line; one sentence."""

    def __init__(self, look: Look, name: str, padding: int = 16) -> None:
        super().__init__(look, padding, spacing=6)
        self._icon = Icon(look, "working", Tone.ACCENT)
        self._title = Words("", Role.STRONG)
        self._numbers = Elided("", Role.SECOND)
        self._line = ProgressLine(name)
        self._sentence = Elided("", Role.SECOND)
        self._top = QHBoxLayout()
        self._top.addWidget(self._icon)
        self._top.addWidget(self._title)
        self._top.addStretch(1)
        self._top.addWidget(self._numbers)
        self.box.addLayout(self._top)
        self.box.addWidget(self._line)
        self.box.addWidget(self._sentence)
        self._space()

    def say(self, title: str, done: int, total: int, sentence: str, numbers: str | None = None) -> None:
        """Show work under way; a total of 0 means that nobody knows how much there is."""
        self._icon.set_icon("working", Tone.ACCENT)
        self._title.setText(title)
        self._line.set_progress(done, total)
        self._numbers.setText(f"{done:,} / {total:,}" if numbers is None and total else numbers or "")
        self._sentence.setText(sentence)

    def finish(self, title: str, numbers: str, sentence: str) -> None:
        """Show that it is done."""
        self._icon.set_icon("done", Tone.GREEN)
        self._title.setText(title)
        self._line.set_progress(1, 1)
        self._numbers.setText(numbers)
        self._sentence.setText(sentence)

    def _space(self) -> None:
        super()._space()
        if hasattr(self, "_top"):
            self._top.setSpacing(self.look.px(8))
