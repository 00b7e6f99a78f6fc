"""Words on the screen: always plain text, at one of the few sizes there are."""

from enum import StrEnum

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.look.stylesheet import restyle
from ui.look.tokens import Tone


class Role(StrEnum):
    """What a text is; the style sheet knows size, weight and colour."""

    BASE = "base"
    STRONG = "strong"
    SECOND = "second"
    LABEL = "label"
    HINT = "hint"
    TINY = "tiny"
    TITLE = "title"
    PERSON = "person"
    TOTAL = "total"
    KPI = "kpi"


class Words(QLabel):
    """One line of text that is never read as markup."""

    def __init__(self, text: str = "", role: Role = Role.BASE, tone: Tone | None = None) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role.value)
        self.setProperty("tone", tone.value if tone else "")
        self.setText(text)

    def set_tone(self, tone: Tone | None) -> None:
        """Change what the colour says."""
        self.setProperty("tone", tone.value if tone else "")
        restyle(self)


class Elided(Words):
    """One line that ends in … where the room ends and says the rest in its tool tip."""

    def __init__(self, text: str = "", role: Role = Role.BASE, tone: Tone | None = None) -> None:
        self._full = text
        super().__init__(text, role, tone)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """Show a text as far as the room goes."""
        self._full = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self._fit()

    def full_text(self) -> str:
        """The text without the cut."""
        return self._full

    def sizeHint(self) -> QSize:
        """Room for the whole text."""
        return QSize(self.fontMetrics().horizontalAdvance(self._full) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Room for three characters, or the text when it is shorter."""
        three = self.fontMetrics().horizontalAdvance("字字…")
        return QSize(min(three, self.sizeHint().width()), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut again."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Cut again when the font changed."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideRight, self.width())
        if shown != self.text():
            super().setText(shown)
        self.setToolTip(self._full if shown != self._full else "")


class Paragraph(Words):
    """Running text that wraps; the font's own line height is 145 %, as Chinese wants it."""

    def __init__(self, text: str = "", role: Role = Role.BASE, tone: Tone | None = None) -> None:
        super().__init__(text, role, tone)
        self.setWordWrap(True)
