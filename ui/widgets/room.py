"""How large a dialog may be: never larger than the window that it stands over."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QWidget


def room_over(dialog: QDialog, wide: int, high: int) -> QSize:
    """Return the wanted size in px, cut to the window below."""
    below = dialog.parentWidget()
    room = below.window().size() if isinstance(below, QWidget) else dialog.screen().availableSize()
    return QSize(wide, high).boundedTo(room)
