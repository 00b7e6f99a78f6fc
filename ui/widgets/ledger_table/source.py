"""What a ledger table asks of a ledger: blocking calls that run on the worker."""

from collections.abc import Sequence
from typing import Any, Generic, Protocol, TypeVar

from gridconsole.core.ledger.snapshot import Snapshot

F = TypeVar("F")
F_contra = TypeVar("F_contra", contravariant=True)


class Source(Protocol, Generic[F_contra]):
    """A ledger for whoever acts at this moment, narrowed by a filter of its own kind."""

    def count(self, filter: F_contra) -> int:
        """Return how many rows the filter leaves."""

    def page(self, filter: F_contra, offset: int, limit: int, anchors: Any = None) -> Sequence[Snapshot]:
        """Return rows from a position on; `anchors` make a far jump quick."""

    def anchors(self, filter: F_contra) -> Any:
        """Return the sparse keys of the whole listing."""

    def is_empty(self) -> bool:
        """Return whether the ledger holds nothing at all, however it is narrowed at this moment."""

    def find(self, text: str, limit: int) -> Sequence[Snapshot]:
        """Return the first matches of a search, in match order."""
