"""What a person can do with the window itself."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ui.look.scale import TextSize
from ui.look.tokens import Theme
from ui.shell.curtain import KEY
from ui.shell.feature import Command, Place

if TYPE_CHECKING:
    from ui.shell.window import MainWindow

PALETTE = "window.palette"
HELP = "window.help"
RESET = "window.reset"
CURTAIN = "window.curtain"
FIX = "window.fix"
SEARCH = "找人、户号、单号或命令"
HIDDEN = Place.NONE


def resize_text(window: "MainWindow", step: int) -> None:
    """Take the next larger (1) or smaller (-1) text size, if there is one."""
    sizes = list(TextSize)
    at = sizes.index(window.look.scale.size) + step
    if 0 <= at < len(sizes):
        window.settings.pick(sizes[at])


def wear(theme: Theme) -> "Callable[[MainWindow], None]":
    """Return what changes the colours of a window."""

    def run(window: "MainWindow") -> None:
        window.settings.pick(theme)

    return run


COMMANDS: "tuple[Command[MainWindow], ...]" = (
    Command(
        PALETTE, SEARCH, "search", lambda w: w.open_palette(), "Ctrl+K", place=HIDDEN,
        help="一个框里找人、找户、开单子，也能找要做的事",
    ),
    Command(
        HELP, "这一栏怎么用", "ask", lambda w: w.open_help(), "F1", place=HIDDEN,
        help="列出最前面这一栏能做的事和按键",
    ),
    Command(
        "window.larger", "文字大一号", "show", lambda w: resize_text(w, 1), "Ctrl+=", place=HIDDEN,
        help="窗口里的字都放大，最大到 200%",
    ),
    Command(
        "window.smaller", "文字小一号", "show", lambda w: resize_text(w, -1), "Ctrl+-", place=HIDDEN,
        help="窗口里的字都缩小，最小到 100%",
    ),
    *(
        Command(
            f"window.{theme.value}", f"换成{theme.word}颜色", "settings", wear(theme), place=HIDDEN,
            help="整个窗口换颜色，下次打开还是这样",
        )
        for theme in Theme
    ),
    Command(
        CURTAIN, "遮住屏幕上的名单", "hide", lambda w: w.turn_curtain(), KEY, place=HIDDEN,
        help="有人走到柜台前，一下遮住所有的行；再按一次显示",
    ),
    Command(
        FIX, "锁住或放开各栏的位置", "lock", lambda w: w.turn_fixed(), "Ctrl+Shift+L", place=HIDDEN,
        help="锁住以后，拖不动也关不掉，不会弄乱；所长开始时是放开的",
    ),
    Command(
        RESET, "恢复默认布局", "undo", lambda w: w.reset_layout(), "Ctrl+Shift+R", place=HIDDEN,
        help="各栏回到最初的位置",
    ),
)  # fmt: skip
