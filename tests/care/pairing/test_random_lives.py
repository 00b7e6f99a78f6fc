"""Over random lives a household with a helper has one open main pairing, without gap or overlap."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count, pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from gridconsole.care.pairing.errors import AlreadyHelps, NobodyChosen, NoSuchHousehold, WrongPairingDay
from gridconsole.care.records import CarePerson, Household
from gridconsole.core.clock import StandingClock
from tests.care.pairing.lives import DAY, add, helper_of, history

HELPERS = ("刘建军", "何静", "赵立新")
DEEDS = (
    *("file", "empty", "pair", "pair earlier", "add", "end", "pass on"),
    *("end other", "reassign", "die", "withdraw"),
)
EXPECTED = (AlreadyHelps, NobodyChosen, NoSuchHousehold, WrongPairingDay)
STEPS = st.lists(
    st.tuples(st.sampled_from(DEEDS), st.integers(0, 1), st.sampled_from(HELPERS), st.integers(0, 3)),
    min_size=4,
    max_size=14,
)


class Moving:
    """A clock that is moved on by hand."""

    day = DAY

    def now(self):
        return StandingClock.on(self.day).now()


class Life:
    """Two households to which things happen."""

    def __init__(self, console, clock: Moving, number: int) -> None:
        self.console, self.clock, clock.day = console, clock, DAY
        self.caller = console.caller("BZ").because("变动")
        self.staff = {one.name: one.id for one in console.staff.all(self.caller.station_id)}
        self.homes = [add(console, f"王{ch}", f"柳塘村{number}组{ch}号") for ch in "甲乙"]

    def do(self, deed: str, at: int, helper: str, days: int) -> None:
        """Do one thing, some days later; then everything must still be true."""
        self.clock.day += timedelta(days=days)
        home, who = self.homes[at], self.staff[helper]
        before = helper_of(self.console, home)
        try:
            self._deeds(home, who, helper)[deed]()
        except EXPECTED:
            assert helper_of(self.console, home) == before
        for one in self.homes:
            self.check(one)
        if before and (after := helper_of(self.console, home)) not in (None, before):
            old, new = history(self.console, home)[-2:]
            assert (old[0], new[0], old[2]) == (before, after, new[1]), (
                "the new helper begins where the old ends"
            )

    def check(self, home) -> None:
        mains = history(self.console, home)
        still = [person for person, _, until in mains if until is None]
        household = self.console.doors.read(lambda s: s.scalar(select(Household).where(Household.id == home)))
        there = household.helper is not None and household.withdrawn is None
        assert still == ([household.helper] if there else [])
        assert all(until is None or since <= until <= self.clock.day for _, since, until in mains)
        assert all(earlier[2] is not None and earlier[2] <= later[1] for earlier, later in pairwise(mains))
        others = [person for person, _, until in history(self.console, home, main=False) if until is None]
        assert len(others) == len(set(others)) and not set(others) & set(still)

    def _deeds(self, home, who, helper: str) -> dict[str, Callable[[], object]]:
        pairings, caller, day = self.console.care.pairings, self.caller, self.clock.day
        return {
            "file": lambda: self._correct(home, {"helper": helper}),
            "empty": lambda: self._correct(home, {"helper": ""}),
            "pair": lambda: pairings.pair(caller, home, who),
            "pair earlier": lambda: pairings.pair(caller, home, who, since=day - timedelta(days=2)),
            "add": lambda: pairings.pair(caller, home, who, main=False),
            "end": lambda: [pairings.end(caller, id, day, "结束") for id in self._open(home, True)],
            "pass on": lambda: [pairings.end(caller, id, day, "换人", who) for id in self._open(home, True)],
            "end other": lambda: [pairings.end(caller, id, day, "结束") for id in self._open(home, False)],
            "reassign": lambda: pairings.reassign(caller, self.homes, who, "改派"),
            "die": lambda: self._correct(home, {"status": "去世", "status_reason": "家属来电"}),
            "withdraw": lambda: [
                self.console.care.withdraw(caller, one, "录错了") for one in self._people(home)
            ],
        }

    def _people(self, home) -> list:
        mine = (CarePerson.household_id == home, CarePerson.withdrawn.is_(None))
        return self.console.doors.read(lambda s: list(s.scalars(select(CarePerson.id).where(*mine))))

    def _correct(self, home, raw: dict[str, str]) -> None:
        for id in self._people(home):
            self.console.care.correct(self.caller, self.console.care.open(self.caller, id), raw)

    def _open(self, home, main: bool) -> list:
        found = self.console.care.pairings.of_household(self.caller, home)
        return [one.id for one in found if one["until"] is None and one["main"] == main]


@pytest.fixture
def begin(sqlite_store) -> Iterator[Callable[[], Life]]:
    clock, numbers = Moving(), count(1)
    with sqlite_store.open(clock) as console:
        for name in HELPERS:
            console.staff.add(console.caller("BZ"), name, "台区经理")
        yield lambda: Life(console, clock, next(numbers))


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=STEPS)
def test_one_open_main_pairing_a_household_with_a_helper_without_gap_or_overlap(begin, steps):
    life = begin()
    for step in steps:
        life.do(*step)
