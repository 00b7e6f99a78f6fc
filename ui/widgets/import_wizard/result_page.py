"""Step 5: what was done, the rows that could not go in, and the way back."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.look.look import Look
from ui.look.parts.banner import Banner
from ui.look.parts.icon import Icon
from ui.look.parts.text import Elided, Paragraph, Role, Words
from ui.look.tokens import Tone
from ui.widgets.import_wizard.card import Card


class ResultPage(QWidget):
    """A title, a line for every count, a banner for errors."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.banner = Banner(look, Tone.RED, "")
        self.banner.hide()
        self._icon = Icon(look, "done", Tone.GREEN, 32)
        self._title = Words("", Role.PERSON)
        self._sentence = Paragraph("", Role.BASE)
        self._saved = Paragraph("", Role.SECOND)
        self._inner = QWidget()
        self._column = QVBoxLayout(self._inner)
        self._column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self._title)
        self._column.addWidget(self._sentence)
        self._lines = QVBoxLayout()
        self._column.addLayout(self._lines)
        self._column.addWidget(self._saved)
        self._card = Card(look)
        self._card.box.addWidget(self.banner)
        self._card.box.addStretch(1)
        self._card.box.addWidget(self._inner, 0, Qt.AlignmentFlag.AlignHCenter)
        self._card.box.addStretch(2)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._card)
        look.changed.connect(self._dress)
        self._dress()

    @property
    def title(self) -> str:
        """What the page says first."""
        return self._title.text()

    def show_counts(self, file: str, counts: Mapping[str, int]) -> None:
        """Say what an import did: created, updated, unchanged, incomplete, refused."""
        made, changed = counts["created"], counts["updated"]
        self._icon.set_icon("done", Tone.GREEN)
        self._title.setText(f"已导入 {made + changed:,} 行" if made + changed else "与台账相同，台账没有变化")
        self._sentence.setText(file)
        self._saved.setText("")
        self._clear()
        self._line("新建", "add", Tone.GREEN, made, "台账里原来没有")
        self._line("更新", "done", Tone.GREEN, changed, "台账里已有，补上或改了内容")
        self._line("无变化", "same", Tone.GREY, counts["unchanged"], "与台账相同，或与前面的行相同")
        self._line("需补", "edit", Tone.AMBER, counts["incomplete"], "已在台账里，缺的记为待补")
        self._line("退回", "late", Tone.RED, counts["refused"], "没有导入；存退回清单，改好后再导入")

    def show_taken_back(self, count: int, one: str) -> None:
        """Say that the import is no more."""
        self._icon.set_icon("undo", Tone.ACCENT)
        self._title.setText("这次导入已撤回")
        self._sentence.setText(f"涉及 {count:,} {one}，台账回到导入以前。表格文件没有动，可以改好再导入。")
        self._clear()

    def say_saved(self, file: str) -> None:
        """Say where the refused rows are."""
        self._saved.setText(f"退回清单已存：{file}")

    def _clear(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _line(self, word: str, icon: str, tone: Tone, number: int, words: str) -> None:
        if number:
            self._lines.addWidget(ResultLine(self._look, word, icon, tone, number, words))

    def _dress(self) -> None:
        px = self._look.px
        self._inner.setFixedWidth(px(520))
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(8))
        self._lines.setContentsMargins(0, px(12), 0, px(12))
        self._lines.setSpacing(0)


class ResultLine(QWidget):
    """Icon and word, number, explanation."""

    def __init__(self, look: Look, word: str, icon: str, tone: Tone, number: int, words: str) -> None:
        super().__init__()
        self._look = look
        self._word = Words(word, Role.STRONG, tone)
        self._number = Words(f"{number:,} 行", Role.STRONG)
        self._number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._row = QHBoxLayout(self)
        self._row.addWidget(Icon(look, icon, tone, 18))
        self._row.addWidget(self._word)
        self._row.addWidget(self._number)
        self._row.addWidget(Elided(words, Role.SECOND), 1)
        look.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        px = self._look.px
        self._row.setContentsMargins(0, px(6), 0, px(6))
        self._row.setSpacing(px(12))
        self._word.setFixedWidth(px(48))
        self._number.setFixedWidth(px(80))
