"""Contact cards (便民服务联系卡): ten on an A4 page, nothing of the resident on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from gridconsole.care.paper.card_grid import draw_cutting_marks, pages_of, placed
from gridconsole.care.paper.kinds import SheetKind
from gridconsole.core.paper.codes import qr_digits, sheet_code
from gridconsole.core.paper.errors import FieldOverflow
from gridconsole.core.paper.fonts import Font
from gridconsole.core.paper.page import HOTLINES, PaperFile
from gridconsole.core.paper.pen import GREY, TEAL, Ink, Pen, Type
from gridconsole.core.progress import Progress

PROMISE = "有事打电话，我上门来办。"

_LEFT, _RIGHT = 7.0, 83.0  # mm from the card's left edge
_WIDTH = _RIGHT - _LEFT
_QR_SIZE, _QR_TOP, _QR_WHITE = 17.0, 12.2, 3.3
_RULE = 32.8

_RED: Ink = (0.78, 0.08, 0.1)
_WHITE: Ink = (1.0, 1.0, 1.0)
_STATION = Type(Font.SANS_BOLD, 9)
_KIND = Type(Font.SANS, 8, GREY)
_NAME_SIZES = (21.0, 18.0, 15.5, 13.0)
# Type, lines at most, first baseline below the card's upper edge (mm).
_LONG_NAMES = ((Type(Font.SANS_BOLD, 13), 1, 16.2), (Type(Font.SANS_BOLD, 10.5), 2, 14.6))
_POST = Type(Font.SANS_BOLD, 10.5, TEAL)
_BADGE = Type(Font.SANS_BOLD, 9, _WHITE)
_BADGE_WIDTH, _BADGE_HEIGHT = 8.6, 4.6
_PHONE = Type(Font.SANS_BOLD, 22)
_HOTLINE_LABEL = Type(Font.SANS, 11)
_HOTLINE = Type(Font.SANS_BOLD, 14)
_SPOKEN, _SPOKEN_SMALL = Type(Font.KAI, 11), Type(Font.KAI, 9)
_NUMBER_LABEL = Type(Font.SANS, 8, GREY)
_NUMBER = Type(Font.SANS, 9.5)
_PART_GAP, _WIDEST_KIND = 2.4, 32.0


@dataclass(frozen=True)
class ContactCard:
    """Who helps and how to reach him: staff in full with the work phone; no word about the resident.

    With `household_number` (1 to 99999) the card carries a code that opens the household's file.
    """

    station: str
    helper: str
    post: str
    work_phone: str
    is_party_member: bool = False
    area: str = ""
    promise: str = PROMISE
    station_number: int = 0
    household_number: int | None = None


def contact_cards(cards: Sequence[ContactCard], target: BinaryIO, progress: Progress | None = None) -> int:
    """Write ten cards to a page into one PDF and return the number of pages; no card, no file.

    Raises MissingGlyph and FieldOverflow, naming helper and field, and Cancelled: nothing is written then.
    """
    progress = progress or Progress()
    paper = PaperFile(target, "便民服务联系卡")
    for before, page in pages_of(cards):
        pen = paper.start_page()
        draw_contact_cards(pen, page)
        progress.at(before + len(page), len(cards), "排版联系卡")
    return paper.close()


def draw_contact_cards(pen: Pen, cards: Sequence[ContactCard]) -> None:
    """Draw up to ten cards with their cutting marks on a page just begun."""
    draw_cutting_marks(pen)
    for x, y, card in placed(cards):
        pen.person = card.helper
        _Card(pen, x + _LEFT, y, card).draw()


class _Card:
    """Draws one card; `x` is its left text edge and `y` its upper edge, in mm."""

    def __init__(self, pen: Pen, x: float, y: float, card: ContactCard) -> None:
        self.pen, self.x, self.y, self.card = pen, x, y, card
        self.has_code = card.household_number is not None
        self.beside_code = _WIDTH - (_QR_SIZE + _QR_WHITE if self.has_code else 0)

    def draw(self) -> None:
        self._draw_head()
        self._draw_helper()
        self._draw_hotlines()
        self._draw_promise(self._draw_code())

    def _draw_head(self) -> None:
        pen, y, end = self.pen, self.y + 8.2, self.x + _WIDTH
        kind = f"{self.card.area} 便民服务联系卡".strip()
        taken = min(_WIDEST_KIND, pen.measure(kind, _KIND, "服务区域"))
        start, room = self.x + 4.2, _WIDTH - 4.2 - _PART_GAP - taken
        pen.block(self.x, y - 2.6, 2.8, 2.8, TEAL)
        start = pen.shrunk(start, y, self.card.station, _STATION, width=room, field="服务站名称", smallest=6)
        start += _PART_GAP
        pen.shrunk(start, y, kind, _KIND, width=end - start, field="服务区域", smallest=6, align="right")

    def _draw_helper(self) -> None:
        size = next((each for each in _NAME_SIZES if self._row_width(each) <= self.beside_code), None)
        if size is None:
            self._draw_long_name()
            y, phone = self.y + 30.6, _PHONE.sized(17)
        else:
            self._draw_badge_and_post(self._draw_name(size) + _PART_GAP, self.y + 19.4)
            y, phone = (self.y + 29, _PHONE) if self.has_code else (self.y + 29.8, _PHONE.sized(25))
        width, number = self.beside_code, self.card.work_phone
        self.pen.shrunk(self.x, y, number, phone, width=width, field="工作电话", smallest=13)

    def _row_width(self, size: float) -> float:
        width = self._name_width(size) + _PART_GAP + self.pen.measure(self.card.post, _POST, "岗位")
        return width + (_BADGE_WIDTH + _PART_GAP if self.card.is_party_member else 0)

    def _name_width(self, size: float) -> float:
        name = self.card.helper
        return self.pen.measure(name, Type(Font.SANS_BOLD, size), "姓名") * (1.5 if len(name) == 2 else 1)

    def _draw_name(self, size: float) -> float:
        """Write the name and return where it ends; one of two characters is as wide as one of three."""
        pen, name, kind = self.pen, self.card.helper, Type(Font.SANS_BOLD, size)
        x, y, width = self.x, self.y + 19.4, self._name_width(size)
        if len(name) != 2:
            return pen.text(x, y, name, kind, width=width, field="姓名")
        pen.text(x, y, name[0], kind, width=width / 3, field="姓名")
        return pen.text(x + width * 2 / 3, y, name[1], kind, width=width / 3, field="姓名")

    def _draw_long_name(self) -> None:
        """Write a name that leaves no room beside it on a line of its own or on two, the post below."""
        pen, width = self.pen, self.beside_code
        for kind, count, y in _LONG_NAMES:
            lines = pen.lines(self.card.helper, kind, width=width, field="姓名")
            if len(lines) <= count:
                end = pen.paragraph(self.x, self.y + y, lines, kind, leading=4.1)
                return self._draw_badge_and_post(self.x, end + (6.2 if count == 1 else 5))
        raise FieldOverflow(pen.person, "姓名")

    def _draw_badge_and_post(self, x: float, y: float) -> None:
        pen, end = self.pen, self.x + self.beside_code
        if self.card.is_party_member:
            pen.block(x, y + 0.85 - _BADGE_HEIGHT, _BADGE_WIDTH, _BADGE_HEIGHT, _RED)
            pen.text(x, y - 0.3, "党员", _BADGE, width=_BADGE_WIDTH, field="党员", align="center")
            x += _BADGE_WIDTH + _PART_GAP
        pen.text(x, y, self.card.post, _POST, width=end - x, field="岗位")

    def _draw_hotlines(self) -> None:
        """Write both hotlines in one size, one at the left edge and one at the right."""
        pen, y = self.pen, self.y + _RULE + 6.7
        pen.rule(self.x, self.y + _RULE, _WIDTH)
        for (label, number), is_left in zip(HOTLINES.numbers, (True, False), strict=True):
            short = label.removesuffix("热线")
            taken = pen.measure(short, _HOTLINE_LABEL, "热线") + pen.measure(number, _HOTLINE, "热线") + 1.6
            x = self.x if is_left else self.x + _WIDTH - taken
            x = pen.text(x, y, short, _HOTLINE_LABEL, width=18, field="热线") + 1.6
            pen.text(x, y, number, _HOTLINE, width=17, field="热线")

    def _draw_code(self) -> float:
        """Draw the code and the number that opens the same; return where the number starts."""
        card, pen, end = self.card, self.pen, self.x + _WIDTH
        if card.household_number is None:
            return end
        digits = qr_digits(SheetKind.HOUSEHOLD, card.station_number, card.household_number)
        pen.qr(end - _QR_SIZE, self.y + _QR_TOP, _QR_SIZE, digits)
        code, y = sheet_code(card.household_number), self.y + 46.6
        shown = f"{code[:3]} {code[3:]}"
        taken = pen.measure("卡号", _NUMBER_LABEL, "卡号") + 1.2 + pen.measure(shown, _NUMBER, "卡号")
        pen.text(end - taken, y, "卡号", _NUMBER_LABEL, width=12, field="卡号")
        pen.text(end - taken, y, shown, _NUMBER, width=taken, field="卡号", align="right")
        return end - taken - 2

    def _draw_promise(self, end: float) -> None:
        """Write the sentence on one line, or in a smaller size on two."""
        pen, text, width = self.pen, self.card.promise, end - self.x
        lines = pen.lines(text, _SPOKEN, width=width, field="服务承诺")
        if len(lines) == 1:
            pen.paragraph(self.x, self.y + 46.6, lines, _SPOKEN, leading=0)
            return
        lines = pen.lines(text, _SPOKEN_SMALL, width=width, field="服务承诺")
        if len(lines) > 2:
            raise FieldOverflow(pen.person, "服务承诺")
        pen.paragraph(self.x, self.y + 44.6, lines, _SPOKEN_SMALL, leading=3.8)
