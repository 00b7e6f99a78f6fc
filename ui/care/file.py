"""A person's file: head, tabs, form and history, foot."""

from collections.abc import Callable, Mapping
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
from ui.care.status_dialog import StatusDialog
from ui.look.parts.banner import Banner
from ui.look.parts.buttons import Kind
from ui.look.parts.empty import EmptyState
from ui.look.tokens import Tone
from ui.shell.feature import PanelContext
from ui.shell.worker import Latest
from ui.widgets.ledger_form.asking import Choosing, WhyDialog
from ui.widgets.ledger_form.conflict import ConflictBar, Difference
from ui.widgets.ledger_form.footer import Footer
from ui.widgets.ledger_form.form import NEW, LedgerForm
from ui.widgets.ledger_form.history import History

ICONS = {
    "基本信息": "card", "联系与住址": "address", "走访": "visit", "健康与用电": "health",
    "知情同意": "edit", "其他": "file",
}  # fmt: skip
UNFOLDED = 2
WHY_SHOWN = ("核对信息", "联系本人", "上门走访")
WHY_WITHDRAWN = ("重复建档", "建错了")
SAVE, DROP, STAY = range(3)


class FilePanel(QFrame):
    """`opened` after a file is shown, `saved` after one is safely in the data, `left` when Esc goes back.

    `print_asked` carries the id of the household whose sheet is wanted.
    """

    opened = Signal(object)
    saved = Signal(object)
    left = Signal()
    print_asked = Signal(object)

    def __init__(self, context: PanelContext) -> None:
        super().__init__()
        self._context, self._look = context, context.look
        self.file: File | None = None
        self.dialog: Any = None
        self._saving = False
        self._after_save: Callable[[], None] | None = None
        self._opening = Latest[File](context.worker, self)
        self._reading = Latest[Reading](context.worker, self)
        self._reading_history = Latest[Any](context.worker, self)
        self.head = FileHead(self._look, self._make_actions())
        self.form = LedgerForm(self._look, CARE, context.console.care.complaint, ICONS, UNFOLDED)
        self.history = History(self._look)
        self.footer = Footer(self._look, self._print, context.commands.action("care.save"))
        self.conflict: ConflictBar | None = None
        self.notice: Banner | None = None
        self._build()
        self._connect()
        self._look.changed.connect(self._dress)
        self._dress()

    @property
    def is_dirty(self) -> bool:
        """Whether something is typed that is not saved."""
        return self._page.isVisibleTo(self) and bool(self.form.changed())

    @property
    def person(self) -> UUID | None:
        """Whose file is open; None for nobody and for one being made."""
        return None if self.file is None or self.file.one is NEW else self.file.one.id

    def open(self, id: UUID, then: Callable[[], None] | None = None) -> None:
        """Open somebody's file, after asking about what is not saved."""

        def show(file: File) -> None:
            self._show(file)
            if then is not None:
                then()

        console, caller = self._context.console, self._context.caller()
        self.leave(lambda: self._opening.run(lambda: open_file(console, caller, id), show))

    def make_new(self) -> None:
        """Show an empty form, after asking about what is not saved."""
        console, caller = self._context.console, self._context.caller()

        def show(reading: Reading) -> None:
            self._show(File(NEW, reading))
            self.form.entries["name"].focus()

        self.leave(lambda: self._reading.run(lambda: console.care.reading(caller), show))

    def close_file(self) -> None:
        """Show no file any more."""
        self.file = None
        self._stack.setCurrentWidget(self._nobody)

    def refresh(self) -> None:
        """Read the file again after somebody wrote, unless something is typed here."""
        if self.person is None or self.is_dirty or self._saving:
            return
        console, caller, id = self._context.console, self._context.caller(), self.person
        self._opening.run(lambda: open_file(console, caller, id), self._renew, lambda _error: self.close_file())

    def leave(self, then: Callable[[], None]) -> None:
        """Go on with `then`, after asking what becomes of what is typed."""
        if not self.is_dirty:
            then()
            return

        def answer(number: int) -> None:
            if number == SAVE:
                self.save(then)
            elif number == DROP:
                self._drop()
                then()

        answers = [("保存", Kind.PRIMARY), ("不保存", Kind.DANGER), ("继续编辑", Kind.PLAIN)]
        name = self.form.entries["name"].text() or "这份档案"
        self._ask(Choosing(self._look, "有改动还没保存", f"{name}的改动还没有保存。", answers, self.window()))
        self.dialog.chosen.connect(answer)

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Save what is typed over the version that was seen."""
        if self.file is None or self._saving:
            return
        self.form.settle()
        self._after_save = then
        changed = self.form.changed()
        if self.form.faults() and changed:
            self.form.jump(self.form.faults()[0])
        elif self.file.one is NEW:
            self._record(changed)
        elif changed:
            self._correct(self.file.one, changed)
        elif then is not None:
            then()
        else:
            self._context.messages.toast("没有改动")

    def change_status(self) -> None:
        """Ask to what, since when and why."""
        if self.file is None or self.person is None:
            return
        one, choices = self.file.one, CARE.fields["status"].kind.choices
        now = one.text("status") or "在册"
        dialog = StatusDialog(self._look, one.text("name"), now, choices, self.file.reading, self.window())
        console, caller = self._context.console, self._context.caller()

        def answer(status: str, reason: str, day: Any) -> None:
            self._write(
                lambda: file_of(console, caller, console.care.change_status(caller, one, status, reason, day))
            )

        dialog.answered.connect(answer)
        self._ask(dialog)

    def withdraw(self) -> None:
        """Ask why, then take the file off the ledger."""
        if self.file is None or self.person is None:
            return
        id, name = self.person, self.file.one.text("name")
        console, caller = self._context.console, self._context.caller()
        sentence = f"撤下后{name}不再列出、不再走访，历史仍保留。只用于建错的档案；去世、迁出请用「改变状态」。"
        dialog = WhyDialog(self._look, "撤下档案", sentence, WHY_WITHDRAWN, "撤下", self.window())

        def done(_: None) -> None:
            self._saved_at_last()
            self._context.messages.toast(f"已撤下{name}的档案")
            self.close_file()

        dialog.answered.connect(
            lambda reason: self._run(lambda: console.care.withdraw(caller, id, reason), done)
        )
        self._ask(dialog)

    def reveal(self, key: str) -> None:
        """Ask why, then show a masked value in full."""
        if self.file is None or self.person is None:
            return
        id, label = self.person, CARE.fields[key].label
        sentence = "查看全文会留痕：记下谁、何时、看了哪一项、什么原因。"
        dialog = WhyDialog(self._look, f"查看完整的{label}", sentence, WHY_SHOWN, "查看", self.window())
        console, caller = self._context.console, self._context.caller()

        def answer(reason: str) -> None:
            call = lambda: console.care.reveal(caller.because(reason), id, key)  # noqa: E731
            self._context.worker.run(call, self.form.entries[key].reveal, owner=self)

        dialog.answered.connect(answer)
        self._ask(dialog)

    def bring_back(self, back: Back) -> None:
        """Ask why, then bring earlier values back."""
        if self.person is None:
            return
        id, console, caller = self.person, self._context.console, self._context.caller()
        labels = "、".join(CARE.fields[key].label for key in back.keys[:5])
        dialog = WhyDialog(
            self._look, "恢复旧值", f"把{labels}改回这次改动之前的值。", ("改错了",), "恢复", self.window()
        )
        dialog.answered.connect(
            lambda reason: self._write(
                lambda: file_of(
                    console, caller, console.care.bring_back(caller.because(reason), id, *back)
                )
            )
        )
        self._ask(dialog)

    def show_tab(self, number: int) -> None:
        """Show the form (0) or the history (1)."""
        self.tabs.setCurrentIndex(number)

    def _record(self, typed: Mapping[str, str]) -> None:
        console, caller = self._context.console, self._context.caller()
        self._write(lambda: open_file(console, caller, console.care.record(caller, typed)))

    def _correct(self, seen: Snapshot, typed: Mapping[str, str]) -> None:
        console, caller = self._context.console, self._context.caller()
        self._write(lambda: file_of(console, caller, console.care.correct(caller, seen, typed)))

    def _write(self, call: Callable[[], File]) -> None:
        self._run(call, self._written)

    def _run(self, call: Callable[[], Any], then: Callable[[Any], None]) -> None:
        self._saving = True
        self._context.status.saving()
        self._context.worker.run(call, then, self._failed, owner=self)

    def _written(self, file: File) -> None:
        self._saved_at_last()
        self._show(file)
        self.saved.emit(file.one.id)
        then, self._after_save = self._after_save, None
        if then is not None:
            then()

    def _saved_at_last(self) -> None:
        self._saving = False
        self._context.status.saved(local(self._context.console.clock.now()))
        self._context.messages.solved("save")

    def _failed(self, error: ConsoleError) -> None:
        self._saving = False
        self._after_save = None
        self._context.status.save_failed()
        if isinstance(error, NotAccepted):
            self.form.blame(error.complaints)
        elif isinstance(error, Conflict):
            self._show_conflict(error)
        elif isinstance(error, AlreadyThere):
            self._show_double(error)
        else:
            self._context.messages.error(error, "save")

    def _show_double(self, error: AlreadyThere) -> None:
        self._clear_notices()
        self.notice = Banner(self._look, Tone.AMBER, error.sentence, error.next_step, "打开已有的档案")
        self.notice.link_pressed.connect(lambda: self._leave_for(error.id))
        self._notices.addWidget(self.notice)

    def _leave_for(self, id: UUID) -> None:
        self._drop()
        self.open(id)

    def _show_conflict(self, error: Conflict) -> None:
        self._clear_notices()
        mine = self.form.changed()
        differences = [
            Difference(key, CARE.fields[key].label, mine[key], error.theirs.text(key))
            for key in mine
            if key in error.keys
        ]
        self.conflict = ConflictBar(self._look, error.sentence, differences)
        self.conflict.settled.connect(lambda kept: self._settle_conflict(error, kept))
        self._notices.addWidget(self.conflict)

    def _settle_conflict(self, error: Conflict, kept: list[str]) -> None:
        """Type what is kept of mine over theirs and save again."""
        assert self.file is not None
        mine = {key: text for key, text in self.form.changed().items() if key in kept or key not in error.keys}
        self._show(File(error.theirs, self.file.reading, self.file.steps, self.file.gaps))
        for key, text in mine.items():
            self.form.entries[key].type(text)
        self.save()

    def _show(self, file: File) -> None:
        self.file = file
        may = self._may_write()
        self._clear_notices()
        if file.one is NEW:
            self.head.show_new()
        else:
            self.head.show_person(file.one, today(self._context.console.clock), file.steps)
        self.head.more.setVisible(may and file.one is not NEW)
        self.form.load(file.one, file.reading, may)
        self._print.setEnabled(file.one is not NEW)
        self._stack.setCurrentWidget(self._page)
        self.tabs.setTabVisible(1, file.one is not NEW)
        with QSignalBlocker(self.tabs):
            self.tabs.setCurrentIndex(self.tabs.currentIndex() if file.one is not NEW else 0)
        self._tab_changed(self.tabs.currentIndex())
        self.opened.emit(file.one.id)

    def _renew(self, file: File) -> None:
        """Show a file that was read again, if it is another one than before and nothing is typed."""
        if self.file is None or self.is_dirty or file.one.id != self.person:
            return
        if _versions(file.one) != _versions(self.file.one):
            self._show(file)

    def _drop(self) -> None:
        if self.file is not None:
            self.form.load(self.file.one, self.file.reading, self._may_write())
        self._clear_notices()

    def _may_write(self) -> bool:
        return self._context.caller().role is not Role.VOLUNTEER

    def _tab_changed(self, number: int) -> None:
        self._body.setCurrentIndex(number)
        if number == 1 and self.person is not None:
            console, caller, id, may = self._context.console, self._context.caller(), self.person, self._may_write()
            self._reading_history.run(
                lambda: read_history(console, caller, id, may), self.history.show_lines
            )

    def _count(self) -> None:
        gaps = len(self.file.gaps) if self.file else 0
        self.footer.count(len(self.form.faults()), gaps)

    def _jump(self) -> None:
        assert self.file is not None
        keys = self.form.faults() or [key for key in self.file.gaps if not self.form.entries[key].text()]
        if keys:
            self.show_tab(0)
            self.form.jump(keys[0])

    def _escape(self) -> None:
        self.leave(self.left.emit)

    def _ask(self, dialog: Any) -> None:
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _clear_notices(self) -> None:
        for widget in (self.conflict, self.notice):
            if widget is not None:
                self._notices.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        self.conflict = self.notice = None

    def _make_actions(self) -> list[QAction]:
        self._print = QAction("打印走访单", self)
        self._print.triggered.connect(self._print_this)
        found = []
        for title, act in (("改变状态…", self.change_status), ("撤下档案…", self.withdraw)):
            action = QAction(title, self)
            action.triggered.connect(act)
            found.append(action)
        return found

    def _print_this(self) -> None:
        if self.file is not None and self.file.one.parent is not None:
            household = self.file.one.parent.id
            self.leave(lambda: self.print_asked.emit(household))

    def _build(self) -> None:
        self.setProperty("part", "plain")
        self._nobody = EmptyState(
            self._look, "file", "这里显示档案", "在左边点一个人，或按 Enter 打开选中的一行。"
        )
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("档案与历史")
        self.tabs.setExpanding(False)
        for title in ("档案", "历史"):
            self.tabs.addTab(title)
        self._body, self._stack, self._page = QStackedWidget(), QStackedWidget(), QWidget()
        self._body.addWidget(self.form)
        self._body.addWidget(self.history)
        self._notices = QVBoxLayout()
        self._column, outer = QVBoxLayout(self._page), QVBoxLayout(self)
        self._column.addWidget(self.head)
        self._column.addLayout(self._notices)
        self._column.addWidget(self.tabs)
        self._column.addWidget(self._rule())
        self._column.addWidget(self._body, 1)
        self._column.addWidget(self._rule())
        self._column.addWidget(self.footer)
        for widget in (self._nobody, self._page):
            self._stack.addWidget(widget)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _rule(self) -> QFrame:
        rule = QFrame()
        rule.setProperty("part", "rule")
        return rule

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._tab_changed)
        self.form.reveal_asked.connect(self.reveal)
        self.form.judged.connect(self._count)
        self.history.back_asked.connect(self.bring_back)
        self.footer.jumped.connect(self._jump)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._escape)

    def _dress(self) -> None:
        px = self._look.px
        self.setMinimumWidth(px(360))
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._notices.setContentsMargins(px(16), 0, px(16), px(8) if self._notices.count() else 0)


def _versions(one: Snapshot) -> tuple[int, int]:
    return one.version, one.parent.version if one.parent else 0
