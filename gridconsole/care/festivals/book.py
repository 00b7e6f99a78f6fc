"""Reads a campaign: its goods, its gifts, and the households that they are for."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from gridconsole.care import rules as care_rules
from gridconsole.care.due.walking import WalkingKey, walking_key
from gridconsole.care.festivals.errors import (
    CampaignClosed,
    LeftOut,
    NoSuchCampaign,
    NoSuchReceipt,
    ReceiptKeyed,
)
from gridconsole.care.festivals.records import Campaign, CampaignItem, Gift
from gridconsole.care.festivals.rules import Member, Share, children_born_after, share_of
from gridconsole.care.festivals.views import Home, State
from gridconsole.care.records import CarePerson, Household
from gridconsole.care.settling import file_number
from gridconsole.core.calendar.dates import format_date
from gridconsole.core.calendar.festivals import CHILDREN
from gridconsole.core.caller import Caller
from gridconsole.core.clock import local
from gridconsole.core.identity.address import split_address
from gridconsole.core.ledger.kinds.columns import holding
from gridconsole.core.paper.codes import sheet_code
from gridconsole.core.store.bulk import in_chunks
from gridconsole.core.store.changes import Change
from gridconsole.stations.service import station_of

_LAST = "~~"
"""Sorts a household without people behind all others."""


@dataclass(frozen=True)
class Dwelling:
    """A household with everybody in it, whatever became of them; `order` is the walking order."""

    home: Home
    helper: UUID | None
    order: WalkingKey
    members: tuple[Member, ...]


def title_of(campaign: Campaign) -> str:
    """Return what a campaign is called: 2027年春节慰问."""
    return f"{campaign.year}年{campaign.festival}慰问"


def campaign_of(session: Session, caller: Caller, id: UUID, *, to_write: bool = False) -> Campaign:
    """Return a campaign of the station; raise NoSuchCampaign, and CampaignClosed when it is to be written."""
    found = session.scalar(
        select(Campaign).where(
            Campaign.id == id, Campaign.station_id == caller.station_id, Campaign.withdrawn.is_(None)
        )
    )
    if found is None:
        raise NoSuchCampaign
    if to_write and found.closed_on is not None:
        raise CampaignClosed(title_of(found), found.closed_on)
    return found


def items_of(session: Session, campaign_id: UUID) -> list[CampaignItem]:
    """Return the goods of a campaign in the order in which they were noted."""
    query = select(CampaignItem).where(
        CampaignItem.campaign_id == campaign_id, CampaignItem.withdrawn.is_(None)
    )
    return list(session.scalars(query.order_by(CampaignItem.row)))


def gifts_of(session: Session, campaign_id: UUID) -> list[Gift]:
    """Return the gifts that stand, by number."""
    query = select(Gift).where(Gift.campaign_id == campaign_id, Gift.withdrawn.is_(None))
    return list(session.scalars(query.order_by(Gift.number)))


def gift_of(session: Session, caller: Caller, id: UUID) -> Gift:
    """Return a gift of the station; raise NoSuchReceipt, and LeftOut when it was taken off the list."""
    found = session.scalar(select(Gift).where(Gift.id == id, Gift.station_id == caller.station_id))
    if found is None:
        raise NoSuchReceipt
    if found.withdrawn is not None:
        raise LeftOut(sheet_code(found.number), found.withdrawn)
    return found


def state_of(gift: Gift) -> State:
    """Return how far a gift is."""
    if gift.returned is not None:
        return State.RETURNED
    return State.OPEN if gift.received_on is None else State.HANDED


def keyed(session: Session, gift: Gift) -> ReceiptKeyed:
    """Return the error for a receipt that was keyed in already, with who did it and when."""
    change = session.scalar(select(Change).where(Change.id == gift.change_id))
    at = local(change.at) if change else None
    when = f"{format_date(at.date())} {at:%H:%M}" if at else "早先"
    return ReceiptKeyed(sheet_code(gift.number), change.staff_name if change else "", when, gift.id)


def changed_by(session: Session, record: Campaign | CampaignItem | Gift) -> str:
    """Return who wrote a record last."""
    return session.scalar(select(Change.staff_name).where(Change.id == record.change_id)) or ""


def share(gift: Gift) -> Share:
    """Return what is stored of a gift's goods and cash."""
    return share_of(gift.quantities, gift.cash, state_of(gift) is not State.OPEN)


def meant_for(
    caller: Caller, groups: Sequence[str], villages: Sequence[str], festival: str, day: date
) -> list[ColumnElement[bool]]:
    """Return the conditions that leave the households among which somebody may belong to the groups."""
    found: list[ColumnElement[bool]] = [Household.withdrawn.is_(None)]
    if villages:
        found.append(Household.village.in_(villages))
    if groups:
        likely: list[ColumnElement[bool]] = [CarePerson.categories.like(holding(group)) for group in groups]
        if festival == CHILDREN:
            likely.append(CarePerson.born > children_born_after(day))
        of = select(CarePerson.household_id).where(CarePerson.station_id == caller.station_id, or_(*likely))
        found.append(Household.id.in_(of))
    return found


def dwellings(
    session: Session, caller: Caller, day: date, where: Collection[ColumnElement[bool]]
) -> dict[UUID, Dwelling]:
    """Return the households that the conditions leave, in walking order."""
    code = station_of(session, caller.station_id).code
    rows: dict[UUID, list[Any]] = {}
    for row in session.execute(_COLUMNS.where(Household.station_id == caller.station_id, *where)):
        rows.setdefault(row.id, []).append(row)
    made = [_dwelling(of, code, day) for of in rows.values()]
    return {one.home.id: one for one in sorted(made, key=lambda one: one.order)}


def dwellings_of(session: Session, caller: Caller, day: date, ids: Collection[UUID]) -> dict[UUID, Dwelling]:
    """Return the households of these ids, in walking order."""
    found = [
        one
        for some in in_chunks(ids)
        for one in dwellings(session, caller, day, [Household.id.in_(some)]).values()
    ]
    return {one.home.id: one for one in sorted(found, key=lambda one: one.order)}


_COLUMNS = (
    select(
        Household.id, Household.number, Household.village, Household.group, Household.address,
        Household.helper, Household.walk,
        CarePerson.name, CarePerson.status, CarePerson.status_on, CarePerson.born, CarePerson.categories,
        CarePerson.consent, CarePerson.ground, CarePerson.place_key, CarePerson.row,
    )
    .outerjoin(
        CarePerson, and_(CarePerson.household_id == Household.id, CarePerson.withdrawn.is_(None))
    )
    .order_by(CarePerson.row)
)  # fmt: skip


def _dwelling(rows: Sequence[Any], code: str, day: date) -> Dwelling:
    first = rows[0]
    people = [row for row in rows if row.name is not None]
    members = tuple(_member(row._mapping, day) for row in people)
    place = min(((row.place_key, row.row) for row in people), default=(_LAST, first.number))
    told = split_address(first.address or "")
    village, group = first.village or told.village, first.group or told.group
    home = Home(first.id, file_number(code, first.number), _names(members, day), village, group)
    return Dwelling(home, first.helper, walking_key(place[0], first.walk, place[1]), members)


def _member(row: Mapping[str, Any], day: date) -> Member:
    return Member(
        row["name"],
        row["status"],
        row["status_on"],
        row["born"],
        row["categories"] or (),
        care_rules.minor_locked(row, day),
    )


def _names(members: Sequence[Member], day: date) -> tuple[str, ...]:
    """Name who is in the ledger, grown-ups first; of a household with nobody left, everybody."""
    there = [member for member in members if member.stays] or list(members)
    since = care_rules.child_born_after(day)
    return tuple(m.name for m in sorted(there, key=lambda m: m.born is not None and m.born > since))
