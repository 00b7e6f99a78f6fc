"""The campaigns of a station, the latest first."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from gridconsole.care.festivals.views import CampaignFile
from ui.care.festivals.rows import campaign_columns, campaign_row
from ui.look.look import Look
from ui.look.parts.buttons import Button
from ui.look.parts.empty import EmptyState
from ui.look.parts.text import Elided, Role
from ui.widgets.ledger_table.model import LedgerModel
from ui.widgets.ledger_table.pages import PAGE
from ui.widgets.ledger_table.view import RowView
from ui.widgets.stack import Stack

HINT = "选好节日，再登记物资、挑选名单。"


class CampaignList(QFrame):
    """`opened` carries a campaign's file, `new_asked` when one is to be made."""

    opened = Signal(object)
    new_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setProperty("part", "plain")
        self.files: list[CampaignFile] = []
        self.model = LedgerModel(campaign_columns())
        self.view = RowView(look, self.model, "节日慰问", lambda _first, _last, _then: None)
        self.empty = EmptyState(look, "gift", "还没有节日慰问", HINT, ("新建慰问", "add"))
        self.new = Button(look, "新建慰问", "add")
        self.title = Elided("节日慰问", Role.TITLE)
        self._top, self._column, self._stack = QHBoxLayout(), QVBoxLayout(self), Stack()
        self._top.addWidget(self.title, 1)
        self._top.addWidget(self.new)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        self._column.addLayout(self._top)
        self._column.addWidget(self._stack, 1)
        self.setFocusProxy(self.view)
        self.view.opened.connect(lambda one: self.opened.emit(one["file"]))
        for signal in (self.empty.pressed, self.new.clicked):
            signal.connect(lambda *_: self.new_asked.emit())
        look.changed.connect(self._dress)
        self._dress()

    def show_files(self, files: Sequence[CampaignFile], current: UUID | None) -> None:
        """Show campaigns with the cursor on the one that is open."""
        self.files = list(files)
        self.model.start(len(files))
        for first in range(0, len(files), PAGE):
            rows = [campaign_row(file) for file in files[first : first + PAGE]]
            self.model.put(first // PAGE, rows)
        self._stack.setCurrentWidget(self.view if files else self.empty)
        self.new.setVisible(bool(files))
        ids = [file.campaign.id for file in files]
        if files:
            self.view.mark(ids.index(current) if current in ids else 0)

    def _dress(self) -> None:
        px = self._look.px
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._top.setContentsMargins(px(16), px(8), px(16), px(8))
        self._top.setSpacing(px(8))
