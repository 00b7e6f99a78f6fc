"""From a messy workbook to the ledger and back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.clips import clipped
from tests.ui.import_wizard.desk import (
    TIMEOUT,
    Desk,
    dialog_of,
    hold_the_door,
    pick,
    workbook,
)
from ui.look.look import Look
from ui.look.scale import TextSize
from ui.widgets.import_wizard.standing import Standing
from ui.widgets.import_wizard.steps import CHECK, COLUMNS, RESULT, WRITE


def test_a_messy_workbook_becomes_rows_in_the_ledger_by_keys(desk: Desk, tmp_path: Path) -> None:
    desk.press(Qt.Key.Key_Return)
    pick(dialog_of(desk), workbook(tmp_path / "liuhe.xlsx"))
    desk.until(lambda: desk.wizard.step == COLUMNS)
    assert desk.main == "核对 6 行"
    desk.press(Qt.Key.Key_Return)
    desk.until(lambda: desk.wizard.work.checkout)
    assert desk.counts() == {
        Standing.REFUSED: 2,
        Standing.INCOMPLETE: 1,
        Standing.READY: 2,
        Standing.SAME: 1,
    }
    assert desk.main == "导入 3 行"
    assert desk.ledger() == {}
    desk.press(Qt.Key.Key_Return)
    desk.until(lambda: desk.wizard.step == RESULT)
    assert desk.wizard.result.title == "已导入 3 行"
    assert desk.ledger() == {"张桂兰": "139****0001", "李长顺": "139*******", "欧阳德厚": "137****0003"}


def test_cancel_during_writing_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    desk.checked(workbook(tmp_path / "liuhe.xlsx"))
    go_on = hold_the_door(desk)
    desk.press(Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: desk.console.doors.waiting > 0)
    assert desk.wizard.step == WRITE
    desk.press(Qt.Key.Key_Escape)
    go_on.set()
    desk.until(lambda: desk.wizard.step == CHECK)
    assert desk.wizard.check.banner.accessibleName().startswith("已取消")
    assert desk.ledger() == {}
    desk.press(Qt.Key.Key_Return)
    desk.until(lambda: desk.wizard.step == RESULT)
    assert len(desk.ledger()) == 3


def test_taking_an_import_back_empties_the_ledger(desk: Desk, tmp_path: Path) -> None:
    desk.imported(workbook(tmp_path / "liuhe.xlsx"))
    assert len(desk.ledger()) == 3
    desk.wizard.foot.undo_button.click()
    assert desk.wizard.foot.asking
    QTest.keyClick(desk.wizard, Qt.Key.Key_Escape)
    assert not desk.wizard.foot.asking
    desk.wizard.foot.undo_button.click()
    with desk.qtbot.waitSignal(desk.wizard.done, timeout=TIMEOUT):
        desk.press(Qt.Key.Key_Backtab, Qt.Key.Key_Return)
    assert desk.wizard.result.title == "这次导入已撤回"
    assert desk.ledger() == {}


def test_escape_asks_before_work_is_lost(desk: Desk, tmp_path: Path) -> None:
    closed: list[bool] = []
    desk.wizard.closed.connect(lambda: closed.append(True))
    desk.checked(workbook(tmp_path / "liuhe.xlsx"))
    desk.press(Qt.Key.Key_Escape)
    assert desk.wizard.foot.asking
    desk.press(Qt.Key.Key_Return)
    assert (desk.wizard.foot.asking, desk.wizard.step, closed) == (False, CHECK, [])
    desk.press(Qt.Key.Key_Escape, Qt.Key.Key_Backtab, Qt.Key.Key_Return)
    assert closed == [True]


@pytest.mark.parametrize("size", [TextSize.NORMAL, TextSize.LARGE])
def test_no_text_is_cut_in_any_step(desk: Desk, look: Look, tmp_path: Path, size: TextSize) -> None:
    look.set_size(size)

    def nothing_is_cut() -> None:
        assert clipped(desk.wizard, look) == []

    def look_over() -> None:
        desk.qtbot.waitUntil(nothing_is_cut, timeout=3_000)

    look_over()
    desk.wizard.read(workbook(tmp_path / "liuhe.xlsx"))
    desk.until(lambda: desk.wizard.step == COLUMNS)
    look_over()
    desk.press(Qt.Key.Key_Return)
    desk.until(lambda: desk.wizard.work.checkout)
    look_over()
    desk.press(Qt.Key.Key_Return)
    desk.until(lambda: desk.wizard.step == RESULT)
    look_over()
