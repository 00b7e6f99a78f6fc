"""Creating and correcting files by hand."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridconsole.care import rules, staleness
from gridconsole.care.accepting import accepted
from gridconsole.care.errors import AlreadyThere, IdTaken, NoSuchFile, NotAccepted, ReasonNeeded
from gridconsole.care.homes import home_for
from gridconsole.care.pairing.steps import keep_in_step
from gridconsole.care.pictures import Pictures
from gridconsole.care.records import CARE, CarePerson, Household
from gridconsole.care.settling import Settler
from gridconsole.care.visiting.cancelling import cancel_empty
from gridconsole.core.books.writing import LONGEST_REASON, assign, restore
from gridconsole.core.caller import Caller, Role
from gridconsole.core.clock import today
from gridconsole.core.identity.address import normal_address
from gridconsole.core.ledger.kinds.base import Reading
from gridconsole.core.ledger.snapshot import Masked, Snapshot
from gridconsole.core.store.doors import Doors, Unit
from gridconsole.core.store.history import values_at
from gridconsole.staff.service import staff_names


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
            values = accepted(raw, {}, self._reading(unit.session, caller))
            _refuse_double(unit.session, caller, values.get("citizen_id"), None)
            household = home_for(unit, caller, values)
            person = CarePerson(station_id=caller.station_id, household_id=household.id, as_typed={})
            assign(person, {k: v for k, v in values.items() if k in CARE.own})
            unit.session.add(person)
            self._settle(unit, household)
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
            if fields := staleness.overlapping(unit.session, seen, person, household, typed.keys()):
                raise staleness.conflict(
                    unit.session, person, household, fields, self._picture(unit, person, caller)
                )
            values = accepted(typed, _standing(person, household), self._reading(unit.session, caller))
            if values.get("citizen_id") not in (None, person.citizen_id):
                _refuse_double(unit.session, caller, values["citizen_id"], person.id)
            assign(person, {k: v for k, v in values.items() if k in CARE.own})
            assign(household, {k: v for k, v in values.items() if k in CARE.inherited})
            self._settle(unit, household)
            return self._picture(unit, person, caller)

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
            person.withdrawn = reason.strip()[:LONGEST_REASON]
            if not _others(unit.session, person):
                household.withdrawn = person.withdrawn
            self._settle(unit, household)

        self._doors.write(caller.because(reason), "care.withdraw", write)

    def bring_back(
        self, caller: Caller, id: UUID, owner: str, version: int, keys: Iterable[str] = ()
    ) -> Snapshot:
        """Bring back the values of an earlier version of a person or household, all or some of them.

        Raises NoSuchFile, IdTaken when the earlier id belongs to somebody else by now, and
        NotAccepted when it contradicts what stands.
        """
        caller.must_not_be_volunteer("恢复旧值")

        def write(unit: Unit) -> Snapshot:
            person, household = self._load(unit.session, caller, id)
            record = person if owner == person.__tablename__ else household
            old = values_at(unit.session, record, version)
            if old is None:
                raise NoSuchFile
            own = CARE.own if record is person else CARE.inherited
            restore(record, old, (set(keys) or own.keys()) & own.keys())
            self._check_restored(unit.session, caller, person)
            self._settle(unit, household)
            return self._picture(unit, person, caller)

        return self._doors.write(caller, "care.bring_back", write, version=version)

    def _check_restored(self, session: Session, caller: Caller, person: CarePerson) -> None:
        try:
            with session.no_autoflush:
                _refuse_double(session, caller, person.citizen_id, person.id)
        except AlreadyThere as error:
            raise IdTaken(error.name, error.id) from error
        values = {key: getattr(person, key) for key in CARE.own}
        if wrong := rules.contradictions(values, today(self._doors.clock)):
            raise NotAccepted(wrong)

    def _reading(self, session: Session, caller: Caller) -> Reading:
        return Reading(today(self._doors.clock), staff_names(session, caller.station_id))

    def _load(self, session: Session, caller: Caller, id: UUID) -> tuple[CarePerson, Household]:
        query = select(CarePerson, Household).join(Household, CarePerson.household_id == Household.id)
        mine = (
            CarePerson.id == id,
            CarePerson.station_id == caller.station_id,
            CarePerson.withdrawn.is_(None),
        )
        found = session.execute(query.where(*mine)).one_or_none()
        if found is None or (caller.role is Role.VOLUNTEER and found[1].helper != caller.staff_id):
            raise NoSuchFile
        return found[0], found[1]

    def _picture(self, unit: Unit, person: CarePerson, caller: Caller) -> Snapshot:
        unit.session.flush()
        unit.session.refresh(person)
        return self._pictures.people(unit.session, [person], caller)[0]

    def _settle(self, unit: Unit, household: Household) -> None:
        household.address_key = normal_address(household.address) if household.address else None
        self._settler.settle(unit, [household.id])
        keep_in_step(unit, [household.id])
        cancel_empty(unit, [household.id])
        unit.touch("care_person")


def _standing(person: CarePerson, household: Household) -> dict[str, Any]:
    return {key: getattr(person if key in CARE.own else household, key) for key in CARE.fields}


def _refuse_double(session: Session, caller: Caller, citizen_id: str | None, but: UUID | None) -> None:
    if citizen_id is None:
        return
    mine = (CarePerson.station_id == caller.station_id, CarePerson.withdrawn.is_(None))
    same = session.scalars(select(CarePerson).where(*mine, CarePerson.citizen_id == citizen_id))
    for found in same:
        if found.id != but:
            raise AlreadyThere(found.name, found.id)


def _others(session: Session, person: CarePerson) -> bool:
    same = (
        CarePerson.household_id == person.household_id,
        CarePerson.withdrawn.is_(None),
        CarePerson.id != person.id,
    )
    return session.scalar(select(CarePerson.row).where(*same).limit(1)) is not None
