"""The steps, written out and frozen, must arrive at what the models ask for."""

import importlib
import pkgutil
import re

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text
from sqlcipher3 import dbapi2

import gridconsole
from gridconsole.care.records import CARE
from gridconsole.core.ledger.record import Base
from gridconsole.core.store.words import SearchTables
from tests.stores import UTF8


@pytest.fixture(scope="module", autouse=True)
def all_models():
    """Import every module: models register themselves, and some are loaded only when they are needed."""
    for module in pkgutil.walk_packages(gridconsole.__path__, "gridconsole."):
        if not module.name.endswith("__main__") and ".migrations." not in module.name:
            importlib.import_module(module.name)


def of_the_ledgers(_object, name, kind, _reflected, _compared):
    """The search tables are kept by hand: Alembic would drop them."""
    return kind != "table" or not name.startswith((f"{CARE.name}_words", f"{CARE.name}_starts"))


def test_the_steps_make_the_tables_that_the_models_ask_for(doors):
    with doors.engines.reader.connect() as connection:
        options = {"include_object": of_the_ledgers, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []


def words(sql):
    """Return a statement's clauses: a column that a later step added stands at the end of its table."""
    head, _, body = " ".join(sql.split()).partition("(")
    clauses = re.split(r",(?![^(]*\))", body.rpartition(")")[0])
    return head.strip(), frozenset(re.sub(r"\s", "", clause) for clause in clauses)


def sqlite_schema(connection):
    rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
    return {name: words(sql) for name, sql in rows if name != "alembic_version"}


def postgres_schema(connection):
    queries = (
        "SELECT table_name, column_name, data_type, is_nullable, column_default, collation_name, "
        "character_maximum_length FROM information_schema.columns WHERE table_schema = 'public'",
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE conrelid <> 0",
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
