"""Names of the cell styles in written workbooks, and widths that fit; needs no workbook library."""

import unicodedata
from collections.abc import Sequence

from gridconsole.core.exchange.reader import Cell

HEADING, TEXT, NUMBER, DAY, MOMENT, TIME = "表头", "文本", "数字", "日期", "日期时间", "时间"
EXPLANATION, REFUSED, REASON = "填写说明", "退回单元格", "退回原因"

_NARROWEST, _WIDEST = 6.0, 48.0


def fitting_widths(headings: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[float]:
    """Widths in characters that show the given rows; a Chinese character takes two."""
    return [_fitting([heading, *(_shown(row, at) for row in rows)]) for at, heading in enumerate(headings)]


def _shown(row: Sequence[Cell], at: int) -> str:
    return "" if at >= len(row) or row[at] is None else str(row[at])


def _fitting(texts: Sequence[str]) -> float:
    longest = max(_columns_wide(line) for text in texts for line in (text.splitlines() or [""]))
    return min(_WIDEST, max(_NARROWEST, longest + 3.0))


def _columns_wide(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text)
