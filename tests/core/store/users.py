"""Somebody for whom the rights on files count: the superuser may write everywhere."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NOBODY = 65534


@contextmanager
def as_ordinary_user() -> Iterator[Path]:
    """Be an ordinary user in the block; yields a folder of his, in a place that he can reach."""
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
