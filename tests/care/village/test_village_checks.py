"""The quarterly check with a village: printed, signed, keyed in; the ledger follows what the village says."""

import io
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from gridconsole.care.errors import NotAccepted
from gridconsole.care.paper.kinds import SheetKind
from gridconsole.care.scanning import HalfScan, OtherKind, OtherStation, WrongCheckDigit
from gridconsole.care.village.errors import (
    BeingAnswered,
    CheckKeyed,
    CheckReplaced,
    CheckUnknown,
    NobodyInVillage,
    WrongQuarter,
)
from gridconsole.care.village.service import TypedCheck, TypedLine, TypedNew
from gridconsole.care.visiting.records import PrintedSheet, Visit
from gridconsole.core.caller import NotAllowed
from gridconsole.core.paper.codes import qr_digits, sheet_code
from gridconsole.core.progress import Cancelled, Progress
from gridconsole.core.store.changes import Disclosure
from tests.care.sheets import bring_in, one, people, sheet

DAY = date(2026, 9, 22)
SIGNED = {"officer": "周网格", "checker": "本站柜台", "checked_on": "2026-09-22"}
PEOPLE = sheet(
    "姓名 住址 村 组 门牌号",
    ("李秀珍", None, "柳塘村", "3组", "27号"),
    ("王德发", None, "柳塘村", "3组", "9号"),
    ("赵小菊", None, "柳塘村", "1组", "101号"),
    ("孙大山", None, "柳塘村", "4组", "2号"),
    ("钱有余", None, "杨庄村", "2组", "5号"),
)


@pytest.fixture(autouse=True)
def ledger(console):
    bring_in(console, PEOPLE)


@pytest.fixture
def checks(console):
    return console.care.village_checks


@pytest.fixture
def out(checks, caller):
    """The sheet of a village that was printed and comes back."""
    printed(checks, caller, ["柳塘村"])
    return checks.open_check(caller, sheet_code(1))


def printed(checks, caller, villages=None, quarter=None, **more):
    stream = io.BytesIO()
    count = checks.print(caller, stream, villages, quarter, **more)
    found = [page.extract_text().replace(" ", "") for page in PdfReader(stream).pages]
    assert len(found) == count
    return found


def typed(lines=None, new=(), **more):
    answers = {n: TypedLine(*((one,) if isinstance(one, str) else one)) for n, one in (lines or {}).items()}
    return TypedCheck(answers, new, **{**SIGNED, **more})


def stored(console, record):
    return console.doors.read(lambda s: s.scalars(select(record).order_by(record.id)).all())


def test_a_sheet_holds_the_villages_people_in_walking_order(checks, caller):
    checks.prepare(caller, "柳塘村", "2026-Q3")
    (check,) = checks.checks(caller)
    assert [line.name for line in check.lines] == ["赵小菊", "王德发", "李秀珍", "孙大山"]
    assert (check.quarter, check.copies, check.open) == ("2026-Q3", 0, 4)
    (text,) = printed(checks, caller, ["柳塘村"], "2026-q3")
    assert text.index("赵小菊") < text.index("王德发") < text.index("李秀珍") < text.index("孙大山")
    assert "2026年第3季度" in text and "钱有余" not in text


@pytest.mark.parametrize("status", ["去世", "迁出", "退出"])
def test_nobody_who_died_or_moved_is_on_a_sheet(console, checks, caller, status):
    console.care.change_status(caller, one(console, "王德发"), status, "家属来电", DAY)
    console.care.change_status(caller, one(console, "李秀珍"), "暂离", "去女儿家", DAY)
    (text,) = printed(checks, caller, ["柳塘村"])
    assert "王德发" not in text and "李秀珍" in text


def test_all_villages_are_printed_and_every_copy_is_on_the_register(console, checks, caller):
    assert checks.villages(caller) == ["杨庄村", "柳塘村"]
    assert len(printed(checks, caller.because("三季度核对"))) == 2
    printed(checks, caller, ["柳塘村"])
    copies = [(one.kind, one.number, one.copy, one.printed_by) for one in stored(console, PrintedSheet)]
    kind = int(SheetKind.VILLAGE)
    assert copies == [(kind, 1, 1, "本站柜台"), (kind, 2, 1, "本站柜台"), (kind, 2, 2, "本站柜台")]
    marks = [(mark.count, mark.reason) for mark in stored(console, Disclosure)]
    assert marks == [(5, "三季度核对"), (4, "村级核对")]


def test_a_reprint_keeps_number_and_lines_and_counts_the_copy(checks, caller):
    printed(checks, caller, ["柳塘村"])
    (text,) = printed(checks, caller, ["柳塘村"])
    assert "第2份" in text and sheet_code(1)[:3] + sheet_code(1)[3:] in text.replace("\n", "")


def test_a_sheet_whose_people_changed_is_void_and_says_so(console, checks, caller, out):
    console.care.change_status(caller, one(console, "王德发"), "去世", "家属来电", DAY)
    (text,) = printed(checks, caller, ["柳塘村"])
    assert "王德发" not in text
    with pytest.raises(CheckReplaced) as refused:
        checks.open_check(caller, sheet_code(1))
    assert sheet_code(2) in refused.value.sentence and refused.value.next_step
    assert [bool(one.void) for one in stored(console, PrintedSheet)] == [True, False]
    assert [check.code for check in checks.checks(caller)] == [sheet_code(2)]


def test_a_cancelled_printing_counts_no_copy(console, checks, caller):
    with pytest.raises(Cancelled):
        printed(checks, caller, progress=Progress(lambda *_: False))
    assert stored(console, PrintedSheet) == [] and stored(console, Disclosure) == []
    assert {check.copies for check in checks.checks(caller)} == {0}


def test_answers_change_the_peoples_status_with_reason_and_date(console, checks, caller, out):
    done = checks.key_in(
        caller,
        out.id,
        typed({1: "还在", 2: ("搬走", "2026-8-5", "去县城"), 3: ("去世", "9月1日"), 4: "还在"}),
    )
    assert (done.answers, done.open_lines) == ({"还在": 2, "搬走": 1, "去世": 1}, ())
    moved, died, here = (one(console, name) for name in ("王德发", "李秀珍", "赵小菊"))
    assert (moved["status"], moved["status_on"], moved["status_reason"]) == (
        "迁出",
        date(2026, 8, 5),
        "村级核对：去县城",
    )
    assert (died["status"], died["status_on"], died["status_reason"]) == (
        "去世",
        date(2026, 9, 1),
        "村级核对",
    )
    assert (here["status"], here.version) == ("在册", 1)
    assert console.care.history(caller, died.id)[0].reason == "村级核对"


def test_the_open_visit_of_an_empty_household_is_cancelled(console, checks, caller, out):
    console.care.visits.print(caller, io.BytesIO())
    checks.key_in(caller, out.id, typed({2: "搬走", 3: "去世"}))
    why = {visit.cancelled for visit in stored(console, Visit)} - {None}
    assert why == {"王德发迁出", "李秀珍去世"}


def test_somebody_away_who_is_still_here_stands_in_the_ledger_again(console, checks, caller):
    console.care.change_status(caller, one(console, "王德发"), "暂离", "去女儿家", DAY)
    printed(checks, caller, ["柳塘村"])
    checks.key_in(caller, checks.open_check(caller, sheet_code(1)).id, typed({2: "还在"}))
    assert one(console, "王德发")["status"] == "在册"


def test_without_a_day_the_day_of_the_check_counts(console, checks, caller, out):
    checks.key_in(caller, out.id, typed({2: "搬走"}))
    assert one(console, "王德发")["status_on"] == DAY


def test_a_new_person_gets_a_file_to_be_completed(console, checks, caller, out):
    done = checks.key_in(
        caller, out.id, typed(new=[TypedNew("周阿婆", "5组", "儿子外出"), TypedNew("李秀珍")])
    )
    found = console.care.open(caller, done.stubs[0])
    assert (found["name"], found["village"], found["group"], found["status"]) == (
        "周阿婆",
        "柳塘村",
        "5组",
        "在册",
    )
    assert found["gaps"] > 0 and found["note"] == "儿子外出" and found["ground"] is None
    assert console.care.list.find(caller, "周阿婆")
    assert len(people(console, "李秀珍")) == 2
    (remark,) = done.remarks
    assert "李秀珍" in remark and "同名" in remark


def test_a_line_without_an_answer_stays_open_is_listed_and_keyed_in_later(console, checks, caller, out):
    done = checks.key_in(caller, out.id, typed({1: "还在", 2: "还在"}, new=[TypedNew("周阿婆")]))
    assert done.open_lines == (3, 4)
    assert [(check.village, line.name) for check, line in checks.unanswered(caller)] == [
        ("柳塘村", "李秀珍"),
        ("柳塘村", "孙大山"),
    ]
    again = checks.open_check(caller, sheet_code(1))
    assert (again.officer, again.open, len(again.lines)) == ("周网格", 2, 5)
    with pytest.raises(BeingAnswered):
        printed(checks, caller, ["柳塘村"])
    with pytest.raises(NotAccepted) as refused:
        checks.key_in(caller, out.id, TypedCheck({1: TypedLine("去世")}))
    assert refused.value.complaints.keys() == {"1.answer"}
    checks.key_in(caller, out.id, TypedCheck({3: TypedLine("还在"), 4: TypedLine("搬走")}))
    assert checks.unanswered(caller) == []


def test_a_sheet_is_back_on_the_register_when_it_is_keyed_in(console, checks, caller, out):
    checks.key_in(caller, out.id, typed({1: "还在"}))
    (copy,) = stored(console, PrintedSheet)
    assert copy.returned_on == DAY


def test_an_already_keyed_sheet_says_by_whom_and_when(console, checks, caller, out):
    answers = typed(dict.fromkeys((1, 2, 3, 4), "还在"))
    checks.key_in(caller, out.id, answers)
    for again in (
        lambda: checks.open_check(caller, sheet_code(1)),
        lambda: checks.key_in(caller, out.id, answers),
    ):
        with pytest.raises(CheckKeyed) as refused:
            again()
        assert "本站柜台" in refused.value.sentence and "9月22日" in refused.value.sentence


def test_of_two_who_key_in_one_sheet_at_once_one_writes_and_the_other_is_told(store, console, out):
    start = threading.Barrier(2)

    def key_in(second):
        with store.open() as mine:
            start.wait()
            answers = typed({1: "还在", 2: second, 3: "还在", 4: "还在"}, new=[TypedNew("周阿婆")])
            try:
                return mine.care.village_checks.key_in(mine.caller(), out.id, answers)
            except CheckKeyed as told:
                return told

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(key_in, ["还在", "搬走"]))
    assert [type(one) for one in done].count(CheckKeyed) == 1
    assert len(people(console, "周阿婆")) == 1


def test_all_that_is_wrong_is_said_at_once_and_nothing_is_written(console, checks, caller, out):
    wrong = typed(
        {1: ("搬走", "2026-09-23"), 2: "走了", 9: "还在"},
        new=[TypedNew("")],
        officer="",
        checked_on="2026-09-21",
    )
    with pytest.raises(NotAccepted) as refused:
        checks.key_in(caller, out.id, wrong)
    assert refused.value.complaints.keys() == {
        "1.on", "2.answer", "9.answer", "new.1.name", "officer", "checked_on",
    }  # fmt: skip
    assert checks.open_check(caller, sheet_code(1)).open == 4
    assert {found["status"] for found in people(console)} == {"在册"} and len(people(console)) == 5


def test_nobody_comes_back_to_life_by_a_tick(console, checks, caller, out):
    console.care.change_status(caller, one(console, "王德发"), "去世", "家属来电", DAY)
    with pytest.raises(NotAccepted) as refused:
        checks.key_in(caller, out.id, typed({2: "还在"}))
    assert "去世" in refused.value.complaints["2.answer"]
    checks.key_in(caller, out.id, typed({2: "去世"}))
    assert one(console, "王德发")["status_reason"] == "家属来电"


def test_scans_that_lead_nowhere_say_why(console, checks, caller, out):
    code = qr_digits(SheetKind.VILLAGE, 1, 1)
    assert checks.open_check(caller, code).village == "柳塘村"
    console.staff.open_station(caller, "杨庄便民服务站", "YZ")
    wrong = {
        code[:7]: HalfScan,
        code[:-1] + str((int(code[-1]) + 1) % 10): WrongCheckDigit,
        qr_digits(SheetKind.VISIT, 1, 1): OtherKind,
        qr_digits(SheetKind.VILLAGE, 2, 1): OtherStation,
        sheet_code(77): CheckUnknown,
    }
    for scanned, error in wrong.items():
        with pytest.raises(error) as refused:
            checks.open_check(caller, scanned)
        assert refused.value.sentence and refused.value.next_step
    with pytest.raises(OtherStation) as refused:
        checks.open_check(caller, qr_digits(SheetKind.VILLAGE, 2, 1))
    assert "杨庄便民服务站" in refused.value.sentence


def test_a_village_without_anybody_and_a_quarter_that_is_none_are_refused(console, checks, caller):
    with pytest.raises(NobodyInVillage):
        checks.prepare(caller, "无人村", "2026-Q3")
    for text in ("2026-Q5", "三季度", ""):
        with pytest.raises(WrongQuarter):
            checks.prepare(caller, "柳塘村", text)
    assert checks.this_quarter() == "2026-Q3"


def test_a_volunteer_neither_prints_nor_keys_in(checks, volunteer, out):
    for deed in (
        lambda: printed(checks, volunteer),
        lambda: checks.open_check(volunteer, sheet_code(1)),
        lambda: checks.key_in(volunteer, out.id, typed()),
        lambda: checks.checks(volunteer),
    ):
        with pytest.raises(NotAllowed):
            deed()
