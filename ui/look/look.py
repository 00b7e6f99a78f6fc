"""The look in force: tokens, scale and icons together, and one signal when any of them changes."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from ui.look.fonts import font
from ui.look.icons import Icons, Inks
from ui.look.scale import Part, Scale, TextSize
from ui.look.stylesheet import stylesheet
from ui.look.tokens import THEMES, Theme, Tokens


class Look(QObject):
    """Handed to every widget that paints or sizes itself; connect to `changed` and dress again."""

    changed = Signal()

    def __init__(self, theme: Theme = Theme.LIGHT, size: TextSize = TextSize.NORMAL) -> None:
        super().__init__()
        self.theme = theme
        self.scale = Scale(size)
        self.icons = Icons()
        self._app: QApplication | None = None

    @property
    def tokens(self) -> Tokens:
        """The colours of the chosen theme."""
        return THEMES[self.theme]

    def px(self, at_100: float) -> int:
        """Px at the chosen text size."""
        return self.scale.px(at_100)

    def of(self, part: Part) -> int:
        """Px of a part with a height of its own."""
        return self.scale.of(part)

    def font(self, at_100: int = 14, bold: bool = False) -> QFont:
        """The window's font at a size in px at 100 %."""
        return font(self.px(at_100), bold)

    def icon(
        self, name: str, colour: str | None = None, size: int = 16, on: str | None = None, gap: int = 0
    ) -> QIcon:
        """An icon for a button, second grey unless told; sizes in px at 100 %."""
        ink = colour or self.tokens.second
        inks = Inks(ink, on or ink, self.tokens.hint)
        return self.icons.icon(name, inks, self.px(size), self.px(gap))

    def pixmap(self, name: str, colour: str, size: int = 16) -> QPixmap:
        """A square picture of an icon; `size` in px at 100 %."""
        return self.icons.pixmap(name, colour, self.px(size))

    def wear(self, app: QApplication) -> None:
        """Put this look on the application, now and after every change."""
        self._app = app
        app.setStyle("Fusion")
        self._dress()

    def set_theme(self, theme: Theme) -> None:
        """Change the colours of everything on the screen."""
        self.theme = theme
        self._dress()

    def set_size(self, size: TextSize) -> None:
        """Change the size of everything on the screen."""
        self.scale = Scale(size)
        self._dress()

    def load_icons(self) -> None:
        """Load the icon font and let every widget put its icons on."""
        self.icons.load()
        self.changed.emit()

    def _dress(self) -> None:
        if self._app is not None:
            self._app.setFont(self.font())
            self._app.setPalette(palette(self.tokens))
            self._app.setStyleSheet(stylesheet(self.tokens, self.scale))
        self.changed.emit()


def palette(tokens: Tokens) -> QPalette:
    """Qt's colour roles, for what no style sheet rule reaches."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: tokens.window,
        QPalette.ColorRole.WindowText: tokens.text,
        QPalette.ColorRole.Base: tokens.surface,
        QPalette.ColorRole.AlternateBase: tokens.sunken,
        QPalette.ColorRole.Text: tokens.text,
        QPalette.ColorRole.Button: tokens.surface,
        QPalette.ColorRole.ButtonText: tokens.text,
        QPalette.ColorRole.PlaceholderText: tokens.hint,
        QPalette.ColorRole.Highlight: tokens.accent,
        QPalette.ColorRole.HighlightedText: tokens.on_accent,
        QPalette.ColorRole.Link: tokens.accent,
        QPalette.ColorRole.ToolTipBase: tokens.text,
        QPalette.ColorRole.ToolTipText: tokens.surface,
    }
    for role, colour in roles.items():
        made.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.hint))
    return made
