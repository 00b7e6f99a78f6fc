"""Makes, corrects and withdraws the records of one ledger."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridconsole.core.books.accepting import accepted
from gridconsole.core.books.declare import Special
from gridconsole.core.books.errors import Conflict, NoSuchRecord, ReasonNeeded
from gridconsole.core.books.staleness import changed_since
from gridconsole.core.caller import Caller
from gridconsole.core.clock import today
from gridconsole.core.ledger.kinds.base import PersonRef, Reading
from gridconsole.core.ledger.record import StationRecord
from gridconsole.core.ledger.snapshot import Masked, Snapshot
from gridconsole.core.store.changes import Change
from gridconsole.core.store.doors import Doors, Unit
from gridconsole.core.store.history import values_at

LONGEST_REASON = 200
Load = Callable[[Session, Caller, UUID], StationRecord]
Staff = Callable[[Session, UUID], dict[UUID, str]]
Show = Callable[[Session, StationRecord, Caller], Snapshot]


class BookEditor:
    """Writes single records; raises NotAllowed for a volunteer, whatever the ledger."""

    def __init__(self, doors: Doors, special: Special, staff: Staff, show: Show, load: Load) -> None:
        self._doors, self._special, self._staff = doors, special, staff
        self._show, self._load = show, load
        self._fields = special.ledger.own

    def record(self, caller: Caller, raw: Mapping[str, object], parent: UUID | None = None) -> UUID:
        """Make a record of what was typed, hanging on `parent`; raises NotAccepted."""
        caller.must_not_be_volunteer("登记")
        link = self._special.ledger.link

        def write(unit: Unit) -> UUID:
            values = accepted(self._special, raw, {}, self._reading(unit.session, caller))
            links = {link: parent} if link else {}
            record = self._special.ledger.record(station_id=caller.station_id, as_typed={}, **links)
            assign(record, values)
            self._special.prepare(unit, [record])
            unit.session.add(record)
            unit.session.flush()
            self._special.follows(unit, [(record, {})])
            return record.id

        return self._doors.write(caller, f"{self._special.ledger.name}.record", write)

    def correct(self, caller: Caller, seen: Snapshot, raw: Mapping[str, object]) -> Snapshot:
        """Save what was typed over the version that was `seen`; raises NotAccepted, Conflict."""
        caller.must_not_be_volunteer("修改记录")
        typed = {key: text for key, text in raw.items() if not isinstance(text, Masked)}

        def write(unit: Unit) -> Snapshot:
            record = self._load(unit.session, caller, seen.id)
            self._refuse_stale(unit.session, caller, record, seen, typed)
            before = self._values(record)
            assign(record, accepted(self._special, typed, before, self._reading(unit.session, caller)))
            return self._finish(unit, record, before, caller)

        return self._doors.write(caller, f"{self._special.ledger.name}.correct", write)

    def withdraw(self, caller: Caller, id: UUID, reason: str) -> None:
        """Take a record made by mistake off the ledger; it stays in the history."""
        caller.must_not_be_volunteer("撤下记录")
        if not reason.strip():
            raise ReasonNeeded("撤下记录")

        def write(unit: Unit) -> None:
            record = self._load(unit.session, caller, id)
            before = self._values(record)
            record.withdrawn = reason.strip()[:LONGEST_REASON]
            unit.session.flush()
            self._special.follows(unit, [(record, before)])

        self._doors.write(caller.because(reason), f"{self._special.ledger.name}.withdraw", write)

    def bring_back(self, caller: Caller, id: UUID, version: int, keys: Iterable[str] = ()) -> Snapshot:
        """Bring back the values of an earlier version, all or some; raises NoSuchRecord, NotAccepted."""
        caller.must_not_be_volunteer("恢复旧值")

        def write(unit: Unit) -> Snapshot:
            record = self._load(unit.session, caller, id)
            old = values_at(unit.session, record, version)
            if old is None:
                raise NoSuchRecord
            before, wanted = self._values(record), (set(keys) or self._fields.keys()) & self._fields.keys()
            for key in wanted:
                setattr(record, key, old[key])
            accepted(self._special, {}, self._values(record), self._reading(unit.session, caller))
            return self._finish(unit, record, before, caller)

        return self._doors.write(caller, f"{self._special.ledger.name}.bring_back", write, version=version)

    def _finish(
        self, unit: Unit, record: StationRecord, before: Mapping[str, Any], caller: Caller
    ) -> Snapshot:
        unit.session.flush()
        self._special.follows(unit, [(record, before)])
        unit.session.flush()
        unit.session.refresh(record)
        return self._show(unit.session, record, caller)

    def _refuse_stale(
        self,
        session: Session,
        caller: Caller,
        record: StationRecord,
        seen: Snapshot,
        typed: Mapping[str, object],
    ) -> None:
        changed = changed_since(session, record, seen.version, self._fields) & typed.keys()
        if changed:
            by = session.scalar(select(Change.staff_name).where(Change.id == record.change_id)) or ""
            labels = {key: declared.label for key, declared in self._fields.items() if key in changed}
            raise Conflict(by, labels, self._show(session, record, caller), f"这条{self._special.one}")

    def _values(self, record: StationRecord) -> dict[str, Any]:
        return {key: getattr(record, key) for key in self._fields}

    def _reading(self, session: Session, caller: Caller) -> Reading:
        return Reading(today(self._doors.clock), self._staff(session, caller.station_id))


def assign(record: StationRecord, values: Mapping[str, Any]) -> None:
    """Set values; a text that could not be read is done with."""
    for key, value in values.items():
        setattr(record, key, value.id if isinstance(value, PersonRef) else value)
    if record.as_typed.keys() & values.keys():
        record.as_typed = {key: text for key, text in record.as_typed.items() if key not in values}
