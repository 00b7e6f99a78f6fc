"""The table's head: borders that are pulled, and a small button at its end."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.look.look import Look
from ui.widgets.ledger_table.delegate import SIDE
from ui.widgets.ledger_table.widths import LEAST


class Head(QHeaderView):
    """`pulled` carries a column, its px before and now, while its border is pulled; `let_go` ends it.

    `menu_asked` carries where a menu is wanted.
    """

    pulled = Signal(int, int, int)
    let_go = Signal()
    menu_asked = Signal(QPoint)

    def __init__(self, look: Look) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._look = look
        self._is_pulled = False
        self._end: QWidget | None = None
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.sectionResized.connect(self._resized)

    def put_end(self, widget: QWidget) -> None:
        """Place a widget at the right end, beside the last column's title."""
        widget.setParent(self)
        widget.setCursor(Qt.CursorShape.ArrowCursor)
        self._end = widget
        self._place_end()

    def least_end(self, title: str) -> int:
        """Px that the last column needs for its title and what stands at the end."""
        if self._end is None:
            return 0
        words = QFontMetrics(self._look.font(13)).horizontalAdvance(title)
        return words + self._look.px(SIDE + 4) + self._end.sizeHint().width()

    def dress(self, high: int) -> None:
        """Take another text size."""
        self.setFixedHeight(high)
        self.setMinimumSectionSize(self._look.px(LEAST))
        self._place_end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to pull."""
        self._is_pulled = event.button() is Qt.MouseButton.LeftButton
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell that the border stands."""
        super().mouseReleaseEvent(event)
        if self._is_pulled:
            self._is_pulled = False
            self.let_go.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu where the mouse is."""
        self.menu_asked.emit(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button at the end."""
        super().resizeEvent(event)
        self._place_end()

    def _resized(self, at: int, old: int, new: int) -> None:
        if self._is_pulled and old and new:
            self.pulled.emit(at, old, new)

    def _place_end(self) -> None:
        if self._end is not None:
            size = self._end.sizeHint()
            self._end.resize(size)
            left = self.width() - size.width() - self._look.px(4)
            self._end.move(left, (self.height() - size.height()) // 2)
            self._end.raise_()
