"""Which records of a book a table shows."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class BookFilter:
    """A named narrowing of the ledger, and whose records."""

    narrowing: str = ""
    parent: UUID | None = None
