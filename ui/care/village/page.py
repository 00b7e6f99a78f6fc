"""The quarterly checks with the villages: which are printed, which came back, what changed, what is open."""

from collections.abc import Callable, Sequence
from typing import BinaryIO

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gridconsole.care.village.rules import parts_of
from gridconsole.core.caller import Role
from gridconsole.core.progress import Progress
from ui.care.keying.village import quarter_words
from ui.care.village.lines import CheckPanel, Unanswered
from ui.care.village.rows import State, Village, VillageSource, village_columns
from ui.look.parts.buttons import Button, Kind
from ui.look.parts.empty import EmptyState
from ui.look.parts.inputs import Choice
from ui.look.scale import TextSize
from ui.shell.feature import PanelContext
from ui.shell.worker import Latest
from ui.widgets.ear import Ear
from ui.widgets.ledger_form.asking import Choosing
from ui.widgets.ledger_table.table import LedgerTable, Narrowing, Wording
from ui.widgets.page import CatchingUp
from ui.widgets.papers import Papers
from ui.widgets.split import Split

PAPER = "村级核对表"
QUARTERS_BACK = 4
CONCERNED = {"village_check", "village_answer", "care_person", "household"}
WORDING = Wording(
    name="各村核对", search="村名、单号", one="个村", order="按村名", keys="↑↓ 选村　Enter 打开"
)
NARROWINGS = (
    Narrowing("全部", "", counted=False),
    *(Narrowing(state.value, state.value) for state in State),
)


class VillagePage(CatchingUp):
    """`key_in` brings the keying desk to the front; refreshes itself after every write that concerns it."""

    def __init__(self, context: PanelContext, key_in: Callable[[], object]) -> None:
        super().__init__(CONCERNED)
        self._context, self._look, self._key_in = context, context.look, key_in
        look = context.look
        self.source = VillageSource(context.console, context.caller)
        self.empty = EmptyState(
            look, "house", "台账里还没有写明村", "有了写明村的在册人员，就能打印村级核对表。"
        )
        self.table = LedgerTable[str](
            context, self.source, village_columns(), NARROWINGS, WORDING, self.empty
        )
        self.panel = CheckPanel(look)
        self.papers = Papers(context, self)
        self._quarters = quarters_until(self.source.quarter)
        self.quarters = Choice(look, [quarter_words(quarter) for quarter in self._quarters])
        self.print_button = Button(look, "打印全部村", "print")
        self.dialog: Choosing | None = None
        self._reading = Latest[tuple[Sequence[Village], Unanswered]](context.worker, self)
        self._asking = Latest[Sequence[Village]](context.worker, self)
        self._opened = False
        self._chosen = ""
        self._build()
        self._connect()
        self.start()

    def start(self) -> None:
        """Read again for whoever acts now."""
        if self._context.caller().role is not Role.VOLUNTEER:
            self.source.forget()
            self.table.start()
            self._read()

    def refresh(self) -> None:
        """Read again; the village that is open stays."""
        if self._context.caller().role is not Role.VOLUNTEER:
            self.source.forget()
            self.table.refresh()
            self._read()

    def start_search(self) -> None:
        """Go to the search box."""
        self._back()
        self.table.focus_search()

    def open(self, village: Village) -> None:
        """Show a village's check."""
        self._chosen, self._opened = village.name, True
        self._read()
        self._arrange()

    def print_village(self, village: Village) -> None:
        """Print one village's sheet."""
        self._print([village.name])

    @property
    def paper(self) -> str:
        """The sheets of the quarter."""
        return f"打印{PAPER}"

    def print_paper(self) -> None:
        """Print the sheet of the village that is open, else those of all."""
        if self.panel.village is not None and (self._opened or not self._one_panel):
            self.print_village(self.panel.village)
        else:
            self.print_all()

    def print_all(self) -> None:
        """Print the sheets of all villages that are not being keyed in, after asking."""
        self._asking.run(self.source.villages, self._ask)

    def _ask(self, villages: Sequence[Village]) -> None:
        names = [one.name for one in villages if not one.is_begun]
        if not names:
            self._context.messages.toast("这个季度的核对表都已录入，不用再打印")
            return
        left = len(villages) - len(names)
        out = f"另有 {left:,} 个村已经在录入，不再打印。" if left else ""
        sentence = f"要打印 {len(names):,} 个村的核对表，一村一份，姓名是全文，打印会留痕。{out}"
        answers = [("取消", Kind.PLAIN), (f"打印 {len(names):,} 个村", Kind.PRIMARY)]
        self.dialog = Choosing(self._look, f"打印{PAPER}", sentence, answers, self.window())
        self.dialog.chosen.connect(lambda number: self._print(names) if number else None)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.open()

    def _print(self, names: Sequence[str]) -> None:
        checks, caller, quarter = (
            self._context.console.care.village_checks, self._context.caller(), self.source.quarter,
        )  # fmt: skip

        def draw(stream: BinaryIO, progress: Progress) -> int:
            return checks.print(caller, stream, names, quarter, progress)

        self.papers.make(PAPER, draw, "页")

    def _read(self) -> None:
        checks, caller, source = (
            self._context.console.care.village_checks, self._context.caller(), self.source,
        )  # fmt: skip
        self._reading.run(lambda: (source.villages(), checks.unanswered(caller)), self._show)

    def _show(self, found: tuple[Sequence[Village], Unanswered]) -> None:
        villages, unanswered = found
        one = next((each for each in villages if each.name == self._chosen), None)
        if one is None and villages and not self._one_panel:
            one = villages[0]
        self._chosen = one.name if one else ""
        self.panel.show_village(one, self.source.quarter, unanswered)
        self.print_button.setEnabled(bool(villages))
        self._arrange()

    def _moved(self) -> None:
        current = self.table.view.current()
        if current is not None and not self._one_panel and current["village"].name != self._chosen:
            self._chosen = current["village"].name
            self._read()

    def _turn(self, at: int) -> None:
        self.source.quarter = self._quarters[at]
        self.start()

    def _back(self) -> None:
        self._opened = False
        self._arrange()
        self.table.view.setFocus()

    @property
    def _one_panel(self) -> bool:
        return self._look.scale.size is TextSize.HUGE

    def _arrange(self) -> None:
        """Leave the village's place out while there is none; at 200 % show one of the two."""
        one, has_file = self._one_panel, self.panel.village is not None
        self.panel.back.setVisible(one)
        self.panel.setVisible(self._opened if one else has_file)
        self.table.setVisible(not (one and self._opened))
        self._bar.setVisible(not (one and self._opened))

    def _build(self) -> None:
        self._column, self._bar = QVBoxLayout(self), QWidget()
        self._top = QHBoxLayout(self._bar)
        self.quarters.setAccessibleName("季度")
        self.quarters.setMinimumContentsLength(11)
        self._top.addWidget(self.quarters)
        self._top.addStretch(1)
        self._top.addWidget(self.print_button)
        self._split = Split(self._look)
        self._split.addWidget(self.table)
        self._split.addWidget(self.panel)
        self._split.dress()
        self._column.addWidget(self._bar)
        self._column.addWidget(self._split, 1)
        self.setFocusProxy(self.table)
        self._dress()

    def _connect(self) -> None:
        self.quarters.currentIndexChanged.connect(self._turn)
        self.print_button.clicked.connect(self.print_all)
        self.panel.print_asked.connect(self.print_village)
        self.panel.keying_asked.connect(lambda: self._key_in())
        self.panel.left.connect(self._back)
        self.table.opened.connect(lambda one: self.open(one["village"]))
        self.table.view.moved.connect(self._moved)
        self._context.acting.changed.connect(self.start)
        self._look.changed.connect(self._dress)
        self._ear = Ear(self)
        self._ear.hear(self._context.console, self.written)

    def _dress(self) -> None:
        px = self._look.px
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._top.setContentsMargins(px(16), px(4), px(16), px(4))
        self._top.setSpacing(px(8))
        self._arrange()


def quarters_until(last: str) -> list[str]:
    """Return a quarter and those before it, the latest first."""
    year, number = parts_of(last)
    counted = (year * 4 + number - 1 - back for back in range(QUARTERS_BACK))
    return [f"{count // 4}-Q{count % 4 + 1}" for count in counted]
