"""Consent forms: who is still to be asked, whose form is out, who agreed, who withdrew."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, BinaryIO
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from gridconsole.care.consents.choosing import Whom
from gridconsole.care.consents.standing import Stand, Standing
from gridconsole.core.caller import Role as StaffRole
from gridconsole.core.clock import today
from gridconsole.core.ledger.kinds.base import Reading
from gridconsole.core.ledger.snapshot import Snapshot
from gridconsole.core.progress import Progress
from ui.care.consents.rows import STANDS, ConsentSource, consent_columns, missing_by_village
from ui.care.consents.withdrawing import WithdrawDialog, may_withdraw
from ui.look.parts.buttons import Button, Kind
from ui.look.parts.empty import EmptyState
from ui.look.parts.inputs import Choice
from ui.look.parts.text import Elided, Role
from ui.shell.feature import PanelContext
from ui.shell.worker import Latest
from ui.widgets.ear import Ear
from ui.widgets.ledger_form.asking import Choosing
from ui.widgets.ledger_table.table import LedgerTable, Narrowing, Wording
from ui.widgets.page import CatchingUp
from ui.widgets.papers import Papers

PAPER = "同意书"
CONCERNED = {"consent_form", "care_person", "household"}
WORDING = Wording(
    name="同意书", search="姓名、拼音、村、档案号、单号", one="人", order="按走访顺序",
    keys="↑↓ 选人　空格 选中　Ctrl+A 全选",
)  # fmt: skip
NARROWINGS = (
    *(Narrowing(stand.value, stand.value, STANDS[stand][0]) for stand in Stand),
    Narrowing("全部", "", counted=False, whole=True),
)


class ConsentPage(CatchingUp):
    """`open_file` shows somebody's file; refreshes itself after every write that concerns it."""

    def __init__(self, context: PanelContext, open_file: Callable[[UUID], None]) -> None:
        super().__init__(CONCERNED)
        self._context, self._look, self._open_file = context, context.look, open_file
        look = context.look
        self.source = ConsentSource(context.console, context.caller)
        self.empty = EmptyState(look, "done", "台账里还没有人", "有了在册的人，这里就列出谁要签同意书。")
        self.table = LedgerTable[str](
            context, self.source, consent_columns(), NARROWINGS, WORDING, self.empty
        )
        self.papers = Papers(context, self)
        self.villages, self.count = Choice(look), Elided("", Role.SECOND)
        self.print_button = Button(look, "打印同意书", "print", short="打印")
        self.withdraw_button = Button(look, "撤回同意…", "undo", short="撤回…")
        self.file_button = Button(look, "打开档案", "file", short="档案")
        self.dialog: Any = None
        self._names: list[str] = []
        self._counting, self._missing = (Latest[Sequence[Standing]](context.worker, self) for _ in range(2))
        self._build()
        self._connect()
        self.start()

    def start(self) -> None:
        """Read again for whoever acts now."""
        if self._context.caller().role is not StaffRole.VOLUNTEER:
            self.source.forget()
            self.table.start()
            self._count()

    def refresh(self) -> None:
        """Read again; cursor and place stay."""
        if self._context.caller().role is not StaffRole.VOLUNTEER:
            self.source.forget()
            self.table.refresh()
            self._count()

    def start_search(self) -> None:
        """Go to the search box."""
        self.table.focus_search()

    @property
    def paper(self) -> str:
        """The forms to be signed."""
        return f"打印{PAPER}"

    def print_paper(self) -> None:
        """Print the forms of the chosen people, or of all who are to be asked, after asking."""
        chosen = self.table.chosen
        if chosen.exceptions and not chosen.everything:
            self.table.with_chosen(self._print)
        elif chosen.everything or self.table.loader.searched:
            self.table.with_chosen(self._ask_chosen, or_all=True)
        else:
            self._missing.run(self.source.missing, self._ask)

    def withdraw(self) -> None:
        """Ask what the person in the cursor's row withdraws, since when and why."""
        one = self.table.view.current()
        if one is None:
            return
        person: Snapshot = one["standing"].person
        dialog = WithdrawDialog(
            self._look, person, Reading(today(self._context.console.clock)), self.window()
        )
        dialog.answered.connect(lambda items, why, day: self._withdraw(person, items, why, day))
        self._open(dialog)

    def _withdraw(self, person: Snapshot, items: Sequence[str], why: str, day: date) -> None:
        consents, caller = self._context.console.care.consents, self._context.caller()
        self._context.worker.run(
            lambda: consents.withdraw(caller, person.id, day, why, items),
            lambda _: self._context.messages.toast(f"{person.text('name')}的同意已撤回"),
            owner=self,
        )

    def _ask(self, missing: Sequence[Standing]) -> None:
        if not missing:
            self._context.messages.toast("没有待签的人；要重打请先选人（空格）")
            return
        young = sum(one.for_guardian for one in missing)
        child = f"其中 {young:,} 份由监护人签。" if young else ""
        where = self.source.village or "全部村"
        sentence = f"{where}待签的 {len(missing):,} 人，一人一份。{child}已打印没交回的不再打印。打印会留痕。"
        self._ask_whether(sentence, frozenset(one.person.id for one in missing))

    def _ask_chosen(self, ids: frozenset[UUID]) -> None:
        self._ask_whether(f"要打印 {len(ids):,} 人的同意书，一人一份。打印会留痕。", ids)

    def _ask_whether(self, sentence: str, ids: frozenset[UUID]) -> None:
        answers = [("取消", Kind.PLAIN), (f"打印 {len(ids):,} 份", Kind.PRIMARY)]
        dialog = Choosing(self._look, f"打印{PAPER}", sentence, answers, self.window())
        dialog.chosen.connect(lambda number: self._print(ids) if number else None)
        self._open(dialog)

    def _print(self, ids: frozenset[UUID]) -> None:
        consents, caller = self._context.console.care.consents, self._context.caller()

        def draw(stream: BinaryIO, progress: Progress) -> int:
            return consents.print(caller, stream, Whom(ids), progress)

        self.papers.make(PAPER, draw, "份")

    def _open(self, dialog: Any) -> None:
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _count(self) -> None:
        self._counting.run(self.source.people, self._counted)

    def _counted(self, people: Sequence[Standing]) -> None:
        """Say how many are to be asked, and offer the villages with their numbers."""
        counts = missing_by_village(people)
        total, places = counts.total(), sum(1 for count in counts.values() if count)
        self.count.setText(f"还有 {total:,} 人待签，在 {places:,} 个村" if total else "没有待签的人")
        self._names = ["", *sorted(counts, key=lambda village: (-counts[village], village))]
        words = [f"{name or '全部村'}　待签 {counts[name] if name else total:,}" for name in self._names]
        with QSignalBlocker(self.villages):
            self.villages.clear()
            self.villages.addItems(words)
            here = self.source.village
            self.villages.setCurrentIndex(self._names.index(here) if here in self._names else 0)

    def _narrow(self, at: int) -> None:
        self.source.village = self._names[at] if 0 <= at < len(self._names) else ""
        self.table.start()

    def _show(self) -> None:
        """Offer what can be done for the person in the cursor's row."""
        one = self.table.view.current()
        self.file_button.setVisible(one is not None)
        self.withdraw_button.setVisible(one is not None and may_withdraw(one["standing"].person))

    def _show_file(self) -> None:
        if (one := self.table.view.current()) is not None:
            self._open_file(one.id)

    def _build(self) -> None:
        self._column, self._top = QVBoxLayout(self), QHBoxLayout()
        self.villages.setAccessibleName("村")
        self.villages.setMinimumContentsLength(13)
        self._top.addWidget(self.villages)
        self._top.addWidget(self.count, 1)
        for button in (self.withdraw_button, self.file_button, self.print_button):
            self._top.addWidget(button)
        self._column.addLayout(self._top)
        self._column.addWidget(self.table, 1)
        self.setFocusProxy(self.table)
        self._dress()

    def _connect(self) -> None:
        self.villages.currentIndexChanged.connect(self._narrow)
        self.print_button.clicked.connect(self.print_paper)
        self.withdraw_button.clicked.connect(self.withdraw)
        self.file_button.clicked.connect(self._show_file)
        self.table.opened.connect(lambda _one: self._show())
        self.table.view.moved.connect(self._show)
        self.table.loader.shown.connect(self._show)
        self.table.loader.renewed.connect(self._show)
        self._context.acting.changed.connect(self.start)
        self._look.changed.connect(self._dress)
        self._ear = Ear(self)
        self._ear.hear(self._context.console, self.written)

    def _dress(self) -> None:
        px = self._look.px
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._top.setContentsMargins(px(16), px(4), px(16), px(4))
        self._top.setSpacing(px(8))
