"""How the books of the care ledger look: pairings, night-lights, needs, visits."""

from gridconsole.core.books.filter import BookFilter
from gridconsole.core.ledger.snapshot import Snapshot
from ui.look.tokens import Tone
from ui.widgets.book.page import BookLook, columns_of
from ui.widgets.ledger_table.column import NOTHING, Cell
from ui.widgets.ledger_table.table import Narrowing, Wording

SEARCH = "姓名、拼音、电话尾号、户号、档案号"
KEYS = "↑↓ 选一行　Enter 打开"
LIGHT_STATES = {"正常": ("done", Tone.GREEN), "电量低": ("due", Tone.AMBER), "损坏": ("late", Tone.RED)}


def household(one: Snapshot) -> Cell:
    """Return who it is about: names over place and file number."""
    place = f"{one['village'] or ''}{one['group'] or ''}　{one['file_number'] or ''}"
    return Cell(str(one["names"] or NOTHING), place.strip(), strong=True)


def told_household(one: Snapshot) -> tuple[str, str]:
    """Return what a record of a household is called."""
    return str(one["names"] or NOTHING), household(one).second


def _wording(name: str, one: str, order: str = "新的在前") -> Wording:
    return Wording(name=name, search=SEARCH, one=one, order=order, keys=KEYS)


PAIRINGS = BookLook(
    icon="care",
    wording=_wording("结对帮扶", "条结对"),
    columns=columns_of(
        [
            ("住户", 170, household),
            ("结对人", 120, lambda one: Cell(one.text("person") or NOTHING, _main(one))),
            ("起止", 130, lambda one: Cell(one.text("since") or NOTHING, _until(one))),
            ("发卡", 90, lambda one: Cell(one.text("card_given_on") or NOTHING)),
        ]
    ),
    told=told_household,
    empty=("还没有结对记录", "给住户选了结对人，这里就有记录；也可以导入。"),
    narrowings=(
        Narrowing("在结对", BookFilter("now")),
        Narrowing("主结对", BookFilter("main"), counted=False),
        Narrowing("已结束", BookFilter("ended"), counted=False),
        Narrowing("全部", BookFilter(), counted=False, whole=True),
    ),
)
NIGHT_LIGHTS = BookLook(
    icon="bolt",
    wording=_wording("暖心夜灯", "盏"),
    columns=columns_of(
        [
            ("状态", 96, lambda one: _light_state(one)),
            ("住户", 170, household),
            ("位置 / 型号", 140, lambda one: Cell(one.text("place") or NOTHING, one.text("model"))),
            ("安装 / 查看", 130, lambda one: Cell(one.text("installed_on") or NOTHING, _seen(one))),
        ]
    ),
    told=told_household,
    empty=("还没有夜灯", "走访时装了夜灯，录入走访单就会登记；也可以导入。"),
    narrowings=(
        Narrowing("在用", BookFilter("there")),
        Narrowing("要处理", BookFilter("faulty"), "late"),
        Narrowing("全部", BookFilter(), counted=False, whole=True),
    ),
)
NEEDS = BookLook(
    icon="ask",
    wording=_wording("帮扶需求", "件"),
    columns=columns_of(
        [
            ("住户", 170, household),
            ("要帮什么", 220, lambda one: Cell(one.text("what") or NOTHING, f"{one.text('raised_on')} 提出")),
            ("答应", 130, lambda one: Cell(one.text("promised_for") or NOTHING, one.text("promised_by"))),
            ("办好", 110, lambda one: Cell(one.text("fulfilled_on") or NOTHING, one.text("fulfilled_by"))),
        ]
    ),
    told=told_household,
    empty=("没有登记需求", "走访单上「要帮什么」录入后会列在这里。"),
    narrowings=(
        Narrowing("未办", BookFilter("open")),
        Narrowing("超期", BookFilter("late"), "late"),
        Narrowing("已办好", BookFilter("done"), counted=False),
        Narrowing("全部", BookFilter(), counted=False, whole=True),
    ),
)
VISITS = BookLook(
    icon="visit",
    wording=_wording("走访记录", "次"),
    columns=columns_of(
        [
            ("走访日期", 116, lambda one: Cell(one.text("visited_on") or NOTHING, one.text("came"))),
            ("住户", 170, household),
            ("见到谁", 96, lambda one: Cell(one.text("met") or NOTHING, one.text("mode"))),
            ("走访人", 120, lambda one: Cell(one.text("visitors") or NOTHING)),
            ("做了什么", 150, lambda one: Cell(one.text("done") or NOTHING)),
        ]
    ),
    told=told_household,
    empty=("还没有走访记录", "录入带回来的走访单，或导入以前的走访登记表。"),
)

LOOKS = {"night-lights": NIGHT_LIGHTS, "needs": NEEDS}
"""The books that have nothing special on the screen."""


def _main(one: Snapshot) -> str:
    return "主结对人" if one["main"] else "协助"


def _until(one: Snapshot) -> str:
    return f"至 {one.text('until')}" if one["until"] else "至今"


def _seen(one: Snapshot) -> str:
    return f"{one.text('seen_on')} 看过" if one["seen_on"] else "还没有查看"


def _light_state(one: Snapshot) -> Cell:
    state = "已拆除" if one["removed_on"] else one.text("state") or "正常"
    icon, tone = LIGHT_STATES.get(state, ("info", Tone.GREY))
    return Cell(state, icon=icon, tone=tone, filled=tone is Tone.RED)
