"""The window's beginning and end: what opens, what can't be opened, what is kept."""

import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gridconsole.core.paths import DATA_FILE
from gridconsole.core.store.backup import Backups
from tests.journeys.desk import console_on, demo_folder, desk_on, has_rows, panel_of
from ui.app import choose_input_method, has_display, remembered_look
from ui.look.scale import TextSize
from ui.look.tokens import Theme
from ui.settings import Settings
from ui.widgets.ledger_form.asking import Choosing


def test_nothing_heavy_is_imported_before_the_window_stands() -> None:
    heavy = ("sqlalchemy", "reportlab", "openpyxl", "qtawesome", "alembic", "pypinyin")
    code = f"import sys, ui.app; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_modules_are_imported_without_reading_their_sources() -> None:
    code = (
        "import linecache\nfrom ui.import_hook import calm_import_hook\ncalm_import_hook()\n"
        "before = set(linecache.cache)\nimport ui.app, gridconsole.console\n"
        "print([file for file in set(linecache.cache) - before if not file.startswith('<')])\n"
        "from qtpy.QtCore import Qt\n"  # qtpy takes everything from Qt's modules with a star
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_icons_come_once_the_first_rows_stand(qtbot: QtBot, tmp_path: Path) -> None:
    with desk_on(qtbot, demo_folder(tmp_path)) as desk:
        qtbot.waitUntil(lambda: desk.window.look.icons.ready, timeout=20_000)
        assert has_rows(desk)


def test_damaged_data_is_kept_and_the_last_good_backup_takes_its_place(qtbot: QtBot, tmp_path: Path) -> None:
    folder = demo_folder(tmp_path)
    with console_on(folder) as console:
        backups: Backups | None = console.backups
        assert backups is not None
        name = backups.make().name
    damage(folder / DATA_FILE)
    with desk_on(qtbot, folder) as desk:
        assert desk.cover is not None
        assert "数据文件损坏" in desk.cover.sentence.text() and name in desk.cover.next_step.text()
        assert [button.text() for button in desk.cover.buttons] == ["恢复备份", "再试一次", "退出"]
        desk.cover.buttons[0].click()
        dialog = desk.dialog
        assert isinstance(dialog, Choosing)
        dialog.buttons[1].click()
        qtbot.waitUntil(lambda: has_rows(desk), timeout=20_000)
        assert panel_of(desk).table.model.rowCount() > 0
    assert len(list(folder.glob("station-replaced-*.db"))) == 1


def test_a_second_window_on_the_same_data_is_refused(qtbot: QtBot, tmp_path: Path) -> None:
    folder = demo_folder(tmp_path)
    with desk_on(qtbot, folder), desk_on(qtbot, folder) as second:
        assert second.cover is not None
        assert "已经在另一个窗口里打开" in second.cover.sentence.text()
        second.cover.buttons[0].click()
        assert not second.window.isVisible() and second.code == 2


def test_with_several_stations_one_is_chosen(qtbot: QtBot, tmp_path: Path) -> None:
    folder = demo_folder(tmp_path)
    with console_on(folder) as console:
        console.stations.add(console.caller("LH"), "青禾便民服务站", "QH")
    with desk_on(qtbot, folder, station=None) as desk:
        assert desk.cover is not None and len(desk.cover.buttons) == 2
        desk.cover.buttons[0].click()
        qtbot.waitUntil(lambda: has_rows(desk))
        assert desk.cover is None
        assert desk.window.status.texts()[0] == "柳河便民服务站"


def test_the_days_backup_is_made_on_leaving(qtbot: QtBot, tmp_path: Path) -> None:
    folder = demo_folder(tmp_path)
    with desk_on(qtbot, folder):
        assert not (folder / "backups").exists()
    assert len(list((folder / "backups").glob("station-*.db"))) == 1


def test_the_layout_is_kept_and_the_look_comes_back(qtbot: QtBot, tmp_path: Path) -> None:
    folder = demo_folder(tmp_path)
    with desk_on(qtbot, folder) as desk:
        desk.window.settings.pick(Theme.DARK)
        desk.window.settings.pick(TextSize.LARGE)
    kept = Settings(tmp_path / "window.json")
    assert kept.get("layout")
    look = remembered_look(kept)
    assert (look.theme, look.scale.size) == (Theme.DARK, TextSize.LARGE)


@pytest.mark.parametrize("text", ["", "[1]", "{", '{"theme": "pink", "text_size": "17"}'])
def test_settings_that_can_not_be_read_count_as_none(tmp_path: Path, text: str) -> None:
    file = tmp_path / "window.json"
    file.write_text(text, encoding="utf-8")
    assert remembered_look(Settings(file)).theme is Theme.LIGHT


def test_without_a_display_one_line_says_so() -> None:
    assert not has_display("linux", {})
    assert not has_display("linux", {"QT_QPA_PLATFORM": "xcb"})
    assert has_display("linux", {"DISPLAY": ":0"})
    assert has_display("linux", {"QT_QPA_PLATFORM": "offscreen"})
    assert has_display("win32", {})


def test_fcitx_without_its_plugin_is_reached_through_ibus() -> None:
    environment = {"QT_IM_MODULE": "fcitx5"}
    choose_input_method(environment, ["libibusplatforminputcontextplugin.so"])
    assert environment["QT_IM_MODULE"] == "ibus"
    with_plugin = {"QT_IM_MODULE": "fcitx"}
    choose_input_method(with_plugin, ["libfcitx5platforminputcontextplugin.so"])
    assert with_plugin["QT_IM_MODULE"] == "fcitx"


def damage(file: Path) -> None:
    with file.open("r+b") as stream:
        stream.seek(100)
        stream.write(b"\xff" * 8000)
