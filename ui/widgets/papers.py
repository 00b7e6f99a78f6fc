"""Makes papers and shows them before they are printed."""

import atexit
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gridconsole.core.clock import local
from gridconsole.core.progress import Progress
from ui.look.tokens import Tone
from ui.shell.feature import PanelContext
from ui.widgets.work_dialog import WorkDialog

Draw = Callable[[BinaryIO, Progress], int]
"""Writes a PDF and returns its pages."""


class Papers(QObject):
    """Papers lie in a folder of this window only and go with it: they hold names and addresses in full."""

    def __init__(
        self, context: PanelContext, parent: QWidget, open_file: Callable[[Path], bool] | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._parent = context, parent
        self._folder: Path | None = None
        self.open_file = open_file
        """Takes the place of the preview; False when it could not be opened."""
        self.dialog: Any = None
        self.last: Path | None = None

    def make(self, name: str, draw: Draw, unit: str = "张") -> None:
        """Draw a paper on the worker, with progress, and open it."""
        target = self._free_name(name)

        def call(progress: Progress) -> int:
            with target.open("wb") as stream:
                return draw(stream, progress)

        sentence = "正在排版，排好后先看一看，再打印。"
        self.dialog = WorkDialog(self._context, f"打印{name}", sentence, self._parent)
        self.dialog.run(call, lambda count: self._open(target, name, f"{name} {count:,} {unit}"))

    def _open(self, file: Path, name: str, made: str) -> None:
        self.last = file
        self._context.messages.solved("work")
        if self.open_file is None:
            self.preview(file, name, made)
        elif self.open_file(file):
            self._context.messages.toast(made)
        else:
            self._context.messages.strip("viewer", Tone.AMBER, f"{made}已排好，但打不开。", f"文件在 {file}")

    def preview(self, file: Path, name: str, made: str) -> None:
        """Show the pages, to be printed from there."""
        from ui.widgets.preview.dialog import PreviewDialog

        self.dialog = PreviewDialog(self._context, file, name, made, self._parent.window())
        self.dialog.open()

    def _free_name(self, name: str) -> Path:
        stamp = local(self._context.console.clock.now()).strftime("%Y%m%d-%H%M%S")
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="gridconsole-"))
            atexit.register(shutil.rmtree, self._folder, ignore_errors=True)
        folder = self._folder
        names: Iterator[Path] = (folder / f"{name}-{stamp}-{number}.pdf" for number in range(1, 1_000_000))
        return next(file for file in names if not file.exists())
