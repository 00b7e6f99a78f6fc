"""Whether somebody else saved the same fields since a file was opened."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridconsole.care.errors import Conflict
from gridconsole.care.records import CARE, CarePerson, Household
from gridconsole.core.books.staleness import changed_since
from gridconsole.core.ledger.snapshot import Snapshot
from gridconsole.core.store.changes import Change


def overlapping(
    session: Session, seen: Snapshot, person: CarePerson, household: Household, typed: Collection[str]
) -> list[str]:
    """Return the typed fields that were changed since the version `seen`, in full, not as they are masked."""
    assert seen.parent is not None
    changed = changed_since(session, person, seen.version, CARE.own)
    if household.id == seen.parent.id:
        changed |= changed_since(session, household, seen.parent.version, CARE.inherited)
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
