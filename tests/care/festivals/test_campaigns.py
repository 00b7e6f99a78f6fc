"""A festival's campaign of a year: made once, with its days, its groups and its goods."""

from datetime import date

import pytest

from gridconsole.care.errors import NotAccepted, ReasonNeeded
from gridconsole.care.festivals.errors import (
    CampaignClosed,
    CampaignThere,
    ChangedMeanwhile,
    DoesNotAddUp,
    ItemInUse,
    NoSuchCampaign,
    OverStock,
    ReceiptsOut,
)
from gridconsole.core.caller import NotAllowed


@pytest.fixture
def store(sqlite_store):
    """A campaign is the same on any database; the receipts' tests run on both."""
    return sqlite_store


def test_a_campaign_runs_from_fifteen_days_before_the_festival_to_its_day(desk):
    file = desk.campaigns.file(desk.caller, desk.create())
    assert (file.title, file.campaign["starts"], file.campaign["ends"]) == (
        "2026年中秋慰问", date(2026, 9, 10), date(2026, 9, 25),
    )  # fmt: skip
    assert file.campaign["cash"] is False


def test_days_that_are_typed_stay(desk):
    made = desk.create(starts="2026-09-01", ends="2026-09-24", budget="3000", leader="何静")
    file = desk.campaigns.file(desk.caller, made).campaign
    assert (file["starts"], file["ends"], file["budget"]) == (date(2026, 9, 1), date(2026, 9, 24), 300_000)
    assert file.text("leader") == "何静"


@pytest.mark.parametrize(
    ("festival", "groups"), [("六一", ("留守儿童",)), ("春节", None), ("重阳", ("孤寡老人", "独居老人"))]
)
def test_a_festival_is_for_those_whom_it_is_about(desk, festival, groups):
    file = desk.campaigns.file(desk.caller, desk.create(festival=festival, year="2027"))
    found = file.campaign["groups"]
    assert found[:2] == groups[:2] if groups else found is None


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        ({"festival": ""}, "festival"),
        ({"year": "26"}, "year"),
        ({"year": ""}, "year"),
        ({"budget": "-1"}, "budget"),
        ({"starts": "2026-09-30", "ends": "2026-09-01"}, "ends"),
        ({"leader": "没有这人"}, "leader"),
    ],
)
def test_what_cannot_be_is_told_by_field(desk, raw, field):
    with pytest.raises(NotAccepted) as told:
        desk.create(**raw)
    assert list(told.value.complaints) == [field]


def test_a_festival_has_one_campaign_a_year(desk, campaign):
    with pytest.raises(CampaignThere) as told:
        desk.create()
    assert told.value.id == campaign
    assert desk.create(year="2027") != campaign
    assert [file.title for file in desk.campaigns.all(desk.caller)] == ["2027年中秋慰问", "2026年中秋慰问"]
    assert len(desk.campaigns.all(desk.caller, 2027)) == 1


def test_a_correction_over_somebody_elses_is_refused(desk, campaign):
    seen = desk.campaigns.file(desk.caller, campaign).campaign
    now = desk.campaigns.correct(desk.caller, seen, {"budget": "500"}).campaign
    assert now["budget"] == 50_000
    with pytest.raises(ChangedMeanwhile):
        desk.campaigns.correct(desk.caller, seen, {"budget": "600"})
    other = desk.create(festival="重阳")
    with pytest.raises(CampaignThere):
        seen = desk.campaigns.file(desk.caller, other).campaign
        desk.campaigns.correct(desk.caller, seen, {"festival": "中秋"})


def test_goods_need_a_name_and_a_unit(desk, campaign):
    with pytest.raises(NotAccepted) as told:
        desk.item(campaign, name="", unit="", price="六十")
    assert list(told.value.complaints) == ["price"]
    with pytest.raises(NotAccepted) as told:
        desk.item(campaign, name="", unit="")
    assert list(told.value.complaints) == ["name", "unit"]


def test_goods_that_come_later_are_for_everybody_on_the_list_who_has_not_signed(desk, campaign):
    desk.take_in(campaign)
    gifts = desk.gifts(campaign)
    desk.campaigns.key_in(desk.caller, gifts["李秀珍"].id, desk.signed())
    oil = desk.item(campaign, name="食用油", unit="桶", each="2", stock="4")
    given = {name: {i.id: i.planned for i in g.items}[oil] for name, g in desk.gifts(campaign).items()}
    assert given == {"李秀珍": 0, "王德发、张桂英": 2, "赵石头": 2}


def test_another_number_for_each_is_for_those_who_get_the_usual(desk, campaign):
    desk.take_in(campaign)
    (rice,) = desk.campaigns.file(desk.caller, campaign).items
    desk.campaigns.plan_gift(desk.caller, desk.gifts(campaign)["李秀珍"].id, {str(rice.id): "3"})
    desk.campaigns.correct_item(desk.caller, rice, {"each": "2"})
    planned = {name: gift.items[0].planned for name, gift in desk.gifts(campaign).items()}
    assert planned == {"李秀珍": 3, "王德发、张桂英": 2, "赵石头": 2}


def test_less_than_the_households_need_cannot_have_left_the_store(desk, campaign):
    desk.take_in(campaign)
    (rice,) = desk.campaigns.file(desk.caller, campaign).items
    for raw in ({"stock": "2"}, {"each": "4"}):
        with pytest.raises(OverStock) as told:
            desk.campaigns.correct_item(desk.caller, rice, raw)
    assert told.value.sentence == "大米出库 10 袋，一共要 12 袋，多了 2 袋。"
    assert told.value.next_step
    assert desk.gifts(campaign)["李秀珍"].items[0].planned == 1


def test_goods_that_somebody_received_stay(desk, campaign):
    desk.take_in(campaign)
    (rice,) = desk.campaigns.file(desk.caller, campaign).items
    oil = desk.item(campaign, name="食用油", unit="桶", each="1", stock="4")
    desk.campaigns.key_in(desk.caller, desk.gifts(campaign)["李秀珍"].id, desk.signed(**{str(oil): "0"}))
    with pytest.raises(ItemInUse):
        desk.campaigns.remove_item(desk.caller, rice.id, "不发了")
    with pytest.raises(ReasonNeeded):
        desk.campaigns.remove_item(desk.caller, rice.id, " ")


def test_goods_that_nobody_received_go_with_a_reason(desk, campaign):
    desk.take_in(campaign)
    oil = desk.item(campaign, name="食用油", unit="桶", each="1", stock="4")
    desk.campaigns.remove_item(desk.caller, oil, "供货商没有送到")
    assert [item.text("name") for item in desk.campaigns.file(desk.caller, campaign).items] == ["大米"]
    assert all(len(gift.items) == 1 for gift in desk.gifts(campaign).values())
    desk.campaigns.key_in(desk.caller, desk.gifts(campaign)["李秀珍"].id, desk.signed())
    assert [item.name for item in desk.summary(campaign).items] == ["大米"]


def test_a_campaign_ends_when_it_adds_up(desk, campaign):
    desk.take_in(campaign)
    gifts = desk.gifts(campaign)
    with pytest.raises(ReceiptsOut) as out:
        desk.campaigns.close(desk.caller, campaign)
    assert "还有 3 户" in out.value.sentence and gifts["李秀珍"].code in out.value.sentence
    for name, gift in gifts.items():
        desk.campaigns.key_in(desk.caller, gift.id, desk.signed(receiver=name.split("、")[0]))
    with pytest.raises(DoesNotAddUp) as told:
        desk.campaigns.close(desk.caller, campaign)
    assert told.value.differences == ("大米出库 10 袋，已领 3、退回 0、未领 0，相差 7 袋",)
    (rice,) = desk.campaigns.file(desk.caller, campaign).items
    desk.campaigns.correct_item(desk.caller, rice, {"stock": "3"})
    assert desk.summary(campaign).adds_up
    closed = desk.campaigns.close(desk.caller, campaign)
    assert closed.campaign["closed_on"] == date(2026, 9, 22)


def test_a_difference_with_a_reason_is_noted(desk, campaign):
    closed = desk.campaigns.close(desk.caller, campaign, "余下的退回仓库，已清点")
    assert closed.campaign["note"].endswith("相差 10 袋。原因：余下的退回仓库，已清点")


def test_nothing_is_changed_in_a_closed_campaign_until_it_is_opened_again(desk, campaign):
    desk.take_in(campaign)
    gift = desk.gifts(campaign)["李秀珍"]
    for one in desk.gifts(campaign).values():
        desk.campaigns.key_in(desk.caller, one.id, {"returned": "没有送"})
    seen = desk.campaigns.close(desk.caller, campaign, "没有送").campaign
    card = desk.campaigns.open_gift(desk.caller, gift.id)
    deeds = (
        lambda: desk.campaigns.correct(desk.caller, seen, {"budget": "1"}),
        lambda: desk.item(campaign),
        lambda: desk.take_in(campaign),
        lambda: desk.campaigns.close(desk.caller, campaign),
        lambda: desk.campaigns.correct_gift(desk.caller.because("补领"), card, desk.signed(returned="")),
        lambda: desk.printed("receipts", campaign),
    )
    for deed in deeds:
        with pytest.raises(CampaignClosed) as told:
            deed()
    assert "9月22日结束登记" in told.value.sentence
    with pytest.raises(ReasonNeeded):
        desk.campaigns.reopen(desk.caller, campaign, "")
    desk.campaigns.reopen(desk.caller, campaign, "补登一户")
    desk.campaigns.correct_gift(desk.caller.because("补领"), card, desk.signed(returned=""))


def test_a_volunteer_sees_nothing_of_campaigns(desk, campaign, volunteer):
    desk.take_in(campaign)
    gift = desk.gifts(campaign)["李秀珍"]
    do, seen = desk.campaigns, desk.campaigns.file(desk.caller, campaign)
    choice, (rice,) = do.choose(desk.caller, campaign), seen.items
    deeds = (
        lambda who: do.all(who), lambda who: do.file(who, campaign), lambda who: do.gifts(who, campaign),
        lambda who: do.summary(who, campaign), lambda who: do.choose(who, campaign),
        lambda who: do.take_in(who, choice), lambda who: do.leave_out(who, gift.id, "不发"),
        lambda who: do.create(who, {}), lambda who: do.correct(who, seen.campaign, {}),
        lambda who: do.add_item(who, campaign, {}), lambda who: do.correct_item(who, rice, {}),
        lambda who: do.remove_item(who, rice.id, "不发"), lambda who: do.close(who, campaign),
        lambda who: do.reopen(who, campaign, "补"), lambda who: do.open_receipt(who, gift.code),
        lambda who: do.open_gift(who, gift.id), lambda who: do.key_in(who, gift.id, {}),
        lambda who: do.correct_gift(who.because("补"), gift, {}), lambda who: do.plan_gift(who, gift.id, {}),
        lambda who: do.print_list(who, campaign, None), lambda who: do.print_receipts(who, campaign, None),
    )  # fmt: skip
    for deed in deeds:
        with pytest.raises(NotAllowed):
            deed(volunteer)


def test_another_station_finds_nothing(desk, campaign):
    desk.console.staff.open_station(desk.caller, "杨庄便民服务站", "YZ")
    there = desk.console.caller("YZ")
    assert desk.campaigns.all(there) == []
    for ask in (desk.campaigns.file, desk.campaigns.gifts, desk.campaigns.summary, desk.campaigns.choose):
        with pytest.raises(NoSuchCampaign):
            ask(there, campaign)
    (rice,) = desk.campaigns.file(desk.caller, campaign).items
    with pytest.raises(NoSuchCampaign):
        desk.campaigns.correct_item(there, rice, {"stock": "1"})
