"""The campaigns' part of the tour: made, chosen, printed, keyed in again, added up."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from gridconsole.care.festivals.views import GiftCard
from gridconsole.care.paper.kinds import SheetKind
from gridconsole.core.calendar.dates import format_date
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
ENTER = Qt.Key.Key_Return
D = TypeVar("D", bound=QDialog)


def show_festivals(guide: Guide, panel: "CarePanel") -> None:
    """Walk through a Mid-Autumn campaign."""
    page = panel.pages.show_page("festivals")
    assert isinstance(page, FestivalPage)
    guide.wait(page.list.empty.isVisible, "读出慰问")
    guide.picture("festival-empty", "节日慰问：还没有的时候，先做什么写明")
    _make(guide, page)
    _type_goods(guide, page)
    _choose(guide, page)
    _note_stock(guide, page)
    _print(guide, page)
    _key_in(guide, panel, page)
    _add_up(guide, page)
    panel.pages.show_page("people")


def _make(guide: Guide, page: FestivalPage) -> None:
    page.make_new()
    dialog = _dialog(guide, page, CampaignDialog)
    dialog.form.jump("budget")
    guide.type("15000")
    guide.picture("festival-new", "新建慰问：节日、起止日期先填好", dialog)
    dialog.go.click()
    guide.wait(lambda: page.panel.now is not None, "新建慰问")
    guide.to_window()


def _type_goods(guide: Guide, page: FestivalPage) -> None:
    for at, goods in enumerate((RICE, OIL), 1):
        page.panel.goods.start()
        for text in goods:
            guide.type(text)
            guide.press(ENTER)
        page.save()
        guide.wait(partial(_has_items, page, at), "登记物资")


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


def _note_stock(guide: Guide, page: FestivalPage) -> None:
    """Note that as much left the store as the list needs."""
    page.panel.show_tab(GOODS)
    for line in page.panel.goods.lines[: len(page.panel.file.items)]:
        line.boxes["stock"].editor.setFocus()
        guide.type(str(page.panel.file.open))
    guide.picture("festival-goods", "慰问物资：单价、每户数量、出库数量，就地填写")
    page.save()
    guide.wait(lambda: all(item["stock"] for item in page.panel.file.items), "登记出库数量")


def _print(guide: Guide, page: FestivalPage) -> None:
    printed: list[Path] = []

    def take(file: Path) -> bool:
        printed.append(file)
        return True

    page.printing.open_file = take
    made: tuple[tuple[Callable[[], None], str, str], ...] = (
        (page.print_list, "festival-list", "慰问发放清单：入账用，按走访顺序"),
        (page.print_receipts, "receipts", "慰问领取单：一张 A4 四张，裁开，签字后交回"),
    )
    for at, (act, name, words) in enumerate(made):
        act()
        guide.wait(partial(_longer_than, printed, at), words)
        guide.to_window()
        guide.keep(printed[at], name, words)


def _key_in(guide: Guide, panel: "CarePanel", page: FestivalPage) -> None:
    cards = page.panel.now.gifts if page.panel.now else []
    desk = panel.pages.show_page("keying")
    assert isinstance(desk, KeyingDesk)
    kinds = zip(desk.scanning.kinds, desk.scanning.chips, strict=True)
    next(chip for kind, chip in kinds if kind.digit == str(SheetKind.RECEIPT.value)).click()
    for at, card in enumerate(cards[:KEYED]):
        _key_one(guide, desk, card, at)
    _send_back(guide, desk, cards[KEYED])
    guide.picture("festival-keyed", "慰问领取单录好的列在右边，退回的写明原因")
    panel.pages.show_page("festivals")
    guide.wait(lambda: page.panel.file.returned == 1, "读出录入的")


def _key_one(guide: Guide, desk: KeyingDesk, card: GiftCard, at: int) -> None:
    _open(guide, desk, card)
    answers = ("1", "刘建军", "何静", format_date(guide.day)) if at == 0 else ("1", "", "", "")
    for text in answers:
        if text:
            guide.type(text)
        guide.press(ENTER)
    if at == 0:
        guide.picture("festival-keying", "录入领取单：数量按计划先填好，经手人、日期下一张接着用")
    _save(guide, desk)


def _send_back(guide: Guide, desk: KeyingDesk, card: GiftCard) -> None:
    _open(guide, desk, card)
    for _ in range(4):
        guide.press(Qt.Key.Key_Down)
    guide.type("外出务工，家中无人")
    _save(guide, desk)


def _open(guide: Guide, desk: KeyingDesk, card: GiftCard) -> None:
    desk.scanning.box.setFocus()
    guide.type(card.code)
    guide.press(ENTER)
    guide.wait(lambda: desk.sheet is not None, "打开领取单")


def _save(guide: Guide, desk: KeyingDesk) -> None:
    done = len(desk.done.done)
    guide.press(ENTER)
    guide.wait(lambda: len(desk.done.done) > done, "录入领取单")


def _add_up(guide: Guide, page: FestivalPage) -> None:
    page.panel.show_tab(GIFTS)
    guide.wait(lambda: page.panel.gifts.table.loader.is_complete, "读出名单")
    guide.picture("festival-handed", "名单：已领、已退回、未领")
    page.panel.show_tab(SUMMARY)
    guide.picture("festival-summary", "汇总：出库、已领、退回对不对得上，金额带大写")
    page.panel.show_tab(GOODS)


def _has_items(page: FestivalPage, count: int) -> bool:
    return len(page.panel.file.items) == count


def _longer_than(printed: list[Path], count: int) -> bool:
    return len(printed) > count


def _dialog(guide: Guide, page: FestivalPage, sort: type[D]) -> D:
    guide.wait(lambda: isinstance(page.dialog, sort) and page.dialog.isVisible(), "打开对话框")
    assert isinstance(page.dialog, sort)
    return page.dialog
