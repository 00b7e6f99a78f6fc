"""One column of the workbook: heading, examples, and the field that it became."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gridconsole.core.ledger.fields import Field
from ui.look.look import Look
from ui.look.parts.inputs import Choice
from ui.look.parts.pill import Pill
from ui.look.parts.text import Elided, Role
from ui.look.scale import Part
from ui.look.tokens import Tone
from ui.widgets.import_wizard.cells import examples

UNUSED = "不用这一列"
PILL, CHOICE, SCROLL_BAR = 96, 172, 12
OPENING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_F4)
SURE = ("已对应", "done", Tone.GREEN, False)
ASK = ("请核对", "ask", Tone.AMBER, True)
LEFT_OUT = ("未用", "close", Tone.GREY, False)


class FieldChoice(Choice):
    """Opens its list at the first key: passing by a field must not take it from another column."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open for arrows, space and letters; leave every other key to the wizard."""
        if event.key() in OPENING or (event.text().isprintable() and event.text().strip()):
            self.showPopup()
        else:
            event.ignore()


class ColumnRow(QWidget):
    """`given` carries (column index, field key or None) when a person chose a field."""

    given = Signal(int, object)

    def __init__(self, look: Look, index: int, heading: str, offered: Sequence[Field]) -> None:
        super().__init__()
        self._look = look
        self.index = index
        self.heading = heading
        self.asked = False
        self._heading = Elided(heading, Role.STRONG)
        self._letter = Elided(f"{_letter(index)} 列", Role.SECOND)
        self._examples = Elided("", Role.BASE)
        self._pill = Pill(look, *SURE)
        self.choice = FieldChoice(look)
        self.choice.addItem(UNUSED, None)
        for declared in offered:
            self.choice.addItem(declared.label, declared.key)
        self.choice.setMaxVisibleItems(16)
        self.choice.setAccessibleName(f"「{heading}」对应的栏目")
        self.choice.activated.connect(lambda at: self.given.emit(self.index, self.choice.itemData(at)))
        self._row = QHBoxLayout(self)
        self._words = QVBoxLayout()
        self._words.addWidget(self._heading)
        self._words.addWidget(self._letter)
        self._row.addLayout(self._words, 3)
        self._row.addWidget(self._examples, 5)
        self._row.addWidget(self._pill)
        self._row.addWidget(self.choice)
        look.changed.connect(self._dress)
        self._dress()

    def show_field(
        self, declared: Field | None, sure: bool, rows: Sequence[tuple[int, tuple[Any, ...]]], today: date
    ) -> None:
        """Show the field that the column became, and values as that field masks them."""
        self.choice.setCurrentIndex(self.choice.findData(declared.key) if declared else 0)
        self.asked = declared is not None and not sure
        self._pill.set_state(*(LEFT_OUT if declared is None else SURE if sure else ASK))
        found = examples(rows, self.index, declared, today)
        self._examples.setText("  ·  ".join(found) if found else "（空）")

    def paintEvent(self, event: QPaintEvent) -> None:
        """A hairline below."""
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, QColor(self._look.tokens.hairline))

    def _dress(self) -> None:
        px = self._look.px
        self._row.setContentsMargins(px(16), px(6), px(16), px(7))
        self._row.setSpacing(px(12))
        self._words.setSpacing(0)
        self._pill.setFixedWidth(px(PILL))
        self.choice.setFixedWidth(px(CHOICE))


class ColumnHead(QWidget):
    """The head above the rows, on the same lines."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._row = QHBoxLayout(self)
        self._state, self._field = Elided("结论", Role.SECOND), Elided("对应的栏目", Role.SECOND)
        self._row.addWidget(Elided("表里的列", Role.SECOND), 3)
        self._row.addWidget(Elided("前几个值", Role.SECOND), 5)
        self._row.addWidget(self._state)
        self._row.addWidget(self._field)
        look.changed.connect(self._dress)
        self._dress()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A sunken ground with a hairline below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._look.tokens.sunken))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(self._look.tokens.hairline))

    def _dress(self) -> None:
        px = self._look.px
        self._row.setContentsMargins(px(16), 0, px(16 + SCROLL_BAR), 0)
        self._row.setSpacing(px(12))
        self._state.setFixedWidth(px(PILL))
        self._field.setFixedWidth(px(CHOICE))
        self.setFixedHeight(self._look.of(Part.TABLE_HEAD))


def _letter(index: int) -> str:
    """The column's letter as a spreadsheet shows it."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
