"""Every page of the care panel at every text size: it fits the window, and nothing is cut off."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.journeys.desk import demo_folder, desk_on, panel_of
from tests.ui.clips import clipped
from ui.app import Desk
from ui.care.keying.desk import KeyingDesk
from ui.care.panel import CarePanel
from ui.look.scale import TextSize
from ui.widgets.ledger_table.table import LedgerTable

ROOM = QSize(1440, 900)
PAGES = (
    "people", "due", "keying", "visits", "pairings", "night-lights", "needs", "festivals", "village",
    "consents", "volunteers", "register",
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demo_folder(tmp_path_factory.mktemp("fits"))


@pytest.fixture
def desk(qtbot: QtBot, folder: Path) -> Iterator[Desk]:
    with desk_on(qtbot, folder) as desk:
        yield desk


def show(qtbot: QtBot, desk: Desk, page: str) -> LedgerTable[object] | None:
    """Bring a page to the front and wait for its rows."""
    shown = panel_of(desk).pages.show_page(page)
    table: LedgerTable[object] | None = shown.findChild(LedgerTable)
    if table is not None and page != "festivals":
        qtbot.waitUntil(lambda: table.loader.is_complete)
    return table


def check(qtbot: QtBot, desk: Desk, size: TextSize, page: str) -> None:
    """The window needs no more than the room, and no words are cut off."""
    shown = panel_of(desk).pages

    def fits() -> None:
        needs = desk.window.minimumSizeHint()
        assert needs.width() <= ROOM.width() and needs.height() <= ROOM.height(), (size, page, needs)
        assert clipped(shown, desk.window.look) == [], (size, page)

    # What is hidden gives its room back, and counts widen the chips, a moment later.
    qtbot.waitUntil(fits, timeout=3_000)


def test_every_page_fits_and_shows_all_its_words_at_every_text_size(qtbot: QtBot, desk: Desk) -> None:
    assert tuple(maker.id for maker in panel_of(desk).pages._makers) == PAGES
    for size in TextSize:
        desk.window.look.set_size(size)
        for page in PAGES:
            show(qtbot, desk, page)
            check(qtbot, desk, size, page)


def test_a_record_takes_the_tables_place_at_the_largest_text_and_fits(qtbot: QtBot, desk: Desk) -> None:
    desk.window.look.set_size(TextSize.HUGE)
    for page in PAGES:
        table = show(qtbot, desk, page)
        if table is None or not table.model.rowCount():
            continue
        QTest.keyClick(table.view, Qt.Key.Key_Return)
        if page not in ("due", "consents", "register", "festivals"):
            qtbot.waitUntil(lambda table=table: not table.isVisible())
        check(qtbot, desk, TextSize.HUGE, page)


def test_the_reasons_of_a_visit_fit_at_the_largest_text(qtbot: QtBot, desk: Desk) -> None:
    panel, look = panel_of(desk), desk.window.look
    look.set_size(TextSize.HUGE)
    table = show(qtbot, desk, "due")
    assert table is not None
    banners = [panel.pages.page("due").banner, file_banner(qtbot, panel)]  # type: ignore[union-attr]
    for page, banner in zip(("due", "people"), banners, strict=True):
        show(qtbot, desk, page)
        banner.link.click()
        assert banner.steps()
        check(qtbot, desk, TextSize.HUGE, page)
        banner.link.click()


def test_the_narrowing_choices_of_the_due_list_are_a_key_away_at_the_largest_text(
    qtbot: QtBot, desk: Desk
) -> None:
    show(qtbot, desk, "due")
    page = panel_of(desk).pages.page("due")
    assert page.villages.isVisible() and not page._filters.isVisible()  # type: ignore[union-attr]
    desk.window.look.set_size(TextSize.HUGE)
    assert not page.villages.isVisible()  # type: ignore[union-attr]
    QTest.keyClick(page._filters, Qt.Key.Key_Space)  # type: ignore[union-attr]
    assert page.villages.isVisible()  # type: ignore[union-attr]
    check(qtbot, desk, TextSize.HUGE, "due")


def test_a_sheet_that_is_keyed_in_fits_at_the_largest_text(qtbot: QtBot, desk: Desk) -> None:
    panel = panel_of(desk)
    one = panel.table.model.snapshot(0)
    assert one is not None and one.parent is not None
    desk.window.look.set_size(TextSize.HUGE)
    page = panel.pages.show_page("keying")
    assert isinstance(page, KeyingDesk)
    page.call_for(one.parent.id, one.text("name"))
    qtbot.waitUntil(lambda: page.sheet is not None)
    check(qtbot, desk, TextSize.HUGE, "keying")
    page.close_file()


def file_banner(qtbot: QtBot, panel: CarePanel):  # type: ignore[no-untyped-def]
    """Open the first file; return its line of when the visit is due."""
    panel.pages.show_page("people")
    panel.open(panel.table.model.snapshot(0).id)  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: panel.file.file is not None)
    return panel.file.head.due
