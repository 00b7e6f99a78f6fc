"""The due list and the month's plan: whom to visit, by when, what for, and in which order to walk."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridconsole.care import rules
from gridconsole.care.due.conditions import Where, belonging, parts, seen_by
from gridconsole.care.due.facts import Family, dues_of, families
from gridconsole.care.due.rules import Due, never
from gridconsole.care.due.span import DueFilter, Span, span_of
from gridconsole.care.due.walking import in_walking_order, move
from gridconsole.care.errors import NoSuchFile
from gridconsole.care.households import own_households
from gridconsole.care.records import CarePerson, Household
from gridconsole.care.settling import file_number
from gridconsole.care.visiting.records import Visit
from gridconsole.core.caller import Caller
from gridconsole.core.clock import STATION_ZONE, today
from gridconsole.core.ledger.reading import sort_key
from gridconsole.core.store.bulk import in_chunks
from gridconsole.core.store.doors import Doors
from gridconsole.core.store.listing import Anchors
from gridconsole.staff.service import staff_names
from gridconsole.stations.service import station_of

PAGE = 500


@dataclass(frozen=True)
class DueHousehold:
    """One household on a list: the people to visit, where, by whom, when and why then."""

    id: UUID
    file_number: str
    names: tuple[str, ...]
    village: str
    group: str
    helper: str
    due: Due
    days_over: int
    """Days since the visit was due; 0 while it is in time."""
    appointed_at: datetime | None = None
    """When the household expects the visit, if that was agreed and the day has not passed."""


@dataclass(frozen=True)
class Choices:
    """What a list can be narrowed to: helpers by name, villages."""

    helpers: Mapping[str, UUID]
    villages: Sequence[str]


class DueList:
    """Lists households in pages: by their own date, overdue first; then those due for a festival alone.

    A filter that makes no sense raises NoSuchMonth, NoSuchFestival or OtherMonth.
    """

    def __init__(self, doors: Doors) -> None:
        self._doors = doors

    def count(self, caller: Caller, filter: DueFilter) -> int:
        """Return how many households the filter leaves."""
        where = belonging(caller, filter, self._span(filter))
        households = select(CarePerson.household_id).where(*where).group_by(CarePerson.household_id)
        query = select(func.count()).select_from(households.subquery())
        return self._doors.read(lambda s: s.scalar(query) or 0)

    def page(self, caller: Caller, filter: DueFilter, offset: int, limit: int) -> list[DueHousehold]:
        """Return households from a position on."""
        span = self._span(filter)

        def read(session: Session) -> list[DueHousehold]:
            ids = _ids(session, parts(caller, filter, span), offset, limit)
            return _pictures(session, caller, ids, span)

        return self._doors.read(read)

    def anchors(self, caller: Caller, filter: DueFilter) -> Anchors:
        """Return how many rows a filter leaves; any page is quick without keys."""
        return Anchors(self.count(caller, filter))

    def everything(self, caller: Caller, filter: DueFilter) -> Iterator[DueHousehold]:
        """Yield all households of a filter, page by page."""
        offset = 0
        while some := self.page(caller, filter, offset, PAGE):
            yield from some
            offset += len(some)

    def households(self, caller: Caller, filter: DueFilter) -> list[UUID]:
        """Return the ids of all households of a filter in walking order."""
        where = belonging(caller, filter, self._span(filter))
        return self._doors.read(lambda s: in_walking_order(s, where))

    def choices(self, caller: Caller) -> Choices:
        """Return the helpers and villages of the households that the caller may see."""

        def read(session: Session) -> Choices:
            homes = select(Household).where(
                Household.station_id == caller.station_id,
                Household.withdrawn.is_(None),
                *own_households(caller, Household.id),
            )
            helpers = set(session.scalars(homes.with_only_columns(Household.helper).distinct()))
            villages = set(session.scalars(homes.with_only_columns(Household.village).distinct()))
            staff = staff_names(session, caller.station_id)
            named = {staff[id]: id for id in helpers if id in staff}
            return Choices(dict(sorted(named.items())), sorted(filter(None, villages), key=sort_key))

        return self._doors.read(read)

    def of_households(self, caller: Caller, ids: Sequence[UUID]) -> list[DueHousehold]:
        """Return these households as the list shows them, in this order; none that isn't the caller's."""
        span = self._span(DueFilter())

        def read(session: Session) -> list[DueHousehold]:
            query = select(CarePerson.household_id).where(*seen_by(caller), CarePerson.household_id.in_(ids))
            mine = set(session.scalars(query))
            return _pictures(session, caller, [id for id in ids if id in mine], span)

        return self._doors.read(read)

    def next_visit(self, caller: Caller, person_id: UUID) -> Due:
        """Return the next visit of somebody's household and why it is due then; raise NoSuchFile.

        For somebody who has died, moved or left it is NEVER, whoever else lives there.
        """
        span = self._span(DueFilter())

        def read(session: Session) -> Due:
            mine = (*seen_by(caller), CarePerson.id == person_id)
            person = session.scalar(select(CarePerson).where(*mine))
            if person is None:
                raise NoSuchFile
            if person.status not in rules.VISITED:
                return never([person.status])
            home = person.household_id
            return dues_of(session, families(session, [home]), span.festivals, span.today)[home]

        return self._doors.read(read)

    def move(self, caller: Caller, household_id: UUID, before: UUID | None) -> None:
        """Walk to a household right before another one of its village from now on (None: as the last).

        Raises NotAllowed, NotOnTheWay, OtherVillage.
        """
        caller.must_not_be_volunteer("调整走访顺序")
        self._doors.write(caller, "household.move", lambda unit: move(unit, household_id, before))

    def _span(self, filter: DueFilter) -> Span:
        return span_of(filter, today(self._doors.clock))


def _ids(session: Session, parts: Sequence[Where], offset: int, limit: int) -> list[UUID]:
    """Return household ids from a position on, of parts that follow one another."""
    found: list[UUID] = []
    for where in parts:
        key = (CarePerson.due_on, CarePerson.household_id)
        query = select(*key).where(*where).distinct().order_by(*key)
        found += [id for _, id in session.execute(query.offset(offset).limit(limit - len(found)))]
        if len(found) == limit:
            break
        if not found:
            before = select(func.count()).select_from(query.order_by(None).subquery())
            offset -= min(offset, session.scalar(before) or 0)
        else:
            offset = 0
    return found


def _pictures(session: Session, caller: Caller, ids: Sequence[UUID], span: Span) -> list[DueHousehold]:
    found = families(session, ids)
    dues = dues_of(session, found, span.festivals, span.today)
    staff = staff_names(session, caller.station_id)
    code = station_of(session, caller.station_id).code
    expected = _appointments(session, ids, span.today)
    return [_picture(found[id], dues[id], staff, code, span.today, expected.get(id)) for id in ids]


def _appointments(session: Session, ids: Sequence[UUID], today: date) -> dict[UUID, datetime]:
    """Return household id -> when its open visit is expected, today or later."""
    morning = datetime.combine(today, time(), STATION_ZONE)
    query = select(Visit.household_id, Visit.appointed_at).where(
        Visit.appointed_at >= morning,
        Visit.closed_at.is_(None),
        Visit.cancelled.is_(None),
        Visit.withdrawn.is_(None),
    )
    found: dict[UUID, datetime] = {}
    for some in in_chunks(ids):
        for household, at in session.execute(query.where(Visit.household_id.in_(some))):
            if at is not None:
                found[household] = at
    return found


def _picture(
    family: Family, due: Due, staff: Mapping[UUID, str], code: str, day: date, expected: datetime | None
) -> DueHousehold:
    household, people = family
    return DueHousehold(
        id=household.id,
        file_number=file_number(code, household.number),
        names=tuple(person.name for person in people if person.status in rules.VISITED),
        village=household.village or "",
        group=household.group or "",
        helper=staff.get(household.helper, "") if household.helper else "",
        due=due,
        days_over=max(0, (day - due.on).days),
        appointed_at=expected,
    )
