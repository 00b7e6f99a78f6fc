"""Comma- and tab-separated text as stations have it: which encoding, which separator, which rows."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from gridconsole.core.exchange.errors import DamagedText, EmptyFile

SEPARATORS = (",", "\t", ";", "，")
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_SAMPLE = 40
_LONGEST_CELL = 32767
_END = "\0end"
_SURELY_UTF8 = 10


def read_text(path: Path) -> Iterator[list[str]]:
    """Rows of a text file as lists of text, blank ones as empty lists.

    Raises `DamagedText` or `EmptyFile`.
    """
    text = decode(path.read_bytes())
    if not text.strip():
        raise EmptyFile()
    for row in _records(text, sniff_separator(text)):
        yield [unprotect(cell) for cell in row]


def _records(text: str, separator: str) -> Iterator[list[str]]:
    """Rows of cells; a mark after the last row tells whether a quote is still open there."""
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(f"{text}\n{_END}", newline=""), delimiter=separator)
    start = 1
    try:
        for row in reader:
            if row == [_END]:
                return
            if row and row[-1].endswith(_END):
                raise csv.Error
            yield row
            start = reader.line_num + 1
    except csv.Error as error:
        raise DamagedText(f"从第 {start} 行起，有一个引号没有配对。") from error


def decode(data: bytes) -> str:
    """Text from UTF-16 with its mark, UTF-8 with or without, else GB 18030 (which holds GBK and GB 2312)."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strictly(data, "utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        good = data[: error.start].decode("utf-8")
        if data.startswith(b"\xef\xbb\xbf") or sum(letter > "\x7f" for letter in good) >= _SURELY_UTF8:
            raise DamagedText(f"第 {good.count(chr(10)) + 1} 行有认不出的字。") from error
    return _strictly(data, "gb18030")


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DamagedText() from error


def sniff_separator(text: str) -> str:
    """The separator that cuts the most of the first rows into the same number of cells."""
    sample = text[:65536]
    return max(SEPARATORS, key=lambda separator: _agreement(sample, separator))


def _agreement(sample: str, separator: str) -> tuple[int, int]:
    """How many rows agree on a number of cells above one, and that number."""
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
    widths: Counter[int] = Counter()
    try:
        for _, row in zip(range(_SAMPLE), reader, strict=False):
            if len(row) > 1:
                widths[len(row)] += 1
    except csv.Error:
        pass
    return max(((rows, width) for width, rows in widths.items()), default=(0, 0))


def protect(text: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe before = + - @, tab and line ends."""
    return f"'{text}" if text.lstrip("'").startswith(DANGEROUS) else text


def unprotect(text: str) -> str:
    """Takes back what `protect` did and leaves every other text alone."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(DANGEROUS) else text
