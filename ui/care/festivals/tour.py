"""The campaigns' part of the tour: made, chosen, printed, keyed in again, added up."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from gridconsole.care.festivals.views import GiftCard
from gridconsole.care.paper.kinds import SheetKind
from gridconsole.core.calendar.dates import format_date
from gridconsole.core.paper.codes import qr_digits
from ui.care.festivals.campaign_dialog import CampaignDialog
from ui.care.festivals.choose_dialog import ChooseDialog
from ui.care.festivals.page import FestivalPage
from ui.care.festivals.panel import GIFTS, GOODS, SUMMARY
from ui.care.festivals.rows import TAKEN
from ui.care.keying.desk import KeyingDesk
from ui.shell.guide import Guide

if TYPE_CHECKING:
    from ui.care.panel import CarePanel

GROUPS = "孤寡老人、特困人员（五保户）"
RICE, OIL = ("大米", "袋", "58", "1"), ("食用油", "桶", "62.5", "1")
KEYED = 6
"""Receipts that are keyed in; one more went back to the store."""
ENTER, NEXT = Qt.Key.Key_Return, Qt.Key.Key_Tab


def show_festivals(guide: Guide, panel: "CarePanel") -> None:
    """Walk through a Mid-Autumn campaign."""
    page = panel.pages.show_page("festivals")
    assert isinstance(page, FestivalPage)
    guide.wait(page.list.empty.isVisible, "读出慰问")
    guide.picture("festival-empty", "节日慰问：还没有的时候，先做什么写明")
    _make(guide, page)
    _type_goods(guide, page)
    _choose(guide, page)
    _print(guide, page)
    _key_in(guide, panel, page)
    _add_up(guide, page)
    panel.pages.show_page("people")


def _make(guide: Guide, page: FestivalPage) -> None:
    page.make_new()
    dialog = _dialog(guide, page, CampaignDialog)
    dialog.form.jump("budget")
    guide.type("6000")
    guide.picture("festival-new", "新建慰问：节日、起止日期先填好", dialog)
    dialog.go.click()
    guide.wait(lambda: page.panel.now is not None, "新建慰问")
    guide.to_window()


def _type_goods(guide: Guide, page: FestivalPage) -> None:
    for at, goods in enumerate((RICE, OIL), 1):
        page.panel.goods.start()
        for text in (*goods, "60"):
            guide.type(text)
            guide.press(ENTER)
        guide.wait(lambda at=at: len(page.panel.file.items) == at, "登记物资")
    guide.picture("festival-goods", "慰问物资：单价、每户数量、出库数量，就地填写")


def _choose(guide: Guide, page: FestivalPage) -> None:
    page.choose()
    dialog = _dialog(guide, page, ChooseDialog)
    dialog.groups.setText(GROUPS)
    guide.wait(lambda: bool(dialog.source.rows(TAKEN)) and dialog.table.loader.is_complete, "挑选名单")
    guide.rest()
    guide.picture("festival-choose", "挑选名单：谁列入、谁不列入、为什么，列入之前先看清", dialog)
    dialog.go.click()
    guide.wait(lambda: bool(page.panel.now and page.panel.now.gifts), "列入名单")
    guide.to_window()
    page.panel.show_tab(GIFTS)
    guide.wait(lambda: page.panel.gifts.table.loader.is_complete, "读出名单")
    guide.picture("festival-list", "慰问名单：每户领什么，领了没有")


def _print(guide: Guide, page: FestivalPage) -> None:
    printed: list[Path] = []
    page.printing.open_file = lambda file: not printed.append(file)  # type: ignore[func-returns-value]
    made: tuple[tuple[Callable[[], None], str, str], ...] = (
        (page.print_list, "festival-list", "慰问发放清单：入账用，按走访顺序"),
        (page.print_receipts, "receipts", "慰问领取单：一张 A4 四张，裁开，签字后交回"),
    )
    for at, (act, name, words) in enumerate(made):
        act()
        guide.wait(lambda at=at: len(printed) > at, words)
        guide.to_window()
        guide.keep(printed[at], name, words)


def _key_in(guide: Guide, panel: "CarePanel", page: FestivalPage) -> None:
    cards = page.panel.now.gifts if page.panel.now else []
    station = guide.window.dock("care").panel._context.console.stations  # placeholder
    desk = panel.pages.show_page("keying")
    assert isinstance(desk, KeyingDesk)
