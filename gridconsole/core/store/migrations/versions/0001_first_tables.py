"""First tables: stations, staff, the care ledger, changes, and the search."""

from alembic import op

from gridconsole.core.ledger.record import Base
from gridconsole.core.store.words import SearchTables

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    from gridconsole import console  # noqa: F401 - knows all records

    connection = op.get_bind()
    Base.metadata.create_all(connection)
    SearchTables("care", connection.dialect.name == "sqlite").create(connection)
