"""What stands above a campaign's tabs: its title, its dates, what can be done with it."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gridconsole.care.festivals.views import CampaignFile
from gridconsole.core.money import format_fen
from ui.care.festivals.rows import days_words
from ui.look.look import Look
from ui.look.parts.buttons import Button, IconButton
from ui.look.parts.menu_button import MenuButton
from ui.look.parts.pill import Pill
from ui.look.parts.text import Elided, Role
from ui.look.scale import TextSize
from ui.look.tokens import Tone


class CampaignHead(QWidget):
    """Title and state, one line, a button for each deed; at 200 % no line, and the deeds in a menu."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.back = IconButton(look, "previous", "返回慰问列表")
        self.back.hide()
        self.title, self.line = Elided("", Role.PERSON), Elided("", Role.SECOND)
        self.state = Pill(look, "进行中", "working", Tone.BLUE)
        self.more = MenuButton(look, "更多：挑选名单、打印、修改")
        self._buttons = QHBoxLayout()
        self._shown: list[tuple[QAction, Button]] = []
        self.choose = self._deed("挑选名单", "care")
        self.list = self._deed("打印发放清单", "print")
        self.receipts = self._deed("打印领取单", "print")
        self.edit = self._deed("修改", "edit")
        self._build()
        look.changed.connect(self._dress)
        self._dress()

    def show_campaign(self, file: CampaignFile) -> None:
        """Show which campaign it is; of a closed one nothing but its list is printed."""
        closed = file.campaign["closed_on"] is not None
        self.title.setText(file.title)
        self.line.setText(_line(file))
        words = ("已结束", "done", Tone.GREY) if closed else ("进行中", "working", Tone.BLUE)
        self.state.set_state(*words)
        for action in (self.choose, self.receipts, self.edit):
            action.setVisible(not closed)
        self._dress()

    def _deed(self, words: str, icon: str) -> QAction:
        action, button = QAction(words, self), Button(self._look, words, icon)
        button.clicked.connect(action.trigger)
        self.more.entries.addAction(action)
        self._buttons.addWidget(button)
        self._shown.append((action, button))
        return action

    def _build(self) -> None:
        self._column, self._top = QVBoxLayout(self), QHBoxLayout()
        for widget in (self.back, self.title, self.state):
            self._top.addWidget(widget)
        self._top.addStretch(1)
        self._top.addWidget(self.more)
        self._buttons.addStretch(1)
        self._column.addLayout(self._top)
        self._column.addWidget(self.line)
        self._column.addLayout(self._buttons)

    def _dress(self) -> None:
        px, in_menu = self._look.px, self._look.scale.size is TextSize.HUGE
        self.more.setVisible(in_menu)
        self.line.setVisible(not in_menu)
        for action, button in self._shown:
            button.setVisible(action.isVisible() and not in_menu)
        self._column.setContentsMargins(px(16), px(8), px(16), px(4 if in_menu else 8))
        self._column.setSpacing(px(4))
        self._top.setSpacing(px(8))
        self._buttons.setSpacing(px(8))
        self._buttons.setContentsMargins(0, 0 if in_menu else px(4), 0, 0)


def _line(file: CampaignFile) -> str:
    one = file.campaign
    groups = "、".join(one["groups"] or ())
    parts = [
        days_words(file),
        f"负责人 {one.text('leader')}" if one["leader"] else "",
        f"预算 {format_fen(one['budget'], grouped=True)} 元" if one["budget"] is not None else "",
        f"对象 {groups}" if groups else "",
        "发现金" if one["cash"] else "不发现金",
    ]
    return "　".join(filter(None, parts))
