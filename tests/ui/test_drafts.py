"""What was typed when the program ended is offered at the next start, and never put in unasked."""

import io
import shutil

import pytest

from gridconsole.care.listing import CareFilter
from gridconsole.core.paper.codes import sheet_code
from tests.journeys.desk import console_on, demo_folder, desk_on, open_first, panel_of

STRIP = "unsaved"


@pytest.fixture
def folder(tmp_path):
    """The demonstration, with a visit sheet printed."""
    folder = demo_folder(tmp_path)
    with console_on(folder) as console:
        caller = console.caller("LH")
        one = console.care.list.page(caller, CareFilter(), 0, 1)[0]
        console.care.visits.print(caller, io.BytesIO(), [one.parent.id])
    return folder


def abandoned(folder, into):
    """Copy the data as a kill leaves it: the window that typed is still there and saves nothing."""
    return shutil.copytree(folder, into, ignore=shutil.ignore_patterns("*.lock"))


def kept(folder):
    """Return the files of drafts."""
    return list((folder / "drafts").glob("*.json"))


def killed(folder, into, file):
    """Return the data as a kill leaves them now; what is typed in the window is let go of."""
    after = abandoned(folder, into)
    file.drafting.forget()
    file.close_file()
    return after


def type_into_first(qtbot, desk, folder, text):
    """Type a note into the first person's file and wait until it is kept; return the file's panel."""
    file = open_first(qtbot, desk).file
    file.form.entries["note"].retype(text)
    qtbot.waitUntil(lambda: bool(kept(folder)), timeout=1_500)
    return file


def half_typed(qtbot, folder, tmp_path, text):
    """Type a note and be killed; return the data as they are then, and whose note it was."""
    with desk_on(qtbot, folder) as desk:
        file = type_into_first(qtbot, desk, folder, text)
        person = file.id
        return killed(folder, tmp_path / "after", file), person


def test_a_file_half_typed_is_offered_after_a_kill_and_goes_on_where_it_was(qtbot, folder, tmp_path):
    after, person = half_typed(qtbot, folder, tmp_path, "药在柜子里")
    with desk_on(qtbot, after) as desk:
        panel = panel_of(desk)
        qtbot.waitUntil(lambda: STRIP in desk.window.messages.shown())
        assert panel.file.file is None
        desk.window.messages._banners[STRIP].link_pressed.emit()
        qtbot.waitUntil(lambda: panel.file.id == person and panel.file.is_dirty)
        assert panel.file.form.entries["note"].text() == "药在柜子里"
        with qtbot.waitSignal(panel.file.saved):
            panel.file.save()
        assert kept(after) == []
        assert STRIP not in desk.window.messages.shown()
    with console_on(after) as console:
        assert console.care.open(console.caller("LH"), person)["note"] == "药在柜子里"


def test_dropping_it_leaves_the_record_as_it_was(qtbot, folder, tmp_path):
    after, person = half_typed(qtbot, folder, tmp_path, "不要了")
    with desk_on(qtbot, after) as desk:
        panel = panel_of(desk)
        panel.open(person)
        qtbot.waitUntil(lambda: panel.file.id == person)
        bar = panel.file.drafting.bar
        assert bar.isVisible() and panel.file.form.entries["note"].text() != "不要了"
        bar.banner.other_pressed.emit()
        assert not bar.isVisible() and kept(after) == [] and not panel.file.is_dirty


def test_a_sheet_half_keyed_is_offered_when_it_is_scanned_again(qtbot, folder, tmp_path):
    with desk_on(qtbot, folder) as desk:
        page = panel_of(desk).pages.show_page("keying")
        page.open_paper(sheet_code(1), "1")
        qtbot.waitUntil(lambda: page.sheet is not None)
        page.sheet.rows["condition"].set_text("腿脚不便")
        qtbot.waitUntil(lambda: bool(kept(folder)), timeout=1_500)
        after = abandoned(folder, tmp_path / "after")
        page.drafting.forget()
        page.close_file()
    with desk_on(qtbot, after) as desk:
        page = panel_of(desk).pages.show_page("keying")
        page.open_paper(sheet_code(1), "1")
        qtbot.waitUntil(lambda: page.sheet is not None and page.drafting.bar.isVisible())
        assert page.sheet.rows["condition"].text() == ""
        page.drafting.bar.banner.link_pressed.emit()
        qtbot.waitUntil(lambda: page.sheet is not None and page.sheet.rows["condition"].text() == "腿脚不便")
        page.drafting.forget()
        page.close_file()


def test_somebody_else_is_not_shown_it(qtbot, folder, tmp_path):
    after, _ = half_typed(qtbot, folder, tmp_path, "只给我看")
    with desk_on(qtbot, after, acting="刘建军") as desk:
        panel = open_first(qtbot, desk)
        assert STRIP not in desk.window.messages.shown()
        assert not panel.file.drafting.bar.isVisible()
        panel.file.close_file()


def test_a_record_changed_meanwhile_is_settled_as_any_conflict(qtbot, folder, tmp_path):
    after, person = half_typed(qtbot, folder, tmp_path, "我的备注")
    with console_on(after) as console:
        caller = console.caller("LH")
        console.care.correct(caller, console.care.open(caller, person), {"note": "别人的备注"})
    with desk_on(qtbot, after) as desk:
        panel = panel_of(desk)
        panel.open(person)
        qtbot.waitUntil(lambda: panel.file.drafting.bar.isVisible())
        panel.file.drafting.bar.banner.link_pressed.emit()
        qtbot.waitUntil(lambda: panel.file.is_dirty)
        panel.file.save()
        qtbot.waitUntil(lambda: panel.file.notices.isVisible())
        assert panel.file.form.entries["note"].text() == "我的备注" and kept(after)
        panel.file.drafting.forget()
        panel.file.close_file()


def test_saving_and_dropping_leave_no_draft_behind(qtbot, folder):
    with desk_on(qtbot, folder) as desk:
        file = type_into_first(qtbot, desk, folder, "存了")
        with qtbot.waitSignal(file.saved):
            file.save()
        assert kept(folder) == []
        file.form.entries["note"].retype("又改了")
        qtbot.waitUntil(lambda: bool(kept(folder)), timeout=1_500)
        file.leave(lambda: None)
        file.questions.dialog.buttons[1].click()
        assert kept(folder) == []
        file.close_file()
