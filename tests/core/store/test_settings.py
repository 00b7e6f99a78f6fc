"""What is in force, asked of the connections themselves."""

from contextlib import ExitStack
from uuid import uuid4

import pytest
from sqlalchemy import make_url, text

from gridconsole.core.caller import Caller, Role
from gridconsole.core.store.diagnostics import diagnostics
from gridconsole.core.store.engine import OLDEST_SQLITE, refuse_old_sqlite, sqlite_version
from gridconsole.core.store.errors import (
    CannotConnect,
    NoRights,
    SqliteTooOld,
    WrongEncoding,
    WrongUrl,
)
from gridconsole.core.store.open import open_folder, open_url
from tests.stores import CLOCK, Store

MORE_THAN_THE_POOL_KEEPS = 7
WANTED = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 15_000}


def in_force(engine, names):
    """Ask many connections at once, so that none is asked twice."""
    with ExitStack() as stack:
        connections = [stack.enter_context(engine.connect()) for _ in range(MORE_THAN_THE_POOL_KEEPS)]
        return [{n: c.exec_driver_sql(f"PRAGMA {n}").scalar() for n in names} for c in connections]


def test_every_connection_that_reads_a_file_is_set_up(sqlite_store):
    with sqlite_store.open() as console:
        wanted = WANTED | {"query_only": 1}
        assert in_force(console.doors.engines.reader, wanted) == [wanted] * MORE_THAN_THE_POOL_KEEPS


def test_every_connection_that_writes_a_file_is_set_up(sqlite_store):
    with sqlite_store.open() as console:
        wanted = WANTED | {"query_only": 0}
        for _ in range(3):  # each write transaction excludes the others
            with console.doors.engines.writer.connect() as connection:
                assert {n: connection.exec_driver_sql(f"PRAGMA {n}").scalar() for n in wanted} == wanted
            console.doors.engines.writer.dispose()


def test_a_write_to_a_file_waits_as_long_as_is_said(sqlite_store):
    doors = open_folder(sqlite_store.folder, CLOCK, patience=0.25)
    assert doors.read(lambda session: session.scalar(text("PRAGMA busy_timeout"))) == 250
    doors.close()


def test_a_write_to_a_server_waits_as_long_as_is_said(postgres_store):
    doors = open_url(postgres_store.url, CLOCK, patience=0.25)
    caller = Caller(uuid4(), uuid4(), "本站柜台", Role.CLERK)
    assert doors.write(caller, "look", lambda unit: unit.session.scalar(text("SHOW lock_timeout"))) == "250ms"
    doors.close()


def test_the_connection_that_brought_new_data_up_to_date_is_set_up_as_well(tmp_path):
    from tests.stores import Store

    with Store(tmp_path / "new").open() as console, console.doors.engines.writer.connect() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in WANTED}
    assert found == WANTED


def test_diagnostics_tell_what_is_in_force(sqlite_store):
    with sqlite_store.open() as console:
        found = diagnostics(console.doors, console.backups)
    wanted = {"SQLite": sqlite_version(), "日志方式": "wal", "同步": "FULL", "外键": "开", "完整性": "完好"}
    assert found | wanted == found
    assert (found["站"], found["工作人员"], found["户"], found["人"]) == (1, 1, 0, 0)


def test_diagnostics_tell_the_version_of_the_server(postgres_store):
    with postgres_store.open() as console:
        found = diagnostics(console.doors, console.backups)
    assert found["PostgreSQL"].startswith("18")
    assert found["站"] == 1


def test_the_linked_sqlite_is_new_enough():
    refuse_old_sqlite(sqlite_version())


@pytest.mark.parametrize("version", ["3.40.1", "3.51.2", "3.9.0"])
def test_a_sqlite_that_may_lose_a_commit_is_refused(version):
    with pytest.raises(SqliteTooOld, match=version.replace(".", r"\.")):
        refuse_old_sqlite(version)


@pytest.mark.parametrize("version", [".".join(map(str, OLDEST_SQLITE)), "3.52.0", "3.100.0", "4.0.0"])
def test_a_sqlite_without_that_fault_is_taken(version):
    refuse_old_sqlite(version)


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ("TEMPLATE template0 ENCODING 'UTF8' LC_CTYPE 'C' LC_COLLATE 'C'", "字符分类是 C，"),
        ("TEMPLATE template0 ENCODING 'SQL_ASCII' LC_CTYPE 'C.UTF-8' LC_COLLATE 'C'", "编码是 SQL_ASCII"),
    ],
)
def test_a_database_that_can_not_handle_chinese_is_refused_and_left_empty(postgres, how, told):
    with postgres.database(how) as url:
        with pytest.raises(WrongEncoding, match=told):
            open_url(url, CLOCK)
        import psycopg

        with psycopg.connect(url) as connection:
            tables = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
            assert tables.fetchone() == (0,)


@pytest.mark.parametrize(
    "url",
    ["sqlite:///station.db", "station.db", "mysql://root@localhost/x", "postgresql://host:port/x", "x://"],
)
def test_what_is_no_address_of_a_postgresql_database_is_refused_in_words(url):
    with pytest.raises(WrongUrl):
        open_url(url, CLOCK)


def test_a_server_that_is_not_there_is_an_error_in_words(tmp_path):
    with pytest.raises(CannotConnect, match="连不上"):
        open_url(f"postgresql://postgres@/postgres?host={tmp_path}", CLOCK)


def test_a_database_that_is_not_there_is_an_error_in_words(postgres):
    with pytest.raises(CannotConnect, match="nowhere"):
        open_url(postgres.url("nowhere"), CLOCK)


def test_a_connection_that_the_server_cuts_is_an_error_in_words_and_the_next_works(postgres, postgres_store):
    with postgres_store.open() as console:

        def read(session):
            ours = session.scalar(text("SELECT pg_backend_pid()"))
            postgres.run(f"SELECT pg_terminate_backend({ours}, 5000)")
            session.execute(text("SELECT 1"))

        with pytest.raises(CannotConnect, match="连接中断"):
            console.doors.read(read)
        assert console.stations.pick(None).code == "BZ"


def test_a_password_is_never_in_the_place_that_is_shown(postgres, postgres_store):
    with_password = postgres_store.url.replace("postgres:@", "postgres:geheim@")
    doors = open_url(with_password, CLOCK)
    doors.close()
    assert "geheim" not in doors.place.name


@pytest.fixture
def stranger(postgres, postgres_store):
    """The address of a database for an account that may connect and no more."""
    with postgres_store.open():
        pass  # makes the tables
    name = f"stranger_{uuid4().hex[:8]}"
    postgres.run(f"CREATE ROLE {name} LOGIN")
    yield make_url(postgres_store.url).set(username=name).render_as_string(hide_password=False)
    postgres.run(f"DROP OWNED BY {name}")
    postgres.run(f"DROP ROLE {name}")


def test_an_account_without_rights_is_told_so_in_words(stranger):
    with pytest.raises(NoRights, match="权限"):
        open_url(stranger, CLOCK)


def test_an_account_that_may_only_read_is_told_so_when_it_writes(stranger, postgres_store):
    url = make_url(stranger)
    with postgres_store.open() as console:
        caller = console.caller()
        with console.doors.engines.writer.begin() as connection:
            for what in ("TABLES", "SEQUENCES"):
                connection.execute(text(f"GRANT SELECT ON ALL {what} IN SCHEMA public TO {url.username}"))
    with Store(url=stranger).open() as console:
        assert console.stations.pick(None).code == "BZ"
        with pytest.raises(NoRights, match="权限"):
            console.care.record(caller, {"name": "李秀珍"})
    with postgres_store.open() as console, console.doors.engines.writer.begin() as connection:
        connection.execute(text(f"DROP OWNED BY {url.username}"))
