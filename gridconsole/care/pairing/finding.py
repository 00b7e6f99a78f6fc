"""The households and helpers that pairing speaks of, within a read or a write."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import Session

from gridconsole.care.due import walking
from gridconsole.care.pairing.errors import NoSuchHelper, NoSuchHousehold
from gridconsole.care.pairing.records import Pairing
from gridconsole.care.pairing.steps import OPEN_MAIN
from gridconsole.care.records import CarePerson, Household
from gridconsole.core.caller import Caller, Role
from gridconsole.core.store.bulk import in_chunks
from gridconsole.staff.records import Staff

IN_THE_LEDGER = ("在册", "暂离")
"""The states in which somebody still belongs to a household's file."""
AT_WORK = and_(Staff.active.is_(True), Staff.withdrawn.is_(None))


def lives_here() -> ColumnElement[bool]:
    """Return the condition for somebody who stands in the ledger and has neither died nor moved."""
    status = or_(CarePerson.status.is_(None), CarePerson.status.in_(IN_THE_LEDGER))
    return and_(CarePerson.withdrawn.is_(None), status)


def lived_in() -> ColumnElement[bool]:
    """Return the condition for a household in which somebody is left."""
    return exists().where(CarePerson.household_id == Household.id, lives_here())


def household(session: Session, caller: Caller, id: UUID) -> Household:
    """Return a standing household of the caller's; raise NoSuchHousehold."""
    query = select(Household).where(Household.id == id, *_standing(caller))
    found = session.scalar(query)
    if found is None:
        raise NoSuchHousehold
    return found


def households(session: Session, caller: Caller, ids: Collection[UUID]) -> list[Household]:
    """Return the standing ones of these households (a thousand at most)."""
    return list(session.scalars(select(Household).where(Household.id.in_(ids), *_standing(caller))))


def helper(session: Session, caller: Caller, staff_id: UUID) -> Staff:
    """Return a member of the caller's station who is at work; raise NoSuchHelper."""
    mine = select(Staff).where(Staff.station_id == caller.station_id, Staff.id == staff_id)
    found = session.scalar(mine)
    if found is None or found.withdrawn is not None or not found.active:
        raise NoSuchHelper(found.name if found else "")
    return found


def open_main(session: Session, household_id: UUID) -> Pairing | None:
    """Return a household's open main pairing as the database holds it now."""
    query = select(Pairing).where(Pairing.household_id == household_id, OPEN_MAIN)
    return session.scalar(query.execution_options(populate_existing=True))


def in_walking_order(session: Session, query: Select[Household], limit: int | None = None) -> list[Household]:
    """Return the households of a query, the first ones for a limit, as they are walked to."""
    wanted = CarePerson.household_id.in_(query.with_only_columns(Household.id))
    ids = walking.in_walking_order(session, [CarePerson.withdrawn.is_(None), wanted])[:limit]
    parts = (session.scalars(select(Household).where(Household.id.in_(some))) for some in in_chunks(ids))
    found = {home.id: home for part in parts for home in part}
    return [found[id] for id in ids]


def _standing(caller: Caller) -> Sequence[ColumnElement[bool]]:
    mine = [Household.station_id == caller.station_id, Household.withdrawn.is_(None)]
    return [*mine, Household.helper == caller.staff_id] if caller.role is Role.VOLUNTEER else mine
