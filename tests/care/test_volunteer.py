"""A volunteer sees and prints his own households, nothing of category or health, and exports nothing."""

import io

import pytest
from pypdf import PdfReader

from gridconsole.care.errors import NoSuchFile, NothingToPrint
from gridconsole.care.exporting import export_care
from gridconsole.care.listing import CareFilter
from gridconsole.core.caller import NotAllowed
from gridconsole.core.progress import Progress
from tests.care.sheets import VILLAGE_COMMITTEE, bring_in, check, citizen_id, one, sheet

HEADINGS = "姓名 身份证号 住址 结对人 人员类别 健康状况 居住情况 救助类型 备注 联系电话"
ROWS = sheet(
    HEADINGS,
    (
        "李秀珍",
        citizen_id(),
        "柳塘村3组27号",
        "陈海",
        "独居、低保",
        "慢性病",
        "独居",
        "低保",
        "话多",
        "13900000101",
    ),
    ("王德发", citizen_id(order=1), "柳塘村3组27号", "陈海", "孤寡", "良好", "独居", None, None, None),
    (
        "李大山",
        citizen_id(order=3),
        "杨庄村1组5号",
        "刘建军",
        "独居",
        "良好",
        "独居",
        None,
        None,
        "13900000102",
    ),
)


@pytest.fixture(autouse=True)
def ledger(console, staff):
    bring_in(console, ROWS, source=VILLAGE_COMMITTEE)


def everyone(console, caller, **filter):
    return [found["name"] for found in console.care.list.page(caller, CareFilter(**filter), 0, 10)]


def test_he_sees_his_own_households_only(console, volunteer):
    care = console.care
    assert sorted(everyone(console, volunteer)) == ["李秀珍", "王德发"]
    assert care.list.count(volunteer, CareFilter()) == care.list.anchors(volunteer, CareFilter()).total == 2
    assert [found["name"] for found in care.list.find(volunteer, "李")] == ["李秀珍"]
    assert care.list.find(volunteer, "13900000102") == []
    assert len(care.households_found(volunteer, "李")) == 1


def test_he_opens_no_other_file_or_household(console, volunteer):
    other = one(console, "李大山")
    home = console.care.household_of(console.caller(), other.id)
    for ask in (console.care.open, console.care.history, console.care.household_of):
        with pytest.raises(NoSuchFile):
            ask(volunteer, other.id)
    assert console.care.household(volunteer, home) == []
    assert len(console.care.household(console.caller(), home)) == 1


def test_he_sees_nothing_of_category_or_health(console, volunteer):
    mine = console.care.open(volunteer, one(console, "李秀珍").id)
    closed = ("categories", "living", "health", "relief", "note", "device")
    assert {mine.text(key) for key in closed} == {"***", ""}
    assert mine.text("phone") == "139****0101"
    told = str(console.care.history(volunteer, mine.id))
    for word in ("独居老人", "低保", "慢性病", "话多", "13900000101"):
        assert word not in told


def test_a_filter_tells_him_no_category(console, volunteer):
    for ask in (console.care.list.count, console.care.list.anchors):
        with pytest.raises(NotAllowed):
            ask(volunteer, CareFilter(category="低保户"))


def test_he_prints_his_own_sheets_only(console, volunteer):
    stream = io.BytesIO()
    assert console.care.visits.print(volunteer, stream) == 1
    text = PdfReader(stream).pages[0].extract_text()
    assert "李秀珍" in text and "李大山" not in text
    other = console.care.household_of(console.caller(), one(console, "李大山").id)
    with pytest.raises(NothingToPrint):
        console.care.visits.print(volunteer, io.BytesIO(), {other})


def test_he_changes_reveals_imports_and_exports_nothing(console, volunteer, tmp_path):
    care, mine = console.care, console.care.open(volunteer, one(console, "李秀珍").id)
    deeds = (
        lambda: care.record(volunteer, {"name": "王小玲"}),
        lambda: care.correct(volunteer, mine, {"name": "李秀"}),
        lambda: care.change_status(volunteer, mine, "去世", "病故", console.clock.now().date()),
        lambda: care.withdraw(volunteer, mine.id, "重复"),
        lambda: care.bring_back(volunteer, mine.id, "care_person", 1),
        lambda: care.reveal(volunteer.because("看看"), mine.id, "phone"),
        lambda: export_care(care, volunteer, tmp_path / "台账.csv", Progress()),
        lambda: care.imports.understand(volunteer, tmp_path / "名册.csv"),
        lambda: care.imports.check(volunteer, ROWS),
        lambda: care.imports.write(volunteer, check(console, ROWS)),
        lambda: console.staff.add(volunteer, "王强", "志愿者"),
        lambda: console.stations.add(volunteer, "杨庄便民服务站", "YZ"),
    )
    for deed in deeds:
        with pytest.raises(NotAllowed):
            deed()
    assert not (tmp_path / "台账.csv").exists()


def test_who_works_at_another_station_sees_nothing(console, staff):
    console.staff.open_station(console.caller(), "杨庄便民服务站", "YZ")
    there = console.caller("YZ")
    mine = one(console, "李秀珍")
    assert console.care.count(there) == 0
    assert console.care.list.find(there, "李秀珍") == []
    assert console.care.household(there, console.care.household_of(console.caller("BZ"), mine.id)) == []
    with pytest.raises(NoSuchFile):
        console.care.open(there, mine.id)
    with pytest.raises(NothingToPrint):
        console.care.visits.print(there, io.BytesIO())
