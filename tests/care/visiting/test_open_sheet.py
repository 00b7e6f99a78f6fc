"""A scan opens a visit, or says in one sentence why not and what to do."""

from datetime import date

import pytest

from gridconsole.care.scanning import HalfScan, OtherKind, OtherStation, WrongCheckDigit
from gridconsole.care.visiting.errors import AlreadyKeyed, NobodyToVisit, SheetUnknown, VisitCancelled
from gridconsole.core.caller import NotAllowed
from gridconsole.core.clock import StandingClock
from tests.care.sheets import one
from tests.care.visiting.desk import keyed, printed, scanned


@pytest.fixture
def sheet(console, caller, home):
    """The sheet of the household, printed."""
    return printed(console, caller)[0]


def opened(console, caller, scan):
    return console.care.visits.keying.open_sheet(caller, scan)


@pytest.mark.parametrize("scan", [scanned(), "000013", "000 013", " 000013\n"])
def test_a_scan_and_six_digits_open_the_same_visit(console, caller, sheet, scan):
    found = opened(console, caller, scan)
    assert found.code == "000013" and found.household["names"] == "李秀珍"
    assert found.typed == {"mode": "上门", "visitors": "刘建军"} and found.remark == ""


@pytest.mark.parametrize(
    ("scan", "error", "words"),
    [
        (scanned()[:7], HalfScan, "读到了 7 位"),
        ("", HalfScan, "没有扫到内容"),
        ("000012", WrongCheckDigit, "校验位不对"),
        (scanned()[:-1] + str((int(scanned()[-1]) + 1) % 10), WrongCheckDigit, "校验位不对"),
        (scanned(kind=2), OtherKind, "同意书"),
        (scanned(kind=3), OtherKind, "领取单"),
        (scanned(station=77), OtherStation, "77 号站"),
        (scanned(number=4), SheetUnknown, "没有单号 00004"),
    ],
)
def test_a_wrong_scan_says_what_it_is_and_what_to_do(console, caller, sheet, scan, error, words):
    with pytest.raises(error, match=words) as found:
        opened(console, caller, scan)
    assert found.value.next_step


def test_a_sheet_of_a_station_in_the_data_is_named_after_it(console, caller, sheet):
    console.staff.open_station(caller, "杨庄便民服务站", "YZ")
    with pytest.raises(OtherStation, match="杨庄便民服务站打印"):
        opened(console, caller, scanned(station=2))


def test_a_sheet_keyed_before_says_by_whom_and_when_and_opens_for_correction(console, caller, sheet):
    done = keyed(console, caller)
    with pytest.raises(AlreadyKeyed, match="本站柜台在9月22日 9:00录入") as found:
        opened(console, caller, scanned())
    again = console.care.visits.keying.open_keyed(caller, found.value.visit_id)
    assert again.visit_id == done.visit.id and again.keyed == "本站柜台在9月22日 9:00录入"


def test_an_old_copy_is_taken_with_a_remark(store, console, caller, sheet):
    with store.open(StandingClock.on(date(2026, 10, 8))) as later:
        printed(later, later.caller())
        remark = opened(later, later.caller(), scanned()).remark
    assert "印过 2 份" in remark and "10月8日补打的第2份" in remark


def test_a_sheet_of_somebody_who_died_is_cancelled_and_says_so(console, caller, sheet):
    console.care.change_status(caller, one(console, "李秀珍"), "去世", "家属来电", date(2026, 9, 20))
    with pytest.raises(VisitCancelled, match="单号 000013 的走访已于9月22日取消：李秀珍去世"):
        opened(console, caller, scanned())


def test_a_household_without_a_number_on_its_sheet_is_opened_by_its_file(console, caller, home):
    keying = console.care.visits.keying
    first, again = (keying.open_household(caller, home) for _ in range(2))
    assert first.visit_id == again.visit_id and first.code == "000013"


def test_nobody_left_means_nothing_to_key_in(console, caller, home):
    console.care.change_status(caller, one(console, "李秀珍"), "迁出", "随子女", date(2026, 9, 20))
    with pytest.raises(NobodyToVisit):
        console.care.visits.keying.open_household(caller, home)


def test_a_volunteer_keys_nothing_in(console, caller, sheet, volunteer, home):
    keying = console.care.visits.keying
    found = opened(console, caller, scanned())
    calls = (
        lambda: opened(console, volunteer, scanned()),
        lambda: keying.open_household(volunteer, home),
        lambda: keying.key_in(volunteer, found, {}),
        lambda: keying.note_call(volunteer, home, {}),
    )
    for call in calls:
        with pytest.raises(NotAllowed):
            call()
