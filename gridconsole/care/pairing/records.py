"""Who helps which household, and since when (FIELDS 3.8)."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from gridconsole.care.records import Household
from gridconsole.core.ledger.fields import field
from gridconsole.core.ledger.kinds.days import Day
from gridconsole.core.ledger.kinds.people import Person
from gridconsole.core.ledger.kinds.plain import Note, Text, YesNo
from gridconsole.core.ledger.ledger import Ledger
from gridconsole.core.ledger.record import StationRecord, standing_index


class Pairing(StationRecord):
    """One helper of one household; a household has one main helper at a time and any number of others."""

    __tablename__ = "pairing"
    __table_args__ = (
        standing_index("uq_pairing_main", "household_id", unique=True, only="main AND until IS NULL"),
        Index("ix_pairing_household", "household_id"),
        Index("ix_pairing_station_person", "station_id", "person"),
    )

    household_id: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("household.id"))
    person: Mapped[UUID] = field(Person("结对人", "帮扶人", "责任人", "包户人"), required=True, in_table=True)
    main: Mapped[bool] = field(YesNo("主结对人", "是否主结对人", "是否主责"), in_table=True)
    team: Mapped[str | None] = field(Text("服务队", "帮扶队伍"))
    since: Mapped[date | None] = field(Day("结对日期", "开始日期", "起始日期"), required=True, in_table=True)
    until: Mapped[date | None] = field(Day("结束日期", "终止日期"), in_table=True)
    why_ended: Mapped[str | None] = field(Text("更换原因", "结束原因"))
    needs: Mapped[str | None] = field(Note("帮扶需求", "需求"))
    plan: Mapped[str | None] = field(Note("帮扶计划", "帮扶措施", "计划措施"))
    card_given_on: Mapped[date | None] = field(Day("发卡日期", "联系卡发放日期"))


PAIRINGS = Ledger(
    name="pairings",
    title="结对帮扶",
    icon="pairing",
    record=Pairing,
    parent=Household,
    link="household_id",
    sections={"结对": "person main team since until why_ended", "帮扶": "needs plan card_given_on"},
)
