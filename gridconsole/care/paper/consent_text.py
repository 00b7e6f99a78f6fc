"""What a consent form says: the notice, and the items that are agreed to one by one."""

from dataclasses import dataclass

KEPT = "在册期间保存。不再走访或您撤回同意后，停止使用，30日内删除；法律另有规定的除外。"
SHARED_WITH = "本村（社区）网格员"
CHILD_NOT_PUBLISHED = "孩子的姓名、照片一律不公开，不用勾"


@dataclass(frozen=True)
class ConsentTerms:
    """Who collects and how to reach him, how long data is kept, who may get it; alike for a whole batch."""

    collector: str
    contact: str
    contact_phone: str
    kept: str = KEPT
    shared_with: str = SHARED_WITH


@dataclass(frozen=True)
class ScopeItem:
    """One thing that is agreed to separately: its word, what it means, whether there is a choice at all."""

    word: str
    meaning: str
    is_asked: bool = True


def notice(terms: ConsentTerms, *, for_child: bool) -> tuple[tuple[str, str], ...]:
    """Return the notice, each part with its label.

    Source: Personal Information Protection Law, articles 16, 17, 30, 31 (children below 14), 44 to 47
    (rights).
    """
    whose, you = ("孩子", "您和孩子") if for_child else ("您", "您")
    child = "未满14周岁的，全部内容都按敏感个人信息保护，专人保管，须监护人同意。"
    return (
        ("谁来收集", f"{terms.collector}，由上门走访的工作人员当面问、当面记。"),
        ("为了什么", "定期走访、检查用电安全、停电前告知、节日慰问，有事能找到人。"),
        ("收集哪些", f"{whose}的姓名、性别、出生日期、住址、电话、用电户号，家里人的姓名和电话。"),
        ("怎么使用", "只给负责走访的工作人员用，只用在上面说的事，不买卖，不外传。"),
        ("保存多久", terms.kept),
        ("交给谁", f"不交给别人。您同意第4项的，只交给{terms.shared_with}。"),
        ("不同意呢", "不影响用电，照常办电、报修；只是没法定期走访、停电前专门告知。"),
        ("您的权利", f"{you}的内容，可以查看、复制、改正、删除，可以随时撤回同意；撤回前办过的事仍然有效。"),
        *((("特别保护", child),) if for_child else ()),
        ("怎么找我们", f"{terms.contact} {terms.contact_phone}；也可以打页脚的热线。"),
    )


def scope(terms: ConsentTerms, *, for_child: bool) -> tuple[ScopeItem, ...]:
    """Return the items in keying order; health is named as an item, never as anybody's own.

    Source: articles 28 and 29 (sensitive information, separate consent).
    """
    published = ScopeItem("公开", "活动报道里提到您，先给您看过再公开")
    return (
        ScopeItem("建档", "姓名、住址、电话等记在本站台账里"),
        ScopeItem("走访", "约好时间上门，看线路、开关和灯"),
        ScopeItem("拍照", "只拍线路、表箱和灯，不拍证件、病历"),
        ScopeItem("与政府网格共享", f"把姓名、住址、电话告诉{terms.shared_with}"),
        ScopeItem(
            "医疗用电保障",
            "登记不能断电的医疗设备，停电前专门告知。属于敏感信息，泄露了对人有害，单独问。",
        ),
        ScopeItem("公开", CHILD_NOT_PUBLISHED, is_asked=False) if for_child else published,
    )
