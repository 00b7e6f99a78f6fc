"""The papers of a campaign: the list for the accounts, and a receipt for each household."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridconsole.care.festivals import book, rules
from gridconsole.care.festivals.book import Dwelling
from gridconsole.care.festivals.choosing import drop_gone
from gridconsole.care.festivals.errors import NobodyLeft, NothingToGive
from gridconsole.care.festivals.records import Campaign, CampaignItem, Gift
from gridconsole.care.festivals.rules import CASH, Share
from gridconsole.care.festivals.summing import cash_total
from gridconsole.care.festivals.views import State
from gridconsole.care.paper.festival_list import FestivalList, Goods, Handout, festival_list
from gridconsole.care.paper.kinds import SheetKind
from gridconsole.care.paper.receipts import Gift as GiftRow
from gridconsole.care.paper.receipts import Receipt, receipts
from gridconsole.care.visiting.records import PrintedSheet
from gridconsole.care.visiting.register import Copy, printed
from gridconsole.core.calendar.festivals import FESTIVALS
from gridconsole.core.caller import Caller
from gridconsole.core.clock import local
from gridconsole.core.progress import Progress
from gridconsole.core.store.bulk import in_chunks
from gridconsole.core.store.changes import Disclosure
from gridconsole.core.store.doors import Doors, Unit
from gridconsole.stations.records import Station
from gridconsole.stations.service import station_of

LIST, RECEIPTS = "慰问发放清单（姓名、组别）", "领取单（姓名、组别）"


class Papers:
    """Prints what a campaign needs."""

    def __init__(self, doors: Doors) -> None:
        self._doors = doors

    def print_list(
        self, caller: Caller, campaign_id: UUID, target: BinaryIO, progress: Progress | None = None
    ) -> int:
        """Write the list for the accounts, in walking order; return the number of pages.

        Households in which nobody is left and that have not signed are dropped first. Raises NobodyLeft,
        NoSuchCampaign, MissingGlyph, FieldOverflow, Cancelled.
        """
        caller.must_not_be_volunteer("打印慰问清单")

        document = self._doors.write(caller, "campaign.list", lambda unit: _list(unit, caller, campaign_id))
        if not document.handouts:
            raise NobodyLeft
        pages = festival_list(document, target, progress)
        count = len(document.handouts)
        self._doors.write(
            caller, "campaign.print_list", lambda unit: _disclose(unit, campaign_id, LIST, count)
        )
        return pages

    def print_receipts(
        self,
        caller: Caller,
        campaign_id: UUID,
        target: BinaryIO,
        *,
        villages: Iterable[str] = (),
        helper: UUID | None = None,
        gift_ids: Iterable[UUID] | None = None,
        progress: Progress | None = None,
    ) -> int:
        """Write a receipt for each household that has not signed, four on a page, in walking order.

        Only those of the villages, of a helper, or of these gifts, where they are given. Every copy comes
        onto the register of papers once all pages are drawn. Returns the number of pages. Raises NobodyLeft,
        NothingToGive, CampaignClosed, NoSuchCampaign, MissingGlyph, FieldOverflow, Cancelled.
        """
        caller.must_not_be_volunteer("打印领取单")
        only = _Only(frozenset(villages), helper, None if gift_ids is None else frozenset(gift_ids))

        made = self._doors.write(
            caller, "campaign.receipts", lambda unit: _receipts(unit, caller, campaign_id, only)
        )
        _must_hold_something(list(made.values()))  # after the write, so that who is gone stays dropped
        pages = receipts(made.values(), target, progress)
        self._doors.write(caller, "campaign.print_receipts", lambda unit: _register(unit, caller, list(made)))
        return pages


def _must_hold_something(documents: Sequence[Receipt]) -> None:
    if not documents:
        raise NobodyLeft
    if not any(receipt.gifts or receipt.cash for receipt in documents):
        raise NothingToGive(f"{documents[0].year}年{documents[0].festival}慰问")


@dataclass(frozen=True)
class _Only:
    """Which receipts are printed; empty or None stands for all."""

    villages: frozenset[str]
    helper: UUID | None
    gift_ids: frozenset[UUID] | None

    def holds(self, gift: Gift, dwelling: Dwelling) -> bool:
        """Return whether a gift is one of them."""
        return (
            (not self.villages or dwelling.home.village in self.villages)
            and (self.helper is None or dwelling.helper == self.helper)
            and (self.gift_ids is None or gift.id in self.gift_ids)
        )


def _standing(unit: Unit, caller: Caller, campaign: Campaign, day: date) -> list[tuple[Gift, Dwelling]]:
    """Drop the households in which nobody is left and return the others, in walking order."""
    drop_gone(unit, caller, book.gifts_of(unit.session, campaign.id), day)
    gifts = {gift.household_id: gift for gift in book.gifts_of(unit.session, campaign.id)}
    return [(gifts[id], one) for id, one in book.dwellings_of(unit.session, caller, day, gifts).items()]


def _list(unit: Unit, caller: Caller, campaign_id: UUID) -> FestivalList:
    session, day = unit.session, local(unit.change.at).date()
    campaign = book.campaign_of(session, caller, campaign_id)
    standing = _standing(unit, caller, campaign, day)
    items = book.items_of(session, campaign_id)
    shares = [book.share(gift) for gift, _ in standing]
    cash = cash_total(shares)
    return FestivalList(
        station=station_of(session, caller.station_id).name,
        document_number=_document_number(campaign, station_of(session, caller.station_id)),
        festival=campaign.festival or "",
        year=campaign.year or 0,
        goods=tuple(_goods(item, shares) for item in items),
        handouts=tuple(_handout(gift, dwelling, items) for gift, dwelling in standing),
        cash_withdrawn=cash.stock,
        cash_returned=cash.back,
        starts=campaign.starts,
        ends=campaign.ends,
        printed_by=caller.staff_name,
        printed_on=day,
        copy_number=_copies(session, campaign_id) + 1,
    )


def _document_number(campaign: Campaign, station: Station) -> str:
    return f"WW-{station.code}-{campaign.year}-{FESTIVALS.index(campaign.festival or '') + 1:02d}"


def _goods(item: CampaignItem, shares: Sequence[Share]) -> Goods:
    total = rules.total(str(item.id), item.stock or 0, shares)
    return Goods(item.name or "", item.unit or "", total.stock, total.back)


def _handout(gift: Gift, dwelling: Dwelling, items: Sequence[CampaignItem]) -> Handout:
    """Return a row: what was handed over, of what is open or went back what was meant."""
    share, home = book.share(gift), dwelling.home
    handed = book.state_of(gift) is State.HANDED
    plan = rules.planned(share)
    counted = share.goods if handed else plan
    return Handout(
        household_number=home.file_number,
        receiver=(gift.receiver if handed else "") or home.label,
        group=home.place,
        quantities=tuple(counted.get(str(item.id), 0) for item in items),
        cash=share.cash if handed else plan[CASH],
        relation=gift.relation or "",
        received_on=gift.received_on,
        handlers=tuple(filter(None, (gift.handler, gift.second_handler))),
        returned=gift.returned or "",
    )


def _receipts(unit: Unit, caller: Caller, campaign_id: UUID, only: _Only) -> dict[tuple[UUID, int], Receipt]:
    """Return the receipts to be printed by id and number of their gifts."""
    session = unit.session
    campaign = book.campaign_of(session, caller, campaign_id, to_write=True)
    standing = _standing(unit, caller, campaign, local(unit.change.at).date())
    chosen = [
        (gift, one) for gift, one in standing if book.state_of(gift) is State.OPEN and only.holds(gift, one)
    ]
    items, station = book.items_of(session, campaign_id), station_of(session, caller.station_id)
    return {(gift.id, gift.number): _receipt(campaign, station, gift, one, items) for gift, one in chosen}


def _receipt(
    campaign: Campaign, station: Station, gift: Gift, dwelling: Dwelling, items: Sequence[CampaignItem]
) -> Receipt:
    share, home = book.share(gift), dwelling.home
    counted = [(item, share.goods.get(str(item.id), 0)) for item in items]
    return Receipt(
        station=station.name,
        station_number=station.number,
        number=gift.number,
        festival=campaign.festival or "",
        year=campaign.year or 0,
        household=home.label,
        group=home.place,
        gifts=tuple(GiftRow(item.name or "", item.unit or "", count) for item, count in counted if count),
        cash=share.cash,
        household_number=home.file_number,
    )


def _register(unit: Unit, caller: Caller, gifts: Sequence[tuple[UUID, int]]) -> None:
    """Put the next copy of each receipt on the register, and note that names were printed in full."""
    last = _last_copies(unit.session, caller, [number for _, number in gifts])
    copies: list[Copy] = [(number, last.get(number, 0) + 1, id) for id, number in gifts]
    printed(unit, SheetKind.RECEIPT, copies, caller.staff_name)
    _disclose(unit, None, RECEIPTS, len(gifts))


def _last_copies(session: Session, caller: Caller, numbers: Sequence[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    query = select(PrintedSheet.number, func.max(PrintedSheet.copy)).where(
        PrintedSheet.station_id == caller.station_id, PrintedSheet.kind == int(SheetKind.RECEIPT)
    )
    for some in in_chunks(numbers):
        part = query.where(PrintedSheet.number.in_(some)).group_by(PrintedSheet.number)
        found |= {number: copy for number, copy in session.execute(part)}
    return found


def _copies(session: Session, campaign_id: UUID) -> int:
    """Return how often a campaign's list was printed."""
    query = select(func.count()).select_from(Disclosure)
    return session.scalar(query.where(Disclosure.record_id == campaign_id, Disclosure.what == LIST)) or 0


def _disclose(unit: Unit, record_id: UUID | None, what: str, count: int) -> None:
    change = unit.change
    unit.session.add(
        Disclosure(
            station_id=change.station_id, at=change.at, staff_id=change.staff_id,
            staff_name=change.staff_name, record_id=record_id, what=what, count=count,
            reason=change.reason or "打印慰问清单和领取单",
        )
    )  # fmt: skip
