"""Where a data file may lie: a disk of this computer, not a share."""

import os
import sys
from contextlib import suppress
from pathlib import Path

from gridconsole.core.files import NoRoom, file_error
from gridconsole.core.store.errors import FolderReadOnly, NetworkFolder

NETWORK_KINDS = frozenset(
    "nfs nfs4 cifs smb smb2 smb3 smbfs afs 9p ncpfs ceph glusterfs davfs "
    "fuse.sshfs fuse.davfs fuse.rclone fuse.glusterfs fuse.ceph-fuse".split()
)
MOUNTS = Path("/proc/self/mountinfo")


def refuse_network_folder(folder: Path, mounts: Path = MOUNTS) -> None:
    """Raise NetworkFolder when the folder lies on a share (SQLite's WAL needs shared memory)."""
    if sys.platform == "win32":
        network = _windows_share(folder)
    else:
        network = file_system_of(folder, mounts) in NETWORK_KINDS
    if network:
        raise NetworkFolder(str(folder))


def file_system_of(folder: Path, mounts: Path = MOUNTS) -> str:
    """Return the kind of file system that a folder lies on; empty where the system doesn't tell."""
    if not mounts.exists():
        return ""
    place, best, kind = folder.resolve(), -1, ""
    for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        fields, _, rest = line.partition(" - ")
        point = Path(fields.split()[4].replace("\\040", " "))
        if place.is_relative_to(point) and len(point.parts) >= best:  # what is mounted later lies on top
            best, kind = len(point.parts), rest.split()[0]
    return kind


def make_folder(folder: Path) -> None:
    """Make the data folder and try it; raise FolderReadOnly or NoRoom."""
    probe = folder / ".write-probe"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"1")
    except OSError as error:
        known = file_error(error, folder)
        raise known if isinstance(known, NoRoom) else FolderReadOnly(str(folder)) from error
    finally:
        with suppress(OSError):
            probe.unlink()


def _windows_share(folder: Path) -> bool:
    if os.name != "nt":
        return False
    import ctypes

    drive = folder.resolve().drive
    remote = 4  # DRIVE_REMOTE of the Windows headers
    return drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(drive + "\\") == remote  # type: ignore[attr-defined]
