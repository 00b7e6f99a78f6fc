"""Tells rows of data from what stands between and below them: totals, notes, signatures, repeated heads."""

import re
from collections.abc import Sequence
from functools import lru_cache

from gridconsole.core.exchange.head_rows import Column, Head, normalise
from gridconsole.core.exchange.reader import Cell

_SERIAL = {"序号", "序", "顺序号", "顺序", "no"}
_TOTAL = re.compile(r"^(本页|全村|全镇|全站|各村)?(合计|小计|总计|共计|累计|总人数|总户数)|(合计|小计|总计)$")
_SIGNED = (
    "填表人|填报人|制表人|制表|审核人|审核|复核人|复核|审批人|负责人|单位负责人|站长|经办人|签字|签名|盖章|填表单位|填报单位"
    "|填表日期|填报日期|填报时间|制表日期|日期|联系人|联系电话"
)
_SAID = "注|备注|说明|填写说明|填表说明|注意|提示|示例|单位"
_NOTE = re.compile(rf"^({_SAID}|{_SIGNED})(（[^）]*）|\([^)]*\))?\s*[:：]")
_SIGNATURE = re.compile(rf"^({_SIGNED})$")
_SECTION = re.compile(r"^[一二三四五六七八九十]+[、.．]|^[（(][一二三四五六七八九十]+[）)]")
_TITLE = re.compile(r"台账|名单|名册|[登统汇明一记计总细览]表|^第.{1,4}页|^注[:：]|^\d+[、.．]\D")
_EXPLAINS = re.compile(
    r"必填|选填|可不填|可空|填写|下拉|格式|例[:：如]|如[:：]|位数字|^[（(].*[）)]$|^(文本|数字|日期|单位)"
)
_NUMBERS_IN_ORDER = 3


def is_data(cells: tuple[Cell, ...], head: Head) -> bool:
    """Whether a row below the head is about somebody; a row that lacks a name still is."""
    named = [(column, cell) for column in head.columns if (cell := _cell(cells, column)) is not None]
    filled = [(column, cell) for column, cell in named if not _is_serial(column.heading)]
    if not filled:
        return False
    texts = [str(cell).strip() for _, cell in named]
    return not (
        _is_total(texts)
        or _is_note(texts, filled, len(head.columns))
        or _is_head_again(named)
        or _is_explanation(texts)
        or _counts_columns(cells)
    )


def _cell(cells: tuple[Cell, ...], column: Column) -> Cell:
    cell = cells[column.index] if column.index < len(cells) else None
    return None if isinstance(cell, str) and not cell.strip() else cell


def _is_total(texts: list[str]) -> bool:
    """The word stands in the first cells; a person's remark further right may well hold it."""
    return any(
        len(text) <= 12 and ("计" in text or "总" in text) and _TOTAL.search(normalise(text))
        for text in texts[:2]
    )


def _is_note(texts: list[str], filled: Sequence[tuple[Column, Cell]], columns: int) -> bool:
    first = texts[0]
    if _NOTE.match(first) or _SIGNATURE.match(normalise(first)):
        return True
    if len(set(texts)) == 1 and len(texts) > 2:  # one cell merged across
        return True
    alone = len(set(texts)) == 1 and columns > 1
    return alone and (len(first) > 30 or bool(_SECTION.match(first) or _TITLE.search(first)))


def _is_head_again(named: Sequence[tuple[Column, Cell]]) -> bool:
    """Printed pages repeat the heading rows, of two levels perhaps one at a time."""
    others = 0
    for column, cell in named:
        others += not _is_level(str(cell), column.heading)
        if 5 * others > 2 * len(named):  # soon, for nearly every row
            return False
    return len(named) - others >= 2


def _is_level(text: str, heading: str) -> bool:
    return not _characters(heading).isdisjoint(text) and _repeats(text, heading)


@lru_cache(maxsize=4096)
def _repeats(text: str, heading: str) -> bool:
    text, heading = normalise(text), normalise(heading)
    return text == heading or (len(text) > 1 and (heading.startswith(text) or heading.endswith(text)))


@lru_cache
def _characters(heading: str) -> frozenset[str]:
    return frozenset(heading)


@lru_cache
def _is_serial(heading: str) -> bool:
    return normalise(heading) in _SERIAL


def _is_explanation(texts: list[str]) -> bool:
    others = 0
    for text in texts:
        others += _EXPLAINS.search(text) is None
        if 2 * others >= len(texts):  # soon, for nearly every row
            return False
    return len(texts) > 1


def _counts_columns(cells: tuple[Cell, ...]) -> bool:
    """A row 1, 2, 3 ... under the head only numbers the columns."""
    numbers = [str(cell).strip() for cell in cells if cell is not None]
    if len(numbers) < _NUMBERS_IN_ORDER or numbers[0] != "1":
        return False
    return numbers == [str(n) for n in range(1, len(numbers) + 1)]
