"""The rules of a festival campaign: who may get something, what each gets, whether it adds up (FIELDS 3.10).

Amounts are whole fen; goods are counted by the id of their item, as text.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gridconsole.care import rules as care_rules
from gridconsole.care.due.rules import CHILD, ELDERLY, WINDOW, born_by
from gridconsole.core.calendar.dates import format_date
from gridconsole.core.calendar.festivals import CHILDREN, ELDERS, festival_day

BACK, CASH = "back", "cash"
"""Keys beside the items' ids: what came back to the store, and the cash in it."""
NOBODY_LISTED = "名单里没有人了"
IN_ALREADY = "同一户已列入"
BY_HAND = "本次不列入"
BY_AGE = "按年龄"
EVERYBODY = "全部在册"
ASKED_FOR = "点名列入"
NO_CASH = "这次慰问不发现金"

_USUAL = {CHILDREN: (care_rules.LEFT_BEHIND,), ELDERS: ELDERLY}


def usual_groups(festival: str) -> tuple[str, ...]:
    """Return the groups that a festival is for; empty when it is for everybody (FIELDS 5.3)."""
    return _USUAL.get(festival, ())


def usual_days(day: date) -> tuple[date, date]:
    """Return first and last day of the campaign for a festival on a day."""
    return day - WINDOW, day


@dataclass(frozen=True)
class Member:
    """What choosing needs to know of somebody in the ledger; `locked` for a child's closed data."""

    name: str
    status: str | None = None
    status_on: date | None = None
    born: date | None = None
    categories: tuple[str, ...] = ()
    locked: bool = False

    @property
    def stays(self) -> bool:
        """Whether somebody is in the ledger: neither dead, moved, away nor out of it."""
        return self.status in care_rules.VISITED


def children_born_after(day: date) -> date:
    """Return the day such that who was born later is visited for Children's Day of that year."""
    return born_by(festival_day(CHILDREN, day.year), CHILD)


def belongs(member: Member, groups: Sequence[str], festival: str, day: date) -> str:
    """Return why somebody belongs to one of the groups, empty when he doesn't; no groups stand for all.

    Of a child whose data is locked nothing counts but the age, and that for Children's Day only.
    """
    of_children = festival == CHILDREN
    child = of_children and member.born is not None and member.born > children_born_after(day)
    by_age = not groups or (member.locked and care_rules.LEFT_BEHIND in groups)
    if child and by_age:
        return BY_AGE
    if of_children and not groups:
        groups = (care_rules.LEFT_BEHIND,)
    if member.locked or not groups:
        return "" if groups else EVERYBODY
    return "、".join(group for group in groups if group in member.categories)


def why_out(members: Sequence[Member]) -> str:
    """Return why nobody of these gets anything: died, moved, away; empty when somebody stays."""
    if any(member.stays for member in members):
        return ""
    return "、".join(dict.fromkeys(str(member.status) for member in members)) or NOBODY_LISTED


def verdict(
    members: Sequence[Member], groups: Sequence[str], festival: str, day: date, *, asked: bool = False
) -> tuple[str, str]:
    """Return why a household is chosen and why it can't be; both are empty when it isn't meant at all.

    `asked` is a household that was named, whatever its groups.
    """
    if asked:
        out = why_out(members)
        return ("", out) if out else (ASKED_FOR, "")
    meant = [(m, why) for m in members if (why := belongs(m, groups, festival, day))]
    out = why_out([m for m, _ in meant]) if meant else ""
    reasons = dict.fromkeys(part for m, why in meant if m.stays for part in why.split("、"))
    return "、".join(reasons), out


@dataclass(frozen=True)
class Share:
    """What one household gets, or got when it was keyed in, and what of it went back to the store."""

    goods: Mapping[str, int] = field(default_factory=dict)
    cash: int = 0
    back: Mapping[str, int] = field(default_factory=dict)
    keyed: bool = False


def share_of(quantities: Mapping[str, Any], cash: int | None, keyed: bool) -> Share:
    """Return a gift's share from what is stored of it."""
    goods = {key: int(count) for key, count in quantities.items() if key != BACK}
    return Share(goods, cash or 0, dict(quantities.get(BACK) or {}), keyed)


def planned(share: Share) -> dict[str, int]:
    """Return what was meant for the household, cash under its key: what it got and what went back."""
    both = {**share.goods, CASH: share.cash}
    return {key: both.get(key, 0) + share.back.get(key, 0) for key in {**both, **share.back}}


def in_use(key: str, share: Share) -> bool:
    """Return whether a household that was keyed in got an item, or took it back to the store."""
    return share.keyed and bool(share.goods.get(key, 0) + share.back.get(key, 0))


def handed_over(plan: Mapping[str, int], handed: Mapping[str, int]) -> tuple[dict[str, Any], int]:
    """Return quantities and cash to be stored when a household took `handed` of its plan.

    Both map items, and cash under its key; the rest goes back to the store.
    """
    goods = {key: count for key, count in handed.items() if key != CASH}
    rest = {key: count - handed.get(key, 0) for key, count in plan.items() if count > handed.get(key, 0)}
    return ({**goods, BACK: rest} if rest else dict(goods)), handed.get(CASH, 0)


@dataclass(frozen=True)
class Total:
    """One item's account: what left the store is handed out, back, or still open, or differs."""

    stock: int
    handed: int
    back: int
    open: int

    @property
    def taken(self) -> int:
        """How many were given to households, in whatever state."""
        return self.handed + self.back + self.open

    @property
    def difference(self) -> int:
        """How many left the store that nobody accounts for."""
        return self.stock - self.taken


def total(key: str, stock: int, shares: Iterable[Share]) -> Total:
    """Return the account of one item, or of the cash under its key."""
    handed = back = open_ = 0
    for share in shares:
        count = share.cash if key == CASH else share.goods.get(key, 0)
        handed += count if share.keyed else 0
        open_ += 0 if share.keyed else count
        back += share.back.get(key, 0)
    return Total(stock, handed, back, open_)


def value(prices: Mapping[str, int], shares: Iterable[Share]) -> int:
    """Return in fen what was handed out: quantity x price, and cash."""
    keyed = [share for share in shares if share.keyed]
    goods = sum(count * prices.get(key, 0) for share in keyed for key, count in share.goods.items())
    return goods + sum(share.cash for share in keyed)


def complaints(
    values: Mapping[str, Any],
    handed: Mapping[str, int],
    members: Sequence[Member],
    cash_allowed: bool,
    starts: date | None = None,
) -> dict[str, str]:
    """Return field key -> sentence for what can't be of a receipt as it was keyed in (FIELDS 3.10).

    `values` holds receiver, relation, received_on, handler and second_handler; `handed` what was taken;
    `starts` is the campaign's first day.
    """
    needed = {"receiver": "领取人要填", "received_on": "领取日期要填", "handler": "经手人要填"}
    wrong = {key: words for key, words in needed.items() if not values.get(key)}
    if starts and values.get("received_on") and values["received_on"] < starts:
        wrong["received_on"] = f"早于慰问开始的日子（{format_date(starts)}）"
    if handed.get(CASH):
        wrong |= _about_cash(values, cash_allowed)
    if not any(handed.values()):
        wrong["returned"] = "什么都没有领，请写退回原因"
    if "receiver" not in wrong:
        wrong |= _about_receiver(values, members)
    return wrong


def _about_cash(values: Mapping[str, Any], allowed: bool) -> dict[str, str]:
    if not allowed:
        return {CASH: NO_CASH}
    if values.get("second_handler") in (None, "", values.get("handler")):
        return {"second_handler": "发现金要两个人经手"}
    return {}


def _about_receiver(values: Mapping[str, Any], members: Sequence[Member]) -> dict[str, str]:
    own = [member for member in members if member.name == values["receiver"]]
    if not own:
        return {} if values.get("relation") else {"relation": "领取人不是登记的本户人，要写与本人关系"}
    on = values.get("received_on")
    died = [m.status == "去世" and (m.status_on is None or on is None or on >= m.status_on) for m in own]
    return {"receiver": f"{values['receiver']}已登记去世，不能领取"} if all(died) else {}
