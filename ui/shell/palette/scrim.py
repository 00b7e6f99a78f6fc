"""Darkens the window while something lies on it."""

from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.look.look import Look
from ui.look.tokens import LIGHT

DARKNESS = 110
"""Of 255."""


class Scrim(QWidget):
    """As large as the window; the words below stay to be seen."""

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._look = look
        self.setGeometry(window.rect())
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A veil of the text's colour, whatever the theme."""
        veil = QColor(LIGHT.text)
        veil.setAlpha(DARKNESS)
        QPainter(self).fillRect(self.rect(), veil)
