"""The button with three dots, and the menu that opens below it."""

from PySide6.QtWidgets import QMenu

from ui.look.look import Look
from ui.look.parts.buttons import IconButton


class MenuButton(IconButton):
    """`entries` is filled by whoever makes it; it opens below the button, their right edges in line."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, "more", name)
        self.entries = QMenu(self)
        self.clicked.connect(self._open)

    def _open(self) -> None:
        corner = self.mapToGlobal(self.rect().bottomRight())
        corner.setX(corner.x() - self.entries.sizeHint().width())
        self.entries.popup(corner)
