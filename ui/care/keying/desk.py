"""The keying desk: scan, type in the order of the paper, the next one; all without the mouse."""

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gridconsole.core.books.errors import NotAccepted
from gridconsole.core.clock import local
from gridconsole.core.drafts import Draft
from gridconsole.core.errors import ConsoleError
from gridconsole.core.identity.text import narrow
from ui.care.household_picker import pick_household
from ui.care.keying.done_list import DoneList
from ui.care.keying.kinds import Done, Job, PaperKind, call_job
from ui.care.keying.scanning import SCANNED, Scanning
from ui.look.parts.banner import Banner
from ui.look.parts.buttons import Button, Kind
from ui.look.parts.text import Elided, Role, Words
from ui.look.scale import TextSize
from ui.look.tokens import Tone
from ui.shell.feature import PanelContext
from ui.widgets.drafts.keeper import DraftKeeper, Typed
from ui.widgets.keying.sheet import Sheet
from ui.widgets.ledger_form.asking import Choosing
from ui.widgets.page import Page

DROP = 0
DRAFTS = "keying"
"""Under which the drafts of sheets are kept: by kind and number, or by the household that was called."""
CALL = "call"


class KeyingDesk(Page):
    """One paper at a time; what was keyed in stands in a list at the right."""

    def __init__(self, context: PanelContext, kinds: Sequence[PaperKind]) -> None:
        super().__init__()
        self._context, self._look = context, context.look
        self.job: Job | None = None
        self.sheet: Sheet | None = None
        self._busy, self._called = False, ""
        self._then: Callable[[], None] | None = None
        self.scanning = Scanning(context, kinds)
        self.problem = Banner(self._look, Tone.AMBER, "", closable=True)
        self.remark = Banner(self._look, Tone.BLUE, "")
        self.drafting = DraftKeeper(context, DRAFTS, self._typed, self)
        self.code, self.title = Words("", Role.PERSON), Elided("", Role.PERSON)
        self.line = Elided("", Role.SECOND)
        self.save_button = Button(self._look, "存好，下一张", kind=Kind.PRIMARY)
        self.drop_button = Button(self._look, "放下不录")
        self.done = DoneList(self._look)
        self.dialog: Choosing | None = None
        self._link: Callable[[], None] = self.problem.hide
        self._build()
        self._connect()
        self._show_scanning()

    @property
    def is_dirty(self) -> bool:
        """Whether something is typed that is not saved, or not yet."""
        return self._busy or (self.sheet is not None and self.sheet.is_dirty)

    def start_search(self) -> None:
        """Go to the box for codes."""
        self.leave(self._show_scanning)

    def close_file(self) -> None:
        """Drop the sheet that is open."""
        self._show_scanning()

    def leave(self, then: Callable[[], None]) -> None:
        """Go on with `then`, after asking what becomes of what is typed; a save under way ends first."""
        if self._busy:
            self._then = then
            return
        if not self.is_dirty:
            then()
            return
        answers = [("不保存", Kind.DANGER), ("继续录入", Kind.PRIMARY)]
        sentence = "这张单子还没有存，离开就要重新录。"
        self.dialog = Choosing(self._look, "这张单子还没录完", sentence, answers, self.window())

        def answer(number: int) -> None:
            if number == DROP:
                self.drafting.forget()
                self._show_scanning()
                then()

        self.dialog.chosen.connect(answer)
        self.dialog.open()

    def save(self) -> None:
        """Write the sheet and be ready for the next one."""
        job, sheet, caller = self.job, self.sheet, self._context.caller()
        if job is None or sheet is None or self._busy:
            return
        sheet.settle()
        self._busy = True
        self._context.status.saving()
        typed = sheet.answers()
        self._context.worker.run(
            lambda: job.write(caller, typed), self._written, self._not_written, owner=self
        )

    def open_code(self, digits: str, kind: PaperKind, draft: Draft | None = None) -> None:
        """Open the paper of a code, and put a draft in."""
        caller = self._context.caller()

        def show(job: Job) -> None:
            self.show_job(job, f"{kind.digit} {job.told.code}", draft)

        def failed(error: ConsoleError) -> None:
            self.scanning.box.selectAll()
            again = kind.again(error)
            if again is not None and kind.reopen is not None:
                self._say(error, "打开更正", lambda: self._reopen(kind, again))
            else:
                self._say(error)
            if len(digits) < SCANNED:
                others = [one for one in self.scanning.kinds if one is not kind]
                call = lambda: [one for one in others if one.has(caller, digits)]  # noqa: E731
                self._context.worker.run(call, lambda found: offer(error, found), owner=self)

        def offer(error: ConsoleError, found: Sequence[PaperKind]) -> None:
            """Say which other papers have the number, as long as nothing else was done."""
            if found and self.sheet is None and narrow(self.scanning.box.text()).strip() == digits:
                words = "、".join(one.title for one in found)
                self._say(
                    error,
                    f"打开{found[0].title}",
                    lambda: self.open_paper(digits, found[0].digit),
                    f"同号的还有{words}。",
                )

        self._context.worker.run(lambda: kind.open(caller, digits), show, failed, owner=self)

    def open_paper(self, digits: str, digit: str, draft: Draft | None = None) -> None:
        """Open the paper of a code, of the kind with a digit, after asking about the one that is open."""
        at = next((n for n, kind in enumerate(self.scanning.kinds) if kind.digit == digit), 0)

        def open_code() -> None:
            self._show_scanning()
            self.scanning.choose(at)
            self.open_code(digits, self.scanning.kinds[at], draft)

        self.leave(open_code)

    def note_call(self) -> None:
        """Ask for the household, then note a visit by telephone or video."""
        pick_household(self._context, "和哪一户通了电话？", self, self.call_for)

    def call_for(self, household: UUID, words: str, draft: Draft | None = None) -> None:
        """Note a visit by telephone or video of a household."""
        console, caller = self._context.console, self._context.caller()

        def show(job: Job) -> None:
            self.show_job(job, f"{CALL} {household}", draft)
            self._called = words

        def open_form() -> None:
            call = lambda: call_job(console, caller, household, words)  # noqa: E731
            self._context.worker.run(call, show, self._say, owner=self)

        self.leave(open_form)

    def correct(self, digit: str, id: UUID, draft: Draft | None = None) -> None:
        """Open what was keyed in from a paper of a kind, to be corrected."""
        kind = next(kind for kind in self.scanning.kinds if kind.digit == digit)
        self.leave(lambda: self._reopen(kind, id, draft))

    def resume(self, draft: Draft) -> None:
        """Open the paper of a draft and put it in."""
        kind, _, what = draft.record.partition(" ")
        if kind == CALL:
            self.call_for(UUID(what), draft.words, draft)
        elif what.isdecimal():
            self.open_paper(what, kind, draft)
        else:
            self.correct(kind, UUID(what), draft)

    def show_job(self, job: Job, record: str, draft: Draft | None = None) -> None:
        """Show a paper's questions, and put a draft in; `record` is what drafts of it are kept under."""
        self._drop_sheet()
        self._called = f"{job.told.title}　{job.told.code}"
        self.job, self.sheet = job, job.make(self._look)
        self.problem.hide()
        self.code.setText(f"{job.told.code[:3]} {job.told.code[3:]}".strip())
        self.code.setVisible(bool(job.told.code))
        self.title.setText(job.told.title)
        self.line.setText(job.told.line)
        self.remark.say(Tone.BLUE, job.told.remark)
        self.remark.setVisible(bool(job.told.remark))
        self._body.insertWidget(self._body.count() - 1, self.sheet, 1)
        self.sheet.finished.connect(self.save)
        self.sheet.changed.connect(self.drafting.touch)
        self._stack.setCurrentWidget(self._paper)
        self._make_room()
        self.sheet.fill(job.typed)
        self.drafting.begin(record)
        if draft is not None:
            self._put_in(draft)
        self.sheet.start()

    def _put_in(self, draft: Draft) -> None:
        """Type what a draft holds, over the version that was seen then."""
        assert self.job is not None and self.sheet is not None
        self.drafting.take(draft)
        if self.job.over is not None and draft.versions:
            self.job = self.job.over(*draft.versions)
        self.sheet.retype(draft.texts)

    def _typed(self) -> Typed | None:
        if self.job is None or self.sheet is None or not self.sheet.is_dirty:
            return None
        return Typed(self.sheet.answers(), (self.job.version,), words=self._called)

    def _written(self, done: Done) -> None:
        self._busy = False
        then, self._then = self._then, None
        self._context.status.saved(local(self._context.console.clock.now()))
        self.done.add(done)
        self.drafting.forget()
        self._show_scanning()
        if then is not None:
            then()

    def _not_written(self, error: ConsoleError) -> None:
        self._busy, self._then = False, None
        self._context.status.save_failed()
        if isinstance(error, NotAccepted) and self.sheet is not None:
            others = self.sheet.blame(error.complaints)
            self._say(error, detail="；".join(others))
        else:
            self._say(error)

    def _reopen(self, kind: PaperKind, id: UUID, draft: Draft | None = None) -> None:
        caller, reopen = self._context.caller(), kind.reopen
        assert reopen is not None

        def show(job: Job) -> None:
            self.show_job(job, f"{kind.digit} {job.told.code or id}", draft)

        self._context.worker.run(lambda: reopen(caller, id), show, self._say, owner=self)

    def _say(
        self, error: ConsoleError, link: str = "", act: Callable[[], None] | None = None, detail: str = ""
    ) -> None:
        self._link = act or self.problem.hide
        self.problem.say(Tone.AMBER, error.sentence, detail or error.next_step, link)
        self.problem.show()

    def _show_scanning(self) -> None:
        self._drop_sheet()
        self.problem.hide()
        self.scanning.box.clear()
        self._stack.setCurrentWidget(self._blank)
        self._make_room()
        self.scanning.box.setFocus()

    def _make_room(self) -> None:
        """Leave the list out while nothing is in it; at 200 % a sheet needs the whole width."""
        roomy = self.sheet is None or self._look.scale.size is not TextSize.HUGE
        self.done.setVisible(bool(self.done.done) and roomy)

    def _drop_sheet(self) -> None:
        self.drafting.end()
        self.job = None
        if self.sheet is not None:
            self._body.removeWidget(self.sheet)
            self.sheet.hide()
            self.sheet.deleteLater()
            self.sheet = None

    def _build(self) -> None:
        self._stack, self._blank, self._paper = QStackedWidget(), QWidget(), QWidget()
        blank = QVBoxLayout(self._blank)
        blank.setContentsMargins(0, 0, 0, 0)
        blank.addWidget(self.scanning)
        blank.addStretch(1)
        self._body = QVBoxLayout(self._paper)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._head = QHBoxLayout()
        self._head.addWidget(self.title, 1)
        self._head.addWidget(self.code)
        self._body.addLayout(self._head)
        self._body.addWidget(self.line)
        self._body.addWidget(self.remark)
        self._body.addWidget(self.drafting.bar)
        self._foot = QHBoxLayout()
        self._foot.addWidget(Words("↵ 下一项　↑ 上一项　数字键打钩", Role.SECOND))
        self._foot.addStretch(1)
        self._foot.addWidget(self.drop_button)
        self._foot.addWidget(self.save_button)
        self._body.addLayout(self._foot)
        self.setFocusProxy(self.scanning.box)
        self._stack.addWidget(self._blank)
        self._stack.addWidget(self._paper)
        main = QVBoxLayout()
        main.addWidget(self.problem)
        main.addWidget(self._stack, 1)
        self._columns = QHBoxLayout(self)
        self._columns.addLayout(main, 1)
        self._columns.addWidget(self.done)
        self._dress()

    def _connect(self) -> None:
        self.scanning.scanned.connect(self.open_code)
        self.scanning.call_asked.connect(self.note_call)
        self.save_button.clicked.connect(self.save)
        self.drop_button.clicked.connect(self.start_search)
        self.drafting.resumed.connect(self.resume)
        self.problem.link_pressed.connect(lambda: self._link())
        self.problem.closed.connect(self.problem.hide)
        self._look.changed.connect(self._dress)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.start_search)

    def _dress(self) -> None:
        px = self._look.px
        self._make_room()
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(0)
        self._head.setContentsMargins(px(16), px(8), px(16), 0)
        self._foot.setContentsMargins(px(16), px(8), px(16), px(8))
        self._foot.setSpacing(px(8))
        self.line.setContentsMargins(px(16), 0, px(16), px(4))
