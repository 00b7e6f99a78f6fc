"""The care ledger in full: visits, pairings, volunteers, lights, needs, festivals, papers out and back."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

ROW_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables and the columns that came with them; they stay here as they were."""
    _wider_tables()
    _campaign()
    _printed_sheet()
    _village_check()
    _volunteer()
    _campaign_item()
    _gift()
    _night_light()
    _pairing()
    _training()
    _village_answer()
    _consent_form()
    _light_seen()
    _need()
    _service()


def _wider_tables() -> None:
    _widen("care_person", consent_scope=sa.Text())
    _widen("household", next_on=sa.Date(), walk=sa.Integer())
    _widen("staff", party_member=sa.Boolean(), certificate=sa.Text(), certificate_until=sa.Date())
    _widen(
        "visit",
        cancelled=sa.String(length=200),
        occasions=sa.Text(),
        appointed_at=MOMENT,
        appointed_with=sa.Text(),
        appointed_how=sa.Text(),
        appointed_by=sa.Uuid(),
        visited_on=sa.Date(),
        came=sa.String(length=5),
        left=sa.String(length=5),
        visitors=sa.Text(),
        mode=sa.Text(),
        met=sa.Text(),
        again_on=sa.Date(),
        done=sa.Text(),
        materials=sa.Text(),
        condition=sa.Text(),
        wants=sa.Text(),
        next_on=sa.Date(),
        hours=sa.Integer(),
        signed_as=sa.Text(),
        answers=sa.JSON(),
        faults=sa.JSON(),
    )
    _index("ix_visit_household", "visit", ["household_id", "visited_on"])
    _index("ix_visit_station_visited", "visit", ["station_id", "visited_on"])
    _index(
        "ix_visit_made",
        "visit",
        ["station_id", "visited_on", "household_id", "met", "occasions"],
        where="closed_at IS NOT NULL AND cancelled IS NULL AND withdrawn IS NULL",
    )
    _index("ix_household_station_village", "household", ["station_id", "village"])
    standing = "withdrawn IS NULL"
    by_day, by_household = ["due_on", "household_id"], ["household_id", "due_on", "born"]
    _index("ix_care_person_due_household", "care_person", ["station_id", *by_day], where=standing)
    _index("ix_care_person_household_due", "care_person", ["station_id", *by_household], where=standing)


def _campaign() -> None:
    _record(
        "campaign",
        sa.Column("festival", sa.Text(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("starts", sa.Date(), nullable=True),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.Column("leader", sa.Uuid(), nullable=True),
        sa.Column("budget", sa.Integer(), nullable=True),
        sa.Column("groups", sa.Text(), nullable=True),
        sa.Column("cash", sa.Boolean(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
    )
    _index("ix_campaign_station_year", "campaign", ["station_id", "year"])


def _printed_sheet() -> None:
    _record(
        "printed_sheet",
        sa.Column("kind", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("copy", sa.Integer(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("printed_at", MOMENT, nullable=False),
        sa.Column("printed_by", sa.String(length=40), nullable=False),
        sa.Column("taken_by", sa.Text(), nullable=True),
        sa.Column("taken_on", sa.Date(), nullable=True),
        sa.Column("returned_on", sa.Date(), nullable=True),
        sa.Column("destroyed_on", sa.Date(), nullable=True),
        sa.Column("void", sa.String(length=200), nullable=True),
    )
    _index("ix_printed_sheet_out", "printed_sheet", ["station_id", "printed_at"])
    _index("ix_printed_sheet_subject_id", "printed_sheet", ["subject_id"])
    _index("uq_printed_sheet_copy", "printed_sheet", ["station_id", "kind", "number", "copy"], unique=True)


def _village_check() -> None:
    _record(
        "village_check",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("village", sa.String(length=40), nullable=False),
        sa.Column("quarter", sa.String(length=7), nullable=False),
        sa.Column("printed_at", MOMENT, nullable=True),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("keyed_at", MOMENT, nullable=True),
        sa.Column("officer", sa.Text(), nullable=True),
        sa.Column("checker", sa.Text(), nullable=True),
        sa.Column("checked_on", sa.Date(), nullable=True),
    )
    _index("ix_village_check_quarter", "village_check", ["station_id", "quarter", "village"])
    _index("uq_village_check_number", "village_check", ["station_id", "number"], unique=True)


def _volunteer() -> None:
    _record(
        "volunteer",
        sa.Column("person", sa.Uuid(), nullable=True),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("team", sa.Text(), nullable=True),
        sa.Column("skills", sa.Text(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
    )
    _index(
        "uq_volunteer_person", "volunteer", ["station_id", "person"], unique=True, where="withdrawn IS NULL"
    )


def _campaign_item() -> None:
    _record(
        "campaign_item",
        sa.Column("campaign_id", sa.Uuid(), _on("campaign_item", "campaign_id", "campaign"), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("price", sa.Integer(), nullable=True),
        sa.Column("each", sa.Integer(), nullable=True),
        sa.Column("stock", sa.Integer(), nullable=True),
    )
    _index("ix_campaign_item_campaign", "campaign_item", ["campaign_id"])


def _gift() -> None:
    _record(
        "gift",
        sa.Column("campaign_id", sa.Uuid(), _on("gift", "campaign_id", "campaign"), nullable=False),
        sa.Column("household_id", sa.Uuid(), _on("gift", "household_id", "household"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("quantities", sa.JSON(), nullable=False),
        sa.Column("cash", sa.Integer(), nullable=True),
        sa.Column("receiver", sa.Text(), nullable=True),
        sa.Column("relation", sa.Text(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("handler", sa.Text(), nullable=True),
        sa.Column("second_handler", sa.Text(), nullable=True),
        sa.Column("returned", sa.String(length=200), nullable=True),
    )
    _index("ix_gift_household", "gift", ["household_id"])
    _index(
        "uq_gift_campaign_household",
        "gift",
        ["campaign_id", "household_id"],
        unique=True,
        where="withdrawn IS NULL",
    )
    _index("uq_gift_station_number", "gift", ["station_id", "number"], unique=True)


def _night_light() -> None:
    _record(
        "night_light",
        sa.Column("household_id", sa.Uuid(), _on("night_light", "household_id", "household"), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("model", sa.Text(), nullable=True),
        sa.Column("sort", sa.Text(), nullable=True),
        sa.Column("watts", sa.Integer(), nullable=True),
        sa.Column("installed_on", sa.Date(), nullable=True),
        sa.Column("installer", sa.Text(), nullable=True),
        sa.Column("cost", sa.Integer(), nullable=True),
        sa.Column("warranty_until", sa.Date(), nullable=True),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("seen_on", sa.Date(), nullable=True),
        sa.Column("removed_on", sa.Date(), nullable=True),
    )
    _index("ix_night_light_household", "night_light", ["household_id"])
    _index("ix_night_light_station_state", "night_light", ["station_id", "state"])


def _pairing() -> None:
    _record(
        "pairing",
        sa.Column("household_id", sa.Uuid(), _on("pairing", "household_id", "household"), nullable=False),
        sa.Column("person", sa.Uuid(), nullable=True),
        sa.Column("main", sa.Boolean(), nullable=True),
        sa.Column("team", sa.Text(), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("why_ended", sa.Text(), nullable=True),
        sa.Column("needs", sa.Text(), nullable=True),
        sa.Column("plan", sa.Text(), nullable=True),
        sa.Column("card_given_on", sa.Date(), nullable=True),
    )
    _index("ix_pairing_household", "pairing", ["household_id"])
    _index("ix_pairing_station_person", "pairing", ["station_id", "person"])
    _index(
        "uq_pairing_main",
        "pairing",
        ["household_id"],
        unique=True,
        where="main AND until IS NULL AND withdrawn IS NULL",
    )


def _training() -> None:
    _record(
        "training",
        sa.Column("volunteer_id", sa.Uuid(), _on("training", "volunteer_id", "volunteer"), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("teacher", sa.Text(), nullable=True),
    )
    _index("ix_training_volunteer", "training", ["volunteer_id"])


def _village_answer() -> None:
    _record(
        "village_answer",
        sa.Column("check_id", sa.Uuid(), _on("village_answer", "check_id", "village_check"), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("answer", sa.String(length=10), nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
    )
    _index("ix_village_answer_check", "village_answer", ["check_id", "line"])
    _index("ix_village_answer_person_id", "village_answer", ["person_id"])


def _consent_form() -> None:
    _record(
        "consent_form",
        sa.Column("person_id", sa.Uuid(), _on("consent_form", "person_id", "care_person"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("for_guardian", sa.Boolean(), nullable=False),
        sa.Column("printed_at", MOMENT, nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("keyed_at", MOMENT, nullable=True),
        sa.Column("scope", sa.Text(), nullable=True),
        sa.Column("signed_by", sa.Text(), nullable=True),
        sa.Column("relation", sa.Text(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
    )
    _index("ix_consent_form_person", "consent_form", ["person_id"])
    _index("uq_consent_form_number", "consent_form", ["station_id", "number"], unique=True)


def _light_seen() -> None:
    _record(
        "light_seen",
        sa.Column("light_id", sa.Uuid(), _on("light_seen", "light_id", "night_light"), nullable=False),
        sa.Column("visit_id", sa.Uuid(), _on("light_seen", "visit_id", "visit"), nullable=True),
        sa.Column("seen_on", sa.Date(), nullable=True),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("done", sa.Text(), nullable=True),
    )
    _index("ix_light_seen_light", "light_seen", ["light_id", "seen_on"])
    _index("ix_light_seen_visit_id", "light_seen", ["visit_id"])


def _need() -> None:
    _record(
        "need",
        sa.Column("household_id", sa.Uuid(), _on("need", "household_id", "household"), nullable=False),
        sa.Column("visit_id", sa.Uuid(), _on("need", "visit_id", "visit"), nullable=True),
        sa.Column("what", sa.Text(), nullable=True),
        sa.Column("raised_on", sa.Date(), nullable=True),
        sa.Column("promised_by", sa.Uuid(), nullable=True),
        sa.Column("promised_for", sa.Date(), nullable=True),
        sa.Column("fulfilled_on", sa.Date(), nullable=True),
        sa.Column("fulfilled_by", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
    )
    _index("ix_need_household", "need", ["household_id"])
    _index("ix_need_station_open", "need", ["station_id", "fulfilled_on", "promised_for"])
    _index("ix_need_visit_id", "need", ["visit_id"])


def _service() -> None:
    _record(
        "service",
        sa.Column("volunteer_id", sa.Uuid(), _on("service", "volunteer_id", "volunteer"), nullable=False),
        sa.Column("visit_id", sa.Uuid(), _on("service", "visit_id", "visit"), nullable=True),
        sa.Column("served_on", sa.Date(), nullable=True),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("what", sa.Text(), nullable=True),
    )
    _index("ix_service_visit_id", "service", ["visit_id"])
    _index("ix_service_volunteer", "service", ["volunteer_id", "served_on"])


def _record(table: str, *columns: Any) -> None:
    """Make a table of records of a station."""
    op.create_table(
        table,
        *columns,
        sa.Column("as_typed", sa.JSON(), nullable=False),
        sa.Column("withdrawn", sa.String(length=200), nullable=True),
        sa.Column("station_id", sa.Uuid(), _on(table, "station_id", "station"), nullable=False),
        sa.Column("row", ROW_NUMBER, autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("row", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("id", name=op.f(f"uq_{table}_id")),
    )
    op.create_index(op.f(f"ix_{table}_change_id"), table, ["change_id"])


def _on(table: str, column: str, other: str) -> sa.ForeignKey:
    return sa.ForeignKey(f"{other}.id", name=op.f(f"fk_{table}_{column}"))


def _index(name: str, table: str, columns: list[str], unique: bool = False, where: str = "") -> None:
    part: dict[str, Any] = {}
    if where:
        part = {"sqlite_where": sa.text(where), "postgresql_where": sa.text(where)}
    op.create_index(name, table, columns, unique=unique, **part)


def _widen(table: str, **columns: Any) -> None:
    for name, kind in columns.items():
        op.add_column(table, sa.Column(name, kind, nullable=True))
