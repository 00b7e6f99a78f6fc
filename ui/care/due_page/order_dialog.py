"""The walking order of one village, changed by hand and remembered."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from gridconsole.care.due.listing import DueHousehold
from gridconsole.care.due.span import DueFilter
from ui.look.parts.buttons import Button, Kind
from ui.shell.feature import PanelContext
from ui.shell.worker import Latest
from ui.widgets.ledger_form.asking import Question

ID = Qt.ItemDataRole.UserRole
ALT = Qt.KeyboardModifier.AltModifier


class OrderDialog(Question):
    """Alt with an arrow moves the household of the cursor; every move is kept at once."""

    def __init__(self, context: PanelContext, village: str, parent: QWidget | None) -> None:
        sentence = "走访单按这个次序排。选一户，用按钮或 Alt+↑↓ 移动，移动后就记住。"
        super().__init__(context.look, f"{village}的走访顺序", sentence, parent)
        self._context, self._village = context, village
        self._reading = Latest[Sequence[DueHousehold]](context.worker, self)
        self._moving = False
        self.stops = QListWidget()
        self.stops.setAccessibleName(f"{village}的走访顺序")
        self.stops.setMinimumSize(context.look.px(420), context.look.px(380))
        self.stops.installEventFilter(self)
        self.up, self.down = Button(context.look, "往前移"), Button(context.look, "往后移")
        row = QHBoxLayout()
        row.addWidget(self.up)
        row.addWidget(self.down)
        row.addStretch(1)
        self.column.addWidget(self.stops)
        self.column.addLayout(row)
        self.up.clicked.connect(lambda: self.move_by(-1))
        self.down.clicked.connect(lambda: self.move_by(1))
        self.add_button("关闭", Kind.PRIMARY).clicked.connect(self.accept)
        self.finish()
        self.read()

    def read(self) -> None:
        """Read the order as it stands."""
        due, caller, filter = self._context.console.care.due, self._context.caller(), self._filter
        self._reading.run(lambda: due.of_households(caller, due.households(caller, filter)), self._show)

    def move_by(self, steps: int) -> None:
        """Move the household of the cursor and keep the order."""
        at, ids = self.stops.currentRow(), self.order()
        to = at + steps
        if self._moving or at < 0 or not 0 <= to < len(ids):
            return
        self._moving = True
        rest = ids[:at] + ids[at + 1 :]
        before = rest[to] if to < len(rest) else None
        due, caller = self._context.console.care.due, self._context.caller()
        self._context.worker.run(
            lambda: due.move(caller, ids[at], before), lambda _: self._moved(at, to), self._failed, owner=self
        )

    def order(self) -> list[UUID]:
        """Return the households in the order on the screen."""
        items = (self.stops.item(row) for row in range(self.stops.count()))
        return [item.data(ID) for item in items if item is not None]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt with an arrow moves; the arrow alone goes on to the list."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if not isinstance(event, QKeyEvent) or not pressed or not event.modifiers() & ALT:
            return False
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self.move_by(step)
        return step is not None

    @property
    def _filter(self) -> DueFilter:
        return DueFilter("all", village=self._village)

    def _show(self, stops: Sequence[DueHousehold]) -> None:
        self.stops.clear()
        for number, one in enumerate(stops, 1):
            item = QListWidgetItem(f"{number}　{'、'.join(one.names)}　{one.group}　{one.file_number}")
            item.setData(ID, one.id)
            self.stops.addItem(item)
        self.stops.setCurrentRow(0)
        self.stops.setFocus()

    def _moved(self, at: int, to: int) -> None:
        self._moving = False
        item = self.stops.takeItem(at)
        self.stops.insertItem(to, item)
        for row in range(min(at, to), max(at, to) + 1):
            one = self.stops.item(row)
            assert one is not None
            one.setText(f"{row + 1}　{one.text().partition('　')[2]}")
        self.stops.setCurrentRow(to)

    def _failed(self, error: Any) -> None:
        self._moving = False
        self._context.messages.error(error, "save")
        self.read()
