"""Opens the two databases that the program knows: a SQLite file, or PostgreSQL."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.exc import ArgumentError, DBAPIError

from gridconsole.core.store.errors import CannotConnect, NoDriver, SqliteTooOld, WrongEncoding, WrongUrl

OLDEST_SQLITE = (3, 51, 3)
"""Older ones may lose a commit when the write-ahead log is reset (SQLite release notes)."""
PATIENCE = 15.0
"""Seconds for which a write waits for another program."""


@dataclass(frozen=True)
class Engines:
    """One engine that only reads and one that writes."""

    reader: Engine
    writer: Engine
    patience: float = PATIENCE

    @property
    def sqlite(self) -> bool:
        """Whether the data lies in a file."""
        return self.reader.dialect.name == "sqlite"

    def take_turn(self, connection: Connection, key: int) -> None:
        """Let the transactions of one key follow one another on PostgreSQL; in a file all of them do."""
        if not self.sqlite:
            wait = f"{round(self.patience * 1000)}ms"
            connection.execute(text("SELECT set_config('lock_timeout', :wait, true)"), {"wait": wait})
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": key})

    def dispose(self) -> None:
        """Close all connections."""
        self.reader.dispose()
        self.writer.dispose()


def turn_of(station: UUID) -> int:
    """Return the key of a station's turn: its random half, as PostgreSQL's bigint."""
    return int.from_bytes(station.bytes[8:], signed=True)


def sqlite_engines(file: Path, patience: float = PATIENCE) -> Engines:
    """Return engines on a SQLite file: WAL, every commit on the disk, foreign keys."""
    reader, writer = (_sqlite_engine(file, begin, patience) for begin in ("BEGIN", "BEGIN IMMEDIATE"))

    @event.listens_for(reader, "connect")
    def only_read(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA query_only=ON")

    return Engines(reader, writer, patience)


def postgres_engines(url: str, patience: float = PATIENCE) -> Engines:
    """Return engines on PostgreSQL; raise WrongUrl, NoDriver, CannotConnect or WrongEncoding."""
    engine = _postgres_engine(url)
    try:
        with engine.connect() as connection:
            query = "SELECT pg_encoding_to_char(encoding), datctype FROM pg_database WHERE datname = "
            encoding, ctype = connection.execute(text(query + "current_database()")).one()
    except DBAPIError as error:
        engine.dispose()
        raise CannotConnect(_first_line(error)) from error
    if encoding != "UTF8" or "utf" not in ctype.lower():
        engine.dispose()
        raise WrongEncoding(encoding, ctype)
    return Engines(engine.execution_options(postgresql_readonly=True), engine, patience)


def sqlite_version() -> str:
    """Return the linked SQLite's version, as diagnostics show it."""
    from sqlcipher3 import dbapi2

    return str(dbapi2.sqlite_version)


def refuse_old_sqlite(version: str) -> None:
    """Raise SqliteTooOld for a version whose write-ahead log may lose a commit."""
    if tuple(int(part) for part in version.split(".")) < OLDEST_SQLITE:
        raise SqliteTooOld(version)


def _sqlite_engine(file: Path, begin: str, patience: float) -> Engine:
    from sqlcipher3 import dbapi2

    engine = create_engine(
        URL.create("sqlite", database=str(file)),
        module=dbapi2,
        # Threads hand connections on through the pool, one at a time.
        connect_args={"check_same_thread": False},
        pool_size=4,
    )

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: Any) -> None:
        # The driver's own mode opens transactions by itself, and has none around DDL.
        connection.isolation_level = None
        wait = f"busy_timeout={round(patience * 1000)}"
        for pragma in (wait, "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def start(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _postgres_engine(url: str) -> Engine:
    scheme, _, rest = url.partition("://")
    if scheme not in ("postgres", "postgresql", "postgresql+psycopg"):
        raise WrongUrl
    try:
        url = f"postgresql+psycopg://{rest}"
        return create_engine(url, pool_pre_ping=True, connect_args={"client_encoding": "utf8"})
    except (ArgumentError, ValueError) as error:
        raise WrongUrl from error
    except ModuleNotFoundError as error:
        raise NoDriver from error


def _first_line(error: DBAPIError) -> str:
    return str(error.orig).strip().partition("\n")[0]
