"""A short list as a table's source: read once, then narrowed in memory."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from gridconsole.core.ledger.searching import Searched, matches, parse_query
from gridconsole.core.ledger.snapshot import Snapshot

F = TypeVar("F")


@dataclass(frozen=True)
class Anchors:
    """All that a table needs to know of a short list."""

    total: int


class ShortList(Generic[F]):
    """Rows that fit into memory; `read` blocks and belongs on the worker."""

    def rows(self, filter: F) -> Sequence[Snapshot]:
        """Return the rows that a filter leaves."""
        raise NotImplementedError

    def everything(self) -> Sequence[Snapshot]:
        """Return the rows that a search goes through."""
        raise NotImplementedError

    def searched(self, one: Snapshot) -> Searched:
        """Return what can be found of a row."""
        raise NotImplementedError

    def count(self, filter: F) -> int:
        """Return how many rows the filter leaves."""
        return len(self.rows(filter))

    def page(self, filter: F, offset: int, limit: int, anchors: Any = None) -> Sequence[Snapshot]:
        """Return rows from a position on."""
        return self.rows(filter)[offset : offset + limit]

    def anchors(self, filter: F) -> Anchors:
        """Return how many rows there are."""
        return Anchors(self.count(filter))

    def is_empty(self) -> bool:
        """Return whether there are no rows, however they are narrowed."""
        return not self.everything()

    def find(self, text: str, limit: int) -> Sequence[Snapshot]:
        """Return the first rows in which the words are found."""
        words = parse_query(text)
        return [one for one in self.everything() if matches(words, self.searched(one))][:limit]
