"""The window's life: shown first, filled behind, closed with nothing lost."""

import os
import sys
import threading
from collections.abc import Callable, MutableMapping, Sequence
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import QLibraryInfo, QObject
from PySide6.QtWidgets import QApplication

from gridconsole.core.caller import Caller
from gridconsole.core.errors import ConsoleError
from ui.care.feature import FEATURE as CARE
from ui.look.fonts import load_fonts
from ui.look.look import Look
from ui.look.parts.buttons import Kind
from ui.look.scale import TextSize
from ui.look.tokens import Theme, Tone
from ui.opening import (
    Crew,
    Opened,
    Place,
    close_data,
    crew,
    good_backup,
    is_open_elsewhere,
    newest_backup,
    open_data,
    restore_backup,
)
from ui.settings import Settings, default_settings_file
from ui.shell.collector import Collector
from ui.shell.crash import CrashGuard
from ui.shell.feature import Feature
from ui.shell.scanner import Scanner
from ui.shell.window import MainWindow
from ui.trouble import Answer, Cover

FEATURES: tuple[Feature[Any], ...] = (CARE,)
DONE, COULD_NOT = 0, 2
NO_DISPLAY = "这里没有图形界面，窗口打不开。请在桌面上运行，或使用命令（gridconsole --help）。"


@runtime_checkable
class Leavable(Protocol):
    """A panel that may hold unsaved work."""

    def leave(self, then: Callable[[], None]) -> None:
        """Go on with `then`, after asking."""


@runtime_checkable
class Keeping(Protocol):
    """A panel that keeps how its tables are arranged."""

    def keep_in(self, kept: Settings) -> None:
        """Keep it in the window's settings."""


class Desk(QObject):
    """Ties the window to the data: opens it behind the first paint, says what went wrong, closes it."""

    def __init__(
        self, place: Place, settings: Settings, look: Look, features: Sequence[Feature[Any]]
    ) -> None:
        super().__init__()
        self._place, self._look = place, look
        self._settings = settings
        self._crew: Crew | None = None
        self.opened: Opened | None = None
        self.cover: Cover | None = None
        self.code = DONE
        self._collector = Collector(self)
        self.guard = CrashGuard(look)
        self.window = MainWindow(look, features, self.guard.report, settings.remember, settings.get)
        self.window.first_painted.connect(self.begin)
        self.window.caller_picked.connect(self._pick)
        self._scanning = [feature for feature in features if feature.scans is not None]
        self.scanner = Scanner(self.window, lambda digits: self._scanned_for(digits) is not None)
        self.scanner.scanned.connect(self._scanned)

    def begin(self) -> None:
        """Open the data, now that something is on the screen."""
        self.open()

    def open(self) -> None:
        """Open the data on the worker."""
        self._uncover()
        self.window.worker.run(self._open, self._have_data, self._no_data, owner=self)

    def finish(self) -> None:
        """Close the data; nothing else runs any more."""
        self._collector.stop()
        if self.opened is not None:
            opened, self.opened = self.opened, None
            close_data(opened)

    def _open(self) -> Opened:
        # Noted on the worker already: the window may be closed before the answer gets there.
        self.opened = open_data(self._place)
        return self.opened

    def _have_data(self, opened: Opened) -> None:
        opened.console.doors.forbid(threading.current_thread())
        if opened.stations:
            self._ask_station(opened.stations)
        else:
            self._enter(self._place.station)

    def _ask_station(self, names: Sequence[str]) -> None:
        answers: list[Answer] = [(name, lambda n=name: self._enter(n)) for name in names]  # type: ignore[misc]
        sentence, step = "这份数据里有几个站，请选一个。", "下次用 --station 站名 可以直接进去。"
        self._cover_with(Tone.ACCENT, sentence, step, answers)

    def _enter(self, station: str | None) -> None:
        assert self.opened is not None
        console = self.opened.console
        self.window.worker.run(
            lambda: (crew(console, station, self._place.acting), newest_backup(console)),
            self._fill,
            lambda error: self._say(error, [("退出", self._give_up)]),
            owner=self,
        )

    def _fill(self, found: tuple[Crew, Any]) -> None:
        assert self.opened is not None
        self._crew, backup = found
        self._uncover()
        self.window.status.set_station(self._crew.station)
        self.window.fill(self.opened.console, self._crew.callers, self._crew.current)
        panels: list[object] = [dock.panel for dock in self.window.docks]
        for panel in panels:
            if isinstance(panel, Keeping):
                panel.keep_in(self._settings)
        if self.opened.console.backups is not None:
            self.window.status.set_backup(f"最近备份 {backup:%m-%d %H:%M}" if backup else "关闭窗口时备份")

    def _pick(self, caller: Caller) -> None:
        """Let somebody else act, after asking about what is not saved."""
        assert self._crew is not None
        callers = self._crew.callers
        then: Callable[[], None] = lambda: self.window.set_callers(callers, caller)  # noqa: E731
        panels: list[object] = [dock.panel for dock in self.window.docks]
        for panel in panels:
            if isinstance(panel, Leavable):
                panel.leave(then)
                return
        then()

    def _scanned_for(self, digits: str) -> Feature[Any] | None:
        """Return the feature to which a scanned code belongs, once there are panels."""
        if self._crew is None:
            return None
        return next((one for one in self._scanning if one.scans and one.scans.knows(digits)), None)

    def _scanned(self, digits: str) -> None:
        feature = self._scanned_for(digits)
        if feature is not None and feature.scans is not None and not self.window.curtain.is_drawn:
            feature.scans.opens(self.window.show_feature(feature.id), digits)

    def _no_data(self, error: ConsoleError) -> None:
        again: Answer = ("再试一次", self.open)
        give_up: Answer = ("退出", self._give_up)
        if name := good_backup(error):
            restore: Answer = ("恢复备份", lambda: self._ask_restore(name))
            self._say(error, [restore, again, give_up])
        elif is_open_elsewhere(error):
            self._say(error, [give_up, again])
        else:
            self._say(error, [again, give_up])

    def _ask_restore(self, name: str) -> None:
        from ui.widgets.ledger_form.asking import Choosing

        sentence = f"用备份 {name} 换回数据；备份之后的改动不在里面。损坏的文件会原样保留在旁边。"
        answers = [("取消", Kind.PLAIN), ("恢复备份", Kind.PRIMARY)]
        self.dialog = Choosing(self._look, "恢复备份", sentence, answers, self.window)
        self.dialog.chosen.connect(lambda number: self._restore(name) if number else None)
        self.dialog.open()

    def _restore(self, name: str) -> None:
        run, place = self.window.worker.run, self._place
        run(lambda: restore_backup(place, name), lambda _: self.open(), self._no_data, owner=self)

    def _say(self, error: ConsoleError, answers: Sequence[Answer]) -> None:
        self._cover_with(Tone.RED, error.sentence, error.next_step, answers)

    def _cover_with(self, tone: Tone, sentence: str, step: str, answers: Sequence[Answer]) -> None:
        self._uncover()
        self.cover = Cover(self._look, self.window, tone, sentence, step, answers)
        self.window.load_icons()

    def _uncover(self) -> None:
        if self.cover is not None:
            self.cover.hide()
            self.cover.deleteLater()
            self.cover = None

    def _give_up(self) -> None:
        self.code = COULD_NOT
        self.window.close()


def run(place: Place, reset_layout: bool, settings_file: Path | None = None) -> int:
    """Show the window until it is closed; return 0, or 2 when it could not be used."""
    if not has_display(sys.platform, os.environ):
        print(NO_DISPLAY, file=sys.stderr)
        return COULD_NOT
    choose_input_method(os.environ, input_plugins())
    app = QApplication.instance() or QApplication(["gridconsole"])
    assert isinstance(app, QApplication)
    settings = Settings(settings_file or default_settings_file())
    load_fonts()
    look = remembered_look(settings)
    look.wear(app)
    desk = Desk(place, settings, look, FEATURES)
    desk.guard.install()
    room = desk.window.screen().availableSize()
    desk.window.resize(desk.window.sizeHint().boundedTo(room))  # Qt alone would take two thirds of it
    desk.window.restore_layout(None if reset_layout else settings.get("layout"))
    desk.window.show()
    app.exec()
    try:
        desk.finish()
    except ConsoleError as error:
        say_at_the_end(look, error)
        return COULD_NOT
    finally:
        desk.guard.uninstall()
    return desk.code


def say_at_the_end(look: Look, error: ConsoleError) -> None:
    """Say what went wrong on leaving, as a backup that could not be made, and wait to be read."""
    from ui.widgets.ledger_form.asking import Choosing

    answers = [("知道了", Kind.PRIMARY)]
    Choosing(look, "关闭时出了问题", f"{error.sentence}{error.next_step}", answers, None).exec()


def remembered_look(settings: Settings) -> Look:
    """Return the look that was chosen last, the ordinary one for anything that can't be read."""
    try:
        theme = Theme(settings.get("theme") or Theme.LIGHT)
        size = TextSize(int(settings.get("text_size") or TextSize.NORMAL))
    except ValueError:
        return Look()
    return Look(theme, size)


def has_display(platform: str, environment: MutableMapping[str, str]) -> bool:
    """Return whether a window can be shown; Qt would end the whole program otherwise."""
    if not platform.startswith("linux") or environment.get("QT_QPA_PLATFORM", "").split(":")[0] in HEADLESS:
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


HEADLESS = frozenset({"offscreen", "minimal", "vnc", "linuxfb", "eglfs"})


def choose_input_method(environment: MutableMapping[str, str], plugins: Sequence[str]) -> None:
    """Let fcitx be reached by the ibus plugin when Qt has none for fcitx; before the QApplication."""
    if environment.get("QT_IM_MODULE", "").startswith("fcitx") and not any("fcitx" in p for p in plugins):
        environment["QT_IM_MODULE"] = "ibus"


def input_plugins() -> list[str]:
    """Return the file names of Qt's input method plugins."""
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforminputcontexts"
    return [file.name for file in folder.glob("*")] if folder.is_dir() else []
