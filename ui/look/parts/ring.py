"""The outer line of a faulty field that has the focus: it keeps its red border."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFocusFrame, QWidget

from ui.look.look import Look


class Ring(QFocusFrame):
    """Drawn around an editor while it is faulty (property `bad`) and has the focus."""

    def __init__(self, look: Look, editor: QWidget) -> None:
        super().__init__(editor)
        self._look = look
        self._editor = editor
        editor.installEventFilter(self)
        self.hide()

    def refresh(self) -> None:
        """Show or hide the ring as the editor's state asks for."""
        wanted = self._editor.hasFocus() and self._editor.property("bad") == "true"
        if wanted:
            self.setWidget(self._editor)
        self.setVisible(wanted)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the focus, besides what a focus frame follows by itself."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.refresh()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line of 2 px just outside the editor's border."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._look.tokens.accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = self._look.px(6) + 1
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
