"""Asks for a file and writes the ledger into it, masked as on the screen."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from gridconsole.care.exporting import export_care
from gridconsole.core.clock import today
from gridconsole.core.progress import Progress
from ui.care.work_dialog import WorkDialog
from ui.shell.feature import PanelContext


class Exporting(QObject):
    """A file that is there already is never replaced."""

    def __init__(self, context: PanelContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._parent = context, parent
        self.dialog: QFileDialog | WorkDialog | None = None

    def ask(self) -> None:
        """Ask where to write."""
        day = today(self._context.console.clock)
        dialog = QFileDialog(self._parent, "导出特殊群体台账", f"特殊群体台账{day:%Y%m%d}.xlsx")
        dialog.setNameFilters(["工作簿 (*.xlsx)", "文本表格 (*.csv)"])
        dialog.setDefaultSuffix("xlsx")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.fileSelected.connect(lambda name: self.write(Path(name)))
        self.dialog = dialog
        dialog.open()

    def write(self, file: Path) -> None:
        """Write the ledger into a file."""
        care, caller = self._context.console.care, self._context.caller()

        def call(progress: Progress) -> int:
            return export_care(care, caller, file, progress)

        sentence = f"写入 {file.name}，证件号、电话等按屏幕上的样子遮挡。"
        self.dialog = WorkDialog(self._context, "导出", sentence, self._parent)
        self.dialog.run(call, lambda count: self._context.messages.toast(f"已导出 {count:,} 人：{file.name}"))
