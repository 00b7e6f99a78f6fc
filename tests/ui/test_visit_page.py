"""Visits are read on their page and corrected where they were keyed in."""

from datetime import date

from gridconsole.care.listing import CareFilter
from tests.journeys.desk import console_on, demo_folder, desk_on, panel_of

FILTER = CareFilter()


def test_a_visit_is_read_here_and_corrected_at_the_keying_desk(qtbot, tmp_path):
    folder = demo_folder(tmp_path)
    with console_on(folder) as console:
        caller = console.caller("LH")
        household = console.care.list.page(caller, FILTER, 0, 1)[0].parent.id
        console.care.visits.note_call(caller, household, {"condition": "身体还好"})
    with desk_on(qtbot, folder) as desk:
        panel = panel_of(desk)
        page = panel.pages.show_page("visits")
        qtbot.waitUntil(lambda: page.table.loader.is_complete and page.table.model.rowCount() == 1)
        page.table.opened.emit(page.table.model.snapshot(0))
        qtbot.waitUntil(lambda: page.file.file is not None)
        assert page.file.form.entries["condition"].closed
        assert page.file.footer.save.isHidden()
        page.file.correct_asked.emit(page.file.id)
        keying = panel.pages.page("keying")
        qtbot.waitUntil(lambda: keying.sheet is not None)
        assert keying.sheet.answers()["condition"] == "身体还好"
        keying.sheet.rows["condition"].set_text("腿疼，少出门")
        keying.save()
        qtbot.waitUntil(lambda: bool(keying.done.done))
    with console_on(folder) as console:
        visit = console.care.visits.of_household(console.caller("LH"), household)[0]
        assert visit.text("condition") == "腿疼，少出门"
        assert visit["visited_on"] == date(2026, 9, 22)
