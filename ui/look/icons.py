"""Icons by what they mean; the icon font comes after the first paint."""

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap

NAMES = {
    "account": "lightning",
    "add": "plus",
    "address": "map-pin",
    "ask": "question",
    "backup": "hard-drives",
    "bolt": "lightning",
    "calendar": "calendar-blank",
    "card": "identification-card",
    "care": "users",
    "check": "check",
    "choose": "caret-down",
    "close": "x",
    "columns": "columns",
    "copy": "copy",
    "data": "database",
    "delete": "trash",
    "dock": "arrow-square-in",
    "done": "check-circle",
    "due": "clock",
    "edit": "note-pencil",
    "export": "download-simple",
    "file": "file-text",
    "filter": "funnel",
    "float": "arrow-square-out",
    "fold": "caret-up",
    "folder": "folder-open",
    "gift": "gift",
    "health": "heartbeat",
    "hide": "eye-slash",
    "history": "clock-counter-clockwise",
    "house": "house",
    "import": "upload-simple",
    "info": "info",
    "late": "warning-circle",
    "lock": "lock-simple",
    "more": "dots-three",
    "next": "arrow-right",
    "paused": "pause-circle",
    "person": "user",
    "phone": "phone",
    "previous": "arrow-left",
    "print": "printer",
    "refused": "warning-octagon",
    "same": "equals",
    "save": "floppy-disk",
    "search": "magnifying-glass",
    "settings": "gear-six",
    "show": "eye",
    "smaller": "magnifying-glass-minus",
    "larger": "magnifying-glass-plus",
    "station": "buildings",
    "undo": "arrow-counter-clockwise",
    "unfold": "caret-down",
    "unlock": "lock-simple-open",
    "visit": "calendar-check",
    "working": "arrows-clockwise",
}


class IconFont(Protocol):
    """The part of qtawesome's font that is used here."""

    def icon(self, *names: str, **options: object) -> QIcon:
        """An icon that paints itself."""


def import_icon_font() -> object:
    """Import qtawesome (a fifth of a second, so call it on a worker thread)."""
    from qtawesome import iconic_font

    return iconic_font


@dataclass(frozen=True)
class Inks:
    """Colours of an icon: normal, checked, disabled."""

    normal: str
    on: str
    disabled: str


class Icons:
    """Pixmaps and icons in a token colour; empty ones of the same size until the font is there."""

    def __init__(self) -> None:
        self._font: IconFont | None = None
        self._made: dict[tuple[str, str, int, float], QPixmap] = {}

    @property
    def ready(self) -> bool:
        """Whether the icon font has been loaded."""
        return self._font is not None

    def load(self) -> None:
        """Load the one font that is used; on the window's thread, about 20 ms."""
        from qtawesome import iconic_font

        folder = iconic_font.__file__.rsplit("iconic_font", 1)[0] + "fonts"
        self._font = iconic_font.IconicFont(
            ("ph", "phosphor-1.3.0.ttf", "phosphor-charmap-1.3.0.json", folder)
        )
        self._made.clear()

    def pixmap(self, name: str, colour: str, px: int) -> QPixmap:
        """A square picture of `px` logical pixels; KeyError for a name not in `NAMES`."""
        ratio = QGuiApplication.instance().devicePixelRatio()  # type: ignore[union-attr]
        key = (name, colour, px, ratio)
        if key not in self._made:
            self._made[key] = self._draw(NAMES[name], colour, px, ratio)
        return self._made[key]

    def icon(self, name: str, colours: Inks, px: int, gap: int = 0) -> QIcon:
        """An icon in the colours of its states, with `gap` empty px at its right side."""
        icon = QIcon()
        for state, ink in ((QIcon.State.Off, colours.normal), (QIcon.State.On, colours.on)):
            icon.addPixmap(_widen(self.pixmap(name, ink, px), px, gap), QIcon.Mode.Normal, state)
            off = _widen(self.pixmap(name, colours.disabled, px), px, gap)
            icon.addPixmap(off, QIcon.Mode.Disabled, state)
        return icon

    def _draw(self, glyph: str, colour: str, px: int, ratio: float) -> QPixmap:
        if self._font is None:
            return _empty(QSize(px, px), ratio)
        # The font draws at 7/8 of the box; 8/7 fills it.
        drawn = self._font.icon(f"ph.{glyph}", color=colour, scale_factor=8 / 7)
        return drawn.pixmap(QSize(px, px), ratio)


def _empty(size: QSize, ratio: float) -> QPixmap:
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap


def _widen(pixmap: QPixmap, px: int, gap: int) -> QPixmap:
    if not gap:
        return pixmap
    wide = _empty(QSize(px + gap, px), pixmap.devicePixelRatio())
    painter = QPainter(wide)
    painter.drawPixmap(QRect(0, 0, px, px), pixmap)
    painter.end()
    return wide
