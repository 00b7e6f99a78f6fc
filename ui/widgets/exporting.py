"""Asks for a file and writes a ledger into it, masked as on the screen."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from gridconsole.core.caller import Caller
from gridconsole.core.clock import today
from gridconsole.core.progress import Progress
from ui.shell.feature import PanelContext
from ui.widgets.work_dialog import WorkDialog

Write = Callable[[Caller, Path, Progress], int]
"""Writes a file for a caller and returns how many rows."""


class Exporting(QObject):
    """A file that is there already is never replaced; `title` names the ledger, `one` what is counted."""

    def __init__(self, context: PanelContext, parent: QWidget, title: str, write: Write, one: str) -> None:
        super().__init__(parent)
        self._context, self._parent = context, parent
        self._title, self._call, self._one = title, write, one
        self.dialog: QFileDialog | WorkDialog | None = None

    def ask(self) -> None:
        """Ask where to write."""
        day = today(self._context.console.clock)
        dialog = QFileDialog(self._parent, f"导出{self._title}", f"{self._title}{day:%Y%m%d}.xlsx")
        dialog.setNameFilters(["工作簿 (*.xlsx)", "文本表格 (*.csv)"])
        dialog.setDefaultSuffix("xlsx")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.fileSelected.connect(lambda name: self.write(Path(name)))
        self.dialog = dialog
        dialog.open()

    def write(self, file: Path) -> None:
        """Write the ledger into a file."""
        call, caller = self._call, self._context.caller()
        sentence = f"写入 {file.name}，证件号、电话等按屏幕上的样子遮挡。"
        done = f"{self._one}：{file.name}"
        self.dialog = WorkDialog(self._context, "导出", sentence, self._parent)
        self.dialog.run(
            lambda progress: call(caller, file, progress),
            lambda count: self._context.messages.toast(f"已导出 {count:,} {done}"),
        )
