"""The top of the wizard: the steps, and the file with what was understood of it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.look.look import Look
from ui.look.parts.buttons import Button
from ui.look.parts.icon import Icon
from ui.look.parts.steps import Steps
from ui.look.parts.text import Elided, Role
from ui.look.tokens import Tone
from ui.widgets.import_wizard.card import Card
from ui.widgets.import_wizard.steps import RESULT, TITLES, WRITE
from ui.widgets.import_wizard.work import Work

FILE_ROOM = 270


class Head(Card):
    """Emits `another_file` when the file is to be exchanged."""

    another_file = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, padding=12, spacing=12, row=True)
        self.steps = Steps(look, TITLES)
        self._name = Elided("", Role.STRONG)
        self._about = Elided("", Role.SECOND)
        self.another = Button(look, "换文件", "folder")
        self.another.clicked.connect(self.another_file)
        self._file = QWidget()
        self._row = QHBoxLayout(self._file)
        self._icon = Icon(look, "file", Tone.GREEN, 20)
        self._words = QVBoxLayout()
        self._words.addWidget(self._name)
        self._words.addWidget(self._about)
        self._row.addWidget(self._icon)
        self._row.addLayout(self._words, 1)
        self._row.addWidget(self.another)
        self.box.addWidget(self.steps)
        self.box.addStretch(1)
        self.box.addWidget(self._file)
        look.changed.connect(self._dress)
        self._dress()
        self._file.hide()

    def show_work(self, work: Work, step: int) -> None:
        """Show the file and stand at a step, counted from 0."""
        self.steps.set_current(step)
        shown = work.path is not None and step > 0
        # The direction first: showing a widget lays everything out at once and would widen the window.
        self._turn(shown)
        self._file.setVisible(shown)
        if work.path is not None:
            self._name.setText(work.path.name)
        understood = work.understood
        if understood is not None:
            rows = f"{len(understood.rows):,} 行"
            self._about.setText(
                f"工作表「{understood.sheet}」，表头在第 {understood.head.last_row} 行，{rows}"
            )
        self.another.setVisible(step not in (WRITE, RESULT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the file under the steps where there is no room beside them."""
        super().resizeEvent(event)
        self._turn(self._file.isVisibleTo(self))

    def _turn(self, file: bool) -> None:
        narrow = file and self.width() < self.steps.sizeHint().width() + self.look.px(FILE_ROOM)
        wanted = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self.box.direction() != wanted:
            self.box.setDirection(wanted)
        self.steps.setMinimumHeight(self.look.px(32 if narrow else 42))

    def _dress(self) -> None:
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(self.look.px(12))
        self._words.setSpacing(0)
        self.setMinimumHeight(0)
        self._turn(self._file.isVisibleTo(self))
