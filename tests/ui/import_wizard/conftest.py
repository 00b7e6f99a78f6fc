"""A wizard for the care ledger in a real window on a real data file."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from gridconsole.console import Console
from gridconsole.core.clock import StandingClock
from tests.ui.import_wizard.desk import DAY, Desk
from ui.care.people_import import PeopleImport
from ui.look.look import Look
from ui.shell.feature import Feature, PanelContext
from ui.shell.window import MainWindow
from ui.widgets.import_wizard.wizard import ImportWizard


def wizard_for_people(context: PanelContext) -> ImportWizard:
    return ImportWizard(context, PeopleImport(context.console))


@pytest.fixture
def desk(qtbot: QtBot, look: Look, tmp_path: Path) -> Iterator[Desk]:
    folder = tmp_path / "data"
    console = Console.open(folder, clock=StandingClock.on(DAY))
    clerk = console.caller()
    for name in ("刘建军", "何静"):
        console.staff.add(clerk, name, "综合柜员")
    console.doors.forbid(threading.current_thread())
    crashes: list[BaseException] = []
    kept: dict[str, str] = {}
    features = [Feature("care", "导入", "import", wizard_for_people)]
    window = MainWindow(look, features, crashes.append, kept.__setitem__)
    window.fill(console, [clerk], clerk)
    window.resize(1440, 900)
    window.show()
    wizard = window.docks[0].panel
    assert isinstance(wizard, ImportWizard)
    yield Desk(qtbot, console, folder, wizard)
    window.close()
    delete(window)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    console.close()
    assert crashes == []
