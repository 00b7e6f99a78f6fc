"""Several words of a list: typed with 、 between them, or ticked in a menu."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from ui.look.look import Look
from ui.look.parts.buttons import IconButton
from ui.look.parts.inputs import LineEdit

BETWEEN = "、"


class TagsEdit(LineEdit):
    """A line of words with a button that opens the list; Alt+Down opens it too."""

    def __init__(self, look: Look, words: Sequence[str]) -> None:
        super().__init__()
        self._menu = QMenu(self)
        for word in words:
            action = self._menu.addAction(word)
            action.setCheckable(True)
            action.toggled.connect(self._ticked)
        self._open_button = IconButton(look, "choose", "打开类别列表")
        self._open_button.clicked.connect(self.open)
        self.put_end(self._open_button)
        keys = QShortcut(QKeySequence("Alt+Down"), self)
        keys.setContext(Qt.ShortcutContext.WidgetShortcut)
        keys.activated.connect(self.open)

    def setReadOnly(self, read_only: bool) -> None:
        """Without a list when nothing can be chosen."""
        super().setReadOnly(read_only)
        self._open_button.setVisible(not read_only)
        self.fit_end()

    def open(self) -> None:
        """Show the list with what is written ticked."""
        chosen = self.words()
        for action in self._menu.actions():
            action.blockSignals(True)
            action.setChecked(action.text() in chosen)
            action.blockSignals(False)
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def tick(self, word: str) -> None:
        """Tick or untick a word as the menu would."""
        next(action for action in self._menu.actions() if action.text() == word).toggle()

    def words(self) -> list[str]:
        """The words that are written."""
        return [word.strip() for word in self.text().split(BETWEEN) if word.strip()]

    def _ticked(self) -> None:
        listed = [action.text() for action in self._menu.actions()]
        ticked = [action.text() for action in self._menu.actions() if action.isChecked()]
        others = [word for word in self.words() if word not in listed]
        self.setText(BETWEEN.join(ticked + others))
