"""What can go wrong with the check of a village, in the clerk's words."""

from collections.abc import Sequence

from gridconsole.core.errors import ConsoleError


class NobodyInVillage(ConsoleError):
    """Nobody of the village stands in the ledger."""

    def __init__(self, village: str = "") -> None:
        words = f"{village}没有在册的人" if village else "台账里还没有写明村的在册人员"
        super().__init__(f"{words}，没有可核对的。", "请检查村名，或先把人录进台账。")


class WrongQuarter(ConsoleError):
    """A text names no quarter."""

    def __init__(self, text: str) -> None:
        super().__init__(f"「{text}」不是季度。", "请像 2026-Q4 这样写。")


class NoSuchCheck(ConsoleError):
    """The check isn't there."""

    def __init__(self) -> None:
        super().__init__("没有找到这张村级核对表。", "请刷新后再选。")


class CheckUnknown(ConsoleError):
    """No check of this station has the number."""

    def __init__(self, code: str) -> None:
        super().__init__(
            f"本站没有单号 {code} 的村级核对表。", "请核对表上的六位数；别的站的表请交给那个站。"
        )


class CheckReplaced(ConsoleError):
    """The list of people changed after the printing; another sheet counts now."""

    def __init__(self, code: str, why: str) -> None:
        super().__init__(f"单号 {code} 的村级核对表已作废：{why}。", "请用新打印的那一张，这张登记销毁。")


class CheckKeyed(ConsoleError):
    """The sheet was keyed in before; nothing was overwritten."""

    def __init__(self, code: str, by: str, at: str) -> None:
        super().__init__(
            f"单号 {code} 的村级核对表已由{by or '别人'}在{at}录入。",
            "没有覆盖；有出入的请到各人的档案里更正。",
        )
        self.by = by
        self.at = at


class BeingAnswered(ConsoleError):
    """A sheet that is partly keyed in is not printed again."""

    def __init__(self, villages: Sequence[str]) -> None:
        super().__init__(
            f"已开始录入的核对表不再打印：{'、'.join(villages)}。", "没有答的几行请问清后在原表上补录。"
        )
