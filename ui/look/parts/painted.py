"""A part that paints itself from the look."""

from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.look.look import Look


class Painted(QWidget):
    """Measures and paints itself again whenever the look changes."""

    def __init__(self, look: Look, across: QSizePolicy.Policy = QSizePolicy.Policy.Preferred) -> None:
        super().__init__()
        self._look = look
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._dress)

    def _dress(self) -> None:
        self.updateGeometry()
        self.update()
