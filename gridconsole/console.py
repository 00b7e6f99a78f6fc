"""The console: opens the data and holds one service per feature."""

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridconsole.care.service import CareLedger
from gridconsole.core.caller import Caller, Role
from gridconsole.core.clock import Clock, SystemClock, today
from gridconsole.core.drafts import FOLDER as DRAFTS
from gridconsole.core.drafts import Drafts
from gridconsole.core.ledger.record import new_id
from gridconsole.core.paths import DATA_FILE, default_data_folder
from gridconsole.core.store.backup import Backups
from gridconsole.core.store.doors import Doors, Unit
from gridconsole.core.store.open import open_folder, open_url
from gridconsole.core.store.window_lock import WindowLock
from gridconsole.staff.service import StaffRegister, add_staff, as_caller
from gridconsole.stations.records import Station
from gridconsole.stations.service import Stations, add_station, station_of

NO_STATION = UUID(int=0)
"""Stands for the station while there is none: two programs that open new data take turns."""


class Console:
    """All that the window and the command line may use.

    `folder` is the local one, which there is beside a shared database as well.
    """

    def __init__(self, doors: Doors, backups: Backups | None = None, folder: Path | None = None) -> None:
        self.doors = doors
        self.clock = doors.clock
        self.backups = backups
        self.drafts = Drafts((folder or default_data_folder()) / DRAFTS)
        self.stations = Stations(doors)
        self.staff = StaffRegister(doors)
        self.care = CareLedger(doors)
        _make_first_station(doors)

    @classmethod
    def open(
        cls, folder: Path | None = None, url: str | None = None, clock: Clock | None = None
    ) -> "Console":
        """Open a data folder, or a PostgreSQL database; raises a subclass of StoreError."""
        clock = clock or SystemClock()
        if url:
            return cls._on(open_url(url, clock), None, folder)
        assert folder is not None
        return cls._on(open_folder(folder, clock), Backups(folder / DATA_FILE, clock), folder)

    @classmethod
    def _on(cls, doors: Doors, backups: Backups | None, folder: Path | None) -> "Console":
        try:
            return cls(doors, backups, folder)
        except BaseException:
            doors.close()
            raise

    def caller(self, station: str | None = None, name: str | None = None) -> Caller:
        """Return the caller for a station (by name or code) and a member of its staff."""
        return self.staff.caller(self.stations.pick(station).id, name)

    def callers(self, station_id: UUID) -> tuple[Caller, ...]:
        """Return everybody who may act at a station."""
        return tuple(as_caller(staff) for staff in self.staff.all(station_id))

    def print_keys(
        self, caller: Caller, groups: Sequence[tuple[str, Sequence[tuple[str, str, str]]]], target: BinaryIO
    ) -> int:
        """Print a sheet of keys: under each heading keys, what they do, one sentence; return its pages."""
        from gridconsole.core.paper.keys import KeyLine, KeySheet, key_sheet

        station = self.doors.read(lambda session: station_of(session, caller.station_id).name)
        lines = tuple((title, tuple(KeyLine(*line) for line in some)) for title, some in groups)
        return key_sheet(KeySheet(station, lines, today(self.clock)), target)

    def close(self) -> None:
        """Finish what is queued, let go of the data, make the day's backup; raises as Backups.make does."""
        self.doors.close()
        if self.backups is not None:
            self.backups.make_daily()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.doors.close()


class DataFolder:
    """A station's data folder before it is opened: who may show it, and its backups."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def lock(self) -> WindowLock:
        """Take the folder for a window; raises WindowAlreadyOpen."""
        return WindowLock(self.folder).__enter__()

    def restore(self, name: str) -> Path | None:
        """Put a backup in the data file's place; return where that file is kept now."""
        with WindowLock(self.folder):
            return Backups(self.folder / DATA_FILE, SystemClock()).restore(Path(name))


def _make_first_station(doors: Doors) -> None:
    """Give a new data file one station with one clerk, so that work can begin at once."""
    if doors.read(_has_station):
        return
    station_id, staff_id = new_id(), new_id()
    maker = Caller(NO_STATION, staff_id, "本站柜台", Role.CLERK)

    def write(unit: Unit) -> None:
        # Another program may have opened the new data at the same moment, and been first.
        if _has_station(unit.session):
            return
        unit.change.station_id = station_id
        add_station(unit, "本站", "BZ", station_id)
        add_staff(unit, station_id, "本站柜台", "综合柜员", id=staff_id)

    doors.write(maker, "station.first", write)


def _has_station(session: Session) -> bool:
    return session.scalar(select(Station.id).limit(1)) is not None
