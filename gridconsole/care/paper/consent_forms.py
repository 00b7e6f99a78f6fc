"""Consent forms (个人信息收集使用告知同意书): one A4 page per person, to be read, ticked and signed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from gridconsole.care.paper.consent_text import ConsentTerms, ScopeItem, notice, scope
from gridconsole.care.paper.kinds import SheetKind
from gridconsole.core.paper.codes import qr_digits, sheet_code
from gridconsole.core.paper.errors import FieldOverflow
from gridconsole.core.paper.fonts import Font
from gridconsole.core.paper.form import answer_boxes, answer_heads, fill_in
from gridconsole.core.paper.page import FOOT_RULE, HOTLINES, LEFT, RIGHT, WIDTH, PageFrame, PaperFile
from gridconsole.core.paper.pen import (
    BLANK_DEPTH,
    GREY,
    GROUP_RULE,
    HAIRLINE,
    MM,
    TEAL,
    DryPen,
    Pen,
    Type,
)
from gridconsole.core.progress import Progress

_QR_SIZE = 22.0
_BESIDE_QR = WIDTH - _QR_SIZE - 8
_NOTICE_FROM = 59.0  # mm, below the code
_NOTICE_TAB, _HANG, _MEANING = 28.0, 8.0, LEFT + 44.0
_YES, _NO = RIGHT - 20.0, RIGHT - 6.0  # middles of the two columns of boxes
_MEANING_WIDTH = RIGHT - 30 - _MEANING
_LEADING = 1.4
_GAP, _PITCH = 1.4, 9.4  # least distances, mm
_WIDEST_EXTRA = 3.0
_SIGNATURES = 38.2
_END = FOOT_RULE - 2.6
_SIZES = (13.5, 13.0, 12.5, 12.0, 11.5)  # pt; what a citizen reads is never smaller

_TITLE = Type(Font.SANS_BOLD, 19, TEAL)
_NAME = Type(Font.SANS_BOLD, 26)
_BODY = Type(Font.SANS, 13)
_BOLD = Type(Font.SANS_BOLD, 13)
_LABEL = Type(Font.SANS_BOLD, 13, TEAL)
_CODE = Type(Font.SANS_BOLD, 18)
_NUMERAL = Type(Font.SANS_BOLD, 12, TEAL)
_HEAD = Type(Font.SANS_BOLD, 9.5)
_HINT = Type(Font.SANS, 9.5, GREY)
_READ = Type(Font.SANS, 10.5, GREY)

_BY_GUARDIAN = "未满14周岁，由监护人签字"
_OWN_SIGNATURE = ("本人签字", "代签人", "代签关系")
_SECOND, _SIGN_TAB = LEFT + 70.0, 25.0


@dataclass(frozen=True)
class ConsentForm:
    """Whose consent is asked: the name in full, village and group, no house number and nothing else of him.

    `form_number` (0 to 99999) is keyed in when the signed form comes back. For a child below 14 the
    guardian signs (Personal Information Protection Law, article 31).
    """

    terms: ConsentTerms
    station: str
    station_number: int
    document_number: str
    form_number: int
    name: str
    place: str
    is_below_14: bool = False
    printed_by: str = ""
    printed_on: date | None = None


def consent_forms(forms: Sequence[ConsentForm], target: BinaryIO, progress: Progress | None = None) -> int:
    """Write one A4 page per person into one PDF and return the number of pages; nobody, no file.

    Raises MissingGlyph and FieldOverflow, naming person and field, and Cancelled: nothing is written then.
    """
    progress = progress or Progress()
    paper = PaperFile(target, "个人信息收集使用告知同意书")
    for number, form in enumerate(forms, start=1):
        draw_consent_form(paper.start_page(form.name), form)
        progress.at(number, len(forms), "排版同意书")
    return paper.close()


def draw_consent_form(pen: Pen, form: ConsentForm) -> None:
    """Draw one form on a page just begun; raises MissingGlyph and FieldOverflow."""
    _frame(form).draw(pen, page=1, pages=1)
    signatures = _END - _SIGNATURES
    for size in _SIZES:
        spare = signatures - _Form(DryPen(form.name), form, size).draw()
        if spare >= 0:
            _Form(pen, form, size, spare).draw()
            return _Signatures(pen, signatures, is_guardian=form.is_below_14).draw()
    raise FieldOverflow(form.name, "告知内容")


def _frame(form: ConsentForm) -> PageFrame:
    day = form.printed_on
    on = f"{day.year}年{day.month}月{day.day}日 " if day else ""
    return PageFrame(
        station=form.station,
        kind="告知同意书·签字后交回存档",
        number=form.document_number,
        calls=HOTLINES,
        caution="您要一份留着，请告诉工作人员",
        printed=f"{on}{form.printed_by}打印" if form.printed_by else "",
    )


class _Form:
    """Draws all above the signatures, in one size and with `spare` mm to spread; returns where it ends."""

    def __init__(self, pen: Pen, form: ConsentForm, size: float, spare: float = 0.0) -> None:
        self.pen, self.form = pen, form
        self.kind, self.leading = Type(Font.SANS, size), size * _LEADING / MM
        self.notice = notice(form.terms, for_child=form.is_below_14)
        self.scope = scope(form.terms, for_child=form.is_below_14)
        self.extra = min(_WIDEST_EXTRA, spare / (len(self.notice) + len(self.scope)))

    def draw(self) -> float:
        self._draw_code()
        self._draw_person()
        return self._draw_scope(self._draw_notice(_NOTICE_FROM))

    def _draw_code(self) -> None:
        pen, form, x = self.pen, self.form, RIGHT - _QR_SIZE
        code = sheet_code(form.form_number)
        pen.qr(x, 20, _QR_SIZE, qr_digits(SheetKind.CONSENT, form.station_number, form.form_number))
        shown = f"{code[:3]} {code[3:]}"
        pen.text(x - 4, 50.4, shown, _CODE, width=_QR_SIZE + 4, field="单号", align="right")
        pen.text(x - 4, 55.2, "扫码或输六位数", _HINT, width=_QR_SIZE + 4, field="单号", align="right")

    def _draw_person(self) -> None:
        pen, form, width, x = self.pen, self.form, _BESIDE_QR, LEFT
        pen.text(x, 24.6, "个人信息收集使用告知同意书", _TITLE, width=width, field="标题")
        if form.is_below_14:
            x = pen.text(x, 31.6, _BY_GUARDIAN, _BOLD, width=60, field="提示") + 4
        pen.text(x, 31.6, "请看一遍，或请人念一遍，再一项一项勾", _READ, width=70, field="提示")
        end = pen.shrunk(LEFT, 46, form.name, _NAME, width=width, field="姓名", smallest=11.5)
        room = LEFT + width - end - 4
        beside = pen.measure(form.place, _BODY, "村、组") <= room
        x, y = (end + 4, 46) if beside else (LEFT, 53.2)
        pen.shrunk(x, y, form.place, _BODY, width=LEFT + width - x, field="村、组", smallest=8)

    def _draw_notice(self, y: float) -> float:
        pen, kind = self.pen, self.kind
        pen.rule(LEFT, y, WIDTH, GROUP_RULE)
        y += 1.0
        for label, text in self.notice:
            y += self.leading
            pen.text(LEFT, y, label, _LABEL, width=_NOTICE_TAB - 2, field="告知内容")
            lines = pen.lines(text, kind, width=WIDTH - _NOTICE_TAB, field=label)
            y = pen.paragraph(LEFT + _NOTICE_TAB, y, lines, kind, leading=self.leading) + _GAP + self.extra
        return y + 3.4

    def _draw_scope(self, y: float) -> float:
        pen, heading = self.pen, y + 4
        pen.text(LEFT, heading, "您同意哪些", _LABEL, width=26, field="标题")
        hint = "每项打一个钩，没勾的按不同意办；以后想改，随时可以"
        pen.text(LEFT + _NOTICE_TAB, heading, hint, _HINT, width=100, field="提示")
        answer_heads(pen, (_YES,), heading, ("同意",), _HEAD)
        pen.text(_NO - 6, heading, "不同意", _HEAD, width=12, field="答案", align="center")
        y = heading + 2.2
        pen.rule(LEFT, y, WIDTH, GROUP_RULE)
        for number, item in enumerate(self.scope, start=1):
            y = self._draw_item(y, number, item)
        return y

    def _draw_item(self, y: float, number: int, item: ScopeItem) -> float:
        pen = self.pen
        lines = pen.lines(item.meaning, self.kind, width=_MEANING_WIDTH, field=item.word)
        height = max(_PITCH, len(lines) * self.leading + 2.6) + self.extra
        middle = y + height / 2 + 1.6  # baseline of a single line
        pen.text(LEFT, middle, str(number), _NUMERAL, width=_HANG - 3, field="项号", align="right")
        width = _MEANING - LEFT - _HANG - 2
        pen.text(LEFT + _HANG, middle, item.word, _BOLD, width=width, field="同意事项")
        first = middle - (len(lines) - 1) * self.leading / 2
        pen.paragraph(_MEANING, first, lines, self.kind, leading=self.leading)
        if item.is_asked:
            answer_boxes(pen, (_YES, _NO), middle)
        pen.rule(LEFT, y + height, WIDTH)
        return y + height


class _Signatures:
    """Draws who signs: the person or whoever signs for him, or the guardian of a child."""

    def __init__(self, pen: Pen, y: float, *, is_guardian: bool) -> None:
        self.pen, self.y, self.is_guardian = pen, y, is_guardian

    def draw(self) -> None:
        said = "以上内容我看过了，或者听人念过了，上面的钩是按我的意思打的。"
        self.pen.text(LEFT, self.y + 6.8, said, _BODY, width=WIDTH, field="签字")
        first, second, third = (self.y + 6.8 + 9.8 * row for row in (1, 2, 3))
        names = ("监护人姓名", "与孩子关系", "监护人签字") if self.is_guardian else _OWN_SIGNATURE
        self._draw_blank(LEFT, first, names[0], 40)
        self._draw_blank(_SECOND, first, names[1], 30 if self.is_guardian else 40)
        self._draw_blank(LEFT, second, names[2], 40 if self.is_guardian else 30)
        self._draw_date(second)
        self._draw_blank(LEFT, third, "工作人员", 40)
        top = self.y + 10
        self.pen.frame(RIGHT - 22, top, 22, third + BLANK_DEPTH - top, HAIRLINE)
        self.pen.text(RIGHT - 21, top + 3.8, "手印", _HINT, width=20, field="签字")

    def _draw_blank(self, x: float, y: float, word: str, length: float) -> None:
        self.pen.text(x, y, word, _BODY, width=_SIGN_TAB, field="签字")
        self.pen.blank(x + _SIGN_TAB, y, length)

    def _draw_date(self, y: float) -> None:
        self.pen.text(_SECOND, y, "日期", _BODY, width=_SIGN_TAB, field="日期")
        pieces = (13.0, "年", 7.6, "月", 7.6, "日")
        fill_in(self.pen, _SECOND + _SIGN_TAB, y, pieces, _BODY, width=53, field="日期")
