"""The wheel scrolls the page and never changes a value."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox


class WheelGuard(QObject):
    """An event filter that hands the wheel on to whatever scrolls around the widget."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ignore the wheel, so that Qt offers it to the parent."""
        if event.type() != QEvent.Type.Wheel:
            return False
        event.ignore()
        return True


def guard_wheel(widget: QComboBox | QAbstractSpinBox) -> None:
    """Guard a combo, spin or date box; the wheel does not give it the focus either."""
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    widget.installEventFilter(WheelGuard(widget))
