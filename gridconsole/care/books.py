"""The ledgers beside that of the people, as books: what each shows, finds and narrows to."""

from collections.abc import Callable, Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, Select, Uuid, bindparam, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from gridconsole.care import book_rules
from gridconsole.care.festivals.campaign_rules import settled_campaign, wrong_campaign
from gridconsole.care.festivals.forms import begin_campaigns
from gridconsole.care.festivals.records import CAMPAIGNS, Campaign, CampaignItem, Gift
from gridconsole.care.households import HOUSEHOLDS, KEYS, household_pictures, own_households
from gridconsole.care.lights.records import NIGHT_LIGHTS, NightLight
from gridconsole.care.listing import CareList
from gridconsole.care.locating import LOCATING, HouseholdLocator
from gridconsole.care.needs.records import NEEDS, Need
from gridconsole.care.pairing.records import PAIRINGS, Pairing
from gridconsole.care.pairing_book import followed_by, implied_mains, make_room
from gridconsole.care.records import Household
from gridconsole.care.settling import Settler
from gridconsole.care.visit_book import last_visits_by, note_as_made
from gridconsole.care.visiting.records import VISITS, Visit
from gridconsole.care.volunteering.records import VOLUNTEERS, Service, Training, Volunteer
from gridconsole.core.books.book import Book
from gridconsole.core.books.declare import Special
from gridconsole.core.caller import Caller
from gridconsole.core.ledger.ledger import Ledger
from gridconsole.core.ledger.snapshot import Snapshot
from gridconsole.core.store.doors import Doors
from gridconsole.staff.records import Staff
from gridconsole.staff.service import staff_names

HITS = 5_000
"""So many people of a search are followed to the records of their households while somebody types."""
FAULTY = ("电量低", "损坏")

Found = Callable[[Session, Caller, str, bool], ColumnElement[bool]]


def care_books(doors: Doors, people: CareList, settler: Settler) -> dict[str, Book]:
    """Return the books of the care ledger by the names of their ledgers."""
    specials = (_households, _night_lights, _needs, _volunteers, _campaigns)
    made = [special(people) for special in specials]
    made += [_visits(people, settler), _pairings(people, settler)]
    return {one.ledger.name: Book(doors, one, staff_names) for one in made}


def _households(people: CareList) -> Special:
    return Special(
        HOUSEHOLDS,
        Household.number,
        "住户",
        _found(people, Household.id, Household.helper),
        may_volunteers=True,
        scope=lambda caller: own_households(caller, Household.id),
        pictures=_pictures,
        parent_keys=KEYS,
        by_hand=False,
    )


def _visits(people: CareList, settler: Settler) -> Special:
    return _of_households(
        people,
        VISITS,
        Visit.visited_on,
        "走访记录",
        may_volunteers=True,
        scope=lambda caller: own_households(caller, Visit.household_id),
        standing=(Visit.visited_on.is_not(None),),
        same=("visited_on",),
        wrong=book_rules.wrong_visit,
        prepare=note_as_made,
        follows=last_visits_by(settler),
        by_hand=False,
    )


def _pairings(people: CareList, settler: Settler) -> Special:
    return _of_households(
        people,
        PAIRINGS,
        Pairing.since,
        "结对记录",
        Pairing.person,
        same=("person", "since"),
        alike=book_rules.same_pairing,
        rivals=book_rules.rival_pairing,
        rivalry="一户只能有一位主结对人",
        implied=implied_mains,
        once=True,
        wrong=book_rules.wrong_pairing,
        prepare=make_room,
        follows=followed_by(settler),
        narrowings={
            "now": lambda _day: [Pairing.until.is_(None)],
            "main": lambda _day: [Pairing.until.is_(None), Pairing.main.is_(True)],
            "ended": lambda _day: [Pairing.until.is_not(None)],
        },
    )


def _night_lights(people: CareList) -> Special:
    there = NightLight.removed_on.is_(None)
    return _of_households(
        people,
        NIGHT_LIGHTS,
        NightLight.installed_on,
        "夜灯",
        same=("place", "model", "installed_on"),
        wrong=book_rules.wrong_light,
        narrowings={
            "there": lambda _day: [there],
            "faulty": lambda _day: [there, NightLight.state.in_(FAULTY)],
        },
    )


def _needs(people: CareList) -> Special:
    still_open = Need.fulfilled_on.is_(None)
    return _of_households(
        people,
        NEEDS,
        Need.raised_on,
        "需求",
        Need.promised_by,
        same=("what", "raised_on"),
        wrong=book_rules.wrong_need,
        narrowings={
            "open": lambda _day: [still_open],
            "late": lambda day: [still_open, Need.promised_for < day],
            "done": lambda _day: [Need.fulfilled_on.is_not(None)],
        },
    )


def _volunteers(_people: CareList) -> Special:
    def found(_session: Session, caller: Caller, text: str, _thorough: bool) -> ColumnElement[bool]:
        return Volunteer.person.in_(_staff_named(caller, text))

    leaning = (Training.volunteer_id, Service.volunteer_id)
    return Special(
        VOLUNTEERS, Volunteer.row, "志愿者", found, wrong=book_rules.wrong_volunteer, same=("person",),
        once=True, leaning=leaning,
    )  # fmt: skip


def _campaigns(_people: CareList) -> Special:
    def found(_session: Session, _caller: Caller, text: str, _thorough: bool) -> ColumnElement[bool]:
        return Campaign.festival.contains(text.strip(), autoescape=True)

    return Special(
        CAMPAIGNS,
        Campaign.year,
        "慰问",
        found,
        newest_first=True,
        same=("festival", "year"),
        once=True,
        wrong=wrong_campaign,
        settled=settled_campaign,
        prepare=begin_campaigns,
        leaning=(CampaignItem.campaign_id, Gift.campaign_id),
    )


def _of_households(
    people: CareList, ledger: Ledger, order: InstrumentedAttribute[Any], one: str, person: Any = None,
    **special: Any,
) -> Special:  # fmt: skip
    """Return a ledger that hangs on households: a row tells of its household, or finds it in a workbook."""
    return Special(
        ledger,
        order,
        one,
        _found(people, getattr(ledger.record, ledger.link), person),
        newest_first=True,
        parents=household_pictures,
        parent_keys=KEYS,
        locator=HouseholdLocator,
        locating=LOCATING,
        **special,
    )


def _found(people: CareList, link: Any, person: Any = None) -> Found:
    """Return what a search means: records of the households of whom it finds, or of a member of staff."""

    def found(session: Session, caller: Caller, text: str, thorough: bool) -> ColumnElement[bool]:
        homes = people.households_within(session, caller, text, None if thorough else HITS)
        ways = [link.in_(however_many(homes))]
        if person is not None:
            ways.append(person.in_(_staff_named(caller, text)))
        return or_(*ways)

    return found


def however_many(ids: Collection[UUID]) -> BindParameter[Any]:
    """Return ids for an IN that stand in the statement itself: databases take few thousand parameters."""
    return bindparam("ids", list(ids), Uuid(), unique=True, expanding=True, literal_execute=True)


def _staff_named(caller: Caller, text: str) -> Select[Any]:
    named = Staff.name.contains(text.strip(), autoescape=True)
    return select(Staff.id).where(Staff.station_id == caller.station_id, named)


def _pictures(session: Session, caller: Caller, households: Sequence[Household]) -> list[Snapshot]:
    found = household_pictures(session, caller, [one.id for one in households])
    return [found[one.id] for one in households]
