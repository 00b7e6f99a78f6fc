"""Makes papers and opens the PDF in the system's viewer."""

import atexit
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from gridconsole.core.clock import local
from gridconsole.core.progress import Progress
from ui.look.tokens import Tone
from ui.shell.feature import PanelContext
from ui.widgets.work_dialog import WorkDialog

Draw = Callable[[BinaryIO, Progress], int]
"""Writes a PDF and returns its pages."""


def open_in_viewer(file: Path) -> bool:
    """Open a file with the program that the system has for it; False when there is none."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))


class Papers(QObject):
    """Papers lie in a folder of this window only and go with it: they hold names and addresses in full."""

    def __init__(
        self, context: PanelContext, parent: QWidget, open_file: Callable[[Path], bool] = open_in_viewer
    ) -> None:
        super().__init__(parent)
        self._context, self._parent = context, parent
        self._folder: Path | None = None
        self.open_file = open_file
        self.dialog: Any = None
        self.last: Path | None = None

    def make(self, name: str, draw: Draw, unit: str = "张") -> None:
        """Draw a paper on the worker, with progress, and open it."""
        target = self._free_name(name)

        def call(progress: Progress) -> int:
            with target.open("wb") as stream:
                return draw(stream, progress)

        sentence = "正在排版，排好后用看 PDF 的程序打开。"
        self.dialog = WorkDialog(self._context, f"打印{name}", sentence, self._parent)
        self.dialog.run(call, lambda pages: self._open(target, f"{name} {pages:,} {unit}"))

    def _open(self, file: Path, made: str) -> None:
        self.last = file
        self._context.messages.solved("work")
        if self.open_file(file):
            self._context.messages.toast(f"{made}，已交给看 PDF 的程序")
        else:
            sentence = f"{made}已排好，但没有能打开 PDF 的程序。"
            self._context.messages.strip("viewer", Tone.AMBER, sentence, f"文件在 {file}")

    def _free_name(self, name: str) -> Path:
        stamp = local(self._context.console.clock.now()).strftime("%Y%m%d-%H%M%S")
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="gridconsole-"))
            atexit.register(shutil.rmtree, self._folder, ignore_errors=True)
        folder = self._folder
        names: Iterator[Path] = (folder / f"{name}-{stamp}-{number}.pdf" for number in range(1, 1_000_000))
        return next(file for file in names if not file.exists())
