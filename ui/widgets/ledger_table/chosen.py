"""Which rows are chosen, without loading them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True)
class Chosen:
    """None but `exceptions`, or, after Ctrl+A, all that the filter leaves but `exceptions`."""

    everything: bool = False
    exceptions: frozenset[UUID] = field(default_factory=frozenset)

    def __bool__(self) -> bool:
        """Whether anything was chosen."""
        return self.everything or bool(self.exceptions)

    def holds(self, id: UUID) -> bool:
        """Return whether a row is chosen."""
        return self.everything != (id in self.exceptions)

    def toggled(self, id: UUID) -> "Chosen":
        """Return the choice with one row changed."""
        return Chosen(self.everything, self.exceptions ^ {id})

    def with_all(self, ids: Iterable[UUID]) -> "Chosen":
        """Return the choice with further rows chosen."""
        ids = frozenset(ids)
        return Chosen(self.everything, self.exceptions - ids if self.everything else self.exceptions | ids)

    def count(self, total: int) -> int:
        """Return how many rows of `total` are chosen."""
        return total - len(self.exceptions) if self.everything else len(self.exceptions)


NOTHING = Chosen()
EVERYTHING = Chosen(everything=True)
