"""A record's earlier values, newest first, and who replaced them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridconsole.core.ledger.record import Record
from gridconsole.core.store.changes import Change, Version, kept_columns, thaw


@dataclass(frozen=True)
class Entry:
    """One version of a record: its values, and the deed that wrote them."""

    version: int
    at: datetime | None
    by: str
    deed: str
    reason: str
    values: dict[str, Any]


def history(session: Session, record: Record) -> list[Entry]:
    """Return all versions of a record, the standing one first."""
    past = session.scalars(
        select(Version).where(Version.record_id == record.id).order_by(Version.version.desc())
    ).all()
    changes = _changes(session, {record.change_id, *(v.change_id for v in past)})
    standing = {key: getattr(record, key) for key in kept_columns(type(record))}
    entries = [_entry(record.version, changes.get(record.change_id), standing)]
    return entries + [_entry(v.version, changes.get(v.change_id), thaw(type(record), v.data)) for v in past]


def values_at(session: Session, record: Record, version: int) -> dict[str, Any] | None:
    """Return a record's values at an earlier version, None when they are not kept."""
    past = session.scalar(select(Version).where(Version.record_id == record.id, Version.version == version))
    return thaw(type(record), past.data) if past else None


def _changes(session: Session, ids: set[UUID | None]) -> dict[UUID | None, Change]:
    return {c.id: c for c in session.scalars(select(Change).where(Change.id.in_(ids - {None})))}


def _entry(version: int, change: Change | None, values: dict[str, Any]) -> Entry:
    if change is None:
        return Entry(version, None, "", "", "", values)
    return Entry(version, change.at, change.staff_name, change.deed, change.reason, values)
