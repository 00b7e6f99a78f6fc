"""The right side of checking: all rows as one bar and a few lines, and what will be missing."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.care.import_wizard.card import Card
from ui.care.import_wizard.standing import Standing, Tally
from ui.look.look import Look
from ui.look.parts.bar import Bar
from ui.look.parts.icon import Icon
from ui.look.parts.text import Elided, Paragraph, Role, Words

LINES = (Standing.READY, Standing.INCOMPLETE, Standing.DIFFERS, Standing.SAME, Standing.REFUSED)
MISSING_SHOWN = 6


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
        self._inner = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self.box.addWidget(self._total)
        self.box.addWidget(self._bar)
        self.box.addLayout(self._inner)
        for line in self._lines.values():
            self._inner.addWidget(line)
        self._space()

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

    def set_flat(self, flat: bool) -> None:
        """Lie above the table instead of standing beside it."""
        self._inner.setDirection(
            QBoxLayout.Direction.LeftToRight if flat else QBoxLayout.Direction.TopToBottom
        )
        self._total.setVisible(not flat)
        for line in self._lines.values():
            line.words.setVisible(not flat)
        self._space()

    def _space(self) -> None:
        super()._space()
        if hasattr(self, "_inner"):
            flat = self._inner.direction() is QBoxLayout.Direction.LeftToRight
            self._inner.setSpacing(self.look.px(24 if flat else 10))
            self._inner.setContentsMargins(0, self.look.px(0 if flat else 8), 0, 0)


class Missing(Card):
    """What is still to be completed after the import, in numbers of people."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, spacing=8)
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        self._note = Paragraph("", Role.SECOND)
        self.box.addWidget(Words("导入后待补", Role.TITLE))
        self.box.addWidget(self._list)
        self.box.addWidget(self._note)
        self.box.addStretch(1)
        self._lines: list[QWidget] = []
        self._space()

    def show_missing(self, missing: Sequence[tuple[str, int]]) -> None:
        """Show (label, number of people), most first."""
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [self._line(label, number) for label, number in missing[:MISSING_SHOWN]]
        for line in self._lines:
            self._column.addWidget(line)
        rest = len(missing) - MISSING_SHOWN
        more = f"另有 {rest} 项。" if rest > 0 else ""
        self._note.setText(more + "老台账没有的，先导入，以后再补。" if missing else "没有要补的。")

    def _line(self, label: str, number: int) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Elided(label, Role.BASE), 1)
        row.addWidget(Words(f"{number:,}", Role.STRONG))
        return line

    def _space(self) -> None:
        super()._space()
        if hasattr(self, "_column"):
            self._column.setContentsMargins(0, 0, 0, 0)
            self._column.setSpacing(self.look.px(4))
