"""Step 4: writing, which can be stopped until it is done."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.look.look import Look
from ui.look.parts.icon import Icon
from ui.look.parts.text import Paragraph, Role, Words
from ui.look.tokens import Tone
from ui.widgets.import_wizard.card import Card
from ui.widgets.import_wizard.progress_card import ProgressCard


class WritePage(QWidget):
    """One card in the middle."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._title = Words("", Role.PERSON)
        self.progress = ProgressCard(look, "写入台账", padding=0)
        self._queue = Paragraph("", Role.SECOND)
        self._inner = QWidget()
        self._column = column = QVBoxLayout(self._inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Icon(look, "import", Tone.ACCENT, 32), 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._title)
        column.addWidget(self.progress)
        column.addWidget(Paragraph("所有行一次写成。现在取消，什么都不会留下。", Role.BASE))
        column.addWidget(self._queue)
        self._card = Card(look)
        self._card.box.addStretch(1)
        self._card.box.addWidget(self._inner, 0, Qt.AlignmentFlag.AlignHCenter)
        self._card.box.addStretch(2)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._card)
        look.changed.connect(self._dress)
        self._dress()

    def begin(self, rows: int, file: str) -> None:
        """Say what is written."""
        self._title.setText(f"正在导入 {rows:,} 行")
        self.progress.say("排队写入", 0, 0, file)
        self.show_queue(0)

    def show_progress(self, done: int, total: int, words: str) -> None:
        """Show how far it is."""
        self.progress.say(words, done, total, "写完之前台账不变")

    def show_queue(self, waiting: int) -> None:
        """Say what happens to what others save meanwhile."""
        others = f"现在有 {waiting} 项在等。" if waiting else ""
        self._queue.setText(f"这期间别处的保存会排队，写完自动接着存。{others}")

    def _dress(self) -> None:
        self._column.setSpacing(self._look.px(12))
        self._inner.setFixedWidth(self._look.px(460))
