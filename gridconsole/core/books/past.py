"""What was done to a record: each deed with the values before and after it, as its reader may see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from gridconsole.core.caller import Caller
from gridconsole.core.ledger.fields import Field
from gridconsole.core.ledger.kinds.base import PersonRef
from gridconsole.core.ledger.record import StationRecord
from gridconsole.core.ledger.snapshot import Lock, Masked, view, view_typed
from gridconsole.core.store.history import Entry, history


@dataclass(frozen=True)
class PastValue:
    """One field as an earlier version held it, masked as the field asks."""

    key: str
    label: str
    text: str


@dataclass(frozen=True)
class PastVersion:
    """One deed on a record: who, when, why, and the values that it replaced."""

    owner: str
    version: int
    """The version that holds the earlier values; bring_back takes it."""
    at: datetime | None
    by: str
    deed: str
    reason: str
    before: tuple[PastValue, ...]
    after: tuple[PastValue, ...]


@dataclass(frozen=True)
class Shower:
    """Shows earlier values as the caller may see them; today's lock covers all of them."""

    caller: Caller
    lock: Lock
    staff: Mapping[UUID, str]

    def show(self, declared: Field, entry: Entry | None) -> PastValue:
        """Return one field of a version as the caller may see it."""
        return PastValue(declared.key, declared.label, self._text(declared, entry) if entry else "")

    def _text(self, declared: Field, entry: Entry) -> str:
        value = entry.values.get(declared.key)
        if value is None:
            typed = _typed(entry, declared.key)
            return str(view_typed(declared, typed, self.caller, self.lock)) if typed else ""
        if isinstance(value, UUID):
            value = PersonRef(value, self.staff.get(value, ""))
        seen = view(declared, value, self.caller, self.lock)
        return str(seen) if isinstance(seen, Masked) else declared.kind.show(seen)


def newest_first(lines: list[PastVersion]) -> list[PastVersion]:
    """Return deeds in the order of a history."""
    return sorted(lines, key=lambda line: (line.at is not None, line.at, line.version), reverse=True)


def past_lines(
    session: Session, record: StationRecord, fields: Mapping[str, Field], shower: Shower
) -> list[PastVersion]:
    """Return the deeds on one record with what each changed."""
    entries = history(session, record)
    found = []
    for newer, older in zip(entries, [*entries[1:], None], strict=True):
        changed = [
            declared
            for declared in fields.values()
            if _said(newer, declared.key) != _said(older, declared.key)
        ]
        before = tuple(shower.show(declared, older) for declared in changed)
        after = tuple(shower.show(declared, newer) for declared in changed)
        version = older.version if older else 0
        line = PastVersion(
            record.__tablename__, version, newer.at, newer.by, newer.deed, newer.reason, before, after
        )  # fmt: skip
        found.append(line)
    return found


def _said(entry: Entry | None, key: str) -> Any:
    """Return a field's value, and the text that could not be read beside it."""
    return (entry.values.get(key), _typed(entry, key)) if entry else (None, None)


def _typed(entry: Entry, key: str) -> str | None:
    typed: Mapping[str, str] = entry.values.get("as_typed") or {}
    return typed.get(key)
