import hashlib
import shutil
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from gridconsole.care.records import CARE
from gridconsole.core.ledger.record import Base
from gridconsole.core.store.backup import Backups
from gridconsole.core.store.engine import postgres_engines, sqlite_engines
from gridconsole.core.store.errors import NewerData
from gridconsole.core.store.migrate import STEPS, bring_up_to_date, revision
from gridconsole.core.store.migrations import HEAD
from gridconsole.core.store.words import SearchTables
from tests.core.store.at_once import at_once
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
TRIGGER = (
    "CREATE TRIGGER household_stays BEFORE DELETE ON household "
    "BEGIN SELECT RAISE(ABORT, 'a household is never deleted'); END"
)


def test_the_constant_names_the_last_step_and_there_is_one_line_of_steps():
    scripts = ScriptDirectory(str(STEPS))
    assert scripts.get_heads() == [HEAD]
    assert scripts.get_bases() == ["0001"]


def of_the_ledgers(_object, name, kind, _reflected, _compared):
    """The search tables are kept by hand: Alembic would drop them."""
    return kind != "table" or not name.startswith(f"{CARE.name}_words") and not name.startswith(f"{CARE.name}_starts")


def test_the_steps_make_the_tables_that_the_models_ask_for(doors):
    with doors.engines.reader.connect() as connection:
        options = {"include_object": of_the_ledgers, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []


def words(sql):
    return " ".join(sql.replace("(", " ( ").replace(")", " ) ").replace(",", " , ").split())


def sqlite_schema(connection):
    rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
    return {name: words(sql) for name, sql in rows if name != "alembic_version"}


def postgres_schema(connection):
    queries = (
        "SELECT table_name, column_name, data_type, is_nullable, column_default, collation_name, is_identity, "
        "character_maximum_length FROM information_schema.columns WHERE table_schema = 'public'",
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint",
        "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    )
    rows = (tuple(row) for query in queries for row in connection.execute(text(query)))
    return {row for row in rows if row[0] != "alembic_version"}


def made_from_the_models(url, read):
    engine = create_engine(url, **({"module": dbapi2} if url.startswith("sqlite") else {}))
    with engine.connect() as connection:
        Base.metadata.create_all(connection)
        SearchTables(CARE.name, connection.dialect.name == "sqlite").create(connection)
        connection.commit()
        found = read(connection)
    engine.dispose()
    return found


def test_a_file_made_by_the_steps_is_the_one_that_the_models_make(sqlite_store, tmp_path):
    with sqlite_store.open() as console, console.doors.engines.reader.connect() as connection:
        by_steps = sqlite_schema(connection)
    assert by_steps == made_from_the_models(f"sqlite:///{tmp_path / 'models.db'}", sqlite_schema)
    assert "care_words" in by_steps


def test_a_database_made_by_the_steps_is_the_one_that_the_models_make(postgres, postgres_store):
    with postgres_store.open() as console, console.doors.engines.reader.connect() as connection:
        by_steps = postgres_schema(connection)
    with postgres.database(f"TEMPLATE template0 {UTF8}") as url:
        url = url.replace("postgresql://", "postgresql+psycopg://")
        assert by_steps == made_from_the_models(url, postgres_schema)


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


def further(store, steps, back_up=lambda: None):
    engines = sqlite_engines(store.folder / "station.db") if store.folder else postgres_engines(store.url)
    try:
        bring_up_to_date(engines, back_up, steps=steps, head=NEXT)
        with engines.reader.connect() as connection:
            return connection.execute(text("SELECT count(*), max(way) FROM household WHERE storey IS NULL")).one()
    finally:
        engines.dispose()


def children(store):
    engines = sqlite_engines(store.folder / "station.db") if store.folder else postgres_engines(store.url)
    with engines.reader.connect() as connection:
        queries = (f"SELECT count(*) FROM {table}" for table in ("household", "care_person", "visit"))
        found = [connection.execute(text(query)).scalar() for query in queries]
        found.append(revision(connection))
    engines.dispose()
    return found


def test_a_step_that_rebuilds_the_parent_table_keeps_all_children(lived_in, steps):
    assert children(lived_in) == [7, 14, 7, HEAD]
    assert further(lived_in, steps(STEP)) == (7, "过桥")
    assert children(lived_in) == [7, 14, 7, NEXT]


def test_after_a_step_that_failed_all_is_as_it_was_and_it_can_be_tried_again(lived_in, steps):
    with pytest.raises(DBAPIError, match="nowhere"):
        further(lived_in, steps(FAILS_AT_THE_END))
    assert children(lived_in) == [7, 14, 7, HEAD]
    with lived_in.open() as console:
        assert console.care.count(console.caller()) == 14
    assert further(lived_in, steps(STEP)) == (7, "过桥")


def dump(folder):
    with closing(dbapi2.connect(folder / "station.db")) as connection:
        return sorted(connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall(), key=repr), [
            connection.execute(f"SELECT * FROM {table}").fetchall() for table in ("household", "care_person", "visit")
        ]


@pytest.fixture
def file(sqlite_store):
    """A data folder with people, and with a trigger on the table that the step rebuilds."""
    with sqlite_store.open() as console:
        caller = console.caller()
        for house in range(1, 4):
            console.care.record(caller, {"name": "李明", "address": f"柳河村1组{house}号"})
        console.care.visits.sheets(caller)
    with closing(dbapi2.connect(sqlite_store.folder / "station.db")) as connection:
        connection.execute(TRIGGER)
        connection.commit()
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
    engines = sqlite_engines(file.folder / "station.db")
    bring_up_to_date(engines, lambda: None, steps=steps(STEP), head=NEXT)
    with engines.writer.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        connection.exec_driver_sql("DROP TRIGGER household_stays")
        with pytest.raises(DBAPIError, match="FOREIGN KEY"):
            connection.exec_driver_sql("DELETE FROM household")
    engines.dispose()


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
    with closing(dbapi2.connect(backup)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(HEAD,)]
        assert connection.execute("SELECT count(*) FROM care_person").fetchall() == [(3,)]


def test_no_step_is_taken_when_the_backup_fails(file, steps):
    def fail():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        further(file, steps(STEP), fail)
    assert children(file) == [3, 3, 3, HEAD]


def test_no_backup_is_made_of_new_data_nor_of_data_that_is_up_to_date(tmp_path):
    for _ in range(2):
        with Store(tmp_path / "data").open() as console:
            assert console.backups.all() == []


def digest(folder: Path) -> dict[str, str]:
    """Return name -> hash of the data; who only looks at a log leaves an index and an empty log of his own."""
    files = [file for file in folder.rglob("*") if file.is_file() and not file.name.endswith("-shm")]
    return {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in files if f.stat().st_size}


@pytest.mark.parametrize("journal", ["WAL", "DELETE"])
def test_a_newer_file_is_refused_and_no_byte_of_it_touched(sqlite_store, journal):
    with closing(dbapi2.connect(sqlite_store.folder / "station.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
        connection.execute(f"PRAGMA journal_mode={journal}")
    before = digest(sqlite_store.folder)
    for _ in range(2):
        with pytest.raises(NewerData, match="没有动它"):
            sqlite_store.open()
    assert digest(sqlite_store.folder) == before
    assert set(before) == {"station.db"}


def test_a_newer_file_that_was_not_closed_well_is_not_touched_either(sqlite_store, tmp_path):
    with closing(dbapi2.connect(sqlite_store.folder / "station.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
        killed = Store(shutil.copytree(sqlite_store.folder, tmp_path / "killed"))
    before = digest(killed.folder)
    with pytest.raises(NewerData):
        killed.open()
    assert digest(killed.folder) == before
    assert set(before) == {"station.db", "station.db-wal"}


def test_a_newer_database_is_refused(postgres_store):
    with postgres_store.open() as console, console.doors.engines.writer.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
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
