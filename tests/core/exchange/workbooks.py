"""Makes the files that the tests read: ordinary ones of every kind, and hostile and broken ones."""

import csv
import io
import os
import shutil
import struct
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import xlwt
from msoffcrypto.format.ooxml import OOXMLFile
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook

Rows = Iterable[Sequence[Any]]
HEADINGS = ("姓名", "身份证号", "村", "联系电话")
PEOPLE = (
    ("张桂兰", "379901195203040021", "柳河村", "13900000001"),
    ("李长顺", "379901194811230013", "赵庄", "13900000002"),
    ("欧阳德厚", "379902195001010015", "柳河村", "13700000003"),
)
TABLE = (HEADINGS, *PEOPLE)


def xlsx(
    path: Path,
    rows: Rows = TABLE,
    *,
    name: str = "台账",
    merged: Sequence[str] = (),
    hidden: Mapping[str, Rows] | None = None,
    others: Mapping[str, Rows] | None = None,
) -> Path:
    """A workbook with one main sheet, and hidden and further visible ones before it."""
    book = Workbook()
    book.remove(book.active)
    for title, cells in {**(hidden or {}), **(others or {})}.items():
        sheet = book.create_sheet(title)
        sheet.sheet_state = "hidden" if title in (hidden or {}) else "visible"
        for row in cells:
            sheet.append(list(row))
    main = book.create_sheet(name)
    for row in rows:
        main.append(list(row))
    for area in merged:
        main.merge_cells(area)
    book.active = book.index(main)
    book.save(path)
    return path


def xls(path: Path, rows: Rows = TABLE, merged: Sequence[tuple[int, int, int, int]] = ()) -> Path:
    """An old workbook; `merged` as first row, last row, first column, last column, from 0."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("台账")
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is None:
                continue
            if hasattr(value, "year"):
                sheet.write(at, column, value, day)
            else:
                sheet.write(at, column, value)
    for area in merged:
        sheet.merge(*area)
    book.save(str(path))
    return path


def ods(path: Path, rows: Rows = TABLE, spans: Mapping[tuple[int, int], int] | None = None) -> Path:
    """An OpenDocument workbook; `spans` tells how many columns a cell covers."""
    book = OpenDocumentSpreadsheet()
    table = Table(name="台账")
    for at, row in enumerate(rows):
        line = TableRow()
        covered = 0
        for column, value in enumerate(row):
            wide = (spans or {}).get((at, column), 1)
            line.addElement(CoveredTableCell() if covered else _ods_cell(value, wide))
            covered = max(covered - 1, wide - 1)
        table.addElement(line)
    book.spreadsheet.addElement(table)
    book.save(str(path))
    return path


def _ods_cell(value: Any, wide: int) -> TableCell:
    if value is None:
        return TableCell()
    more = {"numbercolumnsspanned": wide} if wide > 1 else {}
    if isinstance(value, int | float):
        return TableCell(valuetype="float", value=str(value), **more)
    cell = TableCell(valuetype="string", **more)
    cell.addElement(P(text=str(value)))
    return cell


def text(path: Path, rows: Rows = TABLE, encoding: str = "utf-8", separator: str = ",") -> Path:
    """A text file as Excel and WPS save it."""
    made = io.StringIO(newline="")
    csv.writer(made, delimiter=separator).writerows(rows)
    path.write_bytes(made.getvalue().encode(encoding))
    return path


def encrypted_xlsx(path: Path) -> Path:
    plain = xlsx(path.with_name("plain.xlsx"))
    with plain.open("rb") as source, path.open("wb") as target:
        OOXMLFile(source).encrypt("mima", target)
    return path


def encrypted_xls(path: Path) -> Path:
    """The record after the first of the workbook stream becomes FILEPASS (0x2F), as a password leaves it."""
    data = bytearray(xls(path).read_bytes())
    start = data.index(bytes((0x09, 0x08, 0x10, 0x00)))
    (length,) = struct.unpack_from("<H", data, start + 2)
    struct.pack_into("<H", data, start + 4 + length, 0x2F)
    path.write_bytes(data)
    return path


def encrypted_ods(path: Path) -> Path:
    """What LibreOffice leaves: the contents unreadable, their keys told in the manifest."""
    key = '<manifest:encryption-data manifest:checksum-type="SHA256/1K" manifest:checksum="AAAA"/>'
    entry = f"<manifest:file-entry>{key}</manifest:file-entry>"
    manifest = f'<?xml version="1.0"?><manifest:manifest>{entry}</manifest:manifest>'
    return with_parts(
        ods(path), {"content.xml": b"\x8f\x01" * 500, "META-INF/manifest.xml": manifest.encode()}
    )


def with_doctype(path: Path) -> Path:
    """The billion-laughs shape: entities of entities in a part of the workbook."""
    head = b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    with zipfile.ZipFile(xlsx(path)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    return with_parts(path, {"xl/worksheets/sheet1.xml": head + sheet})


def zip_bomb(path: Path, megabytes: int) -> Path:
    """One part of spaces, a thousand times smaller in the file."""
    with (
        zipfile.ZipFile(xlsx(path), "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/bomb.xml", "w") as part,
    ):
        for _ in range(megabytes):
            part.write(b" " * 1024 * 1024)
    return path


def lying_bomb(path: Path, megabytes: int) -> Path:
    """A bomb whose directory says that it unpacks to ten bytes."""
    data = bytearray(zip_bomb(path, megabytes).read_bytes())
    entry = data.rindex(b"PK\x01\x02", 0, data.rindex(b"xl/bomb.xml"))
    struct.pack_into("<I", data, entry + 24, 10)
    path.write_bytes(data)
    return path


def raw_xlsx(path: Path, rows: Iterable[str]) -> Path:
    """A workbook whose rows are given as XML, for sizes that openpyxl would need minutes for."""
    with zipfile.ZipFile(xlsx(path)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    start, end = sheet.index("<sheetData>"), sheet.index("</sheetData>")
    made = sheet[:start] + "<sheetData>" + "".join(rows) + sheet[end:]
    return with_parts(path, {"xl/worksheets/sheet1.xml": made.encode()})


def truncated(path: Path) -> Path:
    """The first half of a workbook, as an interrupted copy leaves it."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    return path


def document(path: Path) -> Path:
    """A zip that is a text document."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    return path


def with_parts(path: Path, parts: Mapping[str, bytes]) -> Path:
    """The same zip with some of its parts exchanged."""
    source = path.with_name(f"before-{path.name}")
    shutil.move(path, source)
    with (
        zipfile.ZipFile(source) as old,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for entry in old.infolist():
            new.writestr(entry.filename, parts.get(entry.filename, old.read(entry.filename)))
    source.unlink()
    return path


@contextmanager
def as_nobody() -> Iterator[None]:
    """A superuser may read and write everything: tests of permission run as nobody."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
