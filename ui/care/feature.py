"""The care ledger in the window, declared as data."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from gridconsole.core.caller import Role
from ui.care.finding import FINDS
from ui.shell.feature import EVERYBODY, Command, Feature, PanelContext, Place, Scans

if TYPE_CHECKING:
    from ui.care.panel import CarePanel
    from ui.shell.guide import Guide

MAY_WRITE = frozenset({Role.CLERK, Role.MANAGER})
HIDDEN = Place.NONE
PAGES = (
    ("people", "人员", "care", EVERYBODY, "全站的特殊群体，一人一行，超期的在前"),
    ("due", "应访名单", "visit", EVERYBODY, "到期、快到期要去走访的户，可以约时间、排次序"),
    ("keying", "录入台", "edit", MAY_WRITE, "扫码或输单号，把带回来的单子录进去"),
    ("visits", "走访记录", "visit", EVERYBODY, "每一次走访：哪天、谁去、见到谁、做了什么"),
    ("pairings", "结对", "care", MAY_WRITE, "谁和哪一户结对，从哪天到哪天"),
    ("night-lights", "暖心夜灯", "bolt", MAY_WRITE, "装在谁家、好不好，要处理的单独列出"),
    ("needs", "帮扶需求", "ask", MAY_WRITE, "谁家要帮什么，答应哪天办好"),
    ("festivals", "节日慰问", "gift", MAY_WRITE, "定名单、备物资、录领取"),
    ("village", "村级核对", "house", MAY_WRITE, "按季度和村里核对：还在、搬走、去世、新增"),
    ("consents", "同意书", "file", MAY_WRITE, "谁还没有签，打印、收回、撤回"),
    ("volunteers", "志愿者", "person", MAY_WRITE, "志愿者名册、培训和服务时长"),
    ("register", "单据登记", "print", MAY_WRITE, "打印过的单子在谁手里，交回了没有"),
)
"""Id of a page of the panel, what it is called, its icon, who may see it, what it is for."""
KEYS = (
    ("↑ ↓", "在表里换一行"),
    ("Enter", "打开这一行；在档案里到下一格"),
    ("空格", "选上或放下这一行"),
    ("Shift+↑ ↓", "连着选几行"),
    ("Ctrl+A", "全部选上"),
    ("Ctrl+C", "复制选上的行，号码遮挡"),
    ("Home End", "到第一行、最后一行"),
    ("Esc", "放下选择；关上档案"),
    ("数字键", "录入单子时打钩、选答案"),
    ("F8", "核对导入时，到下一处要看的"),
)


def make_panel(context: PanelContext) -> "CarePanel":
    """Make the panel; what it needs is imported only now, after the first paint."""
    from ui.care.panel import CarePanel

    return CarePanel(context)


def is_code(digits: str) -> bool:
    """Return whether digits are what the code on a paper holds."""
    from gridconsole.care.scanning import BadScan, parse_scan

    try:
        return parse_scan(digits).kind is not None
    except BadScan:
        return False


def tour(guide: "Guide") -> None:
    """Show what the panel can do."""
    from ui.care.tour import show_care

    show_care(guide)


def show_page(page: str) -> Callable[["CarePanel"], None]:
    """Return what brings a page of the panel to the front."""

    def run(panel: "CarePanel") -> None:
        panel.pages.show_page(page)

    return run


def print_keys(panel: "CarePanel") -> None:
    """Print the keys of the whole window on one page."""
    from ui.care.key_paper import print_keys

    print_keys(panel.context, panel.ledger_papers)


FEATURE: "Feature[CarePanel]" = Feature(
    id="care",
    title="特殊群体",
    heading="特殊群体台账",
    icon="care",
    make_panel=make_panel,
    may_close=lambda panel: panel.may_close(),
    tour=tour,
    finds=FINDS,
    scans=Scans(is_code, lambda panel, digits: panel.open_scanned(digits)),
    keys=KEYS,
    commands=(
        Command(
            "care.import", "导入", "import", lambda p: p.start_import(), "Ctrl+I", MAY_WRITE,
            help="把站里现有的表格导入进来，写入以前逐行核对",
        ),
        Command(
            "care.new", "新建", "add", lambda p: p.make_new(), "Ctrl+N", MAY_WRITE, filled=True,
            help="手工建一份档案，或在最前面的台账里加一条",
        ),
        Command(
            "care.find", "在台账里找", "search", lambda p: p.find_person(), "Ctrl+F", place=HIDDEN,
            help="到最前面那一页的查找框，表里只留下找到的",
        ),
        Command(
            "care.save", "保存", "save", lambda p: p.save(), "Ctrl+S", MAY_WRITE, HIDDEN,
            help="保存打开的档案、记录或单子",
        ),
        Command(
            "care.print", "打印走访单", "print", lambda p: p.print_paper(), "Ctrl+P", place=HIDDEN,
            help="打印最前面那一页的单子：选上的人或户的走访单、核对表、同意书、发放清单",
        ),
        Command(
            "care.export", "导出", "export", lambda p: p.export(), None, MAY_WRITE, HIDDEN,
            help="把台账写成表格，证件号、电话、户号、门牌遮挡",
        ),
        Command(
            "care.imports", "导入记录", "history", lambda p: p.list_imports(), None, MAY_WRITE, HIDDEN,
            help="以前的导入，哪一次都可以整批撤回",
        ),
        Command(
            "care.print_inspection", "打印检查版…", "print", lambda p: p.ledger_papers.ask("检查版"), None,
            MAY_WRITE, HIDDEN, help="整本台账，姓名、证件号、电话、户号、门牌都遮挡，给检查的人看",
        ),
        Command(
            "care.print_working", "打印工作版…", "print", lambda p: p.ledger_papers.ask("工作版"), None,
            MAY_WRITE, HIDDEN, help="整本台账，姓名、村组、电话是全文，要写明原因，打印会留痕",
        ),
        *(
            Command(f"care.show.{id}", f"打开{title}", icon, show_page(id), None, right, HIDDEN, help=help)
            for id, title, icon, right, help in PAGES
        ),
        Command(
            "care.print_keys", "打印按键一览", "print", print_keys, place=Place.HELP,
            help="常用的按键排在一张 A4 上，可以贴在柜台里面",
        ),
    ),
)  # fmt: skip
