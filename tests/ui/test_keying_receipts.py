"""Receipts of a festival campaign are keyed in with keys alone."""

import io

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from gridconsole.care.festivals.views import State
from gridconsole.care.paper.kinds import SheetKind
from gridconsole.core.paper.codes import qr_digits
from tests.journeys.desk import commit, console_on, demo_folder, desk_on, panel_of

ENTER, UP = Qt.Key.Key_Return, Qt.Key.Key_Up
GOODS = ({"name": "大米", "unit": "袋", "each": "2"}, {"name": "食用油", "unit": "桶", "each": "1"})


def rows_now(keys):
    """The questions on the screen."""
    return keys.page.sheet.rows


class Keys:
    """Presses keys where the cursor is; `cards` are the receipts that were printed."""

    def __init__(self, qtbot, folder, page, campaign):
        self.qtbot, self.folder, self.page, self.campaign = qtbot, folder, page, campaign
        qtbot.waitUntil(lambda: page.scanning.box.hasFocus())
        self.cards = self.stored()

    def stored(self):
        with console_on(self.folder) as console:
            return console.care.campaigns.gifts(console.caller("LH"), self.campaign)

    def type(self, text):
        self.qtbot.keyClicks(QApplication.focusWidget(), text) if text.isascii() else commit(text)

    def press(self, *keys):
        for key in keys:
            self.qtbot.keyClick(QApplication.focusWidget(), key)

    def scan(self, number):
        self.type(qr_digits(SheetKind.RECEIPT, 1, number))
        self.press(ENTER)

    def open(self, number):
        self.scan(number)
        self.qtbot.waitUntil(lambda: self.page.sheet is not None)
        return self.page.sheet.rows

    def answer(self, *texts):
        for text in texts:
            self.type(text)
            self.press(ENTER)

    def saved(self, act):
        done = len(self.page.done.done)
        act()
        self.qtbot.waitUntil(lambda: len(self.page.done.done) > done)
        return self.page.done.done[-1]


@pytest.fixture
def keying(qtbot, tmp_path):
    """Return a function that opens the desk with so many receipts printed."""
    folder = demo_folder(tmp_path)
    opened = []

    def start(count, cash=0):
        campaign = printed(folder, count, cash)
        context = desk_on(qtbot, folder)
        desk = context.__enter__()
        opened.append(context)
        return Keys(qtbot, folder, panel_of(desk).pages.show_page("keying"), campaign)

    yield start
    for context in opened:
        context.__exit__(None, None, None)


def printed(folder, count, cash):
    """Make a campaign for so many households and print its receipts; return its id."""
    with console_on(folder) as console:
        caller, campaigns = console.caller("LH"), console.care.campaigns
        made = campaigns.create(caller, {"festival": "中秋", "year": "2026", "cash": "是" if cash else "否"})
        for goods in GOODS:
            campaigns.add_item(caller, made, {**goods, "stock": "100"})
        homes = [line.home.id for line in campaigns.choose(caller, made, ()).taken[:count]]
        campaigns.take_in(caller, campaigns.choose(caller, made, (), extra=homes, only_named=True), cash)
        campaigns.print_receipts(caller, made, io.BytesIO())
    return made


def test_thirty_receipts_in_a_row_need_no_mouse(keying):
    keys = keying(30)
    for at, card in enumerate(keys.cards):
        rows = keys.open(card.number)
        assert rows["receiver"].editor.hasFocus()
        keys.answer("1")
        keys.press(ENTER, ENTER, ENTER) if at else keys.answer("刘建军", "何静", "9.20")
        keys.saved(lambda: keys.press(ENTER))
        assert keys.page.scanning.box.hasFocus()
    assert keys.page.done.count.text() == "这次录了 30 张"
    stored = keys.stored()
    assert {card.state for card in stored} == {State.HANDED}
    assert all(card.receiver == card.home.names[0] for card in stored)
    assert all((card.handler, card.second_handler) == ("刘建军", "何静") for card in stored)


def test_fewer_goods_somebody_else_and_a_gift_that_went_back(keying):
    keys = keying(2)
    rows = keys.open(keys.cards[0].number)
    assert not rows["relation"].asked
    assert "cash" not in rows
    keys.press(UP, UP)
    keys.answer("1", "1", "赵大宝")
    assert rows["relation"].editor.hasFocus()
    keys.answer("女婿", "刘建军", "", "9.20")
    done = keys.saved(lambda: keys.press(ENTER))
    assert done.remarks == ("大米少领 1 袋，退回库里",)
    keys.open(keys.cards[1].number)
    keys.answer("1", "", "", "", "外出务工")
    keys.qtbot.waitUntil(lambda: bool(rows_now(keys)["returned"].complaint()))
    rows_now(keys)["receiver"].set_text("")
    done = keys.saved(lambda: keys.press(ENTER))
    assert done.remarks == ("退回：外出务工",)
    first, second = keys.stored()
    assert (first.receiver, first.relation, first.items[0].back) == ("赵大宝", "女婿", 1)
    assert (second.state, second.returned, second.receiver) == (State.RETURNED, "外出务工", "")


def test_cash_needs_two_handlers_and_what_is_missing_is_told_under_its_question(keying):
    keys = keying(1, cash=10_000)
    rows = keys.open(keys.cards[0].number)
    assert rows["cash"].text() == "100.00"
    keys.answer("1", "刘建军", "", "9.20", "")
    keys.qtbot.waitUntil(lambda: bool(rows["second_handler"].complaint()))
    assert rows["second_handler"].complaint() == "发现金要两个人经手"
    assert rows["second_handler"].editor.hasFocus()
    keys.answer("何静", "")
    keys.saved(lambda: keys.press(ENTER))
    assert keys.stored()[0].cash == 10_000


def test_a_receipt_that_was_keyed_in_says_so_and_is_corrected_with_a_reason(keying):
    keys = keying(1)
    number = keys.cards[0].number
    keys.open(number)
    keys.answer("1", "刘建军", "", "9.20")
    keys.saved(lambda: keys.press(ENTER))
    keys.scan(number)
    keys.qtbot.waitUntil(lambda: keys.page.problem.isVisible())
    assert "已由" in keys.page.problem.accessibleName()
    keys.page.problem.link_pressed.emit()
    keys.qtbot.waitUntil(lambda: keys.page.sheet is not None)
    rows = keys.page.sheet.rows
    assert rows["receiver"].text() == keys.cards[0].home.names[0]
    keys.answer("1", "1", "", "", "", "", "")
    assert rows["why"].editor.hasFocus()
    keys.press(ENTER)
    keys.qtbot.waitUntil(lambda: bool(rows["why"].complaint()))
    keys.saved(lambda: keys.answer("数错了"))
    assert [item.handed for item in keys.stored()[0].items] == [1, 1]
