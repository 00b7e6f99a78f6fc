"""The walking order: village by village, by group and house, unless somebody moved a household by hand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridconsole.care.due.conditions import Where
from gridconsole.care.due.errors import NotOnTheWay, OtherVillage
from gridconsole.care.records import CarePerson, Household
from gridconsole.core.ledger.record import NEVER
from gridconsole.core.store.bulk import update_many
from gridconsole.core.store.doors import Unit

GAP = 1_000
"""Left between neighbours, so that one move as a rule changes one household."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A household on the way; `walk` is its place where the order of its village was changed by hand."""

    id: UUID
    row: int
    place_key: str
    walk: int | None = None

    @property
    def key(self) -> "WalkingKey":
        """What stops are sorted by."""
        return walking_key(self.place_key, self.walk, self.row)


WalkingKey = tuple[bytes, bool, int, bytes, int]


def walking_key(place_key: str, walk: int | None, row: int) -> WalkingKey:
    """Return what everything in walking order is sorted by: the village, then the place on the way in it.

    Households without a place of their own follow in natural order; `row` parts those at the same place.
    """
    village, _, house = place_key.partition("|")
    return village.encode(), walk is None, walk or 0, house.encode(), row


def in_walking_order(session: Session, where: Where) -> list[UUID]:
    """Return the ids of the households of these people as they are walked to."""
    return [stop.id for stop in _stops(session, where)]


def move(unit: Unit, household_id: UUID, before: UUID | None) -> None:
    """Put a household right before another of its village, or last; raise NotOnTheWay or OtherVillage."""
    homes = select(Household).where(
        Household.station_id == unit.change.station_id, Household.id.in_({household_id, before} - {None})
    )
    found = {home.id: home for home in unit.session.scalars(homes)}
    if household_id not in found or (before and before not in found):
        raise NotOnTheWay
    if len({home.village for home in found.values()}) > 1:
        raise OtherVillage
    if household_id != before:
        _put(unit, found[household_id], before)


def _put(unit: Unit, moved: Household, before: UUID | None) -> None:
    stops = _stops(unit.session, _village(moved))
    if not {moved.id, before} - {None} <= {stop.id for stop in stops}:
        raise NotOnTheWay
    others = [stop for stop in stops if stop.id != moved.id]
    at = next((n for n, stop in enumerate(others) if stop.id == before), len(others))
    walk = _between(others[:at], others[at:])
    if walk is None:
        _spread(unit, others, at)
        walk = (at + 1) * GAP
    moved.walk = walk


def _village(moved: Household) -> Where:
    same = select(Household.id).where(
        Household.station_id == moved.station_id, Household.village.is_not_distinct_from(moved.village)
    )
    return [
        CarePerson.station_id == moved.station_id,
        CarePerson.withdrawn.is_(None),
        CarePerson.due_on < NEVER,
        CarePerson.household_id.in_(same),
    ]


def _between(earlier: Sequence[Stop], later: Sequence[Stop]) -> int | None:
    """Return a free place between two neighbours, None when there is none or they have none themselves."""
    left = earlier[-1].walk if earlier else 0
    if left is None:
        return None
    right = later[0].walk if later else left + 2 * GAP
    if right is None:
        return left + GAP  # those without a place of their own come after all others
    return (left + right) // 2 if right - left > 1 else None


def _spread(unit: Unit, others: Sequence[Stop], at: int) -> None:
    """Give places, one of them left free, to all that come earlier and to those that have one already.

    The later ones without a place stay in natural order; no household gets a new version.
    """
    placed = [(n, stop) for n, stop in enumerate(others) if n < at or stop.walk is not None]
    places = [(n + 1 if n < at else n + 2) * GAP for n, _ in placed]
    update_many(unit.session, Household, [stop.row for _, stop in placed], {"walk": places}, {})
    unit.touch("household")


def _stops(session: Session, where: Iterable[Any]) -> list[Stop]:
    query = (
        select(Household.id, Household.row, func.min(CarePerson.place_key), Household.walk)
        .join(CarePerson, CarePerson.household_id == Household.id)
        .where(*where)
        .group_by(Household.id, Household.row, Household.walk)
    )
    return sorted((Stop(*stop) for stop in session.execute(query)), key=lambda stop: stop.key)
