"""The palette on a real window: one box finds people, papers and commands; recent ones come first."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gridconsole.care.listing import CareFilter
from gridconsole.care.paper.kinds import SheetKind
from gridconsole.core.caller import Role
from gridconsole.core.ledger.reading import initials, name_readings
from gridconsole.core.ledger.snapshot import Masked
from gridconsole.core.paper.codes import qr_digits, sheet_code
from tests.journeys.desk import DAY, commit, console_on, demo_folder, desk_on, panel_of
from tests.ui.clips import clipped
from tests.ui.test_keying_desk import printed
from tests.ui.test_shell_window import unnamed
from ui.app import Desk
from ui.care.due import due_of
from ui.care.feature import FEATURE, PAGES
from ui.care.finding import search
from ui.look.scale import TextSize
from ui.shell.palette.dialog import Palette
from ui.shell.palette.help_page import HelpPage
from ui.shell.window_commands import COMMANDS

CONTROL = Qt.KeyboardModifier.ControlModifier
ENTER, ESCAPE, DOWN, UP = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Up
VOLUNTEER = "陈海"


class Hands:
    """Opens the palette by its key and types into it."""

    def __init__(self, qtbot: QtBot, desk: Desk) -> None:
        self.qtbot, self.desk = qtbot, desk

    def open(self) -> Palette:
        """Press Ctrl+K and wait for the first lines."""
        self.desk.window.activateWindow()
        self.qtbot.waitUntil(lambda: QApplication.activeWindow() is self.desk.window)
        QTest.keyClick(self.desk.window, Qt.Key.Key_K, CONTROL)
        palette = self.desk.window.findChild(Palette)
        assert isinstance(palette, Palette)
        self.qtbot.waitUntil(lambda: QApplication.focusWidget() is palette.box)
        self.qtbot.waitUntil(lambda: not palette.busy)
        return palette

    def find(self, text: str) -> Palette:
        """Open it and type, Chinese by an input method."""
        palette = self.open()
        self.type(text)
        self.qtbot.waitUntil(lambda: not palette.busy)
        return palette

    def type(self, text: str) -> None:
        """Type where the cursor is."""
        QTest.keyClicks(QApplication.focusWidget(), text) if text.isascii() else commit(text)

    def press(self, key: Qt.Key) -> None:
        """Press a key where the cursor is."""
        QTest.keyClick(QApplication.focusWidget(), key)


@pytest.fixture
def on(qtbot: QtBot, tmp_path: Path) -> Callable[..., Any]:
    """Return a function that opens the window on one folder, as often as one likes."""
    folder = demo_folder(tmp_path)

    @contextmanager
    def start(acting: str | None = None, size: int = 100) -> Iterator[Hands]:
        with desk_on(qtbot, folder, acting, size=size) as desk:
            yield Hands(qtbot, desk)

    start.folder = folder  # type: ignore[attr-defined]
    return start


def words(palette: Palette) -> list[str]:
    return [entry.title for entry in palette.entries]


def test_initials_find_a_command_and_enter_does_it(on: Any) -> None:
    with on() as hands:
        palette = hands.find("dkdjdj")
        assert words(palette)[0] == "打开单据登记"
        assert palette.entries[0].spans == ((0, 6),)
        hands.press(ENTER)
        assert panel_of(hands.desk).pages.current == "register"
        assert hands.desk.window.findChild(Palette) is None or not palette.isVisible()


def test_a_persons_initials_find_the_person_and_enter_opens_the_file(on: Any) -> None:
    with on() as hands:
        one = panel_of(hands.desk).table.model.snapshot(7)
        palette = hands.find(initials(name_readings(one.text("name"))[0]))
        wanted = f"care:{one.id}"
        while palette.current is not None and palette.current.id != wanted:
            before = palette.current
            hands.press(DOWN)
            assert palette.current is not before
        hands.press(ENTER)
        hands.qtbot.waitUntil(lambda: panel_of(hands.desk).file.person == one.id)


@pytest.mark.parametrize("digits", [sheet_code(1), qr_digits(SheetKind.VISIT, 1, 1)])
def test_the_digits_of_a_paper_with_enter_right_behind_open_it_at_the_keying_desk(
    on: Any, digits: str
) -> None:
    printed(on.folder, 1)
    with on() as hands:
        hands.open()
        hands.type(digits)
        hands.press(ENTER)
        panel = panel_of(hands.desk)
        hands.qtbot.waitUntil(lambda: panel.pages.current == "keying")
        desk: Any = panel.pages.page("keying")
        hands.qtbot.waitUntil(lambda: desk.sheet is not None)
        assert desk.code.text() == "000 013"


def test_a_code_that_no_paper_here_has_is_explained_at_the_keying_desk(on: Any) -> None:
    with on() as hands:
        hands.find(qr_digits(SheetKind.VISIT, 77, 1))
        hands.press(ENTER)
        desk: Any = panel_of(hands.desk).pages.page("keying")
        hands.qtbot.waitUntil(lambda: desk.problem.isVisible())
        assert "别的站" in desk.problem.accessibleName()


def test_people_come_before_commands_unless_the_text_names_a_command(on: Any) -> None:
    with on() as hands:
        palette = hands.find("打印")
        assert palette.entries[0].title == "打印走访单"
        palette.box.clear()
        hands.type("d")
        hands.qtbot.waitUntil(lambda: not palette.busy)
        sorts = [
            "person" if entry.icon == "person" and ":" in entry.id else "command" for entry in palette.entries
        ]
        assert set(sorts) == {"person", "command"}
        assert sorts == sorted(sorts, reverse=True)


def test_what_was_taken_stands_first_also_after_a_new_start_and_only_for_who_took_it(on: Any) -> None:
    with on() as hands:
        one = panel_of(hands.desk).table.model.snapshot(3)
        hands.find("dkdjdj")
        hands.press(ENTER)
        palette = hands.find(one.text("name"))
        taken = palette.current
        assert taken is not None and taken.id == f"care:{one.id}"
        hands.press(ENTER)
        hands.qtbot.waitUntil(lambda: panel_of(hands.desk).file.person == one.id)
    kept = (on.folder.parent / "window.json").read_text(encoding="utf-8")
    assert str(one.id) in kept and one.text("name") not in kept
    with on() as hands:
        assert words(hands.open())[:2] == [one.text("name"), "打开单据登记"]
        hands.press(ESCAPE)
    with on(VOLUNTEER) as hands:
        assert one.text("name") not in words(hands.open())
        hands.press(ESCAPE)


def test_a_volunteer_sees_own_households_and_what_volunteers_may_do(on: Any) -> None:
    printed(on.folder, 1)
    with console_on(on.folder) as console:
        caller = console.caller("LH", VOLUNTEER)
        assert caller.role is Role.VOLUNTEER
        own = {one.text("name") for one in console.care.list.everybody(caller, CareFilter())}
        people = list(console.care.list.everybody(console.caller("LH"), CareFilter()))
        stranger = next(one for one in people if one.text("name") not in own)
    with on(VOLUNTEER) as hands:
        titles = words(hands.open())
        assert "打开应访名单" in titles and "打开走访记录" in titles
        assert not {"导入", "新建", "导出", "打开录入台", "打印工作版…"} & set(titles)
        for text in (stranger.text("name"), sheet_code(1)):
            hands.press(ESCAPE)
            assert all(entry.icon not in ("person", "file") for entry in hands.find(text).entries)
        hands.press(ESCAPE)


def test_a_hit_says_name_village_and_state_and_nothing_else(on: Any) -> None:
    with console_on(on.folder) as console:
        caller = console.caller("LH")
        people = {str(one.id): one for one in console.care.list.everybody(caller, CareFilter())}
        for one in people.values():
            numbers = [str(one["file_number"])]
            for key in ("account", "phone", "citizen_id"):
                if isinstance(one[key], Masked) and not one[key].locked:
                    numbers.append(console.care.reveal(caller.because("核对"), one.id, key))
            for text in numbers:
                hits = [hit for hit in search(console, caller, text) if hit.icon == "person"]
                assert str(one.id) in [hit.id for hit in hits]
                for hit in hits:
                    found = people[hit.id]
                    assert (hit.title, hit.note) == (found.text("name"), found.text("village"))
                    assert hit.state is not None and hit.state.words == due_of(found, DAY).words


def test_arrows_walk_over_the_words_of_groups_the_wheel_scrolls_and_escape_closes(on: Any) -> None:
    with on() as hands:
        before = QApplication.focusWidget()
        palette = hands.find("d")
        seen = [palette.current]
        for _ in palette.entries[1:]:
            hands.press(DOWN)
            seen.append(palette.current)
        assert seen == palette.entries
        hands.press(DOWN)
        assert palette.current is palette.entries[-1]
        hands.press(UP)
        assert palette.current is palette.entries[-2]
        bar = palette.list.verticalScrollBar()
        low = bar.value()
        turn_wheel(palette, 120)
        assert 0 < bar.value() < low
        hands.press(ESCAPE)
        assert not palette.isVisible()
        hands.desk.window.activateWindow()
        hands.qtbot.waitUntil(lambda: QApplication.focusWidget() is before)


def turn_wheel(palette: Palette, angle: int) -> None:
    view = palette.list.viewport()
    middle = QPointF(view.rect().center())
    event = QWheelEvent(
        middle, view.mapToGlobal(middle), QPoint(), QPoint(0, angle), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view, event)


def test_the_search_of_the_top_bar_opens_it_and_nothing_found_says_what_to_try(on: Any) -> None:
    with on() as hands:
        button = next(b for b in hands.desk.window.findChildren(object) if b.objectName() == "search_button")
        button.click()
        palette = hands.desk.window.findChild(Palette)
        hands.qtbot.waitUntil(lambda: QApplication.focusWidget() is palette.box)
        hands.type("qqqqq")
        hands.qtbot.waitUntil(lambda: not palette.busy)
        assert palette.entries == [] and palette.nothing.isVisible()
        hands.press(ENTER)
        assert palette.isVisible()
        hands.press(ESCAPE)


def test_f1_explains_the_panel_in_front_and_its_keys_print_on_one_page(on: Any) -> None:
    with on() as hands:
        hands.desk.window.activateWindow()
        QTest.keyClick(hands.desk.window, Qt.Key.Key_F1)
        page = hands.desk.window.findChild(HelpPage)
        lines = [line for part in page.parts for line in part.lines]
        titles = {line.title for line in lines}
        assert {command.title for command in (*FEATURE.commands, *COMMANDS)} <= titles
        assert next(line.keys for line in lines if line.title == "导入") == "Ctrl+I"
        files: list[Path] = []
        panel = panel_of(hands.desk)
        panel.ledger_papers.open_file = lambda file: files.append(file) is None
        page.buttons[0].click()
        hands.qtbot.waitUntil(lambda: bool(files))
        from pypdf import PdfReader

        pages = PdfReader(files[0]).pages
        text = "".join("".join(one.extract_text().split()) for one in pages)
        assert len(pages) == 1
        assert all(line.keys.replace(" ", "") in text for line in lines if line.keys)


@pytest.mark.parametrize("size", TextSize)
def test_nothing_is_cut_off_and_everything_has_a_name(on: Any, size: TextSize) -> None:
    with on(size=size.value) as hands:
        palette = hands.find("z")
        look = hands.desk.window.look
        assert clipped(palette, look) == []
        assert unnamed(palette) == []
        assert hands.desk.window.frameGeometry().contains(palette.geometry())
        hands.press(ESCAPE)
        hands.desk.window.open_help()
        page = hands.desk.window.findChild(HelpPage)
        QApplication.processEvents()
        assert clipped(page, look) == []
        assert unnamed(page) == []
        page.reject()


def test_every_command_says_what_it_does_and_every_tab_has_one(on: Any) -> None:
    for command in (*FEATURE.commands, *COMMANDS):
        assert command.help and not command.help.endswith("。")
    with on() as hands:
        tabs = panel_of(hands.desk).pages
        assert [id for id, *_ in PAGES] == tabs.ids
