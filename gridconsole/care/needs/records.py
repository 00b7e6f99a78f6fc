"""What households need: raised, promised, fulfilled, by whom."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from gridconsole.care.records import Household
from gridconsole.core.ledger.fields import field
from gridconsole.core.ledger.kinds.days import Day
from gridconsole.core.ledger.kinds.people import Person
from gridconsole.core.ledger.kinds.plain import Note, Text
from gridconsole.core.ledger.kinds.times import AnyDay
from gridconsole.core.ledger.ledger import Ledger
from gridconsole.core.ledger.record import StationRecord


class Need(StationRecord):
    """One need of a household."""

    __tablename__ = "need"
    __table_args__ = (
        Index("ix_need_household", "household_id"),
        Index("ix_need_station_open", "station_id", "fulfilled_on", "promised_for"),
    )

    household_id: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("household.id"))
    visit_id: Mapped[UUID | None] = mapped_column(Uuid(), ForeignKey("visit.id"), index=True)
    what: Mapped[str | None] = field(
        Note("需求", "要帮什么", "需求内容", "诉求"), required=True, in_table=True
    )
    raised_on: Mapped[date | None] = field(Day("提出日期", "日期"), required=True, in_table=True)
    promised_by: Mapped[UUID | None] = field(Person("答应人", "承诺人", "责任人"), in_table=True)
    promised_for: Mapped[date | None] = field(AnyDay("答应哪天办好", "承诺日期", "期限"), in_table=True)
    fulfilled_on: Mapped[date | None] = field(Day("办好日期", "完成日期"), in_table=True)
    fulfilled_by: Mapped[str | None] = field(Text("办理人", "完成人"))
    outcome: Mapped[str | None] = field(Note("办理结果", "结果"))


NEEDS = Ledger(
    name="needs",
    title="帮扶需求",
    icon="need",
    record=Need,
    parent=Household,
    link="household_id",
    sections={"需求": "what raised_on promised_by promised_for", "办理": "fulfilled_on fulfilled_by outcome"},
)
