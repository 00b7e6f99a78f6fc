"""Volunteers with training and hours of service, never working hours (FIELDS 3.9)."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from gridconsole.core.ledger.fields import field
from gridconsole.core.ledger.kinds.days import Day
from gridconsole.core.ledger.kinds.people import Person
from gridconsole.core.ledger.kinds.plain import Note, Text
from gridconsole.core.ledger.kinds.times import HalfHours
from gridconsole.core.ledger.ledger import Ledger
from gridconsole.core.ledger.record import StationRecord, standing_index


class Volunteer(StationRecord):
    """A member of staff registered as a volunteer."""

    __tablename__ = "volunteer"
    __table_args__ = (standing_index("uq_volunteer_person", "station_id", "person", unique=True),)

    person: Mapped[UUID] = field(Person("姓名", "志愿者", "志愿者姓名"), required=True, in_table=True)
    number: Mapped[str | None] = field(Text("志愿者编号", "注册号", "编号"), in_table=True)
    since: Mapped[date | None] = field(Day("注册日期", "加入日期"), in_table=True)
    team: Mapped[str | None] = field(Text("服务队", "队伍"), in_table=True)
    skills: Mapped[str | None] = field(Text("专长", "特长"), in_table=True)
    until: Mapped[date | None] = field(Day("退出日期"))
    note: Mapped[str | None] = field(Note("备注"))


class Training(StationRecord):
    """One training that a volunteer took part in."""

    __tablename__ = "training"
    __table_args__ = (Index("ix_training_volunteer", "volunteer_id"),)

    volunteer_id: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("volunteer.id"))
    held_on: Mapped[date | None] = field(Day("培训日期"), required=True, in_table=True)
    subject: Mapped[str | None] = field(Text("培训内容"), required=True, in_table=True)
    hours: Mapped[int | None] = field(HalfHours("培训时长"), in_table=True)
    teacher: Mapped[str | None] = field(Text("授课人"), in_table=True)


class Service(StationRecord):
    """Hours of one service of a volunteer, from a visit or noted by hand."""

    __tablename__ = "service"
    __table_args__ = (Index("ix_service_volunteer", "volunteer_id", "served_on"),)

    volunteer_id: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("volunteer.id"))
    visit_id: Mapped[UUID | None] = mapped_column(Uuid(), ForeignKey("visit.id"), index=True)
    served_on: Mapped[date | None] = field(Day("服务日期"), required=True, in_table=True)
    hours: Mapped[int | None] = field(HalfHours("服务时长"), required=True, in_table=True)
    what: Mapped[str | None] = field(Text("服务内容"), required=True, in_table=True)


VOLUNTEERS = Ledger(
    name="volunteers",
    title="志愿者",
    icon="volunteer",
    record=Volunteer,
    sections={"登记": "person number since team skills until note"},
)
TRAININGS = Ledger(
    name="trainings", title="志愿者培训", icon="training", record=Training, parent=Volunteer,
    link="volunteer_id", sections={"培训": "held_on subject hours teacher"},
)  # fmt: skip
SERVICES = Ledger(
    name="services", title="服务时长", icon="hours", record=Service, parent=Volunteer,
    link="volunteer_id", sections={"服务": "served_on hours what"},
)  # fmt: skip
