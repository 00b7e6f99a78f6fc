"""A pairings workbook goes through the window: the wizard takes the page's place and gives it back."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from gridconsole.core.ledger.snapshot import Snapshot
from tests.care.workbooks import workbook
from tests.journeys.desk import console_on, demo_folder, desk_on, panel_of, press
from tests.ui.clips import clipped
from ui.app import Desk
from ui.care.past_imports import PastImports
from ui.widgets.book.page import BookPage
from ui.widgets.import_wizard.standing import Standing
from ui.widgets.import_wizard.steps import CHECK, COLUMNS, RESULT
from ui.widgets.import_wizard.wizard import ImportWizard

CONTROL = Qt.KeyboardModifier.ControlModifier
HEADINGS = ("档案号", "姓名", "结对人", "结对日期", "帮扶计划")
TIMEOUT = 20_000
HELPER = "何静"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return demo_folder(tmp_path)


@pytest.fixture
def desk(qtbot: QtBot, folder: Path) -> Iterator[Desk]:
    with desk_on(qtbot, folder) as desk:
        yield desk


def page_of(qtbot: QtBot, desk: Desk, name: str = "pairings") -> BookPage:
    page = panel_of(desk).pages.show_page(name)
    assert isinstance(page, BookPage)
    qtbot.waitUntil(lambda: page.table.loader.is_complete, timeout=TIMEOUT)
    return page


def some_households(folder: Path, count: int) -> list[Snapshot]:
    with console_on(folder) as console:
        return list(console.care.books["households"].everything(console.caller("LH")))[:count]


def pairings(folder: Path, plan: str) -> Path:
    """A workbook of three households that get a second helper, and a fourth that nobody knows."""
    homes = [one for one in some_households(folder, 40) if one.text("helper") not in ("", HELPER)][:3]
    told = [(one["file_number"], one["names"].split("、")[0], HELPER, "2025.3.1", plan) for one in homes]
    return workbook(
        folder.parent, "结对帮扶登记表", HEADINGS, *told, ("LH-9999", "赵守田", "何静", "2025.3.1", None)
    )


def settled(qtbot: QtBot, wizard: ImportWizard, ready: Callable[[], object]) -> None:
    qtbot.waitUntil(lambda: bool(ready()) and not wizard.work.busy, timeout=TIMEOUT)


def choose(qtbot: QtBot, desk: Desk, page: BookPage, file: Path) -> ImportWizard:
    """Begin by the key, choose a workbook in the system's dialog."""
    press(page, Qt.Key.Key_I, CONTROL)
    qtbot.waitUntil(lambda: page.stage.wizard is not None)
    wizard = page.stage.wizard
    assert wizard is not None
    press(wizard, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in wizard.findChildren(QFileDialog)))
    dialog = next(one for one in wizard.findChildren(QFileDialog) if one.isVisible())
    line = dialog.findChild(QLineEdit)
    assert line is not None
    line.setText(str(file))
    QTest.keyClick(line, Qt.Key.Key_Return)
    settled(qtbot, wizard, lambda: wizard.step == COLUMNS)
    return wizard


def import_by_keys(qtbot: QtBot, desk: Desk, page: BookPage, file: Path) -> ImportWizard:
    wizard = choose(qtbot, desk, page, file)
    QTest.keyClick(wizard, Qt.Key.Key_Return)
    settled(qtbot, wizard, lambda: wizard.work.checkout)
    QTest.keyClick(wizard, Qt.Key.Key_Return)
    settled(qtbot, wizard, lambda: wizard.step == RESULT)
    return wizard


def fits(qtbot: QtBot, desk: Desk, wizard: ImportWizard) -> None:
    def nothing_is_cut() -> None:
        assert clipped(wizard, desk.window.look) == []

    qtbot.waitUntil(nothing_is_cut, timeout=3_000)


def plans(folder: Path) -> list[str]:
    with console_on(folder) as console:
        found = console.care.books["pairings"].everything(console.caller("LH"))
        return sorted(one.text("plan") for one in found if one["plan"])


def test_a_pairings_workbook_is_imported_by_keys_and_stands_in_the_table(
    qtbot: QtBot, desk: Desk, folder: Path
) -> None:
    page = page_of(qtbot, desk)
    before = page.table.model.rowCount()
    wizard = choose(qtbot, desk, page, pairings(folder, "送药"))
    assert wizard.foot.main_button.text() == "核对 4 行"
    assert not wizard.columns._ground.isVisible()
    fits(qtbot, desk, wizard)
    QTest.keyClick(wizard, Qt.Key.Key_Return)
    settled(qtbot, wizard, lambda: wizard.work.checkout)
    rows = wizard.check.table.rows
    assert (rows.standing(0), rows.cell(0, 2).below) == (Standing.REFUSED, "台账里没有这个档案号")
    assert rows.cell(1, rows.keys.index("since") + 2).text == "2025年3月1日"
    fits(qtbot, desk, wizard)
    assert plans(folder) == []
    QTest.keyClick(wizard, Qt.Key.Key_Return)
    settled(qtbot, wizard, lambda: wizard.step == RESULT)
    assert wizard.result.title == "已导入 3 行"
    QTest.keyClick(wizard, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: page.table.isVisible() and page.table.model.rowCount() >= before + 3, timeout=TIMEOUT
    )
    assert (page.stage.wizard, plans(folder)) == (None, ["送药"] * 3)


def test_what_differs_is_asked_for_row_by_row(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    page = page_of(qtbot, desk)
    wizard = import_by_keys(qtbot, desk, page, pairings(folder, "送药"))
    wizard.read(pairings(folder, "送米"))
    settled(qtbot, wizard, lambda: wizard.step == COLUMNS)
    QTest.keyClick(wizard, Qt.Key.Key_Return)
    settled(qtbot, wizard, lambda: wizard.work.checkout)
    assert wizard.work.open_rows == 3
    QTest.keyClick(wizard, Qt.Key.Key_F8)
    for key in (Qt.Key.Key_F8, Qt.Key.Key_2, Qt.Key.Key_F8, Qt.Key.Key_1):
        QTest.keyClick(wizard.check.table, key)
    settled(qtbot, wizard, lambda: not wizard.work.stale)
    assert wizard.foot.main_button.text() == "导入 1 行"
    QTest.keyClick(wizard, Qt.Key.Key_Return)
    settled(qtbot, wizard, lambda: wizard.step == RESULT)
    assert plans(folder) == ["送米", "送药", "送药"]


def test_the_refused_rows_and_the_template_are_saved(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    page = page_of(qtbot, desk)
    wizard = import_by_keys(qtbot, desk, page, pairings(folder, "送药"))
    for name, save in (("退回.xlsx", wizard.work.save_refused), ("模板.xlsx", wizard.work.save_template)):
        save(folder.parent / name)
        settled(qtbot, wizard, (folder.parent / name).exists)
    wizard.read(folder.parent / "退回.xlsx")
    settled(qtbot, wizard, lambda: wizard.step == COLUMNS)
    assert wizard.foot.main_button.text() == "核对 1 行"


def test_an_import_is_taken_back_in_its_result_and_in_the_list(
    qtbot: QtBot, desk: Desk, folder: Path
) -> None:
    page = page_of(qtbot, desk)
    wizard = import_by_keys(qtbot, desk, page, pairings(folder, "送药"))
    wizard.foot.undo_button.click()
    wizard.foot.answers[0].click()
    settled(qtbot, wizard, lambda: wizard.result.title == "这次导入已撤回")
    assert plans(folder) == []
    wizard.read(pairings(folder, "送药"))
    settled(qtbot, wizard, lambda: wizard.step == COLUMNS)
    QTest.keyClick(wizard, Qt.Key.Key_Return)
    settled(qtbot, wizard, lambda: wizard.step == CHECK and wizard.work.checkout)
    QTest.keyClick(wizard, Qt.Key.Key_Return)
    settled(qtbot, wizard, lambda: wizard.step == RESULT)
    panel = panel_of(desk)
    panel.list_imports()
    dialog = panel.dialog
    assert isinstance(dialog, PastImports)
    qtbot.waitUntil(lambda: len(dialog.buttons) == 2)
    next(iter(dialog.buttons.values())).click()
    qtbot.waitUntil(lambda: len(dialog.buttons) == 1, timeout=TIMEOUT)
    assert dialog.banner is not None
    assert dialog.banner.accessibleName().startswith("已撤回，涉及 ")
    assert plans(folder) == []
    dialog.reject()


def test_without_a_column_for_the_household_nothing_can_be_checked(
    qtbot: QtBot, desk: Desk, folder: Path
) -> None:
    page = page_of(qtbot, desk)
    file = workbook(folder.parent, ("结对人", "结对日期", "备注"), ("何静", "2025.3.1", ""))
    wizard = choose(qtbot, desk, page, file)
    QTest.keyClick(wizard, Qt.Key.Key_Return)
    assert (wizard.step, wizard.columns.banner.isVisible()) == (COLUMNS, True)
    assert wizard.columns.banner.accessibleName().startswith("还没有哪一列说明每一行是谁的。")


def test_commands_act_on_the_page_in_front(qtbot: QtBot, desk: Desk) -> None:
    panel, commands = panel_of(desk), desk.window.commands
    imported, made = commands.action("care.import"), commands.action("care.new")
    page_of(qtbot, desk, "visits")
    assert (imported.isVisible(), made.isVisible()) == (True, False)
    page = page_of(qtbot, desk, "needs")
    assert (imported.isVisible(), made.isVisible()) == (True, True)
    commands.run("care.import")
    assert page.stage.wizard is not None
    assert (imported.isEnabled(), made.isEnabled()) == (False, False)
    panel.pages.show_page("people")
    assert (imported.isEnabled(), made.isEnabled(), panel.stage.wizard) == (True, True, None)
    page_of(qtbot, desk, "needs")
    wizard = page.stage.wizard
    press(wizard, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.stage.wizard is None)
    assert imported.isEnabled() and page.table.isAncestorOf(desk.window.focusWidget() or page)
    commands.run("care.new")
    qtbot.waitUntil(lambda: panel.dialog is not None)
    panel.dialog.reject()


def test_a_volunteer_is_offered_neither(qtbot: QtBot, folder: Path) -> None:
    with desk_on(qtbot, folder, acting="陈海") as desk:
        page = page_of(qtbot, desk, "visits")
        commands = desk.window.commands
        for action in (commands.action("care.import"), commands.action("care.new")):
            assert not action.isVisible()
        assert not any(action.isVisible() for action in page.actions_by_id.values())
        assert not page.empty.isEnabled()
