import subprocess
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gridconsole.core.errors import ConsoleError
from tests.ui.clips import clipped
from tests.ui.gallery import Gallery
from tests.ui.samples import CLERK, VOLUNTEER, SamplePanel
from ui.look.look import Look
from ui.look.scale import TextSize
from ui.look.tokens import Theme
from ui.shell.rail import RailButton
from ui.shell.window import MainWindow

UNNAMED_MAY_BE = {
    QAccessible.Role.Client,
    QAccessible.Role.Window,
    QAccessible.Role.Pane,
    QAccessible.Role.Border,
    QAccessible.Role.Grouping,
    QAccessible.Role.ToolBar,
    QAccessible.Role.Splitter,
    QAccessible.Role.NoRole,
    QAccessible.Role.Whitespace,
    QAccessible.Role.LayeredPane,
    QAccessible.Role.Separator,
    QAccessible.Role.StaticText,  # its name is its text: an empty one says nothing and is passed over
}


def walk(interface: QAccessibleInterface) -> list[QAccessibleInterface]:
    found = [interface]
    for index in range(interface.childCount()):
        child = interface.child(index)
        if child is not None and child.isValid() and not child.state().invisible:
            found += walk(child)
    return found


def unnamed(root: QWidget) -> list[str]:
    faults = []
    for interface in walk(QAccessible.queryAccessibleInterface(root)):
        name = interface.text(QAccessible.Text.Name) or interface.text(QAccessible.Text.Value)
        if interface.role() not in UNNAMED_MAY_BE and not name:
            faults.append(f"{interface.role()} {type(interface.object()).__name__}")
    return faults


class Painted(QObject):
    """Remembers who was painted."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[QObject] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Paint:
            self.seen.add(watched)
        return False


def panel(window: MainWindow) -> SamplePanel:
    found = window.dock("care").panel
    assert isinstance(found, SamplePanel)
    return found


def test_every_control_of_window_and_gallery_has_a_name(window: MainWindow, qtbot: QtBot, look: Look) -> None:
    assert unnamed(window) == []
    gallery = Gallery(look)
    qtbot.addWidget(gallery)
    gallery.show()
    assert unnamed(gallery) == []


def test_the_walk_sees_a_button_without_a_name(qtbot: QtBot) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    button.show()
    assert len(unnamed(button)) == 1


@pytest.mark.parametrize("size", TextSize)
def test_nothing_of_the_shell_is_cut_off(window: MainWindow, look: Look, size: TextSize) -> None:
    look.set_size(size)
    window.status.set_station("青禾镇供电所·柳河便民服务站")
    window.messages.error(ConsoleError("磁盘已满，没有保存。", "请清理磁盘后再保存。"))
    window.resize(1366, 768)
    QApplication.processEvents()
    assert clipped(window, look) == []
    assert window.width() == 1366


def test_commands_run_on_their_panel_and_come_by_key_too(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    window.commands.run("care.import")
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert panel(window).done == ["import", "new", "find"]


def test_a_volunteer_has_no_button_for_what_he_may_not_do(window: MainWindow) -> None:
    def buttons() -> list[str]:
        return [
            b.text() for b in window.dock("care").head.findChildren(QPushButton) if b.isVisible() and b.text()
        ]

    assert buttons() == ["导入", "新建"]
    window.set_callers([CLERK, VOLUNTEER], VOLUNTEER)
    assert buttons() == ["新建"]
    window.commands.run("care.import")
    assert panel(window).done == []
    assert panel(window).context.caller() == VOLUNTEER


def test_the_one_who_acts_is_picked_in_the_status_bar(window: MainWindow, qtbot: QtBot) -> None:
    window.caller_picked.connect(lambda caller: window.set_callers([CLERK, VOLUNTEER], caller))
    menu = window.status.menu
    action = next(a for a in menu.actions() if a.text() == "刘建军（志愿者）")
    with qtbot.waitSignal(window.acting.changed):
        action.trigger()
    assert "刘建军（志愿者）" in window.status.texts()


def test_the_status_bar_tells_how_the_work_stands(window: MainWindow) -> None:
    from datetime import datetime

    window.status.saving()
    assert "保存中…" in window.status.texts()
    window.status.save_failed()
    assert "保存失败" in window.status.texts()
    window.status.saved(datetime(2026, 9, 22, 14, 3))
    assert "已保存 14:03" in window.status.texts()


def test_strips_stay_until_solved_and_the_same_one_comes_once(window: MainWindow, qtbot: QtBot) -> None:
    for _ in range(2):
        window.messages.error(ConsoleError("磁盘已满。", "请清理磁盘。"))
    assert window.messages.shown() == ["ConsoleError"]
    assert window.messages.strips.isVisible()
    close = next(
        b for b in window.messages.strips.findChildren(QPushButton) if b.accessibleName() == "关闭提示"
    )
    close.click()
    assert window.messages.shown() == [] and not window.messages.strips.isVisible()


def test_theme_and_text_size_change_at_once_and_are_kept(
    window: MainWindow, look: Look, kept: dict[str, str]
) -> None:
    window.settings.pick(Theme.DARK)
    window.settings.pick(TextSize.LARGE)
    QApplication.processEvents()
    assert (kept["theme"], kept["text_size"]) == ("dark", "150")
    assert window.rail.width() == 114
    ground = window.dock("care").head.grab().toImage().pixelColor(40, 8)
    assert ground.name().upper() == look.tokens.surface


def test_the_window_stays_open_when_a_panel_has_unsaved_work(
    window: MainWindow, kept: dict[str, str]
) -> None:
    panel(window).closes = False
    assert not window.close() and window.isVisible()
    panel(window).closes = True
    assert window.close() and "layout" in kept


def test_the_first_paint_comes_before_icons_and_panels(
    make_window: Callable[[], MainWindow], qtbot: QtBot
) -> None:
    window = make_window()
    with qtbot.waitSignal(window.first_painted):
        window.show()
    assert window.dock("care").panel is None
    assert not window.commands.action("care.import").isEnabled()


def test_every_part_of_the_shell_paints_again_once_the_icons_are_there(
    make_window: Callable[[], MainWindow], look: Look, qtbot: QtBot
) -> None:
    window = make_window()
    window.show()
    QApplication.processEvents()
    painted = Painted()
    for button in window.rail.findChildren(RailButton):
        button.installEventFilter(painted)
    look.load_icons()
    qtbot.waitUntil(lambda: len(painted.seen) == 3, timeout=1000)


def test_building_the_window_imports_nothing_heavy() -> None:
    code = (
        "import sys, ui.shell.window, ui.shell.crash, ui.look.parts.field\n"
        "heavy = {'sqlalchemy', 'qtawesome', 'qtpy', 'reportlab', 'openpyxl', 'pypinyin', 'alembic'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_the_binding_counts_references_to_none_rightly(window: MainWindow) -> None:
    """PySide6 6.12.0 loses one with every call that returns nothing; Python 3.11 dies of it."""
    before = sys.getrefcount(None)
    for _ in range(1000):
        window.setObjectName("window")
    assert sys.getrefcount(None) > before - 500
