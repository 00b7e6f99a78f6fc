"""Printing opens a household's visit and fixes its number; the next printing keeps it and says so."""

import io
import threading
from datetime import date

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from gridconsole.care.errors import NothingToPrint
from gridconsole.care.visiting.records import Visit
from gridconsole.core.clock import StandingClock
from gridconsole.core.paper.errors import MissingGlyph
from gridconsole.core.progress import Cancelled, Progress
from gridconsole.core.store.changes import Disclosure
from tests.care.sheets import bring_in, citizen_id, one, sheet

PEOPLE = sheet(
    "姓名 身份证号 住址 联系电话 户号",
    ("李秀珍", citizen_id(), "柳塘村3组27号", "13900000101", "4200000123"),
    ("王德发", citizen_id(order=1), "柳塘村3组27号", None, None),
    ("王小玲", citizen_id(order=8), "柳塘村3组9号", None, None),
)


@pytest.fixture(autouse=True)
def ledger(console):
    bring_in(console, PEOPLE)


def visits(console):
    found = console.doors.read(lambda s: s.scalars(select(Visit).order_by(Visit.number)).all())
    return [(visit.number, visit.copies) for visit in found]


def printed(console, caller, households=None, **more):
    stream = io.BytesIO()
    console.care.visits.print(caller, stream, households, **more)
    return [page.extract_text() for page in PdfReader(stream).pages]


def test_one_sheet_a_household_in_walking_order_with_everybody_of_it(console, caller):
    first, second = printed(console, caller)
    assert "王小玲" in first
    assert "李秀珍" in second and "王德发" in second
    assert "ZF-BZ-20260922-0001" in first and "ZF-BZ-20260922-0002" in second


def test_the_number_is_kept_and_the_copy_counted(console, caller, store):
    printed(console, caller)
    assert visits(console) == [(1, 1), (2, 1)]
    with store.open(StandingClock.on(date(2026, 10, 1))) as later:
        again = printed(later, later.caller())
    assert visits(console) == [(1, 2), (2, 2)]
    assert "ZF-BZ-20260922-0001" in again[0]
    assert "第2份" in again[0].replace(" ", "") and "10月1日" in again[0].replace(" ", "")


def test_only_the_chosen_households_are_printed_and_numbered(console, caller):
    home = console.care.household_of(caller, one(console, "李秀珍").id)
    assert len(printed(console, caller, {home})) == 1
    assert visits(console) == [(1, 1)]
    printed(console, caller)
    assert visits(console) == [(1, 2), (2, 1)]


def test_a_sheet_holds_no_id_and_no_account(console, caller):
    text = "".join(printed(console, caller))
    for hidden in (citizen_id(), citizen_id()[-4:], "4200000123", "379***"):
        assert hidden not in text
    assert "139 0000 0101" in text


@pytest.mark.parametrize("status", ["去世", "迁出", "退出", "暂离"])
def test_nobody_prints_a_sheet_for_the_dead_or_moved(console, caller, status):
    seen = one(console, "王小玲")
    home = console.care.household_of(caller, seen.id)
    console.care.change_status(caller, seen, status, "家属来电", date(2026, 9, 20))
    with pytest.raises(NothingToPrint):
        printed(console, caller, {home})
    assert not any("王小玲" in page for page in printed(console, caller))


def test_a_mark_says_that_names_and_addresses_were_printed_in_full(console, caller):
    printed(console, caller.because("九月走访"))
    (mark,) = console.doors.read(lambda s: s.scalars(select(Disclosure)).all())
    assert (mark.staff_name, mark.count, mark.reason) == ("本站柜台", 2, "九月走访")


def test_a_character_that_no_font_has_counts_no_copy(console, caller):
    console.care.record(caller, {"name": "李\U0003ff00珍", "address": "柳塘村3组1号"})
    with pytest.raises(MissingGlyph):
        printed(console, caller)
    assert {copies for _, copies in visits(console)} == {0}
    assert console.doors.read(lambda s: s.scalars(select(Disclosure)).all()) == []
    console.care.withdraw(caller, one(console, "李\U0003ff00珍").id, "录错了")
    printed(console, caller)
    assert [copies for _, copies in visits(console)].count(1) == 2


def test_a_cancelled_printing_counts_no_copy(console, caller):
    with pytest.raises(Cancelled):
        printed(console, caller, progress=Progress(lambda *_: False))
    assert {copies for _, copies in visits(console)} <= {0}


def test_numbers_are_unique_however_many_print_at_once(store, console, caller):
    rows = [(f"王{ch}", None, f"杨庄村{n}号", None, None) for n, ch in enumerate("甲乙丙丁戊己庚辛", 1)]
    bring_in(console, sheet("姓名 身份证号 住址 联系电话 户号", *rows))
    homes = [console.care.household_of(caller, one(console, row[0]).id) for row in rows]
    start, failed = threading.Barrier(4), []

    def work(number):
        with store.open() as mine:
            start.wait()
            try:
                for home in homes[number::2]:
                    mine.care.visits.print(mine.caller(), io.BytesIO(), {home})
            except BaseException as error:
                failed.append(error)

    threads = [threading.Thread(target=work, args=(number % 2,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert visits(console) == [(number, 2) for number in range(1, 9)]


def test_each_station_counts_for_itself(console, caller):
    printed(console, caller)
    console.staff.open_station(caller, "杨庄便民服务站", "YZ")
    there = console.caller("YZ")
    console.care.record(there, {"name": "赵六", "address": "杨庄村1组5号"})
    assert "ZF-YZ-20260922-0001" in printed(console, there)[0]
