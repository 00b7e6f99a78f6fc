"""The ledgers beside that of the people, the due list, and the papers on the command line."""

import json

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from gridconsole.care import books

DAY = ("--today", "2026-09-22")
PEOPLE = """姓名,住址,村,结对人,上次走访,知情同意,人员类别,出生日期
李秀珍,柳塘村3组27号,柳塘村,何静,2026-08-10,书面同意,独居老人,1943-02-01
王德发,杨庄村1组5号,杨庄村,何静,2026-09-20,,空巢老人,1950-02-01
张小雨,杨庄村1组9号,杨庄村,陈海,,,留守儿童,2016-05-01
"""
LIGHTS = """姓名,位置,型号,安装日期,安装人,状态
李秀珍,床头,感应灯 A1,2026-03-01,陈海,正常
李秀珍,厕所,感应灯 A1,2026-03-01,陈海,坏
无此人,床头,感应灯 A1,2026-03-01,陈海,正常
"""


@pytest.fixture
def station(run, tmp_path):
    """A station with three households and their helpers."""
    for name, post in (("何静", "客户经理"), ("陈海", "志愿者")):
        run("staff", "add", name, "--post", post, "--phone", "13900000001")
    (tmp_path / "名册.csv").write_text(PEOPLE, encoding="utf-8")
    run("import", "care", tmp_path / "名册.csv", *DAY)
    assert run.code == 0
    return run


def listed(run, *arguments):
    return json.loads(run("list", *arguments, "--json").said)


def test_a_workbook_of_night_lights_comes_in_and_its_unknown_household_is_refused(station, tmp_path):
    (tmp_path / "夜灯.csv").write_text(LIGHTS, encoding="utf-8")
    answer = json.loads(station("import", "night-lights", tmp_path / "夜灯.csv", "--json", *DAY).said)
    assert (answer["created"], answer["refused"], station.code) == (2, 1, 3)
    assert answer["problems"][0]["message"] == "台账里没有叫无此人的人"
    lights = listed(station, "night-lights")
    assert {(one["names"], one["place"], one["state"]) for one in lights} == {
        ("李秀珍", "床头", "正常"),
        ("李秀珍", "厕所", "损坏"),
    }
    again = json.loads(station("import", "night-lights", tmp_path / "夜灯.csv", "--json", *DAY).said)
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 2)


def test_every_ledger_is_listed_exported_and_has_a_template(station, tmp_path):
    names = ("households", "visits", "pairings", "night-lights", "needs", "campaigns", "volunteers")
    for name in names:
        assert isinstance(listed(station, name), list)
        station("export", name, tmp_path / f"{name}.xlsx")
        assert station.code == 0, station.complained
        if name != "households":
            station("template", name, tmp_path / f"{name}-模板.xlsx", data=False)
            assert station.code == 0, station.complained
    rows = list(load_workbook(tmp_path / "households.xlsx").active.values)
    assert [row[0] for row in rows] == ["档案号", "BZ-0001", "BZ-0002", "BZ-0003"]


def test_a_search_lists_every_household_that_it_fits(station, monkeypatch):
    monkeypatch.setattr(books, "HITS", 1)
    assert len(listed(station, "households", "--search", "村")) == 3
    assert len(listed(station, "households", "--search", "村", "--limit", "2")) == 2


def test_households_have_no_import_of_their_own(station, tmp_path):
    (tmp_path / "户.csv").write_text("姓名,住址\n李秀珍,柳塘村\n", encoding="utf-8")
    station("import", "households", tmp_path / "户.csv")
    assert station.code == 2
    assert "import care" in station.complained


def test_an_unknown_ledger_is_answered_with_those_that_are_there(run):
    run("list", "nothing")
    assert run.code == 2
    assert "night-lights（暖心夜灯）" in run.complained


def test_the_due_list_tells_the_overdue_first_and_why(station):
    due = json.loads(station("due", "--json", *DAY).said)
    assert due[0]["names"] == ["李秀珍"]
    assert due[0]["due_on"] == "2026-09-10" and due[0]["days_over"] == 12
    assert any("每月一次" in step for step in due[0]["why"])


def test_the_month_and_the_village_narrow_the_due_list(station):
    names = [one["names"] for one in json.loads(station("due", "--month", "2026-10", "--json", *DAY).said)]
    assert ["王德发"] in names
    only = json.loads(station("due", "--all", "--village", "柳塘村", "--json", *DAY).said)
    assert [one["names"] for one in only] == [["李秀珍"]]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--month", "十月"), "不是月份"),
        (("--village", "没有村"), "没有「没有村」这个村"),
        (("--helper", "谁"), "没有叫「谁」"),
        (("--festival", "国庆"), "没有「国庆」这个节日"),
    ],
)
def test_a_narrowing_that_makes_no_sense_is_said_in_a_sentence(station, options, words):
    station("due", *options, *DAY)
    assert station.code == 2
    assert words in station.complained


PAPERS = {
    ("visit-sheets",): ("李秀珍", 3),
    ("visit-sheets", "--village", "柳塘村"): ("李秀珍", 1),
    ("visit-sheets", "--helper", "陈海"): ("张小雨", 1),
    ("visit-sheets", "--festival", "中秋"): ("中秋", 3),
    ("visit-sheets", "--search", "杨庄村", "--helper", "陈海"): ("张小雨", 1),
    ("blank-sheet", "--copies", "2"): ("空白单", 2),
    ("contact-cards",): ("何静", 1),
    ("password-slips",): ("上门口令", 1),
    ("village-check",): ("村级核对表", 2),
    ("consent-forms",): ("张小雨", 2),
    ("care-ledger",): ("检查版", 1),
    ("care-ledger", "--kind", "工作版", "--reason", "核对台账"): ("核对台账", 1),
}


@pytest.mark.parametrize("command", PAPERS, ids=" ".join)
def test_a_paper_is_printed(station, tmp_path, command):
    words, pages = PAPERS[command]
    station("print", *command, "--out", tmp_path / "文书.pdf", *DAY)
    assert station.code == 0, station.complained
    read = PdfReader(tmp_path / "文书.pdf")
    assert len(read.pages) == pages
    assert words in "".join(page.extract_text() for page in read.pages).translate({10: None, 32: None})


def test_the_working_ledger_asks_why(station, tmp_path):
    station("print", "care-ledger", "--kind", "工作版", "--out", tmp_path / "台账.pdf", *DAY)
    assert station.code == 2
    assert not (tmp_path / "台账.pdf").exists()


def test_a_paper_for_a_campaign_that_is_not_there_says_so(station, tmp_path):
    station("print", "receipts", "--festival", "中秋", "--out", tmp_path / "单.pdf", *DAY)
    assert station.code == 2
    assert "没有登记过中秋慰问" in station.complained


@pytest.mark.parametrize(
    "command",
    [
        "check",
        "list care",
        "due",
        "export care OUT.xlsx",
        "backup",
        "staff list",
        "print visit-sheets --out OUT.pdf",
    ],
)
def test_where_there_is_no_data_nothing_is_made_of_it(run, tmp_path, command):
    words = command.replace("OUT", str(tmp_path / "out")).split()
    run(*words, "--data", tmp_path / "没有", data=False)
    assert run.code == 2
    assert "没有数据" in run.complained
    assert {one.name for one in tmp_path.iterdir()} <= {"data"}


def test_a_folder_is_no_file_to_print_into(station, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    station("print", "blank-sheet", "--out", ".")
    assert station.code == 2
    assert "不能写入" in station.complained


def test_the_tour_takes_no_file_for_its_folder(run, tmp_path):
    there = tmp_path / "说明.txt"
    there.write_text("原来的")
    run("tour", "--out", there, data=False)
    assert run.code == 2 and there.read_text() == "原来的"
    assert "没有覆盖" in run.complained
