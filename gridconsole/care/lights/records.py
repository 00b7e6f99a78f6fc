"""Night-lights in the households (FIELDS 3.11)."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from gridconsole.care.records import Household
from gridconsole.core.ledger.fields import field
from gridconsole.core.ledger.kinds.choices import Choice
from gridconsole.core.ledger.kinds.days import Day
from gridconsole.core.ledger.kinds.money import Money
from gridconsole.core.ledger.kinds.plain import Count, Text
from gridconsole.core.ledger.kinds.times import AnyDay
from gridconsole.core.ledger.ledger import Ledger
from gridconsole.core.ledger.record import StationRecord


class NightLight(StationRecord):
    """One night-light, from its installation to its removal."""

    __tablename__ = "night_light"
    __table_args__ = (
        Index("ix_night_light_household", "household_id"),
        Index("ix_night_light_station_state", "station_id", "state"),
    )

    household_id: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("household.id"))
    place: Mapped[str | None] = field(
        Choice("装在哪里", "位置", "安装位置", of="light-places"), required=True, in_table=True
    )
    model: Mapped[str | None] = field(Text("型号", "夜灯型号"), required=True, in_table=True)
    sort: Mapped[str | None] = field(Choice("夜灯种类", "种类", of="light-sorts"), in_table=True)
    watts: Mapped[int | None] = field(Count("功率", unit="瓦", most=100))
    installed_on: Mapped[date | None] = field(Day("安装日期", "安装时间"), required=True, in_table=True)
    installer: Mapped[str | None] = field(Text("安装人"), required=True)
    cost: Mapped[int | None] = field(Money("费用", "单价", "金额"))
    warranty_until: Mapped[date | None] = field(AnyDay("保修到"))
    state: Mapped[str | None] = field(Choice("状态", "夜灯状态", of="light-states"), in_table=True)
    seen_on: Mapped[date | None] = field(Day("上次查看", "查看日期"), in_table=True)
    removed_on: Mapped[date | None] = field(Day("拆除日期"))


class LightSeen(StationRecord):
    """How a night-light was found, on a visit or otherwise."""

    __tablename__ = "light_seen"
    __table_args__ = (Index("ix_light_seen_light", "light_id", "seen_on"),)

    light_id: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("night_light.id"))
    visit_id: Mapped[UUID | None] = mapped_column(Uuid(), ForeignKey("visit.id"), index=True)
    seen_on: Mapped[date] = field(Day("查看日期"), in_table=True)
    state: Mapped[str] = field(Choice("状态", of="light-states"), in_table=True)
    done: Mapped[str | None] = field(Text("怎么处理的"), in_table=True)


NIGHT_LIGHTS = Ledger(
    name="night-lights",
    title="暖心夜灯",
    icon="light",
    record=NightLight,
    parent=Household,
    link="household_id",
    sections={
        "夜灯": "place model sort watts state seen_on",
        "安装": "installed_on installer cost warranty_until removed_on",
    },
)
