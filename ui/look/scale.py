"""Sizes in pixels for the four text sizes."""

from dataclasses import dataclass
from enum import Enum, IntEnum


class TextSize(IntEnum):
    """Per cent of the ordinary size."""

    NORMAL = 100
    LARGER = 125
    LARGE = 150
    HUGE = 200

    @property
    def word(self) -> str:
        """The word in the menu."""
        return {100: "标准", 125: "稍大", 150: "大", 200: "特大"}[self.value] + f"（{self.value}%）"


class Part(Enum):
    """Things with a height (or width) of their own: px at 100, 125, 150 and 200 %."""

    ROW = (38, 47, 56, 76)
    ROW_OF_TWO = (54, 65, 75, 100)
    FIELD = (36, 45, 54, 72)
    CHIP = (30, 37, 44, 58)
    TABLE_HEAD = (36, 45, 54, 72)
    PANEL_HEAD = (48, 58, 68, 84)
    TOP_BAR = (52, 65, 78, 104)
    STATUS_BAR = (30, 38, 45, 60)
    RAIL_BUTTON = (56, 70, 84, 112)
    RAIL = (72, 93, 114, 144)


@dataclass(frozen=True)
class Scale:
    """Turns px at 100 % into px at the chosen text size; nothing else may scale."""

    size: TextSize = TextSize.NORMAL

    def px(self, at_100: float) -> int:
        """Whole px, rounded half up."""
        return int(at_100 * self.size / 100 + 0.5)

    def of(self, part: Part) -> int:
        """Whole px of a part with a height of its own."""
        return part.value[list(TextSize).index(self.size)]
