"""The list of a festival's gifts for the accounts (慰问发放清单): who got what, and what is missing."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import BinaryIO

from gridconsole.care.paper.festival_data import FestivalList, Goods, Handout
from gridconsole.core.money import FEN_PER_YUAN, format_fen, in_capitals
from gridconsole.core.paper.errors import FieldOverflow
from gridconsole.core.paper.fonts import Font
from gridconsole.core.paper.form import fill_in
from gridconsole.core.paper.page import LANDSCAPE, NO_CALLS, PageFrame, PaperFile
from gridconsole.core.paper.pen import GREY, HAIRLINE, TEAL, Pen, Type
from gridconsole.core.paper.table import NOTHING, Cell, Column, Row, Table, TableStyle
from gridconsole.core.paper.table_pages import Block, TablePages, Title, closing_rule
from gridconsole.core.progress import Progress

__all__ = ["FestivalList", "Goods", "Handout", "festival_list"]

_AREA = LANDSCAPE
_BODY = Type(Font.SANS, 11)
_BOLD = Type(Font.SANS_BOLD, 11)
_NAME = Type(Font.SANS_BOLD, 12.5)
_SMALL = Type(Font.SANS, 10)
_NOTE = Type(Font.SANS, 10, GREY)
_ORDER = Type(Font.SANS, 11, TEAL)
_AMOUNT = Type(Font.SANS_BOLD, 12)
_STYLE = TableStyle(body=_BODY, row=8.7)

_GOODS_WIDTH, _GOODS_GAP, _CASH_WIDTH = 16.0, 2.0, 24.0
_NARROWEST_GOODS = 8.0
_BEFORE_GOODS = 4  # columns
_TOTAL = 7.4
_AFTER_TOTALS, _CAPITALS, _SIGNATURES = 1.5, 8.0, 12.0

_Amounts = tuple[int, ...]  # of each kind of goods, then the cash in fen


def festival_list(document: FestivalList, target: BinaryIO, progress: Progress | None = None) -> int:
    """Write the list as landscape A4 pages into one PDF and return their number.

    Raises MissingGlyph and FieldOverflow, naming person and field, and Cancelled; then nothing is written.
    """
    paper = PaperFile(target, f"{document.year}年{document.festival}慰问发放清单")
    _Layout(document).pages().draw(paper, progress or Progress())
    return paper.close()


class _Layout:
    """The columns, rows and closing of one list."""

    def __init__(self, document: FestivalList) -> None:
        self.document = document
        self.cents = any(amounts[-1] % FEN_PER_YUAN for amounts in self._all_amounts())
        self.table = Table(self._columns(), _AREA.left, _STYLE)

    def pages(self) -> TablePages:
        """Return the list, ready to be drawn."""
        rows = [self._row(number, each) for number, each in enumerate(self.document.handouts, start=1)]
        title = Title(f"{self.document.year}年{self.document.festival}慰问发放清单", right=self._period())
        totals = self._totals()
        height = len(totals) * _TOTAL + _AFTER_TOTALS + _SIGNATURES
        height += _CAPITALS if self.document.has_cash else 0
        return TablePages(
            frame=self._frame(),
            table=self.table,
            rows=rows,
            first=title.first(_AREA),
            further=title.further(_AREA),
            closing=Block(height, lambda pen, y: self._draw_closing(pen, y, totals)),
            subtotal=self._subtotal,
        )

    def _frame(self) -> PageFrame:
        document, day = self.document, self.document.printed_on
        on = f"{day.year}年{day.month}月{day.day}日 " if day else ""
        printed = f"{on}{document.printed_by}打印 第{document.copy_number}份"
        return PageFrame(
            station=document.station,
            kind="节日慰问·内部资料 注意保管",
            number=document.document_number,
            calls=NO_CALLS,
            caution="入账用，不带到户；领取人签字在各户领取单上",
            printed=printed if document.printed_by else "",
            area=_AREA,
        )

    def _columns(self) -> list[Column]:
        before = [
            Column("序", 9, align="right", kind=_ORDER, gap=0),
            Column("户编号", 25, kind=_SMALL, gap=3, wraps=True),
            Column("领取人", 34, kind=_NAME, gap=2, wraps=True),
            Column("组别", 33, gap=2, wraps=True),
        ]
        figures = [
            Column(each.name, self._goods_width(), each.unit, align="right", gap=_GOODS_GAP)
            for each in self.document.goods
        ]
        if self.document.has_cash:
            figures.append(Column("慰问金", _CASH_WIDTH, "元", align="right", gap=2))
        after = [Column("领取日期", 29, gap=8, wraps=True)]
        taken = sum(each.gap + each.width for each in (*before, *figures, *after))
        return [*before, *figures, *after, Column("经手人", _AREA.width - taken - 3, gap=3, wraps=True)]

    def _goods_width(self) -> float:
        """Return the width of each kind of goods that leaves 33 mm for the handlers; raises FieldOverflow."""
        fixed = 9 + 28 + 36 + 35 + 37 + 36 + (_CASH_WIDTH + 2 if self.document.has_cash else 0)
        room = (_AREA.width - fixed) / max(1, len(self.document.goods)) - _GOODS_GAP
        if room < _NARROWEST_GOODS:
            raise FieldOverflow("", "物资")
        return min(_GOODS_WIDTH, room)

    def _row(self, number: int, each: Handout) -> Row:
        relation = f"（{each.relation}）" if each.relation else ""
        before = (str(number), each.household_number, each.receiver + relation, each.group)
        after = (_received(each), "、".join(each.handlers) or NOTHING)
        figures = self._figures((*each.quantities, each.cash))
        return Row(tuple(Cell(text) for text in (*before, *figures, *after)), each.receiver)

    def _figures(self, amounts: _Amounts) -> list[str]:
        goods = [_counted(each) for each in amounts[:-1]]
        return [*goods, self._yuan(amounts[-1])] if self.document.has_cash else goods

    def _yuan(self, fen: int) -> str:
        """Return yuan; with decimals in the whole column where one amount has them."""
        if not fen:
            return NOTHING
        text = format_fen(fen, grouped=True).replace("-", "\u2212")
        return text if self.cents else text.removesuffix(".00")

    def _subtotal(self, page: range) -> Row:
        handouts = self.document.handouts[page.start : page.stop]
        further = "转下页" if page.stop < len(self.document.handouts) else ""
        return self._sum(
            "本页小计", self._added(handouts), f"{len(handouts)}户", last=Cell(further, _NOTE, align="right")
        )

    def _sum(
        self, label: str, amounts: _Amounts, count: str = "", *, kind: Type = _BOLD, last: Cell | None = None
    ) -> Row:
        figures = [Cell(text, kind) for text in self._figures(amounts)]
        return Row((Cell(), Cell(label, kind), Cell(count, kind), Cell(), *figures, Cell(), last or Cell()))

    def _difference(self, amounts: _Amounts) -> Row:
        row = self._sum("相差", amounts, "出库−已领−退库", kind=_BODY)
        return replace(row, cells=tuple(_worse(cell, at) for at, cell in enumerate(row.cells)))

    def _added(self, handouts: Iterable[Handout]) -> _Amounts:
        rows = [(*each.quantities, each.cash) for each in handouts]
        return tuple(map(sum, zip(*rows, strict=True))) if rows else (0,) * (len(self.document.goods) + 1)

    def _totals(self) -> list[Row]:
        """Return the rows that close the list: all of it, handed over, out of the store, back, difference."""
        handouts = self.document.handouts
        received = [each for each in handouts if each.received_on]
        handed = self._added(received)
        out, back = self._stock()
        missing = tuple(o - h - b for o, h, b in zip(out, handed, back, strict=True))
        return [
            self._sum("合计", self._added(handouts), f"{len(handouts)}户"),
            self._sum("其中已领", handed, f"{len(received)}户", kind=_BODY),
            self._sum("出库", out, kind=_BODY),
            self._sum("退库", back, kind=_BODY),
            self._difference(missing),
        ]

    def _stock(self) -> tuple[_Amounts, _Amounts]:
        goods = self.document.goods
        out = (*(each.left_store for each in goods), self.document.cash_withdrawn)
        return out, (*(each.returned for each in goods), self.document.cash_returned)

    def _all_amounts(self) -> Sequence[_Amounts]:
        return [(each.cash,) for each in self.document.handouts] + list(self._stock())

    def _period(self) -> str:
        starts, ends = self.document.starts, self.document.ends
        if not starts or not ends:
            return ""
        until = f"{ends.month}月{ends.day}日"
        last = until if ends.year == starts.year else f"{ends.year}年{until}"
        return f"发放 {starts.year}年{starts.month}月{starts.day}日至{last}"

    def _draw_closing(self, pen: Pen, y: float, totals: Sequence[Row]) -> None:
        closing_rule(self.table, pen, y)
        for number, row in enumerate(totals):
            if number == 2:  # above it the list, below it the store
                pen.rule(_AREA.left, y, _AREA.width, HAIRLINE)
            y = self.table.draw_bare(pen, y, row, _TOTAL)
        pen.person = ""
        y += _AFTER_TOTALS
        pen.rule(_AREA.left, y, _AREA.width, HAIRLINE)
        if self.document.has_cash:
            self._draw_capitals(pen, y + 5.8)
            y += _CAPITALS
        _draw_signatures(pen, y + _SIGNATURES - 2)

    def _draw_capitals(self, pen: Pen, y: float) -> None:
        total = self._added(self.document.handouts)[-1]
        x = pen.text(self.table.starts[1], y, "慰问金合计（大写）", _BOLD, width=40, field="慰问金") + 4
        pen.text(x, y, in_capitals(total), _AMOUNT, width=_AREA.right - x, field="慰问金")


def _draw_signatures(pen: Pen, y: float) -> None:
    for number, word in enumerate(("经手人", "经手人", "复核", "负责人")):
        x = _AREA.left + number * 53
        fill_in(pen, x, y, (word, 34.0), _BODY, width=52, field="签字")
    fill_in(pen, _AREA.right - 50.5, y, (15.0, "年", 8.0, "月", 8.0, "日"), _BODY, width=50, field="日期")


def _worse(cell: Cell, at: int) -> Cell:
    """Return a figure that is not nothing in bold, with a square before it."""
    is_worse = at >= _BEFORE_GOODS and cell.text not in ("", NOTHING)
    return replace(cell, kind=_BOLD, marked=True) if is_worse else cell


def _received(each: Handout) -> str:
    if each.returned:
        return f"退回：{each.returned}"
    day = each.received_on
    return f"{day.year}-{day:%m-%d}" if day else "未领"


def _counted(count: int) -> str:
    return f"{count:,}".replace("-", "\u2212") if count else NOTHING
