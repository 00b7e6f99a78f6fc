"""The kinds of paper that come back and are keyed in; the number stands first in their scanned code."""

from enum import IntEnum


class SheetKind(IntEnum):
    """What a scanned code opens (PAPER: kind, station number, number, check digit)."""

    VISIT = 1
    CONSENT = 2
    RECEIPT = 3
    VILLAGE = 4
    HOUSEHOLD = 5
