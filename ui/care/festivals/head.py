"""What stands above a campaign's tabs: its title, its dates, what can be done with it."""

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from gridconsole.care.festivals.views import CampaignFile
from gridconsole.core.money import format_fen
from ui.care.festivals.rows import days_words
from ui.look.look import Look
from ui.look.parts.buttons import Button, IconButton
from ui.look.parts.pill import Pill
from ui.look.parts.text import Elided, Role
from ui.look.tokens import Tone


class CampaignHead(QWidget):
    """Title and state, one line, three buttons, a menu for the rest."""

    def __init__(self, look: Look, more: Sequence[QAction]) -> None:
        super().__init__()
        self._look = look
        self.back = IconButton(look, "previous", "返回慰问列表")
        self.back.hide()
        self.title, self.line = Elided("", Role.PERSON), Elided("", Role.SECOND)
        self.state = Pill(look, "进行中", "working", Tone.BLUE)
        self.more = IconButton(look, "more", "更多：修改、打印名单")
        self._menu = QMenu(self)
        self._menu.addActions(list(more))
        self.more.clicked.connect(self._open_menu)
        self.choose = Button(look, "挑选名单", "care")
        self.list, self.receipts = Button(look, "发放清单", "print"), Button(look, "领取单", "print")
        self.list.setToolTip("打印发放清单")
        self.receipts.setToolTip("打印领取单，一张 A4 四张")
        self._column, self._top, self._buttons = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout()
        for widget in (self.back, self.title, self.state):
            self._top.addWidget(widget)
        self._top.addStretch(1)
        self._top.addWidget(self.more)
        for button in (self.choose, self.list, self.receipts):
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        self._column.addLayout(self._top)
        self._column.addWidget(self.line)
        self._column.addLayout(self._buttons)
        look.changed.connect(self._dress)
        self._dress()

    def show_campaign(self, file: CampaignFile) -> None:
        """Show which campaign it is."""
        closed = file.campaign["closed_on"] is not None
        self.title.setText(file.title)
        self.line.setText(_line(file))
        words = ("已结束", "done", Tone.GREY) if closed else ("进行中", "working", Tone.BLUE)
        self.state.set_state(*words)
        self.choose.setVisible(not closed)
        self.receipts.setVisible(not closed)

    def _open_menu(self) -> None:
        corner = self.more.mapToGlobal(self.more.rect().bottomRight())
        corner.setX(corner.x() - self._menu.sizeHint().width())
        self._menu.popup(corner)

    def _dress(self) -> None:
        px = self._look.px
        self._column.setContentsMargins(px(16), px(8), px(16), px(8))
        self._column.setSpacing(px(4))
        self._top.setSpacing(px(8))
        self._buttons.setSpacing(px(8))
        self._buttons.setContentsMargins(0, px(4), 0, 0)


def _line(file: CampaignFile) -> str:
    one = file.campaign
    groups = "、".join(one["groups"] or ()) or "全部在册的户"
    parts = [
        days_words(file),
        f"负责人 {one.text('leader')}" if one["leader"] else "",
        f"预算 {format_fen(one['budget'], grouped=True)} 元" if one["budget"] is not None else "",
        f"对象 {groups}",
        "发现金" if one["cash"] else "不发现金",
    ]
    return "　".join(filter(None, parts))
