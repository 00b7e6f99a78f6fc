"""Makes, corrects and closes campaigns."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridconsole.care.errors import NotAccepted, ReasonNeeded
from gridconsole.care.festivals import book, forms
from gridconsole.care.festivals.campaign_rules import completed, wrong_campaign
from gridconsole.care.festivals.errors import (
    CampaignThere,
    DoesNotAddUp,
    ReceiptsOut,
)
from gridconsole.care.festivals.records import CAMPAIGNS, Campaign
from gridconsole.care.festivals.summing import summary_of
from gridconsole.care.festivals.views import CampaignFile, State
from gridconsole.core.caller import Caller
from gridconsole.core.clock import local
from gridconsole.core.ledger.picture import snapshot
from gridconsole.core.ledger.record import new_id
from gridconsole.core.ledger.snapshot import Lock, Snapshot
from gridconsole.core.paper.codes import sheet_code
from gridconsole.core.store.doors import Doors, Unit
from gridconsole.staff.service import staff_names


class Desk:
    """What is done with a campaign before and after its gifts."""

    def __init__(self, doors: Doors) -> None:
        self._doors = doors

    def all(self, caller: Caller, year: int | None = None) -> list[CampaignFile]:
        """Return the station's campaigns, of one year or of all, the latest first."""
        caller.must_not_be_volunteer("查看节日慰问")

        def read(session: Session) -> list[CampaignFile]:
            query = select(Campaign).where(
                Campaign.station_id == caller.station_id, Campaign.withdrawn.is_(None)
            )
            if year is not None:
                query = query.where(Campaign.year == year)
            found = session.scalars(query.order_by(Campaign.starts.desc(), Campaign.row.desc()))
            return [_file(session, caller, campaign) for campaign in found]

        return self._doors.read(read)

    def file(self, caller: Caller, campaign_id: UUID) -> CampaignFile:
        """Return a campaign with its goods; raise NoSuchCampaign."""
        caller.must_not_be_volunteer("查看节日慰问")
        return self._doors.read(lambda s: _file(s, caller, book.campaign_of(s, caller, campaign_id)))

    def create(self, caller: Caller, raw: Mapping[str, object]) -> UUID:
        """Make a festival's campaign of a year from what was typed by field key.

        Days that are left empty run from 15 days before the festival to its day, groups that are left
        empty are those that the festival is for. Raises NotAccepted, CampaignThere, NotAllowed.
        """
        caller.must_not_be_volunteer("登记节日慰问")

        def write(unit: Unit) -> UUID:
            reading = forms.reading_of(unit, caller)
            campaign = Campaign(id=new_id(), station_id=caller.station_id, as_typed={}, cash=False)
            forms.assign(campaign, completed(forms.read(raw, forms.TYPED, reading)))
            _refuse(campaign, reading.today)
            if same := _same(unit.session, caller, campaign):
                raise CampaignThere(book.title_of(campaign), same)
            unit.session.add(campaign)
            return campaign.id

        return self._doors.write(caller, "campaign.create", write)

    def correct(self, caller: Caller, seen: Snapshot, raw: Mapping[str, object]) -> CampaignFile:
        """Save what was typed over the version that was `seen`.

        Raises NotAccepted, ChangedMeanwhile, CampaignThere, CampaignClosed, NoSuchCampaign.
        """
        caller.must_not_be_volunteer("修改节日慰问")

        def write(unit: Unit) -> CampaignFile:
            session = unit.session
            campaign = book.campaign_of(session, caller, seen.id, to_write=True)
            forms.must_be(session, campaign, seen)
            reading = forms.reading_of(unit, caller)
            with session.no_autoflush:
                forms.assign(campaign, forms.read(raw, forms.TYPED, reading))
                _refuse(campaign, reading.today)
                if same := _same(session, caller, campaign):
                    raise CampaignThere(book.title_of(campaign), same)
            return _file(session, caller, campaign)

        return self._doors.write(caller, "campaign.correct", write)

    def close(self, caller: Caller, campaign_id: UUID, reason: str = "") -> CampaignFile:
        """End a campaign that adds up; with a reason one that doesn't, noted with its differences.

        Raises ReceiptsOut, DoesNotAddUp, CampaignClosed, NoSuchCampaign.
        """
        caller.must_not_be_volunteer("结束慰问登记")

        def write(unit: Unit) -> CampaignFile:
            session = unit.session
            campaign = book.campaign_of(session, caller, campaign_id, to_write=True)
            gifts = book.gifts_of(session, campaign.id)
            if out := [gift for gift in gifts if book.state_of(gift) is State.OPEN]:
                raise ReceiptsOut([sheet_code(gift.number) for gift in out])
            differences = summary_of(session, campaign).differences
            if differences and not reason.strip():
                raise DoesNotAddUp(differences)
            if differences:
                campaign.note = _noted(campaign.note, differences, reason.strip())
            campaign.closed_on = local(unit.change.at).date()
            return _file(session, caller, campaign)

        return self._doors.write(caller.because(reason), "campaign.close", write)

    def reopen(self, caller: Caller, campaign_id: UUID, reason: str) -> CampaignFile:
        """Open a closed campaign again; raise ReasonNeeded, NoSuchCampaign."""
        caller.must_not_be_volunteer("重新打开慰问")
        if not reason.strip():
            raise ReasonNeeded("重新打开慰问")

        def write(unit: Unit) -> CampaignFile:
            campaign = book.campaign_of(unit.session, caller, campaign_id)
            campaign.closed_on = None
            return _file(unit.session, caller, campaign)

        return self._doors.write(caller.because(reason), "campaign.reopen", write)


def _file(session: Session, caller: Caller, campaign: Campaign) -> CampaignFile:
    session.flush()
    states = [book.state_of(gift) for gift in book.gifts_of(session, campaign.id)]
    staff = staff_names(session, caller.station_id)
    return CampaignFile(
        campaign=snapshot(campaign, CAMPAIGNS.fields, caller, Lock(), staff),
        title=book.title_of(campaign),
        items=tuple(
            snapshot(item, forms.ITEM_FIELDS, caller, Lock(), {})
            for item in book.items_of(session, campaign.id)
        ),
        open=states.count(State.OPEN),
        handed=states.count(State.HANDED),
        returned=states.count(State.RETURNED),
    )


def _refuse(campaign: Campaign, day: date) -> None:
    """Raise NotAccepted for a campaign that can't be."""
    if wrong := wrong_campaign({key: getattr(campaign, key) for key in CAMPAIGNS.own}, day):
        raise NotAccepted(wrong)


def _same(session: Session, caller: Caller, campaign: Campaign) -> UUID | None:
    return session.scalar(
        select(Campaign.id).where(
            Campaign.station_id == caller.station_id,
            Campaign.withdrawn.is_(None),
            Campaign.festival == campaign.festival,
            Campaign.year == campaign.year,
            Campaign.id != campaign.id,
        )
    )


def _noted(note: str | None, differences: Sequence[str], reason: str) -> str:
    told = f"结束登记时对不上：{'；'.join(differences)}。原因：{reason}"
    return f"{note}\n{told}" if note else told
