"""Somebody else saves between checking and writing; somebody cancels; a correction is remembered."""

import pytest
from sqlalchemy import select

from gridconsole.care.errors import NumberWithoutGround, UnknownGround
from gridconsole.care.records import CarePerson
from gridconsole.core.exchange.matching_store import remembered
from gridconsole.core.progress import Cancelled, Progress
from gridconsole.core.store.changes import Change
from tests.care.sheets import bring_in, check, citizen_id, full, one, people, sheet, verdicts

ID = citizen_id()
HEADINGS = "姓名 身份证号 住址 联系电话"
WORKBOOK = sheet(HEADINGS, ("李秀珍", ID, "柳塘村3组27号", "13900000101"))


def test_a_file_made_in_between_is_not_made_twice(console, caller):
    checkout = check(console, WORKBOOK)
    console.care.record(caller, {"name": "李秀珍", "citizen_id": ID})
    console.care.imports.write(caller, checkout)
    assert verdicts(checkout) == ["updated"]
    assert len(people(console)) == 1


def test_a_value_saved_in_between_is_not_overwritten(console, caller):
    bring_in(console, sheet("姓名 身份证号", ("李秀珍", ID)))
    checkout = check(console, WORKBOOK)
    console.care.correct(caller, one(console, "李秀珍"), {"phone": "13900000109"})
    imported = console.care.imports.write(caller, checkout)
    assert verdicts(checkout) == ["refused"]
    assert (imported.id, imported.counts["refused"]) == (None, 1)
    assert full(console, one(console, "李秀珍"), "phone") == "139 0000 0109"


def test_two_windows_importing_the_same_file_make_one_file_each_person(console, caller):
    first, second = check(console, WORKBOOK), check(console, WORKBOOK)
    console.care.imports.write(caller, first)
    assert console.care.imports.write(caller, second).id is None
    assert verdicts(second) == ["unchanged"]


def test_pressing_import_twice_writes_once(console, caller):
    checkout = check(console, WORKBOOK)
    assert console.care.imports.write(caller, checkout).id
    assert console.care.imports.write(caller, checkout).id is None
    assert len(console.care.past_imports.imports(caller)) == 1


def test_a_save_by_a_clock_that_is_behind_counts_too(store, caller, console):
    from datetime import date

    from gridconsole.core.clock import StandingClock

    checkout = check(console, WORKBOOK)
    with store.open(StandingClock.on(date(2026, 1, 1))) as other:
        other.care.record(other.caller(), {"name": "李秀珍", "citizen_id": ID})
    console.care.imports.write(caller, checkout)
    assert len(people(console)) == 1


@pytest.mark.parametrize("stop_at", range(4))
def test_cancelling_leaves_nothing_behind(console, caller, stop_at):
    rows = [(f"王{ch}", citizen_id(order=n), None, None) for n, ch in enumerate("甲乙丙丁", 1)]
    checkout = check(console, sheet(HEADINGS, *rows))
    asked = iter(range(100))
    with pytest.raises(Cancelled):
        console.care.imports.write(caller, checkout, Progress(lambda *_: next(asked) < min(stop_at, 2)))
    assert people(console) == []
    assert (
        console.doors.read(lambda s: s.scalars(select(Change).where(Change.deed == "care.import")).all())
        == []
    )
    assert console.care.imports.write(caller, checkout).counts["created"] == 4


def test_what_a_heading_means_is_remembered_even_when_nothing_else_changes(console, caller):
    workbook = sheet("姓名 身份证号 乡亲", ("李秀珍", ID, "13900000101"))
    bring_in(console, workbook)
    corrected = console.care.imports.rematch(workbook, {2: "phone"})
    refused = console.care.imports.rematch(corrected, {0: None})
    for understood, chosen in ((corrected, {"乡亲": "phone"}), (refused, {"姓名": None})):
        checkout = console.care.imports.check(caller, understood, chosen=chosen)
        console.care.imports.write(caller, checkout)
    memory = console.doors.read(lambda s: remembered(s, caller.station_id, "care"))
    assert memory == {"乡亲": "phone", "姓名": None}
    assert full(console, one(console, "李秀珍"), "phone") == "139 0000 0101"


def test_a_field_given_by_hand_leaves_its_former_column(console):
    workbook = sheet("姓名 联系电话 手机", ("李秀珍", "13900000101", "13900000102"))
    assert workbook.columns == {"姓名": "name", "联系电话": "phone"}
    assert console.care.imports.rematch(workbook, {2: "phone"}).columns == {"姓名": "name", "手机": "phone"}


def test_a_ground_is_one_of_the_list_and_a_number_belongs_to_one(console):
    source = console.care.imports.source
    assert source("村委会", "3号").ground == "村（居）委会提供"
    with pytest.raises(UnknownGround, match="村（居）委会提供"):
        source("听说", None)
    with pytest.raises(NumberWithoutGround):
        source(None, "3号")


def test_more_people_than_one_query_takes_go_in_and_out(console, caller):
    rows = [
        (
            f"王{chr(0x4E00 + n)}",
            citizen_id(order=n % 998 + 1, region=379901 + n // 998),
            f"柳塘村{n}号",
            None,
        )
        for n in range(1100)
    ]
    workbook = sheet(HEADINGS, *rows)
    bring_in(console, workbook)
    other = sheet(HEADINGS, *((*row[:3], "13900000101") for row in rows))
    assert bring_in(console, other).counts["updated"] == 1100
    past = console.care.past_imports
    assert past.take_back(caller, past.imports(caller)[0].id) == 1100
    count = select(CarePerson.row).where(CarePerson.phone.is_not(None)).limit(1)
    assert console.doors.read(lambda s: s.scalar(count)) is None
