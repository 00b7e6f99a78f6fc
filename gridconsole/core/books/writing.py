"""Makes, corrects and withdraws the records of one ledger."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridconsole.core.books.accepting import accepted
from gridconsole.core.books.declare import Special
from gridconsole.core.books.errors import Conflict, LeanedOn, NoSuchRecord, NotAccepted, ReasonNeeded
from gridconsole.core.books.siblings import Siblings, plainly
from gridconsole.core.books.staleness import changed_since
from gridconsole.core.caller import Caller
from gridconsole.core.clock import today
from gridconsole.core.ledger.fields import Field
from gridconsole.core.ledger.kinds.base import PersonRef, Reading
from gridconsole.core.ledger.record import StationRecord
from gridconsole.core.ledger.snapshot import Masked, Snapshot
from gridconsole.core.store.bulk import in_chunks
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
        """Make a record of what was typed, hanging on `parent`; raises NotAccepted, NoSuchRecord."""
        caller.must_not_be_volunteer("登记")
        link = self._special.ledger.link

        def write(unit: Unit) -> UUID:
            reading = self._reading(unit.session, caller)
            self._refuse_foreign(unit.session, caller, parent)
            values = accepted(self._special, raw, {}, reading)
            self._refuse_rival(unit.session, caller, None, parent, plainly(values), reading)
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
            before, reading = self._values(record), self._reading(unit.session, caller)
            values = accepted(self._special, typed, before, reading)
            self._refuse_rival(
                unit.session, caller, record.id, self._parent(record), plainly({**before, **values}), reading
            )
            assign(record, values)
            return self._finish(unit, record, before, caller)

        return self._doors.write(caller, f"{self._special.ledger.name}.correct", write)

    def withdraw(self, caller: Caller, id: UUID, reason: str) -> None:
        """Take a record made by mistake off the ledger; it stays in the history. Raises LeanedOn."""
        caller.must_not_be_volunteer("撤下记录")
        if not reason.strip():
            raise ReasonNeeded("撤下记录")

        def write(unit: Unit) -> None:
            record = self._load(unit.session, caller, id)
            if leaned_on(unit.session, self._special, [record.id]):
                raise LeanedOn
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
            before, reading = self._values(record), self._reading(unit.session, caller)
            wanted = (set(keys) or self._fields.keys()) & self._fields.keys()
            after = {**before, **{key: old[key] for key in wanted}}
            accepted(self._special, {}, after, reading)
            self._refuse_rival(unit.session, caller, record.id, self._parent(record), after, reading)
            restore(record, old, wanted)
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

    def _refuse_foreign(self, session: Session, caller: Caller, parent: UUID | None) -> None:
        """Raise NoSuchRecord unless what a record is to hang on stands in the caller's station."""
        hung_on = self._special.ledger.parent
        if hung_on is None:
            return
        mine = (hung_on.station_id == caller.station_id, hung_on.withdrawn.is_(None))
        if session.scalar(select(hung_on.row).where(hung_on.id == parent, *mine)) is None:
            raise NoSuchRecord

    def _refuse_rival(
        self, session: Session, caller: Caller, id: UUID | None, parent: UUID | None,
        values: Mapping[str, Any], reading: Reading,
    ) -> None:  # fmt: skip
        """Raise NotAccepted for what is there already, or can't stand beside what is there."""
        siblings = Siblings(self._special)
        siblings.load(session, caller.station_id, [parent] if parent else [])
        if siblings.double(parent, values, id):
            key = self._special.same[0]
            raise NotAccepted({key: f"已登记过{named(self._fields[key], values[key], reading)}"})
        if found := siblings.rival(parent, values, id):
            rival, key = found
            name = named(self._fields[key], rival.values[key], reading)
            raise NotAccepted({key: f"{self._special.rivalry}，现在是{name}"})

    def _parent(self, record: StationRecord) -> UUID | None:
        link = self._special.ledger.link
        return getattr(record, link) if link else None

    def _values(self, record: StationRecord) -> dict[str, Any]:
        return {key: getattr(record, key) for key in self._fields}

    def _reading(self, session: Session, caller: Caller) -> Reading:
        return Reading(today(self._doors.clock), self._staff(session, caller.station_id))


def leaned_on(session: Session, special: Special, ids: Collection[UUID]) -> set[UUID]:
    """Return those of these records on which a standing record of another kind hangs."""
    return {
        id
        for link in special.leaning
        for some in in_chunks(ids)
        for id in session.scalars(select(link).where(link.in_(some), link.class_.withdrawn.is_(None)))
    }


def assign(record: StationRecord, values: Mapping[str, Any]) -> None:
    """Set values; a text that could not be read is done with."""
    for key, value in values.items():
        setattr(record, key, value.id if isinstance(value, PersonRef) else value)
    if record.as_typed.keys() & values.keys():
        record.as_typed = {key: text for key, text in record.as_typed.items() if key not in values}


def restore(record: StationRecord, old: Mapping[str, Any], keys: Iterable[str]) -> None:
    """Set earlier values, and the texts that could not be read beside them."""
    wanted = set(keys)
    for key in wanted:
        setattr(record, key, old[key])
    earlier = {key: text for key, text in (old["as_typed"] or {}).items() if key in wanted}
    others = {key: text for key, text in record.as_typed.items() if key not in wanted}
    if {**others, **earlier} != record.as_typed:
        record.as_typed = {**others, **earlier}


def named(declared: Field, value: Any, reading: Reading) -> str:
    """Return a stored value as a form writes it."""
    if isinstance(value, UUID):
        value = PersonRef(value, reading.staff.get(value, ""))
    return declared.kind.show(value)
