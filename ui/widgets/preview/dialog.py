"""A paper before it is printed: its pages, small ones at the left, and what can be done with it."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from gridconsole.core.clock import local
from gridconsole.core.progress import Progress
from ui.look.parts.banner import Banner
from ui.look.parts.buttons import Button, Chip, IconButton, Kind
from ui.look.parts.text import Elided, Role, Words
from ui.look.scale import TextSize
from ui.look.tokens import Tone
from ui.shell.curtain import add_curtain_key
from ui.shell.feature import PanelContext
from ui.widgets.preview.pages_view import PagesView
from ui.widgets.preview.pdf_pages import PdfPages
from ui.widgets.preview.printing import chosen_pages, print_pages
from ui.widgets.preview.saving import NotKept, keep_copy, open_with_system, papers_folder
from ui.widgets.room import room_over
from ui.widgets.work_dialog import WorkDialog

SMALL = 132
"""Px at 100 % of the column of small pages."""
STEP, LEAST, MOST = 1.25, 0.2, 6.0
"""What one press enlarges; px to a point."""
WHOLE, WIDE = "整页", "页宽"


class PreviewDialog(QDialog):
    """What is seen is what is printed; from the second time on, pages say that they are a reprint."""

    def __init__(
        self, context: PanelContext, file: Path, name: str, made: str, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self._context, self._look, self._file, self._name = context, context.look, file, name
        self.pages = PdfPages(file)
        self.times = 0
        """How often it was printed from here."""
        self.view = PagesView(self._look, context.worker, "预览")
        self.small = PagesView(self._look, context.worker, "小图", fit=True)
        self.told = Banner(self._look, Tone.GREEN, "", closable=True)
        self.print_button = Button(self._look, "打印…", "print", Kind.PRIMARY)
        self.keep_button = Button(self._look, "存一份", "save")
        self.other_button = Button(self._look, "用别的程序打开", "float", short="别的程序")
        self.smaller = IconButton(self._look, "smaller", "缩小")
        self.larger = IconButton(self._look, "larger", "放大")
        self.fits = {word: Chip(self._look, word) for word in (WHOLE, WIDE)}
        self.at, self._title = Words("", Role.SECOND), Elided(made, Role.TITLE)
        self.setWindowTitle(f"预览：{name}")
        add_curtain_key(self)
        self._build()
        self._connect()
        self._size()

    def showEvent(self, event: QShowEvent) -> None:
        """Show the first page whole, now that the room is known."""
        super().showEvent(event)
        for view in (self.small, self.view):
            view.show_pages(self.pages, self.pages.sizes)
        self.fit(WHOLE)
        self.small.mark(0)
        self.print_button.setFocus()

    def fit(self, word: str) -> None:
        """Show pages whole, or as wide as the room."""
        self.view.set_scale(self.view.fit_page() if word == WHOLE else self.view.fit_width())
        for each, chip in self.fits.items():
            chip.setChecked(each == word)

    def _fit_again(self) -> None:
        """Keep a page whole, or as wide as the room, when that changes."""
        chosen = next((word for word, chip in self.fits.items() if chip.isChecked()), "")
        if chosen and len(self.view.strip):
            self.fit(chosen)

    def zoom(self, by: float) -> None:
        """Show pages larger or smaller."""
        self.view.set_scale(max(LEAST, min(MOST, self.view.strip.scale * by)))
        for chip in self.fits.values():
            chip.setChecked(False)

    def ask_printer(self) -> None:
        """Ask for printer and pages with the system's own dialog, then print."""
        printer = self.printer()
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle(f"打印{self._name}")
        dialog.setMinMax(1, len(self.pages.sizes))
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, True)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.print(printer)
        dialog.deleteLater()

    def printer(self) -> QPrinter:
        """Return the printer that took this kind of paper last, else the system's own choice."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if (last := self._context.memory.get(self._key)) is not None:
            printer.setPrinterName(last)
        printer.setDocName(f"{self._name}")
        return printer

    def print(self, printer: QPrinter) -> None:
        """Print on the worker, with progress; remember the printer."""
        wanted, mark = chosen_pages(printer, len(self.pages.sizes)), self._mark()
        if not wanted:
            return
        work = WorkDialog(self._context, f"打印{self._name}", "正在交给打印机。", self)

        def call(progress: Progress) -> int:
            return print_pages(self.pages, printer, wanted, mark, progress)

        def done(count: int) -> None:
            self.times += 1
            if printer.outputFormat() is QPrinter.OutputFormat.NativeFormat:
                self._context.memory.remember(self._key, printer.printerName())
            self.say(Tone.GREEN, f"{count:,} 页已交给打印机。", "再打一次，页眉会注明“重印”。")

        work.run(call, done)

    def keep(self) -> None:
        """Keep a copy among the documents, and offer its folder."""
        try:
            kept = keep_copy(self._file, papers_folder())
        except NotKept as error:
            self.say(Tone.AMBER, error.sentence, error.next_step)
            return
        self.say(Tone.GREEN, f"已存到 文档/{kept.parent.name}。", kept.name, "打开文件夹")

    def say(self, tone: Tone, sentence: str, detail: str = "", link: str = "") -> None:
        """Say something below the buttons."""
        self.told.say(tone, sentence, detail, link)
        self.told.show()

    @property
    def _key(self) -> str:
        return f"printer.{self._name}"

    def _mark(self) -> str:
        now = local(self._context.console.clock.now())
        return f"重印　{now:%Y-%m-%d %H:%M}" if self.times else ""

    def _close(self) -> None:
        for view in (self.view, self.small):
            view.stop()
        self.pages.close()

    def _open_other(self) -> None:
        if not open_with_system(self._file):
            self.say(Tone.AMBER, "没有能打开 PDF 的程序。", "可以在这里看、在这里打印，或者存一份。")

    def _turned(self, page: int) -> None:
        self.at.setText(f"第 {page + 1:,} 页，共 {len(self.pages.sizes):,} 页")
        self.small.mark(page)

    def _build(self) -> None:
        px = self._look.px
        self._column, top, body, foot = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        top.addWidget(self._title, 1)
        for widget in (self.at, self.smaller, self.larger, *self.fits.values()):
            top.addWidget(widget)
        body.addWidget(self.small)
        body.addWidget(self.view, 1)
        close = Button(self._look, "关闭")
        close.clicked.connect(self.reject)
        foot.addWidget(self.keep_button)
        foot.addWidget(self.other_button)
        foot.addStretch(1)
        foot.addWidget(close)
        foot.addWidget(self.print_button)
        self.told.hide()
        for row in (top, body, foot):
            row.setSpacing(px(8))
        self._column.setSpacing(px(8))
        self._column.setContentsMargins(px(16), px(12), px(16), px(12))
        self._column.addLayout(top)
        self._column.addWidget(self.told)
        self._column.addLayout(body, 1)
        self._column.addLayout(foot)

    def _connect(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.finished.connect(self._close)
        self.view.turned.connect(self._turned)
        self.view.resized.connect(self._fit_again)
        self.small.picked.connect(self.view.go_to)
        self.print_button.clicked.connect(self.ask_printer)
        self.keep_button.clicked.connect(self.keep)
        self.other_button.clicked.connect(self._open_other)
        self.smaller.clicked.connect(lambda: self.zoom(1 / STEP))
        self.larger.clicked.connect(lambda: self.zoom(STEP))
        self.told.closed.connect(self.told.hide)
        self.told.link_pressed.connect(lambda: open_with_system(papers_folder()))
        for word, chip in self.fits.items():
            chip.clicked.connect(lambda _=False, to=word: self.fit(to))
        keys = {"Ctrl+P": self.ask_printer, "Ctrl+S": self.keep}
        zooms = {"Ctrl++": STEP, "Ctrl+=": STEP, "Ctrl+-": 1 / STEP}
        for key, act in (*keys.items(), *((key, lambda by=by: self.zoom(by)) for key, by in zooms.items())):
            QShortcut(QKeySequence(key), self).activated.connect(act)

    def _size(self) -> None:
        is_huge = self._look.scale.size is TextSize.HUGE
        self.small.setVisible(len(self.pages.sizes) > 1 and not is_huge)
        self.small.setFixedWidth(self._look.px(SMALL))
        self.resize(room_over(self, self._look.px(1080), self._look.px(820)))
