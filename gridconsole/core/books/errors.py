"""What can go wrong with any ledger, in the clerk's words."""

from collections.abc import Mapping, Sequence

from gridconsole.core.errors import ConsoleError
from gridconsole.core.ledger.snapshot import Snapshot


class NotAccepted(ConsoleError):
    """Some fields can't be saved as they were typed; `complaints` holds field key -> sentence."""

    def __init__(self, complaints: Mapping[str, str]) -> None:
        super().__init__(f"有 {len(complaints)} 处要改，还没有保存。", "请看标红的栏目。")
        self.complaints = dict(complaints)


class Conflict(ConsoleError):
    """Somebody else saved the record in between; `theirs` is how it stands now."""

    def __init__(self, by: str, labels: Mapping[str, str], theirs: Snapshot, what: str = "这份档案") -> None:
        fields = "、".join(labels.values())
        super().__init__(
            f"{what}刚被{by or '别人'}改过（{fields}），您的修改还没有保存。",
            "请对照两边的内容，再选留哪一边。",
        )
        self.keys = tuple(labels)
        self.theirs = theirs


class NoSuchRecord(ConsoleError):
    """The record isn't there, or isn't the caller's to see."""

    def __init__(self) -> None:
        super().__init__("没有找到这条记录。", "它可能已撤下，或不归您看；请重新查找。")


class LeanedOn(ConsoleError):
    """Other records hang on the one that is to be withdrawn."""

    def __init__(self) -> None:
        super().__init__("已有别的记录用到这一条，不能撤下。", "登记错了的请更正；不再用的请结束或退出。")


class ReasonNeeded(ConsoleError):
    """A deed that leaves a mark needs a reason."""

    def __init__(self, deed: str) -> None:
        super().__init__(f"{deed}要写明原因。", "请填写原因后再试。")


class WrongEnding(ConsoleError):
    """A file can't be written in the form that its name asks for."""


class ChangedSince(ConsoleError):
    """Records of an import were changed after it; they may be kept as they are."""

    def __init__(self, names: Sequence[str], what: str = "条记录") -> None:
        few = "、".join(names[:5]) + ("等" if len(names) > 5 else "")
        super().__init__(
            f"导入后又有 {len(names)} {what}被改过（{few}），没有撤回。",
            "可以只撤回没改过的，或先处理改过的。",
        )
        self.names = list(names)


class AlreadyTakenBack(ConsoleError):
    """The import was taken back before."""

    def __init__(self) -> None:
        super().__init__("这次导入已经撤回过了。", "台账没有再变。")
