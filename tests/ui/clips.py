"""Finds text that has no room: glyph bounds against the room, not size hints, where fonts are tall."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTabBar,
    QWidget,
)

from ui.look.look import Look
from ui.look.parts.pill import Pill
from ui.look.parts.steps import Steps
from ui.look.parts.text import Elided
from ui.shell.rail import RailButton


def clipped(root: QWidget, look: Look) -> list[str]:
    """What is cut off on the screen, in words."""
    faults = [_fault(widget, look) for widget in root.findChildren(QWidget) if widget.isVisibleTo(root)]
    return [fault for fault in faults if fault]


def _fault(widget: QWidget, look: Look) -> str:
    if isinstance(widget, Elided):
        return ""
    if isinstance(widget, QLabel):
        return _label(widget)
    if isinstance(widget, QPushButton | QCheckBox):
        return _sized(widget, widget.text() or widget.accessibleName())
    if isinstance(widget, Pill):
        wide = look.px(38) + QFontMetrics(look.font(14, bold=True)).horizontalAdvance(widget.accessibleName())
        return f"{widget.accessibleName()}: {wide} in {widget.width()}" if wide > widget.width() else ""
    if isinstance(widget, Steps):
        return _sized(widget, widget.accessibleName())
    if isinstance(widget, RailButton):
        wide = _width(look, widget.text())
        return f"{widget.text()}: {wide} in {widget.width()}" if wide > widget.width() else ""
    if isinstance(widget, QHeaderView):
        return _head(widget, look)
    if isinstance(widget, QTabBar):
        wide = sum(widget.tabSizeHint(at).width() for at in range(widget.count()) if widget.isTabVisible(at))
        return f"{widget.accessibleName()}: {wide} in {widget.width()}" if wide > widget.width() else ""
    if isinstance(widget, QComboBox) and _too_long(widget, look):
        return f"{widget.accessibleName()}: {widget.currentText()} in {widget.width()}"
    if isinstance(widget, QLineEdit | QComboBox):
        tall = widget.fontMetrics().tightBoundingRect("国Ag永").height() + 4
        return f"{widget.accessibleName()}: too low" if tall > widget.height() else ""
    return ""


def _too_long(box: QComboBox, look: Look) -> bool:
    # The words stand between the padding at the left and the arrow at the right.
    text = box.fontMetrics().horizontalAdvance(box.currentText())
    return not box.isEditable() and text > box.width() - look.px(11) - look.px(28)


def _head(head: QHeaderView, look: Look) -> str:
    model = head.model()
    if model is None or head.orientation() is Qt.Orientation.Vertical:
        return ""
    for at in range(head.count()):
        title = str(model.headerData(at, head.orientation()) or "")
        wide = QFontMetrics(look.font(13)).horizontalAdvance(title) + look.px(12)
        if not head.isSectionHidden(at) and wide > head.sectionSize(at):
            return f"{title}: {wide} in {head.sectionSize(at)}"
    return ""


def _label(label: QLabel) -> str:
    room = label.contentsRect()
    if label.wordWrap():
        tall = label.heightForWidth(room.width())
        return f"{label.text()}: {tall} in {room.height()}" if tall > room.height() else ""
    text = label.fontMetrics().horizontalAdvance(label.text())
    tall = label.fontMetrics().tightBoundingRect(label.text()).height() if label.text() else 0
    fits = text <= room.width() and tall <= room.height()
    return "" if fits else f"{label.text()}: {text}x{tall} in {room.width()}x{room.height()}"


def _sized(widget: QWidget, name: str) -> str:
    hint, size = widget.sizeHint(), widget.size()
    fits = hint.width() <= size.width() and hint.height() <= size.height()
    return "" if fits else f"{name}: {hint.toTuple()} in {size.toTuple()}"


def _width(look: Look, text: str) -> int:
    return QFontMetrics(look.font(13, bold=True)).horizontalAdvance(text)
