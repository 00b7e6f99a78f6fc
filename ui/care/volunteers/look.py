"""How the register of volunteers looks: who, since when, hours of service in a period."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from gridconsole.care.volunteering.views import Total
from gridconsole.core.ledger.snapshot import Snapshot
from ui.widgets.book.page import BookLook, columns_of
from ui.widgets.ledger_table.column import NOTHING, Cell
from ui.widgets.ledger_table.table import Wording

Totals = Mapping[UUID, Total]
EMPTY = ("还没有志愿者", "登记后可以记培训、服务时长，打印证明；也可以导入。")


@dataclass(frozen=True)
class Period:
    """A period by the word that stands for it, both days included."""

    word: str
    first: date
    last: date


def periods(today: date) -> list[Period]:
    """Return the periods that are usually asked for, none of them reaching past today."""
    quarter = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    last_year = today.year - 1
    return [
        Period("今年", date(today.year, 1, 1), today),
        Period("本季度", quarter, today),
        Period("本月", today.replace(day=1), today),
        Period("去年", date(last_year, 1, 1), date(last_year, 12, 31)),
        Period("历年", date(2000, 1, 1), today),
    ]


def volunteer_look(totals: Callable[[], Totals]) -> BookLook:
    """Return the look; `totals` are those of the period that is chosen."""
    return BookLook(
        icon="care",
        wording=Wording(
            name="志愿者", search="姓名", one="人", order="按登记先后", keys="↑↓ 选人　Enter 打开"
        ),
        columns=columns_of(
            [
                ("姓名 / 编号", 140, lambda one: Cell(*told_volunteer(one)[:2], strong=True)),
                ("服务时长", 120, lambda one: _served(totals().get(one.id))),
                ("培训", 110, lambda one: _trained(totals().get(one.id))),
                ("服务队 / 专长", 130, lambda one: Cell(one.text("team") or NOTHING, one.text("skills"))),
                ("注册", 120, lambda one: Cell(one.text("since") or NOTHING, _until(one))),
            ]
        ),
        told=told_volunteer,
        empty=EMPTY,
        deeds={"volunteers.record": "登记志愿者"},
    )


def told_volunteer(one: Snapshot) -> tuple[str, str]:
    """Return name and number."""
    return one.text("person") or NOTHING, one.text("number") or "没有编号"


def sum_words(totals: Totals) -> str:
    """Return what all volunteers did together."""
    found = totals.values()
    times, hours = sum(one.times for one in found), sum((one.hours for one in found), Decimal(0))
    trainings = sum(one.trainings for one in found)
    return f"合计服务 {times:,} 次 {plain(hours)} 小时，培训 {trainings:,} 人次"


def plain(hours: Decimal) -> str:
    """Return hours without a needless zero: 9.5, 2."""
    return f"{hours.normalize():f}"


def _served(total: Total | None) -> Cell:
    if total is None or not total.times:
        return Cell(NOTHING)
    return Cell(f"{plain(total.hours)} 小时", f"{total.times:,} 次")


def _trained(total: Total | None) -> Cell:
    if total is None or not total.trainings:
        return Cell(NOTHING)
    return Cell(f"{total.trainings:,} 次", f"{plain(total.training_hours)} 小时")


def _until(one: Snapshot) -> str:
    return f"{one.text('until')} 退出" if one["until"] else ""
