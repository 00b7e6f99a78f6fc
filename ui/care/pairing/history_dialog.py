"""Who helps a household and who helped it before."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtWidgets import QStackedWidget, QWidget

from gridconsole.core.ledger.snapshot import Snapshot
from ui.care.pairing.rows import history_columns
from ui.look.parts.empty import EmptyState
from ui.shell.feature import PanelContext
from ui.widgets.ledger_form.asking import Question
from ui.widgets.ledger_table.model import LedgerModel
from ui.widgets.ledger_table.pages import PAGE
from ui.widgets.ledger_table.view import RowView
from ui.widgets.room import room_over


class PairingHistory(Question):
    """Those of now first, then the latest; shown as soon as it is read."""

    def __init__(self, context: PanelContext, household: UUID, name: str, parent: QWidget | None) -> None:
        super().__init__(context.look, f"{name}家的结对经过", "", parent)
        self.rows: list[Snapshot] = []
        self.model = LedgerModel(history_columns())
        self.view = RowView(context.look, self.model, "结对经过", lambda _first, _last, _then: None)
        self.empty = EmptyState(
            context.look, "care", "还没有结对过", "在「走访」里选结对人，或在结对页登记。"
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        self.column.addWidget(self._stack, 1)
        self.add_button("关闭").clicked.connect(self.accept)
        self.finish()
        self.resize(room_over(self, self.look.px(640), self.look.px(420)))
        console, caller = context.console, context.caller()
        context.worker.run(
            lambda: console.care.pairings.of_household(caller, household), self._show, owner=self
        )

    def _show(self, rows: Sequence[Snapshot]) -> None:
        self.rows = list(rows)
        self.model.start(len(rows))
        for first in range(0, len(rows), PAGE):
            self.model.put(first // PAGE, rows[first : first + PAGE])
        self._stack.setCurrentWidget(self.view if rows else self.empty)
        if rows:
            self.view.mark(0)
