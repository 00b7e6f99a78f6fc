"""An export is masked like the screen, and comes in again without changing anything."""

from datetime import date

import pytest

from gridconsole.care.exporting import export_care, write_care_template
from gridconsole.core.progress import Progress
from tests.care.sheets import (
    VILLAGE_COMMITTEE,
    bring_in,
    check,
    citizen_id,
    full,
    one,
    people,
    problems,
    sheet,
    verdicts,
)
from tests.care.test_import_again import everything

HEADINGS = (
    "姓名 身份证号 村 组 门牌号 住址 联系电话 户号 监护人 监护人电话 健康状况 结对人"
    " 上次走访 断电可耐受 人员类别 备注"
)
ROWS = (
    (
        "李秀珍",
        citizen_id(),
        "柳塘村",
        "3组",
        "27号",
        None,
        "13900000101",
        "4200000123",
        "李建国",
        "0531-00000101",
        "慢性病",
        "刘建军",
        "2026-09-01",
        5,
        "独居、低保",
        "说话大声",
    ),
    (
        "李秀珍",
        citizen_id(order=4),
        "柳塘村",
        "3组",
        "28号",
        None,
        "139",
        None,
        "李建",
        "1370000",
        None,
        "老刘",
        None,
        None,
        "困难户",
        None,
    ),
    (
        "小禾",
        citizen_id(date(2017, 3, 4)),
        "杨庄村",
        None,
        None,
        "杨庄村1组5号",
        None,
        None,
        "李奶奶",
        "13700000103",
        "良好",
        None,
        "去年",
        None,
        "留守儿童",
        "爱画画",
    ),
    (
        "王德发",
        None,
        "杨庄村",
        None,
        None,
        "杨庄村",
        None,
        None,
        None,
        None,
        None,
        None,
        None,
        None,
        None,
        None,
    ),
)


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@pytest.mark.parametrize("source", [VILLAGE_COMMITTEE, None])
def test_an_export_comes_in_again_unchanged(console, staff, caller, tmp_path, ending, source):
    bring_in(console, sheet(HEADINGS, *ROWS), source=source)
    file = tmp_path / f"台账.{ending}"
    export_care(console.care, caller, file, Progress())
    before = everything(console.doors)
    imports = console.care.imports
    done = imports.check(caller, imports.understand(caller, file))
    imports.write(caller, done)
    assert verdicts(done) == ["unchanged"] * 4
    assert everything(console.doors) == before


def test_an_export_that_was_edited_changes_just_what_was_edited(console, staff, caller, tmp_path):
    bring_in(console, sheet(HEADINGS, *ROWS), source=VILLAGE_COMMITTEE)
    export_care(console.care, caller, tmp_path / "台账.csv", Progress())
    text = (tmp_path / "台账.csv").read_text(encoding="utf-8-sig").replace("139****0101", "13900000109")
    (tmp_path / "改过.csv").write_text(text, encoding="utf-8-sig")
    imports = console.care.imports
    done = imports.check(caller, imports.understand(caller, tmp_path / "改过.csv"), "take")
    imports.write(caller, done)
    assert sorted(verdicts(done)) == ["unchanged", "unchanged", "unchanged", "updated"]
    assert sorted(full(console, found, "phone") for found in people(console, "李秀珍")) == [
        "139",
        "139 0000 0109",
    ]


def test_a_masked_cell_of_the_stored_value_is_unchanged(console, caller):
    bring_in(
        console,
        sheet("姓名 身份证号 住址 联系电话", ("李秀珍", citizen_id(), "柳塘村3组27号", "13900000101")),
    )
    masked = ("李秀珍", "379***********" + citizen_id()[-4:], "柳塘村***", "139****0101")
    done = bring_in(console, sheet("姓名 身份证号 住址 联系电话", masked), "take")
    assert (verdicts(done), problems(done)) == (["unchanged"], [])
    assert full(console, one(console, "李秀珍"), "address") == "柳塘村3组27号"


def test_another_mask_never_becomes_a_value(console, caller):
    bring_in(
        console,
        sheet("姓名 身份证号 住址 联系电话", ("李秀珍", citizen_id(), "柳塘村3组27号", "13900000101")),
    )
    other = ("李秀珍", citizen_id(), "杨庄村***", "137****0101")
    done = bring_in(console, sheet("姓名 身份证号 住址 联系电话", other), "take")
    assert verdicts(done) == ["unchanged"]
    assert problems(done) == [(2, "住址", "masked"), (2, "联系电话", "masked")]


def test_a_namesake_with_another_masked_id_is_somebody_else(console):
    bring_in(console, sheet("姓名 身份证号 住址", ("李秀珍", citizen_id(), "柳塘村3组27号")))
    done = check(console, sheet("姓名 身份证号 住址", ("李秀珍", "379***********9999", "柳塘村3组27号")))
    assert verdicts(done) == ["created"]


def test_a_template_is_empty_when_it_comes_in(console, caller, tmp_path):
    write_care_template(tmp_path / "模板.xlsx")
    understood = console.care.imports.understand(caller, tmp_path / "模板.xlsx")
    assert understood.rows == ()
    assert len(understood.matching.columns) == len(understood.headings)
