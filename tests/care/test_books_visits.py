"""A station's visit register becomes visits, and households know when they were last visited."""

import io

import pytest
from sqlalchemy import select

from gridconsole.care.records import Household
from tests.care.workbooks import bring_in, check, households, rows, said, verdicts, workbook

HEADINGS = ("姓名", "走访日期", "走访人", "是否见到", "走访方式", "服务内容", "下次走访")


@pytest.fixture
def homes(console, staff):
    return households(console, 王秀英={"last_visit": "2026-01-05"})


def dates(console, home):
    """Return the last visit of a household, and the day agreed for the next."""
    found = console.doors.read(lambda s: s.scalar(select(Household).where(Household.id == home)))
    return [day and day.isoformat() for day in (found.last_visit, found.next_on)]


def register(folder, *visits, name="走访.xlsx"):
    return workbook(folder, "走访登记", HEADINGS, *visits, name=name)


def test_a_visit_register_gives_households_their_last_visit(console, homes, tmp_path):
    file = register(
        tmp_path, ("张桂兰", "2026-08-01", "何静、刘建军", "本人", "上门", "检查线路", "2026-10-01"),
        ("张桂兰", "2026-07-01", "何静", "家属", "上门", None, "2026-08-02"),
        ("李长顺", "2026-08-02", "何静", "没遇到", "上门", None, None),
        ("王秀英", "2025-08-02", "何静", "本人", "电话", None, None),
    )  # fmt: skip
    checkout = bring_in(console, "visits", file)
    assert verdicts(checkout) == ["created"] * 4
    assert dates(console, homes["张桂兰"]) == ["2026-08-01", "2026-10-01"]
    assert dates(console, homes["李长顺"]) == [None, None]
    assert dates(console, homes["王秀英"]) == ["2026-01-05", None]
    assert verdicts(check(console, "visits", file)) == ["unchanged"] * 4
    newest = console.care.books["visits"].find(console.caller("BZ"), "张桂兰")[0]
    assert (newest.text("visitors"), newest["file_number"]) == ("何静、刘建军", "BZ-0001")


def test_sheets_can_still_be_printed_and_their_numbers_go_on(console, caller, homes, tmp_path):
    bring_in(
        console, "visits", register(tmp_path, ("张桂兰", "2026-08-01", "何静", "本人", "上门", None, None))
    )
    sheets = console.care.visits.sheets(caller)
    assert len(sheets) == 3
    assert console.care.visits.print(caller, io.BytesIO()) >= 3
    assert len(rows(console, "visits")) == 1


def test_days_and_times_that_contradict_each_other_are_refused(console, homes, tmp_path):
    headings = ("姓名", "走访日期", "走访人", "是否见到", "到达时间", "离开时间", "下次走访")
    file = workbook(
        tmp_path, headings, ("张桂兰", "2026-08-01", "何静", "本人", "9:30", "9:00", "2026-07-01")
    )
    assert said(check(console, "visits", file)) == [
        (2, "离开时间", "早于到访时间"),
        (2, "下次走访", "早于走访日期"),
    ]
    later = register(tmp_path, ("张桂兰", "2026-12-01", "何静", "本人", "上门", None, None))
    assert verdicts(check(console, "visits", later)) == ["refused"]


def test_a_register_is_taken_back_with_the_last_visits_that_it_told(console, caller, homes, tmp_path):
    first = register(tmp_path, ("王秀英", "2026-03-05", "何静", "本人", "上门", None, None))
    bring_in(console, "visits", first)
    second = register(
        tmp_path, ("王秀英", "2026-08-01", "何静", "本人", "上门", None, "2026-10-01"),
        ("张桂兰", "2026-08-01", "何静", "本人", "上门", None, None),
    )  # fmt: skip
    bring_in(console, "visits", second)
    past = console.care.books["visits"].past_imports
    ids = [one.id for one in past.imports(caller)]
    assert dates(console, homes["王秀英"]) == ["2026-08-01", "2026-10-01"]
    assert past.take_back(caller, ids[0]) == 2
    assert (dates(console, homes["王秀英"]), dates(console, homes["张桂兰"])) == (
        ["2026-03-05", None],
        [None, None],
    )
    assert past.take_back(caller, ids[1]) == 1
    assert dates(console, homes["王秀英"]) == ["2026-01-05", None]
    assert rows(console, "visits") == []


def test_an_earlier_visit_leaves_the_day_agreed_for_one_to_come(console, caller, homes, tmp_path):
    person = console.care.household(caller, homes["王秀英"])[0]
    console.care.correct(caller, person, {"next_on": "2026-10-08"})
    bring_in(
        console, "visits", register(tmp_path, ("王秀英", "2026-08-01", "何静", "本人", "上门", None, None))
    )
    assert dates(console, homes["王秀英"]) == ["2026-08-01", "2026-10-08"]


MISSED = ("姓名", "走访日期", "走访人", "见到谁", "再约", "下次走访")


def test_a_missed_visit_is_due_on_the_day_of_the_next_try_keyed_in_or_imported(
    console, caller, homes, tmp_path
):
    told = {"visited_on": "2026-09-22", "visitors": "何静", "met": "没遇到", "again_on": "2026-09-28"}
    keyed = console.care.visits.note_call(caller, homes["李长顺"], told)
    bring_in(console, "visits", workbook(tmp_path, MISSED, ("张桂兰", *told.values(), None)))
    due = console.care.books["households"].open(caller, homes["张桂兰"])["due_on"]
    assert due == keyed.due_on and due.isoformat() == "2026-09-28"
    assert dates(console, homes["张桂兰"]) == dates(console, homes["李长顺"]) == [None, "2026-09-28"]


def test_a_missed_visit_overtakes_what_an_earlier_one_agreed_and_gives_it_back(
    console, caller, homes, tmp_path
):
    first = ("王秀英", "2026-09-01", "何静", "本人", None, "2026-09-25")
    bring_in(console, "visits", workbook(tmp_path, MISSED, first))
    missed = ("王秀英", "2026-09-20", "何静", "没遇到", "2026-09-28", None)
    bring_in(console, "visits", workbook(tmp_path, MISSED, missed))
    assert dates(console, homes["王秀英"]) == ["2026-09-01", "2026-09-28"]
    past = console.care.books["visits"].past_imports
    past.take_back(caller, past.imports(caller)[0].id)
    assert dates(console, homes["王秀英"]) == ["2026-09-01", "2026-09-25"]


def test_a_missed_visit_of_long_ago_says_nothing_of_the_next(console, homes, tmp_path):
    old = ("王秀英", "2025-09-01", "何静", "没遇到", "2025-09-05", None)
    bring_in(console, "visits", workbook(tmp_path, MISSED, old))
    assert dates(console, homes["王秀英"]) == ["2026-01-05", None]


def test_a_later_workbook_corrects_the_day_that_a_visit_agreed_and_taken_back_it_stands_again(
    console, caller, homes, tmp_path
):
    told = ["王秀英", "2026-09-20", "何静", "本人", None, "2026-09-25"]
    bring_in(console, "visits", workbook(tmp_path, MISSED, told))
    told[5] = "2026-10-09"
    bring_in(console, "visits", workbook(tmp_path, MISSED, told), "take")
    assert dates(console, homes["王秀英"]) == ["2026-09-20", "2026-10-09"]
    past = console.care.books["visits"].past_imports
    past.take_back(caller, past.imports(caller)[0].id)
    assert dates(console, homes["王秀英"]) == ["2026-09-20", "2026-09-25"]
