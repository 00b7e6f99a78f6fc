import subprocess
import sys
from contextlib import suppress
from functools import partial
from itertools import count
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from gridconsole.care.errors import Conflict
from tests.core.store.at_once import at_once
from tests.core.store.waiting import LONGEST

TYPED = {"name": "李明", "address": "柳河村1组1号", "note": "0"}


@pytest.fixture
def caller(console):
    return console.caller()


@pytest.fixture
def id(console, caller):
    return console.care.record(caller, TYPED)


def test_a_file_that_somebody_saved_meanwhile_is_not_overwritten(console, caller, id):
    seen = console.care.open(caller, id)
    console.care.correct(caller, seen, {"note": "别人的"})
    with pytest.raises(Conflict) as caught:
        console.care.correct(caller, seen, {"note": "我的"})
    assert caught.value.keys == ("note",)
    assert caught.value.theirs.text("note") == console.care.open(caller, id).text("note") == "别人的"


def test_two_who_changed_different_fields_both_keep_their_change(console, caller, id):
    seen = console.care.open(caller, id)
    console.care.correct(caller, seen, {"phone": "139 0000 0101"})
    console.care.correct(caller, seen, {"note": "我的"})
    now = console.care.open(caller, id)
    assert (now.unread("phone"), now.text("note"), now.version) == (None, "我的", 3)


@pytest.mark.parametrize("windows", [1, 2])
def test_of_two_threads_that_save_the_same_file_one_wins(store, console, caller, id, windows):
    with store.open() as second:
        consoles = [console, second if windows == 2 else console]
        for turn in range(8):
            seen = console.care.open(caller, id)
            notes = [f"{turn}甲", f"{turn}乙"]
            pairs = zip(consoles, notes, strict=True)
            answers = at_once(*(partial(c.care.correct, caller, seen, {"note": note}) for c, note in pairs))
            lost = [answer for answer in answers if isinstance(answer, Conflict)]
            assert len(lost) == 1, answers
            won = next(answer for answer in answers if answer is not lost[0])
            standing = console.care.open(caller, id)
            assert won.text("note") == standing.text("note") == lost[0].theirs.text("note")
            assert standing.version == seen.version + 1


def test_of_two_programs_that_save_the_same_file_one_wins(store, console, caller, id):
    where = str(store.folder or store.url)
    programs = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.core.store.saving", where, str(id), note],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for note in ("甲", "乙")
    ]  # fmt: skip
    for program in programs:
        assert program.stdout is not None
        assert program.stdout.readline() == "seen\n"
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("go\n")
        program.stdin.flush()
    told = sorted(program.communicate(timeout=LONGEST)[0].split() for program in programs)
    standing = console.care.open(caller, id).text("note")
    assert told == [["Conflict", standing], ["saved", standing]]
    assert standing in ("甲", "乙")
    assert [program.returncode for program in programs] == [0, 0]


def test_no_count_is_lost_when_three_add_to_it_at_once(store, console, caller, id):
    """Each reads, adds one and saves, again and again, as a person would after a conflict."""

    def add(window):
        done = 0
        while done < 5:
            seen = window.care.open(caller, id)
            with suppress(Conflict):
                window.care.correct(caller, seen, {"note": str(int(seen.text("note")) + 1)})
                done += 1

    with store.open() as second:
        assert at_once(lambda: add(console), lambda: add(second), lambda: add(second)) == [None] * 3
    now = console.care.open(caller, id)
    assert (now.text("note"), now.version) == ("15", 1 + 15)


def test_numbers_that_are_counted_at_the_station_are_given_once(store, console, caller):
    def record(window, part):
        addresses = [f"柳河村{part}组{house}号" for house in range(1, 6)]
        return [window.care.record(caller, {"name": "李明", "address": address}) for address in addresses]

    with store.open() as second:
        made = at_once(lambda: record(console, 1), lambda: record(second, 2), lambda: record(second, 3))
    numbers = [console.care.open(caller, id)["file_number"] for ids in made for id in ids]
    assert sorted(numbers) == [f"BZ-{number:04d}" for number in range(1, 16)]


FIELDS = ("note", "contact", "way", "customs")
CLERKS = ("甲", "乙", "丙")


class Desk(RuleBasedStateMachine):
    """Three clerks open and save one file in any order; a model says what must stand afterwards."""

    console: Any
    caller: Any
    houses: Any

    @initialize()
    def record(self):
        typed = {"name": "李明", "address": f"柳河村1组{next(self.houses)}号"}
        self.id = self.console.care.record(self.caller, typed)
        self.stands = dict.fromkeys(FIELDS, "")
        self.seen = {}
        self.knew = {}
        for clerk in CLERKS:
            self.open(clerk)

    @rule(clerk=st.sampled_from(CLERKS))
    def open(self, clerk):
        self.seen[clerk] = self.console.care.open(self.caller, self.id)
        self.knew[clerk] = dict(self.stands)

    @rule(
        clerk=st.sampled_from(CLERKS),
        typed=st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(["李一", "李二", ""]), min_size=1),
    )
    def save(self, clerk, typed):
        moved = {key for key in FIELDS if self.stands[key] != self.knew[clerk][key]}
        try:
            self.seen[clerk] = self.console.care.correct(self.caller, self.seen[clerk], typed)
        except Conflict as error:
            assert moved & typed.keys()
            assert set(error.keys) >= moved & typed.keys()
        else:
            assert not moved & typed.keys()
            self.stands |= typed
            self.knew[clerk] = dict(self.stands)

    @invariant()
    def what_was_saved_stands(self):
        now = self.console.care.open(self.caller, self.id)
        assert {key: now.text(key) for key in FIELDS} == self.stands


def test_no_save_is_lost_and_none_overwrites_what_nobody_saw(console, caller):
    class OnThisStore(Desk):
        pass

    OnThisStore.console, OnThisStore.caller, OnThisStore.houses = console, caller, count(1)
    run_state_machine_as_test(OnThisStore, settings=settings(max_examples=12, stateful_step_count=12))
