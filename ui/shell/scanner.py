"""Knows a scanner by its speed, wherever the cursor is: eleven digits and Enter, faster than any hand."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QDockWidget, QWidget
from shiboken6 import isValid

from ui.shell.before import Undo, remembered

DIGITS = "0123456789"
COUNT = 11
"""Digits of a code on paper."""
FAST = 35
"""Milliseconds from key to key, on average, that no hand keeps up over a whole code."""
APART = 2 * FAST
"""Milliseconds after which a digit belongs to something else that was typed before."""
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
TAKES_SCANS = "takes_scans"
"""Property of a box that wants the digits itself."""


class Key(NamedTuple):
    """A digit, when it came, what takes it back, and whether the box that got it wants codes."""

    digit: str
    at: int
    undo: Undo
    is_taken: bool


class Scanner(QObject):
    """`scanned` carries a code that `knows` says is one; until Enter its digits are ordinary typing.

    Listens to the window that has the keyboard, if it is the main one or a dock of it: a dialog is let be.
    """

    scanned = Signal(str)

    def __init__(self, window: QWidget, knows: Callable[[str], bool]) -> None:
        super().__init__(window)
        self._window, self._knows = window, knows
        self._keys: list[Key] = []
        self._heard: QWindow | None = None
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note the keys on their way to whatever has the cursor; keep the Enter of a scan."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        focus = QApplication.focusWidget() or self._window
        if QApplication.activePopupWidget() is not None or QApplication.activeModalWidget() is not None:
            self._keys = []
        elif event.key() in ENTER:
            return self._entered(event.timestamp())
        else:
            self._pressed(event, focus)
        return False

    def _pressed(self, event: QKeyEvent, focus: QWidget) -> None:
        digit, at = event.text(), event.timestamp()
        if len(digit) != 1 or digit not in DIGITS or event.isAutoRepeat() or not at:
            self._keys = []
            return
        key = Key(digit, at, remembered(focus), bool(focus.property(TAKES_SCANS)))
        self._keys = [*self._keys[-COUNT:], key]

    def _entered(self, at: int) -> bool:
        keys, self._keys = self._keys, []
        code = keys[-COUNT:]
        if len(code) < COUNT or not at or at - code[0].at > COUNT * FAST or _goes_on(keys):
            return False
        digits = "".join(key.digit for key in code)
        if code[0].is_taken or not self._knows(digits):
            return False
        code[0].undo()
        self.scanned.emit(digits)
        return True

    def _follow(self, window: QWindow | None) -> None:
        self._keys = []
        if self._heard is not None and isValid(self._heard):
            self._heard.removeEventFilter(self)
        self._heard = window if window is not None and self._is_ours(window) else None
        if self._heard is not None:
            self._heard.installEventFilter(self)

    def _is_ours(self, window: QWindow) -> bool:
        docks = [dock for dock in self._window.findChildren(QDockWidget) if dock.isFloating()]
        return any(window is one.windowHandle() for one in (self._window, *docks))


def _goes_on(keys: list[Key]) -> bool:
    """Whether the digits are only the end of a longer number, as that of an article or a parcel."""
    return len(keys) > COUNT and keys[-COUNT].at - keys[-COUNT - 1].at <= APART
