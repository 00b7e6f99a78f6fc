"""What is said to be chosen is what is printed and noted: searched, all of it, all but one."""

import io

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.journeys.desk import console_on, demo_folder, desk_on, panel_of

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(qtbot, tmp_path):
    """A window and its folder."""
    folder = demo_folder(tmp_path)
    with desk_on(qtbot, folder) as desk:
        yield qtbot, desk, folder


def shown(qtbot, desk, name):
    """Bring a page to the front; return it with its rows."""
    page = panel_of(desk).pages.show_page(name)
    qtbot.waitUntil(lambda: page.table.loader.is_complete and page.table.model.rowCount() > 5)
    return page


def search(qtbot, page, text):
    """Search and return how many were found."""
    whole = page.table.model.rowCount()
    page.table.search.setText(text)
    qtbot.waitUntil(lambda: page.table.loader.searched == text and page.table.loader.is_complete)
    assert page.table.model.rowCount() < whole
    return page.table.model.rowCount()


def printed_after(qtbot, page, folder):
    """Say yes to what is asked; return how many sheets were printed."""
    printed = []
    page.papers.open_file = lambda file: printed.append(file) or True
    page.dialog.buttons[1].click()
    qtbot.waitUntil(lambda: bool(printed), timeout=30_000)
    with console_on(folder) as console:
        return console.care.visits.register.count(console.caller("LH"))


def test_the_due_list_prints_what_a_search_left(desk):
    qtbot, window, folder = desk
    page = shown(qtbot, window, "due")
    hits = search(qtbot, page, str(page.table.model.snapshot(0)["names"]).split("、")[0])
    page.print_paper()
    assert page.dialog.buttons[1].text() == f"打印 {hits} 户"
    assert printed_after(qtbot, page, folder) == hits


def test_the_due_list_prints_all_but_the_one_that_was_let_go(desk):
    qtbot, window, folder = desk
    page = shown(qtbot, window, "due")
    page.table.view.go(0)
    QTest.keyClick(page.table.view, Qt.Key.Key_A, CTRL)
    QTest.keyClick(page.table.view, Qt.Key.Key_Space)
    wanted = page.table.model.rowCount() - 1
    page.print_paper()
    qtbot.waitUntil(lambda: page.dialog is not None)
    assert page.dialog.buttons[1].text() == f"打印 {wanted} 户"
    assert printed_after(qtbot, page, folder) == wanted


def test_all_of_a_search_asks_for_as_many_consent_forms_as_were_found(desk):
    qtbot, window, _ = desk
    page = shown(qtbot, window, "consents")
    hits = search(qtbot, page, page.table.model.snapshot(0)["standing"].person.text("name"))
    QTest.keyClick(page.table.view, Qt.Key.Key_A, CTRL)
    page.print_paper()
    assert page.dialog.buttons[1].text() == f"打印 {hits} 份"
    page.dialog.reject()


def test_all_copies_of_the_register_come_back_and_not_only_those_on_the_screen(desk):
    qtbot, window, folder = desk
    with console_on(folder) as console:
        caller = console.caller("LH")
        for _ in range(3):
            console.care.visits.print(caller, io.BytesIO())
        total = console.care.visits.register.count(caller)
    page = panel_of(window).pages.show_page("register")
    qtbot.waitUntil(lambda: page.table.loader.is_complete and page.table.model.rowCount() == total)
    QTest.keyClick(page.table.view, Qt.Key.Key_A, CTRL)
    said = []
    page._context.messages.toast = said.append
    page.give_back()
    qtbot.waitUntil(lambda: bool(said))
    assert said == [f"已登记交回 {total} 份"]
