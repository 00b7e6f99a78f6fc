"""What can go wrong with consent forms, in the clerk's words."""

from collections.abc import Sequence

from gridconsole.core.errors import ConsoleError


class NobodyToAsk(ConsoleError):
    """Nobody is left whose consent is missing."""

    def __init__(self) -> None:
        super().__init__(
            "没有要打印同意书的人。", "已书面同意、已明确不同意、去世迁出的不再打印；要重签请直接选人。"
        )


class FormUnknown(ConsoleError):
    """No form of this station has the number."""

    def __init__(self, code: str) -> None:
        super().__init__(f"本站没有单号 {code} 的同意书。", "请核对表上的六位数；别的站的表请交给那个站。")


class NoSuchForm(ConsoleError):
    """The form isn't there."""

    def __init__(self) -> None:
        super().__init__("没有找到这张同意书。", "请重新扫码。")


class FormVoid(ConsoleError):
    """The form is no longer good; another one counts."""

    def __init__(self, code: str, why: str) -> None:
        super().__init__(f"单号 {code} 的同意书已作废：{why}。", "请用新打印的那一张，这张登记销毁。")


class FormKeyed(ConsoleError):
    """The form was keyed in before; nothing was overwritten."""

    def __init__(self, code: str, by: str, at: str) -> None:
        super().__init__(
            f"单号 {code} 的同意书已由{by or '别人'}在{at}录入。",
            "没有覆盖；同意有变的请重打一张，或登记撤回。",
        )
        self.by = by
        self.at = at


class PersonGone(ConsoleError):
    """Whose consent the form asks is not in the ledger any more."""

    def __init__(self, code: str, name: str, status: str) -> None:
        super().__init__(f"单号 {code} 是{name}的同意书，台账里已登记{status}。", "这张登记销毁，不要录入。")


class NothingToWithdraw(ConsoleError):
    """There is no consent, or none of these items, to withdraw."""

    def __init__(self, name: str, items: Sequence[str] = ()) -> None:
        words = f"没有同意过{'、'.join(items)}" if items else "没有可撤回的同意"
        super().__init__(f"{name}{words}。", "没有改动。")
