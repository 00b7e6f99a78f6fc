"""The special-group ledger on paper: 检查版, all masked, to show; 工作版, with a watermark, to work with."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

from gridconsole.core.identity.masking import (
    mask_account,
    mask_address,
    mask_citizen_id,
    mask_name,
    mask_phone,
)
from gridconsole.core.paper.fonts import Font
from gridconsole.core.paper.form import fill_in
from gridconsole.core.paper.page import NO_CALLS, Area, PageFrame, PaperFile
from gridconsole.core.paper.pen import A4_WIDTH, GREY, TEAL, Pen, Type
from gridconsole.core.paper.table import NOTHING, Cell, Column, Row, Table, TableStyle
from gridconsole.core.paper.table_pages import Block, TablePages, Title
from gridconsole.core.progress import Progress

TITLE = "特殊群体台账"

_AREA = Area(16.0, 283.0, 14.6, 197.9, A4_WIDTH)
_BODY = Type(Font.SANS, 9.4)
_BOLD = Type(Font.SANS_BOLD, 9.4)
_ORDER = Type(Font.SANS, 9.4, TEAL)
_NOTE = Type(Font.SANS, 9.4, GREY)
_SIGN = Type(Font.SANS, 11)
_HAIR = (0.55, 0.55, 0.55)
_STYLE = TableStyle(body=_BODY, row=6.1, head=Type(Font.SANS_BOLD, 9), rule=_HAIR, group=5)
_TITLE_SIZE = 17.0
_CLOSING = 20.0
_WORST_RISK = "高"

_WATERMARK = Type(Font.SANS_BOLD, 15, (0.84, 0.84, 0.84))
_WATERMARK_PLACES = tuple((x, y) for y in (62.0, 112.0, 162.0) for x in (85.0, 215.0))
_WATERMARK_WIDTH, _WATERMARK_DEGREES, _SMALLEST_WATERMARK = 128.0, 16.0, 8.0


@dataclass(frozen=True)
class LedgerPerson:
    """One person of the ledger, in full; the kind of ledger decides what of it is printed and masked."""

    number: str
    name: str
    sex: str = ""
    age: int | None = None
    categories: tuple[str, ...] = ()
    group: str = ""
    citizen_id: str = ""
    phone: str = ""
    account: str = ""
    guardian: str = ""
    guardian_relation: str = ""
    guardian_phone: str = ""
    helper: str = ""
    last_visit: date | None = None
    next_visit: date | None = None
    is_overdue: bool = False
    risk: str = ""


@dataclass(frozen=True)
class CareLedger:
    """The people of a ledger in the order in which they are listed, and the day for which it holds."""

    station: str
    document_number: str
    scope: str
    as_of: date
    people: tuple[LedgerPerson, ...]
    printed_by: str = ""
    printed_at: datetime | None = None
    copy_number: int = 1
    order: str = "按村、组排列"


@dataclass(frozen=True)
class WorkingCopy:
    """Who took a working ledger, when and why: the watermark of each of its pages."""

    by: str
    at: datetime
    reason: str

    def __post_init__(self) -> None:
        if not self.by.strip() or not self.reason.strip():
            raise ValueError("a working ledger says who took it and why")

    @property
    def words(self) -> str:
        """Return what the watermark says."""
        return f"{self.by}，{_minute(self.at)}，{self.reason}"


def inspection_ledger(document: CareLedger, target: BinaryIO, progress: Progress | None = None) -> int:
    """Write the ledger with everything masked (检查版) into one PDF; return the number of pages.

    Raises MissingGlyph and FieldOverflow, naming person and field, and Cancelled; then nothing is written.
    """
    return _write(document, _INSPECTION, None, target, progress)


def working_ledger(
    document: CareLedger, copy: WorkingCopy, target: BinaryIO, progress: Progress | None = None
) -> int:
    """Write the ledger with names, groups and phones but no ids (工作版), each page with a watermark.

    The right to it is checked by who calls. Raises as `inspection_ledger` does.
    """
    return _write(document, _WORKING, copy, target, progress)


@dataclass(frozen=True)
class _Kind:
    """One kind of ledger: its name, columns, what of a person stands in them, and the note at its end."""

    word: str
    columns: tuple[Column, ...]
    cells: Callable[[LedgerPerson], tuple[str, ...]]
    note: str


def _inspected(person: LedgerPerson) -> tuple[str, ...]:
    return (
        mask_name(person.name),
        person.sex,
        _age(person),
        "、".join(person.categories),
        mask_citizen_id(person.citizen_id),
        mask_address(person.group),
        mask_phone(person.phone),
        mask_account(person.account),
        _guardian(mask_name(person.guardian) if person.guardian else "", person),
        person.helper,
    )


def _worked_with(person: LedgerPerson) -> tuple[str, ...]:
    guardian = f"{_guardian(person.guardian, person)} {person.guardian_phone}".strip()
    return (
        person.name,
        person.sex,
        _age(person),
        "、".join(person.categories),
        person.group,
        person.phone,
        guardian,
        person.helper,
    )


def _columns(*between: Column) -> tuple[Column, ...]:
    """Return the columns of a ledger: those that both kinds share round those of one."""
    return (
        Column("序", 7, align="right", kind=_ORDER, gap=0),
        Column("档案号", 15.5, wraps=True),
        *between,
        Column("上次走访", 16, align="right", gap=1),
        Column("下次应访", 16, align="right", gap=3.3),
        Column("风险", 7.5, align="center", gap=1),
    )


_INSPECTION = _Kind(
    "检查版",
    _columns(
        Column("姓名", 12.5, wraps=True),
        Column("性别", 7.5, align="center", gap=0.5),
        Column("年龄", 8, align="right", gap=0),
        Column("类别", 32.2, gap=2.5, wraps=True),
        Column("证件号码", 30.5),
        Column("住址", 18, wraps=True),
        Column("电话", 19.5, wraps=True),
        Column("户号", 22, wraps=True),
        Column("监护人", 20, wraps=True),
        Column("结对人", 10.5, wraps=True),
    ),
    _inspected,
    "身份证留前3后4，手机留前3后4，户号留前3后3，门牌隐去；查看全号须写明事由并留痕。",
)
_WORKING = _Kind(
    "工作版",
    _columns(
        Column("姓名", 24, wraps=True),
        Column("性别", 8, align="center", gap=0.5),
        Column("年龄", 8, align="right", gap=0),
        Column("类别", 36, gap=3, wraps=True),
        Column("村组", 26, wraps=True),
        Column("电话", 23, wraps=True),
        Column("监护人", 45.7, wraps=True),
        Column("结对人", 13.5, wraps=True),
    ),
    _worked_with,
    "用毕交回，登记销毁；不拍照、不转发。",
)


def _write(
    document: CareLedger, kind: _Kind, copy: WorkingCopy | None, target: BinaryIO, progress: Progress | None
) -> int:
    paper = PaperFile(target, f"{TITLE}（{kind.word}）")
    _pages(document, kind, copy).draw(paper, progress or Progress())
    return paper.close()


def _pages(document: CareLedger, kind: _Kind, copy: WorkingCopy | None) -> TablePages:
    day, count = document.as_of, len(document.people)
    title = Title(
        f"{TITLE}（{kind.word}）",
        beside="·".join(filter(None, (document.scope, f"在册{count}人", document.order))),
        right=f"截至{day.year}年{day.month}月{day.day}日",
        size=_TITLE_SIZE,
    )
    note = f"合计{count}人；超期未走访的日期加粗，前面有黑方块。{kind.note}"
    return TablePages(
        frame=_frame(document, kind, copy),
        table=Table(kind.columns, _AREA.left, _STYLE),
        rows=[_row(number, each, document, kind) for number, each in enumerate(document.people, start=1)],
        first=title.first(_AREA),
        further=title.further(_AREA),
        closing=Block(_CLOSING, lambda pen, y: _draw_closing(pen, y, note)),
        under=(lambda pen: _draw_watermark(pen, copy)) if copy else None,
    )


def _frame(document: CareLedger, kind: _Kind, copy: WorkingCopy | None) -> PageFrame:
    by, at = document.printed_by, _minute(document.printed_at) if document.printed_at else ""
    printed = (f"{by}打印" if by else "", at)
    taken = (f"领用 {copy.words}",) if copy else printed
    return PageFrame(
        station=document.station,
        kind=f"{kind.word}·内部资料 注意保管",
        number=document.document_number,
        calls=NO_CALLS,
        printed="，".join(filter(None, (*taken, f"第{document.copy_number}份"))),
        area=_AREA,
    )


def _row(number: int, person: LedgerPerson, document: CareLedger, kind: _Kind) -> Row:
    due = _day(person.next_visit, document.as_of)
    is_worst = person.risk == _WORST_RISK
    cells = (
        *(Cell(text or NOTHING) for text in (str(number), person.number, *kind.cells(person))),
        Cell(_day(person.last_visit, document.as_of)),
        Cell(due, _BOLD if person.is_overdue else None, marked=person.is_overdue),
        Cell(person.risk or NOTHING, _BOLD if is_worst else None),
    )
    return Row(cells, person.name)


def _draw_closing(pen: Pen, y: float, note: str) -> None:
    pen.text(_AREA.left, y + 6, note, _NOTE, width=_AREA.width, field="说明")
    for number, word in enumerate(("制表", "复核", "负责人")):
        fill_in(pen, _AREA.left + number * 66, y + 17, (word, 44.0), _SIGN, width=64, field="签字")
    day: Sequence[str | float] = (15.0, "年", 9.0, "月", 9.0, "日")
    fill_in(pen, _AREA.right - 52.5, y + 17, day, _SIGN, width=54, field="日期")


def _draw_watermark(pen: Pen, copy: WorkingCopy) -> None:
    size, taken = _WATERMARK.size, pen.measure(copy.words, _WATERMARK, "事由")
    while taken * size / _WATERMARK.size > _WATERMARK_WIDTH and size > _SMALLEST_WATERMARK:
        size -= 0.5
    for x, y in _WATERMARK_PLACES:
        pen.slanted(
            x,
            y,
            copy.words,
            _WATERMARK.sized(size),
            degrees=_WATERMARK_DEGREES,
            width=_WATERMARK_WIDTH,
            field="事由",
        )


def _guardian(name: str, person: LedgerPerson) -> str:
    relation = f"（{person.guardian_relation}）" if name and person.guardian_relation else ""
    return name + relation


def _age(person: LedgerPerson) -> str:
    return "" if person.age is None else str(person.age)


def _day(day: date | None, as_of: date) -> str:
    """Return month and day, with the year where it is another than the ledger's."""
    if day is None:
        return NOTHING
    return f"{day:%m-%d}" if day.year == as_of.year else f"{day.year}-{day:%m-%d}"


def _minute(at: datetime) -> str:
    return f"{at.year}年{at.month}月{at.day}日{at:%H:%M}"
