"""Sheets are keyed in with keys alone, in the order of the paper."""

import io

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from gridconsole.care.listing import CareFilter
from gridconsole.care.paper.kinds import SheetKind
from gridconsole.care.visiting.form import point_key
from gridconsole.core.paper.codes import qr_digits, sheet_code
from tests.journeys.desk import console_on, demo_folder, desk_on, panel_of

ENTER = Qt.Key.Key_Return
EVERYBODY = CareFilter()


def printed(folder, count):
    """Print sheets; return their numbers."""
    with console_on(folder) as console:
        caller = console.caller("LH")
        people = console.care.list.page(caller, EVERYBODY, 0, count * 2)
        homes = list(dict.fromkeys(one.parent.id for one in people))
        console.care.visits.print(caller, io.BytesIO(), homes[:count])
    return list(range(1, count + 1))


@pytest.fixture
def keying(qtbot, tmp_path):
    """Return a function that opens the desk with so many sheets printed, and its helpers."""
    folder = demo_folder(tmp_path)
    opened = []

    def start(count):
        printed(folder, count)
        context = desk_on(qtbot, folder)
        desk = context.__enter__()
        opened.append(context)
        return Keys(qtbot, panel_of(desk).pages.show_page("keying"), folder)

    yield start
    for context in opened:
        context.__exit__(None, None, None)


class Keys:
    """Presses keys where the cursor is."""

    def __init__(self, qtbot, page, folder):
        self.qtbot, self.page, self.folder = qtbot, page, folder
        qtbot.waitUntil(lambda: page.scanning.box.hasFocus())

    def type(self, text):
        self.qtbot.keyClicks(QApplication.focusWidget(), text)

    def enter(self):
        self.qtbot.keyClick(QApplication.focusWidget(), ENTER)

    def scan(self, digits):
        self.type(digits)
        self.enter()

    def open(self, digits):
        self.scan(digits)
        self.qtbot.waitUntil(lambda: self.page.sheet is not None)
        return self.page.sheet

    def fill_in(self):
        """Answer a usual sheet: all well, half an hour, met in person."""
        for row in [row for row in self.page.sheet.rows.values() if row.asked]:
            if row.key.startswith("point_"):
                self.type("1")
        for text in ("9.22", "9:30", "10:00"):
            self.type(text)
            self.enter()
        self.type("1")
        while QApplication.focusWidget() is not self.page.sheet.rows["mode"].editor:
            self.enter()

    def save(self):
        done = len(self.page.done.done)
        self.enter()
        self.qtbot.waitUntil(lambda: len(self.page.done.done) > done)


def test_thirty_sheets_in_a_row_need_no_mouse(keying):
    keys = keying(30)
    for number in range(1, 31):
        keys.open(sheet_code(number))
        keys.fill_in()
        keys.save()
        assert keys.page.scanning.box.hasFocus()
    assert keys.page.done.count.text() == "这次录了 30 张"


def test_a_scanned_code_is_taken_as_it_comes(keying):
    keys = keying(1)
    keys.open(qr_digits(SheetKind.VISIT, 1, 1))
    assert keys.page.code.text() == "000 013"


def test_what_is_not_well_asks_where_and_what(keying):
    keys = keying(1)
    sheet = keys.open(sheet_code(1))
    keys.type("2")
    assert QApplication.focusWidget() is sheet.rows["fault_1"].editor
    keys.enter()
    keys.type("1")
    assert sheet.answers()[point_key(2)] == "好"
    keys.page.save()
    keys.qtbot.waitUntil(lambda: bool(sheet.rows["fault_1"].complaint()))
    assert sheet.rows["fault_1"].complaint() == "不好的，写在哪里、什么样"


def test_a_sheet_that_was_keyed_in_says_so_and_can_be_corrected(keying):
    keys = keying(1)
    keys.open(sheet_code(1))
    keys.fill_in()
    keys.save()
    keys.scan(sheet_code(1))
    keys.qtbot.waitUntil(lambda: keys.page.problem.isVisible())
    assert "已由" in keys.page.problem.accessibleName()
    keys.page.problem.link_pressed.emit()
    keys.qtbot.waitUntil(lambda: keys.page.sheet is not None)
    assert keys.page.sheet.answers()["came"] == "09:30"


@pytest.mark.parametrize(
    ("digits", "words"),
    [
        ("00001", "只应有"),
        ("000014", "校验位不对"),
        (sheet_code(777), "没有单号"),
        (qr_digits(SheetKind.VISIT, 7, 1), "别的站"),
        (qr_digits(SheetKind.HOUSEHOLD, 1, 1), "不是走访单"),
    ],
)
def test_a_wrong_code_is_told_in_a_sentence_and_the_next_can_be_scanned(keying, digits, words):
    keys = keying(1)
    keys.scan(digits)
    keys.qtbot.waitUntil(lambda: keys.page.problem.isVisible())
    assert words in keys.page.problem.accessibleName()
    keys.open(sheet_code(1))
    assert keys.page.problem.isHidden()


def test_escape_asks_before_it_drops_what_is_typed(keying):
    keys = keying(1)
    keys.open(sheet_code(1))
    keys.type("1")
    keys.page.start_search()
    keys.qtbot.waitUntil(lambda: keys.page.dialog is not None and keys.page.dialog.isVisible())
    keys.page.dialog.buttons[1].click()
    assert keys.page.sheet is not None
    keys.page.start_search()
    keys.page.dialog.buttons[0].click()
    assert keys.page.sheet is None


def test_a_key_that_no_question_takes_leaves_the_sheet_as_it_is(keying):
    keys = keying(1)
    sheet = keys.open(sheet_code(1))
    keys.type("1")
    before = sheet.answers()
    for key in (Qt.Key.Key_A, Qt.Key.Key_B, Qt.Key.Key_F9):
        keys.qtbot.keyClick(QApplication.focusWidget(), key, Qt.KeyboardModifier.ControlModifier)
    keys.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F2)
    assert keys.page.sheet is sheet
    assert sheet.answers() == before


def opened(keys):
    """Scan the first sheet; return its questions."""
    keys.scan(qr_digits(SheetKind.VISIT, 1, 1))
    keys.qtbot.waitUntil(lambda: keys.page.sheet is not None)
    return keys.page.sheet.rows


def test_a_number_of_another_kind_of_paper_leads_there(keying):
    keys = keying(1)
    keys.page.scanning.choose(2)
    keys.type(sheet_code(1))
    keys.enter()
    keys.qtbot.waitUntil(lambda: "走访单" in keys.page.problem._link.text())
    keys.page.problem.link_pressed.emit()
    keys.qtbot.waitUntil(lambda: keys.page.sheet is not None)
    assert keys.page.code.text().replace(" ", "") == sheet_code(1)


def test_a_complaint_from_saving_stays_while_enter_walks_on(keying):
    keys = keying(1)
    rows = opened(keys)
    rows["visitors"].set_text("")
    rows["visited_on"].set_text("9.20")
    keys.page.save()
    keys.qtbot.waitUntil(lambda: bool(rows["visitors"].complaint()))
    keys.page.sheet.go_to(rows["visitors"])
    keys.enter()
    assert rows["visitors"].complaint()
    rows["visitors"].set_text("刘建军")
    rows["visitors"].judge()
    assert not rows["visitors"].complaint()


def test_where_nobody_was_met_enter_goes_past_what_is_seen_at_home(keying):
    keys = keying(1)
    rows = opened(keys)
    rows["met"].set_text("没遇到")
    keys.page.sheet.go_to(rows["again_on"])
    keys.enter()
    assert rows["hours"].editor.hasFocus()


def test_leaving_a_sheet_half_keyed_asks_with_the_cursor_on_going_on(keying):
    keys = keying(1)
    rows = opened(keys)
    rows["materials"].set_text("灯泡 1只")
    sheet = keys.page.sheet
    keys.page.start_search()
    keys.qtbot.waitUntil(lambda: keys.page.dialog is not None and keys.page.dialog.buttons[1].hasFocus())
    keys.enter()
    keys.qtbot.waitUntil(lambda: not keys.page.dialog.isVisible())
    assert keys.page.sheet is sheet
    assert rows["materials"].text() == "灯泡 1只"


def test_a_call_asks_only_what_one_can_tell_by_telephone(keying):
    keys = keying(1)
    with console_on(keys.folder) as console:
        home = console.care.list.page(console.caller("LH"), EVERYBODY, 0, 1)[0].parent.id
    keys.page.call_for(home, "某某　柳河村")
    keys.qtbot.waitUntil(lambda: keys.page.sheet is not None)
    rows = keys.page.sheet.rows
    assert not {"came", "left"} & rows.keys()
    assert "查线路" not in rows["done"].editor.words
    assert rows["mode"].editor.words == ("电话", "视频")
