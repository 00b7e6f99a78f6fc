"""Pictures of gifts: what the screen shows of a household's receipt."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from gridconsole.care.festivals import book, rules
from gridconsole.care.festivals.book import Dwelling
from gridconsole.care.festivals.records import Campaign, CampaignItem, Gift
from gridconsole.care.festivals.rules import CASH
from gridconsole.care.festivals.views import GiftCard, GiftItem, State
from gridconsole.core.caller import Caller
from gridconsole.core.paper.codes import sheet_code


def card_of(session: Session, caller: Caller, gift: Gift, day: date) -> GiftCard:
    """Return one gift."""
    campaign = book.campaign_of(session, caller, gift.campaign_id)
    (card,) = cards(session, caller, campaign, [gift], day)
    return card


def cards(
    session: Session, caller: Caller, campaign: Campaign, gifts: Sequence[Gift], day: date
) -> list[GiftCard]:
    """Return gifts of one campaign in walking order."""
    homes = book.dwellings_of(session, caller, day, {gift.household_id for gift in gifts})
    places = {id: place for place, id in enumerate(homes)}
    items = book.items_of(session, campaign.id)
    ordered = sorted(gifts, key=lambda gift: places[gift.household_id])
    return [_card(campaign, gift, items, homes[gift.household_id]) for gift in ordered]


def _card(campaign: Campaign, gift: Gift, items: Sequence[CampaignItem], dwelling: Dwelling) -> GiftCard:
    share = book.share(gift)
    plan = rules.planned(share)
    state = book.state_of(gift)
    return GiftCard(
        id=gift.id,
        version=gift.version,
        campaign_id=campaign.id,
        title=book.title_of(campaign),
        number=gift.number,
        code=sheet_code(gift.number),
        home=dwelling.home,
        items=tuple(_item(item, share, plan.get(str(item.id), 0)) for item in items),
        cash_planned=plan[CASH],
        cash=share.cash if state is State.HANDED else 0,
        gives_cash=bool(campaign.cash),
        state=state,
        receiver=gift.receiver or "",
        relation=gift.relation or "",
        received_on=gift.received_on,
        handler=gift.handler or "",
        second_handler=gift.second_handler or "",
        returned=gift.returned or "",
        warning=_warning(dwelling) if state is State.OPEN else "",
    )


def _item(item: CampaignItem, share: rules.Share, planned: int) -> GiftItem:
    key = str(item.id)
    handed = share.goods.get(key, 0) if share.keyed else 0
    return GiftItem(item.id, item.name or "", item.unit or "", planned, handed, share.back.get(key, 0))


def _warning(dwelling: Dwelling) -> str:
    why = rules.why_out(dwelling.members)
    return f"这一户已没有在册的人（{why}），请核对领取日期。" if why else ""
