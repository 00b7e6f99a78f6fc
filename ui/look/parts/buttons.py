"""Buttons: plain, filled, quiet, link, and the small square one with an icon only."""

from enum import StrEnum

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ui.look.look import Look
from ui.look.scale import TextSize


class Kind(StrEnum):
    """How much a button wants to be pressed; at most one PRIMARY per panel."""

    PLAIN = "plain"
    PRIMARY = "primary"
    DANGER = "danger"
    QUIET = "quiet"
    LINK = "link"


class Button(QPushButton):
    """A button with words and, before them, an icon; at 200 % it takes its `short` words, if it has some."""

    def __init__(
        self, look: Look, text: str, icon: str = "", kind: Kind = Kind.PLAIN, short: str = ""
    ) -> None:
        super().__init__(text)
        self._look = look
        self._long, self._short = text, short
        self._icon = icon
        self._kind = kind
        self._action: QAction | None = None
        self.setProperty("kind", kind.value)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._dress)
        self._dress()

    def setText(self, text: str) -> None:
        """Change the words; an icon without words needs no gap."""
        self._long = text
        super().setText(text)
        self._dress()

    def follow(self, action: QAction) -> None:
        """Do what an action does, and be enabled and visible as it is."""
        self._action = action
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        assert self._action is not None
        self.setEnabled(self._action.isEnabled())
        # Showing a button that has no parent yet would open a window of its own.
        if self.parent() is not None:
            self.setVisible(self._action.isVisible())
        self.setToolTip(self._action.toolTip())

    def _dress(self) -> None:
        if self._short:
            super().setText(self._short if self._look.scale.size is TextSize.HUGE else self._long)
            self.setAccessibleName(self._long)
            self.setToolTip(self._long)
        if not self._icon:
            return
        tokens = self._look.tokens
        inks = {
            Kind.PRIMARY: tokens.on_accent,
            Kind.DANGER: tokens.red.ink,
            Kind.LINK: tokens.accent,
        }
        ink = inks.get(self._kind, tokens.second)
        gap = 4 if self.text() else 0
        self.setIcon(self._look.icon(self._icon, ink, gap=gap))
        self.setIconSize(QSize(self._look.px(16) + self._look.px(gap), self._look.px(16)))


class IconButton(QPushButton):
    """A small square button for a title bar or the end of a field; `name` is read aloud and shown."""

    def __init__(self, look: Look, icon: str, name: str) -> None:
        super().__init__()
        self._look = look
        self._icon = icon
        self.setProperty("kind", "icon")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_name(name)
        look.changed.connect(self._dress)
        self._dress()

    def set_name(self, name: str) -> None:
        """Change what the button does in words."""
        self.setAccessibleName(name)
        self.setToolTip(name)

    def set_icon(self, icon: str) -> None:
        """Change the picture."""
        self._icon = icon
        self._dress()

    def _dress(self) -> None:
        self.setIcon(self._look.icon(self._icon))
        self.setIconSize(QSize(self._look.px(16), self._look.px(16)))


class Chip(QPushButton):
    """A round filter that stays chosen, with its count inside: `超期 2`."""

    def __init__(self, look: Look, text: str, icon: str = "", count: int | None = None) -> None:
        super().__init__()
        self._look = look
        self._icon = icon
        self._words = text
        self.setProperty("kind", "chip")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._dress)
        self.set_count(count)
        self._dress()

    def set_count(self, count: int | None) -> None:
        """Show how many there are; None shows no number."""
        self.setText(self._words if count is None else f"{self._words} {count:,}")

    def sizeHint(self) -> QSize:
        """Room for the bold face too, so that choosing a chip moves nothing."""
        hint = super().sizeHint()
        bold = QFontMetrics(self._look.font(14, bold=True)).horizontalAdvance(self.text())
        shown = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(hint.width() + max(0, bold - shown), hint.height())

    def _dress(self) -> None:
        if self._icon:
            tokens = self._look.tokens
            self.setIcon(self._look.icon(self._icon, on=tokens.accent, gap=2))
            self.setIconSize(QSize(self._look.px(16) + self._look.px(2), self._look.px(16)))
        self.updateGeometry()
