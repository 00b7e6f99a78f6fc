"""A ledger of a million made-up people, made once and kept under build/."""

import os
from datetime import date
from itertools import islice
from pathlib import Path

from gridconsole.care.planning import Source
from gridconsole.console import Console
from gridconsole.core.clock import StandingClock
from gridconsole.demo.people import made_up_people
from gridconsole.demo.sheet import understood_people

PEOPLE = int(os.environ.get("BENCH_PEOPLE", "1000000"))
DAY = date(2026, 9, 22)
CHUNK = 50_000


def million() -> Console:
    """Open the big ledger, making it first when it isn't there (some minutes)."""
    folder = Path(__file__).parents[2] / "build" / "bench" / f"people-{PEOPLE}"
    done = folder / "done"
    console = Console.open(folder, clock=StandingClock.on(DAY))
    if not done.exists():
        _fill(console)
        done.touch()
    return console


def _fill(console: Console) -> None:
    caller = console.caller()
    people = made_up_people(PEOPLE, DAY, 7, ("本站柜台",))
    console.care.past_imports.imports(caller)
    while some := list(islice(people, CHUNK)):
        checkout = console.care.imports.check(
            caller, understood_people(some), "keep", Source("村（居）委会提供")
        )
        console.care.imports.write(caller, checkout)
