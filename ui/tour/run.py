"""The tour: the real window on the demonstration, on a fixed day, through everything it can do."""

import logging
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication

from gridconsole.core.clock import Clock, StandingClock
from gridconsole.demo.station import make_demo
from ui.app import FEATURES, Desk
from ui.look.fonts import load_fonts
from ui.look.look import Look
from ui.settings import Settings
from ui.shell.guide import Guide, Kept
from ui.shell.palette.tour import show_palette
from ui.shell.window import MainWindow
from ui.tour.index import write_index

PEOPLE = 1_286
SIZE = (1440, 900)
TITLE = "网格服务台：走一遍"


@dataclass(frozen=True)
class Data:
    """Made-up data, seen at nine in the morning of a fixed day."""

    folder: Path
    clock: Clock
    station: str | None = None
    db: str | None = None
    acting: str | None = None


def run_tour(out: Path, day: date) -> int:
    """Leave pictures, papers, workbooks and an index.html in `out`; return 0, or 2 when it got stuck."""
    if (
        not os.environ.get("DISPLAY")
        and not os.environ.get("WAYLAND_DISPLAY")
        and sys.platform.startswith("linux")
    ):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    logging.getLogger("qt").addFilter(_is_of_interest)
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication(["gridconsole"])
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory(prefix="gridconsole-tour-") as folder:
        demo, empty = Path(folder) / "demo", Path(folder) / "empty"
        make_demo(demo, PEOPLE, day)
        kept: list[Kept] = []
        for place, show in (
            (Data(empty, StandingClock.on(day)), _begin),
            (Data(demo, StandingClock.on(day), "LH"), _all),
        ):
            _walk(app, place, lambda window: Guide(window, day, out, kept), show)
    print(f"{len(kept)} 张图和文件：{write_index(out, kept, TITLE)}")
    return 0


def _walk(
    app: QApplication, place: Data, guide_in: Callable[[MainWindow], Guide], show: Callable[[Guide], None]
) -> None:
    load_fonts()
    look = Look()
    look.wear(app)
    desk = Desk(place, Settings(place.folder / "window.json"), look, FEATURES)
    desk.guard.install()
    desk.window.resize(*SIZE)
    desk.window.show()
    guide = guide_in(desk.window)
    try:
        guide.wait(lambda: desk.window.docks[0].panel is not None, "打开数据")
        show(guide)
    finally:
        desk.window.close()
        desk.finish()
        desk.guard.uninstall()


def _is_of_interest(record: logging.LogRecord) -> bool:
    """A screen in memory says of every window what it can't do."""
    return not record.getMessage().startswith("This plugin does not support")


def _begin(guide: Guide) -> None:
    for feature in FEATURES:
        guide.window.show_feature(feature.id)
        guide.let(0.8)
        guide.picture(f"{feature.id}-empty", f"{feature.heading or feature.title}：还什么都没有的时候")


def _all(guide: Guide) -> None:
    for feature in FEATURES:
        if feature.tour is not None:
            guide.window.show_feature(feature.id)
            feature.tour(guide)
    show_palette(guide)
