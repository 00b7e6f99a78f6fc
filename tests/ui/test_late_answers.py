"""Answers that come late reach nobody else: the next record, sheet or listing stays as it is."""

import io
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gridconsole.care.listing import CareFilter
from gridconsole.core.paper.codes import sheet_code
from tests.journeys.desk import console_on, demo_folder, desk_on, open_first, panel_of
from ui.care.festivals.choose_dialog import ChooseDialog


def homes(console, caller, count):
    """Return so many households with the name of one who lives there."""
    people = console.care.list.page(caller, CareFilter(), 0, count * 3)
    return list({one.parent.id: one.text("name") for one in people}.items())[:count]


@pytest.fixture
def desk(qtbot, tmp_path):
    """A window over data with two printed sheets, and its folder."""
    folder = demo_folder(tmp_path)
    with console_on(folder) as console:
        caller = console.caller("LH")
        console.care.visits.print(caller, io.BytesIO(), [id for id, _ in homes(console, caller, 2)])
    with desk_on(qtbot, folder) as desk:
        yield qtbot, desk, folder


def held_back(call):
    """Return the call, which waits until it is let go, and what lets it go."""
    gate = threading.Event()

    def wait(*given):
        assert gate.wait(20)
        return call(*given)

    return wait, gate.set


def test_a_deed_that_ends_late_leaves_the_record_that_is_open_now(desk):
    qtbot, window, _ = desk
    panel = open_first(qtbot, window)
    file, one, caller = panel.file, panel.file.file.one, panel.context.caller()
    slow, let_go = held_back(file.deeds.correct)
    file.write(lambda: slow(caller, one, {"way": "过桥左转"}))
    panel.table.view.go(5)
    other = panel.table.view.current().id
    file.open(other)
    qtbot.waitUntil(lambda: file.id == other)
    file.form.entries["note"].retype("这是乙的备注")
    with qtbot.waitSignal(file.saved):
        let_go()
    assert file.id == other
    assert file.form.entries["note"].text() == "这是乙的备注"
    file.close_file()


def test_a_withdrawal_that_ends_late_closes_only_its_own_record(desk):
    qtbot, window, _ = desk
    panel = open_first(qtbot, window)
    file = panel.file
    file.deeds.withdraw, let_go = held_back(file.deeds.withdraw)
    file.withdraw()
    file.questions.dialog.answer("录错了")
    panel.table.view.go(5)
    other = panel.table.view.current().id
    file.open(other)
    qtbot.waitUntil(lambda: file.id == other)
    let_go()
    qtbot.waitUntil(lambda: not file._saving)
    assert file.id == other


def test_the_next_sheet_waits_for_the_save_under_way(desk):
    qtbot, window, _ = desk
    page = panel_of(window).pages.show_page("keying")
    page.open_code(sheet_code(1), page.scanning.kinds[0])
    qtbot.waitUntil(lambda: page.sheet is not None)
    slow, let_go = held_back(page.job.write)
    object.__setattr__(page.job, "write", slow)
    first = page.sheet
    answers = {"visited_on": "2026-9-22", "met": "本人", "came": "9:30", "left": "10:00"}
    for key, row in first.rows.items():
        if key.startswith("point_"):
            row.set_text("好")
    for key, text in {**answers, "visitors": first.rows["visitors"].text() or "刘建军"}.items():
        first.rows[key].set_text(text)
    page.save()
    page.open_paper(sheet_code(2), "1")
    assert page.sheet is first and page.dialog is None
    let_go()
    qtbot.waitUntil(lambda: page.sheet is not None and page.sheet is not first)
    assert len(page.done.done) == 1
    assert page.code.text().replace(" ", "") == sheet_code(2)


def test_a_bug_while_saving_leaves_the_form_ready_to_save_again(desk):
    qtbot, window, folder = desk
    panel = open_first(qtbot, window)
    file, crashed = panel.file, []
    panel.context.worker._crashed = crashed.append
    file.form.entries["note"].retype("再存一次")
    real = file.deeds.correct

    def broken(*_):
        raise ValueError("a bug")

    file.deeds.correct = broken
    file.save()
    qtbot.waitUntil(lambda: bool(crashed))
    file.deeds.correct = real
    with qtbot.waitSignal(file.saved):
        file.save()
    with console_on(folder) as console:
        assert console.care.open(console.caller("LH"), file.id)["note"] == "再存一次"


def test_typing_in_a_file_is_asked_about_when_another_page_is_in_front(desk):
    qtbot, window, _ = desk
    panel = open_first(qtbot, window)
    panel.file.form.entries["note"].retype("没存的话")
    panel.pages.show_page("due")
    assert panel.is_dirty and not panel.may_close()
    assert panel.pages.current == "people"
    assert panel.file.questions.dialog.isVisible()
    panel.file.questions.dialog.reject()
    panel.file.close_file()


def test_a_new_need_asks_about_the_one_before_and_each_stays_with_its_household(desk):
    qtbot, window, folder = desk
    page = panel_of(window).pages.show_page("needs")
    qtbot.waitUntil(lambda: page.table.loader.is_complete)
    with console_on(folder) as console:
        picks = homes(console, console.caller("LH"), 2)
    names = [name for _, name in picks]
    page._pick = lambda then: then(*picks.pop(0))
    page.make_new()
    qtbot.waitUntil(lambda: page.file.file is not None)
    page.file.form.entries["what"].retype("甲家要修门")
    page.file.form.entries["raised_on"].retype("2026-9-20")
    page.make_new()
    save = next(one for one in page.file.questions.dialog.buttons if one.text() == "保存")
    with qtbot.waitSignal(page.file.saved):
        save.click()
    qtbot.waitUntil(lambda: not picks and page.file.id is None)
    with console_on(folder) as console:
        needs = console.care.books["needs"].everything(console.caller("LH"))
        stored = next(one for one in needs if one["what"] == "甲家要修门")
    assert names[0] in str(stored["names"]) and names[1] not in str(stored["names"])
    page.file.close_file()


def test_a_choice_that_is_still_worked_out_is_not_written(desk):
    qtbot, window, folder = desk
    context = panel_of(window).context
    with console_on(folder) as console:
        caller = console.caller("LH")
        id = console.care.campaigns.create(caller, {"festival": "重阳", "year": "2026"})
        file, villages = console.care.campaigns.file(caller, id), console.care.village_checks.villages(caller)
    dialog = ChooseDialog(context, file, villages, window.window)
    dialog.open()
    qtbot.waitUntil(dialog.go.isEnabled)
    everybody = len(dialog.source.choice.taken)
    dialog.villages.setText(villages[0])
    assert not dialog.go.isEnabled()
    qtbot.waitUntil(dialog.go.isEnabled)
    assert len(dialog.source.choice.taken) < everybody
    dialog.reject()


def test_pressing_print_twice_asks_once(desk):
    qtbot, window, _ = desk
    page = panel_of(window).pages.show_page("consents")
    qtbot.waitUntil(lambda: page.table.loader.is_complete and page.table.model.rowCount() > 5)
    opened = []
    page._open = opened.append
    page.print_button.click()
    page.print_button.click()
    qtbot.waitUntil(lambda: bool(opened))
    context = page._context
    with qtbot.waitCallback() as settled:
        context.worker.run(lambda: None, settled, owner=page)
    assert len(opened) == 1


def test_a_range_that_is_read_late_chooses_nothing_in_another_listing(desk):
    qtbot, window, _ = desk
    table = panel_of(window).table
    qtbot.waitUntil(lambda: table.loader.is_complete)
    view, last, real = table.view, table.model.rowCount() - 1, table._source.page
    table.model.stale()
    view.go(0)
    QTest.keyClick(view, Qt.Key.Key_Space)
    slow, let_go = held_back(real)
    table._source.page = slow
    table.loader.range(0, last, lambda rows: view.choose(view.chosen.with_all(one.id for one in rows)))
    table._source.page = real
    table.chips[1].click()
    qtbot.waitUntil(lambda: table.loader.is_complete)
    let_go()
    with qtbot.waitCallback() as settled:
        panel_of(window).context.worker.run(lambda: None, settled, owner=table)
    assert not view.chosen
