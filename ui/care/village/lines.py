"""The check of one village: when printed and keyed in, its lines; and all lines that nobody answered."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from gridconsole.care.village.listing import CheckLine
from gridconsole.care.village.views import OpenCheck
from gridconsole.core.ledger.snapshot import Snapshot
from ui.care.keying.village import quarter_words
from ui.care.village.rows import CHANGES, STATES, State, Village, line_columns, line_row
from ui.look.look import Look
from ui.look.parts.buttons import Button, Chip, IconButton
from ui.look.parts.empty import EmptyState
from ui.look.parts.pill import Pill
from ui.look.parts.text import Elided, Role
from ui.look.tokens import Tone
from ui.widgets.ledger_table.model import LedgerModel
from ui.widgets.ledger_table.pages import PAGE
from ui.widgets.ledger_table.view import RowView
from ui.widgets.stack import Stack

OPEN, CHANGED, EVERY, STATION = "没答", "变动", "全部", "全站没答"
CHOICES = (OPEN, CHANGED, EVERY, STATION)
NOTHING_HERE = {
    OPEN: ("每一行都有答复", "还没打印的，打印以后才有行。"),
    CHANGED: ("没有变动", "搬走、去世、新增的列在这里。"),
    EVERY: ("还没有核对表", "先打印，打印时按台账定下每一行。"),
    STATION: ("没有要问清的行", "交回的核对表上没有答的行，哪个村的都列在这里。"),
}
Unanswered = Sequence[tuple[OpenCheck, CheckLine]]


class CheckPanel(QFrame):
    """`print_asked` and `keying_asked` carry the village; `left` when one goes back to the list."""

    print_asked = Signal(object)
    keying_asked = Signal()
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setProperty("part", "plain")
        self.village: Village | None = None
        self._unanswered: Unanswered = ()
        self.back = IconButton(look, "previous", "返回各村列表")
        self.back.hide()
        self.title, self.line = Elided("", Role.PERSON), Elided("", Role.SECOND)
        self.state = Pill(look, State.TO_PRINT, "print", Tone.GREY)
        self.chips = {word: Chip(look, word) for word in CHOICES}
        self.model = LedgerModel(line_columns())
        self.view = RowView(look, self.model, "核对表的行", lambda _first, _last, _then: None)
        self.print_button = Button(look, "打印这个村", "print")
        self.key_button = Button(look, "录入核对表", "edit")
        self._stack = Stack()
        self._empty = {word: EmptyState(look, "done", *NOTHING_HERE[word]) for word in CHOICES}
        self._build()
        look.changed.connect(self._dress)
        self._dress()

    @property
    def shown(self) -> str:
        """Which lines are shown."""
        return next(word for word, chip in self.chips.items() if chip.isChecked())

    def rows(self) -> list[Snapshot]:
        """Return the lines that are shown."""
        return self._rows(self.shown)

    def show_village(self, village: Village | None, quarter: str, unanswered: Unanswered) -> None:
        """Show a village's check; for None only what nobody answered."""
        self.village, self._unanswered = village, unanswered
        self.title.setText(village.name if village else "")
        self.line.setText(_line(village, quarter) if village else "")
        if village:
            icon, tone = STATES[village.state]
            self.state.set_state(village.state.value, icon, tone)
        self.print_button.setVisible(village is not None and not village.is_begun)
        self.key_button.setVisible(village is not None and village.state in (State.OUT, State.PARTLY))
        for word, chip in self.chips.items():
            chip.set_count(len(self._rows(word)))
        self._fill()

    def choose(self, word: str) -> None:
        """Show other lines."""
        for each, chip in self.chips.items():
            chip.setChecked(each == word)
        self._fill()

    def _rows(self, word: str) -> list[Snapshot]:
        if word == STATION:
            return [line_row(check.village, n, line) for n, (check, line) in enumerate(self._unanswered)]
        check = self.village.check if self.village else None
        lines = check.lines if check else ()
        name = self.village.name if self.village else ""
        return [line_row(name, 0, line) for line in lines if _belongs(line, word)]

    def _fill(self) -> None:
        rows = self.rows()
        self.model.start(len(rows))
        for first in range(0, len(rows), PAGE):
            self.model.put(first // PAGE, rows[first : first + PAGE])
        self._stack.setCurrentWidget(self.view if rows else self._empty[self.shown])
        if rows:
            self.view.mark(0)

    def _build(self) -> None:
        self._column, self._top = QVBoxLayout(self), QHBoxLayout()
        self._chip_row, self._foot = QHBoxLayout(), QHBoxLayout()
        self._top.addWidget(self.back)
        self._top.addWidget(self.title, 1)
        self._top.addWidget(self.state)
        for word, chip in self.chips.items():
            chip.clicked.connect(lambda _=False, said=word: self.choose(said))
            self._chip_row.addWidget(chip)
            self._stack.addWidget(self._empty[word])
        self.chips[OPEN].setChecked(True)
        self._chip_row.addStretch(1)
        self._stack.addWidget(self.view)
        self._foot.addStretch(1)
        for button in (self.key_button, self.print_button):
            self._foot.addWidget(button)
        self._column.addLayout(self._top)
        self._column.addWidget(self.line)
        self._column.addLayout(self._chip_row)
        self._column.addWidget(self._stack, 1)
        self._column.addLayout(self._foot)
        self.print_button.clicked.connect(lambda: self.print_asked.emit(self.village))
        self.key_button.clicked.connect(self.keying_asked)
        self.back.clicked.connect(self.left)

    def _dress(self) -> None:
        px = self._look.px
        self.setMinimumWidth(px(360))
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._top.setContentsMargins(px(16), px(8), px(16), 0)
        self._top.setSpacing(px(8))
        self.line.setContentsMargins(px(16), 0, px(16), px(4))
        self._chip_row.setContentsMargins(px(16), px(4), px(16), px(8))
        self._chip_row.setSpacing(px(8))
        self._foot.setContentsMargins(px(16), px(8), px(16), px(8))
        self._foot.setSpacing(px(8))


def _belongs(line: CheckLine, word: str) -> bool:
    if word == OPEN:
        return line.answer is None
    return word == EVERY or line.answer in CHANGES


def _line(village: Village, quarter: str) -> str:
    check = village.check
    if check is None or check.printed_on is None:
        return f"{quarter_words(quarter)}　还没打印"
    printed = f"{check.printed_on.month}月{check.printed_on.day}日打印"
    keyed = f"{check.keyed_on.month}月{check.keyed_on.day}日录完" if check.keyed_on else ""
    code = f"{check.code[:3]} {check.code[3:]}"
    return "　".join(filter(None, (quarter_words(quarter), code, printed, keyed)))
