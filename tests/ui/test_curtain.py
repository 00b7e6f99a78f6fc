"""One key covers every row and every dialog; nothing gets through until it is pressed again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.journeys.desk import demo_folder, desk_on, open_first, panel_of
from ui.look.tokens import Tone
from ui.shell.curtain import Fold

F9, CTRL = Qt.Key.Key_F9, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(qtbot, tmp_path):
    """A window over the demonstration."""
    with desk_on(qtbot, demo_folder(tmp_path)) as desk:
        yield qtbot, desk


def picture(widget):
    """Return what is seen of a widget."""
    return widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def empty(widget):
    """Return a curtain drawn over nothing, of the same size."""
    return picture(widget.findChild(Fold, options=Qt.FindChildOption.FindDirectChildrenOnly))


def test_nothing_of_the_rows_is_seen_and_no_command_is_done(desk):
    qtbot, window = desk
    panel, body = panel_of(desk[1]), window.window.docks[0].body
    window.window.messages.strip("told", Tone.BLUE, "上次没存的内容还在。", "欧阳德厚")
    panel.table.view.setFocus()
    before = picture(body)
    qtbot.keyClick(panel.table.view, F9)
    assert picture(body) == empty(body) != before
    assert not window.window.messages.strips.isVisible()
    window.window.messages.toast("欧阳德厚的同意已撤回")
    window.window.messages.strip("other", Tone.BLUE, "又来一条。")
    assert not window.window.messages.strips.isVisible()
    assert not window.window.messages._toast.isVisible()
    window.window.messages.solved("other")
    qtbot.keyClick(window.window, Qt.Key.Key_K, CTRL)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "z")
    assert isinstance(QApplication.focusWidget(), Fold)
    assert QApplication.activeModalWidget() is None and panel.file.file is None
    qtbot.keyClick(QApplication.focusWidget(), F9)
    assert panel.table.view.hasFocus() and not window.window.curtain.is_drawn
    qtbot.waitUntil(lambda: picture(body) == before)
    assert window.window.messages.strips.isVisible()


def test_a_floating_panel_and_an_open_dialog_are_covered_too(desk):
    qtbot, window = desk
    panel = open_first(qtbot, window)
    window.window.docks[0].setFloating(True)
    panel.file.form.entries["note"].retype("还没存")
    panel.file.leave(lambda: None)
    dialog = panel.file.questions.dialog
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    qtbot.keyClick(dialog, F9)
    assert picture(dialog) == empty(dialog)
    assert picture(window.window.docks[0].body) == empty(window.window.docks[0].body)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert dialog.isVisible()
    qtbot.keyClick(QApplication.focusWidget(), F9)
    assert not window.window.curtain.is_drawn
    dialog.reject()
    assert panel.file.form.entries["note"].text() == "还没存"
    window.window.docks[0].setFloating(False)
    panel.file.close_file()
