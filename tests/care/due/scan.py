"""The lists by nothing but a plain scan of all records, written anew from the rule's words."""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from gridconsole.care.records import CarePerson, Household
from gridconsole.care.visiting.records import Visit
from gridconsole.core.calendar.cycles import MONTHLY, next_by_cycle, parse_cycle
from gridconsole.core.calendar.festivals import FESTIVALS, festival_day
from gridconsole.core.caller import Role

OLD = {"孤寡老人", "独居老人", "空巢老人", "留守老人", "失能老人"}


class Found(NamedTuple):
    """A household that should be on a list."""

    own: date
    """When it is due by its own date."""
    on: date
    occasions: tuple[str, ...]
    names: tuple[str, ...]


class Records(NamedTuple):
    """All that stands in the ledger."""

    households: list[Household]
    people: list[CarePerson]
    visits: list[Visit]


def read(console):
    return console.doors.read(
        lambda s: Records(*(list(s.scalars(select(kind))) for kind in (Household, CarePerson, Visit)))
    )


def scan(console, caller, filter, day) -> dict[UUID, Found]:
    """Return household id -> what the list should say of it."""
    records = read(console)
    lives = {}
    for home in records.households:
        mine = caller.role is not Role.VOLUNTEER or home.helper == caller.staff_id
        meant = filter.helper in (None, home.helper) and filter.village in ("", home.village)
        people = [p for p in records.people if p.household_id == home.id and p.withdrawn is None]
        people = [p for p in people if p.status in (None, "在册")]
        if people and mine and meant and home.station_id == caller.station_id:
            visits = [v for v in records.visits if v.household_id == home.id]
            if found := judge(home, people, visits, filter, day):
                lives[home.id] = found
    return lives


def judge(home, people, visits, filter, day):
    own, until, near = own_day(home), last_day(filter, day), near_festivals(filter, day)
    wanted = [(on, name) for on, name in near if asks(name, on, people, visits)]
    if filter.which == "overdue" and not (filter.festival or filter.month) and own >= day:
        return None
    if filter.which == "soon" and not filter.month and own < day:
        return None
    asking = wanted if filter.which != "soon" or filter.month else [one for one in wanted if one[0] <= until]
    if filter.festival:
        if filter.festival not in [name for _, name in wanted]:
            return None
    elif own > until and not asking:
        return None
    daily = ["日常"] if not wanted or own <= wanted[-1][0] else []
    on = min([own, *(on for on, _ in wanted)])
    return Found(own, on, (*daily, *(name for _, name in wanted)), tuple(p.name for p in people))


def own_day(home):
    if home.next_on and (home.last_visit is None or home.last_visit < home.next_on):
        return home.next_on
    if home.last_visit is None:
        return home.known_since
    return next_by_cycle(home.last_visit, parse_cycle(home.cycle) if home.cycle else MONTHLY)


def last_day(filter, day):
    if filter.month:
        return month(filter)[1]
    week = day + timedelta(7)
    return {"due": week, "soon": week, "overdue": day - timedelta(1), "all": date(9000, 1, 1)}[filter.which]


def month(filter):
    year, number = map(int, filter.month.split("-"))
    return date(year, number, 1), date(year, number, monthrange(year, number)[1])


def near_festivals(filter, day):
    """Return (day, name) of the festivals that a list looks at, in order."""
    first, last = month(filter) if filter.month else (day, day + timedelta(15))
    every = {(festival_day(name, year), name) for name in FESTIVALS for year in range(2025, 2029)}
    near = {(on, name) for on, name in every if max(first, day) <= on <= last}
    if filter.festival and not filter.month:
        near.add(min((on, name) for on, name in every if name == filter.festival and on >= day))
    return sorted(near, key=lambda one: (one[0], FESTIVALS.index(one[1])))


def asks(name, on, people, visits):
    return any(meant(name, on, one) for one in people) and not any(made(name, on, one) for one in visits)


def made(name, on, visit):
    """Return whether a visit was made for a festival."""
    done = visit.closed_at and not visit.cancelled and not visit.withdrawn and visit.met in ("本人", "家属代")
    return bool(done) and name in (visit.occasions or ()) and 0 <= (on - visit.visited_on).days <= 15


def meant(name, on, person):
    """Return whether a festival is somebody's."""
    if name not in ("六一", "重阳"):
        return True
    if person.born:
        age = on.year - person.born.year - ((on.month, on.day) < (person.born.month, person.born.day))
        return age < 16 if name == "六一" else age >= 60
    told = set(person.categories or ())
    grounded = person.ground and person.consent != "已撤回"
    if "留守儿童" in told and not grounded and person.consent != "监护人书面同意":
        return False
    return bool(told & ({"留守儿童"} if name == "六一" else OLD))
