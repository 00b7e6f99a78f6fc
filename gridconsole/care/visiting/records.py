"""Visits to households, and the register of every sheet that was printed (FIELDS 3.9, clause 6.3.1)."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, Integer, String, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from gridconsole.care.records import Household
from gridconsole.core.ledger.fields import Care, field
from gridconsole.core.ledger.kinds.choices import Choice, Tags
from gridconsole.core.ledger.kinds.days import Day
from gridconsole.core.ledger.kinds.people import Names, Person
from gridconsole.core.ledger.kinds.plain import Note, Text
from gridconsole.core.ledger.kinds.times import AnyDay, DayTime, HalfHours, TimeOfDay
from gridconsole.core.ledger.ledger import Ledger
from gridconsole.core.ledger.record import StationRecord, standing_index

OPEN = text("closed_at IS NULL")


class Visit(StationRecord):
    """A household's visit: planned, agreed, made; a household has at most one that is open."""

    __tablename__ = "visit"
    __table_args__ = (
        Index("uq_visit_station_number", "station_id", "number", unique=True),
        Index("uq_visit_open", "household_id", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_visit_household", "household_id", "visited_on"),
        Index("ix_visit_station_visited", "station_id", "visited_on"),
        standing_index(
            "ix_visit_made",
            "station_id",
            "visited_on",
            "household_id",
            "met",
            "occasions",
            only="closed_at IS NOT NULL AND cancelled IS NULL",
        ),
    )

    household_id: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("household.id"))
    number: Mapped[int] = mapped_column(Integer())
    """The sheet's number, counted at the station; its printed code adds a check digit."""
    opened_at: Mapped[datetime]
    printed_at: Mapped[datetime | None]
    copies: Mapped[int] = mapped_column(Integer(), default=0)
    closed_at: Mapped[datetime | None]
    """When it was keyed in, or cancelled."""
    cancelled: Mapped[str | None] = mapped_column(String(200))
    """Why the visit will not be made (everybody died or moved); None as a rule."""
    occasions: Mapped[tuple[str, ...] | None] = field(Tags("走访事由", "事由", of="occasions"))
    appointed_at: Mapped[datetime | None] = field(DayTime("预约时间", "约定时间"))
    appointed_with: Mapped[str | None] = field(Text("和谁约的", "预约对象"))
    appointed_how: Mapped[str | None] = field(Choice("怎么约的", "预约方式", of="appointed-how"))
    appointed_by: Mapped[UUID | None] = field(Person("约定人", "预约人"))
    visited_on: Mapped[date | None] = field(
        Day("走访日期", "日期", "走访时间", "到访日期"), required=True, in_table=True
    )
    came: Mapped[str | None] = field(TimeOfDay("到访", "到达时间", "到"))
    left: Mapped[str | None] = field(TimeOfDay("离开", "离开时间"))
    visitors: Mapped[tuple[str, ...] | None] = field(
        Names("走访人", "走访人员", "入户人员"), required=True, in_table=True
    )
    mode: Mapped[str | None] = field(Choice("走访方式", "方式", of="visit-modes"), in_table=True)
    met: Mapped[str | None] = field(Choice("见到谁", "是否见到", of="met"), required=True, in_table=True)
    again_on: Mapped[date | None] = field(AnyDay("再约", "再约日期"))
    done: Mapped[tuple[str, ...] | None] = field(
        Tags("做了什么", "服务内容", of="visit-deeds"), in_table=True
    )
    materials: Mapped[str | None] = field(Text("用了材料", "材料", "耗材"))
    condition: Mapped[str | None] = field(Note("近况", "情况"), care=Care.CATEGORY)
    wants: Mapped[str | None] = field(Note("要帮什么", "需求", "困难诉求"))
    next_on: Mapped[date | None] = field(AnyDay("下次", "下次走访"))
    hours: Mapped[int | None] = field(HalfHours("服务时长", "时长"))
    signed_as: Mapped[str | None] = field(Text("代签关系"))
    answers: Mapped[dict[str, str] | None] = mapped_column(JSON())
    """Number of the safety point (FIELDS 3.12) -> 好, 不好, 没有 or 没看."""
    faults: Mapped[list[Any] | None] = mapped_column(JSON())
    """What is not well: [number of the point, where and what]."""


class PrintedSheet(StationRecord):
    """One copy of a paper that left the printer, and what became of it."""

    __tablename__ = "printed_sheet"
    __table_args__ = (
        Index("uq_printed_sheet_copy", "station_id", "kind", "number", "copy", unique=True),
        Index("ix_printed_sheet_out", "station_id", "printed_at"),
    )

    kind: Mapped[int] = mapped_column(Integer())
    """The kind of paper, as its scanned code says (SheetKind)."""
    number: Mapped[int] = mapped_column(Integer())
    copy: Mapped[int] = mapped_column(Integer())
    subject_id: Mapped[UUID | None] = mapped_column(Uuid(), index=True)
    """The visit, gift, form or check that the paper belongs to."""
    printed_at: Mapped[datetime]
    printed_by: Mapped[str] = mapped_column(String(40))
    taken_by: Mapped[str | None] = field(Text("领取人"), in_table=True)
    taken_on: Mapped[date | None] = field(Day("领取日期"), in_table=True)
    returned_on: Mapped[date | None] = field(Day("交回日期"), in_table=True)
    destroyed_on: Mapped[date | None] = field(Day("销毁日期"), in_table=True)
    void: Mapped[str | None] = mapped_column(String(200))
    """Why the copy is no longer good; None as a rule."""


VISITS = Ledger(
    name="visits",
    title="走访记录",
    icon="walk",
    record=Visit,
    parent=Household,
    link="household_id",
    sections={
        "走访": "visited_on came left mode met again_on visitors",
        "预约": "appointed_at appointed_with appointed_how appointed_by occasions",
        "记一记": "done materials condition wants next_on hours signed_as",
    },
)
