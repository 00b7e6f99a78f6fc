"""Drives the real window from picture to picture and keeps what comes out."""

import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from gridconsole.core.errors import ConsoleError
from ui.shell.window import MainWindow

PATIENCE = 60.0
"""Seconds to wait for one thing; the tour also runs on slow machines."""
DOTS = 90
"""Dots per inch of the pictures made of PDF pages."""


class TourStuck(ConsoleError):
    """The window did not show what was expected."""


@dataclass(frozen=True)
class Kept:
    """One thing that the tour leaves: a file, the words under it, pictures of its pages."""

    file: Path
    words: str
    pages: tuple[Path, ...] = ()


class Guide:
    """What a feature's part of the tour works with."""

    def __init__(self, window: MainWindow, day: date, out: Path, kept: list[Kept]) -> None:
        self.window = window
        self.day = day
        self.out = out
        self.kept = kept

    def panel(self, feature: str) -> Any:
        """Return a feature's panel."""
        return self.window.dock(feature).panel

    def wait(self, until: Callable[[], bool], what: str) -> None:
        """Let the window work until something is so; raise TourStuck when it never is."""
        end = time.monotonic() + PATIENCE
        while not until():
            if time.monotonic() > end:
                raise TourStuck(f"演示停在这一步：{what}。", "请看已留下的截图。")
            _work_on(20)

    def let(self, seconds: float) -> None:
        """Let the window work for a while, where nothing tells that it is done."""
        _work_on(int(seconds * 1000))

    def rest(self) -> None:
        """Let everything be drawn that is under way."""
        _work_on(60)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        QApplication.processEvents()

    def to_window(self) -> None:
        """Give the keyboard back to the window after a dialog; a bare screen has nobody to do it."""
        self.wait(lambda: QApplication.activeModalWidget() is None, "关闭对话框")
        self.window.activateWindow()
        self.wait(lambda: QApplication.activeWindow() is self.window, "回到窗口")

    def picture(self, name: str, words: str, widget: QWidget | None = None) -> None:
        """Keep a picture of the window (or of a dialog) under a name."""
        self.rest()
        file = self.out / f"{len(self.kept) + 1:02d}-{name}.png"
        (widget or self.window).grab().save(str(file))
        self.kept.append(Kept(file, words))

    def keep(self, file: Path, name: str, words: str) -> Path:
        """Keep a copy of a file that the program made, with pictures of a PDF's first pages."""
        copy = self.out / f"{len(self.kept) + 1:02d}-{name}{file.suffix}"
        if file != copy:
            shutil.copyfile(file, copy)
        self.kept.append(Kept(copy, words, tuple(pages_of(copy)) if copy.suffix == ".pdf" else ()))
        return copy

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key on whatever has the focus."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    def type(self, text: str) -> None:
        """Type into whatever has the focus; Chinese comes from an input method, as it does for people."""
        target = QApplication.focusWidget() or self.window
        if text.isascii():
            QTest.keyClicks(target, text)
            return
        ready = QInputMethodEvent()
        ready.setCommitString(text)
        QApplication.sendEvent(target, ready)


def _work_on(milliseconds: int) -> None:
    """Run the window's events for a while; Qt's own waiting keeps Python's other threads waiting too."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def pages_of(pdf: Path, most: int = 3) -> list[Path]:
    """Return pictures of a PDF's first pages, none where no program for it is installed."""
    program = shutil.which("pdftoppm")
    if program is None:
        return []
    target = pdf.with_suffix("")
    command = [program, "-png", "-r", str(DOTS), "-l", str(most), str(pdf), str(target)]
    subprocess.run(command, check=True)
    return sorted(pdf.parent.glob(f"{target.name}-*.png"))
