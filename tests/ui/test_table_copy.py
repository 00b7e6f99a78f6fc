"""Rows copied for a spreadsheet, the row's next step, and what an empty list says."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gridconsole.care.listing import CareFilter
from gridconsole.core.ledger.snapshot import Snapshot
from tests.journeys.desk import console_on, demo_folder, desk_on, panel_of
from ui.app import Desk
from ui.widgets.ledger_table.column import Cell, Column
from ui.widgets.ledger_table.copying import as_text
from ui.widgets.ledger_table.pages import PAGE
from ui.widgets.ledger_table.table import LedgerTable

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return demo_folder(tmp_path)


@pytest.fixture
def desk(qtbot: QtBot, folder: Path) -> Iterator[Desk]:
    QGuiApplication.clipboard().clear()
    with desk_on(qtbot, folder) as desk:
        yield desk


def copied(qtbot: QtBot, table: LedgerTable, lines: int) -> list[list[str]]:
    """Press Ctrl+C; return the cells of the lines below the head."""
    QTest.keyClick(table.view, Qt.Key.Key_C, CONTROL)
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text().count("\n") == lines)
    head, *rows = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
    assert head == [column.title for column in table.view.shown_columns()]
    return rows


def toast(desk: Desk) -> str:
    return desk.window.messages._toast.text()


def test_the_cursors_row_is_copied_as_it_is_shown(qtbot: QtBot, desk: Desk) -> None:
    table = panel_of(desk).table
    table.view.go(3)
    one = table.view.current()
    assert one is not None
    (row,) = copied(qtbot, table, 1)
    assert row[1] == f"{one.text('name')} {one.text('citizen_id')}"
    assert "*" in row[1]
    assert "已复制 1 人" in toast(desk)


def test_chosen_rows_are_copied_in_the_order_of_the_table(qtbot: QtBot, desk: Desk) -> None:
    table = panel_of(desk).table
    table.view.go(5)
    QTest.keyClick(table.view, Qt.Key.Key_Space)
    table.view.go(2)
    QTest.keyClick(table.view, Qt.Key.Key_Space)
    names = [table.model.snapshot(row).text("name") for row in (2, 5)]  # type: ignore[union-attr]
    rows = copied(qtbot, table, 2)
    assert [row[1].split()[0] for row in rows] == names


def test_all_but_one_are_copied_also_those_that_are_not_here(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    table = panel_of(desk).table
    total = table.model.rowCount()
    assert total > 2 * PAGE
    QTest.keyClick(table.view, Qt.Key.Key_A, CONTROL)
    table.view.go(1)
    QTest.keyClick(table.view, Qt.Key.Key_Space)
    out = table.view.current()
    rows = copied(qtbot, table, total - 1)
    with console_on(folder) as console:
        everybody = console.care.list.everybody(console.caller("LH"), CareFilter())
        names = [one.text("name") for one in everybody if out is not None and one.id != out.id]
    assert [row[1].split()[0] for row in rows] == names
    assert f"已复制 {total - 1} 人" in toast(desk)


def test_what_a_search_found_is_copied(qtbot: QtBot, desk: Desk) -> None:
    table = panel_of(desk).table
    one = table.model.snapshot(7)
    assert one is not None
    table.search.setText(one.text("name"))
    qtbot.waitUntil(lambda: table.status().startswith("找到"))
    table.view.setFocus()
    QTest.keyClick(table.view, Qt.Key.Key_A, CONTROL)
    rows = copied(qtbot, table, table.model.rowCount())
    assert {row[1].split()[0] for row in rows} == {one.text("name")}


def test_a_volunteer_copies_nothing(qtbot: QtBot, folder: Path) -> None:
    QGuiApplication.clipboard().clear()
    with desk_on(qtbot, folder, acting="陈海") as desk:
        table = panel_of(desk).table
        QTest.keyClick(table.view, Qt.Key.Key_A, CONTROL)
        QTest.keyClick(table.view, Qt.Key.Key_C, CONTROL)
        assert desk.window.messages.shown() == ["copy"]
        assert QGuiApplication.clipboard().text() == ""
        assert "复制" not in table._keys.full_text()
        assert table._keys.full_text().startswith("F4 打印走访单")


def test_a_text_that_a_spreadsheet_would_run_or_part_stays_one_cell() -> None:
    one = Snapshot(UUID(int=1), 1, {})
    texts = {"甲": "=HYPERLINK(1)", "乙": "一\t二\n三"}
    columns = [Column(title, lambda _one, text=text: Cell(text), 80) for title, text in texts.items()]
    assert as_text(columns, [one]) == "甲\t乙\n'=HYPERLINK(1)\t一 二 三"


def test_one_key_takes_the_next_step_with_the_cursors_row(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    panel = panel_of(desk)
    printed: list[Path] = []
    panel.printing.open_file = lambda file: not printed.append(file)  # type: ignore[method-assign,func-returns-value]
    panel.table.view.go(2)
    QTest.keyClick(panel.table.view, Qt.Key.Key_F4)
    qtbot.waitUntil(lambda: bool(printed), timeout=10_000)
    register = panel.pages.show_page("register")
    table: LedgerTable = register.table  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: table.loader.is_complete and table.model.rowCount() == 1)
    assert "F4 登记交回" in table._keys.full_text()
    QTest.keyClick(table.view, Qt.Key.Key_F4)
    qtbot.waitUntil(lambda: table.model.rowCount() == 0)
    assert table._stack.currentWidget() is table.nothing
    assert table.chips[0].isVisible()
    table.nothing.link_pressed.emit()
    qtbot.waitUntil(lambda: table.model.rowCount() == 1)
    due = panel.pages.show_page("due")
    qtbot.waitUntil(lambda: due.table.loader.is_complete)  # type: ignore[attr-defined]
    QTest.keyClick(due.table.view, Qt.Key.Key_F4)  # type: ignore[attr-defined]
    assert due.dialog is not None  # type: ignore[attr-defined]
    due.dialog.close()  # type: ignore[attr-defined]


def test_the_empty_page_is_for_an_empty_ledger_only(qtbot: QtBot, desk: Desk) -> None:
    panel = panel_of(desk)
    register: LedgerTable = panel.pages.show_page("register").table  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: register.loader.is_complete)
    assert register._stack.currentWidget() is register.empty
    assert not register.chips[0].isVisible()
    panel.pages.show_page("people")
    panel.table.search.setText("没有这个人")
    qtbot.waitUntil(lambda: panel.table._stack.currentWidget() is panel.table.nothing)
    assert panel.table.chips[0].isVisible()
