"""The window's own fonts, so that neither screen nor test needs the machine's."""

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from gridconsole.core.paths import RESOURCES

SANS = "Noto Sans SC"
SERIF = "Noto Serif SC"
FOLDER = RESOURCES / "fonts"
FILES = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")


def load_fonts(folder: Path = FOLDER) -> list[str]:
    """Give the fonts to Qt and return the names of files that could not be loaded."""
    return [name for name in FILES if QFontDatabase.addApplicationFont(str(folder / name)) < 0]


def font(px: int, bold: bool = False) -> QFont:
    """The sans font at a size in px (already scaled)."""
    made = QFont(SANS)
    made.setPixelSize(px)
    made.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    return made
