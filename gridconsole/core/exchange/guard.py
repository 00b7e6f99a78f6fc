"""Looks at a file's bytes before any parser does: what kind it is, and whether it is safe to open."""

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import BinaryIO

from gridconsole.core.exchange.errors import Bomb, Damaged, EmptyFile, Encrypted, NotATable, TooLarge, WebPage

MEGABYTE = 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
PIECE = 65536
_BOOK_STARTS = (b"\x09\x08\x10\0\0\x06\x05\0", b"\x09\x08\x08\0\0\x05\x05\0")
_RECORDS_TO_FILEPASS = 12
_OTHER_DOCUMENTS = (b"WordDocument", b"PowerPoint Document", b"__properties_version1.0")


@dataclass(frozen=True)
class Limits:
    """How much one file may ask for: bytes, rows, columns, seconds."""

    file_bytes: int = 200 * MEGABYTE
    memory_bytes: int = 1536 * MEGABYTE
    inflated_bytes: int = 512 * MEGABYTE
    inflated_floor: int = 64 * MEGABYTE
    inflated_ratio: int = 150
    parts: int = 5000
    rows: int = 200_000
    columns: int = 200
    seconds: float = 60.0


USUAL = Limits()


class Kind(Enum):
    """What a file is by its content."""

    WORKBOOK = "workbook"
    WORKBOOK_WITH_FORMULAS = "workbook with formulas"
    TEXT = "text"


def examine(path: Path, limits: Limits) -> Kind:
    """Tells the kind of a file by its content and refuses what is unsafe, locked, broken or not a table.

    Raises a subclass of `Unreadable`.
    """
    size = path.stat().st_size
    if size == 0:
        raise EmptyFile()
    if size > limits.file_bytes:
        raise TooLarge(f"这个文件有 {size // MEGABYTE} MB，超过了 {limits.file_bytes // MEGABYTE} MB。")
    with path.open("rb") as file:
        start = file.read(4096)
        if start.startswith(OLE):
            _examine_ole(start + file.read())
            return Kind.WORKBOOK
        if start.startswith(ZIP):
            return _examine_zip(file, limits)
    return _examine_text(start)


def _examine_text(start: bytes) -> Kind:
    folded = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if folded.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<head", b"<meta", b"mime-version:")):
        raise WebPage()
    if b"\0" in start and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotATable()
    if start.startswith((b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf")):
        raise NotATable()
    return Kind.TEXT


def _examine_ole(data: bytes) -> None:
    """Names of streams stand in the compound file's directory in UTF-16."""
    if _stream(b"EncryptedPackage") in data:
        raise Encrypted()
    if any(_stream(name) in data for name in _OTHER_DOCUMENTS):
        raise NotATable()
    if _stream(b"Workbook") not in data and _stream(b"Book") not in data:
        raise Damaged()
    if _has_filepass(data):
        raise Encrypted()


def _has_filepass(data: bytes) -> bool:
    """The record FILEPASS (0x2F) follows soon after the first one of a locked workbook ([MS-XLS] 2.4.117)."""
    at = max(data.find(start) for start in _BOOK_STARTS)
    for _ in range(_RECORDS_TO_FILEPASS):
        if at < 0 or at + 4 > len(data):
            return False
        if data[at : at + 2] == b"\x2f\0":
            return True
        at += 4 + int.from_bytes(data[at + 2 : at + 4], "little")
    return False


def _stream(name: bytes) -> bytes:
    return b"".join(bytes((letter, 0)) for letter in name) + b"\0\0"


def _examine_zip(file: BinaryIO, limits: Limits) -> Kind:
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise Damaged() from error
    if any(part.flag_bits & 1 for part in parts):
        raise Encrypted()
    if len(parts) > limits.parts:
        raise Bomb()
    if not {part.filename for part in parts} & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
        raise NotATable()
    return Kind.WORKBOOK_WITH_FORMULAS if _check_inflated(file, parts, limits) else Kind.WORKBOOK


def _check_inflated(file: BinaryIO, parts: list[zipfile.ZipInfo], limits: Limits) -> bool:
    """Unpacks every part that a parser would read, counting the bytes that really come out.

    Tells whether any cell of an .xlsx holds a formula.
    """
    formulas = False
    allowed = min(limits.inflated_bytes, max(limits.inflated_floor, _packed(parts) * limits.inflated_ratio))
    total = 0
    for part in parts:
        if not part.filename.lower().endswith((".xml", ".rels", ".bin", "mimetype")):
            continue
        tail = b""
        for piece in inflate(file, part):
            total += len(piece)
            if total > allowed:
                raise Bomb()
            text = tail + piece
            if not part.filename.endswith(".bin"):
                _check_xml(text, part.filename, start=not tail)
            formulas = formulas or (part.filename.startswith("xl/worksheets/") and b"/f>" in text)
            tail = piece[-32:]
    return formulas


def _packed(parts: list[zipfile.ZipInfo]) -> int:
    return sum(part.compress_size for part in parts)


def _check_xml(text: bytes, name: str, start: bool) -> None:
    """Entities stand in a DOCTYPE only; in UTF-16, which no workbook uses, it could hide."""
    doctype = b"!" in text and b"<!DOCTYPE" in text  # one letter is found ten times as fast
    if doctype or (start and text.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<"))):
        raise Bomb("这个文件里有可疑的 XML 定义，为安全起见没有打开。")
    if name == "META-INF/manifest.xml" and b"encryption-data" in text:
        raise Encrypted()


def inflate(file: BinaryIO, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Unpacks one part piece by piece from its raw bytes, whatever sizes its header claims.

    Raises `Damaged` where the stream is cut short or packed in a way workbooks never are.
    """
    left = _skip_local_header(file, part)
    unpack = zlib.decompressobj(-15)
    while left:
        packed = file.read(min(left, PIECE))
        if not packed:
            raise Damaged()
        left -= len(packed)
        if part.compress_type == zipfile.ZIP_STORED:
            yield packed
        else:
            yield _unpacked(unpack, packed)


def _skip_local_header(file: BinaryIO, part: zipfile.ZipInfo) -> int:
    if part.header_offset < 0:
        raise Damaged()
    file.seek(part.header_offset)
    header = file.read(30)
    if len(header) < 30 or not header.startswith(ZIP):
        raise Damaged()
    if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Damaged()
    file.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), 1)
    return part.compress_size


def _unpacked(unpack: "zlib._Decompress", packed: bytes) -> bytes:
    """At most 64 MB comes out of 64 KB, so a piece never needs to be cut further."""
    try:
        return unpack.decompress(packed)
    except zlib.error as error:
        raise Damaged() from error
