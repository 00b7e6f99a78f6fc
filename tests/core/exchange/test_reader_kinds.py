"""Ordinary files of every kind give the same rows."""

import os
import shutil
import subprocess
import sys
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from gridconsole.core.exchange import reader
from gridconsole.core.exchange.reader import SheetInfo, list_sheets, read_rows, read_table
from tests.core.exchange import workbooks

NUMBERED = [(at, row) for at, row in enumerate(workbooks.TABLE, start=1)]


@pytest.mark.parametrize(
    ("make", "name"), [(workbooks.xlsx, "a.xlsx"), (workbooks.xls, "a.xls"), (workbooks.ods, "a.ods")]
)
def test_every_kind_of_workbook_gives_the_same_rows(make, name, tmp_path):
    assert list(read_rows(make(tmp_path / name))) == NUMBERED


@pytest.mark.parametrize(
    ("encoding", "separator"),
    [("utf-8", ","), ("utf-8-sig", ";"), ("gbk", "\t"), ("gb18030", "，"), ("utf-16", "\t"), ("gbk", ",")],
)
def test_text_of_every_encoding_and_separator_gives_the_same_rows(encoding, separator, tmp_path):
    path = workbooks.text(tmp_path / "名单.txt", encoding=encoding, separator=separator)
    with read_table(path) as table:
        assert (table.sheet, list(table)) == ("名单", NUMBERED)


@pytest.mark.parametrize("ending", [".csv", ".xls", ""])
def test_a_wrong_ending_does_not_matter(ending, tmp_path):
    for make in (workbooks.xlsx, workbooks.xls, workbooks.ods, workbooks.text):
        path = tmp_path / f"{make.__name__}{ending}"
        shutil.move(make(tmp_path / "made"), path)
        assert list(read_rows(path)) == NUMBERED


def test_quoted_cells_keep_their_line_breaks_and_separators(tmp_path):
    path = workbooks.text(
        tmp_path / "a.csv", [("姓名", "住址"), ('张"三"', "柳河村,\n3 号"), (), ("李四", "")]
    )
    assert list(read_rows(path)) == [(1, ("姓名", "住址")), (2, ('张"三"', "柳河村,\n3 号")), (4, ("李四",))]


def test_a_separator_inside_addresses_is_not_taken_for_the_separator(tmp_path):
    rows = [("姓名", "住址")] + [(f"张{at}", f"柳河村，东街，{at} 号") for at in range(5)]
    path = workbooks.text(tmp_path / "a.txt", rows, separator="\t")
    assert [cells for _, cells in read_rows(path)] == rows


@pytest.mark.parametrize(("make", "name"), [(workbooks.xlsx, "a.xlsx"), (workbooks.xls, "a.xls")])
def test_numbers_and_days_arrive_as_what_they_are(make, name, tmp_path):
    row = (12, 1.5, True, date(2026, 3, 5), 379901195203040021, 1234567890123, "007")
    ((number, cells),) = read_rows(make(tmp_path / name, [row]))
    assert (number, cells[:4]) == (1, row[:4])
    assert [type(cell) for cell in cells] == [int, float, bool, date, float, int, str]
    assert cells[4] == pytest.approx(3.79901195203040e17)
    assert cells[5:] == row[5:]


def test_times_and_long_durations_are_readable(tmp_path):
    row = (datetime(2026, 3, 5, 10, 30), time(8, 30), timedelta(hours=30))
    ((_, cells),) = read_rows(workbooks.xlsx(tmp_path / "a.xlsx", [row]))
    assert cells == (datetime(2026, 3, 5, 10, 30), time(8, 30), "30:00:00")


def test_a_formula_is_text_and_never_calculated(tmp_path):
    rows = [("姓名", "备注"), ("=1+1", '=HYPERLINK("http://x","<&>")'), ("张三", None), (None, "=A1")]
    expected = [(1, rows[0]), (2, rows[1]), (3, ("张三",)), (4, (None, "=A1"))]
    assert list(read_rows(workbooks.xlsx(tmp_path / "a.xlsx", rows))) == expected
    assert list(read_rows(workbooks.text(tmp_path / "a.csv", rows)))[1] == expected[1]


def test_a_formula_with_a_value_shows_the_value(tmp_path):
    text = '<c r="A1" t="str"><f>D1&amp;"三"</f><v>张三</v></c>'
    nothing = '<c r="B1" t="str"><f>IF(1,"")</f><v></v></c>'
    number = '<c r="C1"><f>1+1</f><v>2</v></c>'
    path = workbooks.raw_xlsx(tmp_path / "a.xlsx", [f'<row r="1">{text}{nothing}{number}</row>'])
    assert list(read_rows(path)) == [(1, ("张三", None, 2))]


@pytest.mark.parametrize("kind", ["xlsx", "xls"])
def test_merged_cells_repeat_their_value_in_heads_and_data(kind, tmp_path):
    rows = [("姓名", "监护人", None), (None, "姓名", "电话"), ("张三", "李四", "1"), ("王五", None, "2")]
    path = tmp_path / f"a.{kind}"
    if kind == "xlsx":
        workbooks.xlsx(path, rows, merged=["A1:A2", "B1:C1", "B3:B4"])
    else:
        workbooks.xls(path, rows, merged=[(0, 1, 0, 0), (0, 0, 1, 2), (2, 3, 1, 1)])
    assert [cells for _, cells in read_rows(path)] == [
        ("姓名", "监护人", "监护人"),
        ("姓名", "姓名", "电话"),
        ("张三", "李四", "1"),
        ("王五", "李四", "2"),
    ]


def test_blank_rows_and_leading_columns_are_counted(tmp_path):
    rows = [(), (None, None, "姓名", None), (" ", ""), (), (None, None, "张三", "  ")]
    assert list(read_rows(workbooks.xlsx(tmp_path / "a.xlsx", rows))) == [
        (2, (None, None, "姓名")),
        (5, (None, None, "张三")),
    ]


def test_a_table_may_begin_in_any_column(tmp_path):
    rows = [(), (None, None, "姓名"), (None, None, "张三")]
    assert list(read_rows(workbooks.xlsx(tmp_path / "a.xlsx", rows))) == [(2, rows[1]), (3, rows[2])]


def test_the_visible_sheet_with_the_largest_table_is_read(tmp_path):
    path = workbooks.xlsx(
        tmp_path / "a.xlsx",
        hidden={"旧表": [workbooks.HEADINGS] * 50},
        others={"封面": [("柳河便民服务站",), ("2026 年",)], "空表": []},
    )
    with read_table(path) as table:
        assert (table.sheet, list(table)) == ("台账", NUMBERED)
    assert list_sheets(path) == (
        SheetInfo("旧表", hidden=True, rows=50),
        SheetInfo("封面", hidden=False, rows=2),
        SheetInfo("空表", hidden=False, rows=0),
        SheetInfo("台账", hidden=False, rows=4),
    )


def test_a_hidden_sheet_is_read_when_it_is_named(tmp_path):
    path = workbooks.xlsx(tmp_path / "a.xlsx", hidden={"旧表": [("姓名",)]})
    assert list(read_rows(path, "旧表")) == [(1, ("姓名",))]


def test_a_wrong_dimension_as_some_programs_write_it_does_not_matter(tmp_path):
    path = workbooks.xlsx(tmp_path / "a.xlsx")
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    assert b'"A1:D4"' in sheet
    parts = {"xl/worksheets/sheet1.xml": sheet.replace(b"A1:D4", b"A1:A1")}
    assert list(read_rows(workbooks.with_parts(path, parts))) == NUMBERED


def test_long_tables_come_in_order(tmp_path):
    rows = [("姓名", "序号")] + [(f"张{at}", at) for at in range(1234)]
    read = list(read_rows(workbooks.xlsx(tmp_path / "a.xlsx", rows)))
    assert read == [(at, row) for at, row in enumerate(rows, start=1)]


def without_path() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}


def test_reading_works_from_any_folder_and_runs_nothing_that_lies_there(tmp_path):
    workbooks.xlsx(tmp_path / "a.xlsx")
    (tmp_path / "json.py").write_text("raise SystemExit('ran a stranger')")
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from pathlib import Path\n"
        "from gridconsole.core.exchange.reader import read_rows\n"
        "print(len(list(read_rows(Path('a.xlsx')))))"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-P", "-c", program, str(root)],
        cwd=tmp_path,
        env=without_path(),
        capture_output=True,
        text=True,
    )
    assert (done.stdout, done.stderr) == ("4\n", "")


def test_the_process_reads_with_the_same_copy_of_the_program(tmp_path):
    here = Path(reader.__file__).parents[2]
    core = (
        shutil.copytree(here, tmp_path / "gridconsole", ignore=shutil.ignore_patterns("__pycache__")) / "core"
    )
    text_files = core / "exchange" / "text_files.py"
    text_files.write_text(
        text_files.read_text("utf-8").replace("SEPARATORS = (", 'SEPARATORS = ("|", '), "utf-8"
    )
    (tmp_path / "a.txt").write_text("a|b\n", encoding="utf-8")
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from pathlib import Path\n"
        "from gridconsole.core.exchange.reader import read_rows\n"
        "print(list(read_rows(Path(sys.argv[1]) / 'a.txt')))"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", program, str(tmp_path)],
        env=without_path(),
        capture_output=True,
        text=True,
    )
    assert (done.stdout, done.stderr) == ("[(1, ('a', 'b'))]\n", "")
