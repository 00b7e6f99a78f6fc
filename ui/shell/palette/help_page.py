"""The page that F1 opens: what the panel in front can do, generated from its commands."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.look.look import Look
from ui.look.parts.buttons import Button, Kind
from ui.look.parts.text import Paragraph, Role, Words
from ui.shell.palette.key_cap import KeyCap
from ui.shell.palette.key_lines import Line, Part

WIDTH, HEIGHT = 620, 620


class HelpPage(QDialog):
    """`buttons` are commands that stand in the foot, as printing the keys."""

    def __init__(
        self, look: Look, title: str, parts: Sequence[Part], buttons: Sequence[QAction], window: QWidget
    ) -> None:
        super().__init__(window)
        self._look = look
        self.parts, self.buttons = list(parts), list[Button]()
        self.setWindowTitle(f"{title}：怎么用")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        px = look.px
        room = window.size()
        self.resize(min(px(WIDTH), room.width() - px(48)), min(px(HEIGHT), room.height() - px(48)))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(24), px(24), px(16))
        column.setSpacing(px(12))
        column.addWidget(Words(self.windowTitle(), Role.TITLE))
        column.addWidget(self._pages(), 1)
        column.addLayout(self._foot(buttons))

    def _pages(self) -> QScrollArea:
        page, scroll = QWidget(), QScrollArea()
        page.setProperty("part", "page")
        scroll.setProperty("part", "plain")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setAccessibleName("能做的事")
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column, px = QVBoxLayout(page), self._look.px
        column.setContentsMargins(0, 0, px(12), 0)
        column.setSpacing(px(12))
        for at, part in enumerate(self.parts):
            if at:
                column.addWidget(Words(part.title, Role.TITLE))
            for line in part.lines:
                column.addLayout(self._line(line))
        column.addStretch(1)
        scroll.setWidget(page)
        return scroll

    def _line(self, line: Line) -> QHBoxLayout:
        words, row = QVBoxLayout(), QHBoxLayout()
        words.setSpacing(0)
        words.addWidget(Paragraph(line.title, Role.BASE))
        if line.help:
            words.addWidget(Paragraph(line.help, Role.SECOND))
        row.addLayout(words, 1)
        if line.keys:
            row.addWidget(KeyCap(self._look, line.keys), 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _foot(self, actions: Sequence[QAction]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._look.px(8))
        for action in actions:
            button = Button(self._look, action.text(), "print")
            button.clicked.connect(self.accept)
            button.clicked.connect(action.trigger)
            button.setEnabled(action.isEnabled())
            row.addWidget(button)
            self.buttons.append(button)
        row.addStretch(1)
        close = Button(self._look, "知道了", kind=Kind.PRIMARY)
        close.clicked.connect(self.accept)
        close.setDefault(True)
        row.addWidget(close)
        close.setFocus()
        return row
