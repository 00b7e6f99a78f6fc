"""The part of the tour about consent forms: who is to be asked, printed, keyed in, withdrawn."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from gridconsole.care.consents.standing import Stand
from ui.care.consents.page import ConsentPage
from ui.care.keying.desk import KeyingDesk
from ui.care.panel import CarePanel
from ui.shell.guide import Guide

ENTER = Qt.Key.Key_Return
CONSENT_FORM = "2"


def show_consents(guide: Guide, panel: CarePanel) -> None:
    """Print the forms of all who are to be asked, key one in, withdraw another."""
    page = panel.pages.show_page("consents")
    assert isinstance(page, ConsentPage)
    guide.wait(lambda: page.table.loader.is_complete and bool(page.count.full_text()), "读出同意书")
    guide.picture("consents", "同意书：谁还没签，哪个村有几个人，可以按村打印")
    forms = _print(guide, page)
    guide.keep(forms, "consent-forms", "同意书：一项一项勾，未满 14 周岁的自动换成监护人签的那一种")
    _key_in(guide, panel, page)
    _withdraw(guide, panel, page)


def _print(guide: Guide, page: ConsentPage) -> Path:
    printed: list[Path] = []

    def take(file: Path) -> bool:
        printed.append(file)
        return True

    page.papers.open_file = take
    page.print_paper()
    guide.wait(lambda: page.dialog is not None, "问打印")
    page.dialog.buttons[1].click()
    guide.wait(lambda: bool(printed), "打印同意书")
    guide.to_window()
    guide.wait(lambda: page.table.loader.is_complete, "登记打印")
    return printed[0]


def _narrow(guide: Guide, page: ConsentPage, stand: Stand) -> None:
    page.table.chips[list(Stand).index(stand)].click()
    guide.wait(lambda: page.table.loader.is_complete and page.table.view.current() is not None, stand.value)


def _key_in(guide: Guide, panel: CarePanel, page: ConsentPage) -> None:
    _narrow(guide, page, Stand.OUT)
    one = page.table.view.current()
    desk = panel.pages.show_page("keying")
    assert isinstance(desk, KeyingDesk) and one is not None
    desk.start_search()
    at = [kind.digit for kind in desk.scanning.kinds].index(CONSENT_FORM)
    desk.scanning.chips[at].click()
    guide.type(one["standing"].code)
    guide.press(ENTER)
    guide.wait(lambda: desk.sheet is not None, "打开同意书")
    for key in "11211":
        guide.type(key)
    if not one["standing"].for_guardian:
        guide.type("2")
    guide.type("1")
    guide.picture("consent-keying", "录入同意书：和纸上一样一项一个键，没勾的按不同意")
    desk.start_search()
    if desk.dialog is not None:
        desk.dialog.buttons[0].click()
    guide.wait(lambda: desk.sheet is None, "放下不录")
    guide.to_window()


def _withdraw(guide: Guide, panel: CarePanel, page: ConsentPage) -> None:
    panel.pages.show_page("consents")
    _narrow(guide, page, Stand.AGREED)
    page.dialog = None
    page.withdraw()
    guide.picture("consent-withdrawn", "撤回同意：哪一天、为什么，撤回后重新锁上", page.dialog)
    page.dialog.reason.setText("本人来站提出")
    page.dialog.go.click()
    guide.wait(lambda: QApplication.activeModalWidget() is None, "撤回同意")
    guide.to_window()
