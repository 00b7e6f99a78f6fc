import errno
import os

import pytest

from gridconsole.core.files import (
    CannotWrite,
    DiskTrouble,
    FileThere,
    FolderMissing,
    NoRoom,
    file_error,
    written_at_once,
)
from tests.core.store.users import as_ordinary_user


def write(file, content=b"new", **how):
    with written_at_once(file, **how) as stream:
        stream.write(content)


def test_a_file_is_there_when_the_block_has_ended_and_not_before(tmp_path):
    file = tmp_path / "走访单.pdf"
    with written_at_once(file) as stream:
        stream.write(b"new")
        assert not file.exists()
    assert file.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [file]


def test_nothing_stays_of_a_block_that_raised(tmp_path):
    with pytest.raises(ZeroDivisionError), written_at_once(tmp_path / "a.pdf") as stream:
        stream.write(b"half")
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_an_old_file_stays_as_it_was_when_the_block_raised(tmp_path):
    file = tmp_path / "a.pdf"
    write(file, b"old")
    with pytest.raises(ZeroDivisionError), written_at_once(file, overwrite=True) as stream:
        stream.write(b"half")
        raise ZeroDivisionError
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_is_overwritten_only_when_that_is_said(tmp_path):
    file = tmp_path / "a.pdf"
    write(file, b"old")
    with pytest.raises(FileThere, match="没有覆盖"):
        write(file)
    assert file.read_bytes() == b"old"
    write(file, overwrite=True)
    assert file.read_bytes() == b"new"


@pytest.mark.parametrize("folder", ["nowhere", "file"])
def test_a_folder_that_is_not_there_is_an_error_in_words(tmp_path, folder):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(FolderMissing, match="没有这个文件夹"):
        write(tmp_path / folder / "a.pdf")


def test_a_folder_that_may_not_be_written_is_an_error_in_words():
    with as_ordinary_user() as folder:
        folder.chmod(0o555)
        with pytest.raises(CannotWrite):
            write(folder / "a.pdf")
        folder.chmod(0)
        with pytest.raises(CannotWrite):
            write(folder / "a.pdf")


def test_a_full_disk_leaves_the_old_file_and_nothing_half_done(disk):
    file = disk.folder / "a.pdf"
    write(file, b"old")
    disk.fill()
    try:
        with pytest.raises(NoRoom, match="磁盘已满"):
            write(file, b"n" * 100_000, overwrite=True)
        assert file.read_bytes() == b"old"
        assert not [path for path in disk.folder.iterdir() if path.name.endswith(".part")]
    finally:
        disk.free()
    write(file, b"n" * 100_000, overwrite=True)
    assert file.stat().st_size == 100_000


def test_the_content_is_on_the_disk_before_the_file_gets_its_name(tmp_path, monkeypatch):
    done = []
    fsync, replace = os.fsync, os.replace
    monkeypatch.setattr(os, "fsync", lambda handle: (done.append("fsync"), fsync(handle)))
    monkeypatch.setattr(os, "replace", lambda old, new: (done.append("replace"), replace(old, new)))
    write(tmp_path / "a.pdf")
    assert done == ["fsync", "replace", "fsync"]


@pytest.mark.parametrize(
    ("code", "error"),
    [
        (errno.ENOSPC, NoRoom), (errno.EDQUOT, NoRoom), (errno.EFBIG, NoRoom), (errno.EIO, DiskTrouble),
        (errno.ENODEV, DiskTrouble), (errno.EACCES, CannotWrite), (errno.EROFS, CannotWrite),
        (errno.ENOENT, FolderMissing), (errno.ENOTDIR, FolderMissing),
    ],
)  # fmt: skip
def test_what_the_system_complains_of_is_told_in_words(tmp_path, code, error):
    assert type(file_error(OSError(code, os.strerror(code)), tmp_path / "a.pdf")) is error


def test_what_nobody_expects_stays_what_it_is(tmp_path):
    assert file_error(OSError(errno.EINVAL, "?"), tmp_path / "a.pdf") is None
