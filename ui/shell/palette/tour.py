"""The palette's part of the tour: the commands at rest, people by initials, and what F1 explains."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ui.shell.guide import Guide
from ui.shell.palette.dialog import Palette
from ui.shell.palette.help_page import HelpPage

TYPED = (
    ("zs", "palette-people", "首字母找人：只写姓名、村、走访状态，柜台前的人看见也不要紧"),
    ("打印", "palette-commands", "同一个框找要做的事：汉字、拼音、首字母都认，按键写在右边"),
)


def show_palette(guide: Guide) -> None:
    """Open the palette, type, and leave it; then the page of help."""
    guide.to_window()
    guide.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = guide.window.findChild(Palette)
    assert isinstance(palette, Palette)
    guide.wait(lambda: QApplication.focusWidget() is palette.box, "打开查找框")
    for text, name, words in TYPED:
        palette.box.clear()
        guide.type(text)
        guide.wait(lambda: not palette.busy, "查找")
        guide.picture(name, words, palette)
    guide.press(Qt.Key.Key_Escape)
    guide.to_window()
    guide.press(Qt.Key.Key_F1)
    guide.wait(lambda: QApplication.activeModalWidget() is not None, "打开说明")
    page = guide.window.findChild(HelpPage)
    assert isinstance(page, HelpPage)
    guide.picture("help", "F1：最前面这一栏能做什么，哪个键，一句话说明；按键可以印成一张 A4", page)
    page.reject()
    guide.to_window()
