"""The other commands: list, export, template, print, stations, staff; mistakes are said in one sentence."""

import json

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from typer.testing import CliRunner

from gridconsole.cli.app import make_app
from tests.care.sheets import citizen_id
from tests.cli.conftest import Commands

ID = citizen_id()
TABLE = f"""姓名,身份证号,住址,联系电话,结对人
李秀珍,{ID},柳塘村3组27号,13900000101,陈海
王德发,,杨庄村1组[/5]号,139,
"""


@pytest.fixture
def ledger(run, tmp_path):
    """Two people, one of them a volunteer's."""
    (tmp_path / "名册.csv").write_text(TABLE, encoding="utf-8")
    run("staff", "add", "陈海", "--post", "志愿者")
    run("import", "care", tmp_path / "名册.csv")
    return run


def test_list_tells_masked_fields_and_what_is_to_be_completed(ledger):
    first, second = json.loads(ledger("list", "care", "--json", "--today", "2026-09-22").said)
    assert (first["name"], first["citizen_id"], first["phone"]) == (
        "李秀珍",
        "379***********" + ID[-4:],
        "139****0101",
    )
    assert (first["address"], first["helper"], first["file_number"]) == ("柳塘村***", "陈海", "BZ-0001")
    assert second["as_typed"] == {"phone": "139"} and "phone" in second["incomplete"]
    assert first["due_on"]


def test_list_finds_and_limits(ledger):
    assert [one["name"] for one in json.loads(ledger("list", "care", "--search", "wdf", "--json").said)] == [
        "王德发"
    ]
    assert json.loads(ledger("list", "care", "--search", "  ", "--json").said) == []
    assert len(json.loads(ledger("list", "care", "--limit", "1", "--json").said)) == 1
    assert (
        len(json.loads(ledger("list", "care", "--search", "柳塘村 李", "--limit", "9", "--json").said)) == 1
    )


def test_list_in_json_is_everybody_and_in_words_the_first_fifty(run, tmp_path):
    names = "".join(f"王{chr(0x4E00 + number)},柳塘村{number}号\n" for number in range(1, 121))
    (tmp_path / "名册.csv").write_text(f"姓名,住址\n{names}", encoding="utf-8")
    run("import", "care", tmp_path / "名册.csv")
    assert len(json.loads(run("list", "care", "--json").said)) == 120
    assert len(json.loads(run("list", "care", "--search", "柳塘村", "--json").said)) == 120
    lines = run("list", "care").said.splitlines()
    assert len(lines) == 52 and lines[-1] == "只列出了前 50 人，用 --limit 可以多列。"
    assert len(run("list", "care", "--limit", "200").said.splitlines()) == 121


def test_list_in_words_is_one_line_a_person_whatever_was_typed(ledger):
    lines = ledger("list", "care").said.splitlines()
    assert len(lines) == 3
    assert "BZ-0001" in lines[1] and "139****0101" in lines[1]
    assert "没有找到" in ledger("list", "care", "--search", "无此人").said


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_export_is_masked_and_overwrites_nothing(ledger, tmp_path, ending):
    out = tmp_path / f"台账.{ending}"
    assert ledger("export", "care", out).said == f"已导出 2 人：{out}\n"
    before = out.read_bytes()
    if ending == "csv":
        assert before.startswith(b"\xef\xbb\xbf")
        text = before.decode("utf-8-sig")
    else:
        text = "|".join(str(cell.value) for row in load_workbook(out).active.iter_rows() for cell in row)
    assert "李秀珍" in text and "139****0101" in text
    assert ID not in text and "13900000101" not in text and "3组27号" not in text
    assert ledger("export", "care", out).code == 2
    assert "没有覆盖" in ledger.complained
    assert out.read_bytes() == before


def test_a_template_is_written_once(run, tmp_path):
    assert run("template", "care", tmp_path / "模板.xlsx").code == 0
    assert run("template", "care", tmp_path / "模板.xlsx").code == 2
    assert run("template", "care", tmp_path / "模板.csv").code == 2


def test_visit_sheets_are_printed_for_every_household_names_in_full(ledger, tmp_path):
    out = tmp_path / "走访单.pdf"
    assert ledger("print", "visit-sheets", "--out", out).said == f"走访单 2 张：{out}\n"
    assert "李秀珍" in "".join(page.extract_text() for page in PdfReader(out).pages)
    assert ledger("print", "visit-sheets", "--out", out).code == 2
    assert ledger(
        "print", "visit-sheets", "--search", "李秀珍", "--out", tmp_path / "一户.pdf"
    ).said.startswith("走访单 1 张")


def test_a_volunteer_lists_and_prints_his_own_and_exports_nothing(ledger, tmp_path):
    mine = ("--as", "陈海")
    assert [one["name"] for one in json.loads(ledger("list", "care", "--json", *mine).said)] == ["李秀珍"]
    assert ledger("print", "visit-sheets", "--out", tmp_path / "走访单.pdf", *mine).said.startswith(
        "走访单 1 张"
    )
    for refused in (
        ("export", "care", tmp_path / "台账.csv"),
        ("import", "care", tmp_path / "名册.csv"),
        ("staff", "add", "王强", "--post", "志愿者"),
    ):
        assert ledger(*refused, *mine).code == 2
        assert "志愿者不能" in ledger.complained
    assert not (tmp_path / "台账.csv").exists()


def test_with_several_stations_one_must_be_named(ledger):
    assert ledger("stations", "add", "杨庄便民服务站", "yz").said == "已登记：杨庄便民服务站（YZ）\n"
    assert ledger("list", "care").code == 2
    assert "--station" in ledger.complained and "杨庄便民服务站（YZ）" in ledger.complained
    for name in ("杨庄便民服务站", "YZ", "yz"):
        assert json.loads(ledger("list", "care", "--json", "--station", name).said) == []
    assert len(json.loads(ledger("list", "care", "--json", "--station", "BZ").said)) == 2
    assert "本站柜台" in ledger("staff", "list", "--station", "YZ").said
    assert ledger("list", "care", "--station", "LH").code == 2


def test_staff_are_listed_with_post_and_work_phone(run):
    run("staff", "add", "刘建军", "--post", "电工", "--phone", "139 0000 0201")
    assert run("staff", "list").said.splitlines() == ["本站柜台  综合柜员", "刘建军  台区经理  13900000201"]
    assert json.loads(run("staff", "list", "--json").said)[1] == {
        "name": "刘建军",
        "post": "台区经理",
        "phone": ["13900000201"],
    }


def test_options_may_stand_before_the_command(ledger):
    folder = str(ledger.folder)
    found = ledger("--data", folder, "--as", "陈海", "list", "care", "--json", data=False)
    assert [one["name"] for one in json.loads(found.said)] == ["李秀珍"]
    assert (
        ledger(
            "--data", folder, "--station", "LH", "print", "visit-sheets", "--out", "x.pdf", data=False
        ).code
        == 2
    )
    assert "没有名叫「LH」的站" in ledger.complained
    assert ledger.opened == []


def test_no_command_opens_the_window_on_the_given_place(run):
    run("--today", "2026-09-22", "--as", "陈海")
    ((place, reset),) = run.opened
    assert (place.folder, place.acting, str(place.day), reset) == (run.folder, "陈海", "2026-09-22", False)


def test_today_is_the_day_that_counts(ledger):
    (found, _) = json.loads(ledger("list", "care", "--json").said)
    due = found["due_on"]
    assert json.loads(ledger("list", "care", "--json", "--today", "2020-01-01").said)[0]["due_on"] == due
    assert ledger("list", "care", "--today", "2026-13-01").code == 2


MISTAKES = {
    "an unknown ledger": (("list", "staff"), "没有名叫「staff」的台账"),
    "an unknown name": (("list", "care", "--as", "没有此人"), "没有叫「没有此人」的工作人员"),
    "a workbook that is not there": (("import", "care", "没有.xlsx"), "找不到文件"),
    "a folder for a workbook": (("import", "care", "."), "是文件夹"),
    "an unknown ground": (("import", "care", "没有.xlsx", "--ground", "听说"), "没有「听说」这种数据依据"),
    "a number without ground": (("import", "care", "没有.xlsx", "--document", "3号"), "还没有写明数据依据"),
    "an ending that is none": (("export", "care", "台账"), "没有扩展名"),
    "a folder that is not there": (("export", "care", "没有/台账.csv"), "文件夹"),
    "a page for a folder that is not there": (("print", "visit-sheets", "--out", "没有/单.pdf"), "没有"),
    "a template in a folder that is not there": (("template", "care", "没有/模板.xlsx"), "文件夹"),
    "a post that is none": (("staff", "add", "王强", "--post", "董事长"), "岗位不对"),
    "a phone that is none": (("staff", "add", "王强", "--post", "志愿者", "--phone", "139"), "工作电话不对"),
    "somebody twice": (("staff", "add", "本站柜台", "--post", "志愿者"), "已有叫「本站柜台」的工作人员"),
    "a code that is none": (("stations", "add", "杨庄便民服务站", "Y1"), "不合要求"),
    "a station twice": (("stations", "add", "本站", "YZ"), "已有名叫「本站」"),
    "nobody to print": (
        ("print", "visit-sheets", "--out", "单.pdf", "--search", "无此人"),
        "没有可以打印的走访户",
    ),
    "no server": (("list", "care", "--db", "postgresql://127.0.0.1:1/x"), "连不上数据库服务器"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_one_sentence_with_a_next_step(run, tmp_path, monkeypatch, mistake):
    arguments, words = MISTAKES[mistake]
    monkeypatch.chdir(tmp_path)
    run(*arguments)
    assert (run.code, run.said) == (2, "")
    assert words in run.complained
    assert run.complained.count("\n") == 1 and run.complained.count("。") >= 2
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_a_mistake_is_json_where_json_was_asked_for(run):
    answer = json.loads(run("list", "care", "--as", "没有此人", "--json").said)
    assert (run.code, answer["error"]) == (2, "NoSuchStaff")
    assert answer["message"] and answer["next_step"]


def test_a_file_in_the_place_of_a_folder_is_said_so(run, tmp_path):
    (tmp_path / "文件").write_text("x")
    run("list", "care", "--data", tmp_path / "文件", data=False)
    assert run.code == 2 and "Traceback" not in run.complained


COMMON = ("--data", "--db", "--station", "--as", "--today")
COMMANDS = (
    "import",
    "list",
    "export",
    "template",
    "backup",
    "restore",
    "check",
    "demo",
    "print visit-sheets",
    "stations add",
    "staff add",
    "staff list",
)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_takes_the_common_options(run, command):
    said = run(*command.split(), "--help", data=False).said
    assert [option for option in COMMON if option not in said] == []


USAGE = {
    "an unknown command": (("lst",), "没有「lst」这个命令", "「list」"),
    "an unknown command of a group": (("print", "单"), "没有「单」这个命令", "gridconsole print --help"),
    "an unknown option": (("list", "care", "--serch", "李"), "没有「--serch」这个选项", "「--search」"),
    "an unknown option before any command": (("--foo",), "没有「--foo」这个选项", "gridconsole --help"),
    "an option without its value": (("list", "care", "--limit"), "「--limit」后面要写上值", "--help"),
    "a value for a switch": (("list", "care", "--json=3"), "「--json」后面不能跟值", "--help"),
    "no ledger": (("list",), "还缺「LEDGER」", "gridconsole list --help"),
    "no place for a paper": (("print", "visit-sheets"), "还缺选项「--out」", "print visit-sheets --help"),
    "more than the command takes": (("list", "care", "李", "秀珍"), "多写了「李 秀珍」", "引号"),
    "a number that is none": (("list", "care", "--limit", "多"), "选项「--limit」", "要写整数"),
    "a year too far": (
        ("print", "certificates", "--out", "x.pdf", "--year", "20266"),
        "--year",
        "不能大于 2100",
    ),
    "a year before any": (("print", "receipts", "--out", "x.pdf", "--year", "-1"), "--year", "不能小于 2000"),
    "a number too small": (("list", "care", "--limit", "0"), "选项「--limit」", "不能小于 1"),
    "a day that is none": (("list", "care", "--today", "明天"), "选项「--today」", "2026-09-22"),
    "a choice that is none": (
        ("import", "care", "x", "--on-conflict", "y"),
        "--on-conflict",
        "keep、take、refuse",
    ),
}


@pytest.mark.parametrize("mistake", USAGE)
def test_a_command_written_wrongly_is_told_in_chinese_with_a_next_step(run, mistake):
    arguments, words, step = USAGE[mistake]
    run(*arguments, data=False)
    assert (run.code, run.said) == (2, "")
    assert words in run.complained and step in run.complained
    assert run.complained.count("\n") == 1
    assert "Usage" not in run.complained and "Error" not in run.complained


def test_a_command_written_wrongly_is_json_where_json_was_asked_for(run):
    answer = json.loads(run("list", "care", "--limit", "0", "--json").said)
    assert answer == {
        "error": "WrongValue",
        "message": "选项「--limit」（最多几行；JSON 不写则全部）写得不对。",
        "next_step": "不能小于 1。",
    }


def test_a_group_without_a_command_shows_its_help(run):
    assert run("print", data=False).code == 2
    assert "visit-sheets" in run.complained


def test_the_tour_stands_on_the_day_that_is_given(tmp_path):
    asked = []
    app = make_app(lambda *_: 0, lambda *what: asked.append(what) or 0)
    for day in ((), ("--today", "2026-10-01")):
        assert CliRunner().invoke(app, ["tour", "--out", str(tmp_path), *day]).exit_code == 0
    assert [str(day) for _, day in asked] == ["2026-09-22", "2026-10-01"]


def test_the_commands_work_on_a_folder_and_on_a_server(store, tmp_path):
    run = Commands(store)
    (tmp_path / "名册.csv").write_text(TABLE, encoding="utf-8")
    assert run("import", "care", tmp_path / "名册.csv").code == 0
    assert [one["name"] for one in json.loads(run("list", "care", "--search", "lxz", "--json").said)] == [
        "李秀珍"
    ]
    assert run("print", "visit-sheets", "--out", tmp_path / "走访单.pdf").said.startswith("走访单 2 张")
    assert run("export", "care", tmp_path / "台账.xlsx").code == 0
