"""What was keyed in at this sitting: the latest first, with what to look at again."""

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.care.keying.kinds import Done
from ui.look.look import Look
from ui.look.parts.text import Paragraph, Role, Words
from ui.look.scale import TextSize
from ui.look.tokens import Tone

KEPT = 100
WIDE, NARROW = 320, 180
"""Px at 100 %, and at 200 %, where there is less room."""


class DoneList(QFrame):
    """Counts the papers of this sitting."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.done: list[Done] = []
        self.setProperty("part", "plain")
        self.count = Words("", Role.TITLE)
        self._area, self._page = QScrollArea(), QWidget()
        self._page.setProperty("part", "page")
        self._lines = QVBoxLayout(self._page)
        self._lines.addStretch(1)
        self._area.setProperty("part", "plain")
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setWidget(self._page)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.count)
        self._column.addWidget(self._area, 1)
        look.changed.connect(self._dress)
        self._dress()
        self._tell()

    def add(self, done: Done) -> None:
        """Put what was written on top."""
        self.done.append(done)
        entry = QWidget()
        column = QVBoxLayout(entry)
        column.setContentsMargins(0, 0, 0, self._look.px(8))
        column.setSpacing(0)
        column.addWidget(Paragraph(done.words))
        for remark in done.remarks:
            column.addWidget(Paragraph(remark, Role.SECOND, Tone.AMBER))
        self._lines.insertWidget(0, entry)
        while self._lines.count() > KEPT:
            item = self._lines.takeAt(self._lines.count() - 2)
            if item is not None and (old := item.widget()) is not None:
                old.deleteLater()
        self._tell()

    def _tell(self) -> None:
        self.count.setText(f"这次录了 {len(self.done)} 张" if self.done else "录好的列在这里")

    def _dress(self) -> None:
        px = self._look.px
        self.setFixedWidth(px(WIDE if self._look.scale.size < TextSize.HUGE else NARROW))
        self._column.setContentsMargins(px(16), px(8), px(8), px(8))
        self._column.setSpacing(px(8))
        self._lines.setContentsMargins(0, 0, px(8), 0)
        self._lines.setSpacing(0)
