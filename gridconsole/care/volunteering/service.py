"""The register of volunteers: training, hours of service, certificates (FIELDS 3.9).

Hours of service are never working hours. Nothing of the register is published: that asks for the
volunteer's consent, and no paper here is hung out; a certificate goes to the volunteer himself.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, BinaryIO
from uuid import UUID

from sqlalchemy import ColumnElement, false, func, select
from sqlalchemy.orm import Session

from gridconsole.care.paper.certificate_data import ServiceCertificate
from gridconsole.care.paper.certificates import service_certificates
from gridconsole.care.volunteering import rules
from gridconsole.care.volunteering.errors import FromAVisit, NoService, NotThenAVolunteer, WrongPeriod
from gridconsole.care.volunteering.records import SERVICES, TRAININGS, Service, Training, Volunteer
from gridconsole.care.volunteering.views import Total
from gridconsole.core.books.book import Book
from gridconsole.core.books.declare import Special, Written
from gridconsole.core.books.filter import BookFilter
from gridconsole.core.caller import Caller, Role
from gridconsole.core.clock import today
from gridconsole.core.ledger.snapshot import Snapshot
from gridconsole.core.progress import Progress
from gridconsole.core.store.doors import Doors, Unit
from gridconsole.staff.service import contact_of, staff_names
from gridconsole.stations.records import Station
from gridconsole.stations.service import station_of

NO_NUMBER = "未编号"


class Volunteers:
    """The volunteers of a station.

    `register` is the ledger of the volunteers, `trainings` and `services` are those that hang on it
    (`parent` is the volunteer): each is read, noted by hand, corrected and withdrawn like any ledger.
    A volunteer sees his own trainings and services.
    """

    def __init__(self, doors: Doors, register: Book) -> None:
        self._doors = doors
        self.register = register
        self.trainings = Book(doors, _TRAININGS, staff_names)
        self.services = Book(doors, _SERVICES, staff_names)

    def mine(self, caller: Caller) -> UUID | None:
        """Return the caller's own entry in the register, None when there is none."""
        mine = (Volunteer.station_id == caller.station_id, Volunteer.withdrawn.is_(None))
        query = select(Volunteer.id).where(*mine, Volunteer.person == caller.staff_id)
        return self._doors.read(lambda session: session.scalar(query))

    def services_of(self, caller: Caller, volunteer_id: UUID) -> list[Snapshot]:
        """Return a volunteer's services, the latest first."""
        return list(self.services.everything(caller, BookFilter(parent=volunteer_id)))

    def totals(self, caller: Caller, first: date, last: date) -> list[Total]:
        """Return everybody's services and trainings in a period, both days included, in order of entry.

        A volunteer gets his own line. Raises WrongPeriod.
        """
        self._must_be_a_period(first, last)
        return self._doors.read(lambda session: _totals(session, caller, first, last))

    def registered(self, caller: Caller, staff_id: UUID) -> list[UUID]:
        """Return the volunteer that a member of staff is registered as, nobody if he isn't."""
        query = select(Volunteer.id).where(
            Volunteer.station_id == caller.station_id,
            Volunteer.person == staff_id,
            Volunteer.withdrawn.is_(None),
        )
        return self._doors.read(lambda session: list(session.scalars(query)))

    def print_certificates(
        self, caller: Caller, target: BinaryIO, first: date, last: date,
        volunteer_ids: Collection[UUID] | None = None, progress: Progress | None = None,
    ) -> int:  # fmt: skip
        """Write the certificates of these volunteers (of all) who served in a period; return the pages.

        Raises WrongPeriod, NoService, NoContactPhone, MissingGlyph, FieldOverflow, Cancelled, NotAllowed.
        """
        caller.must_not_be_volunteer("打印服务时长证明")
        self._must_be_a_period(first, last)
        day = today(self._doors.clock)

        def read(session: Session) -> list[ServiceCertificate]:
            found = _served(session, caller, first, last, volunteer_ids)
            if not found:
                raise NoService
            maker = _certificates(session, caller, (first, last), day)
            return [maker(volunteer, services) for volunteer, services in found]

        certificates = self._doors.read(read)
        pages = service_certificates(certificates, target, progress)
        period = f"{first.isoformat()} 至 {last.isoformat()}"
        self._doors.write(
            caller, "volunteer.certificate", Unit.keep_change, period=period, count=len(certificates)
        )
        return pages

    def _must_be_a_period(self, first: date, last: date) -> None:
        if not first <= last <= today(self._doors.clock):
            raise WrongPeriod


def _totals(session: Session, caller: Caller, first: date, last: date) -> list[Total]:
    names = staff_names(session, caller.station_id)
    served = _sums(session, Service, Service.served_on, first, last)
    trained = _sums(session, Training, Training.held_on, first, last)
    return [
        Total(
            one.id, names.get(one.person, ""), one.number or "", *served.get(one.id, (0, Decimal(0))),
            *trained.get(one.id, (0, Decimal(0))),
        )
        for one in _volunteers(session, caller, None)
    ]  # fmt: skip


def _sums(
    session: Session, record: type[Service] | type[Training], day: Any, first: date, last: date
) -> dict[UUID, tuple[int, Decimal]]:
    """Return volunteer -> how often and how many hours."""
    query = select(record.volunteer_id, func.count(), func.coalesce(func.sum(record.hours), 0))
    query = query.where(record.withdrawn.is_(None), day.between(first, last)).group_by(record.volunteer_id)
    return {id: (times, rules.hours(int(halves or 0))) for id, times, halves in session.execute(query)}


def _volunteers(session: Session, caller: Caller, ids: Collection[UUID] | None) -> list[Volunteer]:
    query = select(Volunteer).where(
        Volunteer.station_id == caller.station_id,
        Volunteer.withdrawn.is_(None),
        *_own(caller, Volunteer.person),
    )
    return [one for one in session.scalars(query.order_by(Volunteer.row)) if ids is None or one.id in ids]


def _served(
    session: Session, caller: Caller, first: date, last: date, ids: Collection[UUID] | None
) -> list[tuple[Volunteer, list[rules.Served]]]:
    """Return the volunteers who served, with their services."""
    query = select(Service).where(
        Service.station_id == caller.station_id,
        Service.withdrawn.is_(None),
        Service.served_on.between(first, last),
        Service.hours > 0,
    )
    services: dict[UUID, list[rules.Served]] = {}
    for one in session.scalars(query):
        if one.served_on and one.hours:
            told = rules.Served(one.served_on, one.hours, one.what or "")
            services.setdefault(one.volunteer_id, []).append(told)
    return [(one, services[one.id]) for one in _volunteers(session, caller, ids) if one.id in services]


def _certificates(
    session: Session, caller: Caller, period: tuple[date, date], day: date
) -> Callable[[Volunteer, Sequence[rules.Served]], ServiceCertificate]:
    """Return what makes a certificate of a volunteer's services."""
    station: Station = station_of(session, caller.station_id)
    names = staff_names(session, caller.station_id)
    _, phone = contact_of(session, caller)

    def make(volunteer: Volunteer, services: Sequence[rules.Served]) -> ServiceCertificate:
        return ServiceCertificate(
            station=station.name,
            station_phone=phone,
            document_number=f"FW-{station.code}-{day:%Y%m%d}-{volunteer.row:04d}",
            name=names.get(volunteer.person, ""),
            volunteer_number=volunteer.number or NO_NUMBER,
            first=period[0],
            last=period[1],
            months=rules.months(services),
            issued_on=day,
        )

    return make


def _own(caller: Caller, person: Any) -> list[ColumnElement[bool]]:
    return [person == caller.staff_id] if caller.role is Role.VOLUNTEER else []


def _own_entries(link: Any) -> Callable[[Caller], list[ColumnElement[bool]]]:
    """Return what leaves a volunteer only what hangs on his own entry."""

    def scope(caller: Caller) -> list[ColumnElement[bool]]:
        if caller.role is not Role.VOLUNTEER:
            return []
        return [link.in_(select(Volunteer.id).where(Volunteer.person == caller.staff_id))]

    return scope


def _not_searched(_session: Session, _caller: Caller, _text: str, _thorough: bool) -> ColumnElement[bool]:
    return false()


def _follow(unit: Unit, written: Written) -> None:
    """Refuse hours that a visit answers for, and those of somebody who was no volunteer then."""
    for service, before in written:
        if service.visit_id is not None and _changed(service, before):
            raise FromAVisit
        volunteer = unit.session.scalars(select(Volunteer).where(Volunteer.id == service.volunteer_id)).one()
        if volunteer.station_id != service.station_id or not rules.was_volunteer(
            service.served_on, volunteer.since, volunteer.until
        ):
            raise NotThenAVolunteer(
                staff_names(unit.session, service.station_id).get(volunteer.person, "这个人")
            )


def _changed(service: Service, before: Mapping[str, Any]) -> bool:
    return service.withdrawn is not None or any(getattr(service, key) != old for key, old in before.items())


_TRAININGS = Special(
    TRAININGS, Training.held_on, "培训记录", _not_searched, newest_first=True, may_volunteers=True,
    scope=_own_entries(Training.volunteer_id),
)  # fmt: skip
_SERVICES = Special(
    SERVICES, Service.served_on, "服务记录", _not_searched, newest_first=True, may_volunteers=True,
    scope=_own_entries(Service.volunteer_id), follows=_follow,
)  # fmt: skip
