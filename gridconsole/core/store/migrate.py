"""Brings a data file up to date at start, after a backup, and refuses one from the future."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from gridconsole.core.store.engine import Engines
from gridconsole.core.store.errors import NewerData
from gridconsole.core.store.migrations import HEAD
from gridconsole.core.store.soundness import opened

STEPS = Path(__file__).parent / "migrations"
TURN = 0
"""The turn in which PostgreSQL databases are brought up to date, by one client at a time."""


def bring_up_to_date(
    engines: Engines, back_up: Callable[[], object], *, steps: Path = STEPS, head: str = HEAD
) -> None:
    """Run the missing steps in one transaction; raise NewerData without touching anything."""
    with engines.reader.connect() as connection:
        found = revision(connection)
    if found == head:
        return
    if found is not None:
        _refuse_unknown(found, steps)
        back_up()
    _run(engines, steps)


def revision(connection: Connection) -> str | None:
    """Return the step that a database stands at; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def refuse_newer_file(file: Path) -> None:
    """Raise NewerData for a file whose step this program doesn't know; only reads it."""
    with opened(file, "ro") as connection:
        there = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone() if there else None
    if found and found[0] != HEAD:
        _refuse_unknown(found[0], STEPS)


def _refuse_unknown(found: str, steps: Path) -> None:
    from alembic.script import ScriptDirectory

    if found not in {script.revision for script in ScriptDirectory(str(steps)).walk_revisions()}:
        raise NewerData


def _run(engines: Engines, steps: Path) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(steps).replace("%", "%%"))
    with engines.writer.connect() as connection:
        config.attributes["connection"] = connection
        if not engines.sqlite:
            engines.take_turn(connection, TURN)
            command.upgrade(config, "head")
            connection.commit()
            return
        # Rebuilding a table with foreign keys on would delete its child rows without a word.
        _outside_transaction(connection, "PRAGMA foreign_keys=OFF")
        triggers = _triggers(connection)
        command.upgrade(config, "head")
        # It drops the table's triggers as well.
        for name in triggers.keys() - _triggers(connection).keys():
            connection.exec_driver_sql(triggers[name])
        if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchone():
            raise RuntimeError(f"migration broke a reference of {broken[0]}")
        connection.commit()
        _outside_transaction(connection, "PRAGMA foreign_keys=ON")


def _outside_transaction(connection: Connection, pragma: str) -> None:
    """Set what SQLite ignores within a transaction."""
    connection.exec_driver_sql("ROLLBACK")
    connection.exec_driver_sql(pragma)
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _triggers(connection: Connection) -> dict[str, str]:
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    return {name: sql for name, sql in rows}
