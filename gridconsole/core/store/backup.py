"""Copies of the data file that are opened and checked before they count."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from filelock import FileLock, Timeout

from gridconsole.core.clock import Clock, local, today
from gridconsole.core.files import FileThere, NoRoom, file_error, flush_folder
from gridconsole.core.store.driver_errors import DataPlace
from gridconsole.core.store.engine import PATIENCE
from gridconsole.core.store.errors import (
    BackupDamaged,
    BackupFailed,
    DataLocked,
    DataMissing,
    DiskFull,
    NoBackup,
)
from gridconsole.core.store.migrate import refuse_newer_file
from gridconsole.core.store.soundness import fault, opened

KEPT = 10
ALONE = "PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT;"
NAME = re.compile(r"station-(\d{8}-\d{6})(?:-(\d+))?\.db")


class Backups:
    """The backups of one data file, in the folder beside it."""

    def __init__(self, file: Path, clock: Clock) -> None:
        self.file = file
        self.folder = file.parent / "backups"
        self._clock = clock

    def all(self) -> list[Path]:
        """Return the backups, newest first."""
        found = [file for file in self.folder.glob("station-*.db") if NAME.fullmatch(file.name)]
        return sorted(found, key=_age, reverse=True)

    def newest_sound(self) -> Path | None:
        """Return the newest backup that can be read in full."""
        return next((backup for backup in self.all() if not fault(backup)), None)

    def traces(self) -> bool:
        """Return whether anything tells that there was data before: a backup, or a file put aside."""
        return bool(self.all()) or any(self.file.parent.glob("station-replaced-*.db"))

    def made_on(self, day: date) -> bool:
        """Return whether a backup of that day is there."""
        return any(_age(backup)[0].startswith(day.strftime("%Y%m%d")) for backup in self.all())

    def make_daily(self) -> Path | None:
        """Make today's backup unless it is there."""
        return None if self.made_on(today(self._clock)) else self.make()

    def make(self, target: Path | None = None) -> Path:
        """Make a backup while others may write, check it, and drop the oldest beyond ten.

        Raises FileThere, BackupFailed, DataDamaged, DataMissing, or a FileError for the surroundings;
        an earlier backup is never touched by a failure.
        """
        wanted = target or self.folder / "station.db"
        with self._writing(wanted) as part:
            if target is not None and target.exists():
                raise FileThere(target)
            wanted.parent.mkdir(parents=True, exist_ok=True)
            self._copy_sound(part)
            made = target or self._free_name()
            part.replace(made)
            flush_folder(made.parent)
            self._drop_old(made)
        return made

    def restore(self, backup: Path) -> Path | None:
        """Put a backup in the place of the data file; return where that file is kept now.

        Raises NoBackup, BackupDamaged, NewerData, DataLocked while another program has the data open,
        or a FileError; the data file stays as it was until the backup lies ready beside it.
        """
        backup = self._find(backup)
        with self._writing(self.file) as fresh:
            _copy(backup, fresh)
            if why := fault(fresh):
                raise BackupDamaged(backup.name, why)
            self._refuse_open()
            kept = self._put_aside()
            fresh.replace(self.file)
            flush_folder(self.file.parent)
        return kept

    @contextmanager
    def _writing(self, file: Path) -> Iterator[Path]:
        """Yield the file that is to become `file`; one program at a time, and nothing half-done stays."""
        part = file.with_name(f".{file.name}.part")
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(self.file.with_name(".backup.lock"), timeout=PATIENCE):
                try:
                    yield part
                finally:
                    _remove(part)
        except Timeout as error:
            raise DataLocked from error
        except DiskFull as error:
            raise NoRoom(file) from error
        except OSError as error:
            raise file_error(error, file) or error from error

    def _copy_sound(self, part: Path) -> None:
        good = self.newest_sound
        if not self.file.exists():
            raise DataMissing(str(self.file), getattr(good(), "name", None))
        _copy(self.file, part)
        if why := fault(part):
            raise DataPlace("", self.file, good).damaged(why) if fault(self.file) else BackupFailed(why)

    def _find(self, backup: Path) -> Path:
        found = backup if backup.is_file() else self.folder / backup.name
        if not found.is_file():
            raise NoBackup(backup.name)
        if why := fault(found):
            raise BackupDamaged(backup.name, why)
        refuse_newer_file(found)
        return found

    def _refuse_open(self) -> None:
        """Raise DataLocked while another program has the data file open; a damaged one nobody has."""
        if not self.file.exists() or fault(self.file):
            return
        with DataPlace(str(self.file.parent)).in_words(), opened(self.file, "rw", 0) as connection:
            connection.executescript(ALONE)

    def _put_aside(self) -> Path | None:
        stamp = local(self._clock.now()).strftime("%Y%m%d-%H%M%S")
        kept = _unused(self.file.with_name(f"station-replaced-{stamp}.db"))
        was_there = self.file.exists()
        # A log without its file goes as well: beside another file it would damage that.
        for tail in ("", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                os.replace(f"{self.file}{tail}", f"{kept}{tail}")  # noqa: PTH105 - names with tails
        return kept if was_there else None

    def _free_name(self) -> Path:
        stamp = local(self._clock.now()).strftime("%Y%m%d-%H%M%S")
        numbers = [number for at, number in map(_age, self.all()) if at == stamp]
        return self.folder / (f"station-{stamp}-{max(numbers) + 1}.db" if numbers else f"station-{stamp}.db")

    def _drop_old(self, made: Path) -> None:
        """Drop the oldest beyond ten, never the one just made: the clock may have been turned back."""
        others = [backup for backup in self.all() if backup != made]
        kept = KEPT - 1 if made.parent == self.folder else KEPT
        for old in others[kept:]:
            _remove(old)


def _age(backup: Path) -> tuple[str, int]:
    found = NAME.fullmatch(backup.name)
    assert found is not None
    return found[1], int(found[2] or 1)


def _copy(source: Path, target: Path) -> None:
    """Copy a data file as it stands at one moment, and see it onto the disk; raises our own errors."""
    _remove(target)
    target.touch()
    with (
        DataPlace(str(target.parent), source).in_words(),
        opened(source, "ro") as old,
        opened(target, "rw") as new,
    ):
        old.backup(new)
        new.execute("PRAGMA journal_mode=DELETE")
    with target.open("rb+") as stream:
        os.fsync(stream.fileno())


def _unused(file: Path) -> Path:
    number, free = 1, file
    while free.exists():
        number += 1
        free = file.with_name(f"{file.stem}-{number}{file.suffix}")
    return free


def _remove(file: Path) -> None:
    for tail in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            os.unlink(f"{file}{tail}")  # noqa: PTH108 - names with tails
