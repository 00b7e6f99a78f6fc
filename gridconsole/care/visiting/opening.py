"""Opens visits: a household has at most one open visit, which may carry several occasions."""

from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridconsole.care.paper.kinds import SheetKind
from gridconsole.care.scanning import NumbersUsedUp
from gridconsole.care.visiting.records import VISITS, Visit
from gridconsole.core.ledger.record import new_id
from gridconsole.core.paper.codes import LARGEST_SHEET_NUMBER
from gridconsole.core.store.bulk import Columns, in_chunks, insert_many
from gridconsole.core.store.doors import Unit


def open_visits(unit: Unit, household_ids: Sequence[UUID], occasions: Iterable[str] = ()) -> dict[UUID, UUID]:
    """Return household -> its open visit; opens those that are missing, in this order, in bulk.

    All of them carry the occasions, besides those they had. Raises NumbersUsedUp.
    """
    there = dict(_open(unit.session, household_ids))
    fresh = [id for id in household_ids if id not in there]
    given = tuple(occasions)
    if given:
        _add_occasions(unit, there.values(), given)
    if fresh:
        there |= _opened(unit, fresh, given)
    return there


def open_visit(unit: Unit, household_id: UUID, occasions: Iterable[str] = ()) -> Visit:
    """Return the household's open visit, opened if there is none; raise NumbersUsedUp."""
    id = open_visits(unit, [household_id], occasions)[household_id]
    return unit.session.scalars(select(Visit).where(Visit.id == id)).one()


def call_number(session: Session, station_id: UUID) -> int:
    """Return the number of a visit without a sheet; these count down from -1, sheets count up."""
    lowest = session.scalar(select(func.min(Visit.number)).where(Visit.station_id == station_id))
    return min(lowest or 0, 0) - 1


def together(*occasions: Iterable[str]) -> tuple[str, ...]:
    """Return occasions in the order of their list, each once."""
    known = VISITS.own["occasions"].kind.choices
    given = {word for words in occasions for word in words}
    return tuple(word for word in known if word in given)


def _open(session: Session, household_ids: Collection[UUID]) -> list[tuple[UUID, UUID]]:
    query = select(Visit.household_id, Visit.id).where(Visit.closed_at.is_(None))
    parts = (query.where(Visit.household_id.in_(ids)) for ids in in_chunks(household_ids))
    return [(home, id) for part in parts for home, id in session.execute(part)]


def _add_occasions(unit: Unit, visit_ids: Collection[UUID], occasions: tuple[str, ...]) -> None:
    for ids in in_chunks(visit_ids):
        for visit in unit.session.scalars(select(Visit).where(Visit.id.in_(ids))):
            visit.occasions = together(visit.occasions or (), occasions)
    unit.session.flush()


def _opened(unit: Unit, household_ids: Sequence[UUID], occasions: tuple[str, ...]) -> dict[UUID, UUID]:
    station, change_id = unit.change.station_id, unit.keep_change()
    unit.session.flush()
    highest = unit.session.scalar(select(func.max(Visit.number)).where(Visit.station_id == station))
    first = max(highest or 0, 0) + 1
    if first + len(household_ids) - 1 > LARGEST_SHEET_NUMBER:
        raise NumbersUsedUp(SheetKind.VISIT)
    ids = {home: new_id() for home in household_ids}
    columns: Columns = {
        "id": list(ids.values()),
        "household_id": list(ids),
        "number": list(range(first, first + len(ids))),
        "occasions": [together(occasions) or None] * len(ids),
    }
    same = {
        "station_id": station, "change_id": change_id, "version": 1, "as_typed": {},
        "opened_at": unit.change.at, "copies": 0,
    }  # fmt: skip
    insert_many(unit.session, Visit, columns, same)
    unit.touch("visit")
    return ids
