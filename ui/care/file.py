"""A person's file: head, tabs, form and history, foot."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from gridconsole.care.errors import AlreadyThere, Conflict, NotAccepted
from gridconsole.care.records import CARE
from gridconsole.core.caller import Role
from gridconsole.core.clock import local, today
from gridconsole.core.errors import ConsoleError
from gridconsole.core.ledger.kinds.base import Reading
from gridconsole.core.ledger.snapshot import Snapshot
from ui.care.deeds import Back, File, file_of, open_file, read_history
from ui.care.file_head import FileHead
from ui.care.file_notices import FileNotices
from ui.care.file_questions import FileQuestions
from ui.look.parts.empty import EmptyState
from ui.shell.feature import PanelContext
from ui.shell.worker import Latest
from ui.widgets.ledger_form.footer import Footer
from ui.widgets.ledger_form.form import NEW, LedgerForm
from ui.widgets.ledger_form.history import History

ICONS = {
    "基本信息": "card",
    "联系与住址": "address",
    "走访": "visit",
    "健康与用电": "health",
    "知情同意": "edit",
    "其他": "file",
}
UNFOLDED = 2
FIXED = ("status", "status_on", "status_reason")
"""Changed with a reason and a day, by a deed of its own."""
FORM, HISTORY = 0, 1


class FilePanel(QFrame):
    """`opened` after a file is shown, `closed` after none is, `saved` after one is safely in the data.

    `left` when Esc goes back; `print_asked` carries the id of the household whose sheet is wanted.
    """

    opened = Signal(object)
    closed = Signal()
    saved = Signal(object)
    left = Signal()
    print_asked = Signal(object)

    def __init__(self, context: PanelContext) -> None:
        super().__init__()
        self._context, self._look = context, context.look
        self.file: File | None = None
        self._saving = False
        self._opening, self._renewing = (Latest[File](context.worker, self) for _ in range(2))
        self._reading, self._past = Latest[Reading](context.worker, self), Latest[Any](context.worker, self)
        self.questions = FileQuestions(self._look, self)
        self.notices = FileNotices(self._look)
        self.head = FileHead(self._look, self._make_actions())
        self.form = LedgerForm(self._look, CARE, context.console.care.complaint, ICONS, UNFOLDED, FIXED)
        self.history = History(self._look)
        self.footer = Footer(self._look, self._print, context.commands.action("care.save"))
        self._build()
        self._connect()
        self._look.changed.connect(self._dress)
        self._dress()

    @property
    def is_dirty(self) -> bool:
        """Whether something is typed that is not saved."""
        return self.file is not None and bool(self.form.changed())

    @property
    def person(self) -> UUID | None:
        """Whose file is open; None for nobody and for one being made."""
        return None if self.file is None or self.file.one is NEW else self.file.one.id

    def open(self, id: UUID) -> None:
        """Open somebody's file, after asking about what is not saved."""
        console, caller = self._context.console, self._context.caller()
        self.leave(lambda: self._opening.run(lambda: open_file(console, caller, id), self._show))

    def make_new(self) -> None:
        """Show an empty form, after asking about what is not saved."""
        console, caller = self._context.console, self._context.caller()

        def show(reading: Reading) -> None:
            self._show(File(NEW, reading))
            self.form.jump("name")

        self.leave(lambda: self._reading.run(lambda: console.care.reading(caller), show))

    def close_file(self) -> None:
        """Show no file any more."""
        self.file = None
        self.notices.clear()
        self._stack.setCurrentWidget(self._nobody)
        self.closed.emit()

    def refresh(self) -> None:
        """Read the file again after somebody wrote, unless something is typed here."""
        if self.person is None or self.is_dirty or self._saving:
            return
        console, caller, id = self._context.console, self._context.caller(), self.person
        self._renewing.run(lambda: open_file(console, caller, id), self._renew, lambda _error: self._gone(id))

    def leave(self, then: Callable[[], None]) -> None:
        """Go on with `then`, after asking what becomes of what is typed."""
        if not self.is_dirty:
            then()
            return

        def drop() -> None:
            self._drop()
            then()

        name = self.form.entries["name"].text() or "这份档案"
        self.questions.leave(name, lambda: self.save(then), drop)

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Save what is typed over the version that was seen, then go on with `then`."""
        if self.file is None or self._saving:
            return
        self.form.settle()
        changed, faults = self.form.changed(), self.form.faults()
        if faults and any(key in changed for key in faults):
            self.form.jump(next(key for key in faults if key in changed))
        elif self.file.one is NEW:
            self._record(changed, then)
        elif changed:
            self._correct(self.file.one, changed, then)
        elif then is not None:
            then()
        else:
            self._context.messages.toast("没有改动")

    def change_status(self) -> None:
        """Ask to what, since when and why, then change it."""
        if self.file is None or self.person is None:
            return
        one, console, caller = self.file.one, self._context.console, self._context.caller()

        def change(status: str, reason: str, day: date) -> None:
            deed = console.care.change_status
            self._write(lambda: file_of(console, caller, deed(caller, one, status, reason, day)))

        self.questions.status(self.file, change)

    def withdraw(self) -> None:
        """Ask why, then take the file off the ledger."""
        if self.file is None or self.person is None:
            return
        id, name = self.person, self.file.one.text("name")
        console, caller = self._context.console, self._context.caller()

        def done(_: None) -> None:
            self._safely_in()
            self._context.messages.toast(f"已撤下{name}的档案")
            self.close_file()

        self.questions.withdraw(
            name, lambda reason: self._run(lambda: console.care.withdraw(caller, id, reason), done)
        )

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

    def bring_back(self, back: Back) -> None:
        """Ask why, then bring earlier values back."""
        if self.person is None:
            return
        id, console, caller = self.person, self._context.console, self._context.caller()

        def bring(reason: str) -> None:
            deed = console.care.bring_back
            self._write(lambda: file_of(console, caller, deed(caller.because(reason), id, *back)))

        self.questions.bring_back(back, bring)

    def show_tab(self, number: int) -> None:
        """Show the form (0) or the history (1)."""
        self.tabs.setCurrentIndex(number)

    def _record(self, typed: Mapping[str, str], then: Callable[[], None] | None) -> None:
        console, caller = self._context.console, self._context.caller()
        record = console.care.record
        self._write(lambda: open_file(console, caller, record(caller, typed)), typed, then)

    def _correct(self, seen: Snapshot, typed: Mapping[str, str], then: Callable[[], None] | None) -> None:
        console, caller = self._context.console, self._context.caller()
        correct = console.care.correct
        self._write(lambda: file_of(console, caller, correct(caller, seen, typed)), typed, then)

    def _write(
        self, call: Callable[[], File], sent: Mapping[str, str] | None = None,
        then: Callable[[], None] | None = None,
    ) -> None:  # fmt: skip
        def written(file: File) -> None:
            self._safely_in()
            typed_since = {k: t for k, t in self.form.changed().items() if (sent or {}).get(k) != t}
            self._show(file)
            self._retype(typed_since)
            self.saved.emit(file.one.id)
            if then is not None:
                then()

        self._run(call, written)

    def _run(self, call: Callable[[], Any], then: Callable[[Any], None]) -> None:
        self._saving = True
        self._context.status.saving()
        self._context.worker.run(call, then, self._failed, owner=self)

    def _safely_in(self) -> None:
        self._saving = False
        self._context.status.saved(local(self._context.console.clock.now()))
        self._context.messages.solved("save")

    def _failed(self, error: ConsoleError) -> None:
        self._saving = False
        self._context.status.save_failed()
        if isinstance(error, NotAccepted):
            self.form.blame(error.complaints)
        elif isinstance(error, Conflict):
            self.notices.show_conflict(error, self.form.changed())
        elif isinstance(error, AlreadyThere):
            self.notices.show_double(error)
        else:
            self._context.messages.error(error, "save")

    def _settle(self, error: Conflict, kept: list[str]) -> None:
        """Type what is kept of mine over theirs and save again."""
        assert self.file is not None
        typed = self.form.changed()
        mine = {key: text for key, text in typed.items() if key in kept or key not in error.keys}
        self._show(File(error.theirs, self.file.reading, self.file.steps, self.file.gaps))
        self._retype(mine)
        self.save()

    def _retype(self, texts: Mapping[str, str]) -> None:
        for key, text in texts.items():
            self.form.entries[key].retype(text)

    def _leave_for(self, id: UUID) -> None:
        self._drop()
        self.open(id)

    def _show(self, file: File) -> None:
        self.file = file
        is_new, may_write = file.one is NEW, self._may_write()
        self.notices.clear()
        if is_new:
            self.head.show_new()
        else:
            self.head.show_person(file.one, today(self._context.console.clock), file.steps)
        self.head.more.setVisible(may_write and not is_new)
        self.form.load(file.one, file.reading, may_write)
        self._print.setEnabled(not is_new)
        self._show_tabs(is_new)
        self._stack.setCurrentWidget(self._page)
        self.opened.emit(file.one.id)

    def _show_tabs(self, is_new: bool) -> None:
        with QSignalBlocker(self.tabs):
            self.tabs.setTabVisible(HISTORY, not is_new)
            if is_new:
                self.tabs.setCurrentIndex(FORM)
        self._tab_changed(self.tabs.currentIndex())

    def _renew(self, file: File) -> None:
        """Show a file that was read again, if it changed and nothing is typed meanwhile."""
        if self.file is None or self.is_dirty or file.one.id != self.person:
            return
        if _versions(file.one) != _versions(self.file.one):
            self._show(file)

    def _gone(self, id: UUID) -> None:
        if id == self.person and not self.is_dirty:
            self.close_file()

    def _drop(self) -> None:
        if self.file is not None:
            self.form.load(self.file.one, self.file.reading, self._may_write())
        self.notices.clear()

    def _may_write(self) -> bool:
        return self._context.caller().role is not Role.VOLUNTEER

    def _tab_changed(self, number: int) -> None:
        self._body.setCurrentIndex(number)
        if number == HISTORY and self.person is not None:
            console, caller = self._context.console, self._context.caller()
            id, may = self.person, self._may_write()
            self._past.run(lambda: read_history(console, caller, id, may), self.history.show_lines)

    def _count(self) -> None:
        gaps = len(self.file.gaps) if self.file else 0
        self.footer.count(len(self.form.faults()), gaps)

    def _jump(self) -> None:
        assert self.file is not None
        keys = self.form.faults() or [key for key in self.file.gaps if not self.form.entries[key].text()]
        if keys:
            self.show_tab(FORM)
            self.form.jump(keys[0])

    def _print_this(self) -> None:
        if self.file is not None and self.file.one.parent is not None:
            household = self.file.one.parent.id
            self.leave(lambda: self.print_asked.emit(household))

    def _make_actions(self) -> list[QAction]:
        self._print = QAction("打印走访单", self)
        self._print.triggered.connect(self._print_this)
        found = []
        for title, act in (("改变状态…", self.change_status), ("撤下档案…", self.withdraw)):
            action = QAction(title, self)
            action.triggered.connect(act)
            found.append(action)
        return found

    def _build(self) -> None:
        self.setProperty("part", "plain")
        hint = "在左边点一个人，或按 Enter 打开选中的一行。"
        self._nobody = EmptyState(self._look, "file", "这里显示档案", hint)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("档案与历史")
        self.tabs.setExpanding(False)
        for title in ("档案", "历史"):
            self.tabs.addTab(title)
        self._body, self._stack, self._page = QStackedWidget(), QStackedWidget(), QWidget()
        self._body.addWidget(self.form)
        self._body.addWidget(self.history)
        self._column, outer = QVBoxLayout(self._page), QVBoxLayout(self)
        for widget in (self.head, self.notices, self.tabs, _rule(), self._body, _rule(), self.footer):
            self._column.addWidget(widget, 1 if widget is self._body else 0)
        self._stack.addWidget(self._nobody)
        self._stack.addWidget(self._page)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._tab_changed)
        self.form.reveal_asked.connect(self.reveal)
        self.form.judged.connect(self._count)
        self.history.back_asked.connect(self.bring_back)
        self.footer.jumped.connect(self._jump)
        self.head.back.clicked.connect(lambda: self.leave(self.left.emit))
        self.notices.settled.connect(self._settle)
        self.notices.other_asked.connect(self._leave_for)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(lambda: self.leave(self.left.emit))

    def _dress(self) -> None:
        self.setMinimumWidth(self._look.px(360))
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)


def _rule() -> QFrame:
    rule = QFrame()
    rule.setProperty("part", "rule")
    return rule


def _versions(one: Snapshot) -> tuple[int, int]:
    return one.version, one.parent.version if one.parent else 0
