"""Chooses the households of a campaign, takes them in, and drops those in which nobody is left."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridconsole.care.errors import ReasonNeeded
from gridconsole.care.festivals import book, rules
from gridconsole.care.festivals.book import Dwelling
from gridconsole.care.festivals.errors import HouseholdGone, NobodyLeft, NoCash, OverStock
from gridconsole.care.festivals.records import Campaign, CampaignItem, Gift
from gridconsole.care.festivals.rules import Share
from gridconsole.care.festivals.views import Choice, Home, Line, Selection, State
from gridconsole.care.paper.kinds import SheetKind
from gridconsole.care.scanning import next_number
from gridconsole.care.visiting.opening import together
from gridconsole.care.visiting.records import Visit
from gridconsole.care.visiting.register import make_void
from gridconsole.core.caller import Caller
from gridconsole.core.clock import local, today
from gridconsole.core.ledger.record import new_id
from gridconsole.core.store.bulk import in_chunks
from gridconsole.core.store.doors import Doors, Unit

LONGEST_REASON = 200


class Chooser:
    """Who gets something in a campaign."""

    def __init__(self, doors: Doors) -> None:
        self._doors = doors

    def choose(
        self,
        caller: Caller,
        campaign_id: UUID,
        groups: Iterable[str] | None = None,
        villages: Iterable[str] = (),
        extra: Iterable[UUID] = (),
        but: Iterable[UUID] = (),
        *,
        only_named: bool = False,
    ) -> Choice:
        """Return who would be taken in, and whoever can't be with the reason; nothing is written.

        Without `groups` those of the campaign count; empty ones stand for everybody. `extra` are households
        that are named whatever their groups (`only_named`: no others), `but` those left out this time.
        Raises NoSuchCampaign.
        """
        caller.must_not_be_volunteer("选慰问对象")
        selection = Selection(
            None if groups is None else tuple(groups),
            tuple(villages),
            frozenset(extra),
            frozenset(but),
            only_named,
        )
        day = today(self._doors.clock)
        return self._doors.read(lambda s: _choice(s, caller, campaign_id, selection, day))

    def take_in(self, caller: Caller, choice: Choice, cash: int = 0) -> Choice:
        """Put the households of a preview onto the list, with the planned goods and `cash` in fen.

        Who died or moved meanwhile is not taken in, and dropped with the reason where nothing was signed
        yet. Returns what was done. Raises NobodyLeft, HouseholdGone, OverStock, NoCash, CampaignClosed,
        NumbersUsedUp.
        """
        caller.must_not_be_volunteer("选慰问对象")

        def write(unit: Unit) -> Choice:
            return _take_in(unit, caller, choice, cash)

        return self._doors.write(caller, "campaign.take_in", write)

    def leave_out(self, caller: Caller, gift_id: UUID, reason: str) -> None:
        """Take a household off the list; its receipt is void. Raises ReasonNeeded, ReceiptKeyed, LeftOut."""
        caller.must_not_be_volunteer("改慰问名单")
        if not reason.strip():
            raise ReasonNeeded("不再列入")

        def write(unit: Unit) -> None:
            gift = book.gift_of(unit.session, caller, gift_id)
            book.campaign_of(unit.session, caller, gift.campaign_id, to_write=True)
            if book.state_of(gift) is not State.OPEN:
                raise book.keyed(unit.session, gift)
            _withdraw(unit, {gift: reason.strip()})

        self._doors.write(caller.because(reason), "campaign.leave_out", write)


def drop_gone(unit: Unit, caller: Caller, gifts: Sequence[Gift], day: date) -> list[Line]:
    """Take households that have not signed off the list where nobody is left; return them with the reason."""
    gone = _gone(unit.session, caller, gifts, day)
    by_home = {gift.household_id: gift for gift in gifts}
    _withdraw(unit, {by_home[line.home.id]: f"没有在册的人了（{line.why}）" for line in gone})
    return gone


def _take_in(unit: Unit, caller: Caller, choice: Choice, cash: int) -> Choice:
    session, day = unit.session, local(unit.change.at).date()
    campaign = book.campaign_of(session, caller, choice.campaign_id, to_write=True)
    if cash and not campaign.cash:
        raise NoCash
    now = _choice(session, caller, campaign.id, choice.selection, day)
    agreed = {line.home.id for line in choice.taken}
    taken = tuple(line for line in now.taken if line.home.id in agreed)
    dropped = drop_gone(unit, caller, book.gifts_of(session, campaign.id), day)
    if not taken and not now.already and not dropped:
        raise _nobody(now)
    plan = plan_of(book.items_of(session, campaign.id))
    _add(unit, campaign, [line.home.id for line in taken], plan, cash)
    must_do(session, campaign)
    return replace(now, taken=taken, dropped=tuple(dropped), over_stock=())


def plan_of(items: Iterable[CampaignItem]) -> dict[str, int]:
    """Return how many of each item a household gets as a rule."""
    return {str(item.id): item.each or 0 for item in items}


def must_do(session: Session, campaign: Campaign) -> None:
    """Raise OverStock when the goods that left the store don't do for all gifts."""
    session.flush()
    shares = [book.share(gift) for gift in book.gifts_of(session, campaign.id)]
    for item, needed in _short(book.items_of(session, campaign.id), shares):
        raise OverStock(item.name or "", item.unit or "", item.stock or 0, needed, item.id)


def _short(items: Iterable[CampaignItem], shares: Sequence[Share]) -> Iterator[tuple[CampaignItem, int]]:
    """Yield the goods of which more are needed than left the store, and how many; no stock noted will do."""
    for item in items:
        needed = rules.total(str(item.id), 0, shares).taken
        if item.stock is not None and needed > item.stock:
            yield item, needed


def _choice(session: Session, caller: Caller, campaign_id: UUID, selection: Selection, day: date) -> Choice:
    campaign = book.campaign_of(session, caller, campaign_id)
    gifts = book.gifts_of(session, campaign_id)
    gone = _gone(session, caller, gifts, day)
    listed = {gift.household_id for gift in gifts} - {line.home.id for line in gone}
    groups = campaign.groups if selection.groups is None else selection.groups
    where = book.meant_for(caller, groups or (), selection.villages, campaign.festival or "", day)
    found = {} if selection.only_named else book.dwellings(session, caller, day, where)
    found |= book.dwellings_of(session, caller, day, selection.extra - found.keys())
    sorter = _Sorter(selection, groups or (), campaign.festival or "", day, listed)
    for dwelling in sorted(found.values(), key=lambda one: one.order):
        sorter.put(dwelling)
    made = Choice(
        campaign_id,
        selection,
        tuple(sorter.taken),
        tuple(sorter.already),
        tuple(gone),
        tuple(sorter.excluded),
    )
    return replace(made, over_stock=tuple(_shortages(session, campaign, gifts, made)))


class _Sorter:
    """Sorts households into those that are taken, on the list already, and excluded."""

    def __init__(
        self, selection: Selection, groups: Sequence[str], festival: str, day: date, listed: set[UUID]
    ) -> None:
        self._selection = selection
        self._verdict: Callable[[Dwelling, bool], tuple[str, str]] = lambda one, asked: rules.verdict(
            one.members, groups, festival, day, asked=asked
        )
        self._listed = listed
        self.taken: list[Line] = []
        self.already: list[Line] = []
        self.excluded: list[Line] = []

    def put(self, dwelling: Dwelling) -> None:
        """Sort one household."""
        home = dwelling.home
        why, out = self._verdict(dwelling, home.id in self._selection.extra)
        if home.id in self._listed:
            if why or out:
                self.already.append(Line(home, rules.IN_ALREADY))
        elif out:
            self.excluded.append(Line(_with_the_gone(dwelling), out))
        elif why and home.id in self._selection.but:
            self.excluded.append(Line(home, rules.BY_HAND))
        elif why:
            self.taken.append(Line(home, why))


def _with_the_gone(dwelling: Dwelling) -> Home:
    """Return the household under the names of those who keep it out."""
    return replace(dwelling.home, names=tuple(m.name for m in dwelling.members if not m.stays))


def _gone(session: Session, caller: Caller, gifts: Iterable[Gift], day: date) -> list[Line]:
    """Return the households that have not signed yet and in which nobody is left."""
    open_ones = {gift.household_id for gift in gifts if book.state_of(gift) is State.OPEN}
    found = book.dwellings_of(session, caller, day, open_ones).values()
    return [Line(one.home, why) for one in found if (why := rules.why_out(one.members))]


def _shortages(session: Session, campaign: Campaign, gifts: Sequence[Gift], choice: Choice) -> Iterator[str]:
    gone = {line.home.id for line in choice.dropped}
    items = book.items_of(session, campaign.id)
    shares = [book.share(gift) for gift in gifts if gift.household_id not in gone]
    shares += [Share(plan_of(items))] * len(choice.taken)
    for item, needed in _short(items, shares):
        yield OverStock(item.name or "", item.unit or "", item.stock or 0, needed, item.id).sentence


def _nobody(choice: Choice) -> NobodyLeft | HouseholdGone:
    asked = choice.selection.extra
    if len(asked) == 1 and [line.home.id for line in choice.excluded] == list(asked):
        (line,) = choice.excluded
        return HouseholdGone(f"{line.home.label}（{line.why}）" if line.home.names else line.why)
    return NobodyLeft([f"{line.home.label}：{line.why}" for line in choice.excluded])


def _add(
    unit: Unit, campaign: Campaign, household_ids: Sequence[UUID], plan: Mapping[str, int], cash: int
) -> None:
    station = unit.change.station_id
    number = unit.session.scalar(select(func.max(Gift.number)).where(Gift.station_id == station))
    for id in household_ids:
        number = next_number(number, SheetKind.RECEIPT)
        unit.session.add(
            Gift(
                id=new_id(), station_id=station, campaign_id=campaign.id, household_id=id, number=number,
                quantities=dict(plan), cash=cash or None, as_typed={},
            )
        )  # fmt: skip
    _note_on_visits(unit, household_ids, campaign.festival or "")


def _note_on_visits(unit: Unit, household_ids: Sequence[UUID], festival: str) -> None:
    """Let the open visits of these households carry the festival too."""
    for ids in in_chunks(household_ids):
        open_ones = select(Visit).where(Visit.household_id.in_(ids), Visit.closed_at.is_(None))
        for visit in unit.session.scalars(open_ones):
            visit.occasions = together(visit.occasions or (), (festival,))


def _withdraw(unit: Unit, reasons: Mapping[Gift, str]) -> None:
    for gift, reason in reasons.items():
        gift.withdrawn = reason[:LONGEST_REASON]
        make_void(unit, SheetKind.RECEIPT, [gift.id], f"不再列入：{gift.withdrawn}")
