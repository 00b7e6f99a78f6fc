"""Everything about headings: where they stand, what they mean, and which rows below are data."""

from gridconsole.core.exchange.data_rows import is_data
from gridconsole.core.exchange.head_rows import REASON, ROW_NUMBER, Column, Head, find_head, normalise
from gridconsole.core.exchange.matching import Match, Matching, match

__all__ = [
    "REASON",
    "ROW_NUMBER",
    "Column",
    "Head",
    "Match",
    "Matching",
    "find_head",
    "is_data",
    "match",
    "normalise",
]
