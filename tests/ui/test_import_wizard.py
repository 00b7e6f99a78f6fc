"""The import wizard in a real window on a real data file: from a messy workbook to the ledger and back."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from gridconsole.care.listing import CareFilter
from gridconsole.console import Console
from gridconsole.core.clock import StandingClock
from tests.ui.clips import clipped
from ui.widgets.import_wizard.choose_page import DropZone
from ui.widgets.import_wizard.standing import Standing
from ui.widgets.import_wizard.steps import CHECK, CHOOSE, COLUMNS, RESULT, WRITE
from ui.widgets.import_wizard.wizard import ImportWizard
from ui.look.look import Look
from ui.look.scale import TextSize
from ui.shell.feature import Feature
from ui.shell.window import MainWindow

DAY = date(2026, 3, 10)
HEADINGS = "序号,姓 名,身份证号码,村,家庭住址,电话/手机,人员类别,负责同志,身体状况".split(",")
PEOPLE: list[list[Any]] = [
    [
        1,
        "张桂兰",
        "37990119520304002X",
        "柳河村",
        "柳河村1组2号",
        "13900000001",
        "独居老人",
        "刘建军",
        "慢性病",
    ],
    [2, "李长顺", "379901194811230017", "赵庄村", "赵庄村3组5号", "1390000 56", "低保户", "何静", ""],
    [3, "王秀英", 3.79901195001010e17, "柳河村", "柳河村1组9号", "13900000003", "残疾人", "刘建军", ""],
    [4, None, "379902195001010013", "柳河村", "柳河村2组1号", "13900000004", "独居老人", "刘建军", ""],
    [5, "欧阳德厚", "379902195001010013", "柳河村", "柳河村2组2号", "13700000003", "空巢老人", "刘建军", ""],
    [5, "欧阳德厚", "379902195001010013", "柳河村", "柳河村2组2号", "13700000003", "空巢老人", "刘建军", ""],
]
TIMEOUT = 20_000


def workbook(path: Path, people: list[list[Any]] | None = None) -> Path:
    """A station's own workbook: titles above, a total below."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["柳河片区特殊人员花名册"], ["填报单位：柳河便民服务站"], HEADINGS, *(people or PEOPLE)):
        sheet.append(row)
    sheet.append(["合计", f"{len(people or PEOPLE)} 人"])
    book.save(path)
    return path


@dataclass
class Desk:
    """A window whose only panel is the wizard."""

    qtbot: QtBot
    console: Console
    folder: Path
    wizard: ImportWizard

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self.wizard.window().focusWidget() or self.wizard, key)

    def until(self, ready: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(ready()) and not self.wizard.work.busy, timeout=TIMEOUT)

    def checked(self, path: Path) -> None:
        self.wizard.read(path)
        self.until(lambda: self.wizard.step == COLUMNS)
        self.press(Qt.Key.Key_Return)
        self.until(lambda: self.wizard.work.checkout and not self.wizard.work.stale)

    def imported(self, path: Path) -> None:
        self.checked(path)
        self.press(Qt.Key.Key_Return)
        self.until(lambda: self.wizard.step == RESULT)

    def ledger(self) -> dict[str, str]:
        """Name -> phone of everybody in the ledger, read through another door."""
        with Console.open(self.folder, clock=StandingClock.on(DAY)) as other:
            people = other.care.list.page(other.caller(), CareFilter(), 0, 500)
            return {one["name"]: one.text("phone") for one in people}

    def counts(self) -> dict[Standing, int]:
        tally = self.wizard.work.tally
        assert tally is not None
        return {standing: number for standing, number in tally.counts.items() if number}

    @property
    def main(self) -> str:
        return self.wizard.foot.main_button.text()


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
    features = [Feature("care", "导入", "import", ImportWizard)]
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


def dialog_of(desk: Desk) -> QFileDialog:
    def shown() -> list[QFileDialog]:
        return [dialog for dialog in desk.wizard.findChildren(QFileDialog) if dialog.isVisible()]

    desk.qtbot.waitUntil(lambda: bool(shown()))
    return shown()[0]


def pick(dialog: QFileDialog, path: Path) -> None:
    """Give a path as somebody who pastes it."""
    line = dialog.findChild(QLineEdit)
    assert line is not None
    line.setText(str(path))
    QTest.keyClick(line, Qt.Key.Key_Return)


def hold_the_door(desk: Desk) -> threading.Event:
    """Let somebody else save something that takes long; returns what ends it."""
    began, go_on = threading.Event(), threading.Event()

    def save(_unit: object) -> None:
        began.set()
        go_on.wait(20)

    caller = desk.wizard._context.caller()
    threading.Thread(target=lambda: desk.console.doors.write(caller, "test.long", save), daemon=True).start()
    assert began.wait(20)
    return go_on


def with_phone(phone: str) -> list[list[Any]]:
    """One good row with a phone."""
    return [[*PEOPLE[0][:5], phone, *PEOPLE[0][6:]]]


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


def test_refused_rows_come_first_with_the_reason_under_the_value(desk: Desk, tmp_path: Path) -> None:
    desk.checked(workbook(tmp_path / "liuhe.xlsx"))
    rows = desk.wizard.check.table.rows
    standings = [rows.standing(at) for at in range(rows.rowCount())]
    assert standings == sorted(standings, key=list(Standing).index)
    place = rows.keys.index("citizen_id") + 2
    damaged = rows.cell(0, place)
    assert (damaged.text, damaged.below) == ("3.79901E+17", "数字格式丢了位数")
    assert rows.index(0, place).data(Qt.ItemDataRole.ToolTipRole) == "3.79901E+17\n数字格式丢了位数"
    assert rows.cell(2, place).text == "379***********0017"
    phone = rows.cell(2, rows.keys.index("phone") + 2)
    assert (phone.text[:3], phone.below) == ("139", "应为 11 位，还少 2 位")


def test_the_next_problem_key_goes_around_all_problem_cells(desk: Desk, tmp_path: Path) -> None:
    desk.checked(workbook(tmp_path / "liuhe.xlsx"))
    table = desk.wizard.check.table
    seen = []
    for _ in range(4):
        desk.press(Qt.Key.Key_F8)
        here = table.currentIndex()
        seen.append((table.rows.planned(here.row()).checked.number, table.rows.keys[here.column() - 2]))
    assert seen == [(6, "citizen_id"), (7, "name"), (5, "phone"), (6, "citizen_id")]


def test_a_filter_shows_its_rows_and_their_number(desk: Desk, tmp_path: Path) -> None:
    desk.checked(workbook(tmp_path / "liuhe.xlsx"))
    for standing, number in desk.counts().items():
        chip = desk.wizard.check.chips[standing]
        chip.click()
        assert chip.text() == f"{standing.value} {number}"
        assert desk.wizard.check.table.rows.rowCount() == number


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


def test_health_is_hidden_until_a_ground_is_stated(desk: Desk, tmp_path: Path) -> None:
    def health() -> str:
        rows = desk.wizard.check.table.rows
        places = [at for at in range(rows.rowCount()) if rows.planned(at).checked.number == 4]
        return rows.cell(places[0], rows.keys.index("health") + 2).text

    desk.checked(workbook(tmp_path / "liuhe.xlsx"))
    assert health() == "待签同意书"
    desk.wizard.foot.back_button.click()
    desk.wizard.columns._ground.setCurrentIndex(1)
    desk.press(Qt.Key.Key_Return)
    desk.until(lambda: desk.wizard.work.checkout)
    assert health() not in ("待签同意书", "")


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


def test_a_row_that_differs_is_asked_for_and_taken(desk: Desk, tmp_path: Path) -> None:
    desk.imported(workbook(tmp_path / "first.xlsx", with_phone("13900000001")))
    desk.checked(workbook(tmp_path / "second.xlsx", with_phone("13700000009")))
    assert desk.counts() == {Standing.DIFFERS: 1}
    rows = desk.wizard.check.table.rows
    cell = rows.cell(0, rows.keys.index("phone") + 2)
    assert (cell.text, cell.below) == ("137****0009", "台账：139****0001")
    assert not desk.wizard.foot.main_button.isEnabled()
    desk.press(Qt.Key.Key_F8, Qt.Key.Key_2)
    desk.until(lambda: not desk.wizard.work.stale)
    assert desk.main == "导入 1 行"
    desk.press(Qt.Key.Key_Return)
    desk.until(lambda: desk.wizard.step == RESULT)
    assert desk.ledger() == {"张桂兰": "137****0009"}


def test_one_answer_can_be_given_to_all_rows_that_differ(desk: Desk, tmp_path: Path) -> None:
    first = [PEOPLE[0], PEOPLE[4]]
    desk.imported(workbook(tmp_path / "first.xlsx", first))
    other = [[*row[:5], f"1370000001{at}", *row[6:]] for at, row in enumerate(first)]
    desk.checked(workbook(tmp_path / "second.xlsx", other))
    assert desk.counts() == {Standing.DIFFERS: 2}
    desk.wizard.check.strip._all.setChecked(True)
    desk.press(Qt.Key.Key_1)
    desk.until(lambda: not desk.wizard.work.stale)
    assert desk.counts() == {Standing.SAME: 2}


def test_the_same_workbook_again_changes_nothing_and_says_so(desk: Desk, tmp_path: Path) -> None:
    path = workbook(tmp_path / "liuhe.xlsx")
    desk.imported(path)
    before = desk.ledger()
    desk.checked(path)
    assert desk.wizard.check.banner.accessibleName().startswith("与台账相同")
    assert desk.main == "完成"
    desk.press(Qt.Key.Key_Return)
    assert desk.ledger() == before


def test_an_encrypted_workbook_says_what_to_do_and_another_can_be_chosen(desk: Desk, tmp_path: Path) -> None:
    good, locked = workbook(tmp_path / "good.xlsx"), tmp_path / "locked.xlsx"
    with good.open("rb") as plain, locked.open("wb") as out:
        OOXMLFile(plain).encrypt("1234", out)
    desk.wizard.read(locked)
    desk.until(desk.wizard.choose.banner.isVisible)
    said = desk.wizard.choose.banner.accessibleName()
    assert "设了密码" in said and "另存为不带密码" in said
    desk.wizard.read(good)
    desk.until(lambda: desk.wizard.step == COLUMNS)
    assert not desk.wizard.choose.banner.isVisible()


def test_a_workbook_can_be_dropped(desk: Desk, tmp_path: Path) -> None:
    zone = desk.wizard.choose.findChild(DropZone)
    assert zone is not None
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(workbook(tmp_path / "liuhe.xlsx")))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    zone.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, none))
    desk.until(lambda: desk.wizard.step == COLUMNS)
    assert desk.main == "核对 6 行"


def test_the_template_can_be_saved_filled_in_and_imported(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "template.xlsx"
    desk.wizard.choose.template.emit()
    pick(dialog_of(desk), out)
    desk.until(out.exists)
    book = load_workbook(out)
    sheet = book.active
    assert sheet is not None
    headings = [cell.value for cell in sheet[1]]
    row = sheet.max_row + 1
    sheet.cell(row, headings.index("姓名") + 1, "赵守田")
    sheet.cell(row, headings.index("村") + 1, "赵庄村")
    book.save(out)
    desk.imported(out)
    assert list(desk.ledger()) == ["赵守田"]


def test_one_of_several_sheets_can_be_chosen(desk: Desk, tmp_path: Path) -> None:
    path = workbook(tmp_path / "two.xlsx")
    book = load_workbook(path)
    second = book.create_sheet("二组")
    second.append(["姓名", "村"])
    second.append(["赵守田", "赵庄村"])
    book.create_sheet("隐藏").sheet_state = "hidden"
    book.save(path)
    desk.wizard.read(path)
    desk.until(lambda: desk.wizard.work.understood)
    sheets = desk.wizard.choose._sheets
    assert (desk.wizard.step, sheets.count()) == (CHOOSE, 2)
    sheets.setCurrentIndex(1)
    sheets.activated.emit(1)
    desk.until(lambda: desk.wizard.work.understood)
    desk.press(Qt.Key.Key_Return)
    assert (desk.wizard.step, desk.main) == (COLUMNS, "核对 1 行")


def test_refused_rows_are_saved_corrected_and_imported(desk: Desk, tmp_path: Path) -> None:
    desk.imported(workbook(tmp_path / "liuhe.xlsx"))
    out = tmp_path / "refused.xlsx"
    desk.wizard.foot.refused_button.click()
    pick(dialog_of(desk), out)
    desk.until(out.exists)
    book = load_workbook(out)
    sheet = book.active
    assert sheet is not None
    heads = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        row[heads.index("姓 名")].value = row[heads.index("姓 名")].value or "赵守田"
        if not isinstance(row[heads.index("身份证号码")].value, str):
            row[heads.index("身份证号码")].value = "379901195001010033"
        else:
            row[heads.index("身份证号码")].value = "379901194707080047"
    book.save(out)
    desk.imported(out)
    assert desk.wizard.result.title == "已导入 2 行"
    assert {"王秀英", "赵守田"} < set(desk.ledger())


def test_an_older_file_is_never_overwritten(desk: Desk, tmp_path: Path) -> None:
    desk.imported(workbook(tmp_path / "liuhe.xlsx"))
    out = tmp_path / "refused.xlsx"
    out.write_bytes(b"mine")
    desk.wizard.foot.refused_button.click()
    pick(dialog_of(desk), out)
    desk.until(desk.wizard.result.banner.isVisible)
    assert "没有覆盖" in desk.wizard.result.banner.accessibleName()
    assert out.read_bytes() == b"mine"


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
