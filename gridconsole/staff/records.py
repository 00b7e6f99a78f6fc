"""Staff: who works at a station and in which post."""

from datetime import date

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from gridconsole.core.ledger.fields import field
from gridconsole.core.ledger.kinds.choices import Choice
from gridconsole.core.ledger.kinds.people import Name, Phones
from gridconsole.core.ledger.kinds.plain import Text, YesNo
from gridconsole.core.ledger.kinds.times import AnyDay
from gridconsole.core.ledger.ledger import Ledger
from gridconsole.core.ledger.record import StationRecord


class Staff(StationRecord):
    """A member of staff or a volunteer; name and work phone are published (FIELDS 4.3)."""

    __tablename__ = "staff"
    __table_args__ = (Index("ix_staff_station_name", "station_id", "name"),)

    name: Mapped[str] = field(Name("姓名"), required=True, in_table=True, searchable=True)
    post: Mapped[str | None] = field(Choice("岗位", "职务", of="posts"), required=True, in_table=True)
    phone: Mapped[tuple[str, ...] | None] = field(Phones("工作电话", "电话", "手机"), in_table=True)
    party_member: Mapped[bool | None] = field(YesNo("党员", "是否党员"))
    certificate: Mapped[str | None] = field(Text("电工证号", "证书编号"))
    certificate_until: Mapped[date | None] = field(AnyDay("电工证有效期", "证书有效期", "有效期至"))
    active: Mapped[bool | None] = field(YesNo("在岗"), in_table=True)


STAFF = Ledger(
    name="staff",
    title="工作人员",
    icon="identification-card",
    record=Staff,
    sections={"基本信息": "name post phone party_member active", "电工证": "certificate certificate_until"},
)
