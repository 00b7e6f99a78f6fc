"""A festival campaign from its making to its end, in the window."""

from datetime import date

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from gridconsole.care.festivals.views import State
from tests.journeys.desk import commit, console_on, demo_folder, desk_on, panel_of
from tests.ui.clips import clipped
from ui.care.festivals.campaign_dialog import CampaignDialog
from ui.care.festivals.choose_dialog import ChooseDialog
from ui.care.festivals.gift_dialog import GiftDialog
from ui.care.festivals.panel import GOODS, SUMMARY
from ui.care.festivals.rows import EXCLUDED, TAKEN

ENTER = Qt.Key.Key_Return
RICE = {"name": "大米", "unit": "袋", "price": "60", "each": "1", "stock": "3"}
SIGNED = {"received_on": "2026-09-20", "handler": "刘建军"}


class Page:
    """The page of the campaigns, and what a person does with it."""

    def __init__(self, qtbot, folder, desk):
        self.qtbot, self.folder, self.desk = qtbot, folder, desk
        self.panel = panel_of(desk)
        self.page = self.panel.pages.show_page("festivals")

    def until(self, so):
        self.qtbot.waitUntil(so, timeout=10_000)

    def dialog(self, sort):
        self.until(lambda: isinstance(self.page.dialog, sort) and self.page.dialog.isVisible())
        return self.page.dialog

    def to_window(self):
        """Give the keyboard back after a dialog; a bare screen has nobody to do it."""
        self.desk.window.activateWindow()
        self.until(lambda: QApplication.activeWindow() is self.desk.window)

    def opened(self):
        self.until(lambda: self.page.panel.now is not None)
        return self.page.panel

    def type(self, *texts):
        """Type into whatever has the focus, each text with Enter after it."""
        for text in texts:
            target = QApplication.focusWidget()
            self.qtbot.keyClicks(target, text) if text.isascii() else commit(text)
            self.qtbot.keyClick(QApplication.focusWidget(), ENTER)


@pytest.fixture
def open_page(qtbot, tmp_path):
    """Return a function that opens the page, with a campaign of so many households where asked."""
    opened = []

    def start(households=None, size=100):
        folder = demo_folder(tmp_path)
        if households is not None:
            prepare(folder, households)
        context = desk_on(qtbot, folder, size=size)
        opened.append(context)
        return Page(qtbot, folder, context.__enter__())

    yield start
    for context in opened:
        context.__exit__(None, None, None)


def prepare(folder, households):
    """Make the Mid-Autumn campaign with three bags of rice, for so many households."""
    with console_on(folder) as console:
        caller, campaigns = console.caller("LH"), console.care.campaigns
        made = campaigns.create(caller, {"festival": "中秋", "year": "2026", "budget": "500"})
        campaigns.add_item(caller, made, RICE)
        everybody = campaigns.choose(caller, made, ()).taken
        chosen = [line.home.id for line in everybody[:households]]
        if chosen:
            campaigns.take_in(caller, campaigns.choose(caller, made, (), extra=chosen, only_named=True))


def test_ctrl_n_and_ctrl_i_make_and_import_campaigns_here(open_page):
    page = open_page()
    page.page.list.view.setFocus()
    page.qtbot.keyClick(page.page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    page.dialog(CampaignDialog).reject()
    page.to_window()
    page.qtbot.keyClick(page.page, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    page.until(lambda: page.page.is_importing)
    assert page.panel.pages.current == "festivals"
    page.page.stage.end()


def test_the_first_campaign_is_made_from_its_festival_and_its_goods_are_typed_in_place(open_page):
    page = open_page()
    page.until(page.page.list.empty.isVisible)
    page.page.make_new()
    dialog = page.dialog(CampaignDialog)
    shown = {key: entry.text() for key, entry in dialog.form.entries.items() if entry.text()}
    assert shown == {
        "festival": "中秋", "year": "2026", "starts": "2026-09-10", "ends": "2026-09-25", "cash": "否",
    }  # fmt: skip
    dialog.form.entries["festival"].type("重阳")
    assert dialog.form.entries["ends"].text() == "2026-10-18"
    assert dialog.form.entries["groups"].text().startswith("孤寡老人")
    dialog.go.click()
    panel = page.opened()
    assert panel.tabs.currentIndex() == GOODS
    page.to_window()
    assert panel.goods.new.boxes["name"].editor.hasFocus()
    page.type("大米", "袋", "60", "1", "30")
    page.until(lambda: len(panel.file.items) == 1)
    assert panel.file.items[0].text("price") == "60.00 元"
    assert panel.goods.new.boxes["name"].editor.hasFocus()


def test_goods_that_cannot_be_read_are_told_below_their_box_and_the_others_are_saved(open_page):
    page = open_page(households=0)
    goods = page.opened().goods
    goods.lines[0].boxes["each"].editor.setText("2")
    goods.new.boxes["name"].editor.setFocus()
    page.type("食用油", "桶", "六十")
    assert goods.new.boxes["price"].words.full_text() == "应为金额，如 1200.50"
    page.page.save()
    page.until(lambda: page.page.panel.file.items[0]["each"] == 2)
    page.until(lambda: goods.new.boxes["price"].words.full_text() != "")
    assert goods.new.boxes["name"].text() == "食用油"
    assert page.page.is_dirty
    page.panel.pages.tabs.setCurrentIndex(0)
    assert page.panel.pages.current == "festivals"
    page.page.panel.asking.dialog.buttons[1].click()
    assert page.panel.pages.current == "people"


def test_choosing_shows_who_comes_and_who_cannot_before_anything_is_written(open_page):
    page = open_page(households=0)
    with console_on(page.folder) as console:
        caller = console.caller("LH")
        (file,) = console.care.campaigns.all(caller)
        alone = console.care.campaigns.choose(caller, file.campaign.id, ()).taken
        first = next(line.home for line in alone if len(line.home.names) == 1)
        (one,) = console.care.household(caller, first.id)
        console.care.change_status(caller, one, "去世", "村里来电", date(2026, 9, 20))
    page.opened()
    page.page.choose()
    dialog = page.dialog(ChooseDialog)
    page.until(lambda: dialog.source.choice is not None and dialog.table.loader.is_complete)
    (out,) = dialog.source.rows(EXCLUDED)
    assert (out["line"].home.id, out["line"].why) == (first.id, "去世")
    count = len(dialog.source.rows(TAKEN))
    dialog.table.view.setFocus()
    page.qtbot.keyClick(dialog.table.view, ENTER)
    page.until(lambda: len(dialog.source.rows(TAKEN)) == count - 1)
    assert "一共要" in dialog.problem.accessibleName()
    dialog.villages.setText(dialog.source.rows(TAKEN)[0]["line"].home.village)
    page.until(lambda: len(dialog.source.rows(TAKEN)) < count - 1)
    dialog.villages.setText("没有的村")
    assert dialog.fields["villages"].complaint() == "台账里没有没有的村"
    assert not dialog.go.isEnabled()


def test_a_list_is_taken_in_and_a_household_is_left_out_with_a_reason(open_page):
    page = open_page(households=3)
    panel = page.opened()
    page.until(lambda: panel.gifts.table.loader.is_complete)
    view = panel.gifts.table.view
    view.setFocus()
    page.qtbot.keyClick(view, ENTER)
    dialog = page.dialog(GiftDialog)
    dialog.leave_out()
    dialog.asking.answer("本人不要")
    page.until(lambda: len(panel.now.gifts) == 2)
    assert panel.tabs.tabText(1) == "名单 2"


def test_a_gift_is_keyed_in_by_hand_and_the_campaign_ends_with_a_reason_for_what_is_missing(open_page):
    page = open_page(households=2)
    panel = page.opened()
    panel.close_campaign()
    panel.asking.dialog.answer("一袋破损")
    page.until(panel.problem.isVisible)
    assert "没有录入" in panel.problem.accessibleName()
    for card, answer in zip(panel.now.gifts, (["1", "刘建军", "", "9.20", ""], None), strict=True):
        page.page.dialog = None
        page.page.open_gift(card)
        dialog = page.dialog(GiftDialog)
        if answer:
            page.type(*answer)
        else:
            dialog.sheet.rows["returned"].set_text("外出")
            dialog.save()
        page.until(lambda id=card.id: {g.id: g.state for g in panel.now.gifts}[id] is not State.OPEN)
    panel.show_tab(SUMMARY)
    assert panel.summary.money.text() == "60.00 元"
    assert panel.summary.capitals.full_text() == "人民币陆拾元整"
    assert "相差 1 袋" in panel.summary.verdict.accessibleName()
    panel.close_campaign()
    panel.asking.dialog.answer("一袋破损")
    page.until(lambda: panel.file.campaign["closed_on"] is not None)
    assert "一袋破损" in panel.file.campaign["note"]
    assert not panel.head.choose.isVisible()
    assert panel.goods.locked


def test_the_list_and_the_receipts_of_a_village_are_printed(open_page):
    page = open_page(households=3)
    panel, printed = page.opened(), []
    page.page.printing.open_file = lambda file: not printed.append(file)
    page.page.print_list()
    page.until(lambda: len(printed) == 1)
    page.page.ask_receipts()
    page.until(lambda: page.page.dialog is not None)
    village = panel.now.gifts[0].home.village
    box = page.page.dialog.village
    box.setCurrentIndex(next(at for at in range(box.count()) if box.itemText(at).startswith(village)))
    page.page.dialog.go.click()
    page.until(lambda: len(printed) == 2)
    for file, words in zip(printed, ("中秋", "慰问领取单"), strict=True):
        text = "".join(one.extract_text() for one in PdfReader(file).pages)
        assert words in text
        assert panel.now.gifts[0].home.names[0] in text


def test_nothing_is_cut_off_at_150_per_cent(open_page):
    page = open_page(households=3, size=150)
    panel = page.opened()
    page.until(lambda: panel.gifts.table.loader.is_complete)
    for tab in range(3):
        panel.show_tab(tab)
        QApplication.processEvents()
        assert clipped(page.page, page.desk.window.look) == []
    page.page.choose()
    dialog = page.dialog(ChooseDialog)
    page.until(lambda: dialog.source.choice is not None and dialog.table.loader.is_complete)
    assert clipped(dialog, page.desk.window.look) == []
    dialog.reject()
    page.page.open_gift(panel.now.gifts[0])
    assert clipped(page.dialog(GiftDialog), page.desk.window.look) == []
    page.page.dialog.reject()
