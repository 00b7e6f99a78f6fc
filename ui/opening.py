"""Opens the data for the window: blocking calls, made on the worker after the first paint."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from gridconsole.core.caller import Caller
from gridconsole.core.clock import Clock
from gridconsole.core.errors import ConsoleError

if TYPE_CHECKING:
    from gridconsole.console import Console


class Lock(Protocol):
    """Held as long as this window shows the data."""

    def release(self) -> None:
        """Let another window show it."""


class Place(Protocol):
    """Where the data lies and who acts, as the command line was told."""

    @property
    def db(self) -> str | None:
        """A PostgreSQL database instead of the folder."""

    @property
    def station(self) -> str | None:
        """The station by name or code."""

    @property
    def acting(self) -> str | None:
        """Who acts first."""

    @property
    def folder(self) -> Path:
        """The data folder."""

    @property
    def clock(self) -> Clock:
        """The clock, which may stand on a chosen day."""


@dataclass(frozen=True)
class Opened:
    """The open data; `stations` are to be chosen from when nobody said which one."""

    console: "Console"
    lock: Lock | None
    stations: tuple[str, ...] = ()


@dataclass(frozen=True)
class Crew:
    """A station with everybody who may act there."""

    station: str
    callers: tuple[Caller, ...]
    current: Caller


def open_data(place: Place) -> Opened:
    """Take the window's lock and open the data; raises a subclass of StoreError."""
    lock = None if place.db else _lock(place.folder)
    try:
        console = _open(place)
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    stations = () if place.station else tuple(station.name for station in console.stations.all())
    return Opened(console, lock, stations if len(stations) > 1 else ())


def crew(console: "Console", station: str | None, acting: str | None) -> Crew:
    """Return who may act at a station, and who acts first; raises NoStation, NoSuchStaff."""
    current = console.caller(station, acting)
    there = console.stations.pick(station)
    return Crew(there.name, console.callers(there.id), current)


def newest_backup(console: "Console") -> datetime | None:
    """Return when the newest backup was made, in the station's time; None without one."""
    made = console.backups.all() if console.backups else []
    return datetime.strptime(made[0].stem[8:23], "%Y%m%d-%H%M%S") if made else None


def close_data(opened: Opened) -> None:
    """Finish the writes, make the day's backup, let go of the data."""
    try:
        opened.console.close()
    finally:
        if opened.lock is not None:
            opened.lock.release()


def restore_backup(place: Place, name: str) -> Path | None:
    """Put a backup in the place of the damaged file; return where that file is kept."""
    from gridconsole.console import DataFolder

    return DataFolder(place.folder).restore(name)


def good_backup(error: ConsoleError) -> str:
    """Return the name of the backup that can take the place of damaged data; empty without one."""
    from gridconsole.core.store.errors import DataDamaged

    return (error.good_backup or "") if isinstance(error, DataDamaged) else ""


def is_open_elsewhere(error: ConsoleError) -> bool:
    """Return whether another window shows the same data."""
    from gridconsole.core.store.errors import WindowAlreadyOpen

    return isinstance(error, WindowAlreadyOpen)


def _open(place: Place) -> "Console":
    from gridconsole.console import Console

    console = Console.open(place.folder, place.db, place.clock)
    console.drafts.read()
    # The panels' own modules are slow to import; do it here, where nobody waits.
    import ui.care.panel  # noqa: F401

    return console


def _lock(folder: Path) -> Lock:
    from gridconsole.console import DataFolder

    return DataFolder(folder).lock()
