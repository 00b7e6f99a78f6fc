from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import JSON, Date, Integer, String, Uuid, func, select

from gridconsole.care.records import CarePerson, Household
from gridconsole.care.visiting.records import Visit
from gridconsole.core.clock import StandingClock
from gridconsole.core.ledger.kinds.columns import ListOfText
from gridconsole.core.ledger.moment import Moment
from gridconsole.core.store.changes import Change, Version, freeze, kept_columns, thaw
from gridconsole.core.store.history import history, values_at
from tests.stores import DAY

TYPED = {"name": "李明", "phone": "139 0000 0101", "address": "柳河村1组1号", "born": "1950-3-5"}


@pytest.fixture
def caller(console):
    return console.caller()


@pytest.fixture
def id(console, caller):
    return console.care.record(caller, TYPED | {"note": "一"})


def correct(console, caller, id, **typed):
    return console.care.correct(caller, console.care.open(caller, id), typed)


def entries(console, id, record=CarePerson):
    return console.doors.read(lambda s: history(s, s.scalars(select(record).where(record.id == id)).one()))


def test_every_earlier_value_is_kept_newest_first_with_who_did_what(console, caller, id):
    for note in ("二", "三"):
        correct(console, caller.because(f"改成{note}"), id, note=note)
    found = entries(console, id)
    assert [(e.version, e.values["note"]) for e in found] == [(3, "三"), (2, "二"), (1, "一")]
    assert [(e.deed, e.reason) for e in found] == [
        ("care.correct", "改成三"), ("care.correct", "改成二"), ("care.record", "")
    ]  # fmt: skip
    assert {e.by for e in found} == {"本站柜台"}


def test_the_time_of_each_deed_is_the_time_of_the_clock(store):
    for day in (DAY, date(2026, 9, 23)):
        with store.open(StandingClock.on(day)) as console:
            caller = console.caller()
            if day == DAY:
                id = console.care.record(caller, TYPED | {"note": "一"})
            else:
                correct(console, caller, id, note="二")
            at = [e.at for e in entries(console, id)]
    assert at == [datetime(2026, 9, 23, 1, tzinfo=UTC), datetime(2026, 9, 22, 1, tzinfo=UTC)]


def test_a_version_holds_all_values_and_not_only_the_changed_one(console, caller, id):
    correct(console, caller, id, phone="139 0000 0102", born="")
    old = entries(console, id)[1].values
    assert (old["name"], old["phone"], old["born"]) == ("李明", ("13900000101",), date(1950, 3, 5))
    new = entries(console, id)[0].values
    assert (new["phone"], new["born"]) == (("13900000102",), None)


def test_a_save_that_changes_nothing_makes_no_version(console, caller, id):
    correct(console, caller, id, note="一")
    assert [e.version for e in entries(console, id)] == [1]


def test_person_and_household_each_keep_their_own_versions(console, caller, id):
    household = console.care.household_of(caller, id)
    correct(console, caller, id, village="柳河村", customs="先敲门")
    assert [e.version for e in entries(console, id)] == [1]
    assert [e.values["customs"] for e in entries(console, household, Household)] == ["先敲门", None]


def test_earlier_values_are_brought_back_and_that_is_one_more_version(console, caller, id):
    correct(console, caller, id, note="二", phone="")
    back = console.care.bring_back(caller, id, "care_person", 1)
    assert back.text("note") == "一"
    found = entries(console, id)
    assert [(e.version, e.values["note"], e.values["phone"]) for e in found] == [
        (3, "一", ("13900000101",)), (2, "二", None), (1, "一", ("13900000101",))
    ]  # fmt: skip
    assert found[0].deed == "care.bring_back"


def test_single_values_are_brought_back_without_the_others(console, caller, id):
    correct(console, caller, id, note="二", phone="")
    console.care.bring_back(caller, id, "care_person", 1, keys=["phone"])
    newest = entries(console, id)[0].values
    assert (newest["note"], newest["phone"]) == ("二", ("13900000101",))


def test_a_version_that_is_not_kept_is_not_there(console, caller, id):
    person = console.doors.read(lambda s: s.scalars(select(CarePerson).where(CarePerson.id == id)).one())
    assert console.doors.read(lambda s: values_at(s, person, 7)) is None


def test_what_a_withdrawn_file_held_stays_in_its_history(console, caller, id):
    console.care.withdraw(caller, id, "录错了")
    found = entries(console, id)
    assert [(e.version, e.values["withdrawn"]) for e in found] == [(2, "录错了"), (1, None)]
    assert [e.reason for e in found] == ["录错了", ""]


def test_nothing_of_a_version_stays_when_the_save_is_refused(console, caller, id):
    def write(unit):
        unit.session.scalars(select(CarePerson).where(CarePerson.id == id)).one().note = "二"
        unit.session.flush()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        console.doors.write(caller, "wrong", write)
    assert [e.values["note"] for e in entries(console, id)] == ["一"]
    assert console.doors.read(lambda s: s.scalar(select(func.count()).select_from(Version))) == 0
    assert console.doors.read(lambda s: s.scalar(select(Change).where(Change.deed == "wrong"))) is None


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\x1f"), min_size=1)


def value_of(column):
    kinds = {
        ListOfText: st.lists(WORDS, min_size=1).map(tuple),
        Moment: st.datetimes(timezones=st.just(UTC)),
        Date: st.dates(),
        JSON: st.dictionaries(WORDS, WORDS),
        Integer: st.integers(-(2**31), 2**31 - 1),
        Uuid: st.uuids(),
        String: WORDS,
    }
    return next(values for kind, values in kinds.items() if isinstance(column.type, kind))


def values_of(record):
    columns = {c.key: c for c in record.__table__.columns}
    return st.fixed_dictionaries({key: st.none() | value_of(columns[key]) for key in kept_columns(record)})


@pytest.mark.parametrize("record", [CarePerson, Household, Visit])
@given(data=st.data())
def test_whatever_a_record_holds_comes_back_as_it_was(record, data):
    values = data.draw(values_of(record))
    assert thaw(record, freeze(values)) == values


def test_a_volunteer_of_another_household_may_not_bring_anything_back(console, caller, id):
    volunteer = replace(caller, role=type(caller.role).VOLUNTEER)
    with pytest.raises(Exception, match="志愿者不能恢复旧值"):
        console.care.bring_back(volunteer, id, "care_person", 1)
