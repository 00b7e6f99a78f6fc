"""The two kinds of care ledger: which columns each has, and what of a person is masked in them."""

from collections.abc import Callable
from dataclasses import dataclass

from gridconsole.care.paper.ledger_data import LedgerPerson
from gridconsole.core.identity.masking import (
    mask_account,
    mask_address,
    mask_citizen_id,
    mask_name,
    mask_phone,
)
from gridconsole.core.paper.fonts import Font
from gridconsole.core.paper.pen import TEAL, Type
from gridconsole.core.paper.table import Column

_ORDER = Type(Font.SANS, 9.4, TEAL)


@dataclass(frozen=True)
class LedgerKind:
    """One kind of ledger: its name, columns, what of a person stands in them, and the note at its end."""

    word: str
    columns: tuple[Column, ...]
    cells: Callable[[LedgerPerson], tuple[str, ...]]
    note: str


def _inspected(person: LedgerPerson) -> tuple[str, ...]:
    return (
        mask_name(person.name),
        person.sex,
        _age(person),
        "、".join(person.categories),
        mask_citizen_id(person.citizen_id),
        mask_address(person.group),
        mask_phone(person.phone),
        mask_account(person.account),
        _guardian(mask_name(person.guardian) if person.guardian else "", person),
        person.helper,
    )


def _worked_with(person: LedgerPerson) -> tuple[str, ...]:
    guardian = f"{_guardian(person.guardian, person)} {person.guardian_phone}".strip()
    return (
        person.name,
        person.sex,
        _age(person),
        "、".join(person.categories),
        person.group,
        person.phone,
        guardian,
        person.helper,
    )


def _columns(*between: Column) -> tuple[Column, ...]:
    """Return the columns of a ledger: those that both kinds share round those of one."""
    return (
        Column("序", 7.6, align="right", kind=_ORDER, gap=0),
        Column("档案号", 14.5, wraps=True),
        *between,
        Column("上次走访", 17.2, align="right", gap=1),
        Column("下次应访", 18.2, align="right", gap=3.3),
        Column("风险", 7, align="center", gap=1),
    )


INSPECTION = LedgerKind(
    "检查版",
    _columns(
        Column("姓名", 12.5, wraps=True),
        Column("性别", 7, align="center", gap=0.5),
        Column("年龄", 7, align="right", gap=0.5),
        Column("类别", 30.7, gap=2.5, wraps=True),
        Column("证件号码", 30.5),
        Column("住址", 18.5, wraps=True),
        Column("电话", 19.3, wraps=True),
        Column("户号", 22, wraps=True),
        Column("监护人", 19.9, wraps=True),
        Column("结对人", 10.3, wraps=True),
    ),
    _inspected,
    "身份证留前3后4，手机留前3后4，户号留前3后3，门牌隐去；查看全号须写明事由并留痕。",
)
WORKING = LedgerKind(
    "工作版",
    _columns(
        Column("姓名", 24, wraps=True),
        Column("性别", 7, align="center", gap=0.5),
        Column("年龄", 7, align="right", gap=0.5),
        Column("类别", 36, gap=2.5, wraps=True),
        Column("村组", 26, wraps=True),
        Column("电话", 23, wraps=True),
        Column("监护人", 45.2, wraps=True),
        Column("结对人", 13.5, wraps=True),
    ),
    _worked_with,
    "用毕交回，登记销毁；不拍照、不转发。",
)


def _guardian(name: str, person: LedgerPerson) -> str:
    relation = f"（{person.guardian_relation}）" if name and person.guardian_relation else ""
    return name + relation


def _age(person: LedgerPerson) -> str:
    return "" if person.age is None else str(person.age)
