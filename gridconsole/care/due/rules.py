"""When a household's next visit is due, what for, and why then: one rule for screen, paper and list."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gridconsole.care import rules
from gridconsole.core.calendar.dates import format_date_short
from gridconsole.core.calendar.festivals import (
    CHILDREN,
    ELDERS,
    SPRING,
    Festival,
    festivals_between,
    new_years_eve,
)
from gridconsole.core.ledger.record import NEVER

DAILY = "日常"
"""The occasion of a visit that its cycle or an agreement asks for."""
WINDOW = timedelta(15)
"""So long before a festival its visits begin; they are due by its day (FIELDS 5.3)."""
ELDER, CHILD = 60, 16
"""An elder has reached the one age; a child has not reached the other (FIELDS 3.7)."""
ELDERLY = ("孤寡老人", "独居老人", "空巢老人", "留守老人", "失能老人")
"""Categories that tell an elder whose day of birth is unknown."""


@dataclass(frozen=True, slots=True)
class Resident:
    """What the rule asks of one person of a household."""

    status: str | None = None
    born: date | None = None
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Home:
    """What the rule asks of a household; `visited_for` are festivals for which somebody was met."""

    residents: tuple[Resident, ...]
    known_since: date
    last_visit: date | None = None
    next_on: date | None = None
    cycle: str | None = None
    visited_for: frozenset[Festival] = frozenset()


@dataclass(frozen=True, slots=True)
class Due:
    """The day by which a visit is due (NEVER: no visit), its occasions, and the steps that lead there."""

    on: date
    occasions: tuple[str, ...]
    steps: tuple[str, ...]


def festivals_open(today: date) -> tuple[Festival, ...]:
    """Return the festivals for which visits are made on a day: theirs is today or within the window."""
    return festivals_between(today, today + WINDOW)


def next_visit(home: Home, festivals: Sequence[Festival], today: date) -> Due:
    """Return the next visit of a household: by agreement or cycle, or for a festival that comes earlier.

    `festivals` are those looked at, not over yet. One visit serves all that falls due until the last of
    the festivals that ask for it. A household in which nobody is to be visited is never due.
    """
    living = [one for one in home.residents if one.status in rules.VISITED]
    if not living:
        return never([one.status for one in home.residents])
    dated = (home.last_visit, home.cycle, home.known_since)
    regular = rules.due_on(None, *dated, home.next_on)
    fitting = [one for one in festivals if any(concerns(one, person) for person in living)]
    asking = [one for one in fitting if one not in home.visited_for]
    steps = [*rules.due_steps(None, *dated, today, home.next_on), *_festival_steps(home, fitting, today)]
    days = [regular, *(one.day for one in asking)]
    if asking:
        steps.append(f"取最早的一天 {format_date_short(min(days), today)}")
    daily = not asking or regular <= max(one.day for one in asking)
    return Due(min(days), (*([DAILY] if daily else []), *(one.name for one in asking)), tuple(steps))


def never(statuses: Iterable[str | None]) -> Due:
    """Return that nobody is to be visited, for people of whom nobody is in the ledger any more."""
    words = "、".join(dict.fromkeys(one or "" for one in statuses))
    return Due(NEVER, (), (f"状态为{words}，不安排走访" if words else "家里没有在册的人，不安排走访",))


def concerns(festival: Festival, person: Resident) -> bool:
    """Return whether somebody is visited for a festival: children, elders, or everybody, as it goes."""
    if festival.name == CHILDREN:
        return _aged(person, festival.day, CHILD, rules.LEFT_BEHIND, below=True)
    if festival.name == ELDERS:
        return _aged(person, festival.day, ELDER, *ELDERLY, below=False)
    return True


def born_by(day: date, age: int) -> date:
    """Return the latest day of birth with which somebody has reached an age on a festival's day."""
    return day.replace(year=day.year - age)  # no festival with an age falls on 29 February


def _aged(person: Resident, day: date, age: int, *categories: str, below: bool) -> bool:
    if person.born is None:
        return not set(categories).isdisjoint(person.categories)
    return (person.born > born_by(day, age)) is below


def _festival_steps(home: Home, fitting: Iterable[Festival], today: date) -> Iterator[str]:
    for one in fitting:
        begins = format_date_short(one.day - WINDOW, today)
        eve = (
            f"（除夕 {format_date_short(new_years_eve(one.day.year), today)}）" if one.name == SPRING else ""
        )
        named = f"{one.name} {format_date_short(one.day, today)}{eve}"
        done = one in home.visited_for
        yield f"{named}，已走访" if done else f"{named}，{begins}起走访，当天为止"
