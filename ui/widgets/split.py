"""Table and file side by side, parted by a gap in the window's colour."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QSplitter, QSplitterHandle, QWidget

from ui.look.look import Look

GAP, FILE = 8, 416
"""Px at 100 %: the gap, and the file's width at first."""


class Gap(QSplitterHandle):
    """Nothing but the ground on which the panels lie."""

    def __init__(self, look: Look, splitter: QSplitter) -> None:
        super().__init__(Qt.Orientation.Horizontal, splitter)
        self._look = look
        self.setAccessibleName("台账与档案的分界")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, darker while it is pulled."""
        tokens = self._look.tokens
        ground = tokens.border if self.underMouse() else tokens.window
        QPainter(self).fillRect(self.rect(), QColor(ground))


class Split(QSplitter):
    """The file keeps its width, the table takes what the window gives."""

    def __init__(self, look: Look) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._look = look
        self.setChildrenCollapsible(False)
        look.changed.connect(self.dress)

    def createHandle(self) -> QSplitterHandle:
        """Make the gap."""
        return Gap(self._look, self)

    def dress(self) -> None:
        """Give the file its first width again."""
        px = self._look.px
        self.setHandleWidth(px(GAP))
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        self.setSizes([max(px(300), self.width() - px(GAP + FILE)), px(FILE)])


def show_one_or_both(table: QWidget, file: QWidget, one: bool, has_file: bool, is_empty: bool) -> None:
    """Leave the file's place out while it is empty beside an empty table; with `one` show one of the two."""
    leaving = one and has_file and table.isAncestorOf(QApplication.focusWidget() or file)
    file.setVisible(has_file or not (one or is_empty))
    if leaving:
        file.setFocus(Qt.FocusReason.OtherFocusReason)
    table.setVisible(not (one and has_file))
