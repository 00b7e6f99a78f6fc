"""Without consent or ground, health and under-14 fields are locked: neither shown, found nor printed."""

import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from gridconsole.care import rules
from gridconsole.care.errors import Locked
from gridconsole.care.exporting import export_care
from gridconsole.care.listing import CareFilter
from gridconsole.core.calendar.dates import age_on
from gridconsole.core.ledger.snapshot import LOCKED_WORDS
from gridconsole.core.progress import Progress
from tests.care.sheets import VILLAGE_COMMITTEE, bring_in, citizen_id, full, one, sheet

ADULT, CHILD = citizen_id(), citizen_id(date(2016, 5, 4), order=6)
HEADINGS = "姓名 身份证号 人员类别 居住情况 健康状况 居家医疗设备 断电可耐受 备用电源 备注 住址"
HEALTH = ("health", "device", "device_hours", "backup_power")
MINOR = ("citizen_id", "sex", "born", "categories", "living", "note", *HEALTH)
PEOPLE = sheet(
    HEADINGS,
    ("李秀珍", ADULT, "医疗户", "独居", "慢性病", "制氧机", 5, "氧气瓶", "话多", "柳塘村3组27号"),
    ("小禾", CHILD, "留守儿童", "与祖父母同住", "行动不便", "吸痰器", 3, "UPS", "怕狗", "杨庄村1组5号"),
)
DAY = date(2026, 9, 22)


@pytest.fixture
def store(sqlite_store):
    """What is locked is decided above any database."""
    return sqlite_store


@pytest.fixture
def locked(console):
    bring_in(console, PEOPLE)


def printed(console, caller):
    stream = io.BytesIO()
    console.care.visits.print(caller, stream)
    return [page.extract_text() for page in PdfReader(stream).pages]


def test_health_is_locked_on_file_and_list(console, locked):
    found = one(console, "李秀珍")
    assert {found.text(key) for key in HEALTH} == {LOCKED_WORDS}
    assert all(found[key].locked for key in HEALTH)
    assert (found["sex"], found.text("categories"), found["born"]) == ("女", "医疗户", date(1948, 3, 15))


def test_all_of_a_young_childs_data_is_locked(console, locked):
    found = one(console, "小禾")
    assert {found.text(key) for key in MINOR} == {LOCKED_WORDS}
    assert (found["name"], found["young"]) == ("小禾", True)


def test_no_reason_opens_what_is_locked_and_no_mark_says_so(console, caller, locked):
    from sqlalchemy import select

    from gridconsole.core.store.changes import Disclosure

    for name, key in (("李秀珍", "health"), ("小禾", "citizen_id"), ("小禾", "sex")):
        with pytest.raises(Locked):
            full(console, one(console, name), key)
    assert console.doors.read(lambda s: s.scalars(select(Disclosure)).all()) == []


@pytest.mark.parametrize("consent", ["口头同意", "书面同意"])
def test_consent_opens_health_but_not_a_childs_data(console, caller, locked, consent):
    for name in ("李秀珍", "小禾"):
        console.care.correct(caller, one(console, name), {"consent": consent})
    assert one(console, "李秀珍")["health"] == "慢性病"
    assert one(console, "小禾")["sex"].locked


def test_a_guardians_consent_opens_a_childs_data(console, caller, locked):
    console.care.correct(caller, one(console, "小禾"), {"consent": "监护人书面同意"})
    found = one(console, "小禾")
    assert (found["sex"], found["health"]) == ("女", "行动不便")
    assert full(console, found, "citizen_id") == CHILD


def test_a_stated_ground_opens_and_withdrawn_consent_shuts_it_again(console, caller):
    bring_in(console, PEOPLE, source=VILLAGE_COMMITTEE)
    for name in ("李秀珍", "小禾"):
        assert one(console, name)["device"] is not None
        assert not hasattr(one(console, name)["device"], "locked")
        console.care.correct(caller, one(console, name), {"consent": "已撤回"})
        assert one(console, name)["device"].locked


def test_the_history_is_locked_as_the_file_is(console, caller, locked):
    seen = one(console, "小禾")
    console.care.correct(caller, seen, {"health": "良好", "sex": "女", "note": "怕猫", "contact": "李奶奶"})
    lines = console.care.history(caller, seen.id)
    shown = {value.key: value.text for line in lines for value in (*line.before, *line.after) if value.text}
    assert {shown[key] for key in MINOR if key in shown} == {LOCKED_WORDS}
    assert shown["contact"] == "李奶奶"


def test_consent_withdrawn_later_covers_the_whole_history(console, caller):
    bring_in(console, PEOPLE, source=VILLAGE_COMMITTEE)
    seen = one(console, "李秀珍")
    assert "慢性病" in str(console.care.history(caller, seen.id))
    console.care.correct(caller, seen, {"consent": "已撤回"})
    assert "慢性病" not in str(console.care.history(caller, seen.id))


def test_an_export_holds_nothing_locked(console, caller, locked, tmp_path):
    export_care(console.care, caller, tmp_path / "台账.csv", Progress())
    text = (tmp_path / "台账.csv").read_text(encoding="utf-8-sig")
    for hidden in (
        "慢性病",
        "制氧机",
        "氧气瓶",
        "行动不便",
        "吸痰器",
        "留守儿童",
        "怕狗",
        "2016",
        CHILD[-4:],
    ):
        assert hidden not in text
    assert "医疗户" in text


def test_a_childs_locked_id_is_not_found_until_it_is_opened(console, caller, locked):
    assert [found["name"] for found in console.care.list.find(caller, ADULT)] == ["李秀珍"]
    assert console.care.list.find(caller, CHILD[-4:]) == []
    assert [found["name"] for found in console.care.list.find(caller, "小禾")] == ["小禾"]
    console.care.correct(caller, one(console, "小禾"), {"consent": "监护人书面同意"})
    assert [found["name"] for found in console.care.list.find(caller, CHILD[-4:])] == ["小禾"]


def test_a_filter_by_category_does_not_tell_a_childs(console, caller, locked):
    def named(category):
        found = console.care.list.page(caller, CareFilter(category=category), 0, 10)
        assert console.care.list.count(caller, CareFilter(category=category)) == len(found)
        return [one["name"] for one in found]

    assert (named("留守儿童"), named("医疗户")) == ([], ["李秀珍"])
    console.care.correct(caller, one(console, "小禾"), {"ground": "走访发现"})
    assert named("留守儿童") == ["小禾"]


def test_a_left_behind_child_of_unknown_age_counts_as_young(console, caller, locked):
    console.care.record(
        caller, {"name": "小满", "categories": "留守儿童", "health": "良好", "consent": "口头同意"}
    )
    found = one(console, "小满")
    assert found["health"].locked and found["categories"].locked
    assert console.care.list.count(caller, CareFilter(category="留守儿童")) == 0


def test_a_sheet_names_a_locked_child_without_sex_and_age(console, caller, locked):
    child = next(text for text in printed(console, caller) if "小禾" in text)
    assert "10" not in child.split("小禾")[1][:12]
    assert "10岁" not in child.replace(" ", "")
    console.care.correct(caller, one(console, "小禾"), {"consent": "监护人书面同意"})
    child = next(text for text in printed(console, caller) if "小禾" in text)
    assert "10岁" in child.replace(" ", "")


def test_a_sheet_says_nothing_of_a_device_that_is_locked(console, caller, locked):
    assert not any("不能断电" in text or "备用电源" in text for text in printed(console, caller))
    console.care.correct(caller, one(console, "李秀珍"), {"consent": "书面同意"})
    assert [("不能断电" in text) for text in printed(console, caller)].count(True) == 1


def test_nobody_is_led_to_test_the_breaker_where_a_device_is_locked(console, caller, locked):
    sheets = [text.replace(" ", "") for text in printed(console, caller)]
    assert len(sheets) == 2
    assert all("不按T键（由持证人员来试）" in text and "能跳闸" not in text for text in sheets)


def test_what_is_locked_is_no_gap(console, locked):
    found = one(console, "小禾")
    assert "citizen_id" not in console.care.gaps(found)
    assert found["gaps"] == len(console.care.gaps(found))


def test_somebody_born_after_today_does_not_break_the_list(store, console, locked):
    from gridconsole.core.clock import StandingClock

    with store.open(StandingClock.on(date(2010, 1, 1))) as earlier:
        assert one(earlier, "小禾")["sex"].locked


@given(st.dates(date(1900, 1, 1), date(2030, 12, 31)), st.dates(date(2000, 1, 1), date(2030, 12, 31)))
def test_young_is_who_is_under_14(born, today):
    young = rules.is_young({"born": born}, today)
    assert young == (born > today or age_on(born, today) < 14)
