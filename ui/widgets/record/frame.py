"""The places of a record's panel: head, bars, tabs, what they turn, foot; or that nobody is open."""

from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtWidgets import QFrame, QTabBar, QVBoxLayout, QWidget

from ui.look.look import Look
from ui.look.parts.buttons import IconButton
from ui.look.parts.empty import EmptyState
from ui.look.parts.menu_button import MenuButton
from ui.widgets.record.deeds import File
from ui.widgets.stack import Stack


class Head(Protocol):
    """What stands above the tabs: a widget with a way back and a menu."""

    back: IconButton
    more: MenuButton

    def show_record(self, file: File) -> None:
        """Show whose record it is."""

    def show_new(self) -> None:
        """Show that a record is being made."""


class RecordFrame(QFrame):
    """`tab` is the word on the first tab, `nobody` title and hint of the place while nothing is open."""

    tab = "记录"
    nobody = ("这里显示记录", "在左边点一行，或按 Enter 打开选中的一行。")

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setProperty("part", "plain")
        self._nobody = EmptyState(look, "file", *self.nobody)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(f"{self.tab}与历史")
        self.tabs.setExpanding(False)
        for word in (self.tab, "历史"):
            self.tabs.addTab(word)
        self._body, self._stack, self._page = Stack(), Stack(), QWidget()
        self._column, outer = QVBoxLayout(self._page), QVBoxLayout(self)
        self._stack.addWidget(self._nobody)
        self._stack.addWidget(self._page)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self.setFocusProxy(self.tabs)

    def put(self, head: Any, bars: Sequence[QWidget], turned: Sequence[QWidget], foot: QWidget) -> None:
        """Put head, bars, what the tabs turn, and the foot in their places."""
        for widget in turned:
            self._body.addWidget(widget)
        for widget in (head, *bars, self.tabs, _rule(), self._body, _rule(), foot):
            self._column.addWidget(widget, 1 if widget is self._body else 0)
        self._look.changed.connect(self._dress)
        self._dress()

    def show_somebody(self, there: bool) -> None:
        """Show the record's page, or that nothing is open."""
        self._stack.setCurrentWidget(self._page if there else self._nobody)

    def _dress(self) -> None:
        self.setMinimumWidth(self._look.px(360))
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)


def _rule() -> QFrame:
    rule = QFrame()
    rule.setProperty("part", "rule")
    return rule
