"""Written files hold what was given, run nothing, and never damage an older file."""

import os
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from gridconsole.core import files
from gridconsole.core.exchange.headings import find_head, is_data
from gridconsole.core.exchange.reader import list_sheets, read_rows
from gridconsole.core.exchange.text_files import DANGEROUS, protect, unprotect
from gridconsole.core.exchange.writer import TemplateColumn, write_csv, write_template, write_xlsx
from tests.core.exchange import workbooks
from tests.core.exchange.care_headings import KNOWN

HEADINGS = ("姓名", "身份证号", "备注")
ROWS = (
    ("张桂兰", "379901195203040021", None),
    ("=1+1", "0013", "@x"),
    ("李\x07四", "#N/A", "第一行\n第二行"),
)
READ = [
    (1, HEADINGS),
    (2, ("张桂兰", "379901195203040021")),
    (3, ("=1+1", "0013", "@x")),
    (4, ("李四", "#N/A", "第一行\n第二行")),
]
COLUMNS = (
    TemplateColumn("姓名", "必填", "张桂兰"),
    TemplateColumn("性别", choices=("男", "女")),
    TemplateColumn("村", "所属行政村", choices=[f"第{at}村" for at in range(100)]),
    TemplateColumn("备注"),
)


def written_xlsx(path: Path, **more: bool) -> None:
    write_xlsx(path, "特殊群体台账", HEADINGS, ROWS, [10, 22, 20], **more)


def written_csv(path: Path, **more: bool) -> None:
    write_csv(path, HEADINGS, ROWS, **more)


def written_template(path: Path, **more: bool) -> None:
    write_template(path, "模板", COLUMNS, **more)


every_writer = pytest.mark.parametrize("write", [written_xlsx, written_csv, written_template])
Write = Callable[..., None]


def test_a_workbook_reads_back_as_it_was_given(tmp_path):
    written_xlsx(tmp_path / "a.xlsx")
    assert list(read_rows(tmp_path / "a.xlsx")) == READ


def test_every_text_cell_is_text_and_none_is_a_formula(tmp_path):
    written_xlsx(tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx")["特殊群体台账"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {(cell.data_type, cell.number_format) for cell in cells} == {("s", "@")}


def test_a_workbook_is_ready_to_work_with_and_to_print(tmp_path):
    written_xlsx(tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx").active
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("A2", "A1:C4", "$1:$1")
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert (sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage) == (0, True)
    assert [sheet.column_dimensions[letter].width for letter in "ABC"] == [10, 22, 20]
    assert sheet["A1"].fill.fgColor.rgb == "000B7268"
    assert sheet.oddHeader.center.text == "特殊群体台账"


def test_widths_fit_what_is_written(tmp_path):
    write_xlsx(tmp_path / "a.xlsx", "表", ("姓名", "身份证号"), [("张三", "379901195203040021")] * 300)
    sheet = load_workbook(tmp_path / "a.xlsx").active
    assert 6 <= sheet.column_dimensions["A"].width < 10
    assert 20 <= sheet.column_dimensions["B"].width < 26
    assert sheet.max_row == 301


def test_days_and_numbers_stay_what_they_are(tmp_path):
    row = (date(2026, 3, 5), datetime(2026, 3, 5, 10, 30), 12, 1.5)
    write_xlsx(tmp_path / "a.xlsx", "表[1]/2", ("日期", "时间", "户数", "比"), [(*row, True)])
    assert list(read_rows(tmp_path / "a.xlsx"))[1] == (2, (*row, "是"))
    write_csv(tmp_path / "a.csv", ("日期", "时间", "户数", "比"), [(*row, False)])
    assert list(read_rows(tmp_path / "a.csv"))[1] == (
        2,
        ("2026-03-05", "2026-03-05 10:30", "12", "1.5", "否"),
    )


def test_a_csv_opens_in_excel_and_runs_nothing(tmp_path):
    written_csv(tmp_path / "a.csv")
    data = (tmp_path / "a.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\r\n'=1+1,0013,'@x\r\n" in data
    assert list(read_rows(tmp_path / "a.csv"))[:3] == READ[:3]


@pytest.mark.parametrize("start", DANGEROUS)
def test_every_dangerous_beginning_is_defused_and_comes_back(start, tmp_path):
    write_csv(tmp_path / "a.csv", ("姓名", "备注"), [("张三", f"{start}cmd")])
    text = (tmp_path / "a.csv").read_bytes().decode("utf-8-sig")
    assert f"'{start}cmd" in text
    assert list(read_rows(tmp_path / "a.csv"))[1] == (2, ("张三", f"{start}cmd"))


@given(st.text(st.sampled_from("'=+-@＝a1\t "), max_size=6))
def test_taking_the_apostrophe_off_undoes_putting_it_on(text):
    assert unprotect(protect(text)) == text
    assert not protect(text).startswith(DANGEROUS)


@every_writer
def test_a_file_of_the_same_name_is_left_alone(write: Write, tmp_path):
    path = tmp_path / "已有.xlsx"
    path.write_bytes(b"old")
    with pytest.raises(files.FileThere) as caught:
        write(path)
    assert "已有.xlsx" in caught.value.sentence and "换一个文件名" in caught.value.next_step
    assert path.read_bytes() == b"old"
    write(path, overwrite=True)
    assert path.read_bytes() != b"old"


@every_writer
def test_nothing_but_the_file_is_left_in_the_folder(write: Write, tmp_path):
    write(tmp_path / "a")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o666 & ~umask()


def umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextmanager
def full_disk(room: int) -> Iterator[None]:
    """No file of this process may grow beyond `room` bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_leaves_the_old_file_as_it_was(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")
    for room in (0, 10, 5000):
        with full_disk(room), pytest.raises(files.NoRoom):
            write_csv(path, HEADINGS, ROWS * 200, overwrite=True)
        assert path.read_bytes() == b"old"
        assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_stops_a_workbook_as_well(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")
    with full_disk(3000), pytest.raises(files.NoRoom):
        written_xlsx(path, overwrite=True)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@every_writer
def test_a_folder_one_may_not_write_to_says_so(write: Write, tmp_path):
    with workbooks.as_nobody(), pytest.raises(files.CannotWrite):
        write(Path("/") / "gridconsole-test.xlsx")
    assert not Path("/gridconsole-test.xlsx").exists()


@every_writer
def test_a_missing_folder_and_a_folder_in_its_place_are_told_apart(write: Write, tmp_path):
    with pytest.raises(files.FolderMissing):
        write(tmp_path / "none" / "a.xlsx")
    with pytest.raises(files.CannotWrite):
        write(tmp_path, overwrite=True)


def test_an_error_while_rows_come_leaves_nothing(tmp_path):
    def rows() -> Iterator[tuple[str, ...]]:
        yield ("张三",)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_csv(tmp_path / "a.csv", ("姓名",), rows())
    with pytest.raises(RuntimeError):
        write_xlsx(tmp_path / "a.xlsx", "表", ("姓名",), rows())
    assert list(tmp_path.iterdir()) == []


def test_a_template_has_headings_explanations_and_choices(tmp_path):
    written_template(tmp_path / "a.xlsx")
    book = load_workbook(tmp_path / "a.xlsx")
    sheet, choices = book["模板"], book["选项"]
    assert [cell.value for cell in sheet[1]] == ["姓名", "性别", "村", "备注"]
    assert [cell.value for cell in sheet[2]] == ["说明：必填\n例：张桂兰", None, "所属行政村", None]
    rules = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert rules == {"B3:B2000": "选项!$A$1:$A$2", "C3:C2000": "选项!$B$1:$B$100"}
    assert [choices["A2"].value, choices["B100"].value, choices.sheet_state] == ["女", "第99村", "hidden"]
    assert {sheet.column_dimensions[letter].number_format for letter in "ABCD"} == {"@"}


def test_a_filled_template_gives_the_people_and_not_the_explanation(tmp_path):
    written_template(tmp_path / "a.xlsx")
    book = load_workbook(tmp_path / "a.xlsx")
    book["模板"].append(["张桂兰", "女", "第3村", None])
    book.save(tmp_path / "b.xlsx")
    rows = list(read_rows(tmp_path / "b.xlsx"))
    head = find_head(rows, KNOWN)
    people = [cells for number, cells in rows if number > head.last_row and is_data(cells, head)]
    assert (head.last_row, people) == (1, [("张桂兰", "女", "第3村")])
    assert list_sheets(tmp_path / "b.xlsx")[1].hidden
