"""What happened to a record, newest first: who, when, what was there before, and a way back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.look.look import Look
from ui.look.parts.buttons import Button, Kind
from ui.look.parts.icon import Icon
from ui.look.parts.text import Paragraph, Role, Words
from ui.look.tokens import Tone

FEW = 6
"""Changes of one deed that are listed one by one."""


@dataclass(frozen=True)
class Line:
    """One deed: `changes` are label, text before, text after; the `first` one made the record.

    `back` says which values to bring back, None where that can't be.
    """

    at: datetime | None
    by: str
    deed: str
    reason: str
    changes: tuple[tuple[str, str, str], ...]
    first: bool = False
    back: object | None = None


class History(QScrollArea):
    """`back_asked` carries the `back` of a line whose values are wanted again."""

    back_asked = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setProperty("part", "plain")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lines: list[Line] = []
        self.show_lines([])

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these deeds instead of the ones before."""
        self.lines = list(lines)
        page, px = QWidget(), self._look.px
        page.setProperty("part", "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(px(16), px(12), px(16), px(12))
        column.setSpacing(px(16))
        for line in lines:
            column.addWidget(self._line(line))
        if not lines:
            column.addWidget(Words("还没有改动", Role.SECOND))
        column.addStretch(1)
        self.setWidget(page)

    def _line(self, line: Line) -> QWidget:
        box, px = QWidget(), self._look.px
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(2))
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(Icon(self._look, "history", Tone.ACCENT))
        head.addWidget(Words(line.deed, Role.STRONG))
        moment = f"{line.at:%Y-%m-%d %H:%M}" if line.at else ""
        head.addWidget(Words(f"{line.by}　{moment}".strip(), Role.SECOND), 1)
        if line.back is not None:
            head.addWidget(self._back_button(line))
        column.addLayout(head)
        for text in _sentences(line):
            said = Paragraph(text, Role.SECOND)
            said.setContentsMargins(px(24), 0, 0, 0)
            column.addWidget(said)
        return box

    def _back_button(self, line: Line) -> Button:
        button = Button(self._look, "恢复此值", "undo", Kind.LINK)
        button.setAccessibleName(f"恢复 {line.deed} 之前的值")
        button.clicked.connect(lambda: self.back_asked.emit(line.back))
        return button


def _sentences(line: Line) -> list[str]:
    reason = [f"原因：{line.reason}"] if line.reason else []
    if line.first:
        return [f"填了 {len(line.changes)} 项", *reason]
    listed = [f"{label}：{old or '（空）'} → {new or '（空）'}" for label, old, new in line.changes[:FEW]]
    more = [f"还有 {len(line.changes) - FEW} 项"] if len(line.changes) > FEW else []
    return [*listed, *more, *reason]
