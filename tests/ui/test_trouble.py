from PySide6.QtWidgets import QApplication

from ui.look.look import Look
from ui.look.tokens import Tone
from ui.shell.window import MainWindow
from ui.trouble import Cover

LONG = "数据文件损坏，已原样保留：/一个名字很长的数据文件夹，放在很深的地方/2026年柳河便民服务站/station.db。"


def test_a_sentence_of_several_lines_is_shown_in_full(look: Look, window: MainWindow) -> None:
    cover = Cover(look, window, Tone.RED, LONG, "请恢复备份。", [("恢复备份", lambda: None)])
    QApplication.processEvents()
    words = cover.sentence
    assert words.height() >= words.heightForWidth(words.width()) > words.fontMetrics().height() * 1.5
