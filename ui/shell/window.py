"""The window: no centre, only docks, between a top bar, a rail and a status bar."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QTabWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from gridconsole.core.caller import Caller, Role
from ui.look.icons import import_icon_font
from ui.look.look import Look
from ui.look.scale import Part
from ui.shell import layout
from ui.shell.acting import Acting
from ui.shell.commands import Commands
from ui.shell.curtain import Curtain
from ui.shell.dock import Dock
from ui.shell.feature import Feature, PanelContext, Place
from ui.shell.memory import Memory
from ui.shell.messages import Messages
from ui.shell.rail import Rail
from ui.shell.settings_menu import Remember, SettingsMenu
from ui.shell.status_bar import StatusBar
from ui.shell.top_bar import NAME, TopBar
from ui.shell.window_commands import COMMANDS, CURTAIN, FIX, PALETTE, RESET
from ui.shell.worker import Worker

if TYPE_CHECKING:
    from gridconsole.console import Console

FIXED, YES, NO = "fixed_layout", "yes", "no"
"""Under which it is remembered whether panels can be moved; clerks and volunteers start without."""


class MainWindow(QMainWindow):
    """Built from features; shows itself plain first, then gets panels, and icons behind their first rows.

    `first_painted` is emitted once, after the first paint: open the data and call `fill`, or `load_icons`
    when there is none. `caller_picked` carries the Caller somebody chose: answer with `set_callers`.
    """

    first_painted = Signal()
    caller_picked = Signal(object)

    def __init__(
        self,
        look: Look,
        features: Sequence[Feature[Any]],
        crashed: Callable[[BaseException], None],
        remember: Remember,
        recall: Callable[[str], str | None] = lambda _name: None,
    ) -> None:
        super().__init__()
        self.look = look
        self._remember, self._recall = remember, recall
        self._console: Console | None = None
        self._painted = self._is_fixed = False
        self._rail_ends: list[QFrame] = []
        self.acting = Acting()
        self.setWindowTitle(NAME)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.messages = Messages(look, self)
        self.worker = Worker(self.messages.error, crashed)
        self.docks = [Dock(look, feature, self) for feature in features]
        self.commands = Commands(look, self, features, self.show_feature, COMMANDS)
        self.status = StatusBar(look)
        self.status.caller_picked.connect(self.caller_picked)
        self._build(features)
        self.curtain = Curtain(look, self, lambda: [dock.body for dock in self.docks if dock.isVisible()])
        self.curtain.turned.connect(self._curtain_turned)
        # Otherwise Qt gives the focus to the first button it finds.
        self.setFocus()
        self.reset_layout()
        look.changed.connect(self._dress)
        self._dress()
        QGuiApplication.instance().screenRemoved.connect(self.bring_back)  # type: ignore[union-attr]
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]

    def fill(self, console: "Console", callers: Sequence[Caller], current: Caller) -> None:
        """Make the panels, now that the data is open."""
        self._console = console
        self.set_callers(callers, current)
        for dock in self.docks:
            context = PanelContext(
                console=console,
                look=self.look,
                worker=self.worker,
                messages=self.messages,
                commands=self.commands,
                status=self.status,
                head=dock.head,
                acting=self.acting,
                memory=Memory(self._recall, self._remember),
            )
            dock.set_panel(dock.feature.make_panel(context))
        self.commands.set_ready(True)
        if self.docks:
            self.docks[0].focus_panel()
        self.load_icons()

    def load_icons(self) -> None:
        """Load the icons, unless they are there, behind whatever was asked of the worker before."""
        if not self.look.icons.ready:
            self.worker.run_behind(import_icon_font, lambda _: self.look.load_icons(), owner=self)

    def set_callers(self, callers: Sequence[Caller], current: Caller) -> None:
        """Say who may act and who does; commands and panels follow."""
        self.status.set_callers(callers, current)
        self.commands.set_role(current.role)
        self.acting.set_caller(current)
        remembered = self._recall(FIXED)
        self._fix_layout(remembered == YES if remembered else current.role is not Role.MANAGER)

    def turn_fixed(self) -> None:
        """Keep the panels where they stand, or let them be moved; remembered."""
        self._remember(FIXED, NO if self._is_fixed else YES)
        self._fix_layout(not self._is_fixed)
        self.messages.toast("各栏的位置已锁住" if self._is_fixed else "各栏可以移动了，锁住按 Ctrl+Shift+L")

    def _fix_layout(self, fixed: bool) -> None:
        self._is_fixed = fixed
        for dock in self.docks:
            dock.set_fixed(fixed)

    def show_feature(self, feature_id: str) -> QWidget | None:
        """Bring a feature's dock to the front and return its panel, if it is made yet."""
        dock = self.dock(feature_id)
        dock.bring()
        self.rail.set_current(feature_id)
        return dock.panel

    def turn_curtain(self) -> None:
        """Cover every row, or show them again."""
        self.curtain.turn()

    def _curtain_turned(self, is_drawn: bool) -> None:
        """Do nothing else while the rows are covered, and show no message: it may name somebody."""
        self.commands.only = CURTAIN if is_drawn else None
        self.messages.cover(is_drawn)

    def open_palette(self) -> None:
        """Find people, papers and commands from one box."""
        from ui.shell.palette.opening import open_palette

        data = (self._console, self.acting.caller) if self._console is not None else None
        memory = (self._recall, self._remember)
        features = [dock.feature for dock in self.docks]
        open_palette(self, self.look, self.worker, self.commands, features, self._run, memory, data)

    def open_help(self) -> None:
        """Explain the panel in front."""
        from ui.shell.palette.opening import open_help

        front = [dock.feature for dock in self.docks if dock.feature.id == self.rail.current]
        open_help(self, self.look, self.commands, front[0] if front else None)

    def _run(self, feature: Feature[Any], run: Callable[[Any], None]) -> None:
        panel = self.show_feature(feature.id)
        if panel is not None:
            run(panel)

    def dock(self, feature_id: str) -> Dock:
        """The dock of a feature."""
        return next(dock for dock in self.docks if dock.feature.id == feature_id)

    def reset_layout(self) -> None:
        """Put every dock back to where it stands at first."""
        for dock in self.docks:
            dock.setFloating(False)
            self.removeDockWidget(dock)
        for dock in self.docks:
            self._place(dock)
        if self.docks:
            self.docks[0].bring()
            self.rail.set_current(self.docks[0].feature.id)

    def restore_layout(self, text: str | None) -> bool:
        """Take a kept layout; False, and the default one, when it can't be used."""
        kept = layout.unpack(text)
        self.reset_layout()
        if kept is None:
            return False
        state, geometry, known = kept
        if not self.restoreState(state, layout.VERSION):
            self.reset_layout()
            return False
        self.restoreGeometry(geometry)
        for dock in self.docks:
            if dock.feature.id not in known:
                self._place(dock)
        self.bring_back()
        return True

    def bring_back(self) -> None:
        """Move the window and floating docks that no screen shows onto one that is there."""
        for widget in (self, *(dock for dock in self.docks if dock.isFloating())):
            layout.bring_back(widget)

    def sizeHint(self) -> QSize:
        """The size of the pictures."""
        return QSize(1440, 900)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that something is on the screen."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.first_painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask panels with unsaved work, keep the layout, let a running save end."""
        QGuiApplication.inputMethod().commit()
        if not all(dock.may_close() for dock in self.docks):
            event.ignore()
            return
        self._remember("layout", layout.pack(self, self.docks))
        self.worker.stop()
        event.accept()

    def _build(self, features: Sequence[Feature[Any]]) -> None:
        self._top = TopBar(self.look, self.commands.action(PALETTE), self.commands.at(Place.TOP))
        self.rail = Rail(self.look, features)
        self.rail.chosen.connect(self.show_feature)
        head = QWidget()
        self._head = QVBoxLayout(head)
        self._head.addWidget(self._top)
        self._head.addWidget(self.messages.strips)
        self._head.addWidget(self._gap())
        self.setMenuWidget(head)
        self._foot = QWidget()
        self._foot_column = QVBoxLayout(self._foot)
        self._foot_column.addWidget(self._gap())
        self._foot_column.addWidget(self.status)
        self._margin = QWidget()
        side = QWidget()
        self._side = QHBoxLayout(side)
        self._side.addWidget(self.rail)
        self._add_edge(side, Qt.ToolBarArea.LeftToolBarArea, "rail_bar")
        self._add_edge(self._foot, Qt.ToolBarArea.BottomToolBarArea, "status_bar")
        self._add_edge(self._margin, Qt.ToolBarArea.RightToolBarArea, "right_margin")
        for dock in self.docks:
            dock.head.add_commands(self.commands.at(Place.HEAD, dock.feature.id))
        self.setDockNestingEnabled(True)
        self.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        self._add_settings()

    def _gap(self) -> QWidget:
        """The space above or below the docks, through which the rail's colour goes on."""
        gap, rail_end = QWidget(), QFrame()
        rail_end.setObjectName("rail")
        row = QHBoxLayout(gap)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(rail_end)
        row.addStretch(1)
        self._rail_ends.append(rail_end)
        return gap

    def _add_settings(self) -> None:
        layout_actions = [self.commands.action(id) for id in (FIX, RESET)]
        self.settings = SettingsMenu(self.look, self._remember, layout_actions, self)
        self.rail.settings.clicked.connect(self._open_settings)

    def _add_edge(self, widget: QWidget, area: Qt.ToolBarArea, name: str) -> None:
        bar = QToolBar(name, self)
        bar.setObjectName(name)
        bar.setMovable(False)
        bar.setFloatable(False)
        bar.toggleViewAction().setVisible(False)
        bar.addWidget(widget)
        self.addToolBar(area, bar)

    def _place(self, dock: Dock) -> None:
        self.addDockWidget(dock.feature.area, dock)
        first = self.docks[0]
        if dock is not first and dock.feature.area == first.feature.area:
            self.tabifyDockWidget(first, dock)
        dock.show()

    def _open_settings(self) -> None:
        button = self.rail.settings
        corner = button.mapToGlobal(button.rect().topRight())
        corner.setY(corner.y() + button.height() - self.settings.sizeHint().height())
        self.settings.popup(corner)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        for dock in self.docks:
            if new is not None and dock.isAncestorOf(new):
                self.rail.set_current(dock.feature.id)

    def _dress(self) -> None:
        gap = self.look.px(8)
        for column in (self._head, self._foot_column):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
        for rail_end in self._rail_ends:
            rail_end.setFixedSize(self.look.of(Part.RAIL), gap)
        self._side.setContentsMargins(0, 0, gap, 0)
        self._margin.setFixedWidth(gap)
