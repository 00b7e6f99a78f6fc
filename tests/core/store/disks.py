"""Disks that can be filled: a small one of its own where that may be mounted, else a limit on file sizes."""

import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gridconsole.core.files import DiskTrouble, NoRoom
from gridconsole.core.store.errors import DiskFull

CAP_SYS_ADMIN = 21
BLOCK = 4096


def may_mount() -> bool:
    """Whether this process may mount a file system."""
    lines = Path("/proc/self/status").read_text().splitlines()
    rights = next(line.split()[1] for line in lines if line.startswith("CapEff"))
    return bool(int(rights, 16) >> CAP_SYS_ADMIN & 1)


class SmallDisk:
    """A file system of a few megabytes, really full when it is full."""

    refuses_save: type[Exception] = DiskFull
    refuses_copy: type[Exception] = NoRoom

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._junk = folder / "junk"

    @classmethod
    @contextmanager
    def mounted(cls, folder: Path, megabytes: int = 6) -> Iterator["SmallDisk"]:
        """Yield the disk while it is there."""
        folder.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=755", "tmpfs", str(folder)]
        subprocess.run(mount, check=True)
        try:
            yield cls(folder)
        finally:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)

    def fill(self) -> None:
        """Leave not a single block."""
        with self._junk.open("wb", buffering=0) as junk:
            try:
                while junk.write(b"x" * BLOCK):
                    pass
            except OSError:
                return

    def free(self) -> None:
        """Make room again."""
        self._junk.unlink()


class LimitedFiles(SmallDisk):
    """A quota that is used up: no write to a file goes through (which SQLite takes for a broken disk)."""

    refuses_save = DiskTrouble
    refuses_copy = DiskTrouble

    @classmethod
    @contextmanager
    def mounted(cls, folder: Path, megabytes: int = 0) -> Iterator["SmallDisk"]:
        """Yield the disk while it is there."""
        folder.mkdir()
        disk = cls(folder)
        try:
            yield disk
        finally:
            disk.free()

    def fill(self) -> None:
        """Let no file be written."""
        _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, most))

    def free(self) -> None:
        """Let files be written again."""
        _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


KINDS = [SmallDisk, LimitedFiles] if may_mount() else [LimitedFiles]
