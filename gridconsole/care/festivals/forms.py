"""Reads what is typed into a campaign and its goods, and refuses what was changed meanwhile."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from gridconsole.care.errors import NotAccepted
from gridconsole.care.festivals import book
from gridconsole.care.festivals.campaign_rules import completed, wrong_campaign
from gridconsole.care.festivals.errors import ChangedMeanwhile
from gridconsole.care.festivals.records import CAMPAIGNS, Campaign, CampaignItem
from gridconsole.core.caller import Caller
from gridconsole.core.clock import local
from gridconsole.core.identity.unreadable import Unreadable
from gridconsole.core.ledger.fields import Field
from gridconsole.core.ledger.kinds.base import PersonRef, Reading, is_empty
from gridconsole.core.ledger.ledger import fields_of
from gridconsole.core.ledger.snapshot import Snapshot
from gridconsole.core.store.doors import Unit
from gridconsole.staff.service import staff_names

ITEM_FIELDS = fields_of(CampaignItem)
TYPED = CAMPAIGNS.imported
"""What is typed into a campaign; it is closed by a deed of its own."""


def reading_of(unit: Unit, caller: Caller) -> Reading:
    """Return what parsing needs: the day and the station's staff."""
    return Reading(local(unit.change.at).date(), staff_names(unit.session, caller.station_id))


def read(raw: Mapping[str, object], fields: Mapping[str, Field], reading: Reading) -> dict[str, Any]:
    """Return values of what was typed; raise NotAccepted with all complaints at once."""
    values: dict[str, Any] = {}
    wrong = {}
    for key, cell in raw.items():
        try:
            values[key] = None if is_empty(cell) or cell == () else fields[key].kind.parse(cell, reading)
        except Unreadable as error:
            wrong[key] = error.message
    if wrong:
        raise NotAccepted(wrong)
    return values


def assign(record: Campaign | CampaignItem, values: Mapping[str, Any]) -> None:
    """Set values; of a member of staff the id is stored."""
    for key, value in values.items():
        setattr(record, key, value.id if isinstance(value, PersonRef) else value)


def begin_campaigns(unit: Unit, campaigns: Sequence[Campaign]) -> None:
    """Complete the campaigns of a workbook like those that are typed, as far as their own days allow it."""
    for one in campaigns:
        told = {key: getattr(one, key) for key in TYPED}
        usual = {key: value for key, value in completed(told).items() if key not in one.as_typed}
        if wrong_campaign(usual, local(unit.change.at).date()):
            usual = told
        assign(one, {"cash": False, **{key: value for key, value in usual.items() if value is not None}})


def must_be(session: Session, record: Campaign | CampaignItem, seen: Snapshot) -> None:
    """Raise ChangedMeanwhile when a record isn't the version that was seen any more."""
    if record.version != seen.version:
        raise ChangedMeanwhile(book.changed_by(session, record))
