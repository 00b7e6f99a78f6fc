"""The visits: read here, corrected at the keying desk, because much hangs on what a sheet says."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction

from gridconsole.core.caller import Role
from ui.care.book_pages import VISITS
from ui.shell.feature import PanelContext
from ui.widgets.book.page import BookPage
from ui.widgets.book.panel import BookHead, BookPanel, Told
from ui.widgets.ledger_table.table import NextStep
from ui.widgets.record.deeds import File


class VisitPanel(BookPanel):
    """`correct_asked` carries the id of a visit that was keyed in wrongly."""

    correct_asked = Signal(object)

    def make_head(self) -> BookHead:
        """Make what stands above the tabs."""
        action = self.add_deed("更正这次走访…", lambda: self.correct_asked.emit(self.id))
        return BookHead(self._look, self._told, ("", ""), [action])

    def may_write(self) -> bool:
        """Nobody types here."""
        return False

    def show_file(self, file: File) -> None:
        """Show a visit as it was read."""
        super().show_file(file)
        self.head.more.setVisible(self._context.caller().role is not Role.VOLUNTEER)
        self.footer.save.hide()


class VisitPage(BookPage):
    """`correct_asked` carries the id of a visit that was keyed in wrongly."""

    correct_asked = Signal(object)

    def __init__(self, context: PanelContext, save: QAction) -> None:
        super().__init__(context, context.console.care.books["visits"], VISITS, save)

    def next_step(self) -> NextStep:
        """Correct the visit of the cursor's row."""
        return NextStep("更正", lambda one: self.correct_asked.emit(one.id))

    def make_file(self, save: QAction, told: Told) -> BookPanel:
        """Make the place of a visit."""
        made = VisitPanel(self._context, self.deeds, save, told)
        made.correct_asked.connect(self.correct_asked)
        return made
