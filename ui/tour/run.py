"""The tour: the real window on the demonstration, on a fixed day, through everything it can do."""

import os
import sys
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication

from gridconsole.core.clock import Clock, StandingClock
from gridconsole.core.errors import ConsoleError
from gridconsole.demo.station import make_demo
from ui.app import FEATURES, Desk
from ui.look.fonts import load_fonts
from ui.look.look import Look
from ui.settings import Settings
from ui.shell.guide import Guide
from ui.tour.index import write_index

PEOPLE = 1_286
SIZE = (1440, 900)
TITLE = "网格服务台：走一遍"


@dataclass(frozen=True)
class DemoPlace:
    """The demonstration's data, seen at nine in the morning of a fixed day."""

    folder: Path
    clock: Clock
    db: str | None = None
    station: str | None = "LH"
    acting: str | None = None


def run_tour(out: Path, day: date) -> int:
    """Leave pictures, papers, workbooks and an index.html in `out`; return 0, or 2 when it got stuck."""
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY") and sys.platform.startswith("linux"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication(["gridconsole"])
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory(prefix="gridconsole-tour-") as folder:
        data = Path(folder) / "data"
        make_demo(data, PEOPLE, day)
        guide = _walk(app, DemoPlace(data, StandingClock.on(day)), day, out)
    print(f"{len(guide.kept)} 张图和文件：{write_index(out, guide.kept, TITLE)}")
    return 0


def _walk(app: QApplication, place: DemoPlace, day: date, out: Path) -> Guide:
    load_fonts()
    look = Look()
    look.wear(app)
    desk = Desk(place, Settings(place.folder / "window.json"), look, FEATURES)
    desk.guard.install()
    desk.window.resize(*SIZE)
    desk.window.show()
    guide = Guide(desk.window, day, out)
    try:
        guide.wait(lambda: desk.window.docks[0].panel is not None, "打开数据")
        for feature in FEATURES:
            if feature.tour is not None:
                desk.window.show_feature(feature.id)
                feature.tour(guide)
    except ConsoleError as error:
        print(error, file=sys.stderr)
        raise
    finally:
        desk.window.close()
        desk.finish()
        desk.guard.uninstall()
    return guide
