"""Opens the place where the data lies and brings it up to date."""

from pathlib import Path

from gridconsole.core.clock import Clock
from gridconsole.core.paths import DATA_FILE
from gridconsole.core.store.backup import Backups, fault
from gridconsole.core.store.doors import Doors
from gridconsole.core.store.engine import postgres_engines, sqlite_engines, sqlite_version
from gridconsole.core.store.errors import DataDamaged
from gridconsole.core.store.location import make_folder, refuse_network_folder
from gridconsole.core.store.migrate import bring_up_to_date

CHECKED_AT_START = 64 * 1024 * 1024
"""Files up to this many bytes are checked in full at every start (about 0.1 s)."""


def open_folder(folder: Path, clock: Clock) -> Doors:
    """Open the data file of a folder, making both when they are not there.

    Raises NetworkFolder, FolderReadOnly, NoRoom, NewerData, DataDamaged, SqliteTooOld.
    """
    sqlite_version()
    refuse_network_folder(folder)
    make_folder(folder)
    file = folder / DATA_FILE
    backups = Backups(file, clock)
    if file.exists() and (file.stat().st_size or backups.all()) and file.stat().st_size <= CHECKED_AT_START:
        refuse_damaged(file, backups)
    engines = sqlite_engines(file)
    try:
        bring_up_to_date(engines, backups.make)
    except BaseException:
        engines.dispose()
        raise
    return Doors(engines, clock, str(folder))


def open_url(url: str, clock: Clock) -> Doors:
    """Open a PostgreSQL database; raise CannotConnect, WrongEncoding, NewerData."""
    engines = postgres_engines(url)
    bring_up_to_date(engines, lambda: None)
    return Doors(engines, clock, engines.writer.url.render_as_string(hide_password=True))


def refuse_damaged(file: Path, backups: Backups) -> None:
    """Raise DataDamaged, naming the last good backup; the file stays as it is."""
    if why := fault(file):
        if "locked" in why:
            return
        good = backups.newest_sound()
        raise DataDamaged(str(file), why, good.name if good else None)
