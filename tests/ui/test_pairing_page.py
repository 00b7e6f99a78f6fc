"""Pairing in the window: who left, what is to be reassigned, cards, and who helped before."""

import pytest
from pypdf import PdfReader

from gridconsole.care.listing import CareFilter
from gridconsole.core.caller import Role
from tests.journeys.desk import console_on, demo_folder, desk_on, open_person, panel_of
from tests.ui.clips import clipped
from ui.care.ledger_papers import INSPECTION, WORKING
from ui.care.pairing.cards_dialog import CARDS, SLIPS

LEFT, NEXT = "何静", "刘建军"


@pytest.fixture
def folder(tmp_path):
    return demo_folder(tmp_path)


def words_of(file):
    return "".join("".join(one.extract_text() for one in PdfReader(file).pages).split())


def helped_by(folder, name):
    """How many households with anybody left somebody helps, how many at all, and one of the people."""
    with console_on(folder) as console:
        caller = console.caller("LH")
        staff = next(one.id for one in console.staff.all(caller.station_id) if one.name == name)
        people = list(console.care.list.everybody(caller, CareFilter(helper=staff)))
        here = [one for one in people if one.text("status") in ("", "在册", "暂离")]
        now = console.care.pairings.preview(caller, {here[0].parent.id}, staff).now
    return len({one.parent.id for one in here}), now, here[0]


def test_who_leaves_yields_a_list_that_is_given_to_another_after_a_preview(qtbot, folder):
    count, _, person = helped_by(folder, LEFT)
    _, before, _ = helped_by(folder, NEXT)
    with desk_on(qtbot, folder) as desk:
        panel = panel_of(desk)
        page = panel.pages.show_page("pairings")
        qtbot.waitUntil(lambda: page.table.loader.is_complete)
        page.note_leaving()
        qtbot.waitUntil(lambda: page.dialog is not None)
        leaving = page.dialog
        assert leaving.who.findText("王秀芬") < 0, "nobody notes his own leaving"
        leaving.who.setCurrentText(LEFT)
        leaving.go.click()
        assert leaving.fields["why"].complaint() == "请写明原因"
        leaving.why.setText("调走")
        leaving.go.click()
        qtbot.waitUntil(lambda: page.dialog is not leaving)
        dialog = page.dialog
        qtbot.waitUntil(lambda: dialog.table.loader.is_complete and dialog.table.model.rowCount() == count)
        qtbot.waitUntil(lambda: page.strip.isVisible())
        assert f"{count} 户" in page.strip.accessibleName()
        first = dialog.table.model.snapshot(0)
        dialog.table.view.choose(dialog.table.view.chosen.toggled(first.id))
        dialog.helper.setCurrentText(NEXT)
        qtbot.waitUntil(lambda: dialog.go.isEnabled())
        assert "1 户" in dialog.told.accessibleName()
        assert f"{before:,} 户变为 {before + 1:,} 户" in dialog.told.accessibleName()
        dialog.table.view.choose(dialog.table.view.chosen.toggled(first.id))
        qtbot.waitUntil(lambda: f"{before + count:,} 户" in dialog.told.accessibleName())
        assert f"{LEFT} {count} 户" in dialog.told.accessibleName()
        dialog.reason.setText("何静调走")
        dialog.go.click()
        qtbot.waitUntil(lambda: page.strip.isHidden(), timeout=10_000)
        panel = open_person(qtbot, desk, person.id)
        assert panel.file.file.one.text("helper") == NEXT
        panel.file.show_helpers()
        history = panel.file.questions.dialog
        qtbot.waitUntil(lambda: len(history.rows) >= 2)
        assert [one.text("person") for one in history.rows[:2]] == [NEXT, LEFT]
        history.accept()
    assert helped_by(folder, NEXT)[1] == before + count


def test_cards_and_slips_are_printed_by_helper_or_village(qtbot, folder):
    with desk_on(qtbot, folder, size=150) as desk:
        page, printed = panel_of(desk).pages.show_page("pairings"), []
        qtbot.waitUntil(lambda: page.table.loader.is_complete)
        qtbot.waitUntil(lambda: clipped(page, desk.window.look) == [])
        page.papers.open_file = lambda file: not printed.append(file)
        for paper, name, words in ((CARDS, NEXT, NEXT), (SLIPS, "", "口令")):
            page.dialog = None
            page.ask_cards(paper)
            qtbot.waitUntil(lambda: page.dialog is not None)
            page.dialog.helper.setCurrentText(name)
            page.dialog.village.setCurrentIndex(0 if name else 1)
            page.dialog.go.click()
            qtbot.waitUntil(lambda: bool(printed), timeout=10_000)
            text = words_of(printed.pop())
            assert words in text
            assert LEFT not in text


def test_the_working_ledger_asks_why_and_a_volunteer_is_offered_neither_kind(qtbot, folder):
    with desk_on(qtbot, folder) as desk:
        panel, printed = panel_of(desk), []
        papers = panel.ledger_papers
        papers.open_file = lambda file: not printed.append(file)
        for kind in (INSPECTION, WORKING):
            papers.asked = None
            papers.ask(kind)
            qtbot.waitUntil(lambda: papers.asked is not None)
            if kind == WORKING:
                papers.asked.answer()
                assert papers.asked.why.complaint() == "请写明原因"
                papers.asked.reason.setText("冬季入户走访安排")
            papers.asked.village.setCurrentIndex(1)
            papers.asked.answer()
            qtbot.waitUntil(lambda kind=kind: len(printed) == 1 + (kind == WORKING), timeout=10_000)
        assert "冬季入户走访安排" in words_of(printed[1])
        assert "检查版" in words_of(printed[0])
        words = ("打印检查版", "打印工作版")
        offered = [one for one in panel._more.entries.actions() if one.text().startswith(words)]
        assert all(one.isVisible() for one in offered)
        menu = desk.window.status.menu.actions()
        next(action for action in menu if Role.VOLUNTEER.value in action.text()).trigger()
        qtbot.waitUntil(lambda: not any(one.isVisible() for one in offered))
        assert len(offered) == 2
