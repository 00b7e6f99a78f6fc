"""Rows that could not go in come back with the reason, and can be imported again as they are."""

from datetime import date

import pytest
from openpyxl import load_workbook

from gridconsole.core import files
from gridconsole.core.exchange.headings import find_head, is_data, match
from gridconsole.core.exchange.reader import read_rows
from gridconsole.core.exchange.refused import WHOLE_ROW, RefusedRow, write_refused
from tests.core.exchange.care_headings import KNOWN, SYNONYMS

HEADINGS = ("姓 名", "身份证号码", "监护人 电话", "出生日期")
ROWS = (
    RefusedRow(17, ("马长顺", 3.70104199001011e17, "13900000001", date(1990, 1, 1)), {1: "数字格式丢了位数"}),
    RefusedRow(88, (None, "=1+1", 13900000002), {0: "姓名空着", 1: "校验位应为 X"}),
    RefusedRow(90, ("合计", "379901195203040021", None, None), {WHOLE_ROW: "与第 4 行矛盾"}),
)


@pytest.fixture
def path(tmp_path):
    write_refused(tmp_path / "退回.xlsx", HEADINGS, ROWS)
    return tmp_path / "退回.xlsx"


def test_the_reason_stands_right_of_the_cell(path):
    rows = list(read_rows(path))
    assert rows[0] == (
        1,
        ("原行号", "原因", "姓 名", "原因", "身份证号码", "原因", "监护人 电话", "出生日期"),
    )
    damaged = ROWS[0].cells[1]
    assert rows[1][1] == (17, None, "马长顺", None, damaged, "数字格式丢了位数", "13900000001", "1990-01-01")
    assert rows[2][1] == (88, None, None, "姓名空着", "=1+1", "校验位应为 X", "13900000002")
    assert rows[3][1] == (90, "与第 4 行矛盾", "合计", None, "379901195203040021")


def test_wrong_cells_are_pale_red_and_reasons_red(path):
    sheet = load_workbook(path).active
    assert sheet["E2"].fill.fgColor.rgb == "00FCEBE8"
    assert sheet["C3"].fill.fgColor.rgb == "00FCEBE8"
    assert sheet["A4"].fill.fgColor.rgb == "00FCEBE8"
    assert sheet["G2"].fill.fgColor.rgb != "00FCEBE8"
    assert sheet["F2"].font.color.rgb == "00B3261E"


def test_cells_to_be_corrected_are_text_so_that_ids_keep_their_digits(path):
    sheet = load_workbook(path).active
    assert {sheet[place].number_format for place in ("C2", "E2", "G2", "H2", "E3", "C3")} == {"@"}
    assert sheet["E3"].data_type == "s"


def test_corrected_rows_are_found_again_under_the_same_headings(path):
    book = load_workbook(path)
    book.active["E2"] = "379901195203040021"
    book.save(path)
    rows = list(read_rows(path))
    head = find_head(rows, KNOWN)
    assert [column.heading for column in head.columns] == list(HEADINGS)
    found = match(head, SYNONYMS, {})
    fields = {found.columns[column.index].field: column.index for column in head.columns}
    assert list(fields) == ["name", "citizen_id", "guardian_phone", "born"]
    people = [cells for number, cells in rows if number > head.last_row and is_data(cells, head)]
    assert people[0][fields["name"]] == "马长顺"
    assert people[0][fields["citizen_id"]] == "379901195203040021"
    assert len(people) == 2  # a total is no person, whatever else its row says


def test_rows_refused_a_second_time_carry_only_the_new_reason(path, tmp_path):
    rows = list(read_rows(path))
    head = find_head(rows, KNOWN)
    headings = {column.index: column.heading for column in head.columns}
    again = [RefusedRow(number, cells, {4: "仍不对"}) for number, cells in rows if is_data(cells, head)]
    write_refused(tmp_path / "再退.xlsx", [headings.get(index, "") for index in range(8)], again)
    rows = list(read_rows(tmp_path / "再退.xlsx"))
    assert rows[0][1] == ("原行号", "姓 名", "身份证号码", "原因", "监护人 电话", "出生日期")
    assert rows[2][1] == (3, None, "=1+1", "仍不对", "13900000002")


def test_an_older_file_is_left_alone(path):
    with pytest.raises(files.FileThere):
        write_refused(path, HEADINGS, ROWS)
