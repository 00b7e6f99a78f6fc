"""Prints the contact cards (便民服务联系卡) of the main helpers, and apart from them the password slips."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import BinaryIO
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridconsole.care.pairing import finding
from gridconsole.care.pairing.errors import HelperWithoutPhone, NoCards
from gridconsole.care.pairing.records import Pairing
from gridconsole.care.pairing.steps import OPEN_MAIN, keep_in_step
from gridconsole.care.paper.contact_cards import ContactCard, contact_cards
from gridconsole.care.paper.password_slips import PasswordSlip, password_slips
from gridconsole.care.records import Household
from gridconsole.care.settling import file_number, in_chunks
from gridconsole.core.caller import Caller
from gridconsole.core.clock import local
from gridconsole.core.identity.phone import format_phone
from gridconsole.core.progress import Progress
from gridconsole.core.store.doors import Doors, Unit
from gridconsole.staff.records import Staff
from gridconsole.stations.service import station_of


@dataclass(frozen=True)
class Whose:
    """Which households get a card: those of a helper, of a village, or these; all of the station if empty."""

    helper: UUID | None = None
    village: str | None = None
    households: Collection[UUID] | None = None


class Cards:
    """Reads whose cards are wanted, draws them, notes that they were given."""

    def __init__(self, doors: Doors) -> None:
        self._doors = doors

    def print(self, caller: Caller, target: BinaryIO, whose: Whose, progress: Progress | None = None) -> int:
        """Write the cards, note the day on the pairings, return the pages."""
        caller.must_not_be_volunteer("打印联系卡")
        cards = self._doors.read(lambda session: _cards(session, caller, whose))
        pages = contact_cards(list(cards.values()), target, progress)
        self._doors.write(caller, "pairing.print_cards", lambda unit: _note_given(unit, list(cards)))
        return pages

    def print_slips(
        self, caller: Caller, target: BinaryIO, whose: Whose, progress: Progress | None = None
    ) -> int:
        """Write the slips and return the pages; nothing is noted, for the password is not known here."""
        caller.must_not_be_volunteer("打印口令条")
        slips = self._doors.read(lambda session: _slips(session, caller, whose))
        return password_slips(slips, target, progress)


def _cards(session: Session, caller: Caller, whose: Whose) -> dict[UUID, ContactCard]:
    """Return the cards by household, in walking order."""
    station = station_of(session, caller.station_id)
    homes = _homes(session, caller, whose)
    staff = {one.id: one for one in session.scalars(select(Staff).where(Staff.station_id == station.id))}
    helpers = {home.id: staff[home.helper] for home in homes if home.helper}
    if silent := sorted({one.name for one in helpers.values() if not one.phone}):
        raise HelperWithoutPhone(silent)
    return {
        home.id: ContactCard(
            station=station.name,
            helper=helpers[home.id].name,
            post=helpers[home.id].post or "",
            work_phone=format_phone((helpers[home.id].phone or ("",))[0]),
            is_party_member=bool(helpers[home.id].party_member),
            area=home.village or "",
            station_number=station.number,
            household_number=home.number,
        )
        for home in homes
    }


def _slips(session: Session, caller: Caller, whose: Whose) -> list[PasswordSlip]:
    station = station_of(session, caller.station_id)
    homes = _homes(session, caller, whose)
    return [PasswordSlip(station.name, file_number(station.code, home.number)) for home in homes]


def _homes(session: Session, caller: Caller, whose: Whose) -> list[Household]:
    """Return the households that have a helper at work and somebody to help; raise NoCards."""
    at_work = select(Staff.id).where(Staff.station_id == caller.station_id, finding.AT_WORK)
    query = select(Household).where(
        Household.station_id == caller.station_id,
        Household.withdrawn.is_(None),
        Household.helper.in_(at_work),
        finding.lived_in(),
    )
    if whose.helper is not None:
        query = query.where(Household.helper == whose.helper)
    if whose.village is not None:
        query = query.where(Household.village == whose.village)
    found = [home for home in finding.in_walking_order(session, query) if _is_one(home, whose)]
    if not found:
        raise NoCards
    return found


def _is_one(home: Household, whose: Whose) -> bool:
    return whose.households is None or home.id in whose.households


def _note_given(unit: Unit, homes: Sequence[UUID]) -> None:
    keep_in_step(unit, homes)
    day = local(unit.change.at).date()
    query = select(Pairing).where(OPEN_MAIN)
    for ids in in_chunks(homes):
        for pairing in unit.session.scalars(query.where(Pairing.household_id.in_(ids))):
            pairing.card_given_on = day
