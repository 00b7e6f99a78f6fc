"""Files are written beside their place, flushed, and put in place at once."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from gridconsole.core.errors import ConsoleError


class FileError(ConsoleError):
    """A file can't be written."""


class FileThere(FileError):
    """A file of that name is there already."""

    def __init__(self, file: Path) -> None:
        super().__init__(f"文件已经存在，没有覆盖：{file}。", "请换一个文件名，或先移走原文件。")


class FolderMissing(FileError):
    """The folder for a file isn't there."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"没有这个文件夹：{folder}。", "请先建好文件夹，或换一个位置。")


class CannotWrite(FileError):
    """The folder is read-only, or the file is open in another program."""

    def __init__(self, file: Path) -> None:
        super().__init__(f"不能写入：{file}。", "请关掉正在打开它的程序，或换一个可以写的文件夹。")


class DiskTrouble(FileError):
    """The disk can't be read or written: pulled out, worn out, or beyond a quota."""

    def __init__(self, file: Path) -> None:
        step = "请检查磁盘是否接好、是否已满，再试一次；一直这样，请联系维护人员。"
        super().__init__(f"磁盘读写出错：{file}。", step)


class NoRoom(FileError):
    """The disk is full."""

    def __init__(self, file: Path) -> None:
        super().__init__(f"磁盘已满，没有写成：{file}。", "原来的文件没有变。请清理出空间后再试。")


@contextmanager
def written_at_once(file: Path, *, overwrite: bool = False) -> Iterator[BinaryIO]:
    """Yield a stream whose content becomes `file` when the block ends well.

    Nothing of it stays when the block raises; an old file stays as it was until then. Raises
    FileThere unless `overwrite`, and NoRoom, CannotWrite or FolderMissing for the surroundings.
    """
    if not file.name:  # as the folder one is in
        raise CannotWrite(file)
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        if file.exists() and not overwrite:
            raise FileThere(file)
        with part.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(file)
        flush_folder(file.parent)
    except OSError as error:
        raise file_error(error, file) or error from error
    finally:
        with suppress(OSError):
            part.unlink()


def flush_folder(folder: Path) -> None:
    """Make a rename in a folder survive a power cut, where the system can do that."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def file_error(error: OSError, file: Path) -> FileError | None:
    """Return the expected error behind an OSError, or None when it is a bug."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return NoRoom(file)
    if error.errno in (errno.EIO, errno.ENXIO, errno.ENODEV):
        return DiskTrouble(file)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ETXTBSY, errno.EISDIR):
        return CannotWrite(file)
    if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.EEXIST):
        return FolderMissing(file.parent)
    return None
