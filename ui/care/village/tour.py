"""The part of the tour about the checks with the villages: print, key in, and what nobody answered."""

from pathlib import Path

from PySide6.QtCore import Qt

from ui.care.keying.desk import KeyingDesk
from ui.care.panel import CarePanel
from ui.care.village.page import VillagePage
from ui.care.village.rows import State, Village
from ui.shell.guide import Guide

ENTER = Qt.Key.Key_Return
VILLAGE_SHEET = "4"


def show_village(guide: Guide, panel: CarePanel) -> None:
    """Print a village's sheet, key it in with keys alone, leave one line open."""
    page = panel.pages.show_page("village")
    assert isinstance(page, VillagePage)
    guide.wait(lambda: page.table.loader.is_complete and page.panel.village is not None, "读出各村核对")
    name = _first(page, State.TO_PRINT).name
    guide.keep(_print(guide, page, _first(page, State.TO_PRINT)), "village-check", "村级核对表：一村一份")
    guide.wait(lambda: _named(page, name).state is State.OUT, "登记打印")
    _key_in(guide, panel, _named(page, name))
    panel.pages.show_page("village")
    guide.wait(lambda: _named(page, name).state is State.PARTLY, "录入核对表")
    page.open(_named(page, name))
    guide.wait(lambda: page.panel.village is not None and page.panel.village.name == name, "打开一个村")
    guide.picture("village-page", "村级核对：哪个村打印了、交回了、有什么变动，没有答的行列出来再问")


def _print(guide: Guide, page: VillagePage, village: Village) -> Path:
    printed: list[Path] = []

    def take(file: Path) -> bool:
        printed.append(file)
        return True

    page.papers.open_file = take
    page.print_village(village)
    guide.wait(lambda: bool(printed), "打印村级核对表")
    guide.to_window()
    return printed[0]


def _key_in(guide: Guide, panel: CarePanel, village: Village) -> None:
    """Answer a sheet: one moved, one came new, one line is left open."""
    desk = panel.pages.show_page("keying")
    assert isinstance(desk, KeyingDesk) and village.check is not None
    desk.start_search()
    at = [kind.digit for kind in desk.scanning.kinds].index(VILLAGE_SHEET)
    desk.scanning.chips[at].click()
    guide.type(village.check.code)
    guide.press(ENTER)
    guide.wait(lambda: desk.sheet is not None, "打开核对表")
    guide.type("2")
    _answer(guide, "9.10", "搬到城里女儿家")
    guide.press(ENTER)
    for _ in village.check.lines[2:]:
        guide.type("1")
    _answer(guide, "方大山", "3组", "独居，儿子在外", "", "孙会计", "刘建军")
    guide.type("9.22")
    guide.picture("village-keying", "录入核对表：一行一个键，搬走、去世的才问日期")
    desk.save()
    guide.wait(lambda: desk.sheet is None, "存好核对表")


def _answer(guide: Guide, *texts: str) -> None:
    for text in texts:
        guide.type(text)
        guide.press(ENTER)


def _villages(page: VillagePage) -> list[Village]:
    rows = (page.table.model.snapshot(row) for row in range(page.table.model.rowCount()))
    return [one["village"] for one in rows if one is not None]


def _first(page: VillagePage, state: State) -> Village:
    return next(one for one in _villages(page) if one.state is state)


def _named(page: VillagePage, name: str) -> Village:
    return next((one for one in _villages(page) if one.name == name), Village(name))
