"""The menu at the bottom of the rail: colours, text size, the docks' places."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from ui.look.look import Look
from ui.look.scale import TextSize
from ui.look.tokens import Theme

Remember = Callable[[str, str], None]


class SettingsMenu(QMenu):
    """Changes apply at once; `remember(name, value)` keeps them for the next start."""

    def __init__(self, look: Look, remember: Remember, layout: Sequence[QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._remember = remember
        self._title("颜色")
        self._themes = self._group([(theme.word, theme) for theme in Theme], look.theme)
        self.addSeparator()
        self._title("文字大小")
        self._sizes = self._group([(size.word, size) for size in TextSize], look.scale.size)
        self.addSeparator()
        self.addActions(layout)
        self._themes.triggered.connect(self._pick_theme)
        self._sizes.triggered.connect(self._pick_size)

    def pick(self, value: Theme | TextSize) -> None:
        """Choose a theme or a size as the menu would."""
        group = self._themes if isinstance(value, Theme) else self._sizes
        next(action for action in group.actions() if action.data() == value.value).trigger()

    def _title(self, text: str) -> None:
        # Qt's sections lose their words under a style sheet.
        self.addAction(text).setEnabled(False)

    def _group(
        self, choices: list[tuple[str, Theme]] | list[tuple[str, TextSize]], now: object
    ) -> QActionGroup:
        group = QActionGroup(self)
        for title, value in choices:
            action = self.addAction(title)
            action.setCheckable(True)
            action.setChecked(value is now)
            action.setData(value.value)
            group.addAction(action)
        return group

    def _pick_theme(self, action: QAction) -> None:
        self._look.set_theme(Theme(action.data()))
        self._remember("theme", str(action.data()))

    def _pick_size(self, action: QAction) -> None:
        self._look.set_size(TextSize(action.data()))
        self._remember("text_size", str(action.data()))
