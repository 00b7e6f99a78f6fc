"""An icon beside words; it says nothing by itself and has no name for a screen reader."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from ui.look.look import Look
from ui.look.parts.painted import Painted
from ui.look.tokens import Tone


class Icon(Painted):
    """A picture of `size` px at 100 %, in a tone's colour or in second grey."""

    def __init__(self, look: Look, name: str, tone: Tone | None = None, size: int = 16) -> None:
        super().__init__(look, QSizePolicy.Policy.Fixed)
        self._name = name
        self._tone = tone
        self._size = size

    def set_icon(self, name: str, tone: Tone | None = None) -> None:
        """Show another icon; an empty name shows none and keeps the place."""
        self._name, self._tone = name, tone
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._look.px(self._size), self._look.px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        if not self._name:
            return
        tokens = self._look.tokens
        ink = tokens.tone(self._tone).ink if self._tone else tokens.second
        QPainter(self).drawPixmap(0, 0, self._look.pixmap(self._name, ink, self._size))
