"""A real window on real made-up data, for whole stories."""

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete
from sqlalchemy import text

from gridconsole.console import Console
from gridconsole.core.clock import StandingClock
from gridconsole.core.ledger.record import new_id
from gridconsole.demo.station import make_demo
from gridconsole.place import Place
from ui.app import FEATURES, Desk
from ui.care.panel import CarePanel
from ui.look.fonts import load_fonts
from ui.look.look import Look
from ui.look.scale import TextSize
from ui.settings import Settings

DAY = date(2026, 9, 22)
PEOPLE = 120


@lru_cache
def template() -> Path:
    """A folder with the demonstration, made once."""
    folder = Path(tempfile.mkdtemp(prefix="gridconsole-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    make_demo(folder, PEOPLE, DAY, history=False)
    return folder


def demo_folder(folder: Path) -> Path:
    """A copy of the demonstration."""
    return Path(shutil.copytree(template(), folder / "data"))


@contextmanager
def console_on(folder: Path) -> Iterator[Console]:
    """The same data through another door."""
    with Console.open(folder, clock=StandingClock.on(DAY)) as console:
        yield console


@contextmanager
def desk_on(
    qtbot: QtBot, folder: Path, acting: str | None = None, station: str | None = "LH", size: int = 100
) -> Iterator[Desk]:
    """The window on a data folder, opened as a person opens it; closed without asking at the end."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    load_fonts()
    look = Look(size=TextSize(size))
    look.wear(app)
    place = Place(folder, None, station, acting, datetime.combine(DAY, datetime.min.time()))
    desk = Desk(place, Settings(folder.parent / "window.json"), look, FEATURES)
    desk.window.resize(1440, 900)
    desk.window.show()
    qtbot.waitUntil(lambda: desk.cover is not None or has_rows(desk), timeout=20_000)
    try:
        yield desk
    finally:
        qtbot.waitUntil(lambda: desk.cover is not None or has_rows(desk), timeout=20_000)
        _close(desk)


def panel_of(desk: Desk) -> CarePanel:
    """The care panel of a window."""
    panel = desk.window.docks[0].panel
    assert isinstance(panel, CarePanel)
    return panel


def has_rows(desk: Desk) -> bool:
    """Whether the table knows all its rows."""
    panel = desk.window.docks[0].panel
    return isinstance(panel, CarePanel) and panel.table.loader.is_complete


def _close(desk: Desk) -> None:
    panel = desk.window.docks[0].panel
    if isinstance(panel, CarePanel) and panel.is_dirty:
        panel.file.close_file()
    desk.window.close()
    desk.finish()
    delete(desk.window)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def open_first(qtbot: QtBot, desk: Desk, row: int = 0) -> CarePanel:
    """Open the file of a row by its key."""
    panel = panel_of(desk)
    panel.table.view.go(row)
    QTest.keyClick(panel.table.view, Qt.Key.Key_Return)
    wanted = panel.table.view.current()
    assert wanted is not None
    qtbot.waitUntil(lambda: panel.file.person == wanted.id)
    return panel


def open_person(qtbot: QtBot, desk: Desk, id: Any) -> CarePanel:
    """Open somebody's file."""
    panel = panel_of(desk)
    panel.open(id)
    qtbot.waitUntil(lambda: panel.file.person == id)
    return panel


def saved(desk: Desk) -> bool:
    """Whether the status bar says that all is saved."""
    return any(words.startswith("已保存") for words in desk.window.status.texts())


def press(
    widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press a key as the window system would, on whatever has the focus in the window."""
    target = QApplication.focusWidget() or widget.window()
    QTest.keyClick(target, key, modifier)


def commit(chinese: str) -> None:
    """Let the input method put a text where the focus is, after showing it as it is composed."""
    target = QApplication.focusWidget()
    assert target is not None
    QApplication.sendEvent(target, QInputMethodEvent(chinese, []))
    ready = QInputMethodEvent()
    ready.setCommitString(chinese)
    QApplication.sendEvent(target, ready)


def multiply(folder: Path, times: int) -> int:
    """Copy the people of the ledger so often, straight in the table; return how many there are then."""
    keep = "station_id household_id name name_key place_key due_on gaps as_typed version status".split()
    with console_on(folder) as console:

        def write(unit: Any) -> int:
            session = unit.session
            source = session.execute(text(f"SELECT row, {', '.join(keep)} FROM care_person")).mappings().all()
            rows = [{**one, "id": new_id().hex} for _ in range(times) for one in source]
            names = ", ".join(["id", *keep])
            marks = ", ".join(f":{name}" for name in ["id", *keep])
            session.execute(text(f"INSERT INTO care_person ({names}) VALUES ({marks})"), rows)
            return int(session.scalar(text("SELECT count(*) FROM care_person")))

        return console.doors.write(console.caller("LH"), "test.multiply", write)
