"""Receipts come back signed: scanned or typed, checked, each once; what isn't handed over goes back."""

import threading
from datetime import date

import pytest

from gridconsole.care.errors import NotAccepted, ReasonNeeded
from gridconsole.care.festivals.errors import (
    ChangedMeanwhile,
    NoSuchReceipt,
    NotKeyed,
    NotOutOfStore,
    OverStock,
    ReceiptKeyed,
)
from gridconsole.care.festivals.views import State
from gridconsole.care.paper.kinds import SheetKind
from gridconsole.care.scanning import HalfScan, OtherKind, OtherStation, WrongCheckDigit
from gridconsole.care.visiting.register import SheetRegister, SheetState
from gridconsole.core.paper.codes import qr_digits, sheet_code

RECEIPT, VISIT = int(SheetKind.RECEIPT), int(SheetKind.VISIT)


@pytest.fixture
def listed(desk, campaign):
    """The campaign with everybody on the list."""
    desk.take_in(campaign)
    return campaign


@pytest.fixture
def gift(desk, listed):
    return desk.gifts(listed)["李秀珍"]


@pytest.fixture
def rice(desk, listed):
    return str(desk.campaigns.file(desk.caller, listed).items[0].id)


def test_a_receipt_opens_by_scan_and_by_its_six_digits(desk, gift):
    for scanned in (qr_digits(RECEIPT, 1, gift.number), gift.code, f" {gift.code[:3]} {gift.code[3:]}\n"):
        found = desk.campaigns.open_receipt(desk.caller, scanned)
        assert (found.id, found.home.label, found.state) == (gift.id, "李秀珍", State.OPEN)
        assert [(item.name, item.planned) for item in found.items] == [("大米", 1)]


def test_a_receipt_of_another_station_says_whose_it_is(desk, gift):
    desk.console.staff.open_station(desk.caller, "杨庄便民服务站", "YZ")
    with pytest.raises(OtherStation, match="杨庄便民服务站打印"):
        desk.campaigns.open_receipt(desk.caller, qr_digits(RECEIPT, 2, gift.number))


def test_what_is_no_receipt_of_this_station_says_so(desk, gift):
    wrong = {
        gift.code[:4]: HalfScan,
        "": HalfScan,
        gift.code[:5] + str((int(gift.code[5]) + 1) % 10): WrongCheckDigit,
        qr_digits(VISIT, 1, gift.number): OtherKind,
        qr_digits(RECEIPT, 2, gift.number): OtherStation,
        sheet_code(77): NoSuchReceipt,
    }
    for scanned, error in wrong.items():
        with pytest.raises(error) as told:
            desk.campaigns.open_receipt(desk.caller, scanned)
        assert told.value.sentence and told.value.next_step


def test_what_was_planned_counts_where_nothing_else_is_typed(desk, gift):
    done = desk.campaigns.key_in(desk.caller, gift.id, desk.signed())
    assert (done.state, done.receiver, done.received_on, done.handler) == (
        State.HANDED, "李秀珍", date(2026, 9, 20), "刘建军",
    )  # fmt: skip
    assert [(item.handed, item.back) for item in done.items] == [(1, 0)]


def test_what_was_not_taken_goes_back_to_the_store(desk, listed, gift, rice):
    desk.campaigns.plan_gift(desk.caller, gift.id, {rice: "3"})
    done = desk.campaigns.key_in(desk.caller, gift.id, desk.signed(**{rice: "1"}))
    assert [(item.planned, item.handed, item.back) for item in done.items] == [(3, 1, 2)]
    (total,) = desk.summary(listed).items
    assert (total.total.handed, total.total.back, total.total.open) == (1, 2, 2)


def test_a_gift_that_was_not_handed_over_goes_back_whole_with_a_reason(desk, listed, gift):
    done = desk.campaigns.key_in(desk.caller, gift.id, {"returned": "三次都没有人"})
    assert (done.state, done.returned, done.received_on) == (State.RETURNED, "三次都没有人", None)
    assert [(item.handed, item.back) for item in done.items] == [(0, 1)]
    assert desk.summary(listed).returned == 1


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"receiver": ""}, "receiver"),
        ({"received_on": ""}, "received_on"),
        ({"received_on": "2026-09-23"}, "received_on"),
        ({"received_on": "2025-09-20"}, "received_on"),
        ({"received_on": "昨日"}, None),
        ({"handler": ""}, "handler"),
        ({"receiver": "孙小满"}, "relation"),
        ({"receiver": "孙小满", "relation": "邻居"}, None),
        ({"cash": "100"}, "cash"),
        ({"cash": "一百"}, "cash"),
    ],
)
def test_what_cannot_be_is_told_by_field_and_nothing_is_written(desk, gift, more, field):
    if field is None:
        assert desk.campaigns.key_in(desk.caller, gift.id, desk.signed(**more)).state is State.HANDED
        return
    with pytest.raises(NotAccepted) as told:
        desk.campaigns.key_in(desk.caller, gift.id, desk.signed(**more))
    assert list(told.value.complaints) == [field]
    assert desk.campaigns.open_gift(desk.caller, gift.id).state is State.OPEN


def test_all_complaints_come_at_once(desk, gift, rice):
    with pytest.raises(NotAccepted) as told:
        desk.campaigns.key_in(desk.caller, gift.id, {rice: "-1"})
    assert set(told.value.complaints) == {rice, "receiver", "received_on", "handler"}


def test_nothing_handed_over_is_a_return(desk, gift, rice):
    with pytest.raises(NotAccepted) as told:
        desk.campaigns.key_in(desk.caller, gift.id, desk.signed(**{rice: "0"}))
    assert list(told.value.complaints) == ["returned"]


def test_cash_needs_two_handlers(desk):
    campaign = desk.create(festival="重阳", groups="低保", cash="是", starts="2026-09-01")
    desk.take_in(campaign, cash=50_000)
    gift = desk.gifts(campaign)["李秀珍"]
    for second in ("", "刘建军"):
        with pytest.raises(NotAccepted) as told:
            desk.campaigns.key_in(desk.caller, gift.id, desk.signed(second_handler=second))
        assert list(told.value.complaints) == ["second_handler"]
    raw = desk.signed(second_handler="何静", cash="300.5")
    done = desk.campaigns.key_in(desk.caller, gift.id, raw)
    assert (done.cash, done.cash_planned) == (30_050, 50_000)
    total = desk.summary(campaign)
    assert (total.cash.handed, total.cash.back, total.cash.open) == (30_050, 19_950, 50_000)
    assert (total.value, total.in_capitals) == (30_050, "人民币叁佰元伍角")


def test_more_than_left_the_store_is_not_handed_over(desk, gift, rice):
    desk.campaigns.key_in(desk.caller, gift.id, desk.signed(**{rice: "8"}))
    other = desk.gifts(gift.campaign_id)["赵石头"]
    with pytest.raises(OverStock) as told:
        desk.campaigns.key_in(desk.caller, other.id, desk.signed(receiver="赵石头", **{rice: "2"}))
    assert (told.value.sentence, str(told.value.item)) == ("大米出库 10 袋，一共要 11 袋，多了 1 袋。", rice)
    assert told.value.next_step


def test_nothing_is_handed_over_before_it_left_the_store(desk, listed, gift):
    oil = desk.item(listed, name="食用油", unit="桶", stock="")
    with pytest.raises(NotOutOfStore) as told:
        desk.campaigns.key_in(desk.caller, gift.id, desk.signed())
    assert told.value.item == oil and told.value.next_step
    assert desk.campaigns.key_in(desk.caller, gift.id, desk.signed(**{str(oil): "0"})).state is State.HANDED


def test_the_dead_sign_nothing_but_what_they_signed_before(desk, gift):
    desk.status("李秀珍", on=date(2026, 9, 15))
    opened = desk.campaigns.open_receipt(desk.caller, gift.code)
    assert opened.warning == "这一户已没有在册的人（去世），请核对领取日期。"
    with pytest.raises(NotAccepted) as told:
        desk.campaigns.key_in(desk.caller, gift.id, desk.signed())
    assert list(told.value.complaints) == ["receiver"]
    done = desk.campaigns.key_in(desk.caller, gift.id, desk.signed(received_on="2026-09-14"))
    assert done.state is State.HANDED


def test_a_keyed_receipt_is_recognised_and_corrected_with_a_reason(desk, gift, rice):
    done = desk.campaigns.key_in(desk.caller, gift.id, desk.signed())
    for again in (
        lambda: desk.campaigns.open_receipt(desk.caller, gift.code),
        lambda: desk.campaigns.key_in(desk.caller, gift.id, desk.signed(receiver="别人")),
    ):
        with pytest.raises(ReceiptKeyed) as told:
            again()
        assert told.value.gift_id == gift.id
        assert "已由本站柜台在2026年9月22日 09:00录入" in told.value.sentence and told.value.next_step
    with pytest.raises(ReasonNeeded):
        desk.campaigns.correct_gift(desk.caller, done, {"handler": "何静"})
    why = desk.caller.because("经手人写错了")
    now = desk.campaigns.correct_gift(why, done, {"handler": "何静"})
    assert (now.handler, now.receiver) == ("何静", "李秀珍")
    with pytest.raises(ChangedMeanwhile):
        desk.campaigns.correct_gift(why, done, {"handler": "刘建军"})


def test_what_went_back_may_be_handed_over_after_all(desk, gift):
    done = desk.campaigns.key_in(desk.caller, gift.id, {"returned": "没有人"})
    why = desk.caller.because("第二天送到了")
    now = desk.campaigns.correct_gift(why, done, desk.signed(returned=""))
    assert (now.state, now.returned) == (State.HANDED, "")
    assert [(item.handed, item.back) for item in now.items] == [(1, 0)]
    back = desk.campaigns.correct_gift(why, now, {"returned": "录错户"})
    assert (back.state, back.receiver, back.items[0].back) == (State.RETURNED, "", 1)


def test_a_receipt_that_is_not_keyed_is_not_corrected(desk, gift):
    with pytest.raises(NotKeyed):
        desk.campaigns.correct_gift(desk.caller.because("试试"), gift, {"handler": "何静"})


def test_keying_notes_on_the_register_that_the_paper_came_back(desk, listed, gift):
    desk.printed("receipts", listed)
    register = SheetRegister(desk.console.doors)
    desk.campaigns.key_in(desk.caller, gift.id, desk.signed())
    (copy,) = register.copies(desk.caller, SheetKind.RECEIPT, gift.number)
    assert (copy.state, copy.returned_on) == (SheetState.BACK, date(2026, 9, 22))


def test_two_who_key_one_receipt_at_once_do_not_overwrite_each_other(store, desk, gift):
    start, told = threading.Barrier(2), []

    def work(receiver):
        with store.open() as mine:
            start.wait()
            try:
                raw = desk.signed(receiver=receiver, relation="邻居")
                mine.care.campaigns.key_in(mine.caller(), gift.id, raw)
                told.append(receiver)
            except ReceiptKeyed:
                told.append("")

    threads = [threading.Thread(target=work, args=(name,)) for name in ("王德发", "张桂英")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (won,) = filter(None, told)
    assert len(told) == 2
    assert desk.campaigns.open_gift(desk.caller, gift.id).receiver == won
