"""A dressed application and a window with two made-up features."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from tests.ui.samples import CLERK, VOLUNTEER, SamplePanel, dressed, sample_features
from ui.look.fonts import load_fonts
from ui.look.look import Look
from ui.shell.window import MainWindow


@pytest.fixture(scope="session")
def fonts(qapp: QApplication) -> None:
    assert load_fonts() == []


@pytest.fixture
def look(qapp: QApplication, fonts: None) -> Look:
    return dressed(qapp)


@pytest.fixture
def kept() -> dict[str, str]:
    return {}


@pytest.fixture
def make_window(look: Look, kept: dict[str, str]) -> Iterator[Callable[[], MainWindow]]:
    made: list[MainWindow] = []
    crashes: list[BaseException] = []

    def make() -> MainWindow:
        window = MainWindow(look, sample_features(), crashes.append, kept.__setitem__)
        window.resize(1280, 800)
        made.append(window)
        return window

    yield make
    for window in made:
        for dock in window.docks:
            if isinstance(dock.panel, SamplePanel):
                dock.panel.closes = True
        window.close()
        delete(window)
    assert crashes == []


@pytest.fixture
def window(make_window: Callable[[], MainWindow]) -> MainWindow:
    made = make_window()
    made.fill(None, [CLERK, VOLUNTEER], CLERK)  # type: ignore[arg-type]  # the sample panels ask for no data
    made.show()
    QApplication.processEvents()
    return made
