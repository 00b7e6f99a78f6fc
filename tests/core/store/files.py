"""Data files seen from outside: bytes, and what is in them."""

import hashlib
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2


def digest(folder: Path) -> dict[str, str]:
    """Return name -> hash of the data; who only looks at a log leaves an index and an empty log."""
    files = [file for file in folder.rglob("*") if file.is_file() and not file.name.endswith("-shm")]
    return {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in files if f.stat().st_size}


def ask(file: Path, *statements: str) -> list[Any]:
    """Run statements on a data file and return the rows of the last one."""
    with closing(dbapi2.connect(file, isolation_level=None)) as connection:
        for statement in statements:
            rows = connection.execute(statement).fetchall()
        return list(rows)


def count(file: Path) -> int:
    """Return how many people a data file holds."""
    return int(ask(file, "SELECT count(*) FROM care_person")[0][0])
