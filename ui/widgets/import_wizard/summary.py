"""The right side of checking: all rows as one bar and a few lines, and what will be missing."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.look.look import Look
from ui.look.parts.bar import Bar
from ui.look.parts.icon import Icon
from ui.look.parts.text import Elided, Role, Words
from ui.widgets.import_wizard.card import Card
from ui.widgets.import_wizard.standing import Standing, Tally

LINES = (Standing.READY, Standing.INCOMPLETE, Standing.DIFFERS, Standing.SAME, Standing.REFUSED)


class Line(QWidget):
    """One kind of row: icon, word, number, and below what happens to it."""

    def __init__(self, look: Look, standing: Standing) -> None:
        super().__init__()
        self._look = look
        self._grid = QGridLayout(self)
        self._grid.addWidget(Icon(look, standing.icon, standing.tone, 18), 0, 0)
        self._grid.addWidget(Words(standing.value, Role.STRONG), 0, 1)
        self._number = Words("", Role.PERSON, standing.tone)
        self._grid.addWidget(self._number, 0, 2, Qt.AlignmentFlag.AlignRight)
        self.words = Elided("", Role.SECOND)
        self._grid.addWidget(self.words, 1, 1, 1, 2)
        self._grid.setColumnStretch(1, 1)
        look.changed.connect(self._dress)
        self._dress()

    def say(self, number: int, words: str) -> None:
        """Show the number and the explanation."""
        self._number.setText(f"{number:,}")
        self.words.setText(words)

    def _dress(self) -> None:
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(self._look.px(12))
        self._grid.setVerticalSpacing(0)


class Totals(Card):
    """The total, the bar, and a line for every kind."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, spacing=8)
        self._total = Words("", Role.TOTAL)
        self._bar = Bar(look, "核对结果")
        self._lines = {standing: Line(look, standing) for standing in LINES}
        self._inner = QVBoxLayout()
        self.box.addWidget(self._total)
        self.box.addWidget(self._bar)
        self.box.addLayout(self._inner)
        for line in self._lines.values():
            self._inner.addWidget(line)
        self._space()

    def _space(self) -> None:
        super()._space()
        if hasattr(self, "_inner"):
            self._inner.setSpacing(self.look.px(4))
            self._inner.setContentsMargins(0, self.look.px(4), 0, 0)

    def show_tally(self, tally: Tally) -> None:
        """Show how many rows stand where."""
        counts = tally.counts
        self._total.setText(f"{tally.total:,} 行")
        self._bar.set_parts([(one.value, counts[one], one.tone) for one in LINES])
        words = {
            Standing.READY: f"新建 {tally.made:,}，更新 {tally.changed:,}",
            Standing.INCOMPLETE: "照样导入，缺的记到待补清单",
            Standing.DIFFERS: "与台账不同，没选的不导入",
            Standing.SAME: "与台账相同，或与前面的行相同",
            Standing.REFUSED: "另存一份，原因写在单元格旁边",
        }
        for standing, line in self._lines.items():
            line.say(counts[standing], words[standing])
        self._lines[Standing.DIFFERS].setVisible(counts[Standing.DIFFERS] > 0)


class Missing(Card):
    """What is still to be completed after the import, in numbers of records."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, padding=12, spacing=4)
        self._list = CountList(look)
        self._note = Elided("", Role.SECOND)
        self.box.addWidget(Words("导入后待补", Role.TITLE))
        self.box.addWidget(self._list, 1)
        self.box.addWidget(self._note)

    def show_missing(self, missing: Sequence[tuple[str, int]]) -> None:
        """Show (label, number of records), most first."""
        self._list.show_counts(missing)
        self._note.setText("老台账没有的，先导入，以后再补。" if missing else "没有要补的。")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the sentence out where the numbers need its room."""
        super().resizeEvent(event)
        self._note.setVisible(self.height() >= self.look.px(150))


class CountList(QWidget):
    """Labels with numbers at the right, as many as there is room for; the last line counts the others."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._counts: Sequence[tuple[str, int]] = ()
        look.changed.connect(self.updateGeometry)

    def show_counts(self, counts: Sequence[tuple[str, int]]) -> None:
        """Show (label, number)."""
        self._counts = counts
        words = "，".join(f"{label} {number:,}" for label, number in counts)
        self.setAccessibleName(words or "没有")
        self.setToolTip(words)
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Two lines."""
        return QSize(self._look.px(120), 2 * self._line)

    def sizeHint(self) -> QSize:
        """Room for all of them."""
        return QSize(self._look.px(200), max(3, len(self._counts)) * self._line)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines that fit."""
        painter = QPainter(self)
        room = max(1, self.height() // self._line)
        shown = self._counts if len(self._counts) <= room else self._counts[: room - 1]
        for at, (label, number) in enumerate(shown):
            self._paint(painter, at, label, f"{number:,}")
        if len(shown) < len(self._counts):
            self._paint(painter, len(shown), f"另有 {len(self._counts) - len(shown)} 项", "")

    @property
    def _line(self) -> int:
        return self._look.px(24)

    def _paint(self, painter: QPainter, at: int, label: str, number: str) -> None:
        rect = QRect(0, at * self._line, self.width(), self._line)
        painter.setPen(QColor(self._look.tokens.text if number else self._look.tokens.second))
        painter.setFont(self._look.font(14))
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, label)
        painter.setFont(self._look.font(14, bold=True))
        painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number)
