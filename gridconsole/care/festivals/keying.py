"""Keys receipts in after signing: found by scan or six digits, checked, and settled with the store."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridconsole.care.errors import NotAccepted, ReasonNeeded
from gridconsole.care.festivals import book, rules
from gridconsole.care.festivals.cards import card_of
from gridconsole.care.festivals.choosing import must_do
from gridconsole.care.festivals.errors import ChangedMeanwhile, NoSuchReceipt, NotKeyed, NotOutOfStore
from gridconsole.care.festivals.records import Campaign, CampaignItem, Gift
from gridconsole.care.festivals.rules import CASH
from gridconsole.care.festivals.views import GiftCard, State
from gridconsole.care.paper.kinds import SheetKind
from gridconsole.care.scanning import scanned_number
from gridconsole.care.visiting.register import came_back
from gridconsole.core.caller import Caller
from gridconsole.core.clock import local, today
from gridconsole.core.identity.unreadable import Unreadable
from gridconsole.core.ledger.kinds.base import Reading, is_empty
from gridconsole.core.ledger.kinds.money import Money
from gridconsole.core.ledger.kinds.plain import Count, Text
from gridconsole.core.ledger.ledger import fields_of
from gridconsole.core.money import format_fen
from gridconsole.core.paper.codes import sheet_code
from gridconsole.core.store.doors import Doors, Unit

SIGNED = ("receiver", "relation", "received_on", "handler", "second_handler")
"""Fields of a receipt, in the order of the paper."""
RETURNED = "returned"
_QUANTITY, _CASH, _REASON = Count("数量", most=10_000), Money("现金"), Text("退回原因")
_GIFT = fields_of(Gift)
_NO_DAY = Reading(date.min)
"""Counts are read the same on every day."""


class Keying:
    """Receipts that come back."""

    def __init__(self, doors: Doors) -> None:
        self._doors = doors

    def open_receipt(self, caller: Caller, scanned: str) -> GiftCard:
        """Return the gift of a scanned receipt (11 digits) or of its six digits, ready to be keyed in.

        Raises HalfScan, WrongCheckDigit, OtherKind, OtherStation, NoSuchReceipt, LeftOut, ReceiptKeyed,
        CampaignClosed.
        """
        caller.must_not_be_volunteer("录入领取单")
        day = today(self._doors.clock)

        def read(session: Session) -> GiftCard:
            number = scanned_number(session, caller, scanned, SheetKind.RECEIPT)
            return card_of(session, caller, _to_key(session, caller, _numbered(session, caller, number)), day)

        return self._doors.read(read)

    def open(self, caller: Caller, gift_id: UUID) -> GiftCard:
        """Return a gift, keyed in or not; raise NoSuchReceipt or LeftOut."""
        caller.must_not_be_volunteer("查看领取单")
        day = today(self._doors.clock)
        return self._doors.read(lambda s: card_of(s, caller, book.gift_of(s, caller, gift_id), day))

    def key_in(self, caller: Caller, gift_id: UUID, raw: Mapping[str, object]) -> GiftCard:
        """Key a signed receipt in, or that it went back (`returned`: why); return the gift as it stands.

        `raw` holds what was typed by field key, quantities by the item's id, `cash`; what is empty of these
        was handed over as planned, what is less went back to the store. Raises NotAccepted, ReceiptKeyed,
        LeftOut, CampaignClosed, OverStock, NotOutOfStore.
        """
        caller.must_not_be_volunteer("录入领取单")

        def write(unit: Unit) -> GiftCard:
            gift = _to_key(unit.session, caller, book.gift_of(unit.session, caller, gift_id).id)
            return _settle(unit, caller, gift, raw)

        return self._doors.write(caller, "campaign.key_in", write)

    def correct(self, caller: Caller, seen: GiftCard, raw: Mapping[str, object]) -> GiftCard:
        """Correct a receipt that was keyed in; what `raw` doesn't name stays. The caller carries the reason.

        Raises as `key_in`, and ReasonNeeded, NotKeyed, ChangedMeanwhile.
        """
        caller.must_not_be_volunteer("更正领取单")
        if not caller.reason:
            raise ReasonNeeded("更正领取单")

        def write(unit: Unit) -> GiftCard:
            gift = book.gift_of(unit.session, caller, seen.id)
            if book.state_of(gift) is State.OPEN:
                raise NotKeyed
            if gift.version != seen.version:
                raise ChangedMeanwhile(book.changed_by(unit.session, gift))
            return _settle(unit, caller, gift, {**_standing(gift), **raw})

        return self._doors.write(caller, "campaign.correct_receipt", write)

    def plan(self, caller: Caller, gift_id: UUID, raw: Mapping[str, object]) -> GiftCard:
        """Change what is meant for one household (`raw` as for `key_in`) before it signs.

        Raises NotAccepted, ReceiptKeyed, LeftOut, CampaignClosed, OverStock.
        """
        caller.must_not_be_volunteer("改慰问名单")

        def write(unit: Unit) -> GiftCard:
            session = unit.session
            gift = _to_key(session, caller, gift_id)
            campaign = book.campaign_of(session, caller, gift.campaign_id)
            wanted, wrong = _amounts(
                raw, rules.planned(book.share(gift)), book.items_of(session, campaign.id)
            )
            if wanted.get(CASH) and not campaign.cash:
                wrong[CASH] = rules.NO_CASH
            if wrong:
                raise NotAccepted(wrong)
            gift.quantities = {key: count for key, count in wanted.items() if key != CASH}
            gift.cash = wanted.get(CASH) or None
            must_do(session, campaign)
            return card_of(session, caller, gift, local(unit.change.at).date())

        return self._doors.write(caller, "campaign.plan", write)


def _to_key(session: Session, caller: Caller, gift_id: UUID) -> Gift:
    """Return a gift that nobody has keyed in yet; raise ReceiptKeyed, LeftOut, CampaignClosed."""
    gift = book.gift_of(session, caller, gift_id)
    if book.state_of(gift) is not State.OPEN:
        raise book.keyed(session, gift)
    book.campaign_of(session, caller, gift.campaign_id, to_write=True)
    return gift


def _numbered(session: Session, caller: Caller, number: int) -> UUID:
    query = select(Gift.id).where(Gift.station_id == caller.station_id, Gift.number == number)
    found = session.scalar(query)
    if found is None:
        raise NoSuchReceipt(sheet_code(number))
    return found


def _settle(unit: Unit, caller: Caller, gift: Gift, raw: Mapping[str, object]) -> GiftCard:
    """Write what was keyed in, and note that the paper came back."""
    session, day = unit.session, local(unit.change.at).date()
    campaign = book.campaign_of(session, caller, gift.campaign_id, to_write=True)
    items, plan = book.items_of(session, campaign.id), rules.planned(book.share(gift))
    reason = "" if is_empty(raw.get(RETURNED)) else _REASON.parse(raw[RETURNED], Reading(day))
    if reason:
        _store(gift, dict.fromkeys(_keys(items), 0), dict.fromkeys(SIGNED), reason)
    else:
        homes = book.dwellings_of(session, caller, day, [gift.household_id])
        _store(gift, *_checked(raw, gift, campaign, items, homes[gift.household_id].members, day), None)
    if any(count > plan.get(key, 0) for key, count in book.share(gift).goods.items()):
        must_do(session, campaign)  # otherwise the stock did before
    came_back(unit, SheetKind.RECEIPT, gift.id, day)
    session.flush()
    return card_of(session, caller, gift, day)


def _checked(
    raw: Mapping[str, object],
    gift: Gift,
    campaign: Campaign,
    items: Sequence[CampaignItem],
    members: Sequence[rules.Member],
    day: date,
) -> tuple[dict[str, int], dict[str, Any]]:
    """Return what was handed over and who signed; raise NotAccepted with all complaints at once."""
    handed, wrong = _amounts(raw, rules.planned(book.share(gift)), items)
    values, unread = _signed(raw, Reading(day))
    told = rules.complaints(values, handed, members, bool(campaign.cash), campaign.starts)
    if wrong := {**told, **wrong, **unread}:
        raise NotAccepted(wrong)
    for item in items:
        if handed[str(item.id)] and item.stock is None:
            raise NotOutOfStore(item.name or "", item.id)
    return handed, values


def _store(gift: Gift, handed: Mapping[str, int], values: Mapping[str, Any], returned: str | None) -> None:
    gift.quantities, cash = rules.handed_over(rules.planned(book.share(gift)), handed)
    gift.cash = cash or None
    gift.returned = returned
    for key, value in values.items():
        setattr(gift, key, value)


def _standing(gift: Gift) -> dict[str, object]:
    """Return what was keyed in, as `raw` tells it; of a gift that went back the plan counts again."""
    found: dict[str, object] = {key: getattr(gift, key) for key in SIGNED}
    share = book.share(gift)
    if gift.returned is None:
        found |= {**share.goods, CASH: format_fen(share.cash)}
    return {**found, RETURNED: gift.returned}


def _keys(items: Sequence[CampaignItem]) -> list[str]:
    return [*(str(item.id) for item in items), CASH]


def _amounts(
    raw: Mapping[str, object], plan: Mapping[str, int], items: Sequence[CampaignItem]
) -> tuple[dict[str, int], dict[str, str]]:
    """Return quantities by item and the cash, as typed or planned, and what can't be read."""
    found, wrong = {key: plan.get(key, 0) for key in _keys(items)}, {}
    for key in found:
        if not is_empty(raw.get(key)):
            try:
                found[key] = _count(key, raw[key])
            except Unreadable as error:
                wrong[key] = error.message
    return found, wrong


def _count(key: str, cell: object) -> int:
    return (_CASH if key == CASH else _QUANTITY).parse(cell, _NO_DAY)


def _signed(raw: Mapping[str, object], reading: Reading) -> tuple[dict[str, Any], dict[str, str]]:
    """Return receiver, relation, day and handlers as typed, and what can't be read."""
    values: dict[str, Any] = dict.fromkeys(SIGNED)
    wrong = {}
    for key in SIGNED:
        if not is_empty(raw.get(key)):
            try:
                values[key] = _GIFT[key].kind.parse(raw[key], reading)
            except Unreadable as error:
                wrong[key] = error.message
    return values, wrong
