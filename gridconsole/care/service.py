"""The care ledger's service: one method per thing a clerk does."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridconsole.care import rules
from gridconsole.care.errors import Locked, NoSuchFile, ReasonNeeded
from gridconsole.care.listing import CareFilter, CareList
from gridconsole.care.pictures import Pictures
from gridconsole.care.records import CARE, CarePerson, Household
from gridconsole.care.settling import REQUIRED, Settler
from gridconsole.core.caller import Caller, Role
from gridconsole.core.clock import today
from gridconsole.core.ledger.kinds.base import Reading
from gridconsole.core.ledger.snapshot import Masked, Snapshot
from gridconsole.core.store.changes import Disclosure
from gridconsole.core.store.doors import Doors, Unit
from gridconsole.core.store.words import SearchTables
from gridconsole.staff.service import staff_names

if TYPE_CHECKING:
    from gridconsole.care.consents.service import Consents
    from gridconsole.care.due.listing import DueList
    from gridconsole.care.editing import Editor
    from gridconsole.care.festivals.service import Campaigns
    from gridconsole.care.importing import CareImport
    from gridconsole.care.ledger_printing import LedgerPrinting
    from gridconsole.care.pairing.service import Pairings
    from gridconsole.care.taking_back import TakingBack
    from gridconsole.care.village.service import VillageChecks
    from gridconsole.care.visiting.service import Visits
    from gridconsole.care.volunteering.service import Volunteers
    from gridconsole.core.books.book import Book
    from gridconsole.core.books.past import PastVersion


class CareLedger:
    """The special-group care ledger (clause 5.8)."""

    def __init__(self, doors: Doors) -> None:
        self._doors = doors
        tables = SearchTables(CARE.name, doors.engines.sqlite)
        self._settler = Settler(tables)
        self._pictures = Pictures(doors.clock)
        self.list = CareList(doors, self._pictures, tables)

    # Loaded when they are first used: the table on the screen waits for neither forms, paper nor workbooks.

    @cached_property
    def _editor(self) -> "Editor":
        from gridconsole.care.editing import Editor

        return Editor(self._doors, self._pictures, self._settler)

    def record(self, caller: Caller, raw: Mapping[str, object]) -> UUID:
        """Make a person's file; see Editor."""
        return self._editor.record(caller, raw)

    def correct(self, caller: Caller, seen: Snapshot, raw: Mapping[str, object]) -> Snapshot:
        """Save what was typed over the version that was seen; see Editor."""
        return self._editor.correct(caller, seen, raw)

    def change_status(self, caller: Caller, seen: Snapshot, status: str, reason: str, on: date) -> Snapshot:
        """Change whether somebody is in the ledger; see Editor."""
        return self._editor.change_status(caller, seen, status, reason, on)

    def withdraw(self, caller: Caller, id: UUID, reason: str) -> None:
        """Take a file made by mistake off the ledger; see Editor."""
        self._editor.withdraw(caller, id, reason)

    def bring_back(
        self, caller: Caller, id: UUID, owner: str, version: int, keys: Iterable[str] = ()
    ) -> Snapshot:
        """Bring back values of an earlier version; see Editor."""
        return self._editor.bring_back(caller, id, owner, version, keys)

    @staticmethod
    def complaint(key: str, raw: object, reading: Reading) -> str:
        """Return what is wrong with what was typed into one field; empty when nothing is."""
        from gridconsole.care.accepting import complaint

        return complaint(key, raw, reading)

    @cached_property
    def books(self) -> "dict[str, Book]":
        """The ledgers beside that of the people, by name."""
        from gridconsole.care.books import care_books

        return care_books(self._doors, self.list, self._settler)

    @cached_property
    def imports(self) -> "CareImport":
        """Imports of workbooks."""
        from gridconsole.care.importing import CareImport

        return CareImport(self._doors, self._settler)

    @cached_property
    def past_imports(self) -> "TakingBack":
        """Imports that were written, to be taken back."""
        from gridconsole.care.taking_back import TakingBack

        return TakingBack(self._doors, self._settler)

    @cached_property
    def due(self) -> "DueList":
        """The due list, the month's plan and the walking order."""
        from gridconsole.care.due.listing import DueList

        return DueList(self._doors)

    @cached_property
    def visits(self) -> "Visits":
        """Visits and their sheets."""
        from gridconsole.care.visiting.service import Visits

        return Visits(self._doors, self._settler)

    @cached_property
    def pairings(self) -> "Pairings":
        """Who helps which household."""
        from gridconsole.care.pairing.service import Pairings

        return Pairings(self._doors, self._settler)

    @cached_property
    def consents(self) -> "Consents":
        """Consent forms, signed and withdrawn."""
        from gridconsole.care.consents.service import Consents

        return Consents(self._doors, self._settler, self._pictures)

    @cached_property
    def volunteers(self) -> "Volunteers":
        """The register of volunteers with training and hours of service."""
        from gridconsole.care.volunteering.service import Volunteers

        return Volunteers(self._doors, self.books["volunteers"])

    @cached_property
    def village_checks(self) -> "VillageChecks":
        """The quarterly checks with the villages."""
        from gridconsole.care.village.service import VillageChecks

        return VillageChecks(self._doors, self._settler)

    @cached_property
    def campaigns(self) -> "Campaigns":
        """Festival campaigns."""
        from gridconsole.care.festivals.service import Campaigns

        return Campaigns(self._doors)

    @cached_property
    def ledger_papers(self) -> "LedgerPrinting":
        """The ledger on paper, in its two kinds."""
        from gridconsole.care.ledger_printing import LedgerPrinting

        return LedgerPrinting(self._doors)

    def open(self, caller: Caller, id: UUID) -> Snapshot:
        """Return a person's file; raise NoSuchFile."""
        return self._doors.read(lambda s: self._pictures.people(s, [_mine(s, caller, id)], caller)[0])

    def household(self, caller: Caller, id: UUID) -> list[Snapshot]:
        """Return the people of a household, nobody when it isn't the caller's to see."""
        return self._doors.read(lambda s: self._pictures.people(s, _people_of(s, caller, id), caller))

    def household_of(self, caller: Caller, id: UUID) -> UUID:
        """Return the id of the household that a person lives in."""
        return self._doors.read(lambda s: _mine(s, caller, id).household_id)

    def households_found(self, caller: Caller, query: str) -> set[UUID]:
        """Return the households of everybody whom a query finds."""
        return self.list.households(caller, query)

    def reveal(self, caller: Caller, id: UUID, key: str) -> str:
        """Return one masked value in full and leave a mark; the caller carries the reason.

        Raises ReasonNeeded, NoSuchFile, and Locked for what no reason opens.
        """
        caller.must_not_be_volunteer("查看全文")
        if not caller.reason:
            raise ReasonNeeded("查看全文")
        label = CARE.fields[key].label

        def write(unit: Unit) -> str:
            person = _mine(unit.session, caller, id)
            shown = self._pictures.people(unit.session, [person], caller, frozenset({key}))[0]
            if isinstance(shown[key] or shown.unread(key), Masked):
                raise Locked(label)
            unit.session.add(
                Disclosure(
                    station_id=caller.station_id,
                    at=unit.change.at,
                    staff_id=caller.staff_id,
                    staff_name=caller.staff_name,
                    record_id=id,
                    what=label,
                    reason=caller.reason,
                )
            )
            return shown.text(key)

        return self._doors.write(caller, "care.reveal", write)

    def reading(self, caller: Caller) -> Reading:
        """Return what checking typed text needs: the day and the station's staff."""
        staff = self._doors.read(lambda s: staff_names(s, caller.station_id))
        return Reading(today(self._doors.clock), staff)

    def gaps(self, snapshot: Snapshot) -> list[str]:
        """Return the keys that are still to be completed or corrected on a file."""
        typed = {**(snapshot.parent.as_typed if snapshot.parent else {}), **snapshot.as_typed}
        values = {key: snapshot[key] for key in CARE.fields}
        return rules.gaps(values, REQUIRED, typed)

    def due_steps(self, snapshot: Snapshot) -> list[str]:
        """Return why the next visit is due on its day, festivals apart (`due.next_visit` knows them)."""
        keys = ("status", "last_visit", "cycle", "known_since")
        status, last, cycle, known = (snapshot[key] for key in keys)
        return rules.due_steps(status, last, cycle, known, today(self._doors.clock), snapshot["next_on"])

    def history(self, caller: Caller, id: UUID) -> "list[PastVersion]":
        """Return what was done to a file and its household, newest first, masked and locked like it."""

        from gridconsole.care.past import past_versions

        def read(session: Session) -> "list[PastVersion]":
            person = _mine(session, caller, id)
            household = session.scalars(select(Household).where(Household.id == person.household_id)).one()
            return past_versions(session, person, household, caller, today(self._doors.clock))

        return self._doors.read(read)

    def count(self, caller: Caller) -> int:
        """Return how many people stand in the ledger."""
        return self.list.count(caller, CareFilter())


def _mine(session: Session, caller: Caller, id: UUID) -> CarePerson:
    query = select(CarePerson).where(
        CarePerson.id == id, CarePerson.station_id == caller.station_id, CarePerson.withdrawn.is_(None)
    )
    if caller.role is Role.VOLUNTEER:
        query = query.join(Household, CarePerson.household_id == Household.id).where(
            Household.helper == caller.staff_id
        )
    found = session.scalar(query)
    if found is None:
        raise NoSuchFile
    return found


def _people_of(session: Session, caller: Caller, household_id: UUID) -> Sequence[CarePerson]:
    query = (
        select(CarePerson)
        .join(Household, CarePerson.household_id == Household.id)
        .where(
            Household.id == household_id,
            CarePerson.station_id == caller.station_id,
            CarePerson.withdrawn.is_(None),
        )
    )
    if caller.role is Role.VOLUNTEER:
        query = query.where(Household.helper == caller.staff_id)
    return session.scalars(query.order_by(CarePerson.row)).all()
