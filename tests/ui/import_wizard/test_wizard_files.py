"""Files: chosen, dropped, locked, of several sheets; templates and refused rows."""

from pathlib import Path

from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from tests.ui.import_wizard.desk import (
    Desk,
    dialog_of,
    pick,
    workbook,
)
from ui.widgets.import_wizard.choose_page import DropZone
from ui.widgets.import_wizard.steps import CHOOSE, COLUMNS


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
