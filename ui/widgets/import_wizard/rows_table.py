"""The table of rows: 50,000 of them without a widget each."""

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.look.look import Look
from ui.look.scale import Part
from ui.widgets.import_wizard.rows_model import FIRST, RowsModel
from ui.widgets.import_wizard.rows_paint import RowsDelegate, RowsHead, column_widths

ANSWER_KEYS = {Qt.Key.Key_1: 0, Qt.Key.Key_2: 1, Qt.Key.Key_3: 2}


class RowsTable(QTableView):
    """Signals: `row_changed` with the place of the current row, `answer_key` with 0, 1 or 2."""

    row_changed = Signal(int)
    answer_key = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.empty = ""
        self.rows = RowsModel(self)
        self._painter = RowsDelegate(look, self)
        self.setHorizontalHeader(RowsHead(look, self))
        self.setModel(self.rows)
        self.setItemDelegate(self._painter)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerWidget(QWidget())
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setAccessibleName("逐行核对")
        self.selectionModel().currentRowChanged.connect(lambda new, _old: self.row_changed.emit(new.row()))
        look.changed.connect(self.fit)
        self.fit()

    def go(self, row: int, column: int = FIRST) -> None:
        """Make a cell the current one and show it."""
        index = self.rows.index(row, column)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)

    def next_problem(self, back: bool = False) -> bool:
        """Go to the next cell that somebody should look at; False when there is none."""
        here = self.currentIndex()
        found = self.rows.next_problem(here.row(), here.column(), back)
        if found is None:
            return False
        self.go(*found)
        self.setFocus()
        return True

    def fit(self) -> None:
        """Give rows and columns their sizes at the present text size."""
        self.verticalHeader().setDefaultSectionSize(self._look.of(Part.ROW_OF_TWO))
        widths = column_widths(self._look, self.rows, self._painter, self.viewport().width())
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        self.verticalScrollBar().setSingleStep(self._look.of(Part.ROW_OF_TWO))
        self.horizontalHeader().updateGeometry()
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say why there are no rows, where there are none."""
        super().paintEvent(event)
        if not self.rows.rowCount():
            painter = QPainter(self.viewport())
            painter.setFont(self._look.font(14))
            painter.setPen(QColor(self._look.tokens.second))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self.empty)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1, 2 and 3 answer a row; everything else as in any table."""
        answer = ANSWER_KEYS.get(Qt.Key(event.key()))
        if answer is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.answer_key.emit(answer)
        else:
            super().keyPressEvent(event)
