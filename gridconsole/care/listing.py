"""The care ledger as a table: filtered, ordered, searched, one page at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from gridconsole.care import rules
from gridconsole.care.pictures import Pictures
from gridconsole.care.records import CarePerson, Household
from gridconsole.core.caller import Caller, Role
from gridconsole.core.clock import today
from gridconsole.core.ledger.kinds.columns import holding
from gridconsole.core.ledger.searching import parse_query
from gridconsole.core.ledger.snapshot import Snapshot
from gridconsole.core.store.doors import Doors
from gridconsole.core.store.finding import Finder
from gridconsole.core.store.listing import STEP, Anchors, Listing
from gridconsole.core.store.words import SearchTables

T = TypeVar("T")
Order = Literal["due", "name", "place"]
ORDERS = {"due": CarePerson.due_on, "name": CarePerson.name_key, "place": CarePerson.place_key}
CHUNK = 1_000
SOON = 7
"""Days within which a visit counts as due soon."""


@dataclass(frozen=True)
class CareFilter:
    """Which people a table shows; the fields narrow one another."""

    due: Literal["", "overdue", "soon"] = ""
    incomplete: bool = False
    category: str = ""
    village: str = ""
    helper: UUID | None = None
    order: Order = "due"


class CareList:
    """Reads the ledger in pages and finds people as somebody types."""

    def __init__(self, doors: Doors, pictures: Pictures, tables: SearchTables) -> None:
        self._doors = doors
        self._pictures = pictures
        self._finder = Finder(tables, "care_person")

    def count(self, caller: Caller, filter: CareFilter) -> int:
        """Return how many people the filter leaves."""
        return self._doors.read(self._listing(caller, filter).count)

    def page(
        self, caller: Caller, filter: CareFilter, offset: int, limit: int, anchors: Anchors | None = None
    ) -> list[Snapshot]:
        """Return people from a position on, overdue first unless ordered otherwise."""
        listing = self._listing(caller, filter)
        return self._doors.read(
            lambda s: self._pictures.people(s, listing.rows(s, offset, limit, anchors), caller)
        )

    def anchors(self, caller: Caller, filter: CareFilter) -> Anchors:
        """Return the sparse keys that make any jump quick."""
        return self._doors.read(self._listing(caller, filter).anchors)

    def everybody(self, caller: Caller, filter: CareFilter) -> Iterator[Snapshot]:
        """Yield all people of a filter, page by page, however many there are."""
        anchors = self.anchors(caller, filter)
        for offset in range(0, anchors.total, STEP):
            yield from self.page(caller, filter, offset, STEP, anchors)

    def find(self, caller: Caller, query: str, limit: int = 50) -> list[Snapshot]:
        """Return the first matches of a query in match order; none for a query that says nothing."""

        def search(session: Session) -> list[Snapshot]:
            rows = self._rows(session, caller, query, limit)
            found = {p.row: p for p in _by_row(session, select(CarePerson), rows)}
            return self._pictures.people(session, [found[row] for row in rows], caller)

        return self._doors.read(search)

    def households(self, caller: Caller, query: str) -> set[UUID]:
        """Return the households of everybody whom a query finds."""
        return self._doors.read(lambda session: self.households_within(session, caller, query))

    def households_within(
        self, session: Session, caller: Caller, query: str, limit: int | None = None
    ) -> set[UUID]:
        """Return the households of the first people whom a query finds (of all), within a session."""
        if limit is None:
            limit = self._listing(caller, CareFilter()).count(session)
        rows = self._rows(session, caller, query, limit)
        return set(_by_row(session, select(CarePerson.household_id), rows))

    def _rows(self, session: Session, caller: Caller, query: str, limit: int) -> list[int]:
        words = parse_query(query)
        if not words:
            return []
        scope, values = _scope(caller)
        return self._finder.rows(session, words, scope, self._bound(session, values), limit)

    def _bound(self, session: Session, values: dict[str, Any]) -> dict[str, Any]:
        """Return ids as the database's own text queries want them."""
        sqlite = session.get_bind().dialect.name == "sqlite"
        return {key: value.hex if sqlite else value for key, value in values.items()}

    def _listing(self, caller: Caller, filter: CareFilter) -> Listing:
        where = [CarePerson.station_id == caller.station_id, CarePerson.withdrawn.is_(None)]
        if filter.category:
            caller.must_not_be_volunteer("按类别筛选")
        where += self._narrowed(filter, today(self._doors.clock))
        households = _households(caller, filter)
        if households:
            of = select(Household.id).where(Household.station_id == caller.station_id, *households)
            where.append(CarePerson.household_id.in_(of))
        return Listing(CarePerson, ORDERS[filter.order], where)

    @staticmethod
    def _narrowed(filter: CareFilter, day: date) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = []
        if filter.due == "overdue":
            found.append(CarePerson.due_on < day)
        if filter.due == "soon":
            found.append(CarePerson.due_on.between(day, day + timedelta(SOON)))
        if filter.incomplete:
            found.append(CarePerson.gaps > 0)
        if filter.category:
            found += [CarePerson.categories.like(holding(filter.category)), _not_locked(day)]
        return found


def _not_locked(day: date) -> ColumnElement[bool]:
    """Leave out children whose categories are locked (rules.minor_locked): a filter would tell them."""
    grounded = and_(CarePerson.ground.is_not(None), func.coalesce(CarePerson.consent, "") != rules.WITHDRAWN)
    grown = and_(CarePerson.born.is_not(None), CarePerson.born <= rules.child_born_after(day))
    unknown = and_(CarePerson.born.is_(None), CarePerson.categories.not_like(holding(rules.LEFT_BEHIND)))
    return or_(grown, unknown, grounded, CarePerson.consent == rules.GUARDIAN)


def _by_row(session: Session, query: Select[T], rows: Sequence[int]) -> Iterator[T]:
    for at in range(0, len(rows), CHUNK):
        yield from session.scalars(query.where(CarePerson.row.in_(rows[at : at + CHUNK])))


def _households(caller: Caller, filter: CareFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if caller.role is Role.VOLUNTEER:
        found.append(Household.helper == caller.staff_id)
    if filter.helper:
        found.append(Household.helper == filter.helper)
    if filter.village:
        found.append(Household.village == filter.village)
    return found


def _scope(caller: Caller) -> tuple[str, dict[str, Any]]:
    scope = "p.station_id = :station AND p.withdrawn IS NULL"
    if caller.role is not Role.VOLUNTEER:
        return scope, {"station": caller.station_id}
    own = " AND p.household_id IN (SELECT id FROM household WHERE station_id = :station AND helper = :helper)"
    return scope + own, {"station": caller.station_id, "helper": caller.staff_id}
