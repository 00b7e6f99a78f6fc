"""The list for the accounts and the receipts, read back from the PDF."""

from datetime import date

import pytest
from sqlalchemy import select

from gridconsole.care.festivals.errors import NobodyLeft, NothingToGive
from gridconsole.care.paper.kinds import SheetKind
from gridconsole.care.visiting.register import SheetRegister, SheetState
from gridconsole.core.progress import Cancelled, Progress
from gridconsole.core.store.changes import Disclosure


@pytest.fixture
def store(sqlite_store):
    """Paper is the same on any database."""
    return sqlite_store


@pytest.fixture
def listed(desk, campaign):
    desk.take_in(campaign)
    return campaign


@pytest.fixture
def copies(console, caller):
    """Ask the register for a receipt's copies."""
    return lambda gift: SheetRegister(console.doors).copies(caller, SheetKind.RECEIPT, gift.number)


def test_the_list_says_who_got_what_and_what_left_the_store(desk, listed):
    gifts = desk.gifts(listed)
    desk.campaigns.key_in(desk.caller, gifts["李秀珍"].id, desk.signed(receiver="孙小满", relation="邻居"))
    desk.campaigns.key_in(desk.caller, gifts["赵石头"].id, {"returned": "没有人"})
    (page,) = desk.printed("list", listed)
    text = page.replace(" ", "")
    assert "2026年中秋慰问发放清单" in text and "WW-BZ-2026-06" in page
    for words in ("孙小满（邻居）", "2026-09-20", "刘建军", "退回：没有人", "王德发、张桂英", "柳塘村3组"):
        assert words in text
    assert "27号" not in text and "低保" not in text and "独居" not in text


def test_the_list_counts_its_copies_and_leaves_a_mark(desk, listed):
    assert "第1份" in desk.printed("list", listed)[0].replace(" ", "")
    assert "第2份" in desk.printed("list", listed)[0].replace(" ", "")
    marks = desk.console.doors.read(lambda s: s.scalars(select(Disclosure)).all())
    assert [(mark.what, mark.count) for mark in marks] == [("慰问发放清单（姓名、组别）", 3)] * 2


def test_nobody_who_died_meanwhile_is_on_list_or_receipt(desk, listed, copies):
    gift = desk.gifts(listed)["李秀珍"]
    desk.printed("receipts", listed)
    desk.status("李秀珍")
    desk.status("王德发")
    for what in ("list", "receipts"):
        text = "".join(desk.printed(what, listed))
        assert "李秀珍" not in text and "王德发" not in text and "张桂英" in text
    (copy,) = copies(gift)
    assert (copy.state, copy.void) == (SheetState.VOID, "不再列入：没有在册的人了（去世）")


def test_printing_for_nobody_takes_the_gone_off_the_list(desk, campaign):
    desk.take_in(campaign, groups=["独居老人"])
    desk.status("李秀珍")
    with pytest.raises(NobodyLeft) as told:
        desk.printed("receipts", campaign)
    assert told.value.sentence == "慰问名单里没有人了。" and told.value.next_step
    assert desk.gifts(campaign) == {}


def test_a_receipt_shows_one_household_and_its_number(desk, listed):
    (page,) = desk.printed("receipts", listed)
    for gift in desk.gifts(listed).values():
        assert f"{gift.code[:3]} {gift.code[3:]}" in page
    assert "柳塘村3组" in page.replace(" ", "") and "27号" not in page
    (page,) = desk.printed("receipts", listed, gift_ids=[desk.gifts(listed)["李秀珍"].id])
    assert "李秀珍" in page and "赵石头" not in page


def test_receipts_are_printed_for_a_village_or_a_helper(desk, listed, staff):
    assert "赵石头" in desk.printed("receipts", listed, villages=["杨庄村"])[0]
    found = desk.printed("receipts", listed, helper=staff["刘建军"].staff_id)[0]
    assert "李秀珍" in found and "赵石头" not in found
    with pytest.raises(NobodyLeft):
        desk.printed("receipts", listed, villages=["没有这村"])


def test_every_copy_comes_onto_the_register(desk, listed, copies):
    gift = desk.gifts(listed)["李秀珍"]
    for _ in range(2):
        desk.printed("receipts", listed, gift_ids=[gift.id])
    assert [(copy.copy, copy.subject_id, copy.printed_by) for copy in copies(gift)] == [
        (1, gift.id, "本站柜台"), (2, gift.id, "本站柜台"),
    ]  # fmt: skip
    assert copies(desk.gifts(listed)["赵石头"]) == []


def test_who_signed_gets_no_receipt_again(desk, listed):
    desk.campaigns.key_in(desk.caller, desk.gifts(listed)["李秀珍"].id, desk.signed())
    assert "李秀珍" not in desk.printed("receipts", listed)[0]


def test_a_cancelled_printing_is_not_on_the_register(desk, listed, copies):
    with pytest.raises(Cancelled):
        desk.printed("receipts", listed, progress=Progress(lambda *_: False))
    assert copies(desk.gifts(listed)["李秀珍"]) == []


def test_receipts_for_nothing_are_not_printed(desk):
    campaign = desk.create(festival="重阳", groups="低保")
    desk.take_in(campaign)
    with pytest.raises(NothingToGive) as told:
        desk.printed("receipts", campaign)
    assert told.value.sentence == "2026年重阳慰问还没有登记发什么。" and told.value.next_step


def test_the_amounts_of_the_summary_are_those_of_the_list(desk):
    campaign = desk.create(festival="重阳", year="2026", groups="低保", cash="是", starts="2026-09-01")
    desk.item(campaign, price="68.50", each="2")
    desk.take_in(campaign, cash=20_000)
    gift = desk.gifts(campaign)["李秀珍"]
    desk.campaigns.key_in(desk.caller, gift.id, desk.signed(second_handler="何静"))
    summary = desk.summary(campaign)
    assert (summary.value, summary.in_capitals) == (33_700, "人民币叁佰叁拾柒元整")
    assert (summary.items[0].value, summary.cash_in_capitals) == (13_700, "人民币贰佰元整")
    text = desk.printed("list", campaign)[0].replace(" ", "")
    assert "人民币肆佰元整" in text  # what is meant for both
    assert date(2026, 9, 1) == desk.campaigns.file(desk.caller, campaign).campaign["starts"]


def test_a_budget_that_was_exceeded_is_told(desk):
    campaign = desk.create(budget="50")
    desk.item(campaign)
    desk.take_in(campaign)
    desk.campaigns.key_in(desk.caller, desk.gifts(campaign)["李秀珍"].id, desk.signed())
    assert desk.summary(campaign).remarks == ("超出预算 10.00 元",)
