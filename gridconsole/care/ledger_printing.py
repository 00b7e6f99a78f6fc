"""Prints the care ledger: 检查版, all masked, to show; 工作版, in full, with right, reason and watermark."""

from datetime import datetime
from typing import Any, BinaryIO

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from gridconsole.care import rules
from gridconsole.care.errors import ReasonNeeded
from gridconsole.care.pairing.finding import lives_here
from gridconsole.care.paper.care_ledger import inspection_ledger, working_ledger
from gridconsole.care.paper.ledger_data import CareLedger, LedgerPerson, WorkingCopy
from gridconsole.care.records import CARE, CarePerson, Household
from gridconsole.care.settling import file_number
from gridconsole.care.showing import locked
from gridconsole.core.calendar.dates import age_on
from gridconsole.core.caller import Caller
from gridconsole.core.clock import local
from gridconsole.core.errors import ConsoleError
from gridconsole.core.identity.phone import format_phone
from gridconsole.core.ledger.record import NEVER
from gridconsole.core.ledger.snapshot import Lock
from gridconsole.core.progress import Progress
from gridconsole.core.store.changes import Change, Disclosure
from gridconsole.core.store.doors import Doors, Unit
from gridconsole.staff.service import staff_names
from gridconsole.stations.service import station_of

INSPECTION_DEED, WORKING_DEED = "care.print_inspection", "care.print_working"
ALL = "全站"


class NobodyInLedger(ConsoleError):
    """Nobody of the village, or of the station, stands in the ledger."""

    def __init__(self, village: str) -> None:
        super().__init__(
            f"{village or '本站'}没有在册的人，没有可打印的台账。", "请检查村名，或先建档、导入。"
        )


class LedgerPrinting:
    """The ledger of a station on paper; whoever died, moved or left the ledger is not on it."""

    def __init__(self, doors: Doors) -> None:
        self._doors = doors

    def print(
        self, caller: Caller, target: BinaryIO, working: bool = False, reason: str = "",
        village: str | None = None, progress: Progress | None = None,
    ) -> int:  # fmt: skip
        """Write the ledger, of a village or of the station, into one PDF; return the number of pages.

        The working copy holds names, groups and phones in full: it asks for a reason, which is its
        watermark, and leaves a mark. What is locked of a person is on neither (FIELDS 4.5). Raises
        NotAllowed, ReasonNeeded, NobodyInLedger, MissingGlyph, FieldOverflow and Cancelled, noting nothing.
        """
        caller.must_not_be_volunteer("打印台账")
        caller = caller.because(reason or caller.reason)
        if working and not caller.reason:
            raise ReasonNeeded("打印工作版台账")
        at = self._doors.clock.now()
        document = self._doors.read(lambda session: _Reader(session, caller, at, working).document(village))
        if working:
            copy = WorkingCopy(caller.staff_name, local(at), caller.reason)
            pages = working_ledger(document, copy, target, progress)
        else:
            pages = inspection_ledger(document, target, progress)
        self._note(caller, document, working)
        return pages

    def _note(self, caller: Caller, document: CareLedger, working: bool) -> None:
        """Leave a mark; of the working copy, who saw how many people in full."""

        def write(unit: Unit) -> None:
            unit.keep_change()
            if working:
                unit.session.add(_mark(unit, len(document.people)))

        deed = WORKING_DEED if working else INSPECTION_DEED
        self._doors.write(
            caller, deed, write, document=document.document_number, village=document.scope,
            count=len(document.people),
        )  # fmt: skip


class _Reader:
    """Reads one ledger for one caller at one moment."""

    def __init__(self, session: Session, caller: Caller, at: datetime, working: bool) -> None:
        self._session, self._caller, self._at, self._working = session, caller, at, working
        self._day = local(at).date()
        self._station = station_of(session, caller.station_id)
        self._staff = staff_names(session, caller.station_id)

    def document(self, village: str | None) -> CareLedger:
        """Return the ledger as the paper wants it; raise NobodyInLedger."""
        people = tuple(
            self._person(person, home)
            for person, home in self._session.execute(_people(self._caller, village))
        )
        if not people:
            raise NobodyInLedger(village or "")
        return CareLedger(
            station=self._station.name,
            document_number=f"TZ-{self._station.code}-{self._day:%Y%m%d}",
            scope=village or ALL,
            as_of=self._day,
            people=people,
            printed_by=self._caller.staff_name,
            printed_at=local(self._at),
            copy_number=self._copies() + 1,
        )

    def _copies(self) -> int:
        """Return how many copies of this kind were printed before on the same day."""
        midnight = local(self._at).replace(hour=0, minute=0, second=0, microsecond=0)
        deed = WORKING_DEED if self._working else INSPECTION_DEED
        mine = (Change.station_id == self._caller.station_id, Change.deed == deed, Change.at >= midnight)
        return self._session.scalar(select(func.count()).select_from(Change).where(*mine)) or 0

    def _person(self, person: CarePerson, home: Household) -> LedgerPerson:
        lock = rules.lock_of({key: getattr(person, key) for key in CARE.own}, self._day)
        due = None if person.due_on == NEVER else person.due_on
        born = _open(person, "born", lock)
        return LedgerPerson(
            number=file_number(self._station.code, home.number),
            name=person.name,
            sex=_open(person, "sex", lock) or "",
            age=age_on(born, self._day) if born and born <= self._day else None,
            categories=_open(person, "categories", lock) or (),
            group=self._place(home),
            citizen_id=_open(person, "citizen_id", lock) or "",
            phone=_phones(person.phone),
            account=home.account or "",
            guardian=person.contact or "",
            guardian_relation=person.relation or "",
            guardian_phone=_phones(person.contact_phone),
            helper=self._staff.get(home.helper, "") if home.helper else "",
            last_visit=home.last_visit,
            next_visit=due,
            is_overdue=due is not None and due < self._day,
        )

    def _place(self, home: Household) -> str:
        """Return village and group to work with; the address, which is masked, to show."""
        place = "".join(filter(None, (home.village, home.group)))
        return place if self._working else place or home.address or ""


def _people(caller: Caller, village: str | None) -> Select[CarePerson, Household]:
    """Return the query for those who stand in the ledger, by village and group."""
    query = (
        select(CarePerson, Household)
        .join(Household, CarePerson.household_id == Household.id)
        .where(CarePerson.station_id == caller.station_id, lives_here())
        .order_by(CarePerson.place_key, CarePerson.row)
    )
    return query if village is None else query.where(Household.village == village)


def _open(person: CarePerson, key: str, lock: Lock) -> Any:
    """Return a value, None where it is locked."""
    return None if locked(CARE.fields[key], lock) else getattr(person, key)


def _phones(phones: tuple[str, ...] | None) -> str:
    return "、".join(format_phone(phone) for phone in phones or ())


def _mark(unit: Unit, count: int) -> Disclosure:
    change = unit.change
    return Disclosure(
        station_id=change.station_id, at=change.at, staff_id=change.staff_id,
        staff_name=change.staff_name, what="台账工作版（姓名、村组、电话全文）", count=count,
        reason=change.reason,
    )  # fmt: skip
