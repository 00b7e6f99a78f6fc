"""Somebody for whom the rights on files count: the superuser may write everywhere."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gridconsole.core.store.window_lock import WindowLock
from tests.stores import Store

NOBODY = 65534


@contextmanager
def as_ordinary_user() -> Iterator[Path]:
    """Be an ordinary user in the block; yields a folder of his, in a place that he can reach."""
    _load_everything()
    folder = Path(tempfile.mkdtemp(prefix="gridconsole-user-"))
    superuser = os.geteuid() == 0
    if superuser:
        os.chown(folder, NOBODY, NOBODY)
        os.seteuid(NOBODY)
    try:
        yield folder
    finally:
        if superuser:
            os.seteuid(0)
        folder.chmod(0o700)
        shutil.rmtree(folder)


def _load_everything() -> None:
    """Import what opening data imports: the ordinary user may not be allowed to read where Python lies."""
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder)).open() as console:
        assert console.backups is not None
        with WindowLock(Path(folder)):
            console.backups.make()
