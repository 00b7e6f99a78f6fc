"""What can go wrong with pairing, in the clerk's words."""

from collections.abc import Sequence

from gridconsole.core.errors import ConsoleError


class NoSuchHousehold(ConsoleError):
    """The household isn't there, or isn't the caller's to see."""

    def __init__(self) -> None:
        super().__init__("没有找到这一户。", "它可能已撤下，或不归您结对；请重新查找。")


class NoSuchPairing(ConsoleError):
    """The pairing isn't there."""

    def __init__(self) -> None:
        super().__init__("没有找到这条结对记录。", "请刷新后再选。")


class NoSuchHelper(ConsoleError):
    """The helper does not work at the station any more, or never did."""

    def __init__(self, name: str = "") -> None:
        words = f"{name}已不在岗，不能结对。" if name else "没有找到这位工作人员。"
        super().__init__(words, "请从在岗的工作人员里选一位。")


class AlreadyHelps(ConsoleError):
    """The helper helps this household already."""

    def __init__(self, name: str, *, main: bool) -> None:
        words = "已是这一户的主结对人" if main else "已在帮扶这一户"
        super().__init__(f"{name}{words}。", "没有改动；要换人请另选一位。")


class PairingEnded(ConsoleError):
    """The pairing ended before."""

    def __init__(self, name: str, until: str) -> None:
        super().__init__(f"{name}的结对已于{until}结束。", "没有改动。")


class WrongPairingDay(ConsoleError):
    """A help can't begin or end on this day."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence, "请改日期后再试。")


class NobodyChosen(ConsoleError):
    """No household was chosen that could be reassigned."""

    def __init__(self) -> None:
        super().__init__("没有选中要改派的户。", "请先在改派清单里选户。")


class NoCards(ConsoleError):
    """No household is left for which a card can be printed."""

    def __init__(self) -> None:
        super().__init__("没有可以打印联系卡的户。", "没有主结对人、结对人已离岗的户不打印；请先改派。")


class HelperWithoutPhone(ConsoleError):
    """A contact card without a work phone is no use."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(
            f"没有登记工作电话：{'、'.join(names)}。", "请先在工作人员里补上电话，再打印联系卡。"
        )
