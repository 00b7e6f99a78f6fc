"""Codes that a scanner types: digits only, merged into few rectangles."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

QUIET_MODULES = 4
SMALLEST_MODULE_MM = 0.68


@dataclass(frozen=True, slots=True)
class Bar:
    """A run of black modules in one row, in modules from the upper left corner of the code."""

    column: int
    row: int
    length: int


@dataclass(frozen=True, slots=True)
class QrCode:
    """The black bars of a code and its size in modules, without the white round it."""

    bars: tuple[Bar, ...]
    modules: int


@lru_cache(maxsize=64)
def qr_code(digits: str) -> QrCode:
    """Return the code of a string of digits at level M (ISO/IEC 18004)."""
    import segno

    if not (digits.isascii() and digits.isdigit()):
        raise ValueError("a code on paper holds digits only")
    matrix = segno.make_qr(digits, error="m", boost_error=False).matrix
    bars = tuple(bar for row, modules in enumerate(matrix) for bar in _bars(row, bytes(modules)))
    return QrCode(bars, len(matrix))


def _bars(row: int, modules: bytes) -> Iterator[Bar]:
    column = 0
    for black, run in groupby(modules):
        length = len(list(run))
        if black:
            yield Bar(column, row, length)
        column += length
