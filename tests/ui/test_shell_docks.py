import base64
import json
from collections.abc import Callable
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDockWidget

from gridconsole.core.caller import Role
from tests.ui.samples import CLERK
from ui.shell import layout
from ui.shell.window import MainWindow


def standing(window: MainWindow) -> list[tuple[bool, bool]]:
    return [(dock.isFloating(), dock.isHidden()) for dock in window.docks]


AT_FIRST = [(False, False), (False, False)]


def test_a_panel_keeps_its_content_when_its_dock_floats_is_tabbed_and_comes_back(window: MainWindow) -> None:
    care, duty = window.docks
    panel = care.panel
    assert panel is not None
    window.splitDockWidget(duty, care, Qt.Orientation.Horizontal)
    for step in (lambda: care.setFloating(True), lambda: care.setFloating(False), care.close, care.bring):
        step()
        QApplication.processEvents()
        assert care.panel is panel and panel.parentWidget() is not None
    window.tabifyDockWidget(duty, care)
    assert window.tabifiedDockWidgets(duty) == [care] and care.panel is panel


def test_a_kept_layout_comes_back_in_another_window(
    window: MainWindow, make_window: Callable[[], MainWindow]
) -> None:
    window.commands.run("window.fix")
    window.docks[0].setFloating(True)
    window.docks[1].close()
    text = layout.pack(window, window.docks)
    other = make_window()
    assert other.restore_layout(text)
    assert standing(other) == [(True, False), (False, True)]


def test_resetting_brings_everything_back_to_its_place(window: MainWindow) -> None:
    window.commands.run("window.fix")
    window.docks[0].setFloating(True)
    window.docks[1].close()
    window.reset_layout()
    assert standing(window) == AT_FIRST
    assert window.tabifiedDockWidgets(window.docks[0]) == [window.docks[1]]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(damage=st.one_of(st.binary(max_size=300), st.text(max_size=200), st.none()))
def test_a_layout_of_random_bytes_gives_the_default_one(
    window: MainWindow, damage: bytes | str | None
) -> None:
    text = damage.decode("latin-1") if isinstance(damage, bytes) else damage
    assert not window.restore_layout(text)
    assert standing(window) == AT_FIRST


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 10_000), bit=st.integers(0, 7), part=st.sampled_from(["state", "geometry"]))
def test_a_kept_layout_with_one_changed_bit_is_not_taken(
    window: MainWindow, place: int, bit: int, part: str
) -> None:
    window.reset_layout()
    parts = json.loads(layout.pack(window, window.docks))
    content = bytearray(base64.b64decode(parts[part]))
    content[place % len(content)] ^= 1 << bit
    parts[part] = base64.b64encode(content).decode("ascii")
    assert not window.restore_layout(json.dumps(parts))
    assert standing(window) == AT_FIRST


def test_a_layout_from_another_version_is_not_taken(window: MainWindow) -> None:
    parts = json.loads(layout.pack(window, window.docks)) | {"version": 99}
    assert not window.restore_layout(json.dumps(parts))


def test_a_feature_that_an_old_layout_did_not_know_stands_at_its_place(window: MainWindow) -> None:
    window.docks[1].close()
    parts = json.loads(layout.pack(window, window.docks)) | {"docks": ["care"]}
    assert window.restore_layout(json.dumps(parts))
    assert standing(window) == AT_FIRST


def test_a_floating_dock_off_every_screen_comes_back(window: MainWindow) -> None:
    dock = window.docks[0]
    dock.setFloating(True)
    dock.move(QPoint(-5000, -5000))
    window.bring_back()
    seen = dock.frameGeometry().intersected(QGuiApplication.primaryScreen().availableGeometry())
    assert seen.width() >= 120 and seen.height() >= 40


def test_the_rail_shows_a_closed_panel_again(window: MainWindow) -> None:
    window.commands.run("window.fix")
    window.docks[1].close()
    window.rail.button("duty").click()
    assert window.docks[1].isVisible() and window.rail.button("duty").isChecked()
    assert not window.rail.button("care").isChecked()


def test_closing_and_floating_are_buttons_of_the_head(window: MainWindow) -> None:
    window.commands.run("window.fix")
    head = window.docks[0].head
    head.float_button.click()
    assert window.docks[0].isFloating() and head.float_button.accessibleName() == "放回特殊群体台账"
    head.float_button.click()
    head.close_button.click()
    assert window.docks[0].isHidden()
    assert window.acting.caller == CLERK


def test_a_clerks_panels_stand_fast_until_she_lets_them_go_and_that_is_remembered(
    window: MainWindow, make_window: Callable[[], MainWindow], kept: dict[str, str]
) -> None:
    dock = window.docks[0]
    assert dock.head.float_button.isHidden() and dock.head.close_button.isHidden()
    assert dock.features() == QDockWidget.DockWidgetFeature.NoDockWidgetFeatures
    window.commands.run("window.fix")
    assert not dock.head.float_button.isHidden() and not dock.head.close_button.isHidden()
    assert dock.features() & QDockWidget.DockWidgetFeature.DockWidgetMovable
    other = make_window()
    other._recall = kept.get
    other.set_callers([CLERK], CLERK)
    assert not other.docks[0].head.float_button.isHidden()
    other.commands.run("window.fix")
    assert kept["fixed_layout"] == "yes" and other.docks[0].head.float_button.isHidden()


def test_a_managers_panels_can_be_moved_from_the_start(window: MainWindow) -> None:
    manager = replace(CLERK, role=Role.MANAGER)
    window.set_callers([CLERK, manager], manager)
    assert not window.docks[0].head.float_button.isHidden()


def test_a_panel_that_floats_can_go_back_though_the_others_stand_fast(window: MainWindow) -> None:
    window.docks[0].setFloating(True)
    assert not window.docks[0].head.float_button.isHidden()
    window.docks[0].head.float_button.click()
    assert not window.docks[0].isFloating() and window.docks[0].head.float_button.isHidden()
