"""Asks which household something is about: found as one types."""

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from gridconsole.core.ledger.snapshot import Snapshot
from ui.look.parts.buttons import Kind
from ui.look.parts.inputs import SearchBox
from ui.shell.feature import PanelContext
from ui.shell.worker import Latest
from ui.widgets.ledger_form.asking import Question

HITS = 12
ID = Qt.ItemDataRole.UserRole


class HouseholdPicker(Question):
    """`picked` carries the household's id and the words for it."""

    picked = Signal(object, str)

    def __init__(self, context: PanelContext, title: str, parent: QWidget | None) -> None:
        super().__init__(context.look, title, "", parent)
        self._context = context
        self._finding = Latest[Sequence[Snapshot]](context.worker, self)
        self.search = SearchBox(context.look, "姓名、拼音、电话尾号、户号、档案号", "找住户")
        self.hits = QListWidget()
        self.hits.setAccessibleName("找到的住户")
        self.hits.setMinimumHeight(context.look.px(260))
        self.column.addWidget(self.search)
        self.column.addWidget(self.hits)
        self.add_button("取消").clicked.connect(self.reject)
        self.go = self.add_button("选这一户", Kind.PRIMARY)
        self.go.setEnabled(False)
        self.go.clicked.connect(self._take)
        self.finish()
        self.search.textChanged.connect(self._find)
        self.search.installEventFilter(self)
        self.hits.itemActivated.connect(lambda _item: self._take())
        self.search.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys in the search box walk the hits, Enter takes one."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self.hits.setCurrentRow(max(0, min(self.hits.count() - 1, self.hits.currentRow() + step)))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take()
                return True
        return False

    def _find(self, text: str) -> None:
        console, caller = self._context.console, self._context.caller()
        self._finding.run(lambda: console.care.list.find(caller, text, HITS * 2), self._show)

    def _show(self, people: Sequence[Snapshot]) -> None:
        self.hits.clear()
        for id, words in households_of(people)[:HITS]:
            item = QListWidgetItem(words)
            item.setData(ID, id)
            self.hits.addItem(item)
        self.hits.setCurrentRow(0)
        self.go.setEnabled(self.hits.count() > 0)

    def _take(self) -> None:
        if item := self.hits.currentItem():
            self.picked.emit(item.data(ID), item.text())
            self.accept()


def households_of(people: Sequence[Snapshot]) -> list[tuple[UUID, str]]:
    """Return the households of people, each once, with names, village and file number."""
    names: dict[UUID, list[str]] = {}
    places: dict[UUID, str] = {}
    for one in people:
        if one.parent is not None:
            names.setdefault(one.parent.id, []).append(one.text("name"))
            places[one.parent.id] = f"{one.text('village')}{one.text('group')}　{one['file_number']}"
    return [(id, f"{'、'.join(found)}　{places[id]}") for id, found in names.items()]


def pick_household(
    context: PanelContext, title: str, parent: QWidget, then: Callable[[UUID, str], None]
) -> HouseholdPicker:
    """Open the picker and go on with the household that was picked."""
    dialog = HouseholdPicker(context, title, parent.window())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.picked.connect(then)
    dialog.open()
    return dialog
