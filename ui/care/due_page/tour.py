"""The due list's part of the tour."""

from pathlib import Path

from ui.care.due_page.page import DuePage
from ui.care.panel import CarePanel
from ui.shell.guide import Guide


def show_due(guide: Guide, panel: CarePanel) -> None:
    """Show who is due, why, an appointment, and the sheets for a festival in walking order."""
    page = panel.pages.show_page("due")
    assert isinstance(page, DuePage)
    guide.wait(lambda: page.table.loader.is_complete and page.table.model.rowCount() > 0, "读出应访名单")
    page.table.view.setFocus()
    page.table.view.go(0)
    page.banner.link.click()
    guide.picture("due-list", "应访名单：超期在前，为什么是这一天，一步一步写明")
    page.appoint()
    page.dialog.type({"appointed_at": "明天 9:30", "appointed_with": "本人"})
    guide.picture("due-appointment", "登记预约，约好的时间印在走访单上", page.dialog)
    kept: list[bool] = []
    page.dialog.kept.connect(lambda: kept.append(True))
    page.dialog.keep()
    guide.wait(lambda: bool(kept), "记好预约")
    guide.to_window()
    page.festivals.setCurrentText("中秋")
    page.villages.setCurrentIndex(1)
    guide.wait(lambda: page.table.loader.is_complete, "按节日和村")
    guide.picture("due-festival", "一个节日、一个村的走访计划")
    printed: list[Path] = []

    def take(file: Path) -> bool:
        printed.append(file)
        return True

    page.papers.open_file = take
    page.print_paper()
    page.dialog.buttons[1].click()
    guide.wait(lambda: bool(printed), "打印走访单")
    guide.to_window()
    guide.keep(printed[0], "festival-visit-sheets", "按走访顺序排好的节日走访单")
    page.festivals.setCurrentIndex(0)
    page.villages.setCurrentIndex(0)
