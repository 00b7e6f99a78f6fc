"""Lets somebody choose columns and widths, and keeps them for each member of staff."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint

from gridconsole.core.caller import Caller
from ui.look.look import Look
from ui.look.parts.buttons import IconButton
from ui.widgets.ledger_table.columns_menu import ColumnsMenu
from ui.widgets.ledger_table.kept import Arrangement, Forgetful, Kept, read_arrangement
from ui.widgets.ledger_table.model import LedgerModel
from ui.widgets.ledger_table.view import RowView


class Arranging(QObject):
    """One table's columns, for whoever acts; `name` tells it from other tables in what is kept."""

    def __init__(
        self, look: Look, view: RowView, model: LedgerModel, name: str, caller: Callable[[], Caller]
    ) -> None:
        super().__init__(view)
        self._view, self._model, self._name, self._caller = view, model, name, caller
        self._declared = list(model.columns)
        self._kept: Kept = Forgetful()
        self._now = Arrangement()
        self.menu = ColumnsMenu(view)
        self.button = IconButton(look, "columns", "显示哪些列")
        view.head.put_end(self.button)
        self.menu.chosen.connect(self.show)
        self.menu.reset.connect(self.reset)
        self.button.clicked.connect(self.ask)
        view.menu_asked.connect(self.ask)
        view.head.menu_asked.connect(self._ask_at)
        view.widened.connect(lambda wide: self._change(self._now.widened(wide)))

    def keep_in(self, kept: Kept) -> None:
        """Keep what is chosen from now on in another place, and take what is there."""
        if kept is not self._kept:
            self._kept = kept
            self.restore()

    def restore(self) -> None:
        """Arrange the columns as whoever acts now left them."""
        self._now = read_arrangement(self._kept.get(self._key()))
        self._apply()

    def show(self, title: str, shown: bool) -> None:
        """Show or hide a column, as far as the room goes."""
        self._change(self._now.showing(title, shown))

    def reset(self) -> None:
        """Show the columns that are declared, as wide as declared."""
        self._change(Arrangement())

    def ask(self) -> None:
        """Open the menu below the head's end."""
        head = self._view.head
        corner = head.mapToGlobal(head.rect().bottomRight())
        self._offer()
        corner.setX(corner.x() - self.menu.sizeHint().width())
        self.menu.popup(corner)

    def _ask_at(self, place: QPoint) -> None:
        self._offer()
        self.menu.popup(place)

    def _offer(self) -> None:
        self.menu.offer(self._model.columns, self._view.shown_columns())

    def _change(self, now: Arrangement) -> None:
        self._now = now
        self._kept.remember(self._key(), now.text())
        self._apply()

    def _apply(self) -> None:
        self._model.columns = self._now.of(self._declared)
        self._view.fit()
        self._view.head.viewport().update()
        self._view.viewport().update()

    def _key(self) -> str:
        return f"columns {self._name} {self._caller().staff_id}"
