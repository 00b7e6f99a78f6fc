"""The system's dialogs for files; none of them waits, each calls back with a path."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

ENDINGS = (".xlsx", ".xls", ".ods", ".csv", ".txt")
Then = Callable[[Path], None]


def documents() -> Path:
    """The folder in which people keep their workbooks."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def ask_workbook(parent: QWidget, folder: Path, then: Then) -> None:
    """Ask for a workbook to read."""
    patterns = " ".join(f"*{ending}" for ending in ENDINGS)
    dialog = QFileDialog(parent, "选工作簿", str(folder), f"表格（{patterns}）")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    _open(dialog, then)


def ask_new_workbook(parent: QWidget, title: str, suggested: Path, then: Then) -> None:
    """Ask where a new workbook is to be saved.

    Saving never overwrites an older file, so there is nothing to confirm here: the answer comes in place.
    """
    dialog = QFileDialog(parent, title, str(suggested.parent), "工作簿（*.xlsx）")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("xlsx")
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.selectFile(suggested.name)
    _open(dialog, then)


def _open(dialog: QFileDialog, then: Then) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.open()
