"""The care ledger: households and the people in them (clause 5.8)."""

from datetime import date
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Index, Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from gridconsole.core.ledger.fields import Care, field
from gridconsole.core.ledger.kinds.choices import Choice, Tags
from gridconsole.core.ledger.kinds.days import BirthDay, Cycle, Day
from gridconsole.core.ledger.kinds.people import CitizenId, Name, OtherName, Person, Phones
from gridconsole.core.ledger.kinds.places import Account, Address, House, Place, Region
from gridconsole.core.ledger.kinds.plain import Count, Note, Text
from gridconsole.core.ledger.kinds.times import AnyDay
from gridconsole.core.ledger.ledger import Ledger
from gridconsole.core.ledger.record import NEVER, SortKey, StationRecord, standing_index


class Household(StationRecord):
    """A household: what its people share, and what visits belong to."""

    __tablename__ = "household"
    __table_args__ = (
        Index("uq_household_station_number", "station_id", "number", unique=True),
        Index("ix_household_station_account", "station_id", "account"),
        Index("ix_household_station_address", "station_id", "address_key"),
        Index("ix_household_station_helper", "station_id", "helper"),
        Index("ix_household_station_village", "station_id", "village"),
    )

    number: Mapped[int] = mapped_column(Integer())
    """The file number (档案号, one household one file), counted at the station."""
    account: Mapped[str | None] = field(
        Account("用电户号", "户号", "用户编号", "客户编号", "用户号", "电费户号", "缴费户号"),
        care=Care.MASKED,
        searchable=True,
    )
    village: Mapped[str | None] = field(
        Place("村", "行政村", "所属村", "村居", "村（居）", "村（社区）", "所在村", "社区", "村委会", "村名"),
        in_table=True,
        searchable=True,
    )
    group: Mapped[str | None] = field(Place("组", "村民小组", "小组", "几组"))
    house: Mapped[str | None] = field(House("门牌号", "门牌", "房号"), care=Care.MASKED)
    address: Mapped[str | None] = field(
        Address(
            "住址", "地址", "家庭住址", "详细地址", "现住址", "居住地址", "用电地址", "家庭地址", "现居住地"
        ),
        required=True,
        care=Care.MASKED,
        searchable=True,
    )
    region: Mapped[str | None] = field(Region("区划代码", "行政区划代码", "区划"))
    area: Mapped[str | None] = field(Place("台区", "所属台区", "台区名称", "变压器"))
    way: Mapped[str | None] = field(Text("怎么走", "路线说明", "找门说明", "位置说明"))
    customs: Mapped[str | None] = field(Note("进门前要知道", "民俗", "注意事项", "上门须知", "习俗"))
    helper: Mapped[UUID | None] = field(
        Person("结对人", "包户人", "帮扶人", "结对帮扶人", "责任人", "帮扶责任人", "包保人"),
        required=True,
        in_table=True,
    )
    cycle: Mapped[str | None] = field(Cycle("走访周期", "周期", "走访频次"))
    last_visit: Mapped[date | None] = field(
        Day("上次走访", "最近走访", "上次走访日期", "最近走访日期", "走访日期", "最近一次走访"),
    )
    next_on: Mapped[date | None] = field(AnyDay("下次走访", "下次走访日期", "下次应访日期", "约定走访日期"))
    known_since: Mapped[date] = mapped_column(Date())
    """The day on which the household came into the ledger."""
    address_key: Mapped[str | None] = mapped_column(String(200))
    """The address in the form in which two spellings of it are the same."""
    walk: Mapped[int | None] = mapped_column(Integer())
    """The household's place in the walking order where somebody moved it by hand."""


class CarePerson(StationRecord):
    """One person's file in the special-group care ledger (clause 5.8)."""

    __tablename__ = "care_person"
    __table_args__ = (
        standing_index("ix_care_person_due", "station_id", "due_on", "row"),
        standing_index("ix_care_person_due_household", "station_id", "due_on", "household_id"),
        standing_index("ix_care_person_household_due", "station_id", "household_id", "due_on", "born"),
        standing_index("ix_care_person_name", "station_id", "name_key", "row"),
        standing_index("ix_care_person_place", "station_id", "place_key", "row"),
        standing_index("uq_care_person_citizen_id", "station_id", "citizen_id", unique=True),
        Index("ix_care_person_household", "household_id"),
    )

    household_id: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("household.id"))
    name: Mapped[str] = field(
        Name("姓名", "户主姓名", "人员姓名", "名字", "对象姓名", "老人姓名", "儿童姓名", "帮扶对象"),
        required=True,
        in_table=True,
        searchable=True,
    )
    citizen_id: Mapped[str | None] = field(
        CitizenId(
            "证件号",
            "身份证号",
            "身份证号码",
            "证件号码",
            "身份证",
            "公民身份号码",
            "身份证件号码",
            "居民身份证号",
        ),
        required=True,
        care=Care.MASKED,
        minor=True,
        searchable=True,
    )
    sex: Mapped[str | None] = field(Choice("性别", of="sex"), minor=True)
    born: Mapped[date | None] = field(
        BirthDay("出生日期", "出生年月", "出生年月日", "生日", "出生"), minor=True
    )
    categories: Mapped[tuple[str, ...] | None] = field(
        Tags(
            "人员类别",
            "类别",
            "类型",
            "人员类型",
            "困难类别",
            "特殊群体类别",
            "对象类别",
            of="care-categories",
        ),
        required=True,
        care=Care.CATEGORY,
        minor=True,
    )
    living: Mapped[str | None] = field(
        Choice("居住情况", "居住", "居住状况", "居住方式", of="living"),
        required=True,
        care=Care.CATEGORY,
        minor=True,
    )
    phone: Mapped[tuple[str, ...] | None] = field(
        Phones(
            "本人电话", "联系电话", "电话", "手机", "电话/手机", "联系方式", "手机号", "手机号码", "电话号码"
        ),
        care=Care.MASKED,
        searchable=True,
    )
    contact: Mapped[str | None] = field(
        OtherName(
            "紧急联系人", "监护人", "联系人", "监护人姓名", "家属姓名", "子女姓名", "紧急联系人姓名", "家属"
        ),
        required=True,
        searchable=True,
    )
    relation: Mapped[str | None] = field(
        Choice("与本人关系", "关系", "与老人关系", "监护人关系", "联系人关系", "家属关系", of="relations")
    )
    contact_phone: Mapped[tuple[str, ...] | None] = field(
        Phones(
            "联系人电话",
            "监护人电话",
            "紧急联系电话",
            "家属电话",
            "子女电话",
            "紧急联系人电话",
            "监护人联系电话",
        ),
        required=True,
        care=Care.MASKED,
        searchable=True,
    )
    health: Mapped[str | None] = field(
        Choice("健康状况", "健康", "身体状况", "身体情况", of="health"), care=Care.HEALTH, minor=True
    )
    device: Mapped[str | None] = field(
        Choice("居家医疗设备", "医疗设备", "用电医疗设备", of="devices"), care=Care.HEALTH, minor=True
    )
    device_hours: Mapped[int | None] = field(
        Count("断电可耐受", "断电可耐受时长", "可耐受时长", "断电耐受小时", unit="小时", most=240),
        care=Care.HEALTH,
        minor=True,
    )
    backup_power: Mapped[str | None] = field(
        Choice("备用电源", "后备电源", of="backup-power"), care=Care.HEALTH, minor=True
    )
    relief: Mapped[str | None] = field(
        Choice("救助类型", "救助类别", "救助", of="relief"), care=Care.CATEGORY, minor=True
    )
    consent: Mapped[str | None] = field(
        Choice("知情同意", "同意书", "是否同意", "知情同意书", of="consent"), required=True
    )
    consent_scope: Mapped[tuple[str, ...] | None] = field(Tags("同意范围", "授权范围", of="consent-scopes"))
    consent_on: Mapped[date | None] = field(Day("同意日期", "签同意书日期"))
    ground: Mapped[str | None] = field(Choice("数据依据", "来源", "数据来源", "依据", of="grounds"))
    ground_number: Mapped[str | None] = field(Text("依据文号", "文号", "文件号"))
    status: Mapped[str | None] = field(
        Choice("状态", "在册状态", "人员状态", of="care-status"), in_table=True
    )
    status_on: Mapped[date | None] = field(Day("状态日期", "变动日期", "变更日期"))
    status_reason: Mapped[str | None] = field(Text("变动原因", "状态原因"))
    note: Mapped[str | None] = field(
        Note("备注", "说明", "备注1", "其他说明"), care=Care.CATEGORY, minor=True
    )

    due_on: Mapped[date] = mapped_column(Date(), default=NEVER)
    """When the household's next visit is due; NEVER for whoever is not to be visited."""
    name_key: Mapped[str] = mapped_column(SortKey, default="")
    place_key: Mapped[str] = mapped_column(SortKey, default="")
    gaps: Mapped[int] = mapped_column(Integer(), default=0)
    """How many fields are still to be completed or corrected."""


CARE = Ledger(
    name="care",
    title="特殊群体台账",
    icon="users",
    record=CarePerson,
    parent=Household,
    link="household_id",
    sections={
        "基本信息": "name citizen_id sex born categories living status",
        "联系与住址": "phone contact relation contact_phone account village group house address region area "
        "way",
        "走访": "helper cycle last_visit next_on customs",
        "健康与用电": "health device device_hours backup_power relief",
        "知情同意": "consent consent_scope consent_on ground ground_number",
        "其他": "status_on status_reason note",
    },
)
