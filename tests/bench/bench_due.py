"""Due list and month's plan of 200,000 households: from nothing, and after one change."""

import random
import statistics
import time
from collections.abc import Callable
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from sqlalchemy import select

from gridconsole.care.due.span import DueFilter
from gridconsole.care.listing import CareFilter
from gridconsole.care.planning import Source
from gridconsole.care.records import Household
from gridconsole.care.visiting.records import Visit
from gridconsole.console import Console
from gridconsole.core.clock import STATION_ZONE, StandingClock
from gridconsole.core.ledger.record import new_id
from gridconsole.core.store.bulk import insert_many
from gridconsole.core.store.doors import Unit
from gridconsole.demo.people import made_up_people
from gridconsole.demo.sheet import understood_people

PEOPLE = 213_000
"""So many make 200,000 households."""
DAY = date(2026, 9, 22)
"""Three days before the Mid-Autumn Festival, when everybody is still to be visited or was."""
HELPERS = [f"{surname}{given}英" for surname in "李王张刘陈杨赵黄周吴" for given in "秀玉凤兰"]
CHUNK = 50_000
FROM_NOTHING, AFTER_CHANGE, IN_ORDER = 5_000, 200, 10_000
"""Milliseconds that a list may take."""
PAGE = 60


def main() -> None:
    """Print milliseconds of count and first page, and what is beyond its goal."""
    folder = Path(__file__).parents[2] / "build" / "bench" / f"due-{PEOPLE}"
    prepare(folder)
    slow = [words for given in filters(folder).items() for words in measured(folder, *given)]
    if slow:
        print(f"beyond its goal: {'; '.join(slow)}")


def measured(folder: Path, words: str, filter: DueFilter) -> list[str]:
    """Measure one list; return what was too slow."""
    with Console.open(folder, clock=StandingClock.on(DAY)) as console:
        slow = report(f"{words}, from nothing", lambda: look(console, filter), FROM_NOTHING)
        times = [after_change(console, filter) for _ in range(9)]
        print(f"{words}, after one change, median of {len(times)}: {statistics.median(times):.0f} ms")
        slow += judged(f"{words}, after one change, best of {len(times)}", min(times), AFTER_CHANGE)
        return slow + report(f"{words}, in walking order", lambda: ways(console, filter), IN_ORDER)


def filters(folder: Path) -> dict[str, DueFilter]:
    """Return what is looked at."""
    with Console.open(folder, clock=StandingClock.on(DAY)) as console:
        helper = console.caller(name=HELPERS[0]).staff_id
    return {
        "due list": DueFilter(),
        "overdue": DueFilter(which="overdue"),
        "the month's plan": DueFilter(month="2026-09"),
        "next month's plan": DueFilter(month="2026-10"),
        "a helper's month": DueFilter(month="2026-09", helper=helper),
        "a village's month": DueFilter(month="2026-09", village="柳河村"),
        "for a festival": DueFilter(festival="重阳"),
    }


def look(console: Console, filter: DueFilter) -> int:
    """Count a list and read its first page, as the screen does."""
    caller = console.caller()
    assert console.care.due.page(caller, filter, 0, PAGE)
    return console.care.due.count(caller, filter)


def ways(console: Console, filter: DueFilter) -> int:
    """Return how many households are put into walking order."""
    return len(console.care.due.households(console.caller(), filter))


def change(console: Console) -> None:
    """Visit whoever is due first, as far as the ledger is concerned."""
    caller = console.caller()
    seen = console.care.list.page(caller, CareFilter(due="overdue"), 0, 1)[0]
    console.care.correct(caller, seen, {"last_visit": DAY.isoformat()})


def after_change(console: Console, filter: DueFilter) -> float:
    """Return the milliseconds of a look after one change."""
    change(console)
    start = time.perf_counter()
    look(console, filter)
    return (time.perf_counter() - start) * 1000


def report(words: str, call: Callable[[], int], limit: float) -> list[str]:
    """Print a call's milliseconds and households."""
    start = time.perf_counter()
    found = call()
    return judged(f"{words}, {found:,} households", (time.perf_counter() - start) * 1000, limit)


def judged(words: str, took: float, limit: float) -> list[str]:
    """Print milliseconds; return the words when they are too many."""
    print(f"{words}: {took:.0f} ms")
    return [words] if took > limit else []


def prepare(folder: Path) -> None:
    """Make the data once."""
    done = folder / "done"
    with Console.open(folder, clock=StandingClock.on(DAY)) as console:
        if not done.exists():
            fill(console)
            done.touch()


def fill(console: Console) -> None:
    """Import the people; visit them every month, two in five for the festival already."""
    caller = console.caller()
    for name in HELPERS:
        console.staff.add(caller, name, "网格经理")
    people = made_up_people(PEOPLE, DAY, 7, tuple(HELPERS))
    imports, source = console.care.imports, Source("村（居）委会提供")
    while some := list(islice(people, CHUNK)):
        imports.write(caller, imports.check(caller, understood_people(some), "keep", source))
    console.doors.write(caller, "visit.import", visit)


def visit(unit: Unit) -> None:
    """Write the visits of four months."""
    dice, number = random.Random(1), 1
    homes = list(unit.session.scalars(select(Household.id).order_by(Household.row)))
    unit.keep_change()
    for month, occasions, share in ((6, (), 1), (7, (), 1), (8, (), 1), (9, ("中秋",), 0.4)):
        chosen = [home for home in homes if dice.random() < share]
        days = [date(2026, month, dice.randrange(10, 23)) for _ in chosen]
        at = datetime(2026, month, 22, 9, tzinfo=STATION_ZONE)
        columns = {
            "id": [new_id() for _ in chosen],
            "household_id": chosen,
            "number": range(number, number + len(chosen)),
            "visited_on": days,
        }
        same = {
            "station_id": unit.change.station_id, "version": 1, "as_typed": {}, "copies": 1, "opened_at": at,
            "closed_at": at, "met": "本人", "visitors": ("何静",), "occasions": ("日常", *occasions),
        }  # fmt: skip
        insert_many(unit.session, Visit, columns, same)
        number += len(chosen)


if __name__ == "__main__":
    main()
