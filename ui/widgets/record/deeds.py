"""What a record's panel asks of its ledger: blocking calls, made on the worker."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from gridconsole.core.caller import Caller
from gridconsole.core.clock import local
from gridconsole.core.ledger.kinds.base import Reading
from gridconsole.core.ledger.ledger import Ledger
from gridconsole.core.ledger.snapshot import Snapshot
from ui.widgets.ledger_form.history import Line


@dataclass(frozen=True)
class File:
    """A record, and what is needed to show and to check it."""

    one: Snapshot
    reading: Reading
    steps: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()


class Back(NamedTuple):
    """Values to be brought back: whose, of which version, which fields."""

    owner: str
    version: int
    keys: tuple[str, ...]


class Deeds(Protocol):
    """One ledger, for whoever acts."""

    ledger: Ledger

    def complaint(self, key: str, raw: object, reading: Reading) -> str:
        """Return what is wrong with what was typed into one field."""

    def reading(self, caller: Caller) -> Reading:
        """Return what checking typed text needs."""

    def open(self, caller: Caller, id: UUID) -> File:
        """Return a record."""

    def record(self, caller: Caller, typed: Mapping[str, str]) -> File:
        """Make a record."""

    def correct(self, caller: Caller, seen: Snapshot, typed: Mapping[str, str]) -> File:
        """Save what was typed over what was seen."""

    def withdraw(self, caller: Caller, id: UUID, reason: str) -> None:
        """Take a record off the ledger."""

    def history(self, caller: Caller, id: UUID, may_bring_back: bool) -> list[Line]:
        """Return what was done to a record, newest first."""

    def bring_back(self, caller: Caller, id: UUID, back: Back) -> File:
        """Bring earlier values back."""


def line_of(past: Any, deed_words: Callable[[str], str], may_bring_back: bool) -> Line:
    """Return a past version as a line of the history."""
    pairs = zip(past.before, past.after, strict=True)
    changes = tuple((before.label, before.text, after.text) for before, after in pairs)
    keys = tuple(value.key for value in past.before)
    first = past.version == 0
    back = Back(past.owner, past.version, keys) if may_bring_back and keys and not first else None
    at = local(past.at) if past.at else None
    return Line(at, past.by, deed_words(past.deed), past.reason, changes, first, back)
