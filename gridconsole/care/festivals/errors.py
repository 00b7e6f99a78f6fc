"""What can go wrong with festival campaigns, in the clerk's words."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from gridconsole.core.calendar.dates import format_date
from gridconsole.core.errors import ConsoleError

FEW = 5


class NoSuchCampaign(ConsoleError):
    """The campaign isn't there."""

    def __init__(self) -> None:
        super().__init__("没有找到这次慰问。", "它可能已撤下；请在慰问列表里重新选。")


class CampaignThere(ConsoleError):
    """The festival has its campaign of the year already; `id` opens it."""

    def __init__(self, title: str, id: UUID) -> None:
        super().__init__(f"{title}已经登记过了。", "请打开已有的那一次补充，不要重复登记。")
        self.id = id


class CampaignClosed(ConsoleError):
    """Nothing is changed in a campaign that was closed."""

    def __init__(self, title: str, on: date) -> None:
        super().__init__(f"{title}已于{format_date(on)}结束登记。", "要改的话，请先重新打开，并写明原因。")


class NobodyLeft(ConsoleError):
    """No household is left for a list; `why` says for the first few what keeps them out."""

    def __init__(self, why: Sequence[str] = ()) -> None:
        few = "、".join(why[:FEW]) + ("等" if len(why) > FEW else "")
        super().__init__(
            f"慰问名单里没有人了{f'（{few}）' if few else ''}。",
            "请改选对象类别或村，或先核对住户的在册状态。",
        )


class NothingToGive(ConsoleError):
    """No goods and no cash are meant for anybody on the list."""

    def __init__(self, title: str) -> None:
        super().__init__(f"{title}还没有登记发什么。", "请先登记慰问物资和每户数量，再打印领取单。")


class HouseholdGone(ConsoleError):
    """Nobody of a household that was named is in the ledger any more."""

    def __init__(self, why: str) -> None:
        super().__init__(f"这一户没有在册的人：{why}。", "状态登记错了的，请先到档案里更正，再列入。")


class OverStock(ConsoleError):
    """More goods would be given than left the store; `item` is the item's id."""

    def __init__(self, name: str, unit: str, stock: int, needed: int, item: UUID) -> None:
        super().__init__(
            f"{name}出库 {stock} {unit}，一共要 {needed} {unit}，多了 {needed - stock} {unit}。",
            "请减少数量或户数；出库数量记错了的，请先更正。",
        )
        self.item = item


class NotOutOfStore(ConsoleError):
    """Goods can't be handed out before what left the store is noted; `item` is the item's id."""

    def __init__(self, name: str, item: UUID) -> None:
        super().__init__(f"{name}还没有登记出库数量。", "请先在慰问物资里填出库数量，再录入。")
        self.item = item


class NoCash(ConsoleError):
    """The campaign gives no cash."""

    def __init__(self) -> None:
        super().__init__("这次慰问没有登记发现金。", "确实要发的，请先在慰问里把「发现金」改为是。")


class ItemInUse(ConsoleError):
    """An item that was handed out stays on the list."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name}已有住户领取，不能撤下。", "不再发的，请把每户数量改为 0。")


class NoSuchReceipt(ConsoleError):
    """No gift of this station has the number of the receipt, or the id."""

    def __init__(self, code: str = "") -> None:
        numbered = f"单号 {code} 的" if code else "这张"
        super().__init__(f"本站没有{numbered}领取单。", "请核对单子上的六位数；别的站的单子请交给那个站。")


class LeftOut(ConsoleError):
    """The household was taken off the list; its receipt is no longer good."""

    def __init__(self, code: str, why: str) -> None:
        super().__init__(
            f"单号 {code} 的领取单已作废，这户不再列入：{why}。", "请登记销毁；东西已发到户的，请先重新列入。"
        )


class ReceiptKeyed(ConsoleError):
    """The receipt was keyed in before, perhaps a moment ago by somebody else; nothing was overwritten.

    `gift_id` opens it for correction.
    """

    def __init__(self, code: str, by: str, at: str, gift_id: UUID) -> None:
        super().__init__(
            f"单号 {code} 已由{by or '别人'}在{at}录入。", "内容有出入的，请打开更正，并写明原因；没有覆盖。"
        )
        self.gift_id = gift_id


class NotKeyed(ConsoleError):
    """Only a receipt that was keyed in can be corrected."""

    def __init__(self) -> None:
        super().__init__("这张领取单还没有录入，没有可更正的内容。", "请先扫单子录入。")


class ChangedMeanwhile(ConsoleError):
    """Somebody else changed the record since it was opened; nothing was written."""

    def __init__(self, by: str) -> None:
        super().__init__(f"这一条刚被{by or '别人'}改过，您的修改还没有保存。", "请重新打开，看过改动再改。")


class ReceiptsOut(ConsoleError):
    """A campaign isn't closed while receipts are still to be keyed in."""

    def __init__(self, codes: Sequence[str]) -> None:
        few = "、".join(codes[:FEW]) + ("等" if len(codes) > FEW else "")
        super().__init__(
            f"还有 {len(codes)} 户的领取单没有录入（{few}），不能结束登记。",
            "请录入；没有送到的，登记退回或不再列入。",
        )


class DoesNotAddUp(ConsoleError):
    """What was handed out and came back isn't what left the store, and nobody says why."""

    def __init__(self, differences: Sequence[str]) -> None:
        super().__init__(
            f"出库与发放、退回对不上：{'；'.join(differences)}。",
            "请核对数量；核对不了的，请写明原因再结束。",
        )
        self.differences = tuple(differences)
