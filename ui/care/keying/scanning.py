"""The box for codes, and which kind of paper they are to be."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gridconsole.core.identity.text import narrow
from ui.care.keying.kinds import PaperKind
from ui.look.parts.buttons import Button, Chip
from ui.look.parts.inputs import LineEdit
from ui.look.parts.text import Paragraph, Role, Words
from ui.shell.feature import PanelContext
from ui.shell.scanner import TAKES_SCANS

SCANNED = 11
"""Digits of a scanned code; typed ones are fewer."""


class Scanning(QWidget):
    """`scanned` carries the digits and which kind of paper they are to be; `call_asked` needs no sheet."""

    scanned = Signal(str, object)
    call_asked = Signal()

    def __init__(self, context: PanelContext, kinds: Sequence[PaperKind]) -> None:
        super().__init__()
        self._look, self.kinds = context.look, list(kinds)
        self.box = LineEdit("", "扫二维码，或输六位单号后回车")
        self.box.setAccessibleName("单号")
        self.box.setProperty(TAKES_SCANS, True)
        self.chips = [Chip(context.look, kind.title) for kind in kinds]
        self.call = Button(context.look, "电话、视频走访", "phone")
        self._column, self._row, self._chips = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout()
        self._column.addWidget(Words("录入带回来的单子", Role.TITLE))
        self._column.addWidget(Paragraph("扫码自动认出是哪一种；手输六位数时先选种类。", Role.SECOND))
        for at, chip in enumerate(self.chips):
            chip.setChecked(at == 0)
            chip.clicked.connect(lambda _=False, number=at: self.choose(number))
            self._chips.addWidget(chip)
        self._chips.addStretch(1)
        self._row.addWidget(self.box, 1)
        self._row.addWidget(self.call)
        self._column.addLayout(self._chips)
        self._column.addLayout(self._row)
        self.box.returnPressed.connect(self._entered)
        self.call.clicked.connect(self.call_asked)
        context.look.changed.connect(self._dress)
        self._dress()

    @property
    def kind(self) -> PaperKind:
        """The kind that is chosen."""
        return next(kind for kind, chip in zip(self.kinds, self.chips, strict=True) if chip.isChecked())

    def choose(self, at: int) -> None:
        """Take what is typed next for a kind of paper."""
        for number, chip in enumerate(self.chips):
            chip.setChecked(number == at)
        self.box.setFocus()

    def _entered(self) -> None:
        """Know a scanned code by its first digit; anything else is of the kind that is chosen."""
        digits = "".join(narrow(self.box.text()).split())
        if len(digits) == SCANNED:
            at = next((n for n, kind in enumerate(self.kinds) if kind.digit == digits[0]), None)
            if at is not None:
                self.choose(at)
        if digits:
            self.scanned.emit(digits, self.kind)

    def _dress(self) -> None:
        px = self._look.px
        self._column.setContentsMargins(px(16), px(8), px(16), px(8))
        self._column.setSpacing(px(8))
        self._row.setSpacing(px(8))
        self._chips.setSpacing(px(8))
