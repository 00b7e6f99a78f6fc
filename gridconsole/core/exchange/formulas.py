"""Formulas of an .xlsx sheet that carry no value yet; nothing is ever calculated."""

import re
import zipfile
from pathlib import Path

_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"((?: s="\d+")?)><f[^>]*>([^<]*)</f>(?:<v ?/>|<v></v>)?</c>')


def without_value(path: Path, sheet: str) -> dict[int, dict[int, str]]:
    """Formulas of an .xlsx sheet that carry no value, as the text "=..." by row (from 1) and column (from 0).

    A program that writes a workbook leaves its formulas without values; a value that is an empty text
    (`t="str"`) is a result and stays empty.
    """
    found: dict[int, dict[int, str]] = {}
    with zipfile.ZipFile(path) as archive:
        part = _part_of(archive, sheet)
        if part is None:
            return found
        for match in _CELL.finditer(archive.read(part)):
            letters, number, _, formula = match.groups()
            text = _unescape(formula.decode("utf-8", "replace"))
            found.setdefault(int(number), {})[_column(letters)] = f"={text}"
    return found


def _column(letters: bytes) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + letter - 64
    return index - 1


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str | None:
    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return None
    book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
    relations = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    for tag in re.findall(r"<(?:\w+:)?sheet\s[^>]*>", book):
        if _unescape(_attribute(tag, "name")) == sheet:
            target = _target(relations, _attribute(tag, r"\w+:id"))
            return target if target in names else None
    return None


def _target(relations: str, identity: str) -> str:
    for tag in re.findall(r"<(?:\w+:)?Relationship\s[^>]*>", relations):
        if _attribute(tag, "Id") == identity:
            target = _attribute(tag, "Target")
            return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return ""


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\s{name}="([^"]*)"', tag)
    return found.group(1) if found else ""


def _unescape(text: str) -> str:
    for entity, letter in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(entity, letter)
    return text
