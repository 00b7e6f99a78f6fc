"""Over random sheets: what was keyed in reads back the same, once only, and the dates follow from it."""

from datetime import date, timedelta
from io import BytesIO
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from gridconsole.care.needs.records import Need
from gridconsole.care.papers import LastSeen, SheetPerson, VisitSheet, visit_sheets
from gridconsole.care.visiting.answers import read_answers
from gridconsole.care.visiting.errors import AlreadyKeyed, NobodyToVisit, VisitCancelled
from gridconsole.care.visiting.last_seen import fitted
from gridconsole.care.visiting.records import Visit
from gridconsole.core.clock import StandingClock
from gridconsole.core.paper.codes import sheet_code
from tests.care.visiting.desk import KNOWN_SINCE, POINTS, household

TODAY = date(2026, 9, 22)
TEXT = st.text("柳塘村线灯插座 abc,。1", min_size=1, max_size=12).filter(
    lambda text: any(map(str.isalpha, text))
)
DAYS = st.integers(0, (TODAY - KNOWN_SINCE).days).map(lambda days: KNOWN_SINCE + timedelta(days))


@st.composite
def sheets(draw):
    """Make up a sheet that may be keyed in as it is."""
    answers = {number: draw(st.sampled_from(("好", "不好", "没有", "没看"))) for number in POINTS}
    raw = {f"point_{number}": answer for number, answer in answers.items()}
    raw |= {f"fault_{n}": draw(TEXT) for n, answer in answers.items() if answer == "不好"}
    day = draw(DAYS)
    later = (day + timedelta(draw(st.integers(1, 40)))).isoformat()
    came = draw(st.integers(0, 22 * 60))
    left = came + draw(st.integers(1, 90))
    raw |= {
        "visited_on": day.isoformat(),
        "came": clock(came),
        "left": clock(left),
        "visitors": "刘建军、何静",
    }
    raw["met"] = draw(st.sampled_from(("本人", "家属代", "没遇到")))
    raw |= {"again_on": later} if raw["met"] == "没遇到" else {"next_on": draw(st.sampled_from(("", later)))}
    done = draw(st.lists(st.sampled_from(("查线路", "代办", "装夜灯", "换漏保")), unique=True))
    raw["done"] = "、".join(done)
    if "装夜灯" in done:
        raw |= {"light_model": "GY-1", "light_places": draw(st.sampled_from(("厕所", "床头、门口")))}
    raw["materials"] = draw(st.sampled_from(("", "漏保 1个", "灯泡2、插座 3只")))
    raw["wants"] = "\n".join(draw(st.lists(TEXT, max_size=2)))
    raw["condition"] = draw(st.sampled_from(("", "腿脚不便")))
    return raw


def clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


STEPS = st.lists(
    st.tuples(st.sampled_from(("key", "key", "call", "correct", "correct", "die", "return")), sheets()),
    min_size=2,
    max_size=5,
)


class Home:
    """A household to which visits are made, and what they must have left."""

    def __init__(self, early, console, number: int, known: date | None) -> None:
        self.console, self.caller = console, console.caller()
        self.name = "王" + "".join("甲乙丙丁戊己庚辛壬癸"[int(digit)] for digit in f"{number:03d}")
        person = early.care.record(self.caller, {"name": self.name, "address": f"杨庄村{number}号"})
        self.id = console.care.household_of(self.caller, person)
        if known:
            console.care.correct(self.caller, self.seen(), {"last_visit": known.isoformat()})
        self.known, self.dead = known, False
        self.made: dict = {}
        self.keying = console.care.visits.keying

    def do(self, deed: str, raw: dict) -> None:
        {
            "key": self.key, "call": self.call, "correct": self.correct,
            "die": lambda _: self.status("去世"), "return": lambda _: self.status("在册"),
        }[deed](raw)  # fmt: skip
        self.check()

    def key(self, raw: dict) -> None:
        if self.dead:
            with pytest.raises(NobodyToVisit):
                self.keying.open_household(self.caller, self.id)
            return
        opened = self.keying.open_household(self.caller, self.id)
        self.note(self.keying.key_in(self.caller, opened, raw), raw)
        with pytest.raises(AlreadyKeyed):
            self.keying.key_in(self.caller, opened, raw)
        with pytest.raises(AlreadyKeyed):
            self.keying.open_sheet(self.caller, opened.code)

    def call(self, raw: dict) -> None:
        if self.dead:
            return
        by_hand = {"mode": "电话", "done": "代办" if "代办" in raw["done"] else ""}
        self.note(self.keying.note_call(self.caller, self.id, {**raw, **by_hand}), raw)

    def correct(self, raw: dict) -> None:
        if not self.made:
            return
        opened = self.keying.open_keyed(self.caller, next(iter(self.made)))
        self.note(self.keying.correct(self.caller, opened, raw), raw)

    def status(self, status: str) -> None:
        if self.dead != (status == "去世"):
            if status == "去世":
                self.keying.open_household(self.caller, self.id)
            self.console.care.change_status(self.caller, self.seen(), status, "来电", TODAY)
        self.dead = status == "去世"

    def seen(self):
        (found,) = self.console.care.household(self.caller, self.id)
        return found

    def note(self, done, raw: dict) -> None:
        self.made[done.visit.id] = raw

    def check(self) -> None:
        """Everything that was keyed in still reads back, and the dates follow from it."""
        met = [date.fromisoformat(raw["visited_on"]) for raw in self.made.values() if raw["met"] != "没遇到"]
        last = max([*met, *([self.known] if self.known else [])], default=None)
        assert household(self.console, self.id).last_visit == last
        visits = self.stored(Visit, Visit.household_id)
        assert sum(visit.closed_at is None for visit in visits) <= 1
        for visit in visits:
            if visit.cancelled is not None:
                with pytest.raises(VisitCancelled):
                    self.keying.open_sheet(self.caller, sheet_code(visit.number))
        for id, raw in self.made.items():
            (visit,) = (visit for visit in visits if visit.id == id)
            opened = self.keying.open_keyed(self.caller, id)
            read = read_answers(opened.form, opened.typed)
            assert {key: getattr(visit, key) for key in read.values} == read.values
            needs = [need.what for need in self.stored(Need, Need.household_id) if need.visit_id == id]
            assert sorted(needs) == sorted(dict.fromkeys(read.wants))
            assert visit.visited_on == date.fromisoformat(raw["visited_on"])

    def stored(self, record, link):
        query = select(record).where(link == self.id, record.withdrawn.is_(None))
        return self.console.doors.read(lambda session: session.scalars(query).all())


def test_random_sheets_are_keyed_once_and_read_back(store, console):
    numbers = count()
    early = store.open(StandingClock.on(KNOWN_SINCE))

    @settings(max_examples=12, suppress_health_check=list(HealthCheck))
    @given(STEPS, st.one_of(st.none(), DAYS))
    def run(steps, known):
        home = Home(early, console, next(numbers), known)
        for deed, raw in steps:
            home.do(deed, raw)

    with early:
        run()


@settings(max_examples=25)
@given(*[st.lists(st.text("线灯插座AB 9，", max_size=60), max_size=6) for _ in range(3)])
def test_whatever_the_last_visit_left_fits_on_the_page(done, still_open, promised):
    seen = fitted(LastSeen(TODAY, "刘建军、何静", tuple(done), tuple(still_open), tuple(promised)))
    sheet = VisitSheet(
        "湖坪供电所", "ZF-1", 1, 1, 2, (SheetPerson("李秀珍", "女", 78),), "湖坪镇柳塘村3组27号",
        instructions=("敲门后等一分钟", "院里有狗，先打电话", "看看夜灯亮不亮：床头、厕所（上次损坏）"),
        phones=(("本人", "139 0000 0001"), ("家人", "侄子 李建国 137 0000 0001")), last_seen=seen,
    )  # fmt: skip
    assert visit_sheets([sheet], BytesIO()) == 1
