"""Whether a data file can be read in full."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

DAMAGE = (1, 11, 26)
"""SQLite's codes for a missing table, a corrupt page, and what is no database at all."""
EMPTY = "no tables"


@contextmanager
def opened(file: Path, mode: Literal["ro", "rw"], patience: float = 5.0) -> Iterator[Any]:
    """Yield a bare connection to a data file that is there.

    "ro" changes nothing, except that a write which was cut short is first taken back by its journal.
    """
    from sqlcipher3 import dbapi2

    if Path(f"{file}-journal").exists():
        mode = "rw"  # without that the file can't be read at all
    uri = f"{file.absolute().as_uri()}?mode={mode}"
    connection = dbapi2.connect(uri, uri=True, isolation_level=None, timeout=patience)
    try:
        yield connection
    finally:
        connection.close()


def damage(file: Path, patience: float = 5.0) -> str:
    """Return what is wrong with a data file, in SQLite's words; empty when it is sound.

    Raises the driver's error where the file can't be looked at: locked for longer than `patience` seconds,
    or not to be read.
    """
    from sqlcipher3 import dbapi2

    try:
        with opened(file, "ro", patience) as connection:
            return _damage(connection) or _cut(file)
    except UnicodeDecodeError as error:
        return error.reason  # the driver stumbles over SQLite's words, which quote the damaged bytes
    except dbapi2.Error as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in DAMAGE:
            return str(error)
        raise


def fault(file: Path) -> str:
    """Return why a data file can't be read in full, whatever the reason; empty when it can."""
    from sqlcipher3 import dbapi2

    try:
        return damage(file)
    except dbapi2.Error as error:
        return str(error)


def _cut(file: Path) -> str:
    """Return what is wrong with a file that ends within a page; SQLite does not mind if that page is free.

    While a journal stands beside it, the end of the file is still to be written.
    """
    journal = Path(f"{file}-wal")
    if journal.exists() and journal.stat().st_size:
        return ""
    with file.open("rb") as start:
        page = int.from_bytes(start.read(18)[16:18])
    return "ends within a page" if file.stat().st_size % (65_536 if page == 1 else page) else ""


def _damage(connection: Any) -> str:
    answer = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    if answer != "ok":
        return answer
    if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        return EMPTY
    if broken := connection.execute("PRAGMA foreign_key_check").fetchone():
        return f"foreign key of {broken[0]}"
    connection.execute("SELECT count(*) FROM station").fetchone()
    return ""
