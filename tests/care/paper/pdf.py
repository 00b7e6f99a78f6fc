"""Reads printed papers back: lines as they stand on each page."""

import re
from collections.abc import Callable
from io import BytesIO

from pypdf import PdfReader

EMBEDDED = {"NotoSansSC-Regular", "NotoSansSC-Bold"}


def read(write: Callable[[BytesIO], int]) -> PdfReader:
    """Print into memory and read the file back; the number of pages told is the number there is."""
    target = BytesIO()
    told = write(target)
    reader = PdfReader(target)
    assert told == len(reader.pages)
    return reader


def lines(reader: PdfReader) -> list[list[str]]:
    """Return the lines of each page."""
    return [[line.strip() for line in page.extract_text().splitlines()] for page in reader.pages]


def solid(reader: PdfReader) -> str:
    """Return all text without blanks and line ends."""
    return "".join("".join(page.extract_text().split()) for page in reader.pages)


def fonts(reader: PdfReader) -> set[str]:
    """Return the names of the fonts of all pages, each checked to be embedded."""
    found = set()
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            assert "/FontFile2" in font["/FontDescriptor"], font["/BaseFont"]
            found.add(str(font["/BaseFont"]).partition("+")[2])
    return found


def figures(line: str) -> list[int]:
    """Return the whole numbers of a line that count no households; a dash is none."""
    line = re.sub(r"\d+ ?户", "", line)
    words = re.findall(r"(?<!\S)(?:[−-]?[\d,]+|—)(?!\S)", line)
    return [0 if word == "—" else int(word.replace(",", "").replace("−", "-")) for word in words]
