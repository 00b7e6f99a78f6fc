"""The due list: whom to visit next and why, their sheets, their appointments."""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, BinaryIO
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gridconsole.care.due.listing import Choices
from gridconsole.care.due.span import DueFilter
from gridconsole.core.calendar.festivals import FESTIVALS
from gridconsole.core.caller import Role as StaffRole
from gridconsole.core.clock import today
from gridconsole.core.ledger.snapshot import Snapshot
from gridconsole.core.progress import Progress
from ui.care.due import due_of, due_sentence
from ui.care.due_banner import DueBanner
from ui.care.due_page.appointing import AppointmentDialog
from ui.care.due_page.columns import due_columns
from ui.care.due_page.order_dialog import OrderDialog
from ui.care.due_page.source import DueSource
from ui.look.parts.buttons import Button, IconButton, Kind
from ui.look.parts.empty import EmptyState
from ui.look.parts.inputs import Choice
from ui.look.parts.menu_button import MenuButton
from ui.look.parts.text import Elided, Role
from ui.look.scale import TextSize
from ui.shell.feature import PanelContext
from ui.shell.worker import Latest
from ui.widgets.ear import Ear
from ui.widgets.ledger_form.asking import Choosing
from ui.widgets.ledger_table.table import LedgerTable, Narrowing, NextStep, Wording
from ui.widgets.page import Page
from ui.widgets.papers import Papers

ANY_HELPER, ANY_VILLAGE, ANY_FESTIVAL = "所有结对人", "所有村", "不限节日"
ANY_MONTH, MONTHS = "这些天", 3
"""Before a month is chosen; how many months ahead can be."""
WORDING = Wording(
    name="应访名单", search="姓名、拼音、电话尾号、户号", one="户", order="超期在前",
    keys="↑↓ 选户　空格 选中　Ctrl+P 打印",
)  # fmt: skip
NARROWINGS = (
    Narrowing("该走访的", DueFilter()),
    Narrowing("超期", DueFilter("overdue"), "late"),
    Narrowing("7 天内", DueFilter("soon"), "due"),
    Narrowing("全部住户", DueFilter("all"), counted=False, whole=True),
)


class DuePage(Page):
    """`call` notes a visit by telephone for a household; it belongs to the keying desk."""

    def __init__(self, context: PanelContext, call: Callable[[UUID, str], None]) -> None:
        super().__init__()
        self._context, look, self._call = context, context.look, call
        self._look = look
        self.source = DueSource(context.console, context.caller)
        self.empty = EmptyState(look, "visit", "没有要走访的住户", "台账里有了在册的人，到期的会列在这里。")
        columns = due_columns(lambda: today(context.console.clock))
        self.table = LedgerTable[DueFilter](
            context, self.source, columns, NARROWINGS, WORDING, self.empty,
            NextStep("登记预约", lambda _one: self.appoint()),
        )  # fmt: skip
        self.papers = Papers(context, self)
        self.helpers, self.villages = Choice(look), Choice(look)
        self.festivals = Choice(look, (ANY_FESTIVAL, *FESTIVALS))
        self.months = Choice(look, (ANY_MONTH, *self._months()))
        self.print_button = Button(look, "打印走访单", "print", short="打印")
        self._more = MenuButton(look, "更多：走访顺序、空白走访单")
        self._filters = IconButton(look, "filter", "按月份、结对人、村、节日筛选")
        self._filters.setCheckable(True)
        self.who, self.banner = Elided("", Role.PERSON), DueBanner(look)
        self.appoint_button = Button(look, "登记预约", "calendar", short="预约")
        self.call_button = Button(look, "登记电话走访", "phone", short="电话")
        self.dialog: Any = None
        self._choices = Latest[Choices](context.worker, self)
        self._helper_ids: dict[str, UUID] = {}
        self._build()
        self._connect()
        self.start()

    def start(self) -> None:
        """Read again for whoever acts now."""
        console, caller = self._context.console, self._context.caller()
        may = caller.role is not StaffRole.VOLUNTEER
        for widget in (self.appoint_button, self.call_button, self.helpers):
            widget.setVisible(may)
        self.order_action.setVisible(may)
        self._choices.run(lambda: console.care.due.choices(caller), self._offer)
        self.table.start()
        self._show(None)

    def start_search(self) -> None:
        """Go to the search box."""
        self.table.focus_search()

    @property
    def paper(self) -> str:
        """The sheets of the list."""
        return "打印走访单"

    def print_paper(self) -> None:
        """Print the sheets of what is chosen, or of the whole list after asking, in walking order."""
        chosen, total = self.table.chosen, self.table.model.rowCount()
        if chosen.exceptions and not chosen.everything:
            self.table.with_chosen(lambda ids: self._print(lambda: self._in_order(ids)))
        elif chosen.exceptions or self.table.loader.searched:
            self.table.with_chosen(lambda ids: self._ask(len(ids), lambda: self._in_order(ids)), or_all=True)
        else:
            self._ask(total, self._whole)

    def _ask(self, count: int, find: Callable[[], Sequence[UUID]]) -> None:
        sentence = f"要打印 {count:,} 户的走访单，一户一张，按走访的顺序排，打印会留痕。"
        answers = [("取消", Kind.PLAIN), (f"打印 {count:,} 户", Kind.PRIMARY)]
        self.dialog = Choosing(self._look, "打印走访单", sentence, answers, self.window())
        self.dialog.chosen.connect(lambda number: self._print(find) if number else None)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.open()

    def appoint(self) -> None:
        """Ask when the household in the cursor's row expects its visit."""
        if (one := self.table.view.current()) is not None:
            self.dialog = AppointmentDialog(self._context, one.id, str(one["names"]), self.window())
            self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self.dialog.open()

    def note_call(self) -> None:
        """Note a visit by telephone for the household in the cursor's row."""
        if (one := self.table.view.current()) is not None:
            self._call(one.id, f"{one['names']}　{one['village']}　{one['file_number']}")

    def _months(self) -> list[str]:
        return [f"{int(self._month_after(number)[5:])}月计划" for number in range(MONTHS)]

    def _month_after(self, number: int) -> str:
        day = today(self._context.console.clock)
        months = day.year * 12 + day.month - 1 + number
        return f"{months // 12}-{months % 12 + 1:02d}"

    def change_order(self) -> None:
        """Show the walking order of the village that is chosen, to be changed by hand."""
        if self.villages.currentIndex() <= 0:
            self._context.messages.toast("先在上面选一个村，再调整走访顺序")
            self.villages.showPopup()
            return
        self.dialog = OrderDialog(self._context, self.villages.currentText(), self.window())
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.open()

    def print_blank(self) -> None:
        """Print a blank sheet for a household that is not in the ledger yet."""
        visits, caller = self._context.console.care.visits, self._context.caller()
        self.papers.make("空白走访单", lambda stream, _progress: visits.print_blank(caller, stream))

    def _whole(self) -> Sequence[UUID]:
        care, caller = self._context.console.care, self._context.caller()
        return care.due.households(caller, self.source.whole(self.table.filter))

    def _in_order(self, wanted: AbstractSet[UUID]) -> Sequence[UUID]:
        care, caller = self._context.console.care, self._context.caller()
        walk = care.due.households(caller, DueFilter("all"))
        return [id for id in walk if id in wanted]

    def _print(self, find: Callable[[], Sequence[UUID]]) -> None:
        care, caller = self._context.console.care, self._context.caller()
        festival = self.source.also.festival

        def draw(stream: BinaryIO, progress: Progress) -> int:
            occasions = (festival,) if festival else ()
            return care.visits.print(caller, stream, find(), progress, occasions)

        self.papers.make("走访单", draw)

    def _narrow(self) -> None:
        self.source.also = DueFilter(
            village="" if self.villages.currentIndex() <= 0 else self.villages.currentText(),
            helper=self._helper_ids.get(self.helpers.currentText()),
            festival="" if self.festivals.currentIndex() <= 0 else self.festivals.currentText(),
            month=""
            if self.months.currentIndex() <= 0
            else self._month_after(self.months.currentIndex() - 1),
        )
        self.table.start()

    def _offer(self, found: Choices) -> None:
        self._helper_ids, villages = dict(found.helpers), found.villages
        for box, any_one, words in (
            (self.helpers, ANY_HELPER, list(self._helper_ids)),
            (self.villages, ANY_VILLAGE, villages),
        ):
            with QSignalBlocker(box):
                kept = box.currentText()
                box.clear()
                box.addItems([any_one, *words])
                box.setCurrentIndex(max(0, box.findText(kept)))

    def _show(self, one: Snapshot | None) -> None:
        day = today(self._context.console.clock)
        for widget in (self.who, self.banner, self.appoint_button, self.call_button):
            widget.setEnabled(one is not None)
        self._fold()
        if one is not None:
            self.who.setText(str(one["names"]))
            self.banner.say(due_of(one, day), due_sentence(one, day), one["steps"])

    def _written(self, what: dict[str, Any]) -> None:
        if what.keys() & {"care_person", "household", "visit"}:
            self.table.refresh()

    def _build(self) -> None:
        self._bar, self._column, self._side = QWidget(), QVBoxLayout(self), QWidget()
        self._top = QHBoxLayout(self._bar)
        boxes = (self.months, self.helpers, self.villages, self.festivals)
        for box, name in zip(boxes, ("月份", "结对人", "村", "节日"), strict=True):
            box.setAccessibleName(name)
            self._top.addWidget(box)
        self._top.addStretch(1)
        self._top.addWidget(self.print_button)
        self.table.add_to_chips(self._filters)
        self.table.add_to_chips(self._more)
        self.order_action = self._more.entries.addAction("走访顺序…")
        self.order_action.triggered.connect(self.change_order)
        self._more.entries.addAction("打印空白走访单").triggered.connect(self.print_blank)
        side = QHBoxLayout(self._side)
        side.addWidget(self.who)
        side.addWidget(self.banner, 1)
        side.addWidget(self.appoint_button)
        side.addWidget(self.call_button)
        self._side_row = side
        self._column.addWidget(self._bar)
        self._column.addWidget(self.table, 1)
        self._column.addWidget(self._side)
        self.setFocusProxy(self.table)
        self._dress()

    def _connect(self) -> None:
        for box in (self.months, self.helpers, self.villages, self.festivals):
            box.currentIndexChanged.connect(self._narrow)
        self.print_button.clicked.connect(self.print_paper)
        self._filters.toggled.connect(self._fold)
        self.table.emptied.connect(self._fold)
        self.banner.turned.connect(self._fold)
        self.appoint_button.clicked.connect(self.appoint)
        self.call_button.clicked.connect(self.note_call)
        self.table.opened.connect(self._show)
        self.table.view.moved.connect(lambda: self._show(self.table.view.current()))
        self._context.acting.changed.connect(self.start)
        self._look.changed.connect(self._dress)
        self._ear = Ear(self)
        self._ear.hear(self._context.console, self._written)

    def _fold(self) -> None:
        """At 200 % choices take the household's place when asked for, and reasons that of the rows."""
        is_huge = self._look.scale.size is TextSize.HUGE
        choosing = is_huge and self._filters.isChecked()
        self._bar.setVisible(not is_huge or choosing)
        self._side.setVisible(self.who.isEnabled() and not choosing)
        self._filters.setVisible(is_huge and self.table.has_records)
        self.table.setVisible(not (is_huge and self.banner.steps()))

    def _dress(self) -> None:
        px, is_huge = self._look.px, self._look.scale.size is TextSize.HUGE
        for box in (self.months, self.helpers, self.villages, self.festivals):
            box.setMinimumContentsLength(7 if is_huge else 6)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._top.setContentsMargins(px(16), px(4), px(16), px(4))
        self._top.setSpacing(px(4 if is_huge else 8))
        edge = px(4 if is_huge else 8)
        self._side_row.setContentsMargins(px(16), edge, px(16), edge)
        self._side_row.setSpacing(px(8))
        self._fold()
