"""The columns of a table: chosen, widened, kept for each member of staff, and never wider than the room."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.journeys.desk import demo_folder, desk_on, panel_of
from ui.app import Desk
from ui.look.scale import Scale, TextSize
from ui.settings import Settings
from ui.widgets.ledger_table.column import NOTHING, Cell, Column
from ui.widgets.ledger_table.columns_menu import DEFAULT, NO_ROOM
from ui.widgets.ledger_table.kept import Arrangement, read_arrangement
from ui.widgets.ledger_table.table import LedgerTable
from ui.widgets.ledger_table.widths import LEAST, widths

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return demo_folder(tmp_path)


@pytest.fixture
def desk(qtbot: QtBot, folder: Path) -> Iterator[Desk]:
    with desk_on(qtbot, folder) as desk:
        yield desk


def titles(table: LedgerTable) -> list[str]:
    return [column.title for column in table.view.shown_columns()]


def pick(table: LedgerTable, title: str) -> None:
    """Choose an entry of the menu that is open, also below a section."""
    for action in table.arranging.menu.actions():
        inside = action.menu().actions() if action.menu() else [action]
        if found := [one for one in inside if one.text() == title]:
            found[0].trigger()
            table.arranging.menu.close()
            return
    raise AssertionError(title)


def pull(table: LedgerTable, title: str, by: int) -> None:
    """Pull the right border of a column with the mouse."""
    head = table.view.head
    at = [column.title for column in table.model.columns].index(title)
    border = QPoint(head.sectionViewportPosition(at) + head.sectionSize(at) - 1, head.height() // 2)
    QTest.mousePress(head.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, border)
    for step in (by // 2, by):
        QTest.mouseMove(head.viewport(), border + QPoint(step, 0))
    QTest.mouseRelease(
        head.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, border + QPoint(by, 0)
    )


def width(table: LedgerTable, title: str) -> int:
    return table.view.columnWidth([column.title for column in table.model.columns].index(title))


def test_categories_and_health_are_off_until_somebody_wants_them(desk: Desk) -> None:
    columns = panel_of(desk).table.model.columns
    off = {column.title for column in columns if not column.shown}
    assert {"类别", "健康状况", "居家医疗设备"} <= off
    assert len({column.title for column in columns}) == len(columns)


def test_the_menu_at_the_head_shows_and_hides_columns(desk: Desk) -> None:
    table = panel_of(desk).table
    first = titles(table)
    table.view.setFocus()
    QTest.keyClick(table.view, Qt.Key.Key_F10, SHIFT)
    assert table.arranging.menu.isVisible()
    pick(table, "类别")
    assert "类别" in titles(table)
    QTest.keyClick(table.arranging.button, Qt.Key.Key_Space)
    pick(table, "村 / 组")
    assert "村 / 组" not in titles(table)
    place = table.view.head.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, table.view.head.mapToGlobal(place))
    QApplication.sendEvent(table.view.head.viewport(), event)
    pick(table, DEFAULT)
    assert titles(table) == first


def test_any_field_of_the_ledger_can_be_a_column(desk: Desk) -> None:
    table = panel_of(desk).table
    QTest.keyClick(table.view, Qt.Key.Key_Menu)
    pick(table, "用电户号")
    assert "用电户号" in titles(table)
    one = table.model.snapshot(0)
    assert one is not None
    column = next(column for column in table.view.shown_columns() if column.title == "用电户号")
    assert column.cell(one) == Cell(one.text("account") or NOTHING)


def test_the_menu_says_which_column_finds_no_room(desk: Desk) -> None:
    table = panel_of(desk).table
    for column in table.model.columns:
        table.show_column(column.title, True)
    table.arranging.ask()
    entries = [action.text() for action in table.arranging.menu.actions()]
    table.arranging.menu.close()
    assert any(entry.endswith(NO_ROOM) for entry in entries)
    assert titles(table)[0] == "走访"
    shown = sum(table.view.columnWidth(at) for at in range(table.model.columnCount()))
    assert shown <= table.view.viewport().width()


def test_a_border_is_pulled_and_the_neighbour_gives(desk: Desk) -> None:
    table = panel_of(desk).table
    QApplication.processEvents()
    wide, beside = width(table, "姓名 / 证件号"), width(table, "村 / 组")
    pull(table, "姓名 / 证件号", 40)
    assert width(table, "姓名 / 证件号") == pytest.approx(wide + 40, abs=2)
    assert width(table, "村 / 组") == pytest.approx(beside - 40, abs=2)
    pull(table, "姓名 / 证件号", 4_000)
    assert width(table, "村 / 组") >= LEAST
    view = table.view
    assert sum(view.columnWidth(at) for at in range(table.model.columnCount())) == view.viewport().width()


def test_columns_and_widths_are_kept_for_each_member_of_staff(
    qtbot: QtBot, folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "kept.json"
    with desk_on(qtbot, folder) as desk:
        panel = panel_of(desk)
        panel.keep_in(Settings(file))
        panel.table.show_column("类别", True)
        pull(panel.table, "姓名 / 证件号", 30)
        wanted, due = width(panel.table, "姓名 / 证件号"), panel.pages.show_page("due")
        due.table.show_column("村", False)  # type: ignore[attr-defined]
        other = next(one for one in desk._crew.callers if one.staff_name == "陈海")  # type: ignore[union-attr]
        panel.pages.show_page("people")
        desk.window.caller_picked.emit(other)
        assert "类别" not in titles(panel.table)
    with desk_on(qtbot, folder) as desk:
        panel = panel_of(desk)
        assert "类别" not in titles(panel.table)
        panel.keep_in(Settings(file))
        assert "类别" in titles(panel.table)
        assert width(panel.table, "姓名 / 证件号") == pytest.approx(wanted, abs=2)
        assert "村" not in titles(panel.pages.show_page("due").table)  # type: ignore[attr-defined]


def test_a_wanted_width_grows_with_the_text_as_far_as_the_room_goes(desk: Desk) -> None:
    table, look = panel_of(desk).table, desk.window.look
    pull(table, "走访", 30)
    wanted = next(column.wanted for column in table.model.columns if column.title == "走访")
    for size in (*TextSize, TextSize.NORMAL):
        look.set_size(size)
        QApplication.processEvents()
        assert look.px(132) <= width(table, "走访") <= look.px(wanted)
        shown = sum(table.view.columnWidth(at) for at in range(table.model.columnCount()))
        assert shown <= table.view.viewport().width()
    assert width(table, "走访") == look.px(wanted) > look.px(132)


column = st.builds(
    Column, title=st.uuids().map(str), cell=st.just(lambda _one: Cell("")), width=st.integers(LEAST, 300),
    stretch=st.integers(0, 2), keep=st.integers(0, 6), shown=st.booleans(),
    wanted=st.one_of(st.just(0), st.integers(LEAST, 900)),
)  # fmt: skip


@given(st.lists(column, min_size=1, max_size=8), st.integers(600, 3000), st.sampled_from(TextSize))
def test_columns_are_never_wider_together_than_the_room(
    columns: list[Column], room: int, size: TextSize
) -> None:
    px = Scale(size).px
    found = widths(columns, room, px)
    shown = [at for at, width in enumerate(found) if width]
    assert shown and sum(found) <= room
    assert all(columns[at].shown for at in shown) or shown == [0]
    assert all(found[at] >= px(LEAST) for at in shown)


values = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3)
anything = values | st.dictionaries(st.text(max_size=3), values) | st.lists(values)


kept = anything | st.fixed_dictionaries({"shown": anything, "wide": anything})


@given(st.text() | kept.map(json.dumps))
def test_what_was_kept_is_never_trusted(text: str) -> None:
    assert isinstance(read_arrangement(text), Arrangement)


def test_an_arrangement_comes_back_as_it_was_kept() -> None:
    found = Arrangement().showing("类别", True).widened({"村": 120, "走访": 90}).widened({"走访": 0})
    assert read_arrangement(found.text()) == Arrangement({"类别": True}, {"村": 120})
    broken = '{"shown": {"村": 3, "类别": true}, "wide": {"村": -5, "走访": "x", "电话": 1e9}}'
    assert read_arrangement(broken) == Arrangement({"类别": True})
