import logging
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import qCritical
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from gridconsole.core.errors import ConsoleError
from ui.look.look import Look
from ui.shell.crash import CrashDialog, CrashGuard


@pytest.fixture
def errors() -> list[ConsoleError]:
    return []


@pytest.fixture
def guard(look: Look, errors: list[ConsoleError], caplog: pytest.LogCaptureFixture) -> Iterator[CrashGuard]:
    caplog.set_level(logging.CRITICAL)
    made = CrashGuard(
        look, errors.append, scrub=lambda text: text.replace("379901194803120021", "3799***0021")
    )
    yield made
    made.uninstall()
    if made.dialog is not None:
        made.dialog.accept()
    QApplication.processEvents()


def dialogs() -> list[CrashDialog]:
    return [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, CrashDialog)]


def press(dialog: CrashDialog, text: str) -> None:
    next(button for button in dialog.findChildren(QPushButton) if button.text() == text).click()


def test_the_details_of_a_bug_can_be_copied_without_personal_data(guard: CrashGuard) -> None:
    guard.report(KeyError("379901194803120021"))
    assert guard.dialog is not None and guard.dialog.windowTitle() == "程序出错了"
    press(guard.dialog, "复制详情")
    copied = QGuiApplication.clipboard().text()
    assert "KeyError" in copied and "3799***0021" in copied and "379901194803120021" not in copied


def test_there_is_never_a_second_dialog(guard: CrashGuard) -> None:
    for number in range(3):
        guard.report(ValueError(f"bug {number}"))
    assert len([dialog for dialog in dialogs() if dialog.isVisible()]) == 1
    assert guard.dialog is not None
    assert all(f"bug {number}" in guard.dialog.details for number in range(3))


def test_after_closing_a_new_bug_gets_a_new_dialog(guard: CrashGuard) -> None:
    guard.report(ValueError("first"))
    assert guard.dialog is not None
    press(guard.dialog, "关闭")
    assert not [dialog for dialog in dialogs() if dialog.isVisible()]
    guard.report(ValueError("second"))
    assert guard.dialog is not None and "first" not in guard.dialog.details


def test_hooks_of_python_threads_and_qt_end_in_the_dialog(qtbot: QtBot, guard: CrashGuard) -> None:
    guard.install()
    sys.excepthook(ValueError, ValueError("in the window"), None)
    thread = threading.Thread(target=lambda: 1 // 0)
    thread.start()
    thread.join()
    qCritical("qt complains")
    qtbot.waitUntil(lambda: guard.dialog is not None and "ZeroDivisionError" in guard.dialog.details)
    assert guard.dialog is not None
    assert "in the window" in guard.dialog.details and "qt complains" in guard.dialog.details


def test_an_expected_error_that_nobody_caught_is_no_crash(
    guard: CrashGuard, errors: list[ConsoleError]
) -> None:
    guard.install()
    sys.excepthook(ConsoleError, ConsoleError("磁盘已满。", "请清理磁盘。"), None)
    assert [error.sentence for error in errors] == ["磁盘已满。"] and guard.dialog is None
