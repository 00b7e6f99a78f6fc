"""The ledger table on many rows: pages on demand, bounded memory, choices without loading."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import event

from gridconsole.care.records import CarePerson
from tests.journeys.desk import demo_folder, desk_on, multiply, panel_of
from ui.app import Desk
from ui.look.scale import Part, TextSize
from ui.widgets.ledger_table.chosen import Chosen
from ui.widgets.ledger_table.pages import KEPT, PAGE
from ui.widgets.ledger_table.view import RowView

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = demo_folder(tmp_path_factory.mktemp("many"))
    assert multiply(folder, 420) > 50_000
    return folder


@pytest.fixture
def loaded() -> Iterator[list[int]]:
    rows: list[int] = []

    def note(person: CarePerson, _context: object) -> None:
        rows.append(1)

    event.listen(CarePerson, "load", note)
    yield rows
    event.remove(CarePerson, "load", note)


@pytest.fixture
def desk(qtbot: QtBot, many: Path, loaded: list[int]) -> Iterator[Desk]:
    with desk_on(qtbot, many) as desk:
        yield desk


def test_the_first_rows_of_fifty_thousand_stand_without_loading_the_rest(
    desk: Desk, loaded: list[int]
) -> None:
    table = panel_of(desk).table
    assert table.model.rowCount() > 50_000
    assert table.model.snapshot(0) is not None
    assert len(loaded) <= 4 * PAGE


def test_a_jump_to_the_end_brings_the_last_rows(qtbot: QtBot, desk: Desk) -> None:
    table = panel_of(desk).table
    last = table.model.rowCount() - 1
    QTest.keyClick(table.view, Qt.Key.Key_End)
    assert table.model.index(last, 0).data() == "…"
    qtbot.waitUntil(lambda: table.model.snapshot(last) is not None)
    assert table.model.index(last, 0).data() != "…"


def test_memory_stays_bounded_however_far_one_scrolls(qtbot: QtBot, desk: Desk) -> None:
    table = panel_of(desk).table
    for page in range(0, 3 * KEPT, 3):
        table.view.go(page * PAGE)
        table.view.ask()
        qtbot.waitUntil(lambda row=page * PAGE: table.model.snapshot(row) is not None)
    assert table.model.in_memory <= KEPT * PAGE


def test_everything_chosen_is_a_filter_with_exceptions_and_loads_nothing(
    desk: Desk, loaded: list[int]
) -> None:
    table, before = panel_of(desk).table, len(loaded)
    QTest.keyClick(table.view, Qt.Key.Key_A, CONTROL)
    QTest.keyClick(table.view, Qt.Key.Key_Down)
    QTest.keyClick(table.view, Qt.Key.Key_Space)
    out = table.view.current()
    assert out is not None
    assert table.chosen == Chosen(everything=True, exceptions=frozenset({out.id}))
    assert table.status().startswith(f"已选 {table.model.rowCount() - 1:,} 人")
    assert len(loaded) == before


def test_shift_chooses_a_range_also_over_rows_that_are_not_here(qtbot: QtBot, desk: Desk) -> None:
    table = panel_of(desk).table
    table.view.go(3)
    QTest.keyClick(table.view, Qt.Key.Key_Down)
    for _ in range(40):
        QTest.keyClick(table.view, Qt.Key.Key_PageDown, SHIFT)
    last = table.view.currentIndex().row()
    qtbot.waitUntil(lambda: len(table.chosen.exceptions) == last - 4 + 1)
    assert last > 4 * PAGE


def test_a_click_with_control_adds_to_the_row_that_is_open(qtbot: QtBot, desk: Desk) -> None:
    table = panel_of(desk).table
    first = click(table.view, 0)
    second = click(table.view, 2, CONTROL)
    third = click(table.view, 4, CONTROL)
    assert table.chosen == Chosen(exceptions=frozenset({first, second, third}))
    click(table.view, 2, CONTROL)
    assert second not in table.chosen.exceptions
    QTest.keyClick(table.view, Qt.Key.Key_Escape)
    assert table.chosen == Chosen()


def test_a_whole_row_is_read_aloud(desk: Desk) -> None:
    spoken = panel_of(desk).table.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "超期" in spoken and "结对" not in spoken
    assert panel_of(desk).table.model.index(40_000, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "正在读取"


def test_columns_fit_at_every_text_size(desk: Desk) -> None:
    view = panel_of(desk).table.view
    for size in TextSize:
        desk.window.look.set_size(size)
        QApplication.processEvents()
        shown = [at for at in range(view.model().columnCount()) if not view.isColumnHidden(at)]
        assert sum(view.columnWidth(at) for at in shown) <= view.viewport().width()
        assert [c.title for c in view.shown_columns()][:2] == ["走访", "姓名 / 证件号"]
        assert view.verticalHeader().sectionSize(0) == desk.window.look.of(Part.ROW_OF_TWO)


def click(view: RowView, row: int, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> UUID:
    place = view.visualRect(view._model.index(row, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, keys, place)
    one = view.current()
    assert one is not None
    return one.id
