"""Finds the heading rows of a table and names its columns: pure functions over the first rows of a sheet."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gridconsole.core.exchange.errors import NoHeading
from gridconsole.core.exchange.reader import Cell, NumberedRow

ROW_NUMBER = "原行号"
REASON = "原因"

_LOOK_AT = 30
_LEVELS = 3
_LONGEST_HEADING = 20
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|<[^<>]*>|《[^《》]*》")
_PUNCTUATION = re.compile(r"[\W_]+")
_NO_HEADING = re.compile(r"[:：]|\d{4}")
_TITLE = re.compile(r"台账|名单|名册|[登统汇明一记计总细览]表|情况表|信息表|档案$")
_UNDER_GROUPS = re.compile(r"姓名|名字|电话|手机|联系方式|关系|证|住址|地址|单位|职务|性别|年龄|生日|出生")


@dataclass(frozen=True)
class Column:
    """One column: its place from 0, and its heading with white space folded and levels joined by a space."""

    index: int
    heading: str


@dataclass(frozen=True)
class Head:
    """The heading rows as the sheet numbers them, and the columns that carry a heading or cells."""

    first_row: int
    last_row: int
    columns: tuple[Column, ...]


def normalise(heading: str) -> str:
    """A heading for comparing: half width, lower case, no spaces, punctuation, marks or bracketed remarks."""
    folded = unicodedata.normalize("NFKC", heading).lower()
    bare = _PUNCTUATION.sub("", _BRACKETS.sub("", folded))
    return bare or _PUNCTUATION.sub("", folded)


def find_head(rows: Sequence[NumberedRow], known: Collection[str]) -> Head:
    """The heading rows among the first thirty, found by the headings that are known (normalised).

    Raises `NoHeading`.
    """
    looked_at = [(number, [_text(cell) for cell in cells]) for number, cells in rows[:_LOOK_AT]]
    scores = [_score(texts, known) for _, texts in looked_at]
    best = max(range(len(scores)), key=lambda at: scores[at], default=None)
    if best is None or scores[best] == 0:
        raise NoHeading()
    first, last = _levels(looked_at, best, known)
    headings = _joined([texts for _, texts in looked_at[first : last + 1]])
    below = [cells for _, cells in rows[last + 1 : last + 1 + _LOOK_AT]]
    return Head(looked_at[first][0], looked_at[last][0], tuple(_columns(headings, below)))


def _text(cell: Cell) -> str:
    """A cell as a heading: white space folded, line breaks within Chinese words closed up."""
    if not isinstance(cell, str):
        return "" if cell is None else str(cell)
    closed = re.sub(r"(?<=[^\x00-\x7f])[ \t]*[\r\n]+[ \t]*(?=[^\x00-\x7f])", "", cell.strip())
    return " ".join(closed.split())


def _score(texts: list[str], known: Collection[str]) -> int:
    """Twice the known headings of a row and once those that contain one; 0 where it is no heading row.

    One known heading is enough where all cells are different and none looks like data.
    """
    filled = [text for text in texts if text]
    distinct = {normalise(text) for text in filled if len(text) <= _LONGEST_HEADING} - {""}
    exact = distinct & set(known)
    near = {text for text in distinct - exact if any(len(word) > 1 and word in text for word in known)}
    if len(exact) > 1 or (exact and _are_headings(texts) and len(set(filled)) == len(filled)):
        return 2 * len(exact) + len(near)
    return 0


def _levels(rows: list[tuple[int, list[str]]], best: int, known: Collection[str]) -> tuple[int, int]:
    """First and last heading row around the best one."""
    first = last = best
    while last + 1 < len(rows) and last - first < _LEVELS - 1 and _adjacent(rows, last):
        if not _continues(rows[last][1], rows[last + 1][1], known):
            break
        last += 1
    while first > 0 and last - first < _LEVELS - 1 and _adjacent(rows, first - 1):
        if not _groups(rows[first - 1][1], rows[first][1], known):
            break
        first -= 1
    return first, last


def _adjacent(rows: list[tuple[int, list[str]]], at: int) -> bool:
    return rows[at][0] + 1 == rows[at + 1][0]


def _at(texts: list[str], column: int) -> str:
    return texts[column] if column < len(texts) else ""


def _are_headings(texts: list[str]) -> bool:
    filled = [text for text in texts if text]
    return bool(filled) and all(len(t) <= _LONGEST_HEADING and not _NO_HEADING.search(t) for t in filled)


def _continues(upper: list[str], lower: list[str], known: Collection[str]) -> bool:
    """Whether the lower row is a second level: cells only under groups, or single heads repeated."""
    if not _are_headings(lower) or normalise("".join(lower)).isdigit():
        return False
    filled = [column for column, text in enumerate(lower) if text]
    repeated = {column for column in filled if lower[column] == _at(upper, column)}
    hits = {column for column in filled if normalise(lower[column]) in known}
    if repeated:
        return all(column in repeated | hits or _is_group(upper, lower, column) for column in filled)
    return bool(hits or len(filled) > 1) and all(_is_group(upper, lower, column) for column in filled)


def _is_group(upper: list[str], lower: list[str], column: int) -> bool:
    """A group's cell is repeated over its columns, or empty beside the first of them."""
    text, right, left = _at(upper, column), _at(upper, column + 1), _at(upper, column - 1) if column else ""
    return not text or text in (right, left) or (not right and bool(_at(lower, column + 1)))


def _groups(upper: list[str], lower: list[str], known: Collection[str]) -> bool:
    """Whether the upper row holds groups over the lower row's headings, and is no title."""
    filled = [(column, text) for column, text in enumerate(upper) if text]
    if not _are_headings(upper) or any(_TITLE.search(text) for _, text in filled):
        return False
    if any(text == _at(lower, column) for column, text in filled):
        return True
    if len({text for _, text in filled}) > 1:
        return True
    start = next(column for column, text in enumerate(lower) if text)
    return normalise(filled[0][1]) in known or filled[0][0] > start


def _joined(levels: list[list[str]]) -> list[str]:
    """One heading for each column: its levels joined, a repeated level once."""
    width = max(len(texts) for texts in levels)
    filled = [_spread(upper, lower) for upper, lower in pairwise(levels)] + [levels[-1]]
    stacks = [[_at(texts, column) for texts in filled] for column in range(width)]
    return [" ".join(dict.fromkeys(text for text in stack if text)) for stack in stacks]


def _spread(upper: list[str], lower: list[str]) -> list[str]:
    """A group that was not merged in the file reaches over the sub-headings right of it."""
    spread = [_at(upper, column) for column in range(max(len(upper), len(lower)))]
    for column in range(1, len(spread)):
        group = spread[column - 1]
        merged = group and column > 1 and _at(upper, column - 1) == _at(upper, column - 2)
        below, before = _at(lower, column), _at(lower, column - 1)
        if not spread[column] and below and before and not merged and _UNDER_GROUPS.search(below):
            spread[column] = group
    return spread


def _columns(headings: list[str], below: list[tuple[Cell, ...]]) -> Iterator[Column]:
    """Columns with a heading, and those without that hold cells; not our own remarks on refused rows."""
    refused = ROW_NUMBER in headings
    width = max([len(headings), *(len(cells) for cells in below)])
    for index in range(width):
        heading = _at(headings, index)
        if refused and heading in (ROW_NUMBER, REASON):
            continue
        if heading:
            yield Column(index, heading)
        elif sum(index < len(cells) and cells[index] is not None for cells in below) > 1:
            yield Column(index, f"（第 {index + 1} 列无表头）")
