"""Over random lives no list holds somebody who should not be on it, and nobody who should be is missing."""

import shutil
import tempfile
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from gridconsole.care.due.span import DueFilter
from gridconsole.care.records import CarePerson, Household
from gridconsole.care.visiting.records import Visit
from gridconsole.core.calendar.festivals import FESTIVALS, festival_day
from tests.care.due.scan import read, scan
from tests.stores import Store

VILLAGES = ("柳塘村", "杨庄村")
STARTS = st.sampled_from([date(2026, 1, 30), date(2026, 5, 20), date(2026, 9, 14), date(2026, 10, 7)])
CATEGORIES = st.sampled_from(["", "留守儿童", "独居老人", "低保户"])
BORN = st.sampled_from(["", "1950-3-1", "1966-10-18", "1985-1-1", "2011-6-1", "2018-5-5"])
OCCASIONS = st.sampled_from([("日常",), *(("日常", name) for name in FESTIVALS), ("中秋",), ("重阳",)])
LEAVING = st.sampled_from(["去世", "迁出", "暂离", "退出"])
DISTANCES = st.sampled_from([0, 1, 3, 10, 16, 35])


class MovingClock:
    """A clock that the machine moves on."""

    def __init__(self, day):
        self.day = day

    def now(self):
        return datetime.combine(self.day, time(3), UTC)


class Lives(RuleBasedStateMachine):
    """People join, die, leave, come back, move and are paired; households are visited; days go by."""

    template = None
    people = Bundle("people")

    @initialize(day=STARTS)
    def open(self, day):
        self.folder = Path(tempfile.mkdtemp(prefix="lives-"))
        shutil.copy(self.template, self.folder)
        self.clock = MovingClock(day)
        self.console = Store(self.folder).open(self.clock)
        self.care, self.caller = self.console.care, self.console.caller()
        self.console.staff.add(self.caller, "陈海", "志愿者")
        self.volunteer = self.console.caller(name="陈海")
        self.gone, self.made = set(), 0

    @rule(
        target=people, village=st.sampled_from(VILLAGES), house=st.integers(1, 4), born=BORN, told=CATEGORIES
    )
    def join(self, village, house, born, told):
        self.made += 1
        name = f"王{'甲乙丙丁戊己庚辛壬癸'[self.made % 10]}{'春夏秋冬'[self.made // 10 % 4]}"
        raw = {"name": name, "address": f"{village}3组{house}号", "born": born, "categories": told}
        return self.care.record(self.caller, {key: text for key, text in raw.items() if text})

    @rule(who=people, status=LEAVING)
    def leave(self, who, status):
        self.care.change_status(self.caller, self.file(who), status, "家属来电", self.clock.day)
        self.gone.add(who)

    @rule(who=people)
    def come_back(self, who):
        self.care.change_status(self.caller, self.file(who), "在册", "登记错了", self.clock.day)
        self.gone.discard(who)

    @rule(who=people, village=st.sampled_from(VILLAGES), house=st.integers(5, 9))
    def move(self, who, village, house):
        self.care.correct(self.caller, self.file(who), {"address": f"{village}3组{house}号"})

    @rule(who=people, helper=st.sampled_from(["陈海", "本站柜台"]))
    def pair(self, who, helper):
        self.care.correct(self.caller, self.file(who), {"helper": helper})

    @rule(who=people, cycle=st.sampled_from(["每月一次", "每半月一次", "10 天"]))
    def agree_on_a_cycle(self, who, cycle):
        self.care.correct(self.caller, self.file(who), {"cycle": cycle})

    @rule(who=people, days=st.integers(-3, 20))
    def agree_on_a_day(self, who, days):
        agreed = (self.clock.day + timedelta(days)).isoformat()
        self.care.correct(self.caller, self.file(who), {"next_on": agreed})

    @rule(who=people, ago=st.integers(0, 6), occasions=OCCASIONS, met=st.sampled_from(["本人", "没遇到"]))
    def visit(self, who, ago, occasions, met):
        day = self.clock.day - timedelta(ago)
        self.console.doors.write(self.caller, "visit.test", lambda u: add_visit(u, who, day, occasions, met))
        if met == "本人":
            self.care.correct(self.caller, self.file(who), {"last_visit": day.isoformat()})

    @rule(days=DISTANCES)
    def later(self, days):
        self.clock.day += timedelta(days)

    @invariant()
    def every_list_is_what_a_plain_scan_finds(self):
        names = {one.id: one.name for one in read(self.console).people}
        for caller, filter in self.lists():
            wanted = scan(self.console, caller, filter, self.clock.day)
            found = list(self.care.due.everything(caller, filter))
            assert {one.id: (one.due.on, one.due.occasions, one.names) for one in found} == {
                id: tuple(one[1:]) for id, one in wanted.items()
            }
            assert self.care.due.count(caller, filter) == len(found) == len(wanted)
            assert not {names[who] for who in self.gone} & {name for one in found for name in one.names}

    def lists(self):
        day = self.clock.day
        yield self.caller, DueFilter()
        yield self.volunteer, DueFilter()
        yield self.caller, DueFilter(month=f"{day:%Y-%m}")
        yield self.caller, DueFilter(which="overdue", helper=self.volunteer.staff_id)
        yield self.caller, DueFilter(which="soon")
        nearest = min(FESTIVALS, key=lambda name: near(name, day))
        yield self.caller, DueFilter(festival=nearest, village=VILLAGES[0])

    def file(self, who):
        return self.care.open(self.caller, who)

    def teardown(self):
        self.console.close()
        shutil.rmtree(self.folder)


def near(name, day):
    return abs((festival_day(name, day.year) - day).days)


def add_visit(unit, who, day, occasions, met):
    """Write a visit as keying in leaves it."""
    person = unit.session.query(CarePerson).filter_by(id=who).one()
    home = unit.session.query(Household).filter_by(id=person.household_id).one()
    number = unit.session.query(Visit).count() + 1
    unit.session.add(
        Visit(
            household_id=home.id, station_id=home.station_id, number=number, opened_at=unit.change.at,
            closed_at=unit.change.at, visited_on=day, met=met, occasions=occasions, visitors=("何静",),
            as_typed={},
        )
    )  # fmt: skip


def test_over_random_lives_every_list_is_right(sqlite_template):
    Lives.template = sqlite_template
    steps = settings(max_examples=8, stateful_step_count=12, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(Lives, settings=steps)
