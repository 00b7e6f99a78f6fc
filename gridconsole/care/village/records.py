"""The quarterly check of the ledger with the village (村级核对表)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from gridconsole.core.ledger.fields import field
from gridconsole.core.ledger.kinds.days import Day
from gridconsole.core.ledger.kinds.plain import Text
from gridconsole.core.ledger.record import StationRecord


class VillageCheck(StationRecord):
    """One village's check of one quarter."""

    __tablename__ = "village_check"
    __table_args__ = (
        Index("uq_village_check_number", "station_id", "number", unique=True),
        Index("ix_village_check_quarter", "station_id", "quarter", "village"),
    )

    number: Mapped[int] = mapped_column(Integer())
    village: Mapped[str] = mapped_column(String(40))
    quarter: Mapped[str] = mapped_column(String(7))
    """Such as 2026-Q4."""
    printed_at: Mapped[datetime | None]
    copies: Mapped[int] = mapped_column(Integer(), default=0)
    keyed_at: Mapped[datetime | None]
    officer: Mapped[str | None] = field(Text("网格员"))
    checker: Mapped[str | None] = field(Text("供电站核对人"))
    checked_on: Mapped[date | None] = field(Day("核对日期"))


class VillageAnswer(StationRecord):
    """One line of a check: a person of the ledger, or somebody new to it."""

    __tablename__ = "village_answer"
    __table_args__ = (Index("ix_village_answer_check", "check_id", "line"),)

    check_id: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("village_check.id"))
    line: Mapped[int] = mapped_column(Integer())
    person_id: Mapped[UUID | None] = mapped_column(Uuid(), index=True)
    """Nobody's id for a line that was written in as new."""
    answer: Mapped[str | None] = mapped_column(String(10))
    """还在, 搬走, 去世, 新增; None while nothing was keyed in."""
    happened_on: Mapped[date | None] = field(Day("日期"))
    remark: Mapped[str | None] = field(Text("说明"))
