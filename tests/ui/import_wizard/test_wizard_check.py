"""Checking: verdicts, reasons, filters, answers to differences."""

from pathlib import Path

from PySide6.QtCore import Qt

from tests.ui.import_wizard.desk import (
    PEOPLE,
    Desk,
    with_phone,
    workbook,
)
from ui.widgets.import_wizard.standing import Standing
from ui.widgets.import_wizard.steps import RESULT


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
