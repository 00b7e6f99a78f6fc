"""Whether somebody else saved the same fields since a file was opened."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridconsole.care.errors import Conflict
from gridconsole.care.records import CARE, CarePerson, Household
from gridconsole.core.ledger.record import StationRecord
from gridconsole.core.ledger.snapshot import Snapshot
from gridconsole.core.store.changes import Change
from gridconsole.core.store.history import values_at


def overlapping(
    session: Session, seen: Snapshot, person: CarePerson, household: Household, typed: Collection[str]
) -> list[str]:
    """Return the typed fields that were changed since the version `seen`, in full, not as they are masked."""
    assert seen.parent is not None
    changed = _changed_since(session, person, seen.version, CARE.own)
    if household.id == seen.parent.id:
        changed |= _changed_since(session, household, seen.parent.version, CARE.inherited)
    else:
        changed |= CARE.inherited.keys()  # the person lives elsewhere by now
    return [key for key in CARE.fields if key in changed and key in typed]


def conflict(
    session: Session, person: CarePerson, household: Household, fields: Collection[str], theirs: Snapshot
) -> Conflict:
    """Return the conflict to be shown, with who saved in between."""
    record = person if any(key in CARE.own for key in fields) else household
    by = session.scalar(select(Change.staff_name).where(Change.id == record.change_id)) or ""
    return Conflict(by, {key: CARE.fields[key].label for key in fields}, theirs)


def _changed_since(session: Session, record: StationRecord, version: int, keys: Collection[str]) -> set[str]:
    if record.version == version:
        return set()
    old = values_at(session, record, version)
    if old is None:  # purged: nobody can tell any more
        return set(keys)
    return {key for key in keys if _differs(record, old, key)}


def _differs(record: StationRecord, old: dict[str, Any], key: str) -> bool:
    typed = (old["as_typed"] or {}).get(key) != record.as_typed.get(key)
    return typed or old[key] != getattr(record, key)
