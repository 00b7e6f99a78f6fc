"""Opens the two databases that the program knows: a SQLite file, or PostgreSQL."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, NullPool, create_engine, event, text
from sqlalchemy.exc import DBAPIError, OperationalError

from gridconsole.core.store.errors import (
    CannotConnect,
    DataLocked,
    DiskFull,
    FolderReadOnly,
    SqliteTooOld,
    StoreError,
    WrongEncoding,
)

OLDEST_SQLITE = (3, 51, 3)
"""Older ones may lose a commit when the write-ahead log is reset (SQLite release notes)."""
BUSY_MS = 15_000


@dataclass(frozen=True)
class Engines:
    """One engine that only reads and one that writes."""

    reader: Engine
    writer: Engine

    @property
    def sqlite(self) -> bool:
        """Whether the data lies in a file."""
        return self.reader.dialect.name == "sqlite"

    def dispose(self) -> None:
        """Close all connections."""
        self.reader.dispose()
        self.writer.dispose()


def sqlite_engines(file: Path) -> Engines:
    """Return engines on a SQLite file: WAL, every commit on the disk, foreign keys."""
    reader, writer = (_sqlite_engine(file, begin) for begin in ("BEGIN", "BEGIN IMMEDIATE"))

    @event.listens_for(reader, "connect")
    def only_read(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA query_only=ON")

    return Engines(reader, writer)


def postgres_engines(url: str) -> Engines:
    """Return engines on PostgreSQL; raise CannotConnect or WrongEncoding."""
    if url.startswith(("postgres://", "postgresql://")):
        url = "postgresql+psycopg://" + url.split("://", 1)[1]
    engine = create_engine(url, pool_pre_ping=True)
    try:
        with engine.connect() as connection:
            query = "SELECT datctype FROM pg_database WHERE datname = current_database()"
            ctype = str(connection.scalar(text(query)))
    except OperationalError as error:
        raise CannotConnect(type(error.orig).__name__) from error
    if "utf" not in ctype.lower():
        raise WrongEncoding(ctype)
    return Engines(engine.execution_options(postgresql_readonly=True), engine)


def sqlite_version() -> str:
    """Return the linked SQLite's version, as diagnostics show it; raise SqliteTooOld."""
    from sqlcipher3 import dbapi2

    if dbapi2.sqlite_version_info < OLDEST_SQLITE:
        raise SqliteTooOld(dbapi2.sqlite_version)
    return str(dbapi2.sqlite_version)


def _sqlite_engine(file: Path, begin: str) -> Engine:
    from sqlcipher3 import dbapi2

    # Threads hand connections on through the pool, one at a time.
    engine = create_engine(
        f"sqlite:///{file}",
        module=dbapi2,
        connect_args={"check_same_thread": False},
        **({"poolclass": NullPool} if str(file) == ":memory:" else {"pool_size": 4}),
    )

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: Any) -> None:
        # The driver's own mode opens transactions by itself, and has none around DDL.
        connection.isolation_level = None
        for pragma in (f"busy_timeout={BUSY_MS}", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def start(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine


def in_words(error: DBAPIError, place: str) -> StoreError | None:
    """Return the expected error behind a driver's error, or None when it is a bug."""
    words = str(error.orig).lower()
    if "locked" in words or "busy" in words:
        return DataLocked()
    if "full" in words or "no space" in words:
        return DiskFull()
    if "readonly" in words or "read-only" in words or "unable to open" in words:
        return FolderReadOnly(place)
    if "connection" in words and ("refused" in words or "closed" in words):
        return CannotConnect("连接中断")
    return None
