"""What is done with the staff of a station."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridconsole.core.caller import Caller, Role
from gridconsole.core.clock import local
from gridconsole.core.errors import ConsoleError
from gridconsole.core.identity.phone import format_phone
from gridconsole.core.ledger.kinds.base import Reading, Unreadable
from gridconsole.core.store.doors import Doors, Unit
from gridconsole.staff.records import STAFF, Staff
from gridconsole.stations.records import Station
from gridconsole.stations.service import add_station

FIRST_CLERK = "本站柜台"


class NoSuchStaff(ConsoleError):
    """Nobody of that name works at the station."""


class StaffNotAccepted(ConsoleError):
    """A name, post or phone that can't be."""


class CannotLeave(ConsoleError):
    """Somebody can't leave the station like this: not yet, not twice, not himself, not without a reason."""


class NoContactPhone(ConsoleError):
    """Nobody of the station has a work phone that a paper could name."""


class StaffThere(ConsoleError):
    """Somebody of that name works at the station already: nobody could tell the two apart."""


class StaffRegister:
    """The staff and volunteers of the stations."""

    def __init__(self, doors: Doors) -> None:
        self._doors = doors

    def all(self, station_id: UUID) -> list[Staff]:
        """Return everybody who works at a station, in the order in which they came."""
        return self._doors.read(lambda session: _active(session, station_id))

    def caller(self, station_id: UUID, name: str | None = None) -> Caller:
        """Return the named member of staff as caller, or the station's first clerk; raise NoSuchStaff."""
        staff = self.all(station_id)
        found = [s for s in staff if s.name == name] if name else _clerks_first(staff)[:1]
        if not found:
            known = "、".join(s.name for s in staff) or "还没有人"
            words = f"这个站没有叫「{name}」的工作人员。" if name else "这个站还没有工作人员。"
            raise NoSuchStaff(words, f"现有：{known}。")
        return as_caller(found[0])

    def add(self, caller: Caller, name: str, post: str, phone: str = "", **more: str) -> Staff:
        """Add a member of staff; `more` holds what was typed into further fields of STAFF by key.

        Raises StaffNotAccepted, StaffThere or NotAllowed.
        """
        caller.must_not_be_volunteer("登记工作人员")
        return self._doors.write(
            caller, "staff.add", lambda unit: add_staff(unit, caller.station_id, name, post, phone, more)
        )

    def leave(self, caller: Caller, staff_id: UUID, on: date, why: str) -> None:
        """Note that somebody left the station; the name stays in what was done, and on his households.

        Raises NoSuchStaff, CannotLeave, NotAllowed.
        """
        caller.must_not_be_volunteer("登记离岗")
        self._doors.write(
            caller.because(why), "staff.leave", lambda unit: mark_left(unit, caller, staff_id, on, why),
            on=on.isoformat(),
        )  # fmt: skip

    def open_station(self, caller: Caller, name: str, code: str) -> Station:
        """Add a station with its first clerk, so that work can begin; raises as Stations.add does."""
        caller.must_not_be_volunteer("登记站点")

        def write(unit: Unit) -> Station:
            station = add_station(unit, name, code)
            add_staff(unit, station.id, FIRST_CLERK, "综合柜员")
            return station

        return self._doors.write(caller, "station.add", write)


def as_caller(staff: Staff) -> Caller:
    """Return the caller that a member of staff acts as."""
    return Caller(staff.station_id, staff.id, staff.name, role_of(staff.post))


def role_of(post: str | None) -> Role:
    """Return the role that goes with a post."""
    return {"志愿者": Role.VOLUNTEER, "所长": Role.MANAGER}.get(post or "", Role.CLERK)


def add_staff(
    unit: Unit,
    station_id: UUID,
    name: str,
    post: str,
    phone: str = "",
    more: Mapping[str, str] | None = None,
    id: UUID | None = None,
) -> Staff:
    """Add a member of staff within a write; raise StaffNotAccepted or StaffThere."""
    reading = Reading(local(unit.change.at).date())
    raw = {"name": name, "post": post, "phone": phone, **(more or {})}
    values = {
        key: _parsed(key, cell, reading) for key, cell in raw.items() if cell or key in ("name", "post")
    }
    if any(other.name == values["name"] for other in _active(unit.session, station_id)):
        raise StaffThere(f"这个站已有叫「{values['name']}」的工作人员。", "同名的请在姓名后加一个字区别开。")
    staff = Staff(station_id=station_id, active=True, as_typed={}, **values)
    if id is not None:
        staff.id = id
    unit.session.add(staff)
    unit.session.flush()
    return staff


def mark_left(unit: Unit, caller: Caller, staff_id: UUID, on: date, why: str) -> None:
    """Note within a write that somebody left the station; raise NoSuchStaff or CannotLeave."""
    query = select(Staff).where(Staff.id == staff_id, Staff.station_id == caller.station_id)
    found = unit.session.scalar(query)
    if found is None or found.withdrawn is not None:
        raise NoSuchStaff("没有找到这位工作人员。", "请刷新后再选。")
    if not why.strip():
        raise CannotLeave("登记离岗要写明原因。", "请填写原因后再试，如 调走。")
    if found.active is False:
        raise CannotLeave(f"{found.name}已经登记过离岗。", "没有改动。")
    if staff_id == caller.staff_id:
        raise CannotLeave("不能给自己登记离岗。", "请让另一位综合柜员或所长来办。")
    if on > local(unit.change.at).date():
        raise CannotLeave("离岗日期晚于今天。", "请到那一天再登记。")
    found.active = False
    unit.session.flush()


def _parsed(key: str, cell: str, reading: Reading) -> Any:
    declared = STAFF.fields[key]
    try:
        return declared.kind.parse(cell, reading)
    except Unreadable as error:
        choices = "、".join(declared.kind.choices)
        step = f"可选：{choices}。" if choices else "请改正后再登记。"
        raise StaffNotAccepted(f"{declared.label}不对：{error.message.rstrip('？')}。", step) from error


def staff_names(session: Session, station_id: UUID) -> dict[UUID, str]:
    """Return id -> name for everybody who works or worked at a station."""
    rows = session.execute(select(Staff.id, Staff.name).where(Staff.station_id == station_id))
    return {id: name for id, name in rows}


def contact_of(session: Session, caller: Caller) -> tuple[str, str]:
    """Return name and work phone to print as the station's contact: the caller's own, else another clerk's.

    Raises NoContactPhone when nobody but volunteers has a phone.
    """
    staff = sorted(_clerks_first(_active(session, caller.station_id)), key=lambda s: s.id != caller.staff_id)
    for one in staff:
        if one.phone and role_of(one.post) is not Role.VOLUNTEER:
            return one.name, format_phone(one.phone[0])
    raise NoContactPhone("站上还没有登记工作电话，印不出联系方式。", "请先在工作人员里补上工作电话。")


def _active(session: Session, station_id: UUID) -> list[Staff]:
    query = select(Staff).where(
        Staff.station_id == station_id, Staff.withdrawn.is_(None), Staff.active.is_(True)
    )
    return list(session.scalars(query.order_by(Staff.row)))


def _clerks_first(staff: list[Staff]) -> list[Staff]:
    return sorted(staff, key=lambda s: role_of(s.post) is not Role.CLERK)
