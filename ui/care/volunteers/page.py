"""The register of volunteers: their trainings, their hours of service, their certificates."""

from collections.abc import Collection, Sequence
from typing import Any, BinaryIO
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gridconsole.care.volunteering.views import Total
from gridconsole.core.calendar.dates import format_date
from gridconsole.core.caller import Role as StaffRole
from gridconsole.core.clock import today
from gridconsole.core.progress import Progress
from ui.care.volunteers.look import Period, Totals, periods, sum_words, volunteer_look
from ui.care.volunteers.panel import VolunteerPanel
from ui.look.parts.buttons import Button, Kind
from ui.look.parts.inputs import Choice
from ui.look.parts.text import Elided, Role
from ui.shell.feature import PanelContext
from ui.shell.worker import Latest
from ui.widgets.book.page import BookPage
from ui.widgets.book.panel import Told
from ui.widgets.ledger_form.asking import Choosing
from ui.widgets.papers import Papers

PAPER = "服务时长证明"
ONE = 1


class VolunteerPage(BookPage):
    """Totals are those of the period above the table; `dialog` is the one that was opened last."""

    file: VolunteerPanel

    def __init__(self, context: PanelContext, save: QAction) -> None:
        self._volunteers = context.console.care.volunteers
        self._totals: Totals = {}
        self._bar: QWidget | None = None
        self.periods = periods(today(context.console.clock))
        self._look, self.words = context.look, Elided("", Role.SECOND)
        self.choice = Choice(context.look, [period.word for period in self.periods])
        self.print_button = Button(context.look, f"打印{PAPER}", "print", short="打印证明")
        self._summing = Latest[list[Total]](context.worker, self.choice)
        super().__init__(context, self._volunteers.register, volunteer_look(lambda: self._totals), save)
        self.papers = Papers(context, self)
        self.dialog: Choosing | None = None
        self._add_bar()

    def make_file(self, save: QAction, told: Told) -> VolunteerPanel:
        """Make the place of a volunteer's record."""
        books = self._volunteers.trainings, self._volunteers.services
        return VolunteerPanel(self._context, self.deeds, save, told, *books)

    def start(self) -> None:
        """Read again for whoever acts now."""
        super().start()
        self.sum_up()

    def sum_up(self) -> None:
        """Add up what everybody did in the period."""
        if self._context.caller().role is StaffRole.VOLUNTEER:
            return
        caller, period, volunteers = self._context.caller(), self.period, self._volunteers
        self._summing.run(lambda: volunteers.totals(caller, period.first, period.last), self._summed)

    @property
    def period(self) -> Period:
        """The period that is chosen."""
        return self.periods[max(0, self.choice.currentIndex())]

    def print_certificates(self) -> None:
        """Print the certificates of the chosen volunteers, or ask whose."""
        if self.table.chosen or self.table.loader.searched:
            self.table.with_chosen(self._print, or_all=True)
            return
        one, many = self.file.id, sum(1 for total in self._totals.values() if total.times)
        period = f"{format_date(self.period.first)}至{format_date(self.period.last)}"
        sentence = f"{period}有服务的 {many:,} 人，一人一份；没有服务的不打印。"
        answers = [
            ("取消", Kind.PLAIN),
            ("只打印打开的这个人", Kind.PLAIN),
            (f"打印 {many:,} 人", Kind.PRIMARY),
        ]
        self.dialog = Choosing(self._look, f"打印{PAPER}", sentence, answers, self.window())
        self.dialog.buttons[ONE].setVisible(one is not None)
        only = [one] if one is not None else None
        self.dialog.chosen.connect(lambda n: self._print(only if n == ONE else None) if n else None)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.open()

    def _print(self, ids: Collection[UUID] | None) -> None:
        volunteers, caller, period = self._volunteers, self._context.caller(), self.period

        def draw(stream: BinaryIO, progress: Progress) -> int:
            return volunteers.print_certificates(caller, stream, period.first, period.last, ids, progress)

        self.papers.make(PAPER, draw, "页")

    def _summed(self, totals: Sequence[Total]) -> None:
        self._totals = {one.volunteer_id: one for one in totals}
        self.words.setText(sum_words(self._totals))
        self.print_button.setEnabled(any(one.times for one in totals))
        self.table.view.viewport().update()

    def _written(self, what: dict[str, Any]) -> None:
        super()._written(what)
        if what.keys() & {"volunteer", "training", "service"}:
            self.sum_up()
            self.file.refresh_entries()

    def _add_bar(self) -> None:
        bar, self._row = QWidget(), QHBoxLayout()
        self._bar = bar
        self.choice.setAccessibleName("时段")
        bar.setLayout(self._row)
        self._row.addWidget(self.choice)
        self._row.addWidget(self.words, 1)
        self._row.addWidget(self.print_button)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(0, bar)
        column.setSpacing(0)
        self.choice.currentIndexChanged.connect(lambda _at: self.sum_up())
        self.print_button.clicked.connect(self.print_certificates)
        self._look.changed.connect(self._dress_bar)
        self._dress_bar()

    def _arrange(self) -> None:
        """Leave the bar out while a record takes the table's place."""
        super()._arrange()
        if self._bar is not None:
            self._bar.setVisible(not self.table.isHidden())

    def _dress_bar(self) -> None:
        px = self._look.px
        self._row.setContentsMargins(px(16), px(4), px(16), px(4))
        self._row.setSpacing(px(8))
