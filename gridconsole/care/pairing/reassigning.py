"""The households that need another main helper, and what reassigning them would do."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from gridconsole.care.households import household_pictures
from gridconsole.care.pairing import finding
from gridconsole.care.pairing.errors import NobodyChosen
from gridconsole.care.records import CarePerson, Household
from gridconsole.care.settling import in_chunks
from gridconsole.core.caller import Caller
from gridconsole.core.ledger.snapshot import Snapshot
from gridconsole.staff.records import Staff
from gridconsole.staff.service import staff_names

GONE, NOBODY = "结对人已离岗", "没有主结对人"


@dataclass(frozen=True)
class ToReassign:
    """A household that needs another main helper: its picture, who helped it (if anybody), and why."""

    household: Snapshot
    helper: str
    why: str


@dataclass(frozen=True)
class Preview:
    """What reassigning would do: counts of households and people, and by whose households they are now.

    `already` are left as they are; `now` is how many households the new helper has, `then` how many he
    will have.
    """

    helper: str
    households: int
    people: int
    already: int
    leaving: Mapping[str, int]
    now: int
    then: int


def households_to_reassign(caller: Caller) -> Select[Household]:
    """Return the query for households whose main helper left or is missing and in which somebody is left."""
    at_work = select(Staff.id).where(Staff.station_id == caller.station_id, finding.AT_WORK)
    return select(Household).where(
        Household.station_id == caller.station_id,
        Household.withdrawn.is_(None),
        or_(Household.helper.is_(None), Household.helper.not_in(at_work)),
        finding.lived_in(),
    )


def to_reassign(session: Session, caller: Caller, limit: int | None) -> list[ToReassign]:
    """Return the households that need another main helper, in walking order."""
    homes = finding.in_walking_order(session, households_to_reassign(caller), limit)
    staff = staff_names(session, caller.station_id)
    pictures = household_pictures(session, caller, [home.id for home in homes])
    return [_to_show(pictures[home.id], home.helper, staff) for home in homes]


def _to_show(household: Snapshot, helper: UUID | None, staff: Mapping[UUID, str]) -> ToReassign:
    return ToReassign(household, staff.get(helper, "") if helper else "", GONE if helper else NOBODY)


def chosen(session: Session, caller: Caller, ids: Iterable[UUID]) -> list[Household]:
    """Return the standing ones of these households; raise NobodyChosen when none is left."""
    found = [home for some in in_chunks(set(ids)) for home in finding.households(session, caller, some)]
    if not found:
        raise NobodyChosen
    return found


def preview(session: Session, caller: Caller, ids: Collection[UUID], staff_id: UUID) -> Preview:
    """Return what giving these households to somebody would do."""
    who = finding.helper(session, caller, staff_id)
    homes = chosen(session, caller, ids)
    moved = [home for home in homes if home.helper != who.id]
    staff, leaving = staff_names(session, caller.station_id), dict[str, int]()
    for home in moved:
        name = staff.get(home.helper, "") if home.helper else ""
        leaving[name] = leaving.get(name, 0) + 1
    mine = (Household.station_id == caller.station_id, Household.withdrawn.is_(None))
    now = session.scalar(select(func.count(Household.row)).where(*mine, Household.helper == who.id)) or 0
    people = sum(_people(session, part) for part in in_chunks([home.id for home in moved]))
    already = len(homes) - len(moved)
    return Preview(who.name, len(moved), people, already, leaving, now, now + len(moved))


def _people(session: Session, homes: Collection[UUID]) -> int:
    query = select(func.count(CarePerson.row)).where(CarePerson.household_id.in_(homes), finding.lives_here())
    return session.scalar(query) or 0
