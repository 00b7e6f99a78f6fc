"""Copies of the data file that are opened and checked before they count."""

import contextlib
import os
from datetime import date
from pathlib import Path
from typing import Any

from gridconsole.core.clock import Clock, local, today
from gridconsole.core.files import FileError, file_error, flush_folder
from gridconsole.core.store.errors import BackupFailed, NoBackup

KEPT = 10


class Backups:
    """The backups of one data file, in the folder beside it."""

    def __init__(self, file: Path, clock: Clock) -> None:
        self.file = file
        self.folder = file.parent / "backups"
        self._clock = clock

    def all(self) -> list[Path]:
        """Return the backups, newest first."""
        return sorted(self.folder.glob("station-*.db"), key=lambda f: f.name, reverse=True)

    def newest_sound(self) -> Path | None:
        """Return the newest backup that can be read in full."""
        return next((backup for backup in self.all() if not fault(backup)), None)

    def made_on(self, day: date) -> bool:
        """Return whether a backup of that day is there."""
        return any(day.strftime("%Y%m%d") in backup.name for backup in self.all())

    def make_daily(self) -> Path | None:
        """Make today's backup unless it is there."""
        return None if self.made_on(today(self._clock)) else self.make()

    def make(self, target: Path | None = None) -> Path:
        """Make a backup while others may write, check it, and drop the oldest beyond ten.

        Raises BackupFailed or a FileError; an earlier backup is never touched by a failure.
        """
        target = target or self._free_name()
        part = target.with_name(f".{target.name}.part")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            _copy(self.file, part)
            if why := fault(part):
                raise BackupFailed(why)
            part.replace(target)
            flush_folder(target.parent)
        except OSError as error:
            raise file_error(error, target) or BackupFailed(str(error)) from error
        finally:
            _remove(part)
        self._drop_old()
        return target

    def restore(self, backup: Path) -> Path | None:
        """Put a backup in the place of the data file; return where that file is kept now.

        The caller makes sure that nothing has the data file open.
        """
        if not backup.exists():
            backup = self.folder / backup.name
        if not backup.exists():
            raise NoBackup(backup.name)
        if why := fault(backup):
            raise BackupFailed(why)
        fresh = self.file.with_name(f".{self.file.name}.restored")
        _copy(backup, fresh)
        kept = self._put_aside()
        fresh.replace(self.file)
        flush_folder(self.file.parent)
        return kept

    def _put_aside(self) -> Path | None:
        if not self.file.exists():
            return None
        stamp = local(self._clock.now()).strftime("%Y%m%d-%H%M%S")
        kept = _unused(self.file.with_name(f"station-replaced-{stamp}.db"))
        for tail in ("", "-wal", "-shm"):
            with contextlib.suppress(FileNotFoundError):
                os.replace(f"{self.file}{tail}", f"{kept}{tail}")  # noqa: PTH105 - names with tails
        return kept

    def _free_name(self) -> Path:
        stamp = local(self._clock.now()).strftime("%Y%m%d-%H%M%S")
        return _unused(self.folder / f"station-{stamp}.db")

    def _drop_old(self) -> None:
        for old in self.all()[KEPT:]:
            _remove(old)


def fault(file: Path) -> str:
    """Return what is wrong with a data file, in SQLite's words; empty when it is sound."""
    from sqlcipher3 import dbapi2

    try:
        connection = dbapi2.connect(f"file:{file.resolve()}?mode=ro", uri=True)
        with contextlib.closing(connection):
            answer = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            broken = connection.execute("PRAGMA foreign_key_check").fetchone()
            connection.execute("SELECT count(*) FROM station").fetchone()
    except dbapi2.Error as error:
        return str(error)
    if broken:
        return f"foreign key of {broken[0]}"
    return "" if answer == "ok" else str(answer)


def _copy(source: Path, target: Path) -> None:
    from sqlcipher3 import dbapi2

    _remove(target)
    with contextlib.closing(_open(dbapi2, source)) as old, contextlib.closing(dbapi2.connect(str(target))) as new:
        try:
            old.backup(new)
            new.execute("PRAGMA journal_mode=DELETE")
        except dbapi2.Error as error:
            raise BackupFailed(str(error)) from error
    with target.open("rb+") as stream:
        os.fsync(stream.fileno())


def _open(driver: Any, file: Path) -> Any:
    return driver.connect(str(file))


def _unused(file: Path) -> Path:
    number, free = 1, file
    while free.exists():
        number += 1
        free = file.with_name(f"{file.stem}-{number}{file.suffix}")
    return free


def _remove(file: Path) -> None:
    for tail in ("", "-wal", "-shm", "-journal"):
        Path(f"{file}{tail}").unlink(missing_ok=True)


__all__ = ["KEPT", "Backups", "FileError", "fault"]
