"""The form's foot: how many faults with a jump to them, printing, saving."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout

from ui.look.look import Look
from ui.look.parts.buttons import Button, Kind


class Footer(QFrame):
    """`jumped` when somebody wants to see the next fault or gap."""

    jumped = Signal()

    def __init__(self, look: Look, print_action: QAction | None, save: QAction) -> None:
        super().__init__()
        self._look = look
        self.setProperty("part", "plain")
        self._faults = Button(look, "", "late", Kind.LINK)
        self._gaps = Button(look, "", "edit", Kind.LINK)
        self.save = Button(look, "保存 Ctrl+S", "", Kind.PRIMARY)
        self._row = QHBoxLayout(self)
        for button in (self._faults, self._gaps):
            button.clicked.connect(self.jumped)
            self._row.addWidget(button)
        self._row.addStretch(1)
        if print_action is not None:
            self.print = Button(look, "打印走访单", "print")
            self._row.addWidget(self.print)
            self.print.follow(print_action)
        self._row.addWidget(self.save)
        self.save.follow(save)
        look.changed.connect(self._dress)
        self._dress()
        self.count(0, 0)

    def count(self, faults: int, gaps: int) -> None:
        """Say how many fields are wrong, or else how many are still to be completed."""
        self._faults.setText(f"{faults} 处要改")
        self._faults.setVisible(faults > 0)
        self._gaps.setText(f"待补 {gaps} 项")
        self._gaps.setVisible(faults == 0 and gaps > 0)

    def said(self) -> str:
        """What it says of faults and gaps."""
        shown = [b.text() for b in (self._faults, self._gaps) if not b.isHidden()]
        return "，".join(shown)

    def _dress(self) -> None:
        px = self._look.px
        self._row.setContentsMargins(px(16), px(12), px(16), px(8))
        self._row.setSpacing(px(8))
