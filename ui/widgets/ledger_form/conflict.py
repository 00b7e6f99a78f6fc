"""Two people changed the same record: field by field, mine or theirs."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout

from ui.look.look import Look
from ui.look.parts.buttons import Button, Chip, Kind
from ui.look.parts.text import Paragraph, Role, Words
from ui.look.tokens import Tone


@dataclass(frozen=True)
class Difference:
    """One field that stands in two ways."""

    key: str
    label: str
    mine: str
    theirs: str


class ConflictBar(QFrame):
    """`settled` carries the keys for which mine is to be kept."""

    settled = Signal(list)

    def __init__(self, look: Look, sentence: str, differences: Sequence[Difference]) -> None:
        super().__init__()
        self._look = look
        self._differences = list(differences)
        self._mine: dict[str, Chip] = {}
        self.setProperty("part", "banner")
        self.setProperty("tone", Tone.AMBER.value)
        column, px = QVBoxLayout(self), look.px
        column.setContentsMargins(px(12), px(8), px(12), px(8))
        column.addWidget(Paragraph(sentence, Role.STRONG, Tone.AMBER))
        column.addLayout(self._rows())
        foot = QHBoxLayout()
        foot.addStretch(1)
        self.go = Button(look, "按所选保存", kind=Kind.PLAIN)
        self.go.clicked.connect(lambda: self.settled.emit(self.kept()))
        foot.addWidget(self.go)
        column.addLayout(foot)

    def keep(self, key: str, mine: bool) -> None:
        """Choose a side for a field as the chips would."""
        self._mine[key].setChecked(mine)

    def kept(self) -> list[str]:
        """The keys for which mine is to be kept."""
        return [key for key, chip in self._mine.items() if chip.isChecked()]

    def _rows(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(self._look.px(8))
        for row, one in enumerate(self._differences):
            grid.addWidget(Words(one.label, Role.LABEL), row, 0)
            for column, (word, text) in enumerate((("我的", one.mine), ("对方", one.theirs)), 1):
                grid.addWidget(self._chip(one, f"{word}：{text or '（空）'}", mine=column == 1), row, column)
        grid.setColumnStretch(3, 1)
        return grid

    def _chip(self, one: Difference, text: str, mine: bool) -> Chip:
        chip = Chip(self._look, text)
        chip.setAccessibleName(f"{one.label} 用{text}")
        if mine:
            self._mine[one.key] = chip
            chip.setChecked(True)
        group = self._mine[one.key].property("group") or QButtonGroup(self)
        self._mine[one.key].setProperty("group", group)
        group.addButton(chip)
        return chip
