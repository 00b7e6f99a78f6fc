"""A clerk's whole errand without a mouse."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.journeys.desk import commit, console_on, demo_folder, desk_on, panel_of, press, saved

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_find_open_correct_and_save_with_keys_alone(qtbot: QtBot, tmp_path: Path) -> None:
    folder = demo_folder(tmp_path)
    with desk_on(qtbot, folder) as desk:
        panel, window = panel_of(desk), desk.window
        window.activateWindow()
        wanted = panel.table.model.snapshot(9)
        assert wanted is not None
        form = panel.file.form

        press(window, Qt.Key.Key_F, CONTROL)
        assert QApplication.focusWidget() is panel.table.search
        commit(wanted.text("name"))
        qtbot.waitUntil(lambda: (one := panel.table.view.current()) is not None and one.id == wanted.id)
        press(window, Qt.Key.Key_Down)
        assert QApplication.focusWidget() is panel.table.view
        press(window, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: panel.file.person == wanted.id)

        walk_to(panel.file.form.entries["contact"].editor)
        press(window, Qt.Key.Key_A, CONTROL)
        commit("赵键盘")
        press(window, Qt.Key.Key_Return)
        assert QApplication.focusWidget() is form.entries["relation"].editor
        press(window, Qt.Key.Key_S, CONTROL)
        qtbot.waitUntil(lambda: saved(desk))

        press(window, Qt.Key.Key_Escape)
        assert QApplication.focusWidget() is panel.table.view
    with console_on(folder) as console:
        assert console.care.open(console.caller("LH"), wanted.id).text("contact") == "赵键盘"


def walk_to(widget: object) -> None:
    """Press Tab until the widget has the focus."""
    for _ in range(60):
        now = QApplication.focusWidget()
        if now is widget:
            return
        assert now is not None
        QTest.keyClick(now, Qt.Key.Key_Tab)
    raise AssertionError("Tab does not lead there")
