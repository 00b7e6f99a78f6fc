"""Keeps a paper where the station keeps its papers."""

import shutil
from itertools import count
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices

from gridconsole.core.errors import ConsoleError

FOLDER = "网格服务台"


class NotKept(ConsoleError):
    """The copy could not be written."""


def papers_folder() -> Path:
    """Return the folder among the person's documents."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents) / FOLDER


def keep_copy(file: Path, folder: Path) -> Path:
    """Copy a paper into a folder under a name that is free there; raises NotKept."""
    names = (folder / f"{file.stem}{f'-{n}' if n > 1 else ''}{file.suffix}" for n in count(1))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        target = next(name for name in names if not name.exists())
        shutil.copyfile(file, target)
    except OSError as error:
        raise NotKept(f"没有存成：{folder} 写不进去。", "请看磁盘是否已满、文件夹能不能写。") from error
    return target


def open_with_system(path: Path) -> bool:
    """Open a file or folder with what the system has for it; False when there is nothing."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
