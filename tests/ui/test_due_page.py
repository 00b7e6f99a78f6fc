"""The due list in the window: narrowed, printed, appointed, walked in another order."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from gridconsole.care.due.span import DueFilter
from tests.journeys.desk import commit, console_on, demo_folder, desk_on, panel_of


@pytest.fixture
def due(qtbot, tmp_path):
    """The page, with its folder and the way to wait."""
    folder = demo_folder(tmp_path)
    with desk_on(qtbot, folder) as desk:
        page = panel_of(desk).pages.show_page("due")
        qtbot.waitUntil(lambda: page.table.loader.is_complete and page.table.model.rowCount() > 0)
        yield qtbot, page, folder


def rows(page):
    return [page.table.model.snapshot(row) for row in range(min(page.table.model.rowCount(), 40))]


def test_the_overdue_stand_first_and_say_why(due):
    qtbot, page, _ = due
    first, later = rows(page)[0], rows(page)[30]
    assert first["due_on"] <= later["due_on"]
    page.table.view.go(0)
    qtbot.waitUntil(lambda: bool(page.who.full_text()))
    page.banner.link.click()
    assert len(page.banner.steps()) >= 2


def test_a_village_narrows_the_list_and_the_sheets_follow_it(due, tmp_path):
    qtbot, page, folder = due
    qtbot.waitUntil(lambda: page.villages.count() > 2)
    page.villages.setCurrentIndex(1)
    village = page.villages.currentText()
    qtbot.waitUntil(
        lambda: page.table.loader.is_complete and all(one["village"] == village for one in rows(page))
    )
    printed = []
    page.papers.open_file = lambda file: printed.append(file) or True
    page.print_paper()
    page.dialog.buttons[1].click()
    qtbot.waitUntil(lambda: bool(printed), timeout=20_000)
    with console_on(folder) as console:
        caller = console.caller("LH")
        assert console.care.visits.register.count(caller) == page.table.model.rowCount()


def test_an_appointment_is_noted_with_its_complaint_first(due):
    qtbot, page, folder = due
    page.table.view.go(0)
    household = page.table.view.current().id
    page.appoint()
    page.dialog.type({"appointed_at": "昨天 9:30", "appointed_with": "女儿"})
    page.dialog.keep()
    field = page.dialog.fields["appointed_at"]
    qtbot.waitUntil(lambda: field.complaint() is not None)
    assert field.complaint() == "早于今天"
    page.dialog.type({"appointed_at": "明天 9:30"})
    with qtbot.waitSignal(page.dialog.kept):
        page.dialog.keep()
    with console_on(folder) as console:
        visit = console.care.visits.of_household(console.caller("LH"), household)[0]
        assert visit.text("appointed_with") == "女儿"


def test_the_row_says_when_a_visit_is_expected(due):
    qtbot, page, _ = due
    page.table.view.go(0)
    page.appoint()
    qtbot.waitUntil(page.dialog.fields["appointed_at"].editor.hasFocus)
    for text in ("后天 9:30", "女儿"):
        commit(text)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "约好 9月24日 9:30" in page.table.model.columns[2].cell(rows(page)[0]).second)


def test_ctrl_p_prints_the_list_in_front_and_not_the_people_behind_it(due):
    qtbot, page, folder = due
    printed = []
    page.papers.open_file = lambda file: printed.append(file) or True
    page.table.view.setFocus()
    for row in (1, 3):
        page.table.view.go(row)
        qtbot.keyClick(page.table.view, Qt.Key.Key_Space)
    wanted = {page.table.model.snapshot(row).id for row in (1, 3)}
    qtbot.keyClick(page.table.view, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(printed), timeout=20_000)
    with console_on(folder) as console:
        caller = console.caller("LH")
        assert console.care.visits.register.count(caller) == 2
        assert all(console.care.visits.of_household(caller, id) for id in wanted)


def test_the_walking_order_is_changed_with_keys_and_remembered(due):
    qtbot, page, folder = due
    qtbot.waitUntil(lambda: page.villages.count() > 2)
    page.villages.setCurrentIndex(1)
    village = page.villages.currentText()
    page.change_order()
    dialog = page.dialog
    qtbot.waitUntil(lambda: dialog.stops.count() > 3)
    before = dialog.order()
    dialog.stops.setCurrentRow(2)
    qtbot.keyClick(dialog.stops, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: dialog.order() != before)
    wanted = [before[0], before[2], before[1], *before[3:]]
    assert dialog.order() == wanted
    with console_on(folder) as console:
        found = console.care.due.households(console.caller("LH"), DueFilter("all", village=village))
    assert found == wanted


def test_a_telephone_visit_is_noted_from_the_list(due):
    qtbot, page, folder = due
    page.table.view.go(0)
    household = page.table.view.current().id
    desk = page.window()
    page.note_call()
    keying = panel_page(desk, "keying")
    qtbot.waitUntil(lambda: keying() is not None and keying().sheet is not None)
    keying().save()
    qtbot.waitUntil(lambda: bool(keying().done.done))
    with console_on(folder) as console:
        visit = console.care.visits.of_household(console.caller("LH"), household)[0]
        assert (visit.text("mode"), visit.text("met")) == ("电话", "本人")


def panel_page(window, id):
    """Return what gives a page of the care panel once it is made."""
    return lambda: window.docks[0].panel.pages.page(id)
