"""What is done with stations."""

import re
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from gridconsole.core.caller import Caller
from gridconsole.core.errors import ConsoleError
from gridconsole.core.identity.text import tidy
from gridconsole.core.store.doors import Doors, Unit
from gridconsole.stations.records import Station

LONGEST_NAME = 60
_CODE = re.compile(r"[A-Z]{2}")


class NoStation(ConsoleError):
    """No station of that name, or several to choose from."""


class NoSuchStationName(ConsoleError):
    """A station can't be named so."""


class StationThere(ConsoleError):
    """A station of that name or code is there already."""


class Stations:
    """The stations of a data file."""

    def __init__(self, doors: Doors) -> None:
        self._doors = doors

    def all(self) -> list[Station]:
        """Return all stations, in the order in which they were made."""
        return self._doors.read(lambda s: list(s.scalars(select(Station).order_by(Station.number))))

    def pick(self, name: str | None) -> Station:
        """Return the named station (by name or code), or the only one; raise NoStation."""
        known = self.all()
        found = [s for s in known if name is None or name in (s.name, s.code) or name.upper() == s.code]
        if len(found) == 1:
            return found[0]
        names = "、".join(f"{s.name}（{s.code}）" for s in known)
        if name is None:
            raise NoStation("这份数据里有几个站。", f"请用 --station 指明是哪一个：{names}。")
        raise NoStation(f"没有名叫「{name}」的站。", f"现有：{names}。")

    def add(self, caller: Caller, name: str, code: str) -> Station:
        """Add a station with its two-letter code; raise NoSuchStationName, StationThere or NotAllowed."""
        caller.must_not_be_volunteer("登记站点")
        return self._doors.write(caller, "station.add", lambda unit: add_station(unit, name, code))


def add_station(unit: Unit, name: str, code: str, id: UUID | None = None) -> Station:
    """Add a station with the next free number, within a write."""
    name, code = tidy(name), tidy(code).upper()
    if not 0 < len(name) <= LONGEST_NAME or not _CODE.fullmatch(code):
        raise NoSuchStationName(
            "站名或代码不合要求，没有登记。", f"站名 1 至 {LONGEST_NAME} 个字，代码是两个字母，如 LH。"
        )
    if unit.session.scalar(select(Station.id).where(or_(Station.name == name, Station.code == code))):
        raise StationThere(f"已有名叫「{name}」或代码是 {code} 的站。", "请换一个站名或代码。")
    number = (unit.session.scalar(select(func.max(Station.number))) or 0) + 1
    station = Station(name=name, code=code, number=number)
    if id is not None:
        station.id = id
    unit.session.add(station)
    unit.session.flush()
    return station


def station_of(session: Session, id: UUID) -> Station:
    """Return a station by id."""
    return session.scalars(select(Station).where(Station.id == id)).one()
