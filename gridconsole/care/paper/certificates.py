"""Certificates of service (志愿服务时长证明): hours by month, with room for the seal."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import BinaryIO

from gridconsole.care.paper.certificate_data import (
    MonthOfService,
    ServiceCertificate,
    date_in_words,
    hours_in_figures,
)
from gridconsole.care.paper.certificate_pages import Measured, split_rows
from gridconsole.core.paper.errors import FieldOverflow
from gridconsole.core.paper.fonts import Font
from gridconsole.core.paper.page import FOOT_RULE, HOTLINES, LEFT, RIGHT, WIDTH, PageFrame, PaperFile
from gridconsole.core.paper.pen import GREY, GROUP_RULE, MM, TEAL, TOP_RULE, DryPen, Pen, Type
from gridconsole.core.progress import Progress

__all__ = ["MonthOfService", "ServiceCertificate", "service_certificates"]

_TITLE = Type(Font.SERIF_BLACK, 24)
_NEXT_TITLE = Type(Font.SANS_BOLD, 13, TEAL)
_NAME, _SMALLEST_BESIDE = Type(Font.SANS_BOLD, 24), 15.0
_BODY = Type(Font.SANS, 13)
_LABEL = Type(Font.SANS, 11, GREY)
_HEAD, _HEAD_UNIT = Type(Font.SANS_BOLD, 10), Type(Font.SANS, 9)
_CELL, _TOTAL = Type(Font.SANS, 11), Type(Font.SANS_BOLD, 11.5)

_NAME_AT = 51.0  # baseline, mm
_UNIT_GAP, _TOTALS_GAP, _LEADING = 1.2, 5.0, 7.0  # mm
_CELL_LEADING, _ROW_PADDING, _LEAST_ROW = 5.6, 3.4, 9.0  # mm
_HEAD_HEIGHT, _TOTAL_HEIGHT, _SEAL = 8.0, 10.0, 54.0  # mm
_NEXT_PAGE_ROWS = 29.5  # upper edge of the table on a following page, mm
_END = FOOT_RULE - 3

_MONTH, _DAYS, _CONTENT = LEFT, LEFT + 25.0, LEFT + 62.0
_TIMES_END, _HOURS_END = RIGHT - 24.0, RIGHT
_CONTENT_WIDTH = _TIMES_END - 14 - _CONTENT


def service_certificates(
    certificates: Sequence[ServiceCertificate], target: BinaryIO, progress: Progress | None = None
) -> int:
    """Write one certificate per volunteer into one PDF and return the number of pages; nobody, no file.

    Raises MissingGlyph and FieldOverflow, naming volunteer and field, and Cancelled: nothing is written
    then.
    """
    progress = progress or Progress()
    paper = PaperFile(target, "志愿服务时长证明")
    for number, certificate in enumerate(certificates, start=1):
        _draw(paper, certificate)
        progress.at(number, len(certificates), "排版服务时长证明")
    return paper.close()


def _draw(paper: PaperFile, certificate: ServiceCertificate) -> None:
    dry = _Page(DryPen(certificate.name), certificate)
    first = dry.draw_statement() + _HEAD_HEIGHT
    following = _NEXT_PAGE_ROWS + _HEAD_HEIGHT
    rows = [dry.measured(month) for month in certificate.months]
    tail = _TOTAL_HEIGHT + _SEAL
    pages = split_rows(rows, first=_END - first, following=_END - following, tail=tail)
    if pages is None:
        raise FieldOverflow(certificate.name, "服务内容")
    for number, part in enumerate(pages, start=1):
        page = _Page(paper.start_page(certificate.name), certificate)
        page.draw_frame(number, len(pages))
        y = page.draw_rows(page.draw_statement() if number == 1 else page.draw_heading(), part)
        if number == len(pages):
            page.draw_end(y)


class _Page:
    """Draws the parts of one page; each returns where it ends, in mm."""

    def __init__(self, pen: Pen, certificate: ServiceCertificate) -> None:
        self.pen, self.certificate = pen, certificate

    def draw_frame(self, page: int, pages: int) -> None:
        certificate = self.certificate
        frame = PageFrame(
            station=certificate.station,
            kind="志愿服务",
            number=certificate.document_number,
            calls=HOTLINES,
            caution=f"盖章有效；核实请打{certificate.station_phone}",
        )
        frame.draw(self.pen, page, pages)

    def draw_statement(self) -> float:
        pen, one = self.pen, self.certificate
        pen.text(LEFT, 34, "志愿服务时长证明", _TITLE, width=WIDTH, field="标题", align="center")
        totals = ((str(one.times), "次"), (hours_in_figures(one.hours), "小时"))
        start = RIGHT - self._totals_width(totals)
        y = self._draw_name(start - 6 - LEFT)
        self._draw_totals(start, totals)
        lines = pen.lines(self._statement(), _BODY, width=WIDTH, field="服务站名称")
        return pen.paragraph(LEFT, y + 9.5, lines, _BODY, leading=_LEADING) + 6

    def _draw_name(self, room: float) -> float:
        """Write name and number, the number below a name that leaves no room beside it."""
        pen, one, y = self.pen, self.certificate, _NAME_AT
        number, field = f"志愿者编号 {one.volunteer_number}", "志愿者编号"
        taken = pen.measure(number, _BODY, field) + 4
        beside = pen.measure(one.name, _NAME.sized(_SMALLEST_BESIDE), "姓名") + taken <= room
        width = room - taken if beside else room
        end = pen.shrunk(LEFT, y, one.name, _NAME, width=width, field="姓名", smallest=11)
        if beside:
            pen.text(end + 4, y, number, _BODY, width=LEFT + room - end - 4, field=field)
            return y
        pen.text(LEFT, y + 7.5, number, _BODY, width=room, field=field)
        return y + 7.5

    def _totals_width(self, totals: Sequence[tuple[str, str]]) -> float:
        parts = [(figure, _NAME) for figure, _ in totals] + [(unit, _BODY) for _, unit in totals]
        width = sum(self.pen.measure(text, kind, "服务时长") for text, kind in parts)
        return width + len(totals) * _UNIT_GAP + (len(totals) - 1) * _TOTALS_GAP

    def _draw_totals(self, x: float, totals: Sequence[tuple[str, str]]) -> None:
        pen = self.pen
        for figure, unit in totals:
            x = pen.text(x, _NAME_AT, figure, _NAME, width=RIGHT - x, field="服务时长") + _UNIT_GAP
            x = pen.text(x, _NAME_AT, unit, _BODY, width=RIGHT - x, field="服务时长") + _TOTALS_GAP

    def _statement(self) -> str:
        one = self.certificate
        return f"兹证明：{_plain(one.first)}至{_plain(one.last)}在{one.station}参加志愿服务，明细如下。"

    def draw_heading(self) -> float:
        title = "志愿服务时长证明（续）"
        x = self.pen.text(LEFT, 23.5, title, _NEXT_TITLE, width=60, field="标题") + 4
        self.pen.shrunk(x, 23.5, self.certificate.name, _BODY, width=RIGHT - x, field="姓名", smallest=8)
        return _NEXT_PAGE_ROWS

    def measured(self, month: MonthOfService) -> Measured[MonthOfService]:
        lines = self.pen.lines(month.content, _CELL, width=_CONTENT_WIDTH, field="服务内容")
        return Measured(month, max(_LEAST_ROW, len(lines) * _CELL_LEADING + _ROW_PADDING))

    def draw_rows(self, y: float, rows: Sequence[Measured[MonthOfService]]) -> float:
        y = self._draw_table_head(y)
        for row in rows:
            self._draw_row(y, row.item, row.height)
            y += row.height
        return y

    def _draw_table_head(self, y: float) -> float:
        pen, baseline = self.pen, y + 5.4
        pen.rule(LEFT, y, WIDTH, TOP_RULE)
        for x, word in ((_MONTH, "月份"), (_DAYS, "起止日期"), (_CONTENT, "服务内容")):
            pen.text(x, baseline, word, _HEAD, width=24, field="表头")
        pen.text(_TIMES_END - 14, baseline, "次数", _HEAD, width=14, field="表头", align="right")
        unit = pen.measure("（小时）", _HEAD_UNIT, "表头")
        x = _HOURS_END - unit + _HEAD_UNIT.size / 2 / MM  # the blank half of the bracket hangs out
        pen.text(
            _HOURS_END - 22, baseline, "时长", _HEAD, width=x - _HOURS_END + 22, field="表头", align="right"
        )
        pen.text(x, baseline, "（小时）", _HEAD_UNIT, width=unit, field="表头")
        pen.rule(LEFT, y + _HEAD_HEIGHT, WIDTH, GROUP_RULE)
        return y + _HEAD_HEIGHT

    def _draw_row(self, y: float, month: MonthOfService, height: float) -> None:
        pen = self.pen
        lines = pen.lines(month.content, _CELL, width=_CONTENT_WIDTH, field="服务内容")
        block = (len(lines) - 1) * _CELL_LEADING
        baseline = y + (height - block) / 2 + 1.5
        label = f"{month.first.year}年{month.first.month}月"
        pen.text(_MONTH, baseline, label, _CELL, width=24, field="月份")
        pen.text(_DAYS, baseline, _days(month), _CELL, width=35, field="起止日期")
        pen.paragraph(_CONTENT, baseline, lines, _CELL, leading=_CELL_LEADING)
        self._draw_figures(baseline, month.times, month.hours, _CELL)
        pen.rule(LEFT, y + height, WIDTH)

    def _draw_figures(self, y: float, times: int, hours: Decimal, kind: Type) -> None:
        pen, shown = self.pen, hours_in_figures(hours)
        pen.text(_TIMES_END - 14, y, str(times), kind, width=14, field="次数", align="right")
        pen.text(_HOURS_END - 20, y, shown, kind, width=20, field="服务时长", align="right")

    def draw_end(self, y: float) -> None:
        """Write the total below the rows and who answers for it, with room for the seal."""
        pen, one = self.pen, self.certificate
        pen.text(LEFT, y + 6.6, "合计", _TOTAL, width=20, field="合计")
        self._draw_figures(y + 6.6, one.times, one.hours, _TOTAL)
        pen.rule(LEFT, y + _TOTAL_HEIGHT, WIDTH, GROUP_RULE)
        y += _TOTAL_HEIGHT
        for word, baseline in (("经办人", y + 20), ("负责人", y + 32)):
            pen.text(LEFT, baseline, word, _BODY, width=16, field="签字")
            pen.blank(LEFT + 18, baseline, 48)
        x, width = RIGHT - 84, 84
        pen.shrunk(x, y + 24, one.station, _BODY, width=width, field="服务站名称", smallest=9, align="center")
        pen.text(x, y + 32, date_in_words(one.issued_on), _BODY, width=width, field="日期", align="center")
        pen.text(x, y + 39, "（盖章）", _LABEL, width=width, field="盖章", align="center")


def _plain(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _days(month: MonthOfService) -> str:
    first, last = month.first, month.last
    if first == last:
        return f"{first.month}月{first.day}日"
    return f"{first.month}月{first.day}日至{last.day}日"
