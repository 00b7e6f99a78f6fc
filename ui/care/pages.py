"""The pages of the care panel: a tab for each, made when it is first shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from ui.look.look import Look
from ui.widgets.page import Page
from ui.widgets.stack import Stack


@dataclass(frozen=True)
class PageMaker:
    """A page by its id, the word on its tab, and how to make it."""

    id: str
    title: str
    make: Callable[[], QWidget]


class Pages(QWidget):
    """`shown` carries the id of the page in front; the first page is there from the start."""

    shown = Signal(str)

    def __init__(self, look: Look, first: PageMaker, others: Sequence[PageMaker]) -> None:
        super().__init__()
        self._look = look
        self._makers = [first, *others]
        self._made: dict[str, QWidget] = {}
        self.tabs, self._stack = QTabBar(), Stack()
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName("特殊群体的各本台账")
        self.tabs.setUsesScrollButtons(True)
        for maker in self._makers:
            self.tabs.addTab(maker.title)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.tabs)
        self._column.addWidget(self._stack, 1)
        self._at = 0
        self._put(0)
        self.tabs.currentChanged.connect(self._asked)
        look.changed.connect(self._dress)
        self._dress()

    @property
    def current(self) -> str:
        """The id of the page in front."""
        return self._makers[self._at].id

    @property
    def ids(self) -> list[str]:
        """The ids of all pages, in the order of the tabs."""
        return [maker.id for maker in self._makers]

    def page(self, id: str) -> QWidget | None:
        """Return a page, None while it was never shown."""
        return self._made.get(id)

    def show_page(self, id: str) -> QWidget:
        """Bring a page to the front, after asking the one that is there; return it."""
        at = next(number for number, maker in enumerate(self._makers) if maker.id == id)
        self.tabs.setCurrentIndex(at)
        return self._made.get(id, self)

    def let_see(self, may: Callable[[str], bool]) -> None:
        """Show only the pages whose ids may be seen; the first one always."""
        seen = [at == 0 or may(maker.id) for at, maker in enumerate(self._makers)]
        for at, shown in enumerate(seen):
            self.tabs.setTabVisible(at, shown)
        if not seen[self._at]:
            self.tabs.setCurrentIndex(0)

    def leave(self, then: Callable[[], None]) -> None:
        """Go on with `then`, after asking the page in front."""
        page = self._stack.currentWidget()
        page.leave(then) if isinstance(page, Page) else then()

    def _asked(self, at: int) -> None:
        page = self._stack.currentWidget()
        if at == self._at:
            return
        if isinstance(page, Page) and page.is_dirty:
            with QSignalBlocker(self.tabs):
                self.tabs.setCurrentIndex(self._at)
            page.leave(lambda: self.tabs.setCurrentIndex(at))
            return
        self._put(at)

    def _put(self, at: int) -> None:
        maker = self._makers[at]
        if maker.id not in self._made:
            self._made[maker.id] = maker.make()
            self._stack.addWidget(self._made[maker.id])
        self._at = at
        self._stack.setCurrentWidget(self._made[maker.id])
        self._made[maker.id].setFocus()
        self.shown.emit(maker.id)

    def _dress(self) -> None:
        px = self._look.px
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(8))
