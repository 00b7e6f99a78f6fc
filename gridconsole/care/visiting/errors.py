"""What can go wrong with visits and their sheets, in the clerk's words."""

from uuid import UUID

from gridconsole.core.errors import ConsoleError


class NoSuchVisit(ConsoleError):
    """The visit isn't there, or isn't the caller's to see."""

    def __init__(self) -> None:
        super().__init__("没有找到这次走访。", "它可能已撤下，或不归您结对；请重新查找。")


class NoSuchSheet(ConsoleError):
    """A copy isn't on the register of this station."""

    def __init__(self) -> None:
        super().__init__("单据登记里没有这张单子。", "请刷新列表后再选。")


class SheetSettled(ConsoleError):
    """A copy that is back, destroyed or void can't be taken or given back."""

    def __init__(self, code: str, copy: int, state: str) -> None:
        super().__init__(f"单号 {code} 第{copy}份{state}，不能再登记。", "请核对单号和份数。")


class SheetUnknown(ConsoleError):
    """No visit of this station has the number of the sheet."""

    def __init__(self, code: str) -> None:
        super().__init__(
            f"本站没有单号 {code} 的走访单。", "请核对单子上的六位数；别的站的单子请交给那个站。"
        )


class VisitCancelled(ConsoleError):
    """The visit of a sheet won't be made: nobody is left in the household."""

    def __init__(self, code: str, why: str, on: str) -> None:
        when = f"已于{on}" if on else "已"
        super().__init__(f"单号 {code} 的走访{when}取消：{why}。", "这张单子作废，请登记销毁，不要录入。")
        self.why = why


class AlreadyKeyed(ConsoleError):
    """The sheet was keyed in before, perhaps a moment ago by somebody else; nothing was overwritten.

    `visit_id` opens the visit for correction; `by` and `at` tell who keyed it in and when.
    """

    def __init__(self, code: str, by: str, at: str, visit_id: UUID) -> None:
        super().__init__(
            f"单号 {code} 已由{by or '别人'}在{at}录入。", "内容有出入的，请打开已录的走访更正；没有覆盖。"
        )
        self.by = by
        self.at = at
        self.visit_id = visit_id


class VisitChanged(ConsoleError):
    """Somebody else changed the visit since it was opened; nothing was written."""

    def __init__(self, by: str, at: str, visit_id: UUID) -> None:
        super().__init__(
            f"这次走访刚被{by or '别人'}在{at}改过，您录的还没有保存。", "请重新扫这张单子，看过改动再录。"
        )
        self.by = by
        self.visit_id = visit_id


class NotKeyedYet(ConsoleError):
    """Only a visit that was keyed in can be corrected."""

    def __init__(self) -> None:
        super().__init__("这次走访还没有录入，没有可更正的内容。", "请先扫单子录入。")


class NobodyToVisit(ConsoleError):
    """Nobody in the household is to be visited any more."""

    def __init__(self) -> None:
        super().__init__(
            "这一户没有要走访的人了，不能约走访，也不能录入。", "去世、迁出、退出的请先核对档案里的状态。"
        )
