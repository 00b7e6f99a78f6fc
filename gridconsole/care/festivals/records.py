"""Festival campaigns: what was bought, who got what, and the receipts (FIELDS 3.10)."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from gridconsole.core.ledger.fields import field
from gridconsole.core.ledger.kinds.choices import Choice, Tags
from gridconsole.core.ledger.kinds.days import Day
from gridconsole.core.ledger.kinds.money import Money
from gridconsole.core.ledger.kinds.people import Person
from gridconsole.core.ledger.kinds.plain import Count, Note, Text, YesNo
from gridconsole.core.ledger.kinds.times import AnyDay
from gridconsole.core.ledger.ledger import Ledger
from gridconsole.core.ledger.record import StationRecord, standing_index


class Campaign(StationRecord):
    """One festival's campaign of one year."""

    __tablename__ = "campaign"
    __table_args__ = (Index("ix_campaign_station_year", "station_id", "year"),)

    festival: Mapped[str | None] = field(
        Choice("节日", "慰问节日", of="festivals"), required=True, in_table=True
    )
    year: Mapped[int | None] = field(
        Count("年份", "年度", unit="年", most=2100), required=True, in_table=True
    )
    starts: Mapped[date | None] = field(AnyDay("开始日期", "起"), in_table=True)
    ends: Mapped[date | None] = field(AnyDay("结束日期", "止"), in_table=True)
    leader: Mapped[UUID | None] = field(Person("负责人"), in_table=True)
    budget: Mapped[int | None] = field(Money("预算"), in_table=True)
    groups: Mapped[tuple[str, ...] | None] = field(Tags("慰问对象", "对象类别", of="care-categories"))
    cash: Mapped[bool | None] = field(YesNo("发现金"))
    note: Mapped[str | None] = field(Note("备注"))
    closed_on: Mapped[date | None] = field(Day("结束登记"), imported=False)


class CampaignItem(StationRecord):
    """Goods of a campaign: unit, price, and how many left the store."""

    __tablename__ = "campaign_item"
    __table_args__ = (Index("ix_campaign_item_campaign", "campaign_id"),)

    campaign_id: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("campaign.id"))
    name: Mapped[str | None] = field(Text("品名"), required=True, in_table=True)
    unit: Mapped[str | None] = field(Text("单位"), required=True, in_table=True)
    price: Mapped[int | None] = field(Money("单价"), in_table=True)
    each: Mapped[int | None] = field(Count("每户数量"), in_table=True)
    stock: Mapped[int | None] = field(Count("出库数量"), in_table=True)


class Gift(StationRecord):
    """What one household gets in a campaign, each household once."""

    __tablename__ = "gift"
    __table_args__ = (
        standing_index("uq_gift_campaign_household", "campaign_id", "household_id", unique=True),
        Index("uq_gift_station_number", "station_id", "number", unique=True),
        Index("ix_gift_household", "household_id"),
    )

    campaign_id: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("campaign.id"))
    household_id: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("household.id"))
    number: Mapped[int] = mapped_column(Integer())
    """The receipt's number, counted at the station."""
    quantities: Mapped[dict[str, Any]] = mapped_column(JSON(), default=dict)
    """Id of the item -> how many."""
    cash: Mapped[int | None] = field(Money("现金"), in_table=True)
    receiver: Mapped[str | None] = field(Text("领取人", "签收人"), in_table=True)
    relation: Mapped[str | None] = field(Text("代签关系", "与本人关系"))
    received_on: Mapped[date | None] = field(Day("领取日期", "签收日期"), in_table=True)
    handler: Mapped[str | None] = field(Text("经手人"), in_table=True)
    second_handler: Mapped[str | None] = field(Text("第二经手人"), in_table=True)
    returned: Mapped[str | None] = mapped_column(String(200))
    """Why it was not handed over and went back to the store; None as a rule."""


CAMPAIGNS = Ledger(
    name="campaigns",
    title="节日慰问",
    icon="gift",
    record=Campaign,
    sections={"慰问": "festival year starts ends leader budget groups cash", "其他": "note closed_on"},
)
