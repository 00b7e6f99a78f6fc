"""Creating and correcting files by hand."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridconsole.care import rules
from gridconsole.care.errors import AlreadyThere, Conflict, NoSuchFile, NotAccepted, ReasonNeeded
from gridconsole.care.pictures import Pictures
from gridconsole.care.records import CARE, CarePerson, Household
from gridconsole.care.settling import Settler
from gridconsole.core.caller import Caller, Role
from gridconsole.core.clock import local, today
from gridconsole.core.identity.address import normal_address, split_address
from gridconsole.core.identity.unreadable import Unreadable
from gridconsole.core.ledger.kinds.base import PersonRef, Reading, is_empty
from gridconsole.core.ledger.record import StationRecord, new_id
from gridconsole.core.ledger.snapshot import Masked, Snapshot
from gridconsole.core.store.changes import Change
from gridconsole.core.store.doors import Doors, Unit
from gridconsole.core.store.history import values_at
from gridconsole.staff.service import staff_names
from gridconsole.stations.service import station_of


class Editor:
    """Writes single files of the care ledger."""

    def __init__(self, doors: Doors, pictures: Pictures, settler: Settler) -> None:
        self._doors = doors
        self._pictures = pictures
        self._settler = settler

    def record(self, caller: Caller, raw: Mapping[str, object]) -> UUID:
        """Make a person's file, in the household of the same account or address if there is one.

        `raw` holds what was typed by field key. Raises NotAccepted, AlreadyThere, NotAllowed.
        """
        caller.must_not_be_volunteer("建档")

        def write(unit: Unit) -> UUID:
            values = self._read(unit.session, caller, raw, {})
            self._refuse_double(unit.session, caller, values.get("citizen_id"), None)
            household = self._household_for(unit, caller, values)
            person = CarePerson(station_id=caller.station_id, household_id=household.id, as_typed={})
            _assign(person, {"status": "在册"} | {k: v for k, v in values.items() if k in CARE.own})
            unit.session.add(person)
            self._settle(unit, [household.id])
            return person.id

        return self._doors.write(caller, "care.record", write)

    def correct(self, caller: Caller, seen: Snapshot, raw: Mapping[str, object]) -> Snapshot:
        """Save what was typed over the version that was `seen`; a masked text is never written.

        Returns the file as it stands now. Raises NotAccepted, Conflict, AlreadyThere, NoSuchFile.
        """
        caller.must_not_be_volunteer("修改档案")
        typed = {key: text for key, text in raw.items() if not isinstance(text, Masked)}

        def write(unit: Unit) -> Snapshot:
            person, household = self._load(unit.session, caller, seen.id)
            self._refuse_stale(unit.session, caller, seen, person, household, typed)
            values = self._read(unit.session, caller, typed, _standing(person, household))
            if values.get("citizen_id") not in (None, person.citizen_id):
                self._refuse_double(unit.session, caller, values["citizen_id"], person.id)
            _assign(person, {k: v for k, v in values.items() if k in CARE.own})
            _assign(household, {k: v for k, v in values.items() if k in CARE.inherited})
            household.address_key = normal_address(household.address) if household.address else None
            self._settle(unit, [household.id])
            return self._pictures.people(unit.session, [_fresh(unit.session, person)], caller)[0]

        return self._doors.write(caller, "care.correct", write)

    def change_status(self, caller: Caller, seen: Snapshot, status: str, reason: str, on: date) -> Snapshot:
        """Change whether somebody is in the ledger (died, moved, away), with reason and date."""
        if not reason.strip():
            raise ReasonNeeded("改变状态")
        raw = {"status": status, "status_reason": reason, "status_on": on.isoformat()}
        return self.correct(caller.because(reason), seen, raw)

    def withdraw(self, caller: Caller, id: UUID, reason: str) -> None:
        """Take a file made by mistake off the ledger; it stays in the history."""
        caller.must_not_be_volunteer("撤下档案")
        if not reason.strip():
            raise ReasonNeeded("撤下档案")

        def write(unit: Unit) -> None:
            person, household = self._load(unit.session, caller, id)
            person.withdrawn = reason.strip()[:200]
            if not _others(unit.session, person):
                household.withdrawn = person.withdrawn
            self._settle(unit, [household.id])

        self._doors.write(caller.because(reason), "care.withdraw", write)

    def bring_back(self, caller: Caller, id: UUID, owner: str, version: int, keys: Iterable[str] = ()) -> Snapshot:
        """Bring back the values of an earlier version of a person or household, all or some of them."""
        caller.must_not_be_volunteer("恢复旧值")

        def write(unit: Unit) -> Snapshot:
            person, household = self._load(unit.session, caller, id)
            record = person if owner == person.__tablename__ else household
            old = values_at(unit.session, record, version)
            if old is None:
                raise NoSuchFile
            wanted = set(keys) or (CARE.own if record is person else CARE.inherited).keys()
            for key in wanted & old.keys():
                setattr(record, key, old[key])
            household.address_key = normal_address(household.address) if household.address else None
            self._settle(unit, [household.id])
            return self._pictures.people(unit.session, [_fresh(unit.session, person)], caller)[0]

        return self._doors.write(caller, "care.bring_back", write, version=version)

    def complaint(self, key: str, raw: object, reading: Reading) -> str:
        """Return what is wrong with what was typed into one field; empty when nothing is."""
        declared = CARE.fields[key]
        if isinstance(raw, Masked):
            return ""
        if is_empty(raw):
            return "姓名要填" if key == "name" else ""
        try:
            declared.kind.parse(raw, reading)
        except Unreadable as error:
            return error.message
        return ""

    def _read(
        self, session: Session, caller: Caller, raw: Mapping[str, object], standing: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Return parsed values; raise NotAccepted with all complaints at once."""
        reading = Reading(today(self._doors.clock), staff_names(session, caller.station_id))
        complaints = {key: text for key in raw if (text := self.complaint(key, raw[key], reading))}
        if complaints:
            raise NotAccepted(complaints)
        values = {k: None if is_empty(v) else CARE.fields[k].kind.parse(v, reading) for k, v in raw.items()}
        merged = {**standing, **values}
        if not merged.get("name"):
            raise NotAccepted({"name": "姓名要填"})
        self._fill_from_id(values, merged, reading.today)
        if wrong := rules.contradictions({**standing, **values}, reading.today):
            raise NotAccepted(wrong)
        return values

    @staticmethod
    def _fill_from_id(values: dict[str, Any], merged: Mapping[str, Any], day: date) -> None:
        if merged.get("citizen_id") and (told := rules.says(merged["citizen_id"], day)):
            for key, value in zip(("born", "sex"), told, strict=True):
                if merged.get(key) is None:
                    values[key] = value
        if values.get("address") and not merged.get("village"):
            values["village"] = split_address(values["address"]).village or None

    def _load(self, session: Session, caller: Caller, id: UUID) -> tuple[CarePerson, Household]:
        query = select(CarePerson, Household).join(Household, CarePerson.household_id == Household.id)
        mine = (CarePerson.id == id, CarePerson.station_id == caller.station_id, CarePerson.withdrawn.is_(None))
        found = session.execute(query.where(*mine)).one_or_none()
        if found is None or (caller.role is Role.VOLUNTEER and found[1].helper != caller.staff_id):
            raise NoSuchFile
        return found[0], found[1]

    def _refuse_stale(
        self, session: Session, caller: Caller, seen: Snapshot, person: CarePerson, household: Household,
        typed: Mapping[str, object],
    ) -> None:  # fmt: skip
        assert seen.parent is not None
        stale = [r for r, v in ((person, seen.version), (household, seen.parent.version)) if r.version != v]
        touched = [r for r in stale if typed.keys() & (CARE.own if r is person else CARE.inherited).keys()]
        if not touched:
            return
        theirs = self._pictures.people(session, [person], caller)[0]
        fields = {key: f.label for key, f in CARE.fields.items() if theirs.text(key) != seen.text(key)}
        if fields.keys() & typed.keys() or not fields:
            raise Conflict(_by(session, touched[0]), fields, theirs)

    def _refuse_double(self, session: Session, caller: Caller, citizen_id: str | None, but: UUID | None) -> None:
        if citizen_id is None:
            return
        same = select(CarePerson).where(
            CarePerson.station_id == caller.station_id, CarePerson.citizen_id == citizen_id, CarePerson.withdrawn.is_(None)
        )
        found = session.scalar(same)
        if found is not None and found.id != but:
            raise AlreadyThere(found.name, found.id)

    def _household_for(self, unit: Unit, caller: Caller, values: Mapping[str, Any]) -> Household:
        key = normal_address(values["address"]) if values.get("address") else None
        found = self._same_household(unit.session, caller, values.get("account"), key)
        made = found or self._new_household(unit, caller, key)
        fresh = {name: values[name] for name in CARE.inherited if name in values and getattr(made, name) is None}
        _assign(made, fresh)
        unit.session.flush()
        return made

    @staticmethod
    def _same_household(session: Session, caller: Caller, account: str | None, key: str | None) -> Household | None:
        for column, value in ((Household.account, account), (Household.address_key, key)):
            if value:
                mine = (Household.station_id == caller.station_id, Household.withdrawn.is_(None), column == value)
                if found := session.scalars(select(Household).where(*mine).limit(1)).first():
                    return found
        return None

    def _new_household(self, unit: Unit, caller: Caller, key: str | None) -> Household:
        last = select(func.max(Household.number)).where(Household.station_id == caller.station_id)
        made = Household(
            station_id=caller.station_id, number=(unit.session.scalar(last) or 0) + 1, cycle="每月一次",
            address_key=key, known_since=local(unit.change.at).date(), as_typed={},
        )  # fmt: skip
        made.id = new_id()
        unit.session.add(made)
        return made

    def _settle(self, unit: Unit, households: list[UUID]) -> None:
        code = station_of(unit.session, unit.change.station_id).code
        self._settler.settle(unit.session, households, code)
        unit.touch("care_person")


def _standing(person: CarePerson, household: Household) -> dict[str, Any]:
    return {key: getattr(person if key in CARE.own else household, key) for key in CARE.fields}


def _assign(record: StationRecord, values: Mapping[str, Any]) -> None:
    for key, value in values.items():
        setattr(record, key, value.id if isinstance(value, PersonRef) else value)
    if left := {key: text for key, text in (record.as_typed or {}).items() if key not in values}:
        record.as_typed = left
    elif record.as_typed:
        record.as_typed = {}


def _fresh(session: Session, person: CarePerson) -> CarePerson:
    session.flush()
    session.refresh(person)
    return person


def _others(session: Session, person: CarePerson) -> bool:
    same = (CarePerson.household_id == person.household_id, CarePerson.withdrawn.is_(None), CarePerson.id != person.id)
    return session.scalar(select(CarePerson.row).where(*same).limit(1)) is not None


def _by(session: Session, record: StationRecord) -> str:
    query = select(Change.staff_name).where(Change.id == record.change_id)
    return session.scalar(query) or ""


