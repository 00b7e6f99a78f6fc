"""What is done with stations."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridconsole.core.caller import Caller
from gridconsole.core.errors import ConsoleError
from gridconsole.core.store.doors import Doors, Unit
from gridconsole.stations.records import Station


class NoStation(ConsoleError):
    """No station of that name, or several to choose from."""


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
        found = [s for s in known if name is None or name in (s.name, s.code)]
        if len(found) == 1:
            return found[0]
        names = "、".join(f"{s.name}（{s.code}）" for s in known)
        if name is None:
            raise NoStation("这份数据里有几个站。", f"请用 --station 指明是哪一个：{names}。")
        raise NoStation(f"没有名叫「{name}」的站。", f"现有：{names}。")

    def add(self, caller: Caller, name: str, code: str) -> Station:
        """Add a station with its two-letter code."""
        return self._doors.write(caller, "station.add", lambda unit: add_station(unit, name, code))


def add_station(unit: Unit, name: str, code: str, id: UUID | None = None) -> Station:
    """Add a station with the next free number."""
    number = (unit.session.scalar(select(func.max(Station.number))) or 0) + 1
    station = Station(name=name, code=code.upper(), number=number)
    if id is not None:
        station.id = id
    unit.session.add(station)
    unit.session.flush()
    return station


def station_of(session: Session, id: UUID) -> Station:
    """Return a station by id."""
    return session.scalars(select(Station).where(Station.id == id)).one()
