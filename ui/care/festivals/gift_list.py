"""The households of a campaign: who gets what, and how far each is."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridconsole.care.festivals.views import GiftCard, State
from ui.care.festivals.rows import STATES, gift_columns
from ui.care.festivals.sources import GiftSource
from ui.look.parts.empty import EmptyState
from ui.look.parts.inputs import Choice
from ui.shell.feature import PanelContext
from ui.widgets.ledger_table.table import LedgerTable, Narrowing, Wording

ALL_VILLAGES = "全部村"
WORDING = Wording(
    name="慰问名单", search="姓名、拼音、村、档案号、单号", one="户", order="按走访顺序",
    keys="↑↓ 选一户　Enter 打开、录入",
)  # fmt: skip
NARROWINGS = (
    Narrowing("全部", "", counted=False),
    *(Narrowing(state.value, state.value, STATES[state][0]) for state in State),
)


class GiftList(QWidget):
    """`opened` carries a gift; `choose_asked` when an empty list is to be filled."""

    opened = Signal(object)
    choose_asked = Signal()

    def __init__(self, context: PanelContext, read: Callable[[], Sequence[GiftCard]]) -> None:
        super().__init__()
        self.source = GiftSource(read)
        hint = "按类别和村挑选，已去世、迁出的不会列入。"
        self.empty = EmptyState(context.look, "care", "还没有名单", hint, ("挑选名单", "add"))
        self.table = LedgerTable[str](context, self.source, gift_columns(), NARROWINGS, WORDING, self.empty)
        self.village = Choice(context.look, [ALL_VILLAGES])
        self.village.setAccessibleName("村")
        self.table.add_to_chips(self.village)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        self.setFocusProxy(self.table)
        self.empty.pressed.connect(self.choose_asked)
        self.table.opened.connect(lambda one: self.opened.emit(one["card"]))
        self.village.currentTextChanged.connect(self._narrow)

    def start(self) -> None:
        """Show another campaign's list from its top."""
        self.source.forget()
        self.source.village = ""
        self.table.chips[0].setChecked(True)
        self.table.start()

    def refresh(self) -> None:
        """Read again after somebody wrote; cursor and place stay."""
        self.source.forget()
        self.table.refresh()

    def offer(self, villages: Sequence[str]) -> None:
        """Offer the villages that are on the list."""
        words, now = [ALL_VILLAGES, *villages], self.village.currentText()
        if words == [self.village.itemText(at) for at in range(self.village.count())]:
            return
        with QSignalBlocker(self.village):
            self.village.clear()
            self.village.addItems(words)
            self.village.setCurrentText(now if now in words else ALL_VILLAGES)

    def _narrow(self, word: str) -> None:
        self.source.village = "" if word == ALL_VILLAGES else word
        self.table.start()
