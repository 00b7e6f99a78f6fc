"""The lower half of a visit sheet: what is ticked, written and signed at the door."""

from collections.abc import Callable

from gridconsole.care.visit_sheet import Guarded
from gridconsole.care.visit_sheet_layout import (
    ANSWER,
    BODY,
    BOLD,
    COLUMN,
    END,
    GAP,
    HEADING,
    HINT,
    LABEL,
    RIGHT_COLUMN,
    TAB,
    Density,
)
from gridconsole.core.paper.fonts import Font
from gridconsole.core.paper.form import answer_boxes, answer_heads, fill_in, tick
from gridconsole.core.paper.page import LEFT, RIGHT, WIDTH
from gridconsole.core.paper.pen import BLANK_DEPTH, BOX_SIZE, GROUP_RULE, HAIRLINE, TEAL, Pen, Type

# Number of the point in the household safety check, and its wording at the door.
CHECK_POINTS = (
    (1, "漏电保护器装好"),
    (2, "按 T 键能跳闸"),
    (4, "进户线不破、不低垂"),
    (5, "屋内电线不老化"),
    (6, "电线不私拉乱接"),
    (11, "插座插线板完好"),
    (14, "三孔插座接地好"),
    (16, "电热毯、取暖器好"),
    (19, "电动车不在屋里充"),
    (25, "夜里走道有灯"),
)
TEST_BUTTON_POINT = 2
TEST_BUTTON_FORBIDDEN = "不按 T 键（由持证人员带备用电源来试）"
TEST_BUTTON_LEFT = "不按 T 键（由持证人员来试）"
ANSWERS = ("好", "不好", "没有", "没看")

_FIRST_WRITTEN_NUMBER = len(CHECK_POINTS) + 1
_HANG = 8.0  # numbers hang in front of their words
_SIGNATURES = 17.7
_HEAD = Type(Font.SANS_BOLD, 9.5)
_NUMERAL = Type(Font.SANS_BOLD, 12, TEAL)


class VisitForm:
    """Draws what is filled in by hand, in keying order; each part returns where it ends, in mm."""

    def __init__(self, pen: Pen, sheet: Guarded, density: Density) -> None:
        self.pen, self.sheet, self.density = pen, sheet, density

    def draw(self, y: float) -> float:
        """Draw all parts from `y` on and return where the last ends, in mm."""
        gap = self.density.gap
        y = self._draw_faults(self._draw_points(y))
        y = self._draw_records(y + gap) + gap
        is_spread = gap > GAP
        return self._draw_signatures(max(y, END - _SIGNATURES) if is_spread else y)

    def _draw_points(self, y: float) -> float:
        pen, heading = self.pen, y + 4
        pen.text(LEFT, heading, "看一看", HEADING, width=20, field="标题")
        pen.text(LEFT + 16, heading, "每项打一个钩", HINT, width=32, field="提示")
        pen.text(RIGHT_COLUMN, heading, "家里没有、看不准的也要钩", HINT, width=COLUMN - 33, field="提示")
        half = len(CHECK_POINTS) // 2
        for x, first in ((LEFT, 0), (RIGHT_COLUMN, half)):
            answer_heads(pen, _centers(x), heading, ANSWERS, _HEAD)
            pen.rule(x, heading + 2.2, COLUMN, GROUP_RULE)
            for row in range(half):
                self._draw_point(x, heading + 2.2 + row * self.density.point, first + row)
        return heading + 2.2 + half * self.density.point

    def _draw_point(self, x: float, top: float, index: int) -> None:
        pen, (number, wording) = self.pen, CHECK_POINTS[index]
        baseline = top + self.density.point / 2 + 1.6
        self._draw_numeral(x, baseline, index + 1)
        if number == TEST_BUTTON_POINT and (self.sheet.must_keep_power or self.sheet.leave_test_button):
            words = TEST_BUTTON_FORBIDDEN if self.sheet.must_keep_power else TEST_BUTTON_LEFT
            width = COLUMN - _HANG
            pen.shrunk(x + _HANG, baseline, words, BOLD, width=width, field="看一看", smallest=11)
        else:
            pen.text(x + _HANG, baseline, wording, BODY, width=43, field="看一看")
            answer_boxes(pen, _centers(x), baseline)
        pen.rule(x, top + self.density.point, COLUMN)

    def _draw_numeral(self, x: float, y: float, number: int) -> None:
        self.pen.text(x, y, str(number), _NUMERAL, width=_HANG - 3, field="项号", align="right")

    def _draw_faults(self, y: float) -> float:
        pitch, question = self.density.pitch, "不好的，写第几项、在哪里、什么样"
        end = self.pen.text(LEFT, y + pitch - 1.3, question, LABEL, width=90, field="看一看")
        self.pen.rule(end + 2, y + pitch, RIGHT - end - 2)
        self.pen.rule(LEFT, y + 2 * pitch, WIDTH)
        return y + 2 * pitch

    def _draw_records(self, y: float) -> float:
        pen, pitch = self.pen, self.density.pitch
        pen.text(LEFT, y + 4, "记一记", HEADING, width=20, field="标题")
        pen.text(LEFT + 16, y + 4, "按号从上往下写，录入也是这个顺序", HINT, width=100, field="提示")
        y += 4
        for number, (word, height, draw) in enumerate(self._records(), start=_FIRST_WRITTEN_NUMBER):
            self._draw_numeral(LEFT, y + pitch, number)
            pen.text(LEFT + _HANG, y + pitch, word, BODY, width=ANSWER - LEFT - _HANG, field="记一记")
            draw(y + pitch)
            y += height * pitch
        return y + BLANK_DEPTH

    def _records(self) -> tuple[tuple[str, int, Callable[[float], object]], ...]:
        """Return the rows that are written, in keying order: word, height in lines, how to draw it."""
        extra = self.density.extra_lines
        return (
            ("时间", 1, self._draw_times),
            ("见到谁", 1, self._draw_met),
            ("做了什么", 2, self._draw_done),
            ("用了材料", 1, self._draw_materials),
            ("近况", 1 + (extra > 0), lambda y: self._draw_lines(y, 1 + (extra > 0))),
            ("要帮什么", 1 + (extra > 1), lambda y: self._draw_lines(y, 1 + (extra > 1))),
            ("下次", 1, self._draw_next),
        )

    def _draw_times(self, y: float) -> None:
        came, left = (12.0, "月", 12.0, "日", 12.0, "时", 12.0, "分到"), (12.0, "时", 12.0, "分离开")
        fill_in(self.pen, ANSWER, y, came, BODY, width=90, field="时间")
        fill_in(self.pen, RIGHT - 46.4, y, left, BODY, width=48, field="时间")

    def _draw_met(self, y: float) -> None:
        self._draw_ticks(y, ("本人", "家属代", "没遇到"))
        self._draw_day(y, "再约")

    def _draw_done(self, y: float) -> None:
        pen, second = self.pen, y + self.density.pitch
        self._draw_ticks(y, ("查线路", "教交费", "代办", "打扫", "讲政策", "送慰问品"))
        self._draw_ticks(second, ("装夜灯",))
        x = pen.text(ANSWER + TAB, second, "持证电工", BODY, width=20, field="持证电工") + 1.5
        room = ANSWER + 4 * TAB - 4 - x
        if self.sheet.electrician:
            pen.shrunk(x, second, self.sheet.electrician, BOLD, width=room, field="持证电工", smallest=6.5)
        pen.blank(x, second, room)
        self._draw_ticks(second, ("换漏保", "换灯插座"), tab=4)

    def _draw_materials(self, y: float) -> None:
        pieces = (43.0, "数量", 13.0)
        for x in (ANSWER, RIGHT - 68.3):
            fill_in(self.pen, x, y, pieces, BODY, width=72, field="用了材料")

    def _draw_lines(self, y: float, count: int) -> None:
        for number in range(count):
            self.pen.blank(ANSWER, y + number * self.density.pitch, RIGHT - ANSWER)

    def _draw_next(self, y: float) -> None:
        due = self.sheet.next_due
        if due is None:
            fill_in(self.pen, ANSWER, y, (12.0, "月", 12.0, "日前"), BODY, width=70, field="下次")
        else:
            tick(self.pen, ANSWER, y, f"{due.month}月{due.day}日前照常", BODY, width=70, field="下次")
        self.pen.box(ANSWER + 3 * TAB, y)
        self._draw_day(y, "改到")

    def _draw_ticks(self, y: float, words: tuple[str, ...], tab: int = 0) -> None:
        for number, word in enumerate(words, start=tab):
            tick(self.pen, ANSWER + number * TAB, y, word, BODY, width=TAB + 0.5, field="记一记")

    def _draw_day(self, y: float, word: str) -> None:
        x = ANSWER + 3 * TAB + BOX_SIZE + 1.2
        fill_in(self.pen, x, y, (word, 12.0, "月", 12.0, "日"), BODY, width=RIGHT - x, field="下次")

    def _draw_signatures(self, y: float) -> float:
        pen, first, second = self.pen, y + 7.4, y + 16.4
        pen.rule(LEFT, y, WIDTH, GROUP_RULE)
        for baseline, word in ((first, "走访人"), (second, "同行人")):
            fill_in(pen, LEFT, baseline, (word, 66.0), BODY, width=COLUMN, field="签字")
        fill_in(pen, RIGHT_COLUMN, first, ("被访人", 41.0), BODY, width=60, field="签字")
        fill_in(pen, RIGHT_COLUMN, second, ("代签关系", 30.0), BODY, width=60, field="签字")
        pen.frame(RIGHT - 22, y + 1.6, 22, 16.1, HAIRLINE)
        pen.text(RIGHT - 21, y + 5.4, "手印", HINT, width=20, field="签字")
        return second + BLANK_DEPTH


def _centers(x: float) -> tuple[float, ...]:
    """Return the middles of the four columns of boxes of a column that starts at `x`."""
    return tuple(x + COLUMN - 3.4 - 9 * number for number in (3, 2, 1, 0))
