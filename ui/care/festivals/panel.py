"""The campaign that is open: head, goods, list and account."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QTabBar, QVBoxLayout

from gridconsole.care.festivals.views import CampaignFile, GiftCard, Summary
from gridconsole.core.caller import Caller
from gridconsole.core.clock import local
from gridconsole.core.errors import ConsoleError
from gridconsole.core.ledger.kinds.base import Reading
from gridconsole.core.ledger.snapshot import Snapshot
from ui.care.festivals.asking import Asking
from ui.care.festivals.gift_list import GiftList
from ui.care.festivals.goods import Goods, Kept, Typed, save_goods
from ui.care.festivals.head import CampaignHead
from ui.care.festivals.summary import SummaryTab
from ui.look.parts.banner import Banner
from ui.look.parts.empty import EmptyState
from ui.look.tokens import Tone
from ui.shell.feature import PanelContext
from ui.shell.worker import Latest

if TYPE_CHECKING:
    from gridconsole.console import Console

GOODS, GIFTS, SUMMARY = range(3)
TABS = ("物资", "名单", "汇总")
T = TypeVar("T")


@dataclass(frozen=True)
class Opened:
    """All that is shown of a campaign."""

    file: CampaignFile
    summary: Summary
    gifts: list[GiftCard]
    reading: Reading


def open_campaign(console: "Console", caller: Caller, id: UUID) -> Opened:
    """Read a campaign; blocking."""
    care = console.care
    file, summary = care.campaigns.file(caller, id), care.campaigns.summary(caller, id)
    return Opened(file, summary, care.campaigns.gifts(caller, id), care.reading(caller))


class CampaignPanel(QFrame):
    """`opened` after a campaign is shown, `closed` after none is.

    `edit_asked`, `choose_asked`, `list_asked`, `receipts_asked` and `gift_opened` ask for what has a
    dialog or a paper of its own.
    """

    opened = Signal(object)
    closed = Signal()
    edit_asked = Signal()
    choose_asked = Signal()
    list_asked = Signal()
    receipts_asked = Signal()
    gift_opened = Signal(object)

    def __init__(self, context: PanelContext) -> None:
        super().__init__()
        self._context, self._look = context, context.look
        self.setProperty("part", "plain")
        self.now: Opened | None = None
        self._saving, self._kept = False, Kept()
        self._opening = Latest[Opened](context.worker, self)
        self.head = CampaignHead(self._look)
        self.problem = Banner(self._look, Tone.AMBER, "", closable=True)
        self.problem.hide()
        self.tabs, self._pages = QTabBar(), QStackedWidget()
        self.goods = Goods(self._look)
        self.gifts = GiftList(context, lambda: self.now.gifts if self.now else [])
        self.summary = SummaryTab(self._look)
        self.asking = Asking(self._look, self)
        self._build()
        self._connect()
        self._look.changed.connect(self._dress)
        self._dress()

    @property
    def id(self) -> UUID | None:
        """Which campaign is open."""
        return self.now.file.campaign.id if self.now else None

    @property
    def file(self) -> CampaignFile:
        """The campaign that is open."""
        assert self.now is not None
        return self.now.file

    @property
    def is_dirty(self) -> bool:
        """Whether goods are typed that are not saved."""
        return self.now is not None and bool(self.goods.typed)

    def open(self, id: UUID) -> None:
        """Open a campaign, after asking about what is not saved."""
        self.leave(lambda: self._read(id))

    def refresh(self) -> None:
        """Read the campaign again; what is typed stays."""
        if self.id is not None and not self._saving:
            self._read(self.id)

    def close_file(self) -> None:
        """Show no campaign any more."""
        self.now = None
        self._stack.setCurrentWidget(self._nobody)
        self.closed.emit()

    def leave(self, then: Callable[[], None]) -> None:
        """Go on with `then`, after asking what becomes of what is typed."""
        if self.is_dirty:
            self.asking.leave(lambda: self.save(then), lambda: self._drop(then))
        else:
            then()

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Save the goods."""
        self.goods.settle()
        id, typed = self.id, self.goods.typed
        if id is None or not typed or self._saving:
            return
        console, caller = self._context.console, self._context.caller()
        self._saving = True
        self._context.status.saving()

        def written(kept: Kept) -> None:
            self._saving = False
            self._written(id, kept, then)

        self._context.worker.run(
            lambda: save_goods(console, caller, id, typed), written, self._not_written, owner=self
        )

    def show_tab(self, at: int) -> None:
        """Bring a tab to the front."""
        self.tabs.setCurrentIndex(at)

    def say(self, error: ConsoleError) -> None:
        """Say above the tabs what went wrong."""
        self.problem.say(Tone.AMBER, error.sentence, error.next_step)
        self.problem.show()

    def close_campaign(self) -> None:
        """Ask whether the campaign is to end, with a reason where it doesn't add up."""
        if self.now is not None:
            campaigns, id = self._context.console.care.campaigns, self.now.file.campaign.id
            self.asking.close(
                self.now.file.title,
                self.now.summary,
                lambda why: self._do(lambda caller: campaigns.close(caller, id, why), "已结束登记"),
            )

    def reopen_campaign(self) -> None:
        """Ask why a campaign is opened again, and open it."""
        campaigns, id = self._context.console.care.campaigns, self.file.campaign.id
        self.asking.reopen(
            self.file.title,
            lambda why: self._do(lambda caller: campaigns.reopen(caller, id, why), "已重新打开"),
        )

    def remove(self, item: Snapshot) -> None:
        """Ask why goods are taken off, and take them off."""
        campaigns = self._context.console.care.campaigns
        self.asking.remove(
            item["name"],
            lambda why: self._do(lambda caller: campaigns.remove_item(caller, item.id, why), "已撤下"),
        )

    def _do(self, call: Callable[[Caller], T], words: str) -> None:
        """Run a deed and read again."""
        caller = self._context.caller()

        def over(_result: T) -> None:
            self._context.messages.toast(words)
            self.refresh()

        self._context.worker.run(lambda: call(caller), over, self.say, owner=self)

    def _read(self, id: UUID) -> None:
        console, caller = self._context.console, self._context.caller()
        self._opening.run(lambda: open_campaign(console, caller, id), self._show, self._gone)

    def _show(self, now: Opened) -> None:
        other = self.id != now.file.campaign.id
        keep = [] if other else self.goods.typed
        self.now = now
        if other:
            self.problem.hide()
        self.head.show_campaign(now.file)
        self._load_goods(now, keep, other)
        villages = dict.fromkeys(card.home.village for card in now.gifts if card.home.village)
        self.gifts.offer(list(villages))
        self.gifts.start() if other else self.gifts.refresh()
        closed_on = now.file.campaign.text("closed_on")
        self.summary.show_summary(now.summary, closed_on)
        self._name_tabs(now)
        self._stack.setCurrentWidget(self._page)
        if other:
            self.show_tab(GIFTS if now.gifts else GOODS)
            if not now.file.items:
                self.goods.start()
        self.opened.emit(now.file)

    def _load_goods(self, now: Opened, keep: list[Typed], other: bool) -> None:
        """Show the goods, unless they stand as they are and somebody may be typing."""
        standing = [line.seen for line in self.goods.lines if line.seen is not None]
        if other or keep or standing != list(now.file.items) or self._closed_changed(now):
            self.goods.load(now.file, now.reading, keep)
            if not other:
                self.goods.blame(self._kept)

    def _closed_changed(self, now: Opened) -> bool:
        return self.goods.locked != (now.file.campaign["closed_on"] is not None)

    def _name_tabs(self, now: Opened) -> None:
        counts = (len(now.file.items), len(now.gifts), 0)
        for at, (word, count) in enumerate(zip(TABS, counts, strict=True)):
            self.tabs.setTabText(at, f"{word} {count:,}" if count else word)

    def _gone(self, error: ConsoleError) -> None:
        self.close_file()
        self._context.messages.error(error, "festival")

    def _written(self, id: UUID, kept: Kept, then: Callable[[], None] | None) -> None:
        self._kept = kept
        self.goods.saved(kept)
        self._read(id)
        if kept.error is not None:
            self._context.status.save_failed()
            self.say(kept.error)
            return
        self.problem.hide()
        self._context.status.saved(local(self._context.console.clock.now()))
        if then is not None:
            then()

    def _not_written(self, error: ConsoleError) -> None:
        self._saving = False
        self._context.status.save_failed()
        self.say(error)

    def _drop(self, then: Callable[[], None]) -> None:
        if self.now is not None:
            self.goods.load(self.now.file, self.now.reading)
        then()

    def _build(self) -> None:
        self._page, self._stack = QFrame(), QStackedWidget()
        self._page.setProperty("part", "plain")
        hint = "在左边点一行，或按 Enter 打开选中的一行。"
        self._nobody = EmptyState(self._look, "gift", "这里显示一次慰问", hint)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName("慰问的各页")
        for word in TABS:
            self.tabs.addTab(word)
        for page in (self.goods, self.gifts, self.summary):
            self._pages.addWidget(page)
        rule = QFrame()
        rule.setProperty("part", "rule")
        self._inner = QVBoxLayout(self._page)
        self._inner.addWidget(self.head)
        self._said = QVBoxLayout()
        self._said.addWidget(self.problem)
        self._inner.addLayout(self._said)
        for widget in (self.tabs, rule):
            self._inner.addWidget(widget)
        self._inner.addWidget(self._pages, 1)
        self._stack.addWidget(self._nobody)
        self._stack.addWidget(self._page)
        self._outer = QVBoxLayout(self)
        self._outer.addWidget(self._stack)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._pages.setCurrentIndex)
        self.problem.closed.connect(self.problem.hide)
        self.head.edit.triggered.connect(self.edit_asked)
        self.head.choose.triggered.connect(self.choose_asked)
        self.head.list.triggered.connect(self.list_asked)
        self.head.receipts.triggered.connect(self.receipts_asked)
        self.goods.save_asked.connect(lambda: self.save())
        self.goods.removed.connect(self.remove)
        self.gifts.opened.connect(self.gift_opened)
        self.gifts.choose_asked.connect(self.choose_asked)
        self.summary.close_asked.connect(self.close_campaign)
        self.summary.reopen_asked.connect(self.reopen_campaign)

    def _dress(self) -> None:
        # What an empty list says needs more height than a window has at 200 %.
        self._pages.setMinimumHeight(self._look.px(200))
        for column in (self._inner, self._outer):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
        self._said.setContentsMargins(self._look.px(16), 0, self._look.px(16), 0)
