"""Which column becomes which field."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.import_wizard.desk import (
    Desk,
    workbook,
)
from ui.widgets.import_wizard.steps import COLUMNS, RESULT


def test_a_corrected_column_is_remembered_for_the_next_workbook(desk: Desk, tmp_path: Path) -> None:
    desk.wizard.read(workbook(tmp_path / "first.xlsx"))
    desk.until(lambda: desk.wizard.step == COLUMNS)
    combo = desk.wizard.columns.choice("负责同志")
    assert combo.currentData() is None
    combo.setFocus()
    desk.press(Qt.Key.Key_Down)
    view = combo.view()
    desk.qtbot.waitUntil(view.isVisible)
    view.setCurrentIndex(combo.model().index(combo.findData("helper"), 0))
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert combo.currentText() == "结对人"
    desk.press(Qt.Key.Key_Return)
    desk.until(lambda: desk.wizard.work.checkout)
    desk.press(Qt.Key.Key_Return)
    desk.until(lambda: desk.wizard.step == RESULT)
    desk.wizard.read(workbook(tmp_path / "second.xlsx"))
    desk.until(lambda: desk.wizard.step == COLUMNS)
    assert desk.wizard.columns.choice("负责同志").currentText() == "结对人"


def test_passing_a_combo_by_arrow_keys_takes_no_field_from_another_column(desk: Desk, tmp_path: Path) -> None:
    desk.wizard.read(workbook(tmp_path / "liuhe.xlsx"))
    desk.until(lambda: desk.wizard.step == COLUMNS)
    combo = desk.wizard.columns.choice("序号")
    combo.setFocus()
    desk.press(Qt.Key.Key_Down)
    QTest.keyClick(combo.view(), Qt.Key.Key_Down)
    QTest.keyClick(combo.view(), Qt.Key.Key_Escape)
    assert desk.wizard.work.understood is not None
    assert desk.wizard.columns.choice("姓 名").currentText() == "姓名"
    assert combo.currentData() is None


def test_without_a_name_column_nothing_can_be_checked(desk: Desk, tmp_path: Path) -> None:
    desk.wizard.read(workbook(tmp_path / "liuhe.xlsx"))
    desk.until(lambda: desk.wizard.step == COLUMNS)
    desk.wizard.work.give(1, None)
    desk.press(Qt.Key.Key_Return)
    assert (desk.wizard.step, desk.wizard.columns.banner.isVisible()) == (COLUMNS, True)
