"""The care ledger in the window, declared as data."""

from typing import TYPE_CHECKING

from gridconsole.core.caller import Role
from ui.shell.feature import Command, Feature, PanelContext, Place

if TYPE_CHECKING:
    from ui.care.panel import CarePanel
    from ui.shell.guide import Guide

MAY_WRITE = frozenset({Role.CLERK, Role.MANAGER})
HIDDEN = Place.NONE
FIND = "找人、户号、档案号"


def make_panel(context: PanelContext) -> "CarePanel":
    """Make the panel; what it needs is imported only now, after the first paint."""
    from ui.care.panel import CarePanel

    return CarePanel(context)


def tour(guide: "Guide") -> None:
    """Show what the panel can do."""
    from ui.care.tour import show_care

    show_care(guide)


FEATURE: "Feature[CarePanel]" = Feature(
    id="care",
    title="特殊群体",
    heading="特殊群体台账",
    icon="care",
    make_panel=make_panel,
    may_close=lambda panel: panel.may_close(),
    tour=tour,
    commands=(
        Command("care.import", "导入", "import", lambda p: p.start_import(), "Ctrl+I", MAY_WRITE),
        Command("care.new", "新建", "add", lambda p: p.make_new(), "Ctrl+N", MAY_WRITE, filled=True),
        Command("care.find", FIND, "search", lambda p: p.find_person(), "Ctrl+F", place=Place.SEARCH),
        Command("care.save", "保存", "save", lambda p: p.save(), "Ctrl+S", MAY_WRITE, HIDDEN),
        Command("care.print", "打印走访单", "print", lambda p: p.print_sheets(), "Ctrl+P", place=HIDDEN),
        Command("care.export", "导出", "export", lambda p: p.export(), None, MAY_WRITE, HIDDEN),
        Command("care.imports", "导入记录", "history", lambda p: p.list_imports(), None, MAY_WRITE, HIDDEN),
    ),
)
