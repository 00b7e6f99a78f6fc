"""Broken, locked and hostile files: each its own error, within seconds, and no process left behind."""

import os
import struct
import tempfile
import time
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gridconsole.core.exchange import errors
from gridconsole.core.exchange.guard import Limits
from gridconsole.core.exchange.process import ReadingProcess
from gridconsole.core.exchange.reader import list_sheets, read_rows, read_table
from gridconsole.core.progress import Cancelled
from tests.core.exchange import workbooks

MEGABYTE = 1024 * 1024


def refused(
    path: Path, kind: type[errors.Unreadable], sheet: str | None = None, **limits: float
) -> errors.Unreadable:
    """Reads a file that must be refused, by exactly this class, in words."""
    with pytest.raises(errors.Unreadable) as caught:
        list(read_rows(path, sheet, limits=Limits(**limits)))  # type: ignore[arg-type]
    assert type(caught.value) is kind
    assert caught.value.sentence.endswith("。")
    assert caught.value.next_step.endswith("。")
    return caught.value


def test_a_zip_bomb_is_refused_early(tmp_path):
    refused(workbooks.zip_bomb(tmp_path / "a.xlsx", megabytes=80), errors.Bomb)


def test_a_zip_bomb_that_lies_about_its_size_is_refused_as_well(tmp_path):
    refused(workbooks.lying_bomb(tmp_path / "a.xlsx", megabytes=80), errors.Bomb)


def test_a_small_file_that_packs_well_is_no_bomb(tmp_path):
    assert len(list(read_rows(workbooks.zip_bomb(tmp_path / "a.xlsx", megabytes=20)))) == 4


def test_an_xml_bomb_is_refused(tmp_path):
    assert "XML" in refused(workbooks.with_doctype(tmp_path / "a.xlsx"), errors.Bomb).sentence


def test_three_hundred_columns_are_refused(tmp_path):
    path = workbooks.xlsx(tmp_path / "a.xlsx", [("姓名",), ["备注"] * 300])
    assert "200 列" in refused(path, errors.TooManyColumns).sentence


def test_too_many_rows_are_refused_with_the_limit_named(tmp_path):
    path = workbooks.text(tmp_path / "a.csv", [("姓名",), *([("张三",)] * 200_000)])
    assert "200,000" in refused(path, errors.TooManyRows).sentence


def test_empty_formatted_rows_far_below_do_not_count(tmp_path):
    rows = [
        '<row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c></row>',
        '<row r="900000"><c r="B900000" s="0"/></row>',
    ]
    assert list(read_rows(workbooks.raw_xlsx(tmp_path / "a.xlsx", rows))) == [(1, ("姓名",))]


def test_a_cell_in_the_last_corner_does_not_eat_the_memory(tmp_path):
    rows = [
        '<row r="1"><c r="A1"><v>1</v></c></row>',
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
    ]
    assert "内存" in refused(workbooks.raw_xlsx(tmp_path / "a.xlsx", rows), errors.TooLarge).sentence


def test_more_memory_than_allowed_is_an_error_in_words(tmp_path):
    rows = (
        f'<row r="{at}"><c r="A{at}"><v>{at}</v></c><c r="Z{at}"><v>1</v></c></row>'
        for at in range(1, 60_000)
    )
    refused(workbooks.raw_xlsx(tmp_path / "a.xlsx", rows), errors.TooLarge, memory_bytes=60 * MEGABYTE)


def test_a_file_beyond_the_size_limit_is_not_opened(tmp_path):
    refused(workbooks.xlsx(tmp_path / "a.xlsx"), errors.TooLarge, file_bytes=1000)


def test_reading_that_takes_too_long_is_stopped(tmp_path):
    rows = (f'<row r="{at}"><c r="A{at}"><v>{at}</v></c></row>' for at in range(1, 150_000))
    refused(workbooks.raw_xlsx(tmp_path / "a.xlsx", rows), errors.TooSlow, seconds=0.05)


@pytest.mark.parametrize("make", [workbooks.xlsx, workbooks.xls, workbooks.ods])
def test_a_truncated_workbook_is_damaged(make, tmp_path):
    refused(workbooks.truncated(make(tmp_path / "a")), errors.Damaged)


@pytest.mark.parametrize(
    "make",
    [workbooks.encrypted_xlsx, workbooks.encrypted_xls, workbooks.encrypted_ods],
    ids=lambda make: make.__name__,
)
def test_an_encrypted_workbook_is_to_be_saved_without_a_password(make, tmp_path):
    assert "先另存为不带密码的文件" in refused(make(tmp_path / "a"), errors.Encrypted).next_step


@pytest.mark.parametrize(
    "page",
    ["<html><table><tr><td>姓名", "\ufeff<!DOCTYPE html>", '<?xml version="1.0"?><Workbook/>', " <TABLE>"],
)
def test_a_web_page_named_xls_is_to_be_saved_as_a_workbook(page, tmp_path):
    path = tmp_path / "导出.xls"
    path.write_text(page, encoding="utf-8")
    assert "另存为 .xlsx" in refused(path, errors.WebPage).next_step


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n\0\0", b"\x7fELF\x02\x01\x01\0\0", b"\xff\xd8\xff\xe0JFIF"]
)
def test_other_kinds_of_files_are_no_table(data, tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(data * 20)
    refused(path, errors.NotATable)


def test_a_text_document_is_no_table(tmp_path):
    refused(workbooks.document(tmp_path / "a.xlsx"), errors.NotATable)


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf \r\n\r\n"])
def test_an_empty_file_says_so(data, tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    refused(path, errors.EmptyFile)


def test_a_workbook_without_cells_has_no_sheet_to_read(tmp_path):
    refused(workbooks.xlsx(tmp_path / "a.xlsx", []), errors.NoSheet)


def test_a_named_sheet_without_cells_is_empty(tmp_path):
    refused(workbooks.xlsx(tmp_path / "a.xlsx", []), errors.EmptyFile, "台账")


def test_a_missing_sheet_names_those_there_are(tmp_path):
    path = workbooks.xlsx(tmp_path / "a.xlsx", hidden={"旧表": [("姓名",)]})
    assert "旧表、台账" in refused(path, errors.NoSuchSheet, "没有").next_step
    refused(workbooks.text(tmp_path / "b.csv"), errors.NoSuchSheet, "没有")


def test_text_with_a_broken_byte_is_not_guessed_at(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes("姓名,住址\n张桂兰,柳河村东街三号院\n".encode() + b"\xff\xfe\xff\n")
    assert "第 3 行" in refused(path, errors.DamagedText).sentence


def test_a_quote_that_never_closes_is_an_error_in_words(tmp_path):
    path = tmp_path / "a.csv"
    for length in (1, 20_000):
        path.write_text('姓名,住址\n张三,"柳河村\n' + "李四,赵庄\n" * length, encoding="utf-8")
        assert "第 2 行" in refused(path, errors.DamagedText).sentence


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path):
    assert "没有.xlsx" in refused(tmp_path / "没有.xlsx", errors.NotFound).sentence
    refused(tmp_path, errors.NotAFile)
    os.mkfifo(tmp_path / "pipe")
    refused(tmp_path / "pipe", errors.NotAFile)


def test_a_file_one_may_not_read_says_so(tmp_path):
    path = workbooks.xlsx(tmp_path / "a.xlsx")
    path.chmod(0)
    with workbooks.as_nobody():
        refused(path, errors.NoPermission)


@cache
def sound(make) -> bytes:
    """One workbook of a kind for all examples: written anew its length would change with the time of day."""
    with tempfile.TemporaryDirectory() as folder:
        return make(Path(folder) / "a").read_bytes()


@settings(max_examples=15, deadline=None)
@given(make=st.sampled_from([workbooks.xlsx, workbooks.xls, workbooks.ods]), data=st.data())
def test_whatever_bytes_are_wrong_the_answer_is_rows_or_an_error_in_words(make, data):
    with tempfile.TemporaryDirectory() as folder:
        path, file = Path(folder) / "a", bytearray(sound(make))
        for at, byte in data.draw(st.lists(st.tuples(st.integers(0, len(file) - 1), st.integers(0, 255)))):
            file[at] = byte
        path.write_bytes(file)
        try:
            list(read_rows(path))
        except errors.ReaderCrashed:
            raise
        except errors.Unreadable as error:
            assert error.sentence and error.next_step


def test_a_directory_that_points_before_the_file_is_damaged(tmp_path):
    path = workbooks.xlsx(tmp_path / "a.xlsx")
    data = bytearray(path.read_bytes())
    struct.pack_into("<I", data, data.rindex(b"PK\x05\x06") + 16, 2**31)
    path.write_bytes(data)
    refused(path, errors.Damaged)


def test_listing_the_sheets_refuses_the_same_files(tmp_path):
    with pytest.raises(errors.Encrypted):
        list_sheets(workbooks.encrypted_xlsx(tmp_path / "a.xlsx"))
    with pytest.raises(errors.NotFound):
        list_sheets(tmp_path / "none")


def children() -> set[str]:
    """Processes that this one started and that still are there, dead or alive."""
    tasks = Path("/proc/self/task").iterdir()
    return {child for task in tasks for child in (task / "children").read_text().split()}


def long_table(path: Path) -> Path:
    return workbooks.text(path, [("姓名", "住址")] + [(f"张{at}", "柳河村" * 20) for at in range(100_000)])


def test_closing_the_rows_early_ends_the_process(tmp_path):
    before = children()
    rows = read_rows(long_table(tmp_path / "a.csv"))
    assert next(rows)[0] == 1
    assert children() > before
    rows.close()
    assert children() == before


def test_a_table_left_early_does_not_read_to_the_end(tmp_path):
    with read_table(long_table(tmp_path / "a.csv")) as table:
        process = table._process._process
    assert process.returncode == -9


def test_every_error_ends_the_process_too(tmp_path):
    before = children()
    refused(workbooks.with_doctype(tmp_path / "a.xlsx"), errors.Bomb)
    list(read_rows(workbooks.xlsx(tmp_path / "b.xlsx")))
    assert children() == before


def test_cancelling_stops_within_a_moment(tmp_path):
    before = children()
    answers = iter([False] * 5)
    started = time.monotonic()
    with pytest.raises(Cancelled):
        list(read_rows(long_table(tmp_path / "a.csv"), cancelled=lambda: next(answers, True)))
    assert time.monotonic() - started < 5
    assert children() == before


@pytest.mark.parametrize(("signal", "kind"), [(9, errors.TooLarge), (11, errors.ReaderCrashed)])
def test_a_process_that_is_killed_is_an_error_in_words(signal, kind, tmp_path):
    with pytest.raises(errors.Unreadable) as caught, read_table(long_table(tmp_path / "a.csv")) as table:
        for number, _ in table:
            if number == 1:
                os.kill(table._process._process.pid, signal)
    assert type(caught.value) is kind


def test_a_bug_in_the_process_becomes_an_error_with_its_details(tmp_path):
    process = ReadingProcess("rows", workbooks.xlsx(tmp_path / "a.xlsx"), None, Limits(rows="x"), None)  # type: ignore[arg-type]
    with pytest.raises(errors.ReaderCrashed) as caught, process:
        list(process)
    assert "TypeError" in caught.value.detail
