"""Finds what is keyed in, within a read or a write, and refuses what can't be."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridconsole.care.errors import NoSuchFile
from gridconsole.care.paper.kinds import SheetKind
from gridconsole.care.records import Household
from gridconsole.care.visiting.cancelling import is_gone, people_of, why_gone
from gridconsole.care.visiting.effects import changes_of
from gridconsole.care.visiting.errors import (
    AlreadyKeyed,
    NobodyToVisit,
    NoSuchVisit,
    NotKeyedYet,
    VisitCancelled,
)
from gridconsole.care.visiting.records import PrintedSheet, Visit
from gridconsole.care.visiting.views import code_of
from gridconsole.core.calendar.dates import format_date_short
from gridconsole.core.caller import Caller
from gridconsole.core.clock import local


def written_by(session: Session, visit: Visit) -> tuple[str, str]:
    """Return who keyed a visit in, or corrected it last, and when in words."""
    change = next(iter(changes_of(session, visit)), None)
    at = local(change.at if change else visit.closed_at or visit.opened_at)
    return change.staff_name if change else "", f"{at.month}月{at.day}日 {at.hour}:{at.minute:02d}"


def copies_remark(session: Session, visit: Visit, day: date) -> str:
    """Return what to look at before an old copy is keyed in: which was printed last, which are void."""
    query = select(PrintedSheet).where(
        PrintedSheet.kind == int(SheetKind.VISIT), PrintedSheet.subject_id == visit.id
    )
    copies = list(session.scalars(query.order_by(PrintedSheet.copy)))
    said = [f"第{one.copy}份已作废（{one.void}）" for one in copies if one.void]
    if len(copies) > 1:
        on = format_date_short(local(copies[-1].printed_at).date(), day)
        last = f"最后一份是{on}补打的第{copies[-1].copy}份"
        said.append(f"这张单子印过 {len(copies)} 份，{last}，请看页脚上写的是第几份")
    return "；".join(said)


def visit_of(session: Session, caller: Caller, id: UUID) -> Visit:
    """Return a visit of the caller's station; raise NoSuchVisit."""
    query = select(Visit).where(
        Visit.id == id, Visit.station_id == caller.station_id, Visit.withdrawn.is_(None)
    )
    found = session.scalar(query)
    if found is None:
        raise NoSuchVisit
    return found


def must_be_open(session: Session, visit: Visit) -> None:
    """Raise VisitCancelled or AlreadyKeyed; somebody must be left in the household."""
    if visit.cancelled is not None or visit.closed_at is None:
        people = people_of(session, visit.household_id)
        why = visit.cancelled or ("" if any(not is_gone(p) for p in people) else why_gone(people))
        if why:
            on = local(visit.closed_at) if visit.closed_at else None
            raise VisitCancelled(code_of(visit), why, f"{on.month}月{on.day}日" if on else "")
        return
    by, at = written_by(session, visit)
    raise AlreadyKeyed(code_of(visit), by, at, visit.id)


def must_be_keyed(visit: Visit) -> None:
    """Raise NotKeyedYet or VisitCancelled."""
    if visit.closed_at is None:
        raise NotKeyedYet
    if visit.cancelled is not None:
        on = local(visit.closed_at)
        raise VisitCancelled(code_of(visit), visit.cancelled, f"{on.month}月{on.day}日")


def standing_household(session: Session, caller: Caller, id: UUID) -> Household:
    """Return a standing household of the caller's station; raise NoSuchFile."""
    query = select(Household).where(
        Household.id == id, Household.station_id == caller.station_id, Household.withdrawn.is_(None)
    )
    found = session.scalar(query)
    if found is None:
        raise NoSuchFile
    return found


def visited_household(session: Session, caller: Caller, id: UUID) -> Household:
    """Return a household in which somebody is left; raise NoSuchFile or NobodyToVisit."""
    household = standing_household(session, caller, id)
    if all(is_gone(person) for person in people_of(session, household.id)):
        raise NobodyToVisit
    return household
