"""The receipt for a household's festival gift (慰问领取单): four on an A4, cut apart, signed and keyed in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

from gridconsole.care.paper.kinds import SheetKind
from gridconsole.core.money import format_fen, in_capitals
from gridconsole.core.paper.codes import qr_digits, sheet_code
from gridconsole.core.paper.errors import FieldOverflow
from gridconsole.core.paper.fonts import Font
from gridconsole.core.paper.form import fill_in
from gridconsole.core.paper.page import PaperFile
from gridconsole.core.paper.pen import (
    A4_HEIGHT,
    A4_WIDTH,
    BLACK,
    GREY,
    GROUP_RULE,
    HAIRLINE,
    MM,
    TEAL,
    TOP_RULE,
    Pen,
    Type,
)
from gridconsole.core.progress import Progress

PER_PAGE = 4

_WIDTH, _HEIGHT = A4_WIDTH / 2, A4_HEIGHT / 2
_MARGIN = 9.0
_INNER = _WIDTH - 2 * _MARGIN
_QR_SIZE, _QR_TOP = 21.0, 18.4
_BESIDE_QR = _INNER - _QR_SIZE - 4.5
_GOODS_FROM, _GOODS_TO = 58.0, 93.5
_PITCH, _CLOSEST = 8.6, 5.0
_SIGNATURE_PITCH = 10.0
_CUT, _DASH, _CUT_WEIGHT = 4.0, 2.5, 0.11  # mm

_STATION = Type(Font.SANS_BOLD, 9.5)
_SMALL = Type(Font.SANS, 9.5, GREY)
_HEAD = Type(Font.SANS_BOLD, 9.5)
_TITLE = Type(Font.SANS_BOLD, 14, TEAL)
_NAME = Type(Font.SANS_BOLD, 26)
_LONG_NAME = Type(Font.SANS_BOLD, 13)
_CODE = Type(Font.SANS_BOLD, 15)
_BODY = Type(Font.SANS, 13)
_PLAIN = Type(Font.SANS, 11.5)
_FIGURE = Type(Font.SANS_BOLD, 14)


@dataclass(frozen=True)
class Gift:
    """One kind of goods that this household gets."""

    name: str
    unit: str
    quantity: int


@dataclass(frozen=True)
class Receipt:
    """What one household signs for, and nothing of any other; cash in fen."""

    station: str
    station_number: int
    number: int
    festival: str
    year: int
    household: str
    group: str
    gifts: tuple[Gift, ...]
    cash: int = 0
    household_number: str = ""


def receipts(documents: Iterable[Receipt], target: BinaryIO, progress: Progress | None = None) -> int:
    """Write receipts, four on each A4 page in reading order, into one PDF; return the number of pages.

    Raises MissingGlyph and FieldOverflow, naming person and field, and Cancelled; then nothing is written.
    """
    every, progress = tuple(documents), progress or Progress()
    paper = PaperFile(target, "慰问领取单")
    for start in range(0, len(every), PER_PAGE):
        pen = paper.start_page()
        _draw_cuts(pen)
        for place, receipt in enumerate(every[start : start + PER_PAGE]):
            pen.person = receipt.household
            _Quarter(pen, receipt, place % 2 * _WIDTH, place // 2 * _HEIGHT).draw()
        progress.at(min(start + PER_PAGE, len(every)), len(every), "正在排版")
    return paper.close()


class _Quarter:
    """Draws one receipt in its quarter of the page, whose upper left corner is given in mm."""

    def __init__(self, pen: Pen, receipt: Receipt, left: float, top: float) -> None:
        self.pen, self.receipt, self.top = pen, receipt, top
        self.left, self.right = left + _MARGIN, left + _WIDTH - _MARGIN

    def draw(self) -> None:
        """Draw all parts from top to bottom."""
        self._draw_head()
        self._draw_code()
        self._draw_household()
        self._draw_gifts()
        self._draw_signatures()

    def _draw_head(self) -> None:
        pen, y = self.pen, self.top + 11.4
        pen.block(self.left, y - 2.6, 3, 3, TEAL)
        station = self.receipt.station
        pen.shrunk(self.left + 4.4, y, station, _STATION, width=52, field="服务站名称", smallest=6)
        pen.text(self.right - 28, y, "签字后交回", _SMALL, width=28, field="种类", align="right")
        pen.rule(self.left, self.top + 14, _INNER, TOP_RULE)

    def _draw_code(self) -> None:
        pen, receipt, x = self.pen, self.receipt, self.right - _QR_SIZE
        digits = qr_digits(SheetKind.RECEIPT, receipt.station_number, receipt.number)
        pen.qr(x, self.top + _QR_TOP, _QR_SIZE, digits)
        code = sheet_code(receipt.number)
        shown, y = f"{code[:3]} {code[3:]}", self.top + 48.0
        pen.text(x, y, shown, _CODE, width=_QR_SIZE, field="单号", align="right")

    def _draw_household(self) -> None:
        pen, receipt, x, y = self.pen, self.receipt, self.left, self.top
        title = f"{receipt.year}年{receipt.festival}慰问领取单"
        pen.shrunk(x, y + 22, title, _TITLE, width=_BESIDE_QR, field="标题", smallest=9)
        self._draw_name(y + 35)
        pen.shrunk(x, y + 43, receipt.group, _BODY, width=_BESIDE_QR, field="组别", smallest=9)
        pen.shrunk(x, y + 48, receipt.household_number, _SMALL, width=_BESIDE_QR, field="户编号", smallest=7)

    def _draw_name(self, y: float) -> None:
        pen, name, leading = self.pen, self.receipt.household, _LONG_NAME.size * 1.25 / MM
        if pen.measure(name, _LONG_NAME, "户主") <= _BESIDE_QR:
            smallest = _LONG_NAME.size
            pen.shrunk(self.left, y, name, _NAME, width=_BESIDE_QR, field="户主", smallest=smallest)
            return
        lines = pen.lines(name, _LONG_NAME, width=_BESIDE_QR, field="户主")
        if len(lines) > 2:
            raise FieldOverflow(pen.person, "户主")
        pen.paragraph(self.left, y - leading, lines, _LONG_NAME, leading=leading)

    def _draw_gifts(self) -> None:
        pen, y = self.pen, self.top + _GOODS_FROM
        heads = (("品名", self.left, "left"), ("单位", self.left + 44, "left"))
        for word, x, align in (*heads, ("数量", self.right - 20, "right")):
            pen.text(x, y - 2, word, _HEAD, width=20, field=word, align=align)
        pen.rule(self.left, y, _INNER, GROUP_RULE)
        pitch = self._pitch()
        for gift in self.receipt.gifts:
            y += pitch
            self._draw_gift(gift, y - pitch / 2)
            pen.rule(self.left, y, _INNER, HAIRLINE)
        if self.receipt.cash:
            self._draw_cash(y, pitch)

    def _draw_gift(self, gift: Gift, middle: float) -> None:
        pen, y, x = self.pen, middle + 1.7, self.left
        pen.shrunk(x, y, gift.name, _BODY, width=42, field="品名", smallest=9)
        pen.shrunk(x + 44, y, gift.unit, _PLAIN, width=26, field="单位", smallest=8)
        pen.text(self.right - 16, y, str(gift.quantity), _FIGURE, width=16, field="数量", align="right")

    def _draw_cash(self, y: float, pitch: float) -> None:
        pen, amount, words = self.pen, self.receipt.cash, in_capitals(self.receipt.cash)
        first, second = y + pitch / 2 + 1.7, y + pitch * 1.5 + 1.3
        pen.text(self.left, first, "慰问金", _BODY, width=20, field="慰问金")
        shown = f"{format_fen(amount, grouped=True)} 元"
        pen.text(self.left + 20, first, shown, _FIGURE, width=_INNER - 20, field="慰问金", align="right")
        pen.text(self.left, second, "大写", _PLAIN, width=12, field="慰问金")
        pen.shrunk(
            self.left + 12, second, words, _BODY, width=_INNER - 12, field="慰问金", smallest=9, align="right"
        )
        pen.rule(self.left, y + 2 * pitch, _INNER, HAIRLINE)

    def _pitch(self) -> float:
        """Return the height of a row of goods; raises FieldOverflow where they are too many."""
        rows = len(self.receipt.gifts) + (2 if self.receipt.cash else 0)
        pitch = min(_PITCH, (_GOODS_TO - _GOODS_FROM) / max(1, rows))
        if pitch < _CLOSEST:
            raise FieldOverflow(self.pen.person, "物资")
        return pitch

    def _draw_signatures(self) -> None:
        pen, x, y = self.pen, self.left, self.top + 99
        pen.text(x, y, "以上数量点清无误；没收到的不签字。", _PLAIN, width=_INNER, field="说明")
        pen.frame(self.right - 22, y + 3, 22, 17.5, HAIRLINE)
        pen.text(self.right - 21, y + 6.8, "手印", _SMALL, width=20, field="签字")
        first = y + _SIGNATURE_PITCH
        fill_in(pen, x, first, ("领取人", 43.0), _BODY, width=64, field="签字")
        fill_in(pen, x, first + _SIGNATURE_PITCH, ("代签关系", 38.0), _BODY, width=64, field="签字")
        third = first + 2 * _SIGNATURE_PITCH
        for start in (x, x + _INNER / 2 + 1):
            fill_in(pen, start, third, ("经手人", 25.0), _BODY, width=_INNER / 2, field="签字")
        day = ("日期", 17.0, "年", 11.0, "月", 11.0, "日")
        fill_in(pen, x, third + _SIGNATURE_PITCH, day, _BODY, width=_INNER, field="日期")


def _draw_cuts(pen: Pen) -> None:
    """Draw dashes where the page is cut into four."""
    for at in _dashes(A4_WIDTH):
        pen.block(at, A4_HEIGHT / 2, _DASH, _CUT_WEIGHT, BLACK)
    for at in _dashes(A4_HEIGHT):
        pen.block(A4_WIDTH / 2, at, _CUT_WEIGHT, _DASH, BLACK)


def _dashes(length: float) -> list[float]:
    count = int((length - 2 * _CUT) / (2 * _DASH))
    return [_CUT + number * 2 * _DASH for number in range(count + 1)]
