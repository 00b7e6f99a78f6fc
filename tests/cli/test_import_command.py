"""`gridconsole import`: its JSON, its exit codes, the refused rows."""

import json

import pytest
from openpyxl import Workbook, load_workbook

from tests.care.sheets import citizen_id

ID = citizen_id()
HEADINGS = ("姓名", "身份证号", "家庭住址", "联系电话", "袜子颜色")
ROWS = (
    ("李秀珍", ID, "柳塘村3组27号", "13900000101", 36),
    ("王桂英", ID[:17] + ("1" if ID[17] != "1" else "2"), "柳塘村3组28号", "", 37),
    (),
    ("赵大妈", "", "柳塘村3组29号", "1390000", 38),
    ("李秀珍", ID, "柳塘村3组27号", "13900000101", 36),
    ("合计", "4 人"),
)


@pytest.fixture
def file(tmp_path):
    book = Workbook()
    table = book.active
    table.title = "花名册"
    table.append(("2026 年花名册",))
    table.append(())
    table.append(HEADINGS)
    for row in ROWS:
        table.append(row)
    book.save(tmp_path / "名册.xlsx")
    return tmp_path / "名册.xlsx"


def test_the_json_has_the_agreed_shape(run, file):
    answer = json.loads(run("import", "care", file, "--json").said)
    assert run.code == 3
    problems = answer.pop("problems")
    assert answer == {
        "ledger": "care",
        "file": "名册.xlsx",
        "sheet": "花名册",
        "header_row": 3,
        "columns": {"姓名": "name", "身份证号": "citizen_id", "家庭住址": "address", "联系电话": "phone"},
        "rows": 4,
        "created": 2,
        "updated": 0,
        "unchanged": 1,
        "incomplete": 1,
        "refused": 1,
    }
    assert all(problem.keys() == {"row", "column", "code", "severity", "message"} for problem in problems)
    assert [(p["row"], p["column"], p["code"], p["severity"]) for p in problems] == [
        (5, "身份证号", "wrong_check_digit", "refused"),
        (7, "身份证号", "missing", "incomplete"),
        (7, "联系电话", "too_short", "incomplete"),
        (8, "", "same_row", "incomplete"),
    ]


def test_the_words_name_what_was_refused_and_what_repeats(run, file):
    said = run("import", "care", file).said
    assert "已新建 2，更新 0，无变化 1，其中需补 1；退回 1" in said
    assert "第 5 行 身份证号：校验位应为" in said
    assert "第 8 行：与第 4 行相同" in said


def test_a_second_import_says_that_nothing_changed(run, tmp_path):
    (tmp_path / "好.csv").write_text(f"姓名,身份证号\n李秀珍,{ID}\n", encoding="gbk")
    assert run("import", "care", tmp_path / "好.csv").code == 0
    assert "与台账相同，没有改动" in run("import", "care", tmp_path / "好.csv").said
    assert run.code == 0


def test_a_dry_run_writes_nothing(run, file):
    assert "将新建 2" in run("import", "care", file, "--dry-run").said
    assert run.code == 3
    assert json.loads(run("list", "care", "--json").said) == []


def test_refused_rows_are_saved_with_the_reason_and_come_in_again_when_corrected(run, file, tmp_path):
    out = tmp_path / "退回.xlsx"
    assert "退回的行已另存" in run("import", "care", file, "--refused", out).said
    book = load_workbook(out)
    rows = [[cell.value for cell in row] for row in book.active.iter_rows()]
    assert rows[0][:4] == ["原行号", "姓名", "身份证号", "原因"]
    assert rows[1][0] in (5, "5") and rows[1][3].startswith("校验位应为")
    book.active.cell(2, 3).value = citizen_id(order=4)
    book.save(tmp_path / "改好.xlsx")
    assert json.loads(run("import", "care", tmp_path / "改好.xlsx", "--json").said)["created"] == 1
    assert run.code == 0


@pytest.mark.parametrize(
    ("out", "words"),
    [("名册.xlsx", "已经存在"), ("退回.csv", ".xlsx"), ("没有/退回.xlsx", "没有这个文件夹")],
)
def test_refused_rows_that_could_not_be_saved_stop_the_import_before_it_writes(
    run, file, tmp_path, out, words
):
    assert words in run("import", "care", file, "--refused", tmp_path / out).complained
    assert run.code == 2
    assert json.loads(run("list", "care", "--json").said) == []


def test_no_refused_rows_leave_no_file(run, tmp_path):
    (tmp_path / "好.csv").write_text("姓名\n李秀珍\n", encoding="utf-8-sig")
    assert run("import", "care", tmp_path / "好.csv", "--refused", tmp_path / "退回.xlsx").code == 0
    assert not (tmp_path / "退回.xlsx").exists()


@pytest.mark.parametrize(
    ("policy", "code", "phone"),
    [(None, 3, "139****0101"), ("keep", 0, "139****0101"), ("take", 0, "137****0102")],
)
def test_on_conflict_decides(run, tmp_path, policy, code, phone):
    for name, number in (("旧.csv", "13900000101"), ("新.csv", "13700000102")):
        (tmp_path / name).write_text(f"姓名;身份证号;电话\n李秀珍;{ID};{number}\n", encoding="utf-8")
    run("import", "care", tmp_path / "旧.csv")
    asked = ("--on-conflict", policy) if policy else ()
    assert run("import", "care", tmp_path / "新.csv", *asked, "--json").code == code
    assert json.loads(run("list", "care", "--json").said)[0]["phone"] == phone


def test_a_stated_ground_stands_on_every_file(run, tmp_path):
    (tmp_path / "好.csv").write_text("姓名\t健康\n李秀珍\t良好\n", encoding="utf-8")
    run("import", "care", tmp_path / "好.csv", "--ground", "村委会", "--document", "柳村〔2026〕3号")
    (found,) = json.loads(run("list", "care", "--json").said)
    assert (found["ground"], found["ground_number"], found["health"]) == (
        "村（居）委会提供",
        "柳村〔2026〕3号",
        "良好",
    )


def test_another_sheet_can_be_named(run, file):
    book = load_workbook(file)
    other = book.create_sheet("另一张")
    other.append(("姓名", "村"))
    other.append(("孙大爷", "柳塘村"))
    book.save(file)
    answer = json.loads(run("import", "care", file, "--sheet", "另一张", "--json").said)
    assert (answer["sheet"], answer["created"]) == ("另一张", 1)
    assert "没有名为“没有”的工作表" in run("import", "care", file, "--sheet", "没有").complained
    assert run.code == 2
