"""Search and filters over the table."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gridconsole.care.listing import CareFilter
from gridconsole.core.ledger.snapshot import Snapshot
from tests.journeys.desk import console_on, demo_folder, desk_on, panel_of
from ui.app import Desk
from ui.look.scale import TextSize


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return demo_folder(tmp_path)


@pytest.fixture
def desk(qtbot: QtBot, folder: Path) -> Iterator[Desk]:
    with desk_on(qtbot, folder) as desk:
        yield desk


def names(desk: Desk) -> list[str]:
    model = panel_of(desk).table.model
    found = (model.snapshot(row) for row in range(model.rowCount()))
    return [one.text("name") for one in found if one is not None]


def test_hits_show_as_one_types_and_only_the_newest_search_counts(
    qtbot: QtBot, desk: Desk, folder: Path
) -> None:
    table = panel_of(desk).table
    one = table.model.snapshot(7)
    assert one is not None
    with console_on(folder) as console:
        hits = [hit.text("name") for hit in console.care.list.find(console.caller("LH"), one.text("name"))]
    QTest.keyClicks(table.search, "z")
    QTest.keyClicks(table.search, "q")
    table.search.setText(one.text("name"))
    qtbot.waitUntil(lambda: names(desk) == hits)
    assert table.status() == f"找到 {len(hits)} 人"


def test_enter_opens_the_hit_of_what_is_typed_now(qtbot: QtBot, desk: Desk) -> None:
    table = panel_of(desk).table
    wanted, opened = table.model.snapshot(30), list[Snapshot]()
    assert wanted is not None
    table.opened.connect(opened.append)
    table.search.setText(wanted.text("name"))
    QTest.keyClick(table.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(opened) == 1)
    assert opened[0].text("name") == wanted.text("name")


def test_clearing_the_search_shows_the_whole_ledger_again(qtbot: QtBot, desk: Desk) -> None:
    table = panel_of(desk).table
    total = table.model.rowCount()
    table.search.setText("没有这样的人")
    qtbot.waitUntil(lambda: table.nothing.isVisible())
    table.search.setFocus()
    QTest.keyClick(table.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: table.model.rowCount() == total and table.view.isVisible())


def test_a_chip_counts_and_narrows(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    table = panel_of(desk).table
    with console_on(folder) as console:
        overdue = console.care.list.count(console.caller("LH"), CareFilter(due="overdue"))
    qtbot.waitUntil(lambda: table.chips[1].text() == f"超期 {overdue}")
    table.chips[1].click()
    qtbot.waitUntil(lambda: table.model.rowCount() == overdue)
    assert overdue > 0
    assert all("超期" in table.model.index(row, 0).data() for row in range(min(overdue, 40)))


def test_whoever_waits_longest_stands_first(desk: Desk) -> None:
    model = panel_of(desk).table.model
    days = [one["due_on"] for row in range(50) if (one := model.snapshot(row)) is not None]
    assert days == sorted(days) and len(days) == 50


def test_categories_are_hidden_until_wanted(desk: Desk) -> None:
    table = panel_of(desk).table
    assert "类别" not in [c.title for c in table.view.shown_columns()]
    table.show_column("类别", True)
    assert "类别" in [c.title for c in table.view.shown_columns()]


def test_an_empty_ledger_says_what_to_do_first(qtbot: QtBot, tmp_path: Path) -> None:
    with desk_on(qtbot, tmp_path / "new", station=None) as desk:
        panel = panel_of(desk)
        assert panel.empty.isVisible()
        assert not panel.table.search.isVisible()


def test_a_search_that_is_let_go_leaves_nothing_to_clear(qtbot: QtBot, desk: Desk) -> None:
    table = panel_of(desk).table
    table.search.setText("欧阳")
    qtbot.waitUntil(lambda: table.loader.searched == "欧阳" and table.loader.is_complete)
    assert not table.search._clear.isHidden()
    table.show_all()
    assert table.search.text() == "" and table.search._clear.isHidden()


def test_how_many_there_are_is_said_in_full_before_the_keys_are(qtbot: QtBot, desk: Desk) -> None:
    desk.window.look.set_size(TextSize.LARGE)
    table = panel_of(desk).table
    qtbot.waitUntil(lambda: table._total.text() == table.status())
    assert table.status().startswith("共 120 人")
