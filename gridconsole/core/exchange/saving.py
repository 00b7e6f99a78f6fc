"""Writes a file as a whole or not at all: beside its place first, then moved there."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from gridconsole.core.exchange.errors import (
    DiskFull,
    FileExists,
    NoSuchFolder,
    NotAFile,
    ReadOnlyFolder,
    Unwritable,
)

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


@contextmanager
def whole_file(path: Path, *, overwrite: bool) -> Iterator[BinaryIO]:
    """An open file that takes its name only when all of it is on the disk; an older one is intact until then.

    Raises `FileExists`, `DiskFull`, `ReadOnlyFolder`, `NoSuchFolder`, `NotAFile` or `Unwritable`.
    """
    _check_free(path, overwrite)
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem[:40]}.", suffix=".part")
    except OSError as error:
        raise _named(error) from error
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _check_free(path, overwrite)
        part.chmod(0o666 & ~_umask())
        part.replace(path)
        _settle(path.parent)
    except OSError as error:
        raise _named(error) from error
    finally:
        part.unlink(missing_ok=True)


def _check_free(path: Path, overwrite: bool) -> None:
    if path.is_dir():
        raise NotAFile()
    if path.exists() and not overwrite:
        raise FileExists(f"已经有名为“{path.name}”的文件，没有覆盖它。")


def _umask() -> int:
    """A temporary file is private; the finished one is like any other. Python can only read by setting."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _settle(folder: Path) -> None:
    """The new name itself must survive a power cut; Windows has no such call for folders."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _named(error: OSError) -> Unwritable:
    if error.errno in _FULL:
        return DiskFull()
    if error.errno in _FORBIDDEN:
        return ReadOnlyFolder()
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return NoSuchFolder()
    return Unwritable(f"文件没有写成（{error.strerror or error}）。", "请检查 U 盘或网络盘，换一个位置再存。")
