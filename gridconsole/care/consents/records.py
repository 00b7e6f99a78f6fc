"""Consent forms: printed in batch, signed, keyed in (FIELDS 4.5)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Boolean, ForeignKey, Index, Integer, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from gridconsole.core.ledger.fields import field
from gridconsole.core.ledger.kinds.choices import Tags
from gridconsole.core.ledger.kinds.days import Day
from gridconsole.core.ledger.kinds.plain import Text
from gridconsole.core.ledger.record import StationRecord


class ConsentForm(StationRecord):
    """One person's form, until it is signed or refused."""

    __tablename__ = "consent_form"
    __table_args__ = (
        Index("uq_consent_form_number", "station_id", "number", unique=True),
        Index("ix_consent_form_person", "person_id"),
    )

    person_id: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("care_person.id"))
    number: Mapped[int] = mapped_column(Integer())
    for_guardian: Mapped[bool] = mapped_column(Boolean(), default=False)
    printed_at: Mapped[datetime]
    copies: Mapped[int] = mapped_column(Integer(), default=0)
    keyed_at: Mapped[datetime | None]
    scope: Mapped[tuple[str, ...] | None] = field(Tags("同意范围", of="consent-scopes"))
    signed_by: Mapped[str | None] = field(Text("签字人"))
    relation: Mapped[str | None] = field(Text("代签关系"))
    signed_on: Mapped[date | None] = field(Day("签字日期"))
