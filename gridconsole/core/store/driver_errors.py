"""Turns a driver's error into one of ours where it was to be expected."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from gridconsole.core.errors import ConsoleError
from gridconsole.core.files import DiskTrouble
from gridconsole.core.store.errors import (
    CannotConnect,
    DataDamaged,
    DataLocked,
    DiskFull,
    FolderReadOnly,
    NoRights,
)

SQLITE_CODES = {
    "disk I/O error": 10,
    "database disk image is malformed": 11,
    "database or disk is full": 13,
    "file is not a database": 26,
}
"""Codes by words: an online backup tells no code."""

POSTGRES_LOCKED = ("55P03", "40P01", "40001")
POSTGRES_FULL = "53100"
POSTGRES_NO_RIGHTS = "42501"
POSTGRES_GONE = ("08", "57P", "53300")
"""SQLSTATEs and their beginnings (PostgreSQL, appendix A)."""


@dataclass(frozen=True)
class DataPlace:
    """Where the data lies, for the sentences, and how to find its newest sound backup."""

    name: str
    file: Path | None = None
    newest_sound: Callable[[], Path | None] = lambda: None

    def damaged(self, why: str) -> DataDamaged:
        """Return the error for a damaged data file; looks for a sound backup."""
        good = self.newest_sound()
        return DataDamaged(str(self.file or self.name), why, good.name if good else None)

    @contextmanager
    def in_words(self, *, reading: bool = False) -> Iterator[None]:
        """Raise our own error instead of a driver's; what was not to be expected stays as it is.

        While `reading`, an attempt to write is no fault of the surroundings but a bug.
        """
        try:
            yield
        except Exception as error:
            known = self._known(error)
            if known is None or (reading and isinstance(known, FolderReadOnly)):
                raise
            raise known from error

    def _known(self, error: Exception) -> ConsoleError | None:
        # What goes wrong while a connection is set up comes from the driver, unwrapped.
        driver = error.orig if isinstance(error, DBAPIError) else error
        if type(driver).__module__.startswith("sqlcipher3"):
            code = getattr(driver, "sqlite_errorcode", SQLITE_CODES.get(str(driver), 0))
            return self._of_sqlite(code & 0xFF, str(driver))
        return _of_postgres(error) if isinstance(error, DBAPIError) else None

    def _of_sqlite(self, code: int, words: str) -> ConsoleError | None:
        if words.startswith("Could not decode"):
            return self.damaged(words)
        match code:
            case 5 | 6:  # busy, locked
                return DataLocked()
            case 8 | 14:  # read-only, cannot open
                return FolderReadOnly(self.name)
            case 10:  # input or output
                return DiskTrouble(self.file or Path(self.name))
            case 11 | 26:  # corrupt, not a database
                return self.damaged(words)
            case 13:  # full
                return DiskFull()
        return None


def _of_postgres(error: DBAPIError) -> ConsoleError | None:
    state = getattr(error.orig, "sqlstate", None) or ""
    if error.connection_invalidated or state.startswith(POSTGRES_GONE):
        return CannotConnect("连接中断")
    if state in POSTGRES_LOCKED:
        return DataLocked()
    if state == POSTGRES_NO_RIGHTS:
        return NoRights()
    return DiskFull() if state == POSTGRES_FULL else None
