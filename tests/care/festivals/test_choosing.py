"""Who gets something: by group, once, nobody who died or moved, and everybody left out has a reason."""

import io
from datetime import date

import pytest
from sqlalchemy import select

from gridconsole.care.errors import ReasonNeeded
from gridconsole.care.festivals.errors import (
    HouseholdGone,
    LeftOut,
    NobodyLeft,
    NoCash,
    OverStock,
    ReceiptKeyed,
)
from gridconsole.care.visiting.records import Visit
from tests.care.festivals.conftest import names
from tests.care.sheets import bring_in, citizen_id, sheet


@pytest.fixture
def store(sqlite_store):
    """Who is chosen is decided above any database; the receipts' tests run on both."""
    return sqlite_store


def test_everybody_in_the_ledger_is_chosen_once_in_walking_order(desk, campaign):
    choice = desk.campaigns.choose(desk.caller, campaign)
    assert list(names(choice.taken)) == ["王德发、张桂英", "李秀珍", "赵石头"]
    assert choice.excluded == choice.already == choice.dropped == ()


def test_groups_and_villages_narrow_the_choice(desk, campaign):
    choice = desk.campaigns.choose(desk.caller, campaign, groups=["低保户", "空巢老人"])
    assert names(choice.taken) == {"李秀珍": "低保户", "王德发、张桂英": "空巢老人", "赵石头": "低保户"}
    choice = desk.campaigns.choose(desk.caller, campaign, groups=["低保户"], villages=["杨庄村"])
    assert names(choice.taken) == {"赵石头": "低保户"}


def test_the_groups_of_the_campaign_count_where_none_are_given(desk):
    campaign = desk.create(groups="空巢、独居")
    assert list(names(desk.campaigns.choose(desk.caller, campaign).taken)) == ["王德发、张桂英", "李秀珍"]
    assert len(desk.campaigns.choose(desk.caller, campaign, groups=[]).taken) == 3


def test_who_died_or_moved_is_excluded_with_the_reason(desk, campaign):
    for name, status in (("李秀珍", "去世"), ("赵石头", "暂离"), ("王德发", "去世"), ("张桂英", "迁出")):
        desk.status(name, status)
        assert name not in str(desk.campaigns.choose(desk.caller, campaign).taken)
    choice = desk.campaigns.choose(desk.caller, campaign)
    assert names(choice.excluded) == {"王德发、张桂英": "去世、迁出", "李秀珍": "去世", "赵石头": "暂离"}


def test_who_lives_on_alone_is_named_alone(desk, campaign):
    desk.status("王德发")
    assert "张桂英" in names(desk.campaigns.choose(desk.caller, campaign).taken)


def test_a_household_is_not_chosen_for_a_group_of_its_dead(desk, campaign):
    bring_in(desk.console, sheet("姓名 住址 人员类别", ("孙小满", "柳塘村3组27号", "残疾人")))
    desk.status("李秀珍")
    choice = desk.campaigns.choose(desk.caller, campaign, groups=["独居老人"])
    assert choice.taken == () and names(choice.excluded) == {"李秀珍": "去世"}


def test_households_are_named_or_left_out_by_hand(desk, campaign):
    choice = desk.campaigns.choose(
        desk.caller, campaign, groups=["空巢老人"], extra=[desk.home("赵石头")], but=[desk.home("王德发")]
    )
    assert names(choice.taken) == {"赵石头": "点名列入"}
    assert names(choice.excluded) == {"王德发、张桂英": "本次不列入"}
    only = desk.campaigns.choose(desk.caller, campaign, extra=[desk.home("李秀珍")], only_named=True)
    assert names(only.taken) == {"李秀珍": "点名列入"}


def test_each_household_is_taken_in_once(desk, campaign):
    desk.take_in(campaign, groups=["空巢老人"])
    choice = desk.campaigns.choose(desk.caller, campaign)
    assert names(choice.already) == {"王德发、张桂英": "同一户已列入"}
    preview = desk.campaigns.choose(desk.caller, campaign)
    for _ in range(2):
        desk.campaigns.take_in(desk.caller, preview)
    gifts = desk.campaigns.gifts(desk.caller, campaign)
    assert [gift.home.label for gift in gifts] == ["王德发、张桂英", "李秀珍", "赵石头"]
    assert sorted(gift.number for gift in gifts) == [1, 2, 3]


def test_the_open_visit_of_a_household_carries_the_festival_too(desk, campaign):
    for name in ("李秀珍", "赵石头"):
        desk.console.care.visits.print(desk.caller, io.BytesIO(), {desk.home(name)}, occasions=["日常"])
    desk.take_in(campaign, groups=["独居老人", "空巢老人"])
    visits = desk.console.doors.read(
        lambda s: {v.household_id: v.occasions for v in s.scalars(select(Visit))}
    )
    assert visits == {desk.home("李秀珍"): ("日常", "中秋"), desk.home("赵石头"): ("日常",)}


def test_who_dies_between_preview_and_list_is_not_taken_in(desk, campaign):
    preview = desk.campaigns.choose(desk.caller, campaign)
    desk.status("李秀珍")
    done = desk.campaigns.take_in(desk.caller, preview)
    assert list(names(done.taken)) == ["王德发、张桂英", "赵石头"]


def test_who_comes_between_preview_and_list_is_not_taken_in_unseen(desk, campaign):
    preview = desk.campaigns.choose(desk.caller, campaign)
    desk.console.care.record(desk.caller, {"name": "孙小满", "address": "杨庄村2组1号"})
    assert "孙小满" not in names(desk.campaigns.take_in(desk.caller, preview).taken)
    assert list(names(desk.campaigns.choose(desk.caller, campaign).taken)) == ["孙小满"]


def test_choosing_again_adds_new_households_and_drops_those_where_nobody_is_left(desk, campaign):
    desk.take_in(campaign)
    old = desk.gifts(campaign)
    desk.status("李秀珍")
    desk.console.care.record(desk.caller, {"name": "孙小满", "address": "杨庄村2组1号"})
    choice = desk.campaigns.choose(desk.caller, campaign)
    assert (names(choice.taken), names(choice.dropped)) == ({"孙小满": "全部在册"}, {"李秀珍": "去世"})
    done = desk.campaigns.take_in(desk.caller, choice)
    assert names(done.dropped) == {"李秀珍": "去世"}
    assert list(desk.gifts(campaign)) == ["王德发、张桂英", "赵石头", "孙小满"]
    with pytest.raises(LeftOut) as told:
        desk.campaigns.open_receipt(desk.caller, old["李秀珍"].code)
    assert "去世" in told.value.sentence


def test_who_signed_before_dying_stays_on_the_list(desk, campaign):
    desk.take_in(campaign)
    gift = desk.gifts(campaign)["李秀珍"]
    desk.campaigns.key_in(desk.caller, gift.id, desk.signed(received_on="2026-09-19"))
    desk.status("李秀珍")
    choice = desk.campaigns.choose(desk.caller, campaign)
    assert choice.dropped == () and len(choice.already) == 3
    assert desk.summary(campaign).handed == 1


def test_a_list_with_nobody_left_says_so_and_why(desk, campaign):
    for name in ("李秀珍", "王德发", "张桂英", "赵石头"):
        desk.status(name, "迁出")
    with pytest.raises(NobodyLeft) as told:
        desk.take_in(campaign)
    words = "慰问名单里没有人了（王德发、张桂英：迁出、李秀珍：迁出、赵石头：迁出）。"
    assert (told.value.sentence, bool(told.value.next_step)) == (words, True)
    for what in ("list", "receipts"):
        with pytest.raises(NobodyLeft):
            desk.printed(what, campaign)


def test_a_named_household_of_the_dead_says_so(desk, campaign):
    home = desk.home("李秀珍")
    desk.status("李秀珍")
    with pytest.raises(HouseholdGone) as told:
        desk.take_in(campaign, extra=[home], only_named=True)
    assert told.value.sentence == "这一户没有在册的人：李秀珍（去世）。" and told.value.next_step


def test_a_household_whose_file_was_withdrawn_has_nobody_on_the_list(desk, campaign):
    desk.take_in(campaign)
    home = desk.home("李秀珍")
    one = desk.console.care.household(desk.caller, home)[0]
    desk.console.care.withdraw(desk.caller, one.id, "重复建档")
    choice = desk.campaigns.choose(desk.caller, campaign)
    assert [line.why for line in choice.dropped] == ["名单里没有人了"]
    with pytest.raises(HouseholdGone):
        desk.take_in(desk.create(festival="重阳"), extra=[home], only_named=True)


def test_more_households_than_goods_are_refused_and_seen_before(desk):
    campaign = desk.create()
    desk.item(campaign, stock="2")
    choice = desk.campaigns.choose(desk.caller, campaign)
    assert choice.over_stock == ("大米出库 2 袋，一共要 3 袋，多了 1 袋。",)
    with pytest.raises(OverStock) as told:
        desk.campaigns.take_in(desk.caller, choice)
    assert told.value.sentence == choice.over_stock[0] and told.value.next_step
    assert desk.gifts(campaign) == {}


def test_goods_that_are_not_bought_yet_do_for_everybody(desk):
    campaign = desk.create()
    desk.item(campaign, stock="")
    assert len(desk.take_in(campaign).taken) == 3
    (rice,) = desk.summary(campaign).items
    assert (rice.stock, rice.total.open) == (None, 3)
    assert desk.summary(campaign).differences == ("大米没有登记出库数量（已领 0、退回 0、未领 3）",)


def test_cash_is_given_only_where_the_campaign_says_so(desk, campaign):
    with pytest.raises(NoCash):
        desk.take_in(campaign, cash=50_000)
    other = desk.create(festival="重阳", groups="低保", cash="是")
    desk.take_in(other, cash=50_000)
    assert [gift.cash_planned for gift in desk.campaigns.gifts(desk.caller, other)] == [50_000, 50_000]


def test_a_household_is_left_out_with_a_reason_and_may_come_back_under_a_new_number(desk, campaign):
    desk.take_in(campaign)
    gift = desk.gifts(campaign)["李秀珍"]
    with pytest.raises(ReasonNeeded):
        desk.campaigns.leave_out(desk.caller, gift.id, " ")
    desk.campaigns.leave_out(desk.caller, gift.id, "本人谢绝")
    assert "李秀珍" not in desk.gifts(campaign)
    with pytest.raises(LeftOut) as told:
        desk.campaigns.key_in(desk.caller, gift.id, desk.signed())
    assert "本人谢绝" in told.value.sentence
    desk.take_in(campaign)
    assert desk.gifts(campaign)["李秀珍"].number == 4


def test_who_signed_is_not_left_out(desk, campaign):
    desk.take_in(campaign)
    gift = desk.gifts(campaign)["李秀珍"]
    desk.campaigns.key_in(desk.caller, gift.id, desk.signed())
    with pytest.raises(ReceiptKeyed):
        desk.campaigns.leave_out(desk.caller, gift.id, "不发")


CHILDREN = sheet(
    "姓名 身份证号 住址 人员类别 知情同意",
    ("小禾", citizen_id(date(2016, 5, 4), order=6), "杨庄村1组5号", "低保户", None),
    ("小满", citizen_id(date(2017, 5, 4), order=8), "杨庄村2组6号", "留守儿童", "监护人书面同意"),
    ("小雨", citizen_id(date(2018, 5, 4), order=2), "杨庄村2组7号", "低保户", "监护人书面同意"),
)


def test_childrens_day_takes_a_child_with_locked_data_by_age_and_tells_nothing_else(desk):
    bring_in(desk.console, CHILDREN)
    campaign = desk.create(festival="六一", year="2027")
    found = names(desk.campaigns.choose(desk.caller, campaign).taken)
    assert found == {"赵石头、小禾": "按年龄", "小满": "留守儿童"}
    everybody = names(desk.campaigns.choose(desk.caller, campaign, groups=[]).taken)
    assert everybody == dict.fromkeys(("赵石头、小禾", "小满", "小雨"), "按年龄")


@pytest.mark.parametrize(("born", "taken"), [(date(2010, 6, 2), True), (date(2010, 6, 1), False)])
def test_childrens_day_is_for_whoever_is_under_16_on_it_as_on_the_due_list(desk, born, taken):
    child = ("小山", citizen_id(born, order=7), "杨庄村3组8号", "低保户", None)
    bring_in(desk.console, sheet("姓名 身份证号 住址 人员类别 知情同意", child))
    campaign = desk.create(festival="六一", year="2026")
    found = names(desk.campaigns.choose(desk.caller, campaign, groups=[]).taken)
    assert found == ({"小山": "按年龄"} if taken else {})


def test_no_group_of_another_festival_tells_the_category_of_a_locked_child(desk, campaign):
    bring_in(desk.console, CHILDREN)
    desk.status("赵石头")
    found = names(desk.campaigns.choose(desk.caller, campaign, groups=["低保户"]).taken)
    assert found == {"李秀珍": "低保户", "小雨": "低保户"}
    assert "小禾" in names(desk.campaigns.choose(desk.caller, campaign, groups=[]).taken)
