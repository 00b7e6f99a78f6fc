"""The upper half of a visit sheet: whose door, what to know before it opens, what was seen last time."""

from datetime import datetime

from gridconsole.care.visit_sheet import SheetPerson, VisitSheet
from gridconsole.care.visit_sheet_layout import (
    ANSWER,
    BODY,
    COLUMN,
    HEADING,
    HINT,
    LABEL,
    NOTE,
    RIGHT_COLUMN,
    TAB,
    TITLE,
    Density,
)
from gridconsole.core.paper.codes import qr_digits, sheet_code
from gridconsole.core.paper.errors import FieldOverflow
from gridconsole.core.paper.fonts import Font
from gridconsole.core.paper.form import fill_in
from gridconsole.core.paper.page import LEFT, RIGHT, WIDTH
from gridconsole.core.paper.pen import BLACK, GROUP_RULE, TEAL, TINT, Pen, Type

VISIT_SHEET_KIND = 1

_TOP = 23.5  # baseline of the title
_SECTIONS_FROM = 61.5  # below the code
_QR_SIZE = 24.0
_BESIDE_QR = WIDTH - _QR_SIZE - 6
_LABEL_TAB = 12.0
_NAME_GAP, _PERSON_GAP = 0.09, 5.0  # mm per pt of the name; mm

_CODE = Type(Font.SANS_BOLD, 18)
_KEY = Type(Font.SANS_BOLD, 15)
_AGREED = Type(Font.SANS, 11)
_OCCASION = Type(Font.SANS_BOLD, 10.5)

# Names shrink until all stand on one row, then on two, then on three, in these sizes (pt).
_NAME_SIZES = ((33.0, 28.0, 24.0, 20.0, 17.0), (20.0, 17.0, 15.0), (17.0, 15.0, 13.0))


class HouseholdPart:
    """Draws what the station knows of the household; each part returns where it ends, in mm."""

    def __init__(self, pen: Pen, sheet: VisitSheet, density: Density) -> None:
        self.pen, self.sheet, self.density = pen, sheet, density

    def draw(self) -> float:
        """Draw all parts and return where the last ends, in mm."""
        gap = self.density.gap
        self._draw_code()
        y = self._draw_information(self._draw_names(self._draw_title()))
        y = self._draw_sections(max(y + gap, _SECTIONS_FROM))
        return self._draw_appointment(y + gap)

    def _draw_code(self) -> None:
        sheet, x = self.sheet, RIGHT - _QR_SIZE
        code = sheet_code(sheet.sheet_number)
        self.pen.qr(x, 20, _QR_SIZE, qr_digits(VISIT_SHEET_KIND, sheet.station_number, sheet.sheet_number))
        shown = f"{code[:3]} {code[3:]}"
        self.pen.text(x, 53.2, shown, _CODE, width=_QR_SIZE, field="单号", align="right")
        self.pen.text(x, 58.2, "扫码或输六位数", HINT, width=_QR_SIZE, field="单号", align="right")

    def _draw_title(self) -> float:
        pen, sheet, y = self.pen, self.sheet, _TOP
        x = pen.text(LEFT, y, "结对走访单", TITLE, width=40, field="标题") + 4
        x = pen.text(x, y, f"第{sheet.visit_count}次", NOTE, width=20, field="次数") + 3
        if sheet.occasions:
            words, room = "、".join(sheet.occasions), LEFT + _BESIDE_QR - x - 30
            x = pen.shrunk(x, y, words, _OCCASION, width=room, field="走访事由", smallest=6.5) + 3
        visitors = (("结对人", sheet.helper), ("同行", sheet.companion))
        text = " ".join(f"{word} {name}" for word, name in visitors if name)
        pen.shrunk(x, y, text, NOTE, width=LEFT + _BESIDE_QR - x, field="结对人、同行", smallest=6.5)
        return y

    def _draw_names(self, y: float) -> float:
        rows, size = self._name_rows()
        y += 1.5 + size * 0.37
        for number, row in enumerate(rows):
            baseline, x = y + number * size * 0.45, LEFT
            for person in row:
                x = self._draw_person(x, baseline, person, size) + _PERSON_GAP
        return y + (len(rows) - 1) * size * 0.45

    def _draw_person(self, x: float, y: float, person: SheetPerson, size: float) -> float:
        pen, end = self.pen, LEFT + _BESIDE_QR
        x = pen.text(x, y, person.name, Type(Font.SANS_BOLD, size), width=end - x, field="姓名")
        for text in person.particulars:
            x += size * _NAME_GAP
            x = pen.text(x, y, text, _particulars(size), width=end - x, field="性别、年龄")
        return x

    def _name_rows(self) -> tuple[list[tuple[SheetPerson, ...]], float]:
        people = self.sheet.people
        for count, sizes in enumerate(_NAME_SIZES, start=1):
            each = -(-len(people) // count)
            rows = [people[start : start + each] for start in range(0, len(people), each)]
            for size in sizes:
                if all(self._names_width(row, size) <= _BESIDE_QR for row in rows):
                    return rows, size
        raise FieldOverflow(self.pen.person, "姓名")

    def _names_width(self, row: tuple[SheetPerson, ...], size: float) -> float:
        bold, plain = Type(Font.SANS_BOLD, size), _particulars(size)
        width = (len(row) - 1) * _PERSON_GAP
        for person in row:
            width += self.pen.measure(person.name, bold, "姓名")
            width += sum(
                self.pen.measure(text, plain, "性别、年龄") + size * _NAME_GAP for text in person.particulars
            )
        return width

    def _draw_information(self, y: float) -> float:
        sheet, leading = self.sheet, self.density.info_leading
        where = f"{sheet.address}（{sheet.way}）" if sheet.way else sheet.address
        y = self._draw_labelled(LEFT, y + 8.6, "住址", where, "住址", _BESIDE_QR)
        for row in self._phone_rows():
            width = _BESIDE_QR / len(row)
            starts = [LEFT + number * width for number in range(len(row))]
            ends = [
                self._draw_labelled(x, y + leading, label, text, "联系电话", width)
                for x, (label, text) in zip(starts, row, strict=True)
            ]
            y = max(ends)
        return y

    def _phone_rows(self) -> list[tuple[tuple[str, str], ...]]:
        """Return the telephones one to a row; of more than two, two to a row where both are short."""
        phones, kind = self.sheet.phones or (("电话", ""),), Type(Font.SANS, self.density.info)
        room = _BESIDE_QR / 2 - _LABEL_TAB - 3
        pairs = [phones[start : start + 2] for start in range(0, len(phones), 2)]
        rows: list[tuple[tuple[str, str], ...]] = []
        for pair in pairs:
            short = all(self.pen.measure(text, kind, "联系电话") <= room for _, text in pair)
            rows += [pair] if short and len(phones) > 2 and len(pair) == 2 else [(phone,) for phone in pair]
        return rows

    def _draw_labelled(self, x: float, y: float, label: str, text: str, field: str, width: float) -> float:
        pen, density = self.pen, self.density
        kind = Type(Font.SANS, density.info)
        pen.shrunk(x, y, label, LABEL, width=_LABEL_TAB - 0.5, field=field, smallest=6.5)
        if not text.strip():
            pen.blank(x + _LABEL_TAB, y, 60 if width > 90 else 40)
            return y
        lines = pen.lines(text, kind, width=width - _LABEL_TAB, field=field)
        return pen.paragraph(x + _LABEL_TAB, y, lines, kind, leading=density.info_leading)

    def _draw_sections(self, y: float) -> float:
        sheet, seen = self.sheet, self.sheet.last_seen
        before = [("", text) for text in sheet.before_entering]
        after = seen.items if seen else []
        if before and after:
            ends = (self._draw_section(y, 0, before), self._draw_section(y, 1, after))
            return max(ends)
        return self._draw_wide_section(y, before or after) if before or after else y - self.density.gap

    def _draw_section(self, y: float, column: int, items: list[tuple[str, str]]) -> float:
        x = LEFT if column == 0 else RIGHT_COLUMN
        self._draw_section_head(x, y, COLUMN, is_seen=column == 1)
        return self._draw_items(x, y + 13, items)

    def _draw_wide_section(self, y: float, items: list[tuple[str, str]]) -> float:
        """With one of the two sections empty the other takes both columns, so that no hole is left."""
        self._draw_section_head(LEFT, y, WIDTH, is_seen=not self.sheet.before_entering)
        half = (len(items) + 1) // 2
        left = self._draw_items(LEFT, y + 13, items[:half])
        return max(left, self._draw_items(RIGHT_COLUMN, y + 13, items[half:]) if items[half:] else 0)

    def _draw_section_head(self, x: float, y: float, width: float, *, is_seen: bool) -> None:
        pen, seen = self.pen, self.sheet.last_seen
        pen.rule(x, y, width, GROUP_RULE)
        pen.text(x, y + 6, "上次看到的" if is_seen else "进门前要知道", HEADING, width=40, field="标题")
        if is_seen and seen:
            note = f"{seen.on.month}月{seen.on.day}日 {seen.by}"
            pen.shrunk(
                x + 25, y + 6, note, NOTE, width=width - 25, field="上次走访人", smallest=6.5, align="right"
            )

    def _draw_items(self, x: float, y: float, items: list[tuple[str, str]]) -> float:
        pen, density = self.pen, self.density
        kind = Type(Font.SANS, density.item)
        for word, text in items:
            field = "上次看到的" if word else "进门前要知道"
            tab = 12.0 if word else 5.0
            if word:
                ink = BLACK if word == "已办" else TEAL
                pen.text(x, y, word, Type(Font.SANS_BOLD, density.item, ink), width=tab, field=field)
            else:
                pen.block(x + 0.4, y - 2.6, 1.6, 1.6, BLACK)
            lines = pen.lines(text, kind, width=COLUMN - tab, field=field)
            y = pen.paragraph(x + tab, y, lines, kind, leading=density.item_leading) + density.item_leading
        return y - density.item_leading + 1

    def _draw_appointment(self, y: float) -> float:
        pen, appointment, baseline = self.pen, self.sheet.appointment, y + 6.3
        if appointment is None:
            return draw_open_appointment(pen, y)
        pen.block(LEFT, y, WIDTH, 9, TINT)
        pen.text(LEFT + 2.5, baseline, "预约", HEADING, width=12, field="预约")
        end = pen.text(LEFT + 16, baseline, _spoken_time(appointment.at), _KEY, width=80, field="预约")
        agreed = "  ".join(
            filter(None, (appointment.how, f"约定人 {appointment.by}" if appointment.by else ""))
        )
        room = RIGHT - 6.5 - end
        pen.shrunk(
            end + 4, baseline, agreed, _AGREED, width=room, field="约定人", smallest=6.5, align="right"
        )
        return y + 9


def draw_open_appointment(pen: Pen, y: float) -> float:
    """Draw the blanks for an appointment yet to be made and return where they end, in mm."""
    baseline, pieces = y + 7.8, (11.0, "月", 11.0, "日", 11.0, "时", 11.0, "分")
    pen.rule(LEFT, y, WIDTH, GROUP_RULE)
    pen.text(LEFT, baseline, "预约", HEADING, width=12, field="预约")
    fill_in(pen, LEFT + 12, baseline, pieces, BODY, width=100, field="预约")
    fill_in(pen, ANSWER + 4.4 * TAB, baseline, ("约定人", 22.0), BODY, width=42, field="约定人")
    return y + 9.5


def _particulars(size: float) -> Type:
    return Type(Font.SANS, max(11.5, size * 0.46))


def _spoken_time(at: datetime) -> str:
    half, hour = (
        ("上午", at.hour) if at.hour < 12 else ("下午", at.hour - 12) if at.hour > 12 else ("中午", 12)
    )
    return f"{at.month}月{at.day}日（星期{'一二三四五六日'[at.weekday()]}）{half}{hour}:{at.minute:02d}"
