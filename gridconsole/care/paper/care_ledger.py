"""The special-group ledger on paper: 检查版, all masked, to show; 工作版, with a watermark, to work with."""

from collections.abc import Sequence
from datetime import date
from typing import BinaryIO

from gridconsole.care.paper.ledger_data import CareLedger, LedgerPerson, WorkingCopy, minute
from gridconsole.care.paper.ledger_kinds import INSPECTION, WORKING, LedgerKind
from gridconsole.core.paper.fonts import Font
from gridconsole.core.paper.form import fill_in
from gridconsole.core.paper.page import NO_CALLS, Area, PageFrame, PaperFile
from gridconsole.core.paper.pen import A4_WIDTH, GREY, Pen, Type
from gridconsole.core.paper.table import NOTHING, Cell, Row, Table, TableStyle
from gridconsole.core.paper.table_pages import Block, TablePages, Title
from gridconsole.core.progress import Progress

__all__ = ["CareLedger", "LedgerPerson", "WorkingCopy", "inspection_ledger", "working_ledger"]

TITLE = "特殊群体台账"

_AREA = Area(16.0, 283.0, 14.6, 197.9, A4_WIDTH)
_BODY = Type(Font.SANS, 9.4)
_BOLD = Type(Font.SANS_BOLD, 9.4)
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


def inspection_ledger(document: CareLedger, target: BinaryIO, progress: Progress | None = None) -> int:
    """Write the ledger with everything masked (检查版) into one PDF; return the number of pages.

    Raises MissingGlyph and FieldOverflow, naming person and field, and Cancelled; then nothing is written.
    """
    return _write(document, INSPECTION, None, target, progress)


def working_ledger(
    document: CareLedger, copy: WorkingCopy, target: BinaryIO, progress: Progress | None = None
) -> int:
    """Write the ledger with names, groups and phones but no ids (工作版), each page with a watermark.

    The right to it is checked by who calls. Raises as `inspection_ledger` does.
    """
    return _write(document, WORKING, copy, target, progress)


def _write(
    document: CareLedger,
    kind: LedgerKind,
    copy: WorkingCopy | None,
    target: BinaryIO,
    progress: Progress | None,
) -> int:
    paper = PaperFile(target, f"{TITLE}（{kind.word}）")
    _pages(document, kind, copy).draw(paper, progress or Progress())
    return paper.close()


def _pages(document: CareLedger, kind: LedgerKind, copy: WorkingCopy | None) -> TablePages:
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


def _frame(document: CareLedger, kind: LedgerKind, copy: WorkingCopy | None) -> PageFrame:
    by, at = document.printed_by, minute(document.printed_at) if document.printed_at else ""
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


def _row(number: int, person: LedgerPerson, document: CareLedger, kind: LedgerKind) -> Row:
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


def _day(day: date | None, as_of: date) -> str:
    """Return month and day, with the year where it is another than the ledger's."""
    if day is None:
        return NOTHING
    return f"{day:%m-%d}" if day.year == as_of.year else f"{day.year}-{day:%m-%d}"
