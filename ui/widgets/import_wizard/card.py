"""A white surface with one column of widgets, as every part of the wizard is."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.look.look import Look

WIDEST = 16777215
"""Qt's word for no limit."""


class Card(QFrame):
    """A surface; `padding` and `spacing` in px at 100 %, `row` lays its widgets side by side."""

    def __init__(self, look: Look, padding: int = 16, spacing: int = 8, row: bool = False) -> None:
        super().__init__()
        self.look = look
        self._padding = padding
        self._spacing = spacing
        self.setProperty("part", "surface")
        self.box: QBoxLayout = QHBoxLayout(self) if row else QVBoxLayout(self)
        look.changed.connect(self._space)
        self._space()

    def _space(self) -> None:
        side = self.look.px(self._padding)
        self.box.setContentsMargins(side, side, side, side)
        self.box.setSpacing(self.look.px(self._spacing))


class LowArea(QScrollArea):
    """Holds what may be higher than its place; scrolls where the window is too low for it."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._content = content
        self.setWidget(content)

    def sizeHint(self) -> QSize:
        """All of it."""
        return self._content.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Any height will do."""
        return QSize(self._content.minimumSizeHint().width(), 40)
