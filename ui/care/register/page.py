"""The register of printed papers: who took them, what came back, what is missing."""

from collections.abc import Callable, Set
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from gridconsole.care.scanning import NAMES
from gridconsole.care.visiting.register import SheetState
from gridconsole.core.books.errors import NotAccepted
from gridconsole.core.calendar.dates import format_date_short
from gridconsole.core.caller import Role
from gridconsole.core.clock import today
from gridconsole.core.errors import ConsoleError
from gridconsole.core.ledger.snapshot import Snapshot
from ui.care.register.source import LATE, CopyFilter, RegisterSource
from ui.look.parts.buttons import Button
from ui.look.parts.empty import EmptyState
from ui.look.tokens import Tone
from ui.shell.feature import PanelContext
from ui.widgets.ear import Ear
from ui.widgets.ledger_form.asking import WhyDialog
from ui.widgets.ledger_table.column import NOTHING, Cell, Column
from ui.widgets.ledger_table.table import LedgerTable, Narrowing, NextStep, Wording
from ui.widgets.page import Page

WORDING = Wording(
    name="单据登记",
    search="单号：六位数或扫码",
    one="份",
    order="新打印的在前",
    keys="空格 选中　Ctrl+A 全选",
)
NARROWINGS = (
    Narrowing("在外", CopyFilter(SheetState.OUT)),
    Narrowing(f"{LATE} 天没交回", CopyFilter(late=True), "late"),
    Narrowing("已交回", CopyFilter(SheetState.BACK), counted=False),
    Narrowing("已销毁", CopyFilter(SheetState.DESTROYED), counted=False),
    Narrowing("作废", CopyFilter(SheetState.VOID), counted=False),
    Narrowing("全部", CopyFilter(), counted=False, whole=True),
)
STATES = {
    SheetState.OUT: ("due", Tone.BLUE),
    SheetState.BACK: ("done", Tone.GREEN),
    SheetState.DESTROYED: ("delete", Tone.GREY),
    SheetState.VOID: ("refused", Tone.RED),
}


class RegisterPage(Page):
    """Deeds are done on the chosen copies, or on the one that the cursor is on."""

    def __init__(self, context: PanelContext) -> None:
        super().__init__()
        self._context, look = context, context.look
        self._look = look
        hint = "打印了走访单、同意书、核对表、领取单，都会登记在这里。"
        self.empty = EmptyState(look, "file", "还没有打印过单据", hint)
        self.table = LedgerTable[CopyFilter](
            context, RegisterSource(context.console, context.caller), self._columns(),
            NARROWINGS, WORDING, self.empty, NextStep("登记交回", lambda one: self.give_back({one.id})),
        )  # fmt: skip
        self.take_button = Button(look, "登记领取", "person")
        self.back_button = Button(look, "登记交回", "done")
        self.destroy_button = Button(look, "登记销毁", "delete")
        self.dialog: WhyDialog | None = None
        self._build()
        self._connect()
        self.start()

    def start(self) -> None:
        """Read again for whoever acts now; volunteers never see the register."""
        if self._context.caller().role is not Role.VOLUNTEER:
            self.table.start()

    def start_search(self) -> None:
        """Go to the search box."""
        self.table.focus_search()

    def take(self) -> None:
        """Ask who took the chosen copies out."""
        sentence = "谁今天领走了选中的单子？"
        self.dialog = WhyDialog(self._look, "登记领取", sentence, (), "登记", self.window(), "领取人")
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        register = self._context.console.care.visits.register
        self.dialog.answered.connect(
            lambda who: self._do("领取", lambda caller, ids, day: register.take(caller, ids, who, day))
        )
        self.dialog.open()

    def give_back(self, ids: Set[UUID] | None = None) -> None:
        """Note that copies came back, the chosen ones unless told which."""
        register = self._context.console.care.visits.register
        self._do("交回", lambda caller, ids, day: register.returned(caller, ids, day), ids)

    def note_destroyed(self) -> None:
        """Note that the chosen copies were destroyed."""
        register = self._context.console.care.visits.register
        self._do("销毁", lambda caller, ids, day: register.destroyed(caller, ids, day))

    def _do(
        self, word: str, deed: Callable[[Any, set[UUID], date], int], which: Set[UUID] | None = None
    ) -> None:
        caller, day = self._context.caller(), today(self._context.console.clock)

        def do(ids: Set[UUID]) -> None:
            if not ids:
                self._context.messages.toast("先选单子：空格选中，或把光标移到那一行")
                return
            self._context.worker.run(
                lambda: deed(caller, set(ids), day),
                lambda count: self._context.messages.toast(f"已登记{word} {count:,} 份"),
                self._failed,
                owner=self,
            )

        do(which) if which else self._with_meant(do)

    def _with_meant(self, then: Callable[[Set[UUID]], None]) -> None:
        """Give the chosen copies, or that of the cursor's row, to `then`."""
        if not self.table.chosen:
            current = self.table.view.current()
            then({current.id} if current else set())
        else:
            self.table.with_chosen(then)

    def _failed(self, error: ConsoleError) -> None:
        if isinstance(error, NotAccepted):
            sentence = "；".join(error.complaints.values())
            error = ConsoleError(f"没有登记：{sentence}。", error.next_step)
        self._context.messages.error(error, "save")

    def _written(self, what: dict[str, Any]) -> None:
        if what.keys() & {"printed_sheet", "visit"} and self._context.caller().role is not Role.VOLUNTEER:
            self.table.refresh()

    def _columns(self) -> list[Column]:
        def day(one: Snapshot, key: str) -> str:
            return format_date_short(one[key], today(self._context.console.clock)) if one[key] else ""

        return [
            Column("状态", _state, 104),
            Column("单据 / 单号", _which, 150, stretch=1),
            Column("给谁", lambda one: Cell(one["whose"] or NOTHING), 130, stretch=1, keep=1),
            Column("打印", lambda one: Cell(day(one, "printed_on"), one["printed_by"]), 110, stretch=1),
            Column(
                "领取",
                lambda one: Cell(one["taken_by"] or NOTHING, day(one, "taken_on")),
                120,
                stretch=1,
                keep=1,
            ),
            Column("交回 / 销毁", lambda one: _settled(one, day), 150, stretch=1, keep=2),
        ]

    def _build(self) -> None:
        self._row, self._column = QHBoxLayout(), QVBoxLayout(self)
        self._row.addStretch(1)
        for button in (self.take_button, self.back_button, self.destroy_button):
            self._row.addWidget(button)
        self._column.addWidget(self.table, 1)
        self._column.addLayout(self._row)
        self.setFocusProxy(self.table)
        self._dress()

    def _connect(self) -> None:
        self.take_button.clicked.connect(self.take)
        self.back_button.clicked.connect(lambda: self.give_back())
        self.destroy_button.clicked.connect(self.note_destroyed)
        self._context.acting.changed.connect(self.start)
        self._look.changed.connect(self._dress)
        self._ear = Ear(self)
        self._ear.hear(self._context.console, self._written)

    def _dress(self) -> None:
        px = self._look.px
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._row.setContentsMargins(px(16), px(8), px(16), px(8))
        self._row.setSpacing(px(8))


def _state(one: Snapshot) -> Cell:
    icon, tone = STATES[one["state"]]
    return Cell(one["state"].value, icon=icon, tone=tone)


def _which(one: Snapshot) -> Cell:
    copy = f"　第{one['copy']}份" if one["copy"] > 1 else ""
    return Cell(f"{one['code'][:3]} {one['code'][3:]}{copy}", NAMES[one["kind"]], strong=True)


def _settled(one: Snapshot, day: Callable[[Snapshot, str], str]) -> Cell:
    if one["void"]:
        return Cell(one["void"])
    back = f"{day(one, 'returned_on')} 交回" if one["returned_on"] else NOTHING
    return Cell(back, f"{day(one, 'destroyed_on')} 销毁" if one["destroyed_on"] else "")
