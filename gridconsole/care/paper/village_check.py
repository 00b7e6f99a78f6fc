"""The quarterly check with the village (村级核对表): who is still here, moved, died, or came new."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from gridconsole.care.paper.kinds import SheetKind
from gridconsole.core.paper.codes import qr_digits, sheet_code
from gridconsole.core.paper.fonts import Font
from gridconsole.core.paper.form import fill_in
from gridconsole.core.paper.page import LEFT, NO_CALLS, PORTRAIT, RIGHT, WIDTH, PageFrame, PaperFile
from gridconsole.core.paper.pen import GREY, TEAL, Pen, Type
from gridconsole.core.paper.table import Cell, Column, Row, Table, TableStyle
from gridconsole.core.paper.table_pages import Block, TablePages, Title
from gridconsole.core.progress import Progress

ANSWERS = ("还在", "搬走", "去世")
NEW_ROWS = 5
TITLE = "村级核对表"

_PITCH = 9.4
_QR_SIZE = 24.0
_TITLE_HEIGHT = 42.0
_NEW_TITLE, _SIGNATURES = 12.5, 25.0

_BODY = Type(Font.SANS, 11)
_NAME = Type(Font.SANS_BOLD, 12.5)
_SMALL = Type(Font.SANS, 10)
_ORDER = Type(Font.SANS, 11, TEAL)
_LOW = Type(Font.SANS, 10, GREY)
_HINT = Type(Font.SANS, 9.5, GREY)
_TITLE = Type(Font.SANS_BOLD, 17, TEAL)
_HEADING = Type(Font.SANS_BOLD, 13, TEAL)
_VILLAGE = Type(Font.SANS_BOLD, 30)
_QUARTER = Type(Font.SANS, 13)
_CODE = Type(Font.SANS_BOLD, 18)
_WORDS = Type(Font.SANS, 12)
_STYLE = TableStyle(body=_BODY, row=_PITCH)

_COLUMNS = (
    Column("序", 8, align="right", kind=_ORDER, gap=0),
    Column("档案号", 20, kind=_SMALL, gap=3, wraps=True),
    Column("姓名", 31, kind=_NAME, wraps=True),
    Column("组别", 15, wraps=True),
    *(Column(answer, 11, align="center", gap=0) for answer in ANSWERS),
    Column("日期", 12, gap=4, parted=True),
    Column("", 12, gap=0),
    Column("说明", 28, gap=4, parted=True),
)
_NEW_COLUMNS = (
    Column("序", 8, align="right", kind=_ORDER, gap=0),
    Column("姓名", 34, gap=4, parted=True),
    Column("组别", 24, gap=4, parted=True),
    Column("什么情况", 96, gap=4, parted=True),
)


@dataclass(frozen=True)
class VillagePerson:
    """Somebody of the ledger, as the village knows him; nothing of why he is on it."""

    file_number: str
    name: str
    group: str


@dataclass(frozen=True)
class VillageCheck:
    """One village's sheet for one quarter (1 to 4)."""

    station: str
    station_number: int
    document_number: str
    number: int
    village: str
    year: int
    quarter: int
    people: tuple[VillagePerson, ...]
    printed_by: str = ""
    printed_on: date | None = None
    copy_number: int = 1


def village_checks(
    documents: Iterable[VillageCheck], target: BinaryIO, progress: Progress | None = None
) -> int:
    """Write one sheet per village, each with its own page numbers, into one PDF; return the number of pages.

    Raises MissingGlyph and FieldOverflow, naming person and field, and Cancelled; then nothing is written.
    """
    every, told = tuple(documents), progress or Progress()
    paper = PaperFile(target, TITLE)
    for number, document in enumerate(every, start=1):
        _pages(document).draw(paper, Progress())
        told.at(number, len(every), "正在排版")
    return paper.close()


def _pages(document: VillageCheck) -> TablePages:
    new = Table(_NEW_COLUMNS, LEFT, _STYLE)
    height = _NEW_TITLE + new.head_height + NEW_ROWS * _PITCH + _SIGNATURES
    code = sheet_code(document.number)
    title = Title(f"{TITLE} {document.village} {_quarter(document)}")
    further = title.further(PORTRAIT)
    return TablePages(
        frame=_frame(document),
        table=Table(_COLUMNS, LEFT, _STYLE),
        rows=[_row(number, each) for number, each in enumerate(document.people, start=1)],
        first=Block(_TITLE_HEIGHT, lambda pen, y: _draw_title(pen, y, document)),
        further=Block(further.height, lambda pen, y: _draw_further(pen, y, further, code)),
        closing=Block(height, lambda pen, y: _draw_closing(pen, y, new)),
    )


def _frame(document: VillageCheck) -> PageFrame:
    day = document.printed_on
    on = f"{day.year}年{day.month}月{day.day}日 " if day else ""
    return PageFrame(
        station=document.station,
        kind="村级核对·内部资料 注意保管",
        number=document.document_number,
        calls=NO_CALLS,
        caution="核对完交回供电站；不拍照、不外传",
        printed=f"{on}{document.printed_by}打印 第{document.copy_number}份" if document.printed_by else "",
    )


def _row(number: int, person: VillagePerson) -> Row:
    words = tuple(map(Cell, (str(number), person.file_number, person.name, person.group)))
    boxes = (Cell(box=True),) * len(ANSWERS)
    blanks = (_written_beside("月"), _written_beside("日"), Cell())
    return Row((*words, *boxes, *blanks), person.name)


def _written_beside(word: str) -> Cell:
    return Cell(word, _LOW, low=True, align="right")


def _quarter(document: VillageCheck) -> str:
    return f"{document.year}年第{document.quarter}季度"


def _draw_title(pen: Pen, y: float, document: VillageCheck) -> None:
    width = WIDTH - _QR_SIZE - 6
    pen.text(LEFT, y + 8.5, TITLE, _TITLE, width=60, field="标题")
    pen.shrunk(LEFT, y + 23, document.village, _VILLAGE, width=width, field="村", smallest=13)
    pen.text(
        LEFT,
        y + 31,
        f"{_quarter(document)} 在册{len(document.people)}人",
        _QUARTER,
        width=width,
        field="季度",
    )
    hint = "每人打一个钩；搬走、去世的写日期；表上没有的写在最后"
    pen.text(LEFT, y + 37.5, hint, _HINT, width=width, field="提示")
    _draw_code(pen, y, document)


def _draw_code(pen: Pen, y: float, document: VillageCheck) -> None:
    x, code = RIGHT - _QR_SIZE, sheet_code(document.number)
    pen.qr(x, y + 4.8, _QR_SIZE, qr_digits(SheetKind.VILLAGE, document.station_number, document.number))
    shown = f"{code[:3]} {code[3:]}"
    pen.text(x, y + 37.8, shown, _CODE, width=_QR_SIZE, field="单号", align="right")


def _draw_further(pen: Pen, y: float, title: Block, code: str) -> None:
    title.draw(pen, y)
    pen.text(RIGHT - 24, y + 7.4, f"{code[:3]} {code[3:]}", _NAME, width=24, field="单号", align="right")


def _draw_closing(pen: Pen, y: float, new: Table) -> None:
    pen.text(LEFT, y + 10, "新增", _HEADING, width=20, field="标题")
    pen.text(LEFT + 13, y + 10, "表上没有、要人照看的，一人一行", _HINT, width=100, field="提示")
    y = new.draw_head(pen, y + _NEW_TITLE)
    for number in range(1, NEW_ROWS + 1):
        y = new.draw_row(pen, y, Row((Cell(str(number)), Cell(), Cell(), Cell())))
    _draw_signatures(pen, y)


def _draw_signatures(pen: Pen, y: float) -> None:
    for number, word in enumerate(("网格员", "供电站核对人")):
        baseline = y + 11 + number * 10
        pen.text(LEFT, baseline, word, _WORDS, width=30, field="签字")
        fill_in(pen, LEFT + 30, baseline, (62.0,), _WORDS, width=64, field="签字")
        day = (16.0, "年", 10.0, "月", 10.0, "日")
        fill_in(pen, RIGHT - 56.5, baseline, day, _WORDS, width=61, field="日期")
