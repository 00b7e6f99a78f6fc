"""Presses keys where the cursor is, at the keying desk of a real window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from gridconsole.core.paper.codes import qr_digits
from tests.journeys.desk import commit

ENTER = Qt.Key.Key_Return


class DeskKeys:
    """What a clerk's hands do at the keying desk."""

    def __init__(self, qtbot, page):
        self.qtbot, self.page = qtbot, page
        qtbot.waitUntil(lambda: page.scanning.box.hasFocus())

    @property
    def rows(self):
        """The questions on the screen."""
        return self.page.sheet.rows

    def type(self, text):
        """Type a text; Chinese comes from an input method."""
        self.qtbot.keyClicks(QApplication.focusWidget(), text) if text.isascii() else commit(text)

    def answer(self, *texts):
        """Type texts, each with Enter after it."""
        for text in texts:
            self.type(text)
            self.press(ENTER)

    def press(self, *keys):
        """Press keys."""
        for key in keys:
            self.qtbot.keyClick(QApplication.focusWidget(), key)

    def scan(self, kind, number):
        """Let the scanner type a code."""
        self.answer(qr_digits(kind, 1, number))

    def open(self, kind, number):
        """Scan a paper and wait until it is open."""
        self.scan(kind, number)
        self.qtbot.waitUntil(lambda: self.page.sheet is not None)
        return self.rows

    def saved(self, act):
        """Do something that saves the sheet; return what was written."""
        done = len(self.page.done.done)
        act()
        self.qtbot.waitUntil(lambda: len(self.page.done.done) > done)
        return self.page.done.done[-1]
