"""The care panel: the ledger's table at the left, a person's file at the right."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridconsole.care.listing import CareFilter
from gridconsole.core.caller import Caller, Role
from gridconsole.core.clock import today
from gridconsole.core.drafts import Draft
from gridconsole.core.ledger.snapshot import Snapshot
from gridconsole.core.progress import Progress
from ui.care.columns import care_columns
from ui.care.ledger_papers import LedgerPapers
from ui.care.other_pages import OtherPages
from ui.care.pages import PageMaker, Pages
from ui.care.printing import Printing
from ui.care.source import CareSource
from ui.care.unsaved import Unsaved
from ui.look.parts.empty import EmptyState
from ui.look.parts.menu_button import MenuButton
from ui.look.scale import TextSize
from ui.look.tokens import Tone
from ui.shell.feature import PanelContext
from ui.widgets.ear import Ear
from ui.widgets.exporting import Exporting
from ui.widgets.import_wizard.stage import WizardStage
from ui.widgets.ledger_table.kept import Forgetful, Kept
from ui.widgets.ledger_table.table import LedgerTable, Narrowing, NextStep, Wording
from ui.widgets.page import Page
from ui.widgets.split import Split, show_one_or_both

if TYPE_CHECKING:
    from ui.care.file import FilePanel

WORDING = Wording(
    name="特殊群体台账",
    search="姓名、拼音 zgl、电话尾号、户号、村",
    one="人",
    order="超期在前",
    keys="↑↓ 选人　Enter 打开　Ctrl+F 找人",
)
NARROWINGS = (
    Narrowing("全部", CareFilter(), counted=False),
    Narrowing("超期", CareFilter(due="overdue"), "late"),
    Narrowing("7 天内", CareFilter(due="soon"), "due"),
    Narrowing("待补", CareFilter(incomplete=True), "edit"),
)

SHEETS = "打印走访单"
MENU = ("care.print", "care.export", "care.imports", "care.print_inspection", "care.print_working")


class CarePanel(QWidget):
    """Refreshes itself after every write to the ledger, whoever wrote."""

    def __init__(self, context: PanelContext) -> None:
        super().__init__()
        self._context, look = context, context.look
        self.source = CareSource(context.console, context.caller)
        columns = care_columns(lambda: today(context.console.clock))
        hint = "先把站里现有的表格导入进来，格式不限。"
        self.empty = EmptyState(look, "care", "还没有台账", hint, ("导入", "import"), "新建一份档案")
        self.table = LedgerTable[CareFilter](
            context, self.source, columns, NARROWINGS, WORDING, self.empty,
            NextStep(SHEETS, self._print_row, for_volunteers=True),
        )  # fmt: skip
        self._kept: Kept = Forgetful()
        self._file: FilePanel | None = None
        self._is_empty = False
        self.printing, self.ledger_papers = Printing(context, self), LedgerPapers(context, self)
        self.exporting = Exporting(context, self, "特殊群体台账", self._export, "人")
        self.dialog: Any = None
        self._more = MenuButton(look, "更多：打印、导出、导入记录")
        self._build()
        self._listen()
        self._acting()
        self._unsaved = Unsaved(context, self.others.title_of, self.resume)

    @property
    def context(self) -> PanelContext:
        """What the panel was made with."""
        return self._context

    @property
    def file(self) -> "FilePanel":
        """The file's place; made once the first rows stand, because its many fields take their time."""
        if self._file is None:
            self._file = self._make_file()
        return self._file

    @property
    def is_dirty(self) -> bool:
        """Whether something is typed that is not saved."""
        in_front = isinstance(self._front, Page) and self._front.is_dirty
        return in_front or (self._file is not None and self._file.is_dirty)

    @property
    def _front(self) -> QWidget | None:
        """The page in front."""
        return self.pages.page(self.pages.current)

    def open(self, id: UUID) -> None:
        """Open somebody's file."""
        self._to_people(lambda: self.file.open(id))

    def open_found(self, id: UUID) -> None:
        """Open somebody's file as `open` does; not while an import has the file's place."""
        self.unless_importing(self.stage, lambda: self.open(id))

    def resume(self, draft: Draft) -> None:
        """Go on with what was typed and not saved, on its page."""
        if draft.ledger in self.pages.ids:
            self.pages.leave(lambda: self.others.resume(draft))
        else:
            self.unless_importing(self.stage, lambda: self._to_people(lambda: self.file.resume(draft)))

    def open_scanned(self, digits: str) -> None:
        """Open the paper of a scanned code at the keying desk, after asking about what is not saved."""
        if self._context.caller().role is Role.VOLUNTEER:
            self._context.messages.strip(
                "scanned", Tone.AMBER, "扫到一张单子，志愿者不能录入。", "请让综合柜员来录。"
            )
        else:
            self.pages.leave(lambda: self.others.desk().open_paper(digits, digits[0]))

    def unless_importing(self, stage: WizardStage, then: Callable[[], None]) -> None:
        """Go on with `then`, but say so while an import has the place."""
        if stage.wizard is None:
            then()
        else:
            self._context.messages.strip("wizard", Tone.AMBER, "正在导入。", "做完或退出导入，再打开档案。")

    def make_new(self) -> None:
        """Start a record of the book in front by hand, else a file."""
        if isinstance(self._front, Page) and self._front.can:
            self._front.make_new()
        else:
            self._to_people(self.file.make_new)

    def leave(self, then: Callable[[], None]) -> None:
        """Go on with `then`, after asking what becomes of what is typed, be the file in front or not."""
        if isinstance(self._front, Page):
            self._front.leave(lambda: self._leave_file(then))
        else:
            self.file.leave(then)

    def _leave_file(self, then: Callable[[], None]) -> None:
        if self._file is not None and self._file.is_dirty:
            self.pages.show_page("people")
            self._file.leave(then)
        else:
            then()

    def find_person(self) -> None:
        """Go to the search box of the page in front."""
        if isinstance(self._front, Page):
            self._front.start_search()
        elif self.table.isVisible():
            self.table.focus_search()
        else:
            self.file.leave(self._to_search)

    def _to_search(self) -> None:
        self._to_table()
        self.table.focus_search()

    def save(self) -> None:
        """Save what is open on the page in front."""
        if isinstance(self._front, Page):
            self._front.save()
        else:
            self.file.save()

    def start_import(self, file: Path | None = None) -> None:
        """Let the import wizard take the place of the book in front, else of the people's table."""
        if isinstance(self._front, Page) and self._front.can:
            self._front.start_import(file)
        else:
            self._to_people(lambda: self.file.leave(lambda: self._show_wizard(file)))

    def print_paper(self) -> None:
        """Print the paper of the page in front, else the visit sheets of the people that are chosen."""
        if isinstance(self._front, Page):
            self._front.print_paper()
        else:
            self.print_sheets()

    def print_sheets(self) -> None:
        """Print the visit sheets of the people that are chosen."""
        hits = self._hits() if self.table.loader.searched else None
        self.printing.print_chosen(self.table.chosen, self.table.filter, hits)

    def keep_in(self, kept: Kept) -> None:
        """Keep columns and widths of all tables where they outlive the window."""
        self._kept = kept
        self._keep_tables()

    def _keep_tables(self) -> None:
        for table in self.findChildren(LedgerTable):
            table.keep_in(self._kept)

    def _print_row(self, one: Snapshot) -> None:
        if one.parent is not None:
            self.printing.print_households({one.parent.id})

    def export(self) -> None:
        """Write the ledger into a workbook."""
        self.exporting.ask()

    def _export(self, caller: Caller, file: Path, progress: Progress) -> int:
        from gridconsole.care.exporting import export_care

        return export_care(self._context.console.care, caller, file, progress)

    def list_imports(self) -> None:
        """Show the imports of the past."""
        from ui.care.past_imports import PastImports

        self.dialog = PastImports(self._context, self.window())
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.open()

    def may_close(self) -> bool:
        """Whether the window may go; asks when something is not saved and closes the window then."""
        if not self.is_dirty:
            return True
        self.leave(self._close_window)
        return False

    def _close_window(self) -> None:
        if isinstance(self._front, Page):
            self._front.close_file()
        if self._file is not None:
            self._file.close_file()
        self.window().close()

    def _to_people(self, then: Callable[[], None]) -> None:
        """Bring the people's page to the front, after asking the one that is there, and go on."""

        def show() -> None:
            self.pages.show_page("people")
            then()

        self._front.leave(show) if isinstance(self._front, Page) else then()

    def _hits(self) -> list[Snapshot]:
        rows = (self.table.model.snapshot(row) for row in range(self.table.model.rowCount()))
        return [one for one in rows if one is not None]

    def _show_wizard(self, file: Path | None) -> None:
        from ui.care.people_import import PeopleImport

        self.stage.begin(PeopleImport(self._context.console), file)

    def _turned(self) -> None:
        self.offer()
        if self.stage.wizard is None:
            self.table.view.setFocus()

    def offer(self) -> None:
        """Offer what can be done on the page in front; nothing while an import has its place."""
        book = self._front if isinstance(self._front, Page) and self._front.can else None
        may = self._context.caller().role is not Role.VOLUNTEER
        importing = book.is_importing if book is not None else self.stage.wizard is not None
        for id, key in (("care.import", "import"), ("care.new", "new")):
            action = self._context.commands.action(id)
            action.setVisible(may and (book is None or book.can[key]))
            action.setEnabled(action.isVisible() and not importing)
        paper = self._front.paper if isinstance(self._front, Page) else SHEETS
        self._context.commands.action("care.print").setText(paper or SHEETS)
        self._context.commands.action("care.print").setEnabled(bool(paper) and not importing)
        self._context.commands.action("care.find").setEnabled(not importing)
        self._context.commands.action("care.save").setEnabled(may and not importing)

    def _build(self) -> None:
        self._split = Split(self._context.look)
        self._split.addWidget(self.table)
        self.stage = WizardStage(self._context, self._split)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.others = OtherPages(self._context, self)
        self.pages = Pages(
            self._context.look,
            PageMaker("people", "人员", lambda: self.stage),
            self.others.makers(),
        )
        self._column.addWidget(self.pages)
        self.setFocusProxy(self.table)
        for id in MENU:
            self._more.entries.addAction(self._context.commands.action(id))
        self.table.add_to_chips(self._more)
        self._context.head.set_note("一户一档")

    def _listen(self) -> None:
        self._ear = Ear(self)
        self._ear.hear(self._context.console, self._written)
        self._context.acting.changed.connect(self._acting)
        self.stage.turned.connect(self._turned)
        self.stage.done.connect(self.table.start)
        self.pages.shown.connect(self._keep_tables)
        self.pages.shown.connect(self.offer)
        self.table.opened.connect(self._open_row)
        self.empty.pressed.connect(lambda: self._context.commands.run("care.import"))
        self.empty.link_pressed.connect(lambda: self._context.commands.run("care.new"))
        self.table.loader.counted.connect(self._count)
        self.table.emptied.connect(self._emptied)
        self._context.look.changed.connect(self._resized)
        self.table.loader.shown.connect(self._first_rows, Qt.ConnectionType.SingleShotConnection)

    def _emptied(self, empty: bool) -> None:
        self._is_empty = empty
        self._resized()

    def _resized(self) -> None:
        if self._file is not None:
            self._arrange()

    def _first_rows(self) -> None:
        """Make the file's place behind the first rows, its modules read where nobody waits for them."""
        self._context.worker.run_behind(_read_file_modules, lambda _: self._arrange(), owner=self)

    def _make_file(self) -> "FilePanel":
        from ui.care.file import FilePanel

        made = FilePanel(self._context)
        made.left.connect(self._to_table)
        made.print_asked.connect(lambda household: self.printing.print_households({household}))
        made.opened.connect(self._arrange)
        made.closed.connect(self._arrange)
        self._split.addWidget(made)
        self._split.dress()
        return made

    def _open_row(self, one: Snapshot) -> None:
        self.file.open(one.id)

    def _to_table(self) -> None:
        if not self.table.isVisible():
            self.file.close_file()
        self.table.view.setFocus()

    def _written(self, what: dict[str, Any]) -> None:
        if "care_person" in what or "household" in what:
            self.table.refresh()
            if self._file is not None:
                self._file.refresh()

    def _acting(self) -> None:
        """Read everything again as another member of staff may see it."""
        self.stage.end()
        if self._file is not None:
            self._file.close_file()
        self.pages.let_see(lambda page: self._context.commands.may(f"care.show.{page}"))
        self.empty.setEnabled(self._context.caller().role is not Role.VOLUNTEER)
        self.table.start()
        self.offer()

    def _count(self) -> None:
        if self.table.filter == CareFilter() and not self.table.loader.searched:
            self._context.status.set_count(f"本机数据 {self.table.model.rowCount():,} 人")

    def _arrange(self) -> None:
        """Leave the file's place out while there is nobody to open; at 200 % show one of the two."""
        one = self._context.look.scale.size is TextSize.HUGE
        has_file = self.file.file is not None
        self.file.head.back.setVisible(one)
        show_one_or_both(self.table, self.file, one, has_file, self._is_empty)


def _read_file_modules() -> None:
    import ui.care.file  # noqa: F401
