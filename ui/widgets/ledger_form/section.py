"""A section of a form: its head folds it to one line that says what is in it."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from gridconsole.core.ledger.kinds.plain import Count
from ui.look.look import Look
from ui.look.tokens import Tone
from ui.widgets.ledger_form.entry import Entry

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class SectionHead(QAbstractButton):
    """Icon and title, and when folded what is in the section; pressing it folds and unfolds."""

    def __init__(self, look: Look, title: str, icon: str) -> None:
        super().__init__()
        self._look, self._icon = look, icon
        self._summary, self._faulty = "", False
        self.setText(title)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def say(self, summary: str, faulty: bool = False) -> None:
        """Say what is in the section."""
        self._summary, self._faulty = summary, faulty
        state = "已展开" if self.isChecked() else f"已折叠，{summary}"
        self.setAccessibleName(f"{self.text()}，{state}")
        self.update()

    def summary(self) -> str:
        """What it says is in the section."""
        return self._summary

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(self._look.px(200), self._look.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint icon, title, summary and the little arrow."""
        tokens, px = self._look.tokens, self._look.px
        painter = QPainter(self)
        top = (self.height() - px(16)) // 2
        painter.drawPixmap(0, top, self._look.pixmap(self._icon, tokens.accent))
        bold = self._look.font(14, bold=True)
        painter.setFont(bold)
        painter.setPen(QColor(tokens.text))
        title = QFontMetrics(bold).horizontalAdvance(self.text())
        painter.drawText(QRect(px(24), 0, title + 2, self.height()), LEFT, self.text())
        arrow = self._look.pixmap("fold" if self.isChecked() else "unfold", tokens.second, 14)
        painter.drawPixmap(self.width() - px(16), top + px(1), arrow)
        if not self.isChecked():
            self._paint_summary(painter, px(24) + title + px(16))
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), px(4), px(4))

    def _paint_summary(self, painter: QPainter, left: int) -> None:
        tokens, px = self._look.tokens, self._look.px
        face = self._look.font(13)
        room = QRect(left, 0, self.width() - px(24) - left, self.height())
        painter.setFont(face)
        painter.setPen(QColor(tokens.tone(Tone.RED).ink if self._faulty else tokens.second))
        shown = QFontMetrics(face).elidedText(self._summary, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, RIGHT, shown)


class Section(QWidget):
    """Fields in two columns, notes across both, below a head that folds them."""

    folded = Signal()

    def __init__(self, look: Look, title: str, icon: str, entries: Sequence[Entry], unfolded: bool) -> None:
        super().__init__()
        self._look = look
        self.entries = list(entries)
        self.head = SectionHead(look, title, icon)
        self.body = QWidget()
        self._grid = QGridLayout(self.body)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.head)
        self._column.addWidget(self.body)
        self._place()
        self.head.toggled.connect(self._fold)
        self.head.setChecked(unfolded)
        self._fold(unfolded)
        for entry in entries:
            entry.judged.connect(self.tell)
        look.changed.connect(self._dress)
        self._dress()

    def unfold(self) -> None:
        """Show the fields."""
        self.head.setChecked(True)

    def tell(self) -> None:
        """Say again what is in the section."""
        faults = sum(entry.faulty for entry in self.entries)
        said = "，".join(filter(None, map(_said, self.entries))) or "还没有填"
        self.head.say(f"{faults} 处要改" if faults else said, bool(faults))

    def _place(self) -> None:
        row = column = 0
        for entry in self.entries:
            wide = isinstance(entry.editor, QPlainTextEdit)
            if wide and column:
                row, column = row + 1, 0
            self._grid.addWidget(entry.field, row, column, 1, 2 if wide else 1, Qt.AlignmentFlag.AlignTop)
            column += 2 if wide else 1
            if column > 1:
                row, column = row + 1, 0
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)

    def _fold(self, unfolded: bool) -> None:
        self.body.setVisible(unfolded)
        self.tell()
        self.folded.emit()

    def _dress(self) -> None:
        px = self._look.px
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(4))
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(16))
        self._grid.setVerticalSpacing(0)


def _said(entry: Entry) -> str:
    text = entry.text().replace("\n", " ")
    return f"{entry.declared.label} {text}" if text and isinstance(entry.declared.kind, Count) else text
