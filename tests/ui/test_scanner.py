"""A scan is known by its speed wherever the cursor is; whatever a hand types arrives as it was typed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gridconsole.care.paper.kinds import SheetKind
from gridconsole.core.paper.codes import qr_digits, sheet_code
from tests.journeys.desk import demo_folder, desk_on, open_first, panel_of
from tests.ui.test_keying_desk import printed
from ui.app import Desk
from ui.care.feature import is_code
from ui.care.keying.desk import KeyingDesk
from ui.care.panel import CarePanel
from ui.shell.scanner import Scanner
from ui.widgets.keying.strip import Strip
from ui.widgets.ledger_form.asking import Choosing

CODE = qr_digits(SheetKind.VISIT, 1, 1)
SCAN, HAND = 4, 120
"""Milliseconds between the keys of a scanner and of a hand."""
RETURN, NO = Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier


class Keyboard:
    """Presses keys at a window as the window system does, each with its moment."""

    def __init__(self, window: QWidget) -> None:
        self._window, self.now = window, 1_000

    def key(self, key: Qt.Key, text: str, after: int) -> None:
        self.now += after
        handle = self._window.windowHandle()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, NO, text)
            event.setTimestamp(self.now)
            QCoreApplication.sendEvent(handle, event)

    def type(self, text: str, gap: int, first: int = 500) -> None:
        for number, letter in enumerate(text):
            key = Qt.Key(ord(letter.upper()))
            self.key(key, letter, gap if number else first)

    def enter(self, gap: int) -> None:
        self.key(RETURN, "\r", gap)

    def scan(self, digits: str = CODE, gap: int = SCAN) -> None:
        self.type(digits, gap)
        self.enter(gap)


@dataclass
class Bench:
    """Editors in a window with a listener, and what it heard."""

    window: QWidget
    line: QLineEdit
    note: QPlainTextEdit
    choice: QComboBox
    keys: Keyboard
    heard: list[str]
    entered: list[str]


@pytest.fixture
def bench(qtbot: QtBot) -> Iterator[Bench]:
    window = QWidget()
    line, note, choice = QLineEdit(), QPlainTextEdit(), QComboBox()
    choice.addItems(["0 没有", "1 一次", "2 两次"])
    column = QVBoxLayout(window)
    for widget in (line, note, choice):
        column.addWidget(widget)
    heard: list[str] = []
    entered: list[str] = []
    scanner = Scanner(window, is_code)
    scanner.scanned.connect(heard.append)
    line.returnPressed.connect(lambda: entered.append(line.text()))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    yield Bench(window, line, note, choice, Keyboard(window), heard, entered)


def test_a_scan_leaves_text_cursor_and_selection_as_they_were(bench: Bench) -> None:
    for start, length in ((0, 2), (3, -2), (1, 0), (4, 0)):
        bench.line.setText("柳河村3")
        bench.line.setCursorPosition(start)
        if length:
            bench.line.setSelection(start, length)
        before = (bench.line.text(), bench.line.cursorPosition(), bench.line.selectedText())
        bench.keys.scan()
        assert (bench.line.text(), bench.line.cursorPosition(), bench.line.selectedText()) == before
    assert bench.heard == [CODE] * 4
    assert bench.entered == []


def test_a_scan_leaves_notes_and_choices_as_they_were(bench: Bench) -> None:
    bench.note.setPlainText("第一行\n第二行")
    cursor = bench.note.textCursor()
    cursor.setPosition(5)
    bench.note.setTextCursor(cursor)
    bench.choice.setCurrentIndex(0)
    for widget in (bench.note, bench.choice):
        widget.setFocus()
        bench.keys.scan()
        assert QApplication.focusWidget() is widget
    assert bench.note.toPlainText() == "第一行\n第二行"
    assert bench.note.textCursor().position() == 5
    assert bench.choice.currentIndex() == 0
    assert bench.heard == [CODE, CODE]


WRONG = CODE[:-1] + str((int(CODE[-1]) + 1) % 10)


@pytest.mark.parametrize(
    ("digits", "gap"),
    [
        (CODE, 36),
        (CODE, HAND),
        (WRONG, SCAN),
        (CODE[:6], SCAN),
        (f"69{CODE}", SCAN),
        (CODE[:5] + "a" + CODE[5:], SCAN),
    ],
    ids=["a quick hand", "a hand", "no valid code", "too few", "the end of a longer number", "a letter"],
)
def test_what_is_no_scan_arrives_with_its_enter(bench: Bench, digits: str, gap: int) -> None:
    bench.keys.scan(digits, gap)
    assert bench.line.text() == digits
    assert bench.entered == [digits]
    assert bench.heard == []


def test_a_key_that_is_held_down_is_no_scan(bench: Bench) -> None:
    held = next(code for code in (digit * 11 for digit in "0123456789") if is_code(code) or code[0] == "9")
    for number in range(11):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key(ord(held[0])), NO, held[0], number > 0)
        event.setTimestamp(5_000 + 30 * number)
        QCoreApplication.sendEvent(bench.window.windowHandle(), event)
    bench.keys.now = 5_330
    bench.keys.enter(30)
    assert bench.line.text() == held
    assert bench.heard == []


Bit = tuple[str, int]
hands = st.tuples(st.text("0123456789abc", min_size=1, max_size=14), st.integers(40, 300))
scans = st.tuples(st.integers(0, 99_999).map(lambda n: qr_digits(SheetKind.VISIT, 1, n)), st.integers(1, 12))
bits = st.lists(hands | scans, min_size=1, max_size=6)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(bits, st.lists(st.booleans(), min_size=6, max_size=6))
def test_of_any_mixture_the_line_keeps_what_hands_typed(
    bench: Bench, mixture: Sequence[Bit], with_enter: Sequence[bool]
) -> None:
    bench.line.clear()
    bench.heard.clear()
    bench.entered.clear()
    wanted, heard, entered = "", [], []
    for (text, gap), enter in zip(mixture, with_enter, strict=False):
        bench.keys.type(text, gap)
        if is_code(text) and gap <= 12:
            bench.keys.enter(gap)
            heard.append(text)
            continue
        wanted += text
        if enter:
            bench.keys.enter(gap)
            entered.append(wanted)
    assert bench.line.text() == wanted
    assert bench.heard == heard
    assert bench.entered == entered


@pytest.fixture
def start(qtbot: QtBot, tmp_path) -> Iterator[Callable[..., Desk]]:  # type: ignore[no-untyped-def]
    folder = demo_folder(tmp_path)
    printed(folder, 2)
    opened = []

    def open_desk(acting: str | None = None) -> Desk:
        context = desk_on(qtbot, folder, acting)
        opened.append(context)
        desk = context.__enter__()
        desk.window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.focusWindow() is desk.window.windowHandle())
        return desk

    yield open_desk
    for context in opened:
        context.__exit__(None, None, None)


def at_the_desk(qtbot: QtBot, panel: CarePanel, code: str = "000 013") -> KeyingDesk:
    """Wait until the sheet of a code is open; return the keying desk."""
    qtbot.waitUntil(lambda: isinstance(panel.pages.page("keying"), KeyingDesk))
    page = panel.pages.page("keying")
    assert isinstance(page, KeyingDesk)
    qtbot.waitUntil(lambda: page.sheet is not None and page.code.text() == code)
    return page


def test_a_scan_in_a_persons_file_opens_the_sheet_and_types_nothing(qtbot: QtBot, start) -> None:  # type: ignore[no-untyped-def]
    desk = start()
    panel = open_first(qtbot, desk)
    contact = panel.file.form.entries["contact"]
    contact.focus()
    before = contact.text()
    Keyboard(desk.window).scan()
    at_the_desk(qtbot, panel)
    assert contact.text() == before
    assert not panel.file.is_dirty


def test_a_scan_in_the_search_box_and_in_the_table_opens_the_sheet(qtbot: QtBot, start) -> None:  # type: ignore[no-untyped-def]
    desk = start()
    panel, keys = panel_of(desk), Keyboard(desk.window)
    panel.table.view.go(3)
    for widget in (panel.table.view, panel.table.search):
        panel.pages.show_page("people")
        widget.setFocus()
        keys.scan()
        page = at_the_desk(qtbot, panel)
        page.close_file()
        if widget is panel.table.view:
            assert panel.table.view.currentIndex().row() == 3
    assert panel.table.search.text() == ""
    assert panel.file.file is None


def test_a_scan_over_a_half_keyed_sheet_asks_and_changes_no_answer(qtbot: QtBot, start) -> None:  # type: ignore[no-untyped-def]
    desk = start()
    panel, keys = panel_of(desk), Keyboard(desk.window)
    keys.scan()
    page = at_the_desk(qtbot, panel)
    assert page.sheet is not None
    keys.type("1", HAND)
    before, where = page.sheet.answers(), QApplication.focusWidget()
    assert isinstance(where, Strip)
    keys.scan(qr_digits(SheetKind.VISIT, 1, 2))
    qtbot.waitUntil(lambda: page.dialog is not None and page.dialog.isVisible())
    assert page.sheet.answers() == before
    dialog = page.dialog
    assert isinstance(dialog, Choosing)
    dialog.buttons[1].click()
    qtbot.waitUntil(where.hasFocus)
    assert page.sheet.answers() == before
    keys.scan(qr_digits(SheetKind.VISIT, 1, 2))
    page.dialog.buttons[0].click()
    code = sheet_code(2)
    at_the_desk(qtbot, panel, f"{code[:3]} {code[3:]}")


def test_the_box_for_codes_takes_a_scan_as_it_always_did(qtbot: QtBot, start) -> None:  # type: ignore[no-untyped-def]
    desk = start()
    panel = panel_of(desk)
    panel.pages.show_page("keying")
    page = panel.pages.page("keying")
    assert isinstance(page, KeyingDesk)
    qtbot.waitUntil(page.scanning.box.hasFocus)
    with qtbot.waitSignal(page.scanning.scanned):
        Keyboard(desk.window).scan()
    at_the_desk(qtbot, panel)


def test_a_volunteer_is_told_who_keys_in(qtbot: QtBot, start) -> None:  # type: ignore[no-untyped-def]
    desk = start("陈海")
    Keyboard(desk.window).scan()
    qtbot.waitUntil(lambda: "scanned" in desk.window.messages.shown())
    assert panel_of(desk).pages.current == "people"
