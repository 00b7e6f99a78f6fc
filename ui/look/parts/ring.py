"""The outer line of a faulty field that has the focus: it keeps its red border."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.look.look import Look

FOLLOWED = {
    QEvent.Type.FocusIn,
    QEvent.Type.FocusOut,
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Hide,
    QEvent.Type.Show,
}


class Ring(QWidget):
    """Drawn around an editor while it is faulty (property `bad`) and has the focus.

    Lies on what the field lies on, because within the field its sides would be cut off.
    """

    def __init__(self, look: Look, field: QWidget, editor: QWidget) -> None:
        super().__init__(field)
        self._look = look
        self._field = field
        self._editor = editor
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        field.installEventFilter(self)
        editor.installEventFilter(self)
        self.hide()

    def refresh(self) -> None:
        """Show, hide or move the ring as the editor's state asks for."""
        ground = self._field.parentWidget()
        faulty = self._editor.property("bad") == "true"
        if ground is None or not (faulty and self._editor.hasFocus() and self._field.isVisible()):
            self.hide()
            return
        if self.parentWidget() is not ground:
            self.setParent(ground)
        corner = self._editor.mapTo(ground, self._editor.rect().topLeft())
        self.setGeometry(self._editor.rect().translated(corner).adjusted(-2, -2, 2, 2))
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the field and its focus."""
        if event.type() in FOLLOWED:
            self.refresh()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line of 2 px just outside the editor's border."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._look.tokens.accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = self._look.px(6) + 1
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
