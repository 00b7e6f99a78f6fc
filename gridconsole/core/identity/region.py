"""Codes of administrative divisions (GB/T 2260 and the statistical codes built on it)."""

from gridconsole.core.identity.text import cell_text
from gridconsole.core.identity.unreadable import Unreadable

_AREAS = ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83))

PROVINCES = frozenset(str(code) for first, last in _AREAS for code in range(first, last + 1))
"""First two digits of GB/T 2260; 83 stands on residence permits for people from Taiwan."""

_LENGTHS = (6, 9, 12)


def parse_region(raw: object) -> str:
    """Return a region code: 6 digits (county), 9 (town) or 12 (village), as text.

    Raises Unreadable (`empty`, `wrong_kind`, `strange_character`, `wrong_length`, `unknown_province`).
    """
    text = cell_text(raw).replace(" ", "")
    if not (text.isascii() and text.isdigit()):
        raise Unreadable("strange_character", "区划代码只能是数字")
    if len(text) not in _LENGTHS:
        raise Unreadable("wrong_length", f"应为 6、9 或 12 位，现有 {len(text)} 位")
    check_province(text)
    return text


def check_province(text: str) -> None:
    """Raise Unreadable (`unknown_province`) unless the first two digits are a province's."""
    if text[:2] not in PROVINCES:
        raise Unreadable("unknown_province", "前两位不是省级代码")
