"""Covers every row and every dialog at once: somebody stepped up who must not look on."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QVBoxLayout, QWidget

from ui.look.look import Look
from ui.look.parts.icon import Icon
from ui.look.parts.text import Role, Words
from ui.look.tokens import Tone

KEY = "F9"
WORDS = f"已遮住，按 {KEY} 再显示"


class Fold(QFrame):
    """The piece of the curtain before one widget; takes every key but the one that opens it."""

    def __init__(self, look: Look, behind: QWidget) -> None:
        super().__init__(behind)
        self.setProperty("part", "plain")
        self.setAccessibleName(WORDS)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.addStretch(1)
        for widget in (Icon(look, "hide", Tone.GREY, 32), Words(WORDS, Role.TITLE)):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        behind.installEventFilter(self)
        self.resize(behind.size())
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as what is covered."""
        if event.type() is QEvent.Type.Resize and isinstance(watched, QWidget):
            self.resize(watched.size())
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let nothing through to what is covered."""
        event.accept()

    def focusNextPrevChild(self, next: bool) -> bool:
        """Keep the cursor here."""
        return True


class Curtain(QObject):
    """`places` are the bodies of the panels, floating ones too; `turned` says whether it is drawn now."""

    turned = Signal(bool)

    def __init__(self, look: Look, window: QWidget, places: Callable[[], Sequence[QWidget]]) -> None:
        super().__init__(window)
        self._look, self._places = look, places
        self._folds: list[Fold] = []
        self._focus: QWidget | None = None

    @property
    def is_drawn(self) -> bool:
        """Whether the rows are covered."""
        return bool(self._folds)

    def turn(self) -> None:
        """Cover everything, or show it again with the cursor where it was."""
        self._open() if self._folds else self._draw()
        self.turned.emit(self.is_drawn)

    def _draw(self) -> None:
        # Characters still in the input method would go on showing above everything.
        QGuiApplication.inputMethod().commit()
        self._focus = QApplication.focusWidget()
        dialogs = [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog)]
        behind = [*self._places(), *(each for each in dialogs if each.isVisible())]
        self._folds = [Fold(self._look, each) for each in behind]
        if self._folds:
            self._folds[-1].setFocus()

    def _open(self) -> None:
        for fold in self._folds:
            fold.hide()
            fold.deleteLater()
        self._folds, focus = [], self._focus
        self._focus = None
        if focus is not None and focus.isVisible():
            focus.setFocus()


def add_curtain_key(dialog: QDialog) -> None:
    """Let the key work while a dialog is open, which keeps the window's own keys out."""
    if (curtain := _curtain_above(dialog)) is not None:
        QShortcut(QKeySequence(KEY), dialog).activated.connect(curtain.turn)


def _curtain_above(dialog: QDialog) -> Curtain | None:
    """Return the window's curtain, also from a panel that floats."""
    above, directly = dialog.parentWidget(), Qt.FindChildOption.FindDirectChildrenOnly
    while above is not None:
        if isinstance(curtain := above.findChild(Curtain, options=directly), Curtain):
            return curtain
        above = above.parentWidget()
    return None
