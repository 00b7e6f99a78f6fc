"""A record's panel: head, tabs, form and history, foot."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut

from gridconsole.core.books.errors import Conflict, NoSuchRecord, NotAccepted
from gridconsole.core.caller import Role
from gridconsole.core.clock import local
from gridconsole.core.drafts import NEW as NEW_RECORD
from gridconsole.core.drafts import Draft
from gridconsole.core.errors import ConsoleError
from gridconsole.core.ledger.kinds.base import Reading
from gridconsole.core.ledger.snapshot import Snapshot
from ui.shell.feature import PanelContext
from ui.shell.worker import Latest
from ui.widgets.ledger_form.footer import Footer
from ui.widgets.ledger_form.form import NEW, LedgerForm
from ui.widgets.ledger_form.history import History
from ui.widgets.record.deeds import Back, Deeds, File
from ui.widgets.record.drafting import RecordDrafts, versions_of
from ui.widgets.record.frame import Head, RecordFrame
from ui.widgets.record.notices import Notices
from ui.widgets.record.questions import Questions

FORM, HISTORY = 0, 1


class RecordPanel(RecordFrame):
    """`opened` after a record is shown, `closed` after none is, `saved` after one is safely in the data.

    `left` when Esc goes back.
    """

    opened = Signal(object)
    closed = Signal()
    saved = Signal(object)
    left = Signal()
    first_key = ""
    """The field that has the cursor in a new record; the first one as a rule."""
    fixed: Sequence[str] = ()
    icons: Mapping[str, str] = {}
    unfolded = 2
    gone: type[ConsoleError] = NoSuchRecord
    """Says that a record is not there any more."""

    def __init__(self, context: PanelContext, deeds: Deeds, save: QAction) -> None:
        super().__init__(context.look)
        self._context = context
        self.deeds = deeds
        self.file: File | None = None
        self._saving = False
        self._opening, self._renewing = (Latest[File](context.worker, self) for _ in range(2))
        self._reading, self._past = Latest[Reading](context.worker, self), Latest[Any](context.worker, self)
        self.questions = self.make_questions()
        self.notices = Notices(self._look, deeds.ledger)
        self.head: Any = self.make_head()
        self.form = LedgerForm(
            self._look, deeds.ledger, deeds.complaint, self.icons, self.unfolded, self.fixed
        )
        self.drafting = RecordDrafts(context, self)
        self.history = History(self._look)
        self.footer = self.make_footer(save)
        self.put(self.head, (self.drafting.bar, self.notices), (self.form, self.history), self.footer)
        self._connect()

    def make_questions(self) -> Questions:
        """Make what asks before a deed."""
        return Questions(self._look, self, self.deeds.ledger)

    def make_head(self) -> Head:
        """Make what stands above the tabs."""
        raise NotImplementedError

    def make_footer(self, save: QAction) -> Footer:
        """Make the foot."""
        return Footer(self._look, save)

    @property
    def is_dirty(self) -> bool:
        """Whether something is typed that is not saved."""
        return self.file is not None and bool(self.form.changed())

    @property
    def id(self) -> UUID | None:
        """Which record is open; None for none and for one being made."""
        return None if self.file is None or self.file.one is NEW else self.file.one.id

    @property
    def name(self) -> str:
        """What the record is called in a question."""
        return "这条记录"

    def open(self, id: UUID, draft: Draft | None = None) -> None:
        """Open a record, after asking about what is not saved, and put a draft in."""
        deeds, caller = self.deeds, self._context.caller()

        def show(file: File) -> None:
            self.show_file(file)
            self._put_in(draft)

        def failed(error: ConsoleError) -> None:
            if isinstance(error, self.gone):
                self.drafting.gone(str(id))
            self._context.messages.error(error)

        self.leave(lambda: self._opening.run(lambda: deeds.open(caller, id), show, failed))

    def make_new(self, draft: Draft | None = None) -> None:
        """Show an empty form, after asking about what is not saved, and put a draft in."""
        deeds, caller = self.deeds, self._context.caller()

        def show(reading: Reading) -> None:
            self.show_file(File(NEW, reading))
            self.form.jump(self.first_key or next(iter(self.form.entries)))
            self._put_in(draft)

        self.leave(lambda: self._reading.run(lambda: deeds.reading(caller), show))

    def resume(self, draft: Draft) -> None:
        """Go on with what was typed and not saved."""
        if draft.record == NEW_RECORD:
            self.make_new(draft)
        else:
            self.open(UUID(draft.record), draft)

    def about(self) -> tuple[str, str]:
        """Return the id of what a new record hangs on, if it does, and what the record is called."""
        return "", self.name

    def hang(self, draft: Draft) -> None:
        """Let a new record hang on what the one of a draft hung on."""

    def close_file(self) -> None:
        """Show no record any more."""
        self.drafting.end()
        self.file = None
        self.notices.clear()
        self.show_somebody(False)
        self.closed.emit()

    def refresh(self) -> None:
        """Read the record again after somebody wrote, unless something is typed here."""
        if self.id is None or self.is_dirty or self._saving:
            return
        deeds, caller, id = self.deeds, self._context.caller(), self.id
        self._renewing.run(lambda: deeds.open(caller, id), self._renew, lambda error: self._left(id, error))

    def leave(self, then: Callable[[], None]) -> None:
        """Go on with `then`, after asking what becomes of what is typed."""
        if not self.is_dirty:
            then()
            return

        def drop() -> None:
            self._drop()
            then()

        self.questions.leave(self.name, lambda: self.save(then), drop)

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

    def withdraw(self) -> None:
        """Ask why, then take the record off the ledger."""
        if self.id is None:
            return
        id, name = self.id, self.name
        deeds, caller = self.deeds, self._context.caller()

        def done(_: None) -> None:
            self._safely_in()
            self.drafting.gone(str(id))
            self._context.messages.toast(f"已撤下{name}")
            if self.id == id:
                self.close_file()

        self.questions.withdraw(
            name, lambda reason: self._run(lambda: deeds.withdraw(caller, id, reason), done)
        )

    def bring_back(self, back: Back) -> None:
        """Ask why, then bring earlier values back."""
        if self.id is None:
            return
        id, deeds, caller = self.id, self.deeds, self._context.caller()
        self.questions.bring_back(
            back, lambda reason: self.write(lambda: deeds.bring_back(caller.because(reason), id, back))
        )

    def show_tab(self, number: int) -> None:
        """Show the form (0) or the history (1)."""
        self.tabs.setCurrentIndex(number)

    def write(
        self, call: Callable[[], File], sent: Mapping[str, str] | None = None,
        then: Callable[[], None] | None = None,
    ) -> None:  # fmt: skip
        """Run a deed on the worker and show the record as it stands then, unless another one is open."""
        seen, draft = self.file, self.drafting.id

        def written(file: File) -> None:
            self._safely_in()
            if self._is_open(seen):
                typed_since = {k: t for k, t in self.form.changed().items() if (sent or {}).get(k) != t}
                versions = self.drafting.versions if sent is None else ()
                self.drafting.forget()
                self.show_file(file)
                self.retype(typed_since)
                self.drafting.versions = versions
                self.drafting.write()
            elif draft is not None:
                self._context.console.drafts.drop(draft)
            self.saved.emit(file.one.id)
            if then is not None:
                then()

        self._run(call, written)

    def failed(self, error: ConsoleError) -> None:
        """Say what a deed met; a panel that knows more errors handles them first."""
        if isinstance(error, NotAccepted):
            self.form.blame(error.complaints)
        elif isinstance(error, Conflict):
            self.notices.show_conflict(error, self.form.changed())
        else:
            self._context.messages.error(error, "save")

    def show_file(self, file: File) -> None:
        """Show a record as it was read."""
        is_new, may_write = file.one is NEW, self.may_write()
        if may_write:
            self.drafting.begin(NEW_RECORD if is_new else str(file.one.id))
        else:
            self.drafting.end()
        self.file = file
        self.notices.clear()
        if is_new:
            self.head.show_new()
        else:
            self.head.show_record(file)
        self.head.more.setVisible(may_write and not is_new)
        self.form.load(file.one, file.reading, may_write)
        self._show_tabs(is_new)
        self.show_somebody(True)
        self.opened.emit(file.one.id)

    def may_write(self) -> bool:
        """Whether who acts may change the record."""
        return self._context.caller().role is not Role.VOLUNTEER

    def leave_for(self, id: UUID) -> None:
        """Drop what is typed and open another record."""
        self._drop()
        self.open(id)

    def add_deed(self, title: str, act: Callable[[], None]) -> QAction:
        """Return an action for the menu of the head."""
        action = QAction(title, self)
        action.triggered.connect(act)
        return action

    def _record(self, typed: Mapping[str, str], then: Callable[[], None] | None) -> None:
        deeds, caller = self.deeds, self._context.caller()
        self.write(lambda: deeds.record(caller, typed), typed, then)

    def _correct(self, one: Snapshot, typed: Mapping[str, str], then: Callable[[], None] | None) -> None:
        deeds, caller, seen = self.deeds, self._context.caller(), self.drafting.seen(one)
        self.write(lambda: deeds.correct(caller, seen, typed), typed, then)

    def _run(self, call: Callable[[], Any], then: Callable[[Any], None]) -> None:
        seen = self.file
        self._saving = True
        self._context.status.saving()
        self._context.worker.run(call, then, lambda error: self._not_saved(error, seen), owner=self)

    def _is_open(self, seen: File | None) -> bool:
        """Whether a record, or one that is being made, is still the one on the screen."""
        return self.file is seen or (seen is not None and seen.one is not NEW and seen.one.id == self.id)

    def _safely_in(self) -> None:
        self._saving = False
        self._context.status.saved(local(self._context.console.clock.now()))
        self._context.messages.solved("save")

    def _not_saved(self, error: ConsoleError, seen: File | None) -> None:
        self._saving = False
        self._context.status.save_failed()
        if self._is_open(seen):
            self.failed(error)
        else:
            self._context.messages.error(error, "save")

    def _settle(self, error: Conflict, kept: list[str]) -> None:
        """Type what is kept of mine over theirs and save again."""
        assert self.file is not None
        typed = self.form.changed()
        mine = {key: text for key, text in typed.items() if key in kept or key not in error.keys}
        self.show_file(File(error.theirs, self.file.reading, self.file.steps, self.file.gaps))
        self.retype(mine)
        self.save()

    def retype(self, texts: Mapping[str, str]) -> None:
        """Type texts again, by their fields."""
        for key, text in texts.items():
            self.form.entries[key].retype(text)

    def _put_in(self, draft: Draft | None) -> None:
        if draft is not None and self.may_write():
            self.show_tab(FORM)
            self.hang(draft)
            self.drafting.put_in(draft)

    def _show_tabs(self, is_new: bool) -> None:
        with QSignalBlocker(self.tabs):
            self.tabs.setTabVisible(HISTORY, not is_new)
            if is_new:
                self.tabs.setCurrentIndex(FORM)
        self._tab_changed(self.tabs.currentIndex())

    def _renew(self, file: File) -> None:
        """Show a record that was read again, if it changed and nothing is typed meanwhile."""
        if self.file is None or self.is_dirty or file.one.id != self.id:
            return
        if versions_of(file.one) != versions_of(self.file.one):
            self.show_file(file)

    def _left(self, id: UUID, error: ConsoleError) -> None:
        if id == self.id and not self.is_dirty:
            if isinstance(error, self.gone):
                self.drafting.gone(str(id))
            self.close_file()

    def _drop(self) -> None:
        self.drafting.forget()
        if self.file is not None:
            self.form.load(self.file.one, self.file.reading, self.may_write())
        self.notices.clear()

    def _tab_changed(self, number: int) -> None:
        self._body.setCurrentIndex(number)
        if number == HISTORY and self.id is not None:
            deeds, caller = self.deeds, self._context.caller()
            id, may = self.id, self.may_write()
            self._past.run(lambda: deeds.history(caller, id, may), self.history.show_lines)

    def _count(self) -> None:
        gaps = len(self.file.gaps) if self.file else 0
        self.footer.count(len(self.form.faults()), gaps)

    def _jump(self) -> None:
        assert self.file is not None
        keys = self.form.faults() or [key for key in self.file.gaps if not self.form.entries[key].text()]
        if keys:
            self.show_tab(FORM)
            self.form.jump(keys[0])

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._tab_changed)
        self.form.judged.connect(self._count)
        self.form.edited.connect(self.drafting.touch)
        self.drafting.resumed.connect(self.resume)
        self.history.back_asked.connect(self.bring_back)
        self.footer.jumped.connect(self._jump)
        self.head.back.clicked.connect(lambda: self.leave(self.left.emit))
        self.notices.settled.connect(self._settle)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(lambda: self.leave(self.left.emit))
