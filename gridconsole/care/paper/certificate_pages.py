"""Which rows of a measured table stand on which page, the end kept with two of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")
_KEPT_WITH_END = 2


@dataclass(frozen=True)
class Measured(Generic[Item]):
    """A row and its height in mm."""

    item: Item
    height: float


def split_rows(
    rows: Sequence[Measured[Item]], *, first: float, following: float, tail: float
) -> list[list[Measured[Item]]] | None:
    """Return the rows of each page, None when one row, or the end with two rows, is too tall for a page.

    `first` and `following` are the heights (mm) for rows on the first and on each further page; the
    last page also holds the end, `tail` mm high, and no fewer than two rows.
    """
    pages: list[list[Measured[Item]]] = []
    rest = list(rows)
    while _height(rest) + tail > (room := following if pages else first):
        count = min(_fitting(rest, room), len(rest) - _KEPT_WITH_END)
        if count < 1:
            return None
        pages.append(rest[:count])
        rest = rest[count:]
    return [*pages, rest]


def _fitting(rows: Sequence[Measured[Item]], room: float) -> int:
    """Return how many rows from the first on fit a height."""
    for count, row in enumerate(rows):
        room -= row.height
        if room < 0:
            return count
    return len(rows)


def _height(rows: Sequence[Measured[Item]]) -> float:
    return sum(row.height for row in rows)
