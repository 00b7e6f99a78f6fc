"""What can go wrong with the due list, in the clerk's words."""

from collections.abc import Sequence
from datetime import date

from gridconsole.core.calendar.dates import format_date
from gridconsole.core.errors import ConsoleError


class NoSuchMonth(ConsoleError):
    """A text that names no month."""

    def __init__(self, text: str) -> None:
        super().__init__(f"「{text}」不是月份。", "请像 2026-09 这样写年和月。")


class NoSuchFestival(ConsoleError):
    """A festival for which nobody is visited."""

    def __init__(self, text: str, known: Sequence[str]) -> None:
        super().__init__(f"没有「{text}」这个节日。", f"可选：{'、'.join(known)}。")


class OtherMonth(ConsoleError):
    """The festival does not fall into the chosen month."""

    def __init__(self, festival: str, day: date) -> None:
        super().__init__(f"{festival}不在所选的月份里。", f"那一年的{festival}是{format_date(day)}。")


class NotOnTheWay(ConsoleError):
    """A household that is not walked to: not there, not the caller's, or nobody to visit in it."""

    def __init__(self) -> None:
        super().__init__("这一户不在走访路线上。", "它可能已撤下，或家里没有在册的人；请刷新后再排。")


class OtherVillage(ConsoleError):
    """Two households of different villages are not put next to one another."""

    def __init__(self) -> None:
        super().__init__(
            "两户不在同一个村，顺序没有改。", "走访顺序只在一个村里调整；村名不对的，请先改住址。"
        )
