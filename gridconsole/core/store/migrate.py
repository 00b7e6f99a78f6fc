"""Brings a data file up to date at start, after a backup, and refuses one from the future."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from gridconsole.core.store.engine import Engines
from gridconsole.core.store.errors import NewerData
from gridconsole.core.store.migrations import HEAD

STEPS = Path(__file__).parent / "migrations"


def bring_up_to_date(engines: Engines, back_up: Callable[[], object]) -> None:
    """Run the missing steps in one transaction each; raise NewerData without touching anything."""
    with engines.reader.connect() as connection:
        found = revision(connection)
    if found == HEAD:
        return
    if found is not None:
        _refuse_unknown(found)
        back_up()
    _run(engines)


def revision(connection: Connection) -> str | None:
    """Return the step that a database stands at; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def _refuse_unknown(found: str) -> None:
    from alembic.script import ScriptDirectory

    if found not in {script.revision for script in ScriptDirectory(str(STEPS)).walk_revisions()}:
        raise NewerData


def _run(engines: Engines, to: str = "head") -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(STEPS).replace("%", "%%"))
    with engines.writer.connect() as connection:
        if engines.sqlite:
            # Rebuilding a table with foreign keys on would delete its child rows without a word.
            connection.exec_driver_sql("ROLLBACK")
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        config.attributes["connection"] = connection
        command.upgrade(config, to)
        if engines.sqlite and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchone()):
            raise RuntimeError(f"migration broke a reference of {broken[0]}")
        connection.commit()
        if engines.sqlite:
            connection.exec_driver_sql("ROLLBACK")
            connection.exec_driver_sql("PRAGMA foreign_keys=ON")
            connection.exec_driver_sql("BEGIN")
