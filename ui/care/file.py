"""A person's file: what the record's panel does not know of people."""

from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction

from gridconsole.care.errors import AlreadyThere, NoSuchFile
from gridconsole.care.rules import VISITED
from gridconsole.core.clock import today
from gridconsole.core.errors import ConsoleError
from ui.care.consents.withdrawing import may_withdraw
from ui.care.deeds import CareDeeds
from ui.care.file_head import FileHead
from ui.care.file_questions import FileQuestions
from ui.care.pairing.history_dialog import PairingHistory
from ui.look.scale import TextSize
from ui.shell.feature import PanelContext
from ui.widgets.ledger_form.footer import Footer
from ui.widgets.record.deeds import File
from ui.widgets.record.panel import FORM, HISTORY, RecordPanel

__all__ = ["FORM", "HISTORY", "FilePanel"]


class FilePanel(RecordPanel):
    """`print_asked` carries the id of the household whose sheet is wanted."""

    print_asked = Signal(object)
    tab = "档案"
    nobody = ("这里显示档案", "在左边点一个人，或按 Enter 打开选中的一行。")
    first_key = "name"
    gone = NoSuchFile
    fixed = ("status", "status_on", "status_reason")
    """Changed with a reason and a day, by a deed of its own."""
    icons = {  # noqa: RUF012 - never changed
        "基本信息": "card",
        "联系与住址": "address",
        "走访": "visit",
        "健康与用电": "health",
        "知情同意": "edit",
        "其他": "file",
    }
    questions: FileQuestions
    head: FileHead
    deeds: CareDeeds

    def __init__(self, context: PanelContext) -> None:
        super().__init__(context, CareDeeds(context.console), context.commands.action("care.save"))
        self.form.reveal_asked.connect(self.reveal)
        self.head.due.turned.connect(self._fold)
        self._look.changed.connect(self._fold)

    @property
    def person(self) -> UUID | None:
        """Whose file is open; None for nobody and for one being made."""
        return self.id

    @property
    def name(self) -> str:
        """Whose file it is."""
        return self.form.entries["name"].text() or "这份档案"

    def make_questions(self) -> FileQuestions:
        """Make what asks before a deed."""
        return FileQuestions(self._look, self, self.deeds.ledger)

    def make_head(self) -> FileHead:
        """Make what stands above the tabs."""
        self._consent = self.add_deed("撤回同意…", self.withdraw_consent)
        deeds = (
            ("改变状态…", self.change_status),
            ("结对经过…", self.show_helpers),
            ("撤下档案…", self.withdraw),
        )
        actions = [self.add_deed(title, act) for title, act in deeds]
        actions.insert(1, self._consent)
        return FileHead(self._look, actions, lambda: today(self._context.console.clock))

    def make_footer(self, save: QAction) -> Footer:
        """Make the foot, with the household's sheet to print."""
        self._print = self.add_deed("打印走访单", self._print_this)
        return Footer(self._look, save, self._print)

    def change_status(self) -> None:
        """Ask to what, since when and why, then change it."""
        if self.file is None or self.person is None:
            return
        one, deeds, caller = self.file.one, self.deeds, self._context.caller()

        def change(status: str, reason: str, day: date) -> None:
            self.write(lambda: deeds.change_status(caller, one, status, reason, day))

        self.questions.status(self.file, change)

    def withdraw_consent(self) -> None:
        """Ask what is withdrawn, since when and why, then withdraw it."""
        if self.file is None or self.person is None:
            return
        id, deeds, caller = self.person, self.deeds, self._context.caller()

        def withdraw(items: tuple[str, ...], reason: str, day: date) -> None:
            self.write(lambda: deeds.withdraw_consent(caller, id, day, reason, items))

        self.questions.withdraw_consent(self.file, withdraw)

    def show_helpers(self) -> None:
        """Show who helps the household and who helped it before."""
        if self.file is not None and self.file.one.parent is not None:
            home = self.file.one.parent.id
            self.questions.show(PairingHistory(self._context, home, self.name, self.window()))

    def reveal(self, key: str) -> None:
        """Ask why, then show a masked value in full."""
        if self.person is None:
            return
        id, console, caller = self.person, self._context.console, self._context.caller()

        def show(full: str) -> None:
            if self.person == id:
                self.form.entries[key].reveal(full)

        def read(reason: str) -> None:
            call = console.care.reveal
            self._context.worker.run(lambda: call(caller.because(reason), id, key), show, owner=self)

        self.questions.reveal(key, read)

    def failed(self, error: ConsoleError) -> None:
        """Offer the file that is there already; the rest as with every record."""
        if isinstance(error, AlreadyThere):
            self.notices.show_double(error, "打开已有的档案", lambda: self.leave_for(error.id))
        else:
            super().failed(error)

    def show_file(self, file: File) -> None:
        """Show a file as it was read."""
        super().show_file(file)
        self._print.setEnabled(self.person is not None and file.one["status"] in VISITED)
        self._consent.setVisible(may_withdraw(file.one))

    def _fold(self) -> None:
        """At 200 % leave the foot out while the reasons of a visit are read."""
        is_huge = self._look.scale.size is TextSize.HUGE
        self.footer.setVisible(not (is_huge and self.head.due.steps()))

    def _print_this(self) -> None:
        if self.file is not None and self.file.one.parent is not None:
            household = self.file.one.parent.id
            self.leave(lambda: self.print_asked.emit(household))
