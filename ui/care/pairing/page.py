"""The pairings: a register, what is to be reassigned, who left, contact cards and password slips."""

from collections.abc import Callable
from typing import Any, BinaryIO
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from gridconsole.care.due.listing import Choices
from gridconsole.care.pairing.cards import Whose
from gridconsole.core.caller import Role
from gridconsole.core.progress import Progress
from ui.care.book_pages import PAIRINGS
from ui.care.pairing.cards_dialog import CARDS, SLIPS, CardsDialog
from ui.care.pairing.leave_dialog import LeaveDialog
from ui.care.pairing.reassign_dialog import ReassignDialog, helpers_at_work
from ui.look.parts.banner import Banner
from ui.look.tokens import Tone
from ui.shell.feature import PanelContext
from ui.shell.worker import Latest
from ui.widgets.book.page import BookPage, Picked
from ui.widgets.papers import Papers

CONCERNED = {"pairing", "household", "care_person", "staff"}


class PairingPage(BookPage):
    """A strip says how many households need another helper; the deeds are in the menu."""

    def __init__(self, context: PanelContext, save: QAction, pick: Callable[[Picked], None]) -> None:
        self._look = context.look
        self._over: QWidget | None = None
        self.reassign_action, self.leave_action = QAction("待改派的户…"), QAction("人员离岗…")
        self.cards_action, self.slips_action = QAction("打印联系卡…"), QAction("打印口令条…")
        self._own = (self.reassign_action, self.leave_action, self.cards_action, self.slips_action)
        self.strip = Banner(context.look, Tone.AMBER, "")
        self._counting = Latest[int](context.worker, self.strip)
        super().__init__(context, context.console.care.books["pairings"], PAIRINGS, save, pick, self._own)
        self.papers = Papers(context, self)
        self.dialog: QDialog | None = None
        self._add_strip()
        self._connect()

    def start(self) -> None:
        """Read again for whoever acts now."""
        super().start()
        may = self._context.caller().role is not Role.VOLUNTEER
        for action in self._own:
            action.setVisible(may)
        self.strip.hide()
        self.count()

    def count(self) -> None:
        """Count the households that need another helper."""
        if self._context.caller().role is Role.VOLUNTEER:
            return
        pairings, caller = self._context.console.care.pairings, self._context.caller()
        self._counting.run(lambda: pairings.count_to_reassign(caller), self._counted)

    def reassign(self) -> None:
        """Show the households that need another helper."""

        def ask(helpers: dict[str, UUID]) -> None:
            dialog = ReassignDialog(self._context, helpers, self.window())
            dialog.moved.connect(lambda n: self._context.messages.toast(f"已改派 {n:,} 户，结对记录跟着变"))
            self._open(dialog)

        self._with_staff(ask)

    def note_leaving(self) -> None:
        """Ask who left; then show what is to be reassigned."""
        me = self._context.caller().staff_name

        def ask(staff: dict[str, UUID]) -> None:
            others = {name: id for name, id in staff.items() if name != me}
            dialog = LeaveDialog(self._context, others, self.window())
            dialog.noted.connect(self._left)
            self._open(dialog)

        self._with_staff(ask)

    def ask_cards(self, paper: str = CARDS) -> None:
        """Ask whose cards or slips, then print them."""
        due, caller = self._context.console.care.due, self._context.caller()

        def ask(found: Choices) -> None:
            dialog = CardsDialog(self._look, paper, found.helpers, found.villages, self.window())
            dialog.answered.connect(lambda whose: self.print_cards(paper, whose))
            self._open(dialog)

        self._context.worker.run(lambda: due.choices(caller), ask, owner=self)

    def print_cards(self, paper: str, whose: Whose) -> None:
        """Print cards or slips."""
        pairings, caller = self._context.console.care.pairings, self._context.caller()
        deed = pairings.print_cards if paper == CARDS else pairings.print_password_slips

        def draw(stream: BinaryIO, progress: Progress) -> int:
            return deed(caller, stream, whose, progress)

        self.papers.make(paper, draw, "页")

    def _left(self, name: str, count: int) -> None:
        self._context.messages.toast(f"{name}已登记离岗，有 {count:,} 户要改派")
        if count:
            self.reassign()

    def _with_staff(self, then: Callable[[dict[str, UUID]], None]) -> None:
        console, caller = self._context.console, self._context.caller()
        self._context.worker.run(lambda: helpers_at_work(console, caller), then, owner=self)

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _counted(self, count: int) -> None:
        self.strip.say(Tone.AMBER, f"有 {count:,} 户没有在岗的主结对人。", link="改派")
        self.strip.setVisible(count > 0)

    def _written(self, what: dict[str, Any]) -> None:
        super()._written(what)
        if CONCERNED & what.keys():
            self.count()

    def _add_strip(self) -> None:
        over = QWidget()
        self._over, self._over_column = over, QVBoxLayout(over)
        self._over_column.addWidget(self.strip)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(0, over)
        column.setSpacing(0)
        self._look.changed.connect(self._dress_strip)
        self._dress_strip()

    def _connect(self) -> None:
        self.strip.link_pressed.connect(self.reassign)
        self.reassign_action.triggered.connect(self.reassign)
        self.leave_action.triggered.connect(self.note_leaving)
        self.cards_action.triggered.connect(lambda: self.ask_cards())
        self.slips_action.triggered.connect(lambda: self.ask_cards(SLIPS))

    def _arrange(self) -> None:
        """Leave the strip out while a record takes the table's place."""
        super()._arrange()
        if self._over is not None:
            self._over.setVisible(not self.table.isHidden())

    def _dress_strip(self) -> None:
        px = self._look.px
        self._over_column.setContentsMargins(px(16), 0, px(16), 0)
