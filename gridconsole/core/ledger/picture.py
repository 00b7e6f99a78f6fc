"""Builds snapshots from rows, by the declaration alone."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from gridconsole.core.caller import Caller
from gridconsole.core.ledger.fields import Field
from gridconsole.core.ledger.kinds.base import PersonRef
from gridconsole.core.ledger.kinds.people import Person
from gridconsole.core.ledger.record import StationRecord
from gridconsole.core.ledger.snapshot import Lock, Masked, Snapshot, view, view_typed


def snapshot(
    record: StationRecord,
    fields: Mapping[str, Field],
    caller: Caller,
    lock: Lock,
    staff: Mapping[UUID, str],
    parent: Snapshot | None = None,
) -> Snapshot:
    """Return the record as the caller may see it; `staff` gives the names of people it points to."""
    values: dict[str, Any] = {}
    shown: dict[str, str] = {}
    typed = {k: view_typed(fields[k], t, caller, lock) for k, t in record.as_typed.items() if k in fields}
    for key, declared in fields.items():
        if getattr(record, key) is None:
            values[key], shown[key] = None, typed.get(key, "")
            continue
        value = view(declared, stored(record, declared, staff), caller, lock)
        values[key] = value
        shown[key] = _written(declared, value) or typed.get(key, "")
    return Snapshot(record.id, record.version, values, typed, record.withdrawn, parent, shown)


def stored(record: StationRecord, declared: Field, staff: Mapping[UUID, str]) -> Any:
    """Return a stored value; a person's id comes with the name."""
    value = getattr(record, declared.key)
    if value is not None and isinstance(declared.kind, Person):
        return PersonRef(value, staff.get(value, ""))
    return value


def _written(declared: Field, value: Any) -> str:
    if value is None:
        return ""
    return str(value) if isinstance(value, Masked) else declared.kind.show(value)
