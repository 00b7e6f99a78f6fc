"""Toast: says for four seconds what needs no answer (saved, copied); never an error."""

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.look.look import Look
from ui.look.parts.text import Role, Words

SECONDS = 4


class Toast(QFrame):
    """One per window, over the status bar and so never over the form."""

    def __init__(self, look: Look, window: QWidget, seconds: float = SECONDS) -> None:
        super().__init__(window)
        self._look = look
        self._words = Words("", Role.BASE)
        self.setProperty("part", "toast")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._words)
        self._timer = QTimer(self, singleShot=True, interval=int(seconds * 1000))
        self._timer.timeout.connect(self.hide)
        look.changed.connect(self._dress)
        self._dress()
        self.hide()

    def say(self, text: str, corner: QPoint) -> None:
        """Show a text with its lower left corner at `corner`, in the window's coordinates."""
        self._words.setText(text)
        self.setAccessibleName(text)
        self.adjustSize()
        self.move(corner.x(), corner.y() - self.height())
        self.show()
        self.raise_()
        self._timer.start()

    def text(self) -> str:
        """What it says or said last."""
        return self._words.text()

    def _dress(self) -> None:
        px = self._look.px
        self._row.setContentsMargins(px(16), px(8), px(16), px(8))
        self.hide()  # its place is no longer right
