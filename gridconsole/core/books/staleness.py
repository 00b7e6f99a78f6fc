"""Which fields of a record were changed since somebody saw it."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import Session

from gridconsole.core.ledger.record import StationRecord
from gridconsole.core.store.history import values_at


def changed_since(session: Session, record: StationRecord, version: int, keys: Iterable[str]) -> set[str]:
    """Return the keys whose values are others than in the version that was seen."""
    if record.version == version:
        return set()
    old = values_at(session, record, version)
    if old is None:  # purged: nobody can tell any more
        return set(keys)
    return {key for key in keys if _differs(record, old, key)}


def _differs(record: StationRecord, old: dict[str, Any], key: str) -> bool:
    typed = (old["as_typed"] or {}).get(key) != record.as_typed.get(key)
    return typed or old[key] != getattr(record, key)
