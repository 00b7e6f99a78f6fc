"""Opens the place where the data lies and brings it up to date."""

from pathlib import Path

from gridconsole.core.clock import Clock
from gridconsole.core.paths import DATA_FILE
from gridconsole.core.store.backup import Backups
from gridconsole.core.store.doors import Doors
from gridconsole.core.store.driver_errors import DataPlace
from gridconsole.core.store.engine import (
    PATIENCE,
    postgres_engines,
    refuse_old_sqlite,
    sqlite_engines,
    sqlite_version,
)
from gridconsole.core.store.errors import DataMissing
from gridconsole.core.store.location import make_folder, refuse_network_folder
from gridconsole.core.store.migrate import bring_up_to_date, refuse_newer_file
from gridconsole.core.store.soundness import EMPTY, damage

CHECKED_AT_START = 64 * 1024 * 1024
"""Files up to this many bytes are checked in full at every start (about 0.1 s)."""


def open_folder(folder: Path, clock: Clock, *, patience: float = PATIENCE) -> Doors:
    """Open the data file of a folder, making both when they are not there.

    `patience` is how many seconds a write waits for another program. Raises SqliteTooOld, NetworkFolder,
    FolderReadOnly, NoRoom, DiskTrouble, DataMissing, DataDamaged, DataLocked, NewerData.
    """
    refuse_old_sqlite(sqlite_version())
    refuse_network_folder(folder)
    make_folder(folder)
    backups = Backups(folder / DATA_FILE, clock)
    place = DataPlace(str(folder), backups.file, backups.newest_sound)
    with place.in_words():
        if _holds_data(place, backups, patience):
            refuse_newer_file(backups.file)
        engines = sqlite_engines(backups.file, patience)
        try:
            bring_up_to_date(engines, backups.make)
        except BaseException:
            engines.dispose()
            raise
    return Doors(engines, clock, place)


def open_url(url: str, clock: Clock, *, patience: float = PATIENCE) -> Doors:
    """Open a PostgreSQL database.

    Raises WrongUrl, NoDriver, CannotConnect, WrongEncoding, NoRights, NewerData.
    """
    engines = postgres_engines(url, patience)
    place = DataPlace(engines.writer.url.render_as_string(hide_password=True))
    try:
        with place.in_words():
            bring_up_to_date(engines, lambda: None)
    except BaseException:
        engines.dispose()
        raise
    return Doors(engines, clock, place)


def _holds_data(place: DataPlace, backups: Backups, patience: float) -> bool:
    """Return whether there is a data file; raise DataDamaged or DataMissing, and leave it as it is."""
    file = backups.file
    if not file.exists():
        if backups.traces():
            good = backups.newest_sound()
            raise DataMissing(str(file), good.name if good else None)
        return False
    why = damage(file, patience) if file.stat().st_size <= CHECKED_AT_START else ""
    # A first start that was cut short leaves a file without tables, and no backup.
    if why and (why != EMPTY or backups.traces()):
        raise place.damaged(why)
    return not why
