"""The upper half of a blank visit sheet: whose door is written by hand."""

from gridconsole.care.visit_sheet_household import draw_open_appointment
from gridconsole.care.visit_sheet_layout import BODY, BOLD, HEADING, NOTE, RIGHT_COLUMN, TITLE, Density
from gridconsole.core.paper.form import fill_in, tick
from gridconsole.core.paper.page import LEFT, RIGHT, WIDTH
from gridconsole.core.paper.pen import GROUP_RULE, Pen

_TITLE_AT = 23.5  # baseline
_TAB = 20.0
_PEOPLE = 2
_CONSENT_FIRST = "先请对方看告知同意书，同意了再写"
_POWER_FIRST = "先问一句：有没有不能断电的设备；有的，不要拉总开关"


class BlankHouseholdPart:
    """Draws blanks for what the station does not know yet; each part returns where it ends, in mm."""

    def __init__(self, pen: Pen, density: Density) -> None:
        self.pen, self.density = pen, density

    def draw(self) -> float:
        """Draw all parts and return where the last ends, in mm."""
        gap = self.density.gap
        y = self._draw_household(self._draw_title())
        y = self._draw_before_entering(y + gap)
        return draw_open_appointment(self.pen, y + gap)

    def _draw_title(self) -> float:
        pen, y = self.pen, _TITLE_AT
        x = pen.text(LEFT, y, "结对走访单", TITLE, width=40, field="标题") + 4
        x = pen.text(x, y, "空白单·录入时先建档", BOLD, width=60, field="标题") + 4
        pen.text(x, y, _CONSENT_FIRST, NOTE, width=RIGHT - x, field="提示", align="right")
        return y + 2.4

    def _draw_household(self, y: float) -> float:
        for _ in range(_PEOPLE):
            y += self.density.pitch
            self._draw_person(y)
        for draw in (self._draw_place, self._draw_way, self._draw_phone, self._draw_relative):
            y += self.density.pitch
            draw(y)
        return y + 2

    def _draw_person(self, y: float) -> None:
        pen, x = self.pen, RIGHT_COLUMN
        self._draw_blank(LEFT, y, "姓名", 58)
        for number, sex in enumerate(("男", "女")):
            tick(pen, x + number * 13, y, sex, BODY, width=12, field="性别")
        fill_in(pen, x + 34, y, (24.0, "岁"), BODY, width=RIGHT - x - 34, field="年龄")

    def _draw_place(self, y: float) -> None:
        pieces = (28.0, "乡镇", 30.0, "村", 18.0, "组", 20.0, "号")
        self._draw_word(LEFT, y, "住址")
        fill_in(self.pen, LEFT + _TAB, y, pieces, BODY, width=WIDTH - _TAB, field="住址")

    def _draw_way(self, y: float) -> None:
        self._draw_blank(LEFT, y, "怎么走", WIDTH - _TAB)

    def _draw_phone(self, y: float) -> None:
        self._draw_blank(LEFT, y, "本人电话", 58)
        self._draw_blank(RIGHT_COLUMN, y, "另一电话", RIGHT - RIGHT_COLUMN - _TAB)

    def _draw_relative(self, y: float) -> None:
        pen = self.pen
        self._draw_word(LEFT, y, "家里人")
        pieces = (40.0, "关系", 18.0, "电话")
        x = fill_in(pen, LEFT + _TAB, y, pieces, BODY, width=WIDTH - _TAB, field="家里人")
        pen.blank(x, y, RIGHT - x)

    def _draw_before_entering(self, y: float) -> float:
        pen, pitch = self.pen, self.density.pitch
        pen.rule(LEFT, y, WIDTH, GROUP_RULE)
        pen.text(LEFT, y + 6, "进门前要知道", HEADING, width=40, field="标题")
        pen.text(RIGHT - 110, y + 6, _POWER_FIRST, NOTE, width=110, field="提示", align="right")
        pen.rule(LEFT, y + 6 + pitch, WIDTH)
        return y + 6 + pitch + 1

    def _draw_blank(self, x: float, y: float, word: str, length: float) -> None:
        self._draw_word(x, y, word)
        self.pen.blank(x + _TAB, y, length)

    def _draw_word(self, x: float, y: float, word: str) -> None:
        self.pen.text(x, y, word, BODY, width=_TAB - 0.5, field="标题")
