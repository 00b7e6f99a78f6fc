"""The head of a file: who it is, how it stands, one line of identity, the next visit."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.care.columns import tags_of
from ui.care.due import due_of, due_sentence, identity_line
from ui.care.due_banner import DueBanner
from ui.look.look import Look
from ui.look.parts.buttons import IconButton
from ui.look.parts.menu_button import MenuButton
from ui.look.parts.pill import Pill
from ui.look.parts.tag import Tags
from ui.look.parts.text import Elided, Role
from ui.look.scale import TextSize
from ui.look.tokens import Tone
from ui.widgets.record.deeds import File

STATES = {"在册": ("done", Tone.GREEN), "暂离": ("paused", Tone.GREY)}
OTHER_STATE = ("info", Tone.GREY)


class FileHead(QWidget):
    """What stands above the tabs; at 200 % without the line that says who it is."""

    def __init__(self, look: Look, more: Sequence[QAction], today: Callable[[], date]) -> None:
        super().__init__()
        self._look, self._today, self._is_there = look, today, False
        self.back = IconButton(look, "previous", "返回台账")
        self.back.hide()
        self.name = Elided("", Role.PERSON)
        self.tags = Tags(look)
        self.state = Pill(look, "", "info", Tone.GREY)
        self.line = Elided("", Role.SECOND)
        self.due = DueBanner(look)
        self.more = MenuButton(look, "更多操作")
        self.more.entries.addActions(list(more))
        self._top, self._column = QHBoxLayout(), QVBoxLayout(self)
        for widget in (self.back, self.name, self.tags):
            self._top.addWidget(widget)
        self._top.addStretch(1)
        self._top.addWidget(self.state)
        self._top.addWidget(self.more)
        self._column.addLayout(self._top)
        self._column.addWidget(self.line)
        self._column.addWidget(self.due)
        look.changed.connect(self._dress)
        self._dress()

    def show_record(self, file: File) -> None:
        """Show a person's file."""
        one, today = file.one, self._today()
        self._show_parts(True)
        self.name.setText(one.text("name"))
        self.tags.set_tags(tags_of(one))
        status = one.text("status") or "在册"
        self.state.set_state(status, *STATES.get(status, OTHER_STATE))
        self.line.setText(identity_line(one, today))
        self.due.say(due_of(one, today), due_sentence(one, today), file.steps)

    def show_new(self) -> None:
        """Show that a file is being made."""
        self.name.setText("新建档案")
        self.line.setText("先填姓名；其余可以以后再补。")
        self._show_parts(False)

    def _show_parts(self, there: bool) -> None:
        self._is_there = there
        for widget in (self.tags, self.state, self.due, self.more):
            widget.setVisible(there)
        self._dress()

    def _dress(self) -> None:
        px, is_huge = self._look.px, self._look.scale.size is TextSize.HUGE
        edge = px(4 if is_huge else 8)
        # Height is scarce at 200 %, and what the line says stands in the form too.
        self.line.setVisible(not (is_huge and self._is_there))
        self._column.setContentsMargins(px(16), edge, px(16), edge)
        self._column.setSpacing(px(4))
        self._top.setSpacing(px(8))
