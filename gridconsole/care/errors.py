"""What can go wrong with the care ledger, in the clerk's words."""

from collections.abc import Sequence
from uuid import UUID

from gridconsole.core.books.errors import AlreadyTakenBack as AlreadyTakenBack
from gridconsole.core.books.errors import ChangedSince as RecordsChangedSince
from gridconsole.core.books.errors import Conflict as Conflict
from gridconsole.core.books.errors import NotAccepted as NotAccepted
from gridconsole.core.books.errors import ReasonNeeded as ReasonNeeded
from gridconsole.core.errors import ConsoleError


class AlreadyThere(ConsoleError):
    """A person with this citizen id, or of this name in the same household, is in the ledger already."""

    def __init__(self, name: str, id: UUID, *, namesake: bool = False) -> None:
        words = "同一户已登记了同名的人" if namesake else "台账里已有这个证件号的人"
        super().__init__(f"{words}：{name}。", "请打开已有的档案补充，不要重复建档。")
        self.name, self.id = name, id


class IdTaken(AlreadyThere):
    """An earlier citizen id can't be brought back: it stands on somebody else's file by now."""

    def __init__(self, name: str, id: UUID) -> None:
        super().__init__(name, id)
        self.sentence = f"原来的证件号现在登记在{name}的档案上，没有恢复。"
        self.next_step = "请先核对并改正那份档案，再恢复这里的旧值。"


class NoSuchFile(ConsoleError):
    """The file isn't there, or isn't the caller's to see."""

    def __init__(self) -> None:
        super().__init__("没有找到这份档案。", "它可能已撤下，或不归您结对；请重新查找。")


class NothingToPrint(ConsoleError):
    """Nobody is left to visit."""

    def __init__(self) -> None:
        super().__init__("没有可以打印的走访户。", "去世、迁出、退出的人不打印走访单；请检查选择的住户。")


class UnknownGround(ConsoleError):
    """The stated ground is not one of the list."""

    def __init__(self, ground: str, known: Sequence[str]) -> None:
        super().__init__(f"没有「{ground}」这种数据依据。", f"可选：{'、'.join(known)}。")


class NumberWithoutGround(ConsoleError):
    """A document's number says nothing without the ground that it belongs to."""

    def __init__(self) -> None:
        super().__init__("写了依据文号，还没有写明数据依据。", "请同时写明数据从哪里来，如 村委会。")


class Locked(ConsoleError):
    """A value stays closed whatever the reason: consent or a stated ground is missing."""

    def __init__(self, label: str) -> None:
        super().__init__(f"「{label}」锁着，不能查看。", "请先登记知情同意，或写明数据依据。")


class ChangedSince(RecordsChangedSince):
    """Records of an import were changed after it."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(names, "人的档案")
