"""Goods of a campaign: what there is, what it costs, how many left the store."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridconsole.care.errors import NotAccepted, ReasonNeeded
from gridconsole.care.festivals import book, forms, rules
from gridconsole.care.festivals.choosing import LONGEST_REASON, must_do
from gridconsole.care.festivals.errors import ItemInUse, NoSuchCampaign
from gridconsole.care.festivals.records import Campaign, CampaignItem, Gift
from gridconsole.care.festivals.views import State
from gridconsole.core.caller import Caller
from gridconsole.core.ledger.picture import snapshot
from gridconsole.core.ledger.record import new_id
from gridconsole.core.ledger.snapshot import Lock, Snapshot
from gridconsole.core.store.doors import Doors, Unit


class Goods:
    """What is done with the goods of a campaign."""

    def __init__(self, doors: Doors) -> None:
        self._doors = doors

    def add(self, caller: Caller, campaign_id: UUID, raw: Mapping[str, object]) -> UUID:
        """Add goods: name, unit, price, how many each household gets and how many left the store.

        Households on the list that have not signed get them too. Raises NotAccepted, OverStock,
        CampaignClosed, NoSuchCampaign.
        """
        caller.must_not_be_volunteer("登记慰问物资")

        def write(unit: Unit) -> UUID:
            campaign = book.campaign_of(unit.session, caller, campaign_id, to_write=True)
            item = CampaignItem(
                id=new_id(), station_id=caller.station_id, campaign_id=campaign_id, as_typed={}
            )
            _put(unit, caller, campaign, item, raw)
            return item.id

        return self._doors.write(caller, "campaign.add_item", write)

    def correct(self, caller: Caller, seen: Snapshot, raw: Mapping[str, object]) -> Snapshot:
        """Save what was typed of goods; who gets as many as usual and has not signed gets the new number.

        Raises NotAccepted, OverStock, ChangedMeanwhile, CampaignClosed, NoSuchCampaign.
        """
        caller.must_not_be_volunteer("修改慰问物资")

        def write(unit: Unit) -> Snapshot:
            campaign, item = _item(unit.session, caller, seen.id)
            forms.must_be(unit.session, item, seen)
            _put(unit, caller, campaign, item, raw)
            return snapshot(item, forms.ITEM_FIELDS, caller, Lock(), {})

        return self._doors.write(caller, "campaign.correct_item", write)

    def remove(self, caller: Caller, item_id: UUID, reason: str) -> None:
        """Take goods that nobody has received off; raise ItemInUse, ReasonNeeded, CampaignClosed."""
        caller.must_not_be_volunteer("撤下慰问物资")
        if not reason.strip():
            raise ReasonNeeded("撤下慰问物资")

        def write(unit: Unit) -> None:
            campaign, item = _item(unit.session, caller, item_id)
            gifts, key = book.gifts_of(unit.session, campaign.id), str(item.id)
            if any(rules.in_use(key, book.share(gift)) for gift in gifts):
                raise ItemInUse(item.name or "")
            for gift in gifts:
                if key in gift.quantities:
                    gift.quantities = {k: count for k, count in gift.quantities.items() if k != key}
            item.withdrawn = reason.strip()[:LONGEST_REASON]

        self._doors.write(caller.because(reason), "campaign.remove_item", write)


def _item(session: Session, caller: Caller, id: UUID) -> tuple[Campaign, CampaignItem]:
    item = session.scalar(select(CampaignItem).where(CampaignItem.id == id, CampaignItem.withdrawn.is_(None)))
    if item is None:
        raise NoSuchCampaign
    return book.campaign_of(session, caller, item.campaign_id, to_write=True), item


def _put(
    unit: Unit, caller: Caller, campaign: Campaign, item: CampaignItem, raw: Mapping[str, object]
) -> None:
    """Write goods, and give them to the households that have not signed."""
    usual = item.each or 0
    forms.assign(item, forms.read(raw, forms.ITEM_FIELDS, forms.reading_of(unit, caller)))
    labels = {"name": "品名要填", "unit": "单位要填"}
    if wrong := {key: words for key, words in labels.items() if not getattr(item, key)}:
        raise NotAccepted(wrong)
    unit.session.add(item)
    _replan(book.gifts_of(unit.session, campaign.id), str(item.id), usual, item.each or 0)
    must_do(unit.session, campaign)


def _replan(gifts: Sequence[Gift], key: str, usual: int, each: int) -> None:
    for gift in gifts:
        if book.state_of(gift) is State.OPEN and gift.quantities.get(key, 0) == usual != each:
            gift.quantities = {**gift.quantities, key: each}
