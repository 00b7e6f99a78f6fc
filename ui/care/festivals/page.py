"""The page of the festival campaigns: all of them at the left, the one that is open at the right."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout

from gridconsole.care.festivals.views import CampaignFile, Choice, GiftCard
from gridconsole.core.caller import Role
from gridconsole.core.clock import today
from gridconsole.core.ledger.kinds.base import Reading
from gridconsole.core.progress import Progress
from ui.care.festivals.campaign_dialog import CampaignDialog, next_festival
from ui.care.festivals.campaign_list import CampaignList
from ui.care.festivals.choose_dialog import ChooseDialog
from ui.care.festivals.gift_dialog import GiftDialog
from ui.care.festivals.panel import GIFTS, CampaignPanel
from ui.care.festivals.receipts_dialog import ReceiptsDialog
from ui.care.keying.kinds import Job
from ui.care.keying.receipts import Receipts, open_job
from ui.look.scale import TextSize
from ui.shell.feature import PanelContext
from ui.shell.worker import Latest
from ui.widgets.ear import Ear
from ui.widgets.import_wizard.stage import WizardStage
from ui.widgets.page import CatchingUp
from ui.widgets.papers import Papers
from ui.widgets.split import GAP, Split, show_one_or_both

LIST, NARROW_LIST = 420, 300
"""Px at 100 % of the list's width, and from 150 % on."""
CONCERNED = {"campaign", "campaign_item", "gift", "care_person", "household"}
"""Tables whose records are seen here."""


class CampaignSplit(Split):
    """The list keeps its width, the campaign takes what the window gives."""

    def dress(self) -> None:
        """Give the list its first width again."""
        scale = self._look.scale
        wide = self._look.px(LIST if scale.size < TextSize.LARGE else NARROW_LIST)
        self.setHandleWidth(self._look.px(GAP))
        self.setStretchFactor(0, 0)
        self.setStretchFactor(1, 1)
        self.setSizes([wide, max(self._look.px(300), self.width() - wide)])


class FestivalPage(CatchingUp):
    """Refreshes itself after every write that concerns it; `dialog` is the one that was opened last."""

    def __init__(self, context: PanelContext) -> None:
        super().__init__(CONCERNED)
        self._context, self._look = context, context.look
        self.dialog: QDialog | None = None
        self.list, self.panel = CampaignList(context.look), CampaignPanel(context)
        self.printing = Papers(context, self)
        self._receipts = Receipts(context.console)
        self._reading = Latest[list[CampaignFile]](context.worker, self)
        self._split = CampaignSplit(context.look)
        self._split.addWidget(self.list)
        self._split.addWidget(self.panel)
        self._split.dress()
        self.stage = WizardStage(context, self._split)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stage)
        self.setFocusProxy(self.list)
        self._connect()
        self.start()

    def start(self) -> None:
        """Read again for whoever acts now."""
        self.stage.end()
        self.panel.close_file()
        self.refresh()

    def refresh(self) -> None:
        """Read the campaigns again; the one that is open stays."""
        if self._context.caller().role is Role.VOLUNTEER:
            return
        self.panel.refresh()
        campaigns, caller = self._context.console.care.campaigns, self._context.caller()
        self._reading.run(lambda: campaigns.all(caller), self._show)

    @property
    def is_dirty(self) -> bool:
        """Whether something is typed that is not saved."""
        return self.panel.is_dirty

    def leave(self, then: Any) -> None:
        """Go on with `then`, after asking what becomes of what is typed."""
        self.panel.leave(then)

    def save(self) -> None:
        """Save the goods."""
        self.panel.save()

    def close_file(self) -> None:
        """Show no campaign any more."""
        self.panel.close_file()

    def start_search(self) -> None:
        """Go to the search box of the list."""
        if self.panel.now is not None:
            self.panel.show_tab(GIFTS)
            self.panel.gifts.table.focus_search()

    @property
    def can(self) -> dict[str, bool]:
        """Campaigns are made by hand and imported."""
        return {"new": True, "import": True}

    @property
    def is_importing(self) -> bool:
        """Whether the import wizard has the page's place."""
        return self.stage.wizard is not None

    def start_import(self, file: Path | None = None) -> None:
        """Let the import wizard take the page's place, after asking about what is not saved."""
        from ui.widgets.book.importing import BookImporter

        book = self._context.console.care.books["campaigns"]
        self.leave(lambda: self.stage.begin(BookImporter(book, "次慰问"), file))

    def make_new(self) -> None:
        """Ask for the festival, and make its campaign."""
        self.leave(lambda: self._with_reading(self._ask_new))

    def edit(self) -> None:
        """Correct what stands of the campaign."""
        file = self.panel.file

        def ask(reading: Reading) -> None:
            dialog = CampaignDialog(self._context, reading, file, self.window())
            dialog.made.connect(lambda _id: self.panel.refresh())
            dialog.there.connect(self.panel.open)
            self._open_dialog(dialog)

        self._with_reading(ask)

    def choose(self) -> None:
        """Choose the households."""
        care, caller, file = self._context.console.care, self._context.caller(), self.panel.file

        def ask(villages: Sequence[str]) -> None:
            dialog = ChooseDialog(self._context, file, villages, self.window())
            dialog.taken.connect(self._chosen)
            self._open_dialog(dialog)

        call = lambda: care.village_checks.villages(caller)  # noqa: E731
        self.leave(lambda: self._context.worker.run(call, ask, self.panel.say, owner=self))

    @property
    def paper(self) -> str:
        """The list for the accounts."""
        return "打印发放清单"

    def print_paper(self) -> None:
        """Print the list of the campaign that is open."""
        if self.panel.now is None:
            self._context.messages.toast("先打开一次慰问，再打印它的发放清单")
        else:
            self.print_list()

    def print_list(self) -> None:
        """Print the list for the accounts."""
        campaigns, caller, id = self._context.console.care.campaigns, self._context.caller(), self.panel.id
        assert id is not None

        def draw(stream: BinaryIO, progress: Progress) -> int:
            return campaigns.print_list(caller, id, stream, progress)

        self.printing.make("慰问发放清单", draw, "页")

    def ask_receipts(self) -> None:
        """Ask for the village, then print the receipts."""
        if self.panel.now is not None:
            dialog = ReceiptsDialog(self._look, self.panel.now.gifts, self.window())
            dialog.answered.connect(self.print_receipts)
            self._open_dialog(dialog)

    def print_receipts(self, villages: tuple[str, ...] = ()) -> None:
        """Print the receipts of whoever has not signed, of some villages or of all."""
        campaigns, caller, id = self._context.console.care.campaigns, self._context.caller(), self.panel.id
        assert id is not None

        def draw(stream: BinaryIO, progress: Progress) -> int:
            return campaigns.print_receipts(caller, id, stream, villages=villages, progress=progress)

        self.printing.make("慰问领取单", draw, "页")

    def open_gift(self, card: GiftCard) -> None:
        """Show one household's gift to be keyed in or corrected."""
        receipts, caller = self._receipts, self._context.caller()
        closed = self.panel.file.campaign["closed_on"] is not None

        def show(job: Job) -> None:
            dialog = GiftDialog(self._context, card, job, closed, self.window())
            dialog.written.connect(self.panel.refresh)
            self._open_dialog(dialog)
            dialog.start()

        call = lambda: open_job(receipts, caller, card.id)  # noqa: E731
        self._context.worker.run(call, show, self.panel.say, owner=self)

    def _ask_new(self, reading: Reading) -> None:
        dialog = CampaignDialog(self._context, reading, None, self.window())
        dialog.offer(next_festival(today(self._context.console.clock), self.list.files))
        dialog.made.connect(self.panel.open)
        dialog.there.connect(self.panel.open)
        self._open_dialog(dialog)

    def _with_reading(self, then: Any) -> None:
        care, caller = self._context.console.care, self._context.caller()
        self._context.worker.run(lambda: care.reading(caller), then, owner=self)

    def _chosen(self, choice: Choice) -> None:
        out = f"，退出 {len(choice.dropped):,} 户" if choice.dropped else ""
        self._context.messages.toast(f"已列入 {len(choice.taken):,} 户{out}")
        self.panel.problem.hide()
        self.panel.refresh()
        self.panel.show_tab(GIFTS)

    def _open_dialog(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _show(self, files: Sequence[CampaignFile]) -> None:
        self.list.show_files(files, self.panel.id)
        if files and self.panel.now is None and not self._one_panel:
            self.panel.open(files[0].campaign.id)
        self._arrange()

    def _open(self, file: CampaignFile) -> None:
        self.panel.open(file.campaign.id)

    def _opened(self, file: CampaignFile) -> None:
        self.list.show_files(self.list.files, file.campaign.id)
        self._arrange()

    def _back(self) -> None:
        self.leave(self.panel.close_file)

    @property
    def _one_panel(self) -> bool:
        return self._look.scale.size is TextSize.HUGE

    def _arrange(self) -> None:
        """Leave the campaign's place out while there is none; at 200 % show one of the two."""
        has_file = self.panel.now is not None
        self.panel.head.back.setVisible(self._one_panel)
        show_one_or_both(self.list, self.panel, self._one_panel, has_file, not self.list.files)

    def _connect(self) -> None:
        self.list.new_asked.connect(self.make_new)
        self.list.opened.connect(self._open)
        self.panel.opened.connect(self._opened)
        self.panel.closed.connect(self._arrange)
        self.panel.head.back.clicked.connect(self._back)
        self.panel.edit_asked.connect(self.edit)
        self.panel.choose_asked.connect(self.choose)
        self.panel.list_asked.connect(self.print_list)
        self.panel.receipts_asked.connect(self.ask_receipts)
        self.panel.gift_opened.connect(self.open_gift)
        self._ear = Ear(self)
        self._ear.hear(self._context.console, self.written)
        self._context.acting.changed.connect(self.start)
        self._look.changed.connect(self._arrange)
