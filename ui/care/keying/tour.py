"""The keying desk's part of the tour: a sheet that came back is typed with keys alone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from gridconsole.care.visiting.register import SheetFilter, SheetState
from ui.care.keying.desk import KeyingDesk
from ui.care.panel import CarePanel
from ui.shell.guide import Guide

TIMES = ("9.22", "9:30", "10:15")


def show_keying(guide: Guide, panel: CarePanel) -> None:
    """Scan a sheet that the tour printed, answer it in the order of the paper, and keep it."""
    desk = panel.pages.show_page("keying")
    assert isinstance(desk, KeyingDesk)
    code = _a_code(guide, panel)
    desk.scanning.box.setFocus()
    guide.type("000014")
    guide.press(Qt.Key.Key_Return)
    guide.wait(desk.problem.isVisible, "认出输错的单号")
    guide.picture("keying-wrong", "单号输错一位，当场认出来")
    desk.start_search()
    guide.type(code)
    guide.press(Qt.Key.Key_Return)
    guide.wait(lambda: desk.sheet is not None, "打开走访单")
    _answer(guide, desk)
    guide.picture("keying-sheet", "录入：次序和纸上一样，数字键打钩，不好的追问在哪里、什么样")
    desk.save()
    guide.wait(lambda: bool(desk.done.done), "存好")
    guide.picture("keying-done", "存好一张，接着扫下一张；录好的列在右边")


def _a_code(guide: Guide, panel: CarePanel) -> str:
    """Return the code of a sheet that is out."""
    found: list[str] = []
    context = panel.context

    def read() -> str:
        register = context.console.care.visits.register
        return register.page(context.caller(), SheetFilter(state=SheetState.OUT), 0, 1)[0].code

    context.worker.run(read, found.append, owner=panel)
    guide.wait(lambda: bool(found), "找一张在外的单子")
    return found[0]


def _answer(guide: Guide, desk: KeyingDesk) -> None:
    assert desk.sheet is not None
    points = [row for key, row in desk.sheet.rows.items() if key.startswith("point_") and row.asked]
    for at in range(len(points)):
        guide.type("2" if at == 5 else "1")
        if at == 5:
            guide.type("5")
            desk.sheet.rows[_focused(desk)].set_text("厨房灶台边的插座松动")
            guide.press(Qt.Key.Key_Return)
    for text in TIMES:
        guide.type(text)
        guide.press(Qt.Key.Key_Return)
    guide.type("1")
    guide.type("1")


def _focused(desk: KeyingDesk) -> str:
    assert desk.sheet is not None
    now = QApplication.focusWidget()
    return next(key for key, row in desk.sheet.rows.items() if row.editor is now)
