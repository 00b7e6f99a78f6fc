"""First tables: stations, staff, the care ledger, changes, and the search."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

ROW_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SORT_KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
STANDING = sa.text("withdrawn IS NULL")
OPEN = sa.text("closed_at IS NULL")


def upgrade() -> None:
    """Make the tables; they stay here as they were, whatever the models become."""
    _change()
    _disclosure()
    _heading_meaning()
    _station()
    _version()
    _household()
    _staff()
    _care_person()
    _visit()
    _search(op.get_bind())


def _change() -> None:
    op.create_table(
        "change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("station_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("staff_name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("deed", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
    )
    op.create_index("ix_change_station_at", "change", ["station_id", "at"])


def _disclosure() -> None:
    op.create_table(
        "disclosure",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("station_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("staff_name", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disclosure")),
    )
    op.create_index("ix_disclosure_station_at", "disclosure", ["station_id", "at"])


def _heading_meaning() -> None:
    op.create_table(
        "heading_meaning",
        sa.Column("station_id", sa.Uuid(), nullable=False),
        sa.Column("ledger", sa.String(length=40), nullable=False),
        sa.Column("heading", sa.String(length=120), nullable=False),
        sa.Column("field", sa.String(length=60), nullable=True),
        sa.PrimaryKeyConstraint("station_id", "ledger", "heading", name=op.f("pk_heading_meaning")),
    )


def _station() -> None:
    op.create_table(
        "station",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=2), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("row", ROW_NUMBER, autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_station")),
        sa.UniqueConstraint("number", name=op.f("uq_station_number")),
        sa.UniqueConstraint("code", name=op.f("uq_station_code")),
        sa.UniqueConstraint("name", name=op.f("uq_station_name")),
        sa.UniqueConstraint("id", name=op.f("uq_station_id")),
    )
    op.create_index(op.f("ix_station_change_id"), "station", ["change_id"])


def _version() -> None:
    op.create_table(
        "version",
        sa.Column("row", ROW_NUMBER, autoincrement=True, nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Uuid(), nullable=True),
        sa.Column("replaced_by", sa.Uuid(), nullable=False),
        sa.Column("record_table", sa.String(length=40), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_version")),
    )
    op.create_index("ix_version_record", "version", ["record_id", "version"])
    op.create_index(op.f("ix_version_replaced_by"), "version", ["replaced_by"])


def _household() -> None:
    op.create_table(
        "household",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("account", sa.Text(), nullable=True),
        sa.Column("village", sa.Text(), nullable=True),
        sa.Column("group", sa.Text(), nullable=True),
        sa.Column("house", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("region", sa.Text(), nullable=True),
        sa.Column("area", sa.Text(), nullable=True),
        sa.Column("way", sa.Text(), nullable=True),
        sa.Column("customs", sa.Text(), nullable=True),
        sa.Column("helper", sa.Uuid(), nullable=True),
        sa.Column("cycle", sa.Text(), nullable=True),
        sa.Column("last_visit", sa.Date(), nullable=True),
        sa.Column("known_since", sa.Date(), nullable=False),
        sa.Column("address_key", sa.String(length=200), nullable=True),
        sa.Column("as_typed", sa.JSON(), nullable=False),
        sa.Column("withdrawn", sa.String(length=200), nullable=True),
        sa.Column("station_id", sa.Uuid(), nullable=False),
        sa.Column("row", ROW_NUMBER, autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["station_id"], ["station.id"], name=op.f("fk_household_station_id")),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_household")),
        sa.UniqueConstraint("id", name=op.f("uq_household_id")),
    )
    op.create_index(op.f("ix_household_change_id"), "household", ["change_id"])
    op.create_index("ix_household_station_account", "household", ["station_id", "account"])
    op.create_index("ix_household_station_address", "household", ["station_id", "address_key"])
    op.create_index("ix_household_station_helper", "household", ["station_id", "helper"])
    op.create_index("uq_household_station_number", "household", ["station_id", "number"], unique=True)


def _staff() -> None:
    op.create_table(
        "staff",
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("post", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=True),
        sa.Column("as_typed", sa.JSON(), nullable=False),
        sa.Column("withdrawn", sa.String(length=200), nullable=True),
        sa.Column("station_id", sa.Uuid(), nullable=False),
        sa.Column("row", ROW_NUMBER, autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["station_id"], ["station.id"], name=op.f("fk_staff_station_id")),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_staff")),
        sa.UniqueConstraint("id", name=op.f("uq_staff_id")),
    )
    op.create_index(op.f("ix_staff_change_id"), "staff", ["change_id"])
    op.create_index("ix_staff_station_name", "staff", ["station_id", "name"])


def _care_person() -> None:
    op.create_table(
        "care_person",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("citizen_id", sa.Text(), nullable=True),
        sa.Column("sex", sa.Text(), nullable=True),
        sa.Column("born", sa.Date(), nullable=True),
        sa.Column("categories", sa.Text(), nullable=True),
        sa.Column("living", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("contact", sa.Text(), nullable=True),
        sa.Column("relation", sa.Text(), nullable=True),
        sa.Column("contact_phone", sa.Text(), nullable=True),
        sa.Column("health", sa.Text(), nullable=True),
        sa.Column("device", sa.Text(), nullable=True),
        sa.Column("device_hours", sa.Integer(), nullable=True),
        sa.Column("backup_power", sa.Text(), nullable=True),
        sa.Column("relief", sa.Text(), nullable=True),
        sa.Column("consent", sa.Text(), nullable=True),
        sa.Column("consent_on", sa.Date(), nullable=True),
        sa.Column("ground", sa.Text(), nullable=True),
        sa.Column("ground_number", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("status_on", sa.Date(), nullable=True),
        sa.Column("status_reason", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("name_key", SORT_KEY, nullable=False),
        sa.Column("place_key", SORT_KEY, nullable=False),
        sa.Column("gaps", sa.Integer(), nullable=False),
        sa.Column("as_typed", sa.JSON(), nullable=False),
        sa.Column("withdrawn", sa.String(length=200), nullable=True),
        sa.Column("station_id", sa.Uuid(), nullable=False),
        sa.Column("row", ROW_NUMBER, autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_care_person_household_id")),
        sa.ForeignKeyConstraint(["station_id"], ["station.id"], name=op.f("fk_care_person_station_id")),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_care_person")),
        sa.UniqueConstraint("id", name=op.f("uq_care_person_id")),
    )
    op.create_index(op.f("ix_care_person_change_id"), "care_person", ["change_id"])
    op.create_index(
        "ix_care_person_due",
        "care_person",
        ["station_id", "due_on", "row"],
        sqlite_where=STANDING,
        postgresql_where=STANDING,
    )
    op.create_index("ix_care_person_household", "care_person", ["household_id"])
    op.create_index(
        "ix_care_person_name",
        "care_person",
        ["station_id", "name_key", "row"],
        sqlite_where=STANDING,
        postgresql_where=STANDING,
    )
    op.create_index(
        "ix_care_person_place",
        "care_person",
        ["station_id", "place_key", "row"],
        sqlite_where=STANDING,
        postgresql_where=STANDING,
    )
    op.create_index(
        "uq_care_person_citizen_id",
        "care_person",
        ["station_id", "citizen_id"],
        unique=True,
        sqlite_where=STANDING,
        postgresql_where=STANDING,
    )


def _visit() -> None:
    op.create_table(
        "visit",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("printed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("as_typed", sa.JSON(), nullable=False),
        sa.Column("withdrawn", sa.String(length=200), nullable=True),
        sa.Column("station_id", sa.Uuid(), nullable=False),
        sa.Column("row", ROW_NUMBER, autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_visit_household_id")),
        sa.ForeignKeyConstraint(["station_id"], ["station.id"], name=op.f("fk_visit_station_id")),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_visit")),
        sa.UniqueConstraint("id", name=op.f("uq_visit_id")),
    )
    op.create_index(op.f("ix_visit_change_id"), "visit", ["change_id"])
    op.create_index(
        "uq_visit_open", "visit", ["household_id"], unique=True, sqlite_where=OPEN, postgresql_where=OPEN
    )
    op.create_index("uq_visit_station_number", "visit", ["station_id", "number"], unique=True)


def _search(connection: sa.Connection) -> None:
    for statement in _SQLITE if connection.dialect.name == "sqlite" else _POSTGRES:
        connection.execute(sa.text(statement))


_SQLITE = (
    "CREATE VIRTUAL TABLE care_words USING fts5(words, content='', contentless_delete=1, tokenize='ascii')",
    "CREATE TABLE care_starts(start TEXT NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (start, row)) "
    "WITHOUT ROWID",
    "CREATE TABLE care_starts_of(row INTEGER PRIMARY KEY, starts TEXT NOT NULL)",
)
_POSTGRES = (
    "CREATE TABLE care_words(row BIGINT PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX ix_care_words ON care_words USING gin(words)",
    'CREATE TABLE care_starts(start TEXT COLLATE "C" NOT NULL, row BIGINT NOT NULL, '
    "PRIMARY KEY (start, row))",
    "CREATE TABLE care_starts_of(row BIGINT PRIMARY KEY, starts TEXT NOT NULL)",
)
