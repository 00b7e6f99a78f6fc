"""Consent forms: who is to be asked, keyed in with keys alone, withdrawn from a person's file."""

import io

import pytest
from pypdf import PdfReader

from gridconsole.care.consents.choosing import Whom
from gridconsole.care.consents.standing import Stand
from gridconsole.care.listing import CareFilter
from gridconsole.care.paper.kinds import SheetKind
from tests.journeys.desk import console_on, demo_folder, desk_on, open_person, panel_of
from tests.ui.clips import clipped
from tests.ui.keys import DeskKeys

EVERYBODY = CareFilter()


@pytest.fixture
def folder(tmp_path):
    return demo_folder(tmp_path)


def people(folder):
    with console_on(folder) as console:
        return console.care.list.page(console.caller("LH"), EVERYBODY, 0, 500)


def printed(folder, *ids):
    """Print the forms of people; return their numbers."""
    with console_on(folder) as console:
        caller, consents = console.caller("LH"), console.care.consents
        for id in ids:
            consents.print(caller, io.BytesIO(), Whom([id]))
        codes = {one.person.id: one.code for one in consents.standings(caller)}
    return [int(codes[id][:5]) for id in ids]


def test_forms_are_keyed_in_item_by_item_or_refused_as_a_whole(qtbot, folder):
    everybody = people(folder)
    grown = [one for one in everybody if not one["young"] and one["consent"] == "待签同意书"]
    child = next(one for one in everybody if one["young"])
    first, second, third = printed(folder, grown[0].id, grown[1].id, child.id)
    with desk_on(qtbot, folder) as desk:
        keys = DeskKeys(qtbot, panel_of(desk).pages.show_page("keying"))
        keys.open(SheetKind.CONSENT, first)
        for key in "112121":
            keys.type(key)
        assert keys.rows["signed_by"].editor.hasFocus()
        keys.answer("1")
        assert keys.rows["signed_by"].text() == grown[0].text("name")
        assert not keys.rows["relation"].asked
        done = keys.saved(lambda: keys.answer("9.22"))
        assert done.remarks == ("不同意：拍照、医疗用电保障",)
        rows = keys.open(SheetKind.CONSENT, second)
        keys.page.save()
        qtbot.waitUntil(lambda: "一项都没有勾" in rows["refused"].complaint())
        keys.page.sheet.go_to(rows["refused"])
        keys.type("2")
        assert not keys.rows["item_1"].asked
        keys.answer("2")
        assert keys.rows["relation"].text() == grown[1].text("relation")
        assert "全不同意" in keys.saved(lambda: keys.answer("", "9.22")).words
        rows = keys.open(SheetKind.CONSENT, third)
        assert "item_6" not in rows, "of a child nothing is published"
        for key in "11111":
            keys.type(key)
        keys.answer(child.text("name"), "9.22")
        qtbot.waitUntil(lambda: bool(rows["signed_by"].complaint()))
        assert "监护人" in rows["signed_by"].complaint()
        rows["signed_by"].set_text("1")
        rows["relation"].set_text(child.text("relation") or "祖母")
        assert keys.page.sheet.answers()["signed_by"] == child.text("contact")
        assert "5 项都同意" in keys.saved(keys.page.save).words
        keys.scan(SheetKind.CONSENT, first)
        qtbot.waitUntil(lambda: keys.page.problem.isVisible())
        assert "已由王秀芬" in keys.page.problem.accessibleName()
    with console_on(folder) as console:
        caller = console.caller("LH")
        agreed = console.care.open(caller, grown[0].id)
        stands = {one.person.id: one.stand for one in console.care.consents.standings(caller)}
    assert (agreed["consent"], agreed["consent_scope"]) == (
        "书面同意",
        ("建档", "走访", "与政府网格共享", "公开"),
    )
    assert stands[grown[1].id] is Stand.REFUSED
    assert stands[child.id] is Stand.AGREED


def test_all_who_are_to_be_asked_are_counted_by_village_and_printed(qtbot, folder):
    with desk_on(qtbot, folder, size=150) as desk:
        page, made = panel_of(desk).pages.show_page("consents"), []
        page.papers.open_file = lambda file: not made.append(file)
        qtbot.waitUntil(lambda: page.table.loader.is_complete and page.count.full_text().startswith("还有"))
        qtbot.waitUntil(lambda: clipped(page, desk.window.look) == [])
        at = page.villages.count() - 1
        while page.villages.itemText(at).endswith("待签 0"):
            at -= 1
        page.villages.setCurrentIndex(at)
        village, _, count = page.villages.currentText().partition("　待签 ")
        qtbot.waitUntil(lambda: page.table.loader.is_complete and page.table.model.rowCount() == int(count))
        page.print_paper()
        qtbot.waitUntil(lambda: page.dialog is not None)
        page.dialog.buttons[1].click()
        qtbot.waitUntil(lambda: len(made) == 1, timeout=10_000)
        pages = PdfReader(made[0]).pages
        assert len(pages) == int(count)
        assert all(village in one.extract_text() for one in pages)
        qtbot.waitUntil(lambda: page.table.chips[1].text() == f"没交回 {count}")
        assert page.table.chips[0].text() == "待签 0"


def test_a_consent_is_withdrawn_from_a_persons_file_with_a_reason_and_a_day(qtbot, folder):
    one = next(each for each in people(folder) if each["consent"] == "书面同意")
    with desk_on(qtbot, folder) as desk:
        panel = open_person(qtbot, desk, one.id)
        panel.file.withdraw_consent()
        dialog = panel.file.questions.dialog
        dialog.day.setText("2026-10-01")
        dialog.go.click()
        assert dialog.fields["day"].complaint() == "晚于今天"
        assert dialog.fields["reason"].complaint() == "请写明原因"
        dialog.day.setText("2026-09-20")
        dialog.reason.setText("本人来站提出")
        dialog.go.click()
        qtbot.waitUntil(lambda: panel.file.file.one["consent"] == "已撤回")
        page = panel.pages.show_page("consents")
        qtbot.waitUntil(lambda: page.table.loader.is_complete and page.table.chips[3].text() == "已撤回 1")
    with console_on(folder) as console:
        past = console.care.history(console.caller("LH"), one.id)[0]
    assert (past.deed, past.reason) == ("consent.withdraw", "本人来站提出")
