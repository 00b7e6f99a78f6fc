import shutil
from contextlib import closing, contextmanager

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from gridconsole.core.store.backup import Backups
from gridconsole.core.store.engine import postgres_engines, sqlite_engines
from gridconsole.core.store.errors import NewerData
from gridconsole.core.store.migrate import STEPS, bring_up_to_date, revision
from gridconsole.core.store.migrations import HEAD
from tests.core.store.at_once import at_once
from tests.core.store.files import ask, digest
from tests.stores import CLOCK, UTF8, Store

NEXT = "9001"
STEP = f"""
import sqlalchemy as sa
from alembic import op

revision = "{NEXT}"
down_revision = "{HEAD}"


def upgrade() -> None:
    with op.batch_alter_table("household", recreate="auto") as batch:
        batch.alter_column("way", type_=sa.String(300))
        batch.add_column(sa.Column("storey", sa.Integer(), nullable=True))
"""
FAILS_AT_THE_END = STEP + '    op.execute("INSERT INTO nowhere VALUES (1)")\n'
LOSES_A_HOUSEHOLD = STEP + '    op.execute("DELETE FROM household")\n'
NEWER = "UPDATE alembic_version SET version_num = '9999'"
TRIGGER = (
    "CREATE TRIGGER household_stays BEFORE DELETE ON household "
    "BEGIN SELECT RAISE(ABORT, 'a household is never deleted'); END"
)


def test_the_constant_names_the_last_step_and_there_is_one_line_of_steps():
    scripts = ScriptDirectory(str(STEPS))
    assert scripts.get_heads() == [HEAD]
    assert scripts.get_bases() == ["0001"]


@pytest.fixture
def steps(tmp_path):
    """Return the folder of steps with one more than there is."""

    def make(step):
        folder = tmp_path / "steps"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(STEPS, folder, ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "versions" / f"{NEXT}_further.py").write_text(step, encoding="utf-8")
        return folder

    return make


@pytest.fixture
def lived_in(store):
    """A store with households, people in them and their visits."""
    with store.open() as console:
        caller = console.caller()
        for house in range(1, 8):
            for name in ("李明", "王芳"):
                console.care.record(caller, {"name": name, "address": f"柳河村1组{house}号", "way": "过桥"})
        console.care.visits.sheets(caller)
    return store


TABLES = ("household", "care_person", "visit")


@contextmanager
def engines_of(store):
    engines = sqlite_engines(store.folder / "station.db") if store.folder else postgres_engines(store.url)
    try:
        yield engines
    finally:
        engines.dispose()


def further(store, steps, back_up=lambda: None):
    """Take the further step and return what the rebuilt table holds."""
    with engines_of(store) as engines:
        bring_up_to_date(engines, back_up, steps=steps, head=NEXT)
        with engines.reader.connect() as connection:
            held = text("SELECT count(*), max(way) FROM household WHERE storey IS NULL")
            return connection.execute(held).one()


def counts(store):
    with engines_of(store) as engines, engines.reader.connect() as connection:
        found = [connection.execute(text(f"SELECT count(*) FROM {table}")).scalar() for table in TABLES]
        return [*found, revision(connection)]


def test_a_step_that_rebuilds_the_parent_table_keeps_all_counts(lived_in, steps):
    assert counts(lived_in) == [7, 14, 7, HEAD]
    assert further(lived_in, steps(STEP)) == (7, "过桥")
    assert counts(lived_in) == [7, 14, 7, NEXT]


def test_after_a_step_that_failed_all_is_as_it_was_and_it_can_be_tried_again(lived_in, steps):
    with pytest.raises(DBAPIError, match="nowhere"):
        further(lived_in, steps(FAILS_AT_THE_END))
    assert counts(lived_in) == [7, 14, 7, HEAD]
    with lived_in.open() as console:
        assert console.care.count(console.caller()) == 14
    assert further(lived_in, steps(STEP)) == (7, "过桥")


def dump(folder):
    """Return the schema and the content of a data file."""
    file = folder / "station.db"
    schema = ask(file, "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name")
    return schema, [ask(file, f"SELECT * FROM {table}") for table in TABLES]


@pytest.fixture
def file(sqlite_store):
    """A data folder with people, and with a trigger on the table that the step rebuilds."""
    with sqlite_store.open() as console:
        caller = console.caller()
        for house in range(1, 4):
            console.care.record(caller, {"name": "李明", "address": f"柳河村1组{house}号"})
        console.care.visits.sheets(caller)
    ask(sqlite_store.folder / "station.db", TRIGGER)
    return sqlite_store


def test_triggers_indexes_and_references_outlive_the_rebuilding_of_a_table(file, steps):
    before, _ = dump(file.folder)
    further(file, steps(STEP))
    after, _ = dump(file.folder)
    names = [(kind, name, table) for kind, name, table, _ in before]
    assert [(kind, name, table) for kind, name, table, _ in after] == names
    kept = {row for row in before if row[1] != "household"}
    assert kept <= set(after)
    with closing(dbapi2.connect(file.folder / "station.db")) as connection:
        connection.execute("PRAGMA foreign_keys=ON")
        with pytest.raises(dbapi2.DatabaseError, match="never deleted"):
            connection.execute("DELETE FROM household")
        connection.execute("DROP TRIGGER household_stays")
        with pytest.raises(dbapi2.IntegrityError, match="FOREIGN KEY"):
            connection.execute("DELETE FROM household")


def test_references_are_watched_again_after_a_step(file, steps):
    with engines_of(file) as engines:
        bring_up_to_date(engines, lambda: None, steps=steps(STEP), head=NEXT)
        with engines.writer.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
            connection.exec_driver_sql("DROP TRIGGER household_stays")
            with pytest.raises(DBAPIError, match="FOREIGN KEY"):
                connection.exec_driver_sql("DELETE FROM household")


@pytest.mark.parametrize(
    ("step", "error"),
    [(FAILS_AT_THE_END, DBAPIError), (LOSES_A_HOUSEHOLD, RuntimeError)],
    ids=["fails", "breaks references"],
)
def test_a_step_that_fails_leaves_the_file_as_it_was(file, steps, step, error):
    before = dump(file.folder)
    with pytest.raises(error):
        further(file, steps(step))
    assert dump(file.folder) == before


def test_a_backup_of_the_old_state_is_made_before_a_step(file, steps):
    backups = Backups(file.folder / "station.db", CLOCK)
    further(file, steps(STEP), backups.make)
    (backup,) = backups.all()
    assert ask(backup, "SELECT version_num FROM alembic_version") == [(HEAD,)]
    assert ask(backup, "SELECT count(*) FROM care_person") == [(3,)]


def test_no_step_is_taken_when_the_backup_fails(file, steps):
    def fail():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        further(file, steps(STEP), fail)
    assert counts(file) == [3, 3, 3, HEAD]


def test_no_backup_is_made_of_new_data_nor_of_data_that_is_up_to_date(tmp_path):
    for _ in range(2):
        with Store(tmp_path / "data").open() as console:
            assert console.backups.all() == []


@pytest.mark.parametrize("journal", ["WAL", "DELETE"])
def test_a_newer_file_is_refused_and_no_byte_of_it_touched(sqlite_store, journal):
    ask(sqlite_store.folder / "station.db", NEWER, f"PRAGMA journal_mode={journal}")
    before = digest(sqlite_store.folder)
    for _ in range(2):
        with pytest.raises(NewerData, match="没有动它"):
            sqlite_store.open()
    assert digest(sqlite_store.folder) == before
    assert set(before) == {"station.db"}


def test_a_newer_file_that_was_not_closed_well_is_not_touched_either(sqlite_store, tmp_path):
    with closing(dbapi2.connect(sqlite_store.folder / "station.db")) as connection:
        connection.execute(NEWER)
        connection.commit()
        killed = Store(shutil.copytree(sqlite_store.folder, tmp_path / "killed"))
    before = digest(killed.folder)
    with pytest.raises(NewerData):
        killed.open()
    assert digest(killed.folder) == before
    assert set(before) == {"station.db", "station.db-wal"}


def test_a_newer_database_is_refused(postgres_store):
    with postgres_store.open() as console, console.doors.engines.writer.begin() as connection:
        connection.execute(text(NEWER))
    with pytest.raises(NewerData):
        postgres_store.open()


@pytest.fixture(params=["sqlite", "postgres"])
def empty(request, tmp_path):
    """A store in which there is nothing yet."""
    if request.param == "sqlite":
        yield Store(tmp_path / "new")
    else:
        with request.getfixturevalue("postgres").database(f"TEMPLATE template0 {UTF8}") as url:
            yield Store(url=url)


def test_programs_that_open_new_data_at_the_same_moment_make_it_once(empty):
    consoles = at_once(empty.open, empty.open, empty.open)
    try:
        assert [[s.code for s in console.stations.all()] for console in consoles] == [["BZ"]] * 3
        assert [len(console.staff.all(console.caller().station_id)) for console in consoles] == [1] * 3
    finally:
        for console in consoles:
            console.doors.close()
