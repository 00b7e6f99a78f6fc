"""What leaves the core: a frozen picture of a record, masked for one caller."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from gridconsole.core.caller import Caller, Role
from gridconsole.core.ledger.fields import Care, Field

LOCKED_WORDS = "待签同意书"

_LONG_NUMBER = re.compile(r"\d[\d -]{5,}[\dXx]")
"""What may be somebody's phone, account or id, wherever it was typed."""


class Masked(str):
    """The text that stands for a value which the caller may not see; never written back."""

    __slots__ = ("locked",)
    locked: bool

    def __new__(cls, text: str, *, locked: bool = False) -> "Masked":
        """Return the text, `locked` when no reason opens it (consent is missing, or the role)."""
        masked = super().__new__(cls, text)
        masked.locked = locked
        return masked


@dataclass(frozen=True)
class Snapshot:
    """One record as one caller may see it, with the version that was seen."""

    id: UUID
    version: int
    values: Mapping[str, Any]
    as_typed: Mapping[str, str] = field(default_factory=dict)
    withdrawn: str | None = None
    parent: "Snapshot | None" = None
    shown: Mapping[str, str] = field(default_factory=dict)
    """Field key -> the value as screen and paper write it."""

    def __getitem__(self, key: str) -> Any:
        """Return a value of the record or of the record it hangs on; None when empty."""
        if key in self.values:
            return self.values[key]
        return self.parent[key] if self.parent is not None else None

    def text(self, key: str) -> str:
        """Return a value as it is written, the text as typed where it could not be read."""
        if key in self.shown:
            return self.shown[key]
        if self.parent is not None and key not in self.values:
            return self.parent.text(key)
        return ""

    def unread(self, key: str) -> str | None:
        """Return what was typed but could not be read, if anything."""
        return self.as_typed.get(key) or (self.parent.unread(key) if self.parent else None)


@dataclass(frozen=True)
class Lock:
    """What is locked on one record: health without consent, a young child's data."""

    health: bool = False
    minor: bool = False
    young: bool = False
    open_keys: frozenset[str] = frozenset()
    """Fields that somebody with the right has opened, with a reason."""


def view(declared: Field, value: Any, caller: Caller, lock: Lock) -> Any:
    """Return the value, or the Masked text that stands for it (FIELDS 4.3, 4.5)."""
    if value is None:
        return None
    if hidden := _closed(declared, caller, lock):
        return Masked(hidden, locked=True)
    if declared.care is Care.MASKED and declared.key not in lock.open_keys:
        return Masked(declared.kind.mask(value))
    return value


def view_typed(declared: Field, text: str, caller: Caller, lock: Lock) -> str:
    """Return text that could not be read, masked like the field it was typed for."""
    if hidden := _closed(declared, caller, lock):
        return Masked(hidden, locked=True)
    if declared.key in lock.open_keys or (shown := mask_typed(declared, text)) == text:
        return text
    return Masked(shown)


def mask_typed(declared: Field, text: str) -> str:
    """Return text that could not be read with stars where it may hold a number to be masked."""
    if declared.care is Care.MASKED:
        return _starred(text)
    return _LONG_NUMBER.sub(lambda found: _starred(found[0]), text)


def may_be_locked(declared: Field) -> bool:
    """Return whether a field can show the words of a locked one."""
    return declared.minor or declared.care in (Care.HEALTH, Care.CATEGORY)


def _starred(text: str) -> str:
    return text[:3] + "*" * len(text[3:])


def _closed(declared: Field, caller: Caller, lock: Lock) -> str:
    """Return the words on a closed field, empty when it is not closed."""
    if declared.care in (Care.HEALTH, Care.CATEGORY) and caller.role is Role.VOLUNTEER:
        return "***"
    if (declared.care is Care.HEALTH and lock.health) or (declared.minor and lock.minor):
        return LOCKED_WORDS
    return ""
