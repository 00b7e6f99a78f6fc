"""Paints head and cells of the table of rows: two lines each, from the same tokens as everything else."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.look.look import Look
from ui.look.parts.pill import paint_ground, paint_pill, pill_size
from ui.look.scale import Part
from ui.look.tokens import Tone
from ui.widgets.import_wizard.cells import Cell
from ui.widgets.import_wizard.rows_model import FIRST, NUMBER, VERDICT, RowsModel

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
LEAST, MOST = 84, 220
LOOKED_AT = 150


def write(painter: QPainter, face: QFont, ink: str, room: QRect, text: str) -> None:
    """Write one line, cut with … where the room ends."""
    painter.setFont(face)
    painter.setPen(QColor(ink))
    painter.drawText(
        room, LEFT, QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    )


class RowsHead(QHeaderView):
    """Heading of the workbook above, the field it became with its icon below."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self.setHighlightSections(False)
        self.setAccessibleName("表头：表里的列名，下面是对应的栏目")

    def sizeHint(self) -> QSize:
        """Two lines."""
        return QSize(super().sizeHint().width(), self._look.px(56))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint one head."""
        model = self.model()
        if not rect.isValid() or not isinstance(model, RowsModel):
            return
        tokens, px = self._look.tokens, self._look.px
        painter.fillRect(rect, QColor(tokens.sunken))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(tokens.hairline))
        inner = rect.adjusted(px(12 if section == VERDICT else 8), px(6), -px(4), -px(6))
        half = inner.height() // 2
        upper = QRect(inner.left(), inner.top(), inner.width(), half)
        lower = QRect(inner.left(), inner.top() + half, inner.width(), half)
        label = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
        if section < FIRST:
            write(painter, self._look.font(13), tokens.second, lower, label)
            return
        heading, sure = model.headings[section - FIRST]
        write(painter, self._look.font(13), tokens.second, upper, heading)
        tone = tokens.tone(Tone.ACCENT if sure else Tone.AMBER).ink
        side = px(16)
        top = lower.top() + (lower.height() - side) // 2
        painter.drawPixmap(lower.left(), top, self._look.pixmap("done" if sure else "ask", tone))
        write(painter, self._look.font(14, bold=True), tone, lower.adjusted(side + px(6), 0, 0, 0), label)


class RowsDelegate(QStyledItemDelegate):
    """Value above; below it, on soft ground, what is wrong."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The same for all rows."""
        return QSize(self._look.px(100), self._look.of(Part.ROW_OF_TWO))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a cell."""
        model = index.model()
        assert isinstance(model, RowsModel)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        tokens, px = self._look.tokens, self._look.px
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(tokens.selection))
            if index.column() == VERDICT:
                painter.fillRect(rect.left(), rect.top(), px(3), rect.height(), QColor(tokens.accent))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(tokens.hairline))
        if index.column() == VERDICT:
            stand = model.standing(index.row())
            room = rect.adjusted(px(12), 0, -px(4), -1)
            paint_pill(painter, self._look, room, stand.value, stand.icon, stand.tone, stand.to_act)
        elif index.column() == NUMBER:
            inner = rect.adjusted(px(8), 0, -px(4), -1)
            write(painter, self._look.font(14), tokens.text, inner, str(index.data()))
        else:
            self._paint_cell(painter, rect, model.cell(index.row(), index.column()))
        if state & QStyle.StateFlag.State_HasFocus:
            self._paint_focus(painter, rect)
        painter.restore()

    def width_of(self, cell: Cell) -> int:
        """Px that a cell needs."""
        words = QFontMetrics(self._look.font(14)).horizontalAdvance(cell.text)
        below = QFontMetrics(self._look.font(13)).horizontalAdvance(cell.below)
        icon = self._look.px(14 + 4) if cell.below else 0
        return max(words, icon + below) + self._look.px(20)

    def _paint_cell(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        tokens, px = self._look.tokens, self._look.px
        inner = rect.adjusted(px(8), 0, -px(4), -1)
        if not cell.below:
            write(painter, self._look.font(14), tokens.text, inner, cell.text)
            return
        if cell.tone is not None:
            paint_ground(painter, self._look, rect.adjusted(px(2), px(2), -px(2), -px(3)), cell.tone)
        ink = tokens.tone(cell.tone).ink if cell.tone else tokens.second
        half = (rect.height() - px(8)) // 2
        upper = QRect(inner.left(), rect.top() + px(4), inner.width() - px(2), half)
        lower = QRect(inner.left(), rect.top() + px(4) + half, inner.width() - px(2), half)
        write(painter, self._look.font(14), tokens.text, upper, cell.text)
        side = px(14)
        top = lower.top() + (lower.height() - side) // 2
        painter.drawPixmap(lower.left(), top, self._look.pixmap(cell.icon, ink, 14))
        write(painter, self._look.font(13), ink, lower.adjusted(side + px(4), 0, 0, 0), cell.below)

    def _paint_focus(self, painter: QPainter, rect: QRect) -> None:
        painter.setPen(QPen(QColor(self._look.tokens.accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -2), self._look.px(4), self._look.px(4))


def column_widths(look: Look, model: RowsModel, delegate: RowsDelegate, room: int) -> list[int]:
    """Px for every column from its head and its first rows; what room is left over goes to the wide ones."""
    px = look.px
    pill = pill_size(look, "有出入").width() + px(12 + 8)
    number = QFontMetrics(look.font(14)).horizontalAdvance("000000") + px(16)
    widths = []
    for place, (heading, _) in enumerate(model.headings):
        label = str(model.headerData(FIRST + place, Qt.Orientation.Horizontal))
        words = QFontMetrics(look.font(14, bold=True)).horizontalAdvance(label) + px(16 + 6 + 16)
        words = max(words, QFontMetrics(look.font(13)).horizontalAdvance(heading) + px(16))
        rows = range(min(LOOKED_AT, model.rowCount()))
        cells = max((delegate.width_of(model.cell(row, FIRST + place)) for row in rows), default=0)
        widths.append(max(px(LEAST), min(px(MOST), max(words, cells))))
    spare = room - pill - number - sum(widths)
    if widths and spare > 0:
        widths = [width + spare // len(widths) for width in widths]
        widths[-1] += room - pill - number - sum(widths)
    return [pill, number, *widths]
