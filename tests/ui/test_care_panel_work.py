"""Printing, exporting, importing and taking back from the panel."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from gridconsole.care.listing import CareFilter
from tests.journeys.desk import console_on, demo_folder, desk_on, open_first, panel_of
from ui.app import Desk
from ui.care.panel import CarePanel
from ui.care.past_imports import PastImports
from ui.look.parts.banner import Banner
from ui.widgets.ledger_form.asking import Choosing
from ui.widgets.work_dialog import WorkDialog

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return demo_folder(tmp_path)


@pytest.fixture
def desk(qtbot: QtBot, folder: Path) -> Iterator[Desk]:
    with desk_on(qtbot, folder) as desk:
        yield desk


@pytest.fixture
def shown(desk: Desk) -> list[Path]:
    files: list[Path] = []

    def view(file: Path) -> bool:
        files.append(file)
        return True

    panel_of(desk).printing.open_file = view
    return files


def choose(panel: CarePanel, rows: list[int]) -> None:
    for row in rows:
        panel.table.view.go(row)
        QTest.keyClick(panel.table.view, Qt.Key.Key_Space)


def households(panel: CarePanel, rows: list[int]) -> int:
    people = [one for row in rows if (one := panel.table.model.snapshot(row)) is not None]
    return len({one.parent.id for one in people if one.parent is not None})


def test_sheets_of_the_chosen_people_are_printed_one_per_household(
    qtbot: QtBot, desk: Desk, shown: list[Path]
) -> None:
    panel = panel_of(desk)
    choose(panel, [0, 2, 4])
    desk.window.commands.run("care.print")
    qtbot.waitUntil(lambda: bool(shown), timeout=20_000)
    reader = PdfReader(shown[0])
    assert len(reader.pages) == households(panel, [0, 2, 4])
    named = panel.table.model.snapshot(0)
    assert named is not None
    assert named.text("name") in "".join(page.extract_text() for page in reader.pages).replace(" ", "")


def test_everybody_is_printed_only_after_asking(qtbot: QtBot, desk: Desk, shown: list[Path]) -> None:
    panel = panel_of(desk)
    panel.table.chips[1].click()
    qtbot.waitUntil(lambda: panel.table.loader.is_complete)
    desk.window.commands.run("care.print")
    qtbot.waitUntil(lambda: isinstance(panel.printing.dialog, Choosing))
    asked = panel.printing.dialog
    count = households(panel, list(range(panel.table.model.rowCount())))
    assert asked.buttons[1].text() == f"打印{count} 户"
    asked.buttons[0].click()
    assert shown == []


def test_all_but_a_few_are_printed_after_ctrl_a(qtbot: QtBot, desk: Desk, shown: list[Path]) -> None:
    panel = panel_of(desk)
    panel.table.search.setText("湖坪")
    qtbot.waitUntil(lambda: panel.table.loader.is_complete and panel.table.model.rowCount() > 3)
    QTest.keyClick(panel.table.view, Qt.Key.Key_A, CONTROL)
    choose(panel, [1])
    left = households(panel, [row for row in range(panel.table.model.rowCount()) if row != 1])
    desk.window.commands.run("care.print")
    qtbot.waitUntil(lambda: isinstance(panel.printing.dialog, Choosing))
    panel.printing.dialog.buttons[1].click()
    qtbot.waitUntil(lambda: bool(shown), timeout=20_000)
    assert len(PdfReader(shown[0]).pages) == left


def test_a_name_that_no_font_has_is_said_in_words(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    with console_on(folder) as console:
        caller = console.caller("LH")
        id = console.care.record(caller, {"name": "赵\U0003134a"})
        household = console.care.household_of(caller, id)
    panel_of(desk).printing.print_households({household})
    qtbot.waitUntil(lambda: desk.window.messages.shown() == ["work"], timeout=20_000)
    assert "赵" in desk.window.messages.strips.findChildren(Banner)[0].accessibleName()


def test_the_open_files_sheet_is_printed(qtbot: QtBot, desk: Desk, shown: list[Path]) -> None:
    panel = open_first(qtbot, desk)
    panel.file.footer.print.click()
    qtbot.waitUntil(lambda: bool(shown), timeout=20_000)
    assert len(PdfReader(shown[0]).pages) == 1


def test_a_viewer_that_is_missing_is_said_with_the_files_place(qtbot: QtBot, desk: Desk) -> None:
    panel = open_first(qtbot, desk)
    panel.printing.open_file = lambda _file: False
    panel.file.footer.print.click()
    qtbot.waitUntil(lambda: desk.window.messages.shown() == ["viewer"], timeout=20_000)


def test_printing_that_is_stopped_leaves_no_file_open(qtbot: QtBot, desk: Desk, shown: list[Path]) -> None:
    panel = panel_of(desk)
    panel.printing.print_households(None)
    dialog = panel.printing.dialog
    assert isinstance(dialog, WorkDialog)
    dialog.reject()
    qtbot.waitUntil(lambda: dialog.result() == QDialog.DialogCode.Accepted and not dialog.isVisible())
    assert shown == []


def test_the_ledger_is_exported_masked(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    panel, file = panel_of(desk), tmp_path / "out.csv"
    panel.exporting.write(file)
    qtbot.waitUntil(file.exists)
    qtbot.waitUntil(lambda: not panel.exporting.dialog.isVisible())  # type: ignore[union-attr]
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == panel.table.model.rowCount() + 1
    assert "379****" in lines[1]


def test_a_file_that_is_there_is_not_replaced(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    file.write_text("mine", encoding="utf-8")
    panel_of(desk).exporting.write(file)
    qtbot.waitUntil(lambda: desk.window.messages.shown() == ["work"])
    assert file.read_text(encoding="utf-8") == "mine"


def test_an_import_is_taken_back_from_the_list(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    panel = panel_of(desk)
    panel.list_imports()
    dialog = panel.dialog
    assert isinstance(dialog, PastImports)
    qtbot.waitUntil(lambda: bool(dialog.buttons))
    next(iter(dialog.buttons.values())).click()
    qtbot.waitUntil(lambda: dialog.buttons == {} and panel.empty.isVisible(), timeout=20_000)
    dialog.reject()
    with console_on(folder) as console:
        assert console.care.list.count(console.caller("LH"), CareFilter()) == 0


def test_the_import_wizard_takes_the_panels_place_and_gives_it_back(qtbot: QtBot, desk: Desk) -> None:
    from ui.widgets.import_wizard.wizard import ImportWizard

    panel = panel_of(desk)
    desk.window.commands.run("care.import")
    wizard = panel.findChild(ImportWizard)
    assert wizard is not None and wizard.isVisible()
    assert not desk.window.commands.action("care.new").isEnabled()
    wizard.closed.emit()
    assert panel.table.view.isVisible()
    assert desk.window.commands.action("care.new").isEnabled()
