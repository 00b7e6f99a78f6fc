"""When a draft begins and ends: new records, somebody else's deeds, the input method, a second window."""

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from gridconsole.care.listing import CareFilter
from gridconsole.core.caller import Role
from tests.journeys.desk import commit, console_on, demo_folder, desk_on, open_first, panel_of
from tests.ui.clips import clipped
from tests.ui.test_drafts import STRIP, kept, killed
from ui.look.scale import TextSize


@pytest.fixture
def folder(tmp_path):
    return demo_folder(tmp_path)


def resumed(qtbot, desk, file):
    """Follow the strip at the top; wait until something is typed in a record's place."""
    qtbot.waitUntil(lambda: STRIP in desk.window.messages.shown())
    desk.window.messages._banners[STRIP].link_pressed.emit()
    qtbot.waitUntil(lambda: file().is_dirty)


def test_a_new_person_is_offered_at_the_start_and_when_another_is_begun(qtbot, folder, tmp_path):
    with desk_on(qtbot, folder) as desk:
        panel = panel_of(desk)
        panel.make_new()
        qtbot.waitUntil(lambda: panel.file.file is not None)
        panel.file.form.entries["name"].type("欧阳试探")
        qtbot.waitUntil(lambda: bool(kept(folder)), timeout=1_500)
        after = killed(folder, tmp_path / "after", panel.file)
    with desk_on(qtbot, after) as desk:
        panel = panel_of(desk)
        assert "欧阳试探" in desk.window.messages._banners[STRIP].accessibleName()
        panel.make_new()
        qtbot.waitUntil(lambda: panel.file.drafting.bar.isVisible())
        assert panel.file.form.entries["name"].text() == ""
        panel.file.form.entries["name"].type("另一个人")
        panel.file.drafting.write()
        assert len(kept(after)) == 2 and panel.file.drafting.bar.isVisible()
        panel.file.form.entries["name"].type("")
        panel.file.drafting.write()
        panel.file.drafting.bar.banner.link_pressed.emit()
        qtbot.waitUntil(lambda: panel.file.form.entries["name"].text() == "欧阳试探")
        assert len(kept(after)) == 1 and STRIP not in desk.window.messages.shown()
        panel.file.drafting.forget()
        panel.file.close_file()


def test_a_new_need_goes_back_to_the_household_for_which_it_was_begun(qtbot, folder, tmp_path):
    with console_on(folder) as console:
        caller = console.caller("LH")
        people = console.care.list.page(caller, CareFilter(), 0, 9)
        home, other = list(dict.fromkeys(one.parent.id for one in people))[:2]
    with desk_on(qtbot, folder) as desk:
        page = panel_of(desk).pages.show_page("needs")
        page._pick = lambda then: then(home, "欧阳德厚　柳河村")
        page.make_new()
        qtbot.waitUntil(lambda: page.file.file is not None)
        page.file.form.entries["what"].type("装扶手")
        page.file.form.entries["raised_on"].type("2026-09-20")
        qtbot.waitUntil(lambda: bool(kept(folder)), timeout=1_500)
        after = killed(folder, tmp_path / "after", page.file)
    with desk_on(qtbot, after) as desk:
        panel = panel_of(desk)
        page = panel.pages.show_page("needs")
        page.deeds.parent = other
        resumed(qtbot, desk, lambda: page.file)
        assert page.deeds.parent == home and page.file.head.line.full_text() == "欧阳德厚　柳河村"
        with qtbot.waitSignal(page.file.saved) as saved:
            page.file.save()
        assert kept(after) == []
    with console_on(after) as console:
        made = console.care.books["needs"].open(console.caller("LH"), saved.args[0])
        assert made.parent.id == home and made.text("what") == "装扶手"


def test_a_second_window_on_the_same_data_offers_what_the_first_never_saved(qtbot, folder):
    with desk_on(qtbot, folder) as first:
        file = open_first(qtbot, first).file
        file.form.entries["contact"].type("赵试探")
        qtbot.waitUntil(lambda: bool(kept(folder)), timeout=1_500)
        assert first.opened is not None and first.opened.lock is not None
        first.opened.lock.release()  # as the system does for a program that was killed
        with desk_on(qtbot, folder) as second:
            panel = panel_of(second)
            resumed(qtbot, second, lambda: panel.file)
            assert panel.file.id == file.id
            assert panel.file.form.changed() == {"contact": "赵试探"}
            panel.file.drafting.forget()
            panel.file.close_file()
        file.drafting.forget()
        file.close_file()


def test_a_record_that_somebody_took_off_takes_its_draft_along(qtbot, folder, tmp_path):
    with desk_on(qtbot, folder) as desk:
        file = open_first(qtbot, desk).file
        file.form.entries["contact"].type("赵试探")
        qtbot.waitUntil(lambda: bool(kept(folder)), timeout=1_500)
        person = file.id
        after = killed(folder, tmp_path / "after", file)
    with console_on(after) as console:
        console.care.withdraw(console.caller("LH"), person, "重复登记")
    with desk_on(qtbot, after) as desk:
        qtbot.waitUntil(lambda: STRIP in desk.window.messages.shown())
        desk.window.messages._banners[STRIP].link_pressed.emit()
        qtbot.waitUntil(lambda: kept(after) == [])
        assert desk.window.messages.shown() == ["NoSuchFile"]


def test_what_is_still_being_composed_is_not_typed_yet(qtbot, folder):
    with desk_on(qtbot, folder) as desk:
        file = open_first(qtbot, desk).file
        file.form.entries["contact"].focus()
        QApplication.sendEvent(QApplication.focusWidget(), QInputMethodEvent("zhao", []))
        file.drafting.write()
        assert kept(folder) == []
        commit("赵")
        qtbot.waitUntil(lambda: bool(kept(folder)), timeout=1_500)
        file.drafting.forget()
        file.close_file()


def test_whoever_acts_next_gets_none_of_it(qtbot, folder, tmp_path):
    with desk_on(qtbot, folder) as desk:
        file = open_first(qtbot, desk).file
        file.form.entries["contact"].type("赵试探")
        qtbot.waitUntil(lambda: bool(kept(folder)), timeout=1_500)
        after = killed(folder, tmp_path / "after", file)
    with desk_on(qtbot, after) as desk:
        qtbot.waitUntil(lambda: STRIP in desk.window.messages.shown())
        mine = desk.window.acting.caller
        manager = next(one for one in desk._crew.callers if one.role is Role.MANAGER)
        desk.window.set_callers(desk._crew.callers, manager)
        assert STRIP not in desk.window.messages.shown()
        desk.window.set_callers(desk._crew.callers, mine)
        assert STRIP in desk.window.messages.shown()


def test_the_offer_fits_at_the_largest_text(qtbot, folder, tmp_path):
    with desk_on(qtbot, folder) as desk:
        file = open_first(qtbot, desk).file
        file.form.entries["contact"].type("赵试探")
        qtbot.waitUntil(lambda: bool(kept(folder)), timeout=1_500)
        person, after = file.id, killed(folder, tmp_path / "after", file)
    with desk_on(qtbot, after) as desk:
        panel = panel_of(desk)
        desk.window.look.set_size(TextSize.HUGE)
        panel.open(person)
        qtbot.waitUntil(lambda: panel.file.drafting.bar.isVisible())
        qtbot.waitUntil(lambda: clipped(panel.file, desk.window.look) == [], timeout=3_000)
        qtbot.waitUntil(lambda: clipped(desk.window.messages.strips, desk.window.look) == [])
        assert desk.window.minimumSizeHint().height() <= 900
