"""The checks with the villages: printed, keyed in with keys alone, and what the page says of them."""

import io

import pytest
from pypdf import PdfReader

from gridconsole.care.listing import CareFilter
from gridconsole.care.paper.kinds import SheetKind
from tests.journeys.desk import console_on, demo_folder, desk_on, panel_of
from tests.ui.clips import clipped
from tests.ui.keys import ENTER, DeskKeys
from ui.care.village.lines import CHANGED, EVERY, OPEN, STATION
from ui.care.village.rows import State

QUARTER, EVERYBODY = "2026-Q3", CareFilter()


@pytest.fixture
def village(tmp_path):
    """A folder in which the sheet of the smallest village is printed, and that village's name."""
    folder = demo_folder(tmp_path)
    with console_on(folder) as console:
        caller, checks = console.caller("LH"), console.care.village_checks
        taken = {check.village for check in checks.checks(caller, QUARTER)}
        people = [one["village"] for one in console.care.list.page(caller, EVERYBODY, 0, 500)]
        free = [name for name in checks.villages(caller) if name not in taken]
        name = min(free, key=people.count)
        checks.print(caller, io.BytesIO(), [name])
    return folder, name


def stored(folder, name):
    with console_on(folder) as console:
        caller = console.caller("LH")
        (check,) = [one for one in console.care.village_checks.checks(caller, QUARTER) if one.village == name]
        people = {line.name: console.care.open(caller, line.person_id) for line in check.lines}
    return check, people


def test_a_sheet_is_keyed_in_with_a_key_for_each_line(qtbot, village):
    folder, name = village
    check, _ = stored(folder, name)
    number = int(check.code[:5])
    with desk_on(qtbot, folder) as desk:
        keys = DeskKeys(qtbot, panel_of(desk).pages.show_page("keying"))
        rows = keys.open(SheetKind.VILLAGE, number)
        assert not rows["1.on"].asked
        keys.type("2")
        assert rows["1.on"].editor.hasFocus()
        keys.answer("9.10", "搬到女儿家")
        keys.type("3")
        keys.answer("9.1", "")
        for _ in check.lines[2:]:
            keys.type("1")
        keys.answer("王小禾", "3组", "独居，儿子在外")
        keys.answer("")
        keys.answer("孙会计", "刘建军")
        done = keys.saved(lambda: keys.answer("9.22"))
        assert "搬走 1" in done.words and "去世 1" in done.words and "新增 1" in done.words
        assert any("补全资料" in remark for remark in done.remarks)
        keys.scan(SheetKind.VILLAGE, number)
        qtbot.waitUntil(lambda: keys.page.problem.isVisible())
        assert "已由王秀芬" in keys.page.problem.accessibleName()
    now, people = stored(folder, name)
    assert (now.open, now.officer, now.checker) == (0, "孙会计", "刘建军")
    first, second, *rest = [people[line.name] for line in now.lines]
    assert (first.text("status"), first.text("status_reason")) == ("迁出", "村级核对：搬到女儿家")
    assert second.text("status") == "去世"
    assert {one.text("status") or "在册" for one in rest} == {"在册"}
    assert rest[-1].text("name") == "王小禾"


def test_a_line_left_out_stays_open_is_listed_and_keyed_in_later(qtbot, village):
    folder, name = village
    check, _ = stored(folder, name)
    number = int(check.code[:5])
    with desk_on(qtbot, folder) as desk:
        keys = DeskKeys(qtbot, panel_of(desk).pages.show_page("keying"))
        keys.open(SheetKind.VILLAGE, number)
        keys.press(ENTER)
        for _ in check.lines[1:]:
            keys.type("1")
        keys.answer("", "孙会计", "刘建军", "9.30")
        qtbot.waitUntil(lambda: not keys.page.problem.isHidden())
        assert keys.rows["checked_on"].complaint()
        keys.rows["checked_on"].set_text("9.22")
        assert "还有 1 行没有答" in keys.saved(keys.page.save).remarks[0]
        page = panel_of(desk).pages.show_page("village")
        qtbot.waitUntil(lambda: page.table.loader.is_complete and page.panel.village is not None)
        rows = [page.table.model.snapshot(row) for row in range(page.table.model.rowCount())]
        (one,) = [row["village"] for row in rows if row["village"].name == name]
        assert one.state is State.PARTLY
        page.open(one)
        qtbot.waitUntil(lambda: page.panel.village.name == name)
        assert [row["line"].line for row in page.panel.rows()] == [1]
        page.panel.choose(STATION)
        assert name in {row["place"] for row in page.panel.rows()}
        page.panel.choose(EVERY)
        assert len(page.panel.rows()) == len(check.lines)
        assert not page.panel.print_button.isVisible()
        page.panel.choose(OPEN)
        page.panel.key_button.click()
        keys = DeskKeys(qtbot, panel_of(desk).pages.page("keying"))
        rows = keys.open(SheetKind.VILLAGE, number)
        assert list(rows)[:2] == ["1.answer", "1.on"]
        assert rows["officer"].text() == "孙会计"
        keys.type("3")
        keys.saved(keys.page.save)
        page = panel_of(desk).pages.show_page("village")
        qtbot.waitUntil(lambda: page.panel.village is not None and page.panel.village.state is State.DONE)
        page.panel.choose(CHANGED)
        assert [row["line"].answer for row in page.panel.rows()] == ["去世"]


def test_the_sheets_of_all_villages_are_printed_and_nothing_is_cut_off(qtbot, village):
    folder, name = village
    with desk_on(qtbot, folder, size=150) as desk:
        page, printed = panel_of(desk).pages.show_page("village"), []
        page.papers.open_file = lambda file: not printed.append(file)
        qtbot.waitUntil(lambda: page.table.loader.is_complete and page.panel.village is not None)
        qtbot.waitUntil(lambda: clipped(page, desk.window.look) == [])
        page.print_all()
        qtbot.waitUntil(lambda: page.dialog is not None)
        page.dialog.buttons[1].click()
        qtbot.waitUntil(lambda: len(printed) == 1, timeout=10_000)
        text = "".join(one.extract_text() for one in PdfReader(printed[0]).pages)
        assert name in text and "第2份" in "".join(text.split())
        qtbot.waitUntil(lambda: page.table.chips[1].text() == "还没打印 0")
