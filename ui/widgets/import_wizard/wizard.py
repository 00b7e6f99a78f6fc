"""The import wizard: from a station's own workbook to rows in the ledger, and back again."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from gridconsole.core.books.errors import ChangedSince
from gridconsole.core.clock import today
from gridconsole.core.errors import ConsoleError
from gridconsole.core.progress import Cancelled
from ui.look.parts.banner import Banner
from ui.look.tokens import Tone
from ui.shell.feature import PanelContext
from ui.widgets.import_wizard.card import LowArea
from ui.widgets.import_wizard.check_page import NOT_WRITTEN, CheckPage
from ui.widgets.import_wizard.choose_page import ChoosePage
from ui.widgets.import_wizard.columns_page import ColumnsPage
from ui.widgets.import_wizard.dialogs import ask_new_workbook, ask_workbook, documents
from ui.widgets.import_wizard.foot import Foot
from ui.widgets.import_wizard.head import Head
from ui.widgets.import_wizard.importer import Importer
from ui.widgets.import_wizard.result_page import ResultPage
from ui.widgets.import_wizard.steps import CHECK, CHOOSE, COLUMNS, RESULT, WRITE, say_buttons
from ui.widgets.import_wizard.work import Work
from ui.widgets.import_wizard.write_page import WritePage

QUEUE_LOOK = 250


class ImportWizard(QWidget):
    """Five steps; Enter is the main button, Esc asks, F8 goes to the next problem.

    `done` after something was written or taken back; `closed` when the person is finished with it.
    """

    done = Signal()
    closed = Signal()

    def __init__(self, context: PanelContext, importer: Importer, path: Path | None = None) -> None:
        super().__init__()
        self._context = context
        self._look = look = context.look
        self.work = Work(context, importer, self)
        self.head, self.foot = Head(look), Foot(look)
        self.choose, self.columns = ChoosePage(look), ColumnsPage(look, self._today(), importer)
        self.check, self.writing, self.result = CheckPage(look), WritePage(look), ResultPage(look)
        self.pages = QStackedWidget()
        for page in (self.choose, self.columns, self.check, self.writing, self.result):
            self.pages.addWidget(page)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.head)
        self._column.addWidget(LowArea(self.pages), 1)
        self._column.addWidget(self.foot)
        self._queue = QTimer(self, interval=QUEUE_LOOK)
        self._queue.timeout.connect(lambda: self.writing.show_queue(max(0, context.console.doors.waiting)))
        self._connect()
        look.changed.connect(self._dress)
        self._dress()
        self.setAccessibleName("导入")
        self._go(CHOOSE)
        if path is not None:
            self.read(path)

    @property
    def step(self) -> int:
        """The step that is shown, from 0."""
        return self.pages.currentIndex()

    def read(self, path: Path) -> None:
        """Read a workbook and go on to its columns."""
        self._go(CHOOSE)
        self.choose.show_error(None)
        self.work.read(path)
        self.choose.show_work(self.work)
        self._refresh()

    def focus_first(self) -> None:
        """Give the keyboard to where the step begins."""
        main = self.foot.main_button
        foot = main if main.isVisibleTo(self) and main.isEnabled() else self.foot.cancel_button
        first = {
            CHOOSE: self.choose.focus_first,
            COLUMNS: self.columns.focus_first,
            CHECK: self.check.table.setFocus,
        }
        first.get(self.step, foot.setFocus)()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Pass the keyboard on."""
        super().focusInEvent(event)
        self.focus_first()

    def ask_to_close(self) -> None:
        """Close, after a question where something would be lost."""
        if self.step == WRITE:
            self.work.stop()
        elif self.foot.asking:
            self.foot.stay()
        elif self.step == RESULT or self.work.path is None:
            self._close()
        else:
            self.foot.ask(
                "离开导入？还没有写入台账，对应的列和选择不会保留。", "继续导入", [("离开", self._close)]
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Esc, F8 from wherever the focus is."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.foot.asking:
            if self.foot.main_button.isEnabled():
                self.foot.main_button.click()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._press_focused()
        elif event.key() == Qt.Key.Key_Escape:
            self.ask_to_close()
        elif event.key() == Qt.Key.Key_F8 and self.step == CHECK:
            self.check.next_problem(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground between the surfaces."""
        QPainter(self).fillRect(self.rect(), QColor(self._look.tokens.window))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what is under way."""
        self.work.leave()
        super().closeEvent(event)

    def _connect(self) -> None:
        work, foot = self.work, self.foot
        work.sheets_listed.connect(lambda: self.choose.show_work(work))
        work.understood_changed.connect(self._understood)
        work.checked.connect(self._checked)
        work.answered.connect(self._answered)
        work.written.connect(self._written)
        work.taken_back.connect(self._taken_back)
        work.saved.connect(self._saved)
        work.failed.connect(self._failed)
        work.progressed.connect(self._progressed)
        work.busy_changed.connect(self._refresh)
        foot.main.connect(self._main)
        foot.cancel.connect(self.ask_to_close)
        foot.back.connect(self._back)
        foot.refused.connect(self._ask_refused)
        foot.undo.connect(self._ask_undo)
        self.head.another_file.connect(self._ask_file)
        self.choose.choose.connect(self._ask_file)
        self.choose.template.connect(self._ask_template)
        self.choose.dropped.connect(self.read)
        self.choose.sheet.connect(work.read_sheet)
        self.columns.given.connect(work.give)
        self.columns.source_changed.connect(self._source_changed)
        self.check.columns.connect(lambda: self._go(COLUMNS))
        self.check.answered.connect(work.answer)

    def _main(self) -> None:
        """Do what the filled button says."""
        work = self.work
        if self.step == CHOOSE:
            self._ask_file() if work.understood is None else self._go(COLUMNS)
        elif self.step == COLUMNS:
            self._begin_check()
        elif self.step == CHECK and self.work.nothing_new:
            self._close()
        elif self.step == CHECK:
            self._begin_write()
        elif self.step == RESULT:
            self._close()

    def _back(self) -> None:
        self._go(self.step - 1)

    def _go(self, step: int) -> None:
        if step < CHECK and self.step == CHECK:
            self.work.stop()
        self.pages.setCurrentIndex(step)
        self._banner.hide()
        if step == COLUMNS:
            self.columns.show_work(self.work)
        self.head.show_work(self.work, step)
        self._refresh()
        self.focus_first()

    def _understood(self) -> None:
        if self.step == CHOOSE:
            self.choose.show_reading(None)
            self.choose.show_work(self.work)
            if len(self.work.sheets) < 2:
                self._go(COLUMNS)
            else:
                self.choose.focus_first()
        elif self.step == COLUMNS:
            self.columns.show_work(self.work)
        self.head.show_work(self.work, self.step)
        self._refresh()

    def _source_changed(self) -> None:
        self.work.state_source(self.columns.ground(), self.columns.number())

    def _begin_check(self) -> None:
        self._source_changed()
        fresh = self.work.checkout is None
        if fresh:
            self.check.begin(self.work)
            self.work.check()
        self._go(CHECK)

    def _checked(self) -> None:
        work = self.work
        assert work.checkout is not None
        first = self.check.table.rows.rowCount() == 0
        self.check.show_rows(self._context.caller(), self._today(), first)
        total = len(work.checkout.rows)
        numbers = f"{total:,} / {total:,}，用时 {max(1, round(work.seconds))} 秒"
        self.check.progress.finish("核对完成", numbers, NOT_WRITTEN)
        if self.work.nothing_new:
            self.check.say_nothing_new(work.checkout.refused)
        self._refresh()

    def _answered(self) -> None:
        self.check.refresh()
        self._refresh()

    def _begin_write(self) -> None:
        tally, path = self.work.tally, self.work.path
        assert tally is not None and path is not None
        self.work.write()
        self.writing.begin(tally.going_in, path.name)
        self._go(WRITE)
        self._queue.start()

    def _written(self) -> None:
        imported, path = self.work.imported, self.work.path
        assert imported is not None and path is not None
        self._queue.stop()
        self.result.show_counts(path.name, imported.counts)
        self._go(RESULT)
        if imported.id is not None:
            self.done.emit()

    def _taken_back(self, count: int) -> None:
        self.work.imported = None
        self.result.show_taken_back(count, self.work.importer.one)
        self._go(RESULT)
        self.done.emit()

    def _failed(self, error: ConsoleError) -> None:
        self._queue.stop()
        self.choose.show_reading(None)
        if isinstance(error, ChangedSince):
            self._ask_undo_rest(error)
        elif self.step == WRITE:
            self._go(CHECK)
            self._say(error)
        elif not (isinstance(error, Cancelled) and self.step != CHECK):
            self._say(error)
        self._refresh()

    def _say(self, error: ConsoleError) -> None:
        """Say an error in its place: nothing of what was done is lost."""
        tone = Tone.BLUE if isinstance(error, Cancelled) else Tone.RED
        self._banner.say(tone, error.sentence, error.next_step)
        self._banner.show()

    @property
    def _banner(self) -> Banner:
        pages = {CHECK: self.check.banner, RESULT: self.result.banner}
        return pages.get(self.step, self.choose.banner)

    def _progressed(self, done: int, total: int, words: str) -> None:
        if self.step == CHOOSE:
            self.choose.show_reading(f"正在读取，已读 {done:,} 行")
        elif self.step == CHECK and done + 1000 < total:
            self.check.progress.say("正在核对", done, total, NOT_WRITTEN)
        elif self.step == CHECK:
            self.check.progress.say("正在与台账对照", 0, 0, NOT_WRITTEN, f"{total:,} 行")
        elif self.step == WRITE:
            self.writing.show_progress(done, total, words)

    def _refresh(self) -> None:
        """Let the buttons say what can be done now."""
        say_buttons(self.foot, self.work, self.step)
        work = self.work
        if self.step == CHOOSE and work.busy and work.path is not None and work.understood is None:
            self.choose.show_reading("正在打开工作簿…")

    def _ask_file(self) -> None:
        ask_workbook(self, self._folder(), self.read)

    def _ask_refused(self) -> None:
        assert self.work.path is not None
        suggested = self.work.path.with_name(f"{self.work.path.stem}-退回.xlsx")
        ask_new_workbook(self, "存退回清单", suggested, self.work.save_refused)

    def _ask_template(self) -> None:
        suggested = self._folder() / f"{self.work.importer.title}-导入模板.xlsx"
        ask_new_workbook(self, "下载模板", suggested, self.work.save_template)

    def _folder(self) -> Path:
        return self.work.path.parent if self.work.path is not None else documents()

    def _saved(self, file: Path) -> None:
        if self.step == RESULT:
            self.result.say_saved(str(file))
        self._banner.hide()
        self._context.messages.toast(f"已存：{file.name}")

    def _ask_undo(self) -> None:
        sentence = "撤回这次导入？新建的会从台账去掉，改过的回到原来。"
        self.foot.ask(sentence, "不撤回", [("撤回", self.work.take_back)])

    def _ask_undo_rest(self, error: ChangedSince) -> None:
        rest = partial(self.work.take_back, keep_changed=True)
        self.foot.ask(error.sentence, "不撤回", [("只撤回没改过的", rest)])

    def _press_focused(self) -> None:
        focused = self.window().focusWidget()
        if focused is not None and hasattr(focused, "click"):
            focused.click()

    def _close(self) -> None:
        self.work.leave()
        self.work.forget()
        self.closed.emit()

    def _today(self) -> date:
        return today(self._context.console.clock)

    def _dress(self) -> None:
        gap = self._look.px(8)
        self._column.setContentsMargins(0, gap, 0, 0)
        self._column.setSpacing(gap)
