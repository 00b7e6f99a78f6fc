"""What can go wrong with the care ledger, in the clerk's words."""

from collections.abc import Mapping
from uuid import UUID

from gridconsole.core.errors import ConsoleError
from gridconsole.core.ledger.snapshot import Snapshot


class NotAccepted(ConsoleError):
    """Some fields can't be saved as they were typed; `complaints` holds field key -> sentence."""

    def __init__(self, complaints: Mapping[str, str]) -> None:
        super().__init__(f"有 {len(complaints)} 处要改，还没有保存。", "请看标红的栏目。")
        self.complaints = dict(complaints)


class AlreadyThere(ConsoleError):
    """A person with this citizen id is in the ledger already."""

    def __init__(self, name: str, id: UUID) -> None:
        super().__init__(f"台账里已有这个证件号的人：{name}。", "请打开已有的档案补充，不要重复建档。")
        self.id = id


class Conflict(ConsoleError):
    """Somebody else saved the record in between; `theirs` is how it stands now."""

    def __init__(self, by: str, labels: Mapping[str, str], theirs: Snapshot) -> None:
        fields = "、".join(labels.values())
        super().__init__(f"这份档案刚被{by or '别人'}改过（{fields}），您的修改还没有保存。", "请对照两边的内容，再选留哪一边。")
        self.keys = tuple(labels)
        self.theirs = theirs


class NoSuchFile(ConsoleError):
    """The file isn't there, or isn't the caller's to see."""

    def __init__(self) -> None:
        super().__init__("没有找到这份档案。", "它可能已撤下，或不归您结对；请重新查找。")


class ReasonNeeded(ConsoleError):
    """A deed that leaves a mark needs a reason."""

    def __init__(self, deed: str) -> None:
        super().__init__(f"{deed}要写明原因。", "请填写原因后再试。")


class NothingToPrint(ConsoleError):
    """Nobody is left to visit."""

    def __init__(self) -> None:
        super().__init__("没有可以打印的走访户。", "去世、迁出、退出的人不打印走访单；请检查选择的住户。")


class ChangedSince(ConsoleError):
    """Records of an import were changed after it."""

    def __init__(self, names: list[str]) -> None:
        few = "、".join(names[:5]) + ("等" if len(names) > 5 else "")
        super().__init__(f"导入后又有 {len(names)} 人的档案被改过（{few}），没有撤回。", "可以只撤回没改过的，或先处理这些档案。")
        self.names = names


class AlreadyTakenBack(ConsoleError):
    """The import was taken back before."""

    def __init__(self) -> None:
        super().__init__("这次导入已经撤回过了。", "台账没有再变。")
