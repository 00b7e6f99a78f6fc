"""A person's file in the real window, on real data."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gridconsole.care.listing import CareFilter
from gridconsole.core.caller import Caller
from gridconsole.core.ledger.snapshot import Masked, Snapshot
from gridconsole.core.store.errors import ForbiddenThread
from tests.journeys.desk import console_on, demo_folder, desk_on, open_first, open_person, panel_of, saved
from ui.app import Desk
from ui.care.panel import CarePanel
from ui.care.status_dialog import StatusDialog
from ui.look.scale import TextSize
from ui.widgets.ledger_form.asking import Choosing, WhyDialog


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return demo_folder(tmp_path)


@pytest.fixture
def desk(qtbot: QtBot, folder: Path) -> Iterator[Desk]:
    with desk_on(qtbot, folder) as desk:
        yield desk


@pytest.fixture
def panel(qtbot: QtBot, desk: Desk) -> CarePanel:
    return open_first(qtbot, desk)


def now(folder: Path, panel: CarePanel) -> Snapshot:
    assert panel.file.person is not None
    with console_on(folder) as console:
        return console.care.open(console.caller("LH"), panel.file.person)


def save(qtbot: QtBot, desk: Desk, panel: CarePanel) -> None:
    panel.save()
    qtbot.waitUntil(lambda: saved(desk) and not panel.is_dirty)


def answer(panel: CarePanel, reason: str) -> None:
    dialog = panel.file.questions.dialog
    assert isinstance(dialog, WhyDialog)
    dialog.answer(reason)


def test_a_save_writes_only_the_changed_fields(
    qtbot: QtBot, desk: Desk, panel: CarePanel, folder: Path
) -> None:
    panel.file.form.entries["contact"].type("赵试探")
    save(qtbot, desk, panel)
    with console_on(folder) as console:
        last = console.care.history(console.caller("LH"), now(folder, panel).id)
    changes = [[value.key for value in line.after] for line in last if line.deed == "care.correct"]
    assert changes == [["contact"]]


def test_a_masked_value_is_never_written(qtbot: QtBot, desk: Desk, panel: CarePanel, folder: Path) -> None:
    before = now(folder, panel)
    assert isinstance(before["citizen_id"], Masked)
    panel.file.form.entries["citizen_id"].editor.setText("379***********0000")  # type: ignore[union-attr]
    panel.file.form.entries["contact"].type("赵试探")
    save(qtbot, desk, panel)
    assert now(folder, panel).text("citizen_id") == before.text("citizen_id")


def test_the_eye_asks_why_and_leaves_a_mark(qtbot: QtBot, panel: CarePanel, folder: Path) -> None:
    entry = panel.file.form.entries["citizen_id"]
    entry.field.reveal_asked.emit()
    answer(panel, "")
    assert entry.text().count("*") > 5
    answer(panel, "核对信息")
    qtbot.waitUntil(lambda: "*" not in entry.text())
    assert len(entry.text()) == 18 and not panel.is_dirty


def test_refused_fields_come_back_as_complaints(qtbot: QtBot, desk: Desk, panel: CarePanel) -> None:
    born = panel.file.form.entries["born"]
    born.type("1901-01-01")
    panel.save()
    qtbot.waitUntil(lambda: born.field.complaint() is not None)
    assert "不符" in str(born.field.complaint())
    assert panel.file.footer.said() == "1 处要改"
    assert "保存失败" in desk.window.status.texts()
    assert panel.is_dirty


def test_a_conflict_is_settled_field_by_field(
    qtbot: QtBot, desk: Desk, panel: CarePanel, folder: Path
) -> None:
    form = panel.file.form
    form.entries["name"].type("王我的")
    form.entries["way"].type("村口往北")
    with console_on(folder) as console:
        other = console.caller("LH", "刘建军")
        seen = console.care.open(other, now(folder, panel).id)
        console.care.correct(other, seen, {"name": "王对方", "contact": "李对方"})
    panel.save()
    qtbot.waitUntil(lambda: panel.file.notices.conflict is not None)
    bar = panel.file.notices.conflict
    assert bar is not None and bar.kept() == ["name"]
    bar.go.click()
    qtbot.waitUntil(lambda: saved(desk) and not panel.is_dirty)
    after = now(folder, panel)
    assert [after.text(key) for key in ("name", "contact", "way")] == ["王我的", "李对方", "村口往北"]


def test_history_brings_a_value_back(qtbot: QtBot, desk: Desk, panel: CarePanel, folder: Path) -> None:
    before = now(folder, panel).text("contact")
    panel.file.form.entries["contact"].type("赵试探")
    save(qtbot, desk, panel)
    panel.file.show_tab(1)
    qtbot.waitUntil(lambda: any(line.deed == "修改" for line in panel.file.history.lines))
    line = next(line for line in panel.file.history.lines if line.deed == "修改")
    assert line.changes == (("紧急联系人", before, "赵试探"),)
    panel.file.history.back_asked.emit(line.back)
    answer(panel, "改错了")
    qtbot.waitUntil(lambda: panel.file.form.entries["contact"].text() == before)
    assert now(folder, panel).text("contact") == before


def test_a_status_changes_with_reason_and_day(
    qtbot: QtBot, desk: Desk, panel: CarePanel, folder: Path
) -> None:
    panel.file.change_status()
    dialog = panel.file.questions.dialog
    assert isinstance(dialog, StatusDialog)
    dialog.go.click()
    assert dialog.isVisible()
    dialog.status.setCurrentText("暂离")
    dialog.day.setText("9月20日")
    dialog.reason.setText("到儿子家住")
    dialog.go.click()
    qtbot.waitUntil(lambda: saved(desk))
    after = now(folder, panel)
    assert (after.text("status"), after.text("status_on")) == ("暂离", "2026年9月20日")
    assert after.text("status_reason") == "到儿子家住"


def test_a_withdrawn_file_leaves_the_table(qtbot: QtBot, desk: Desk, panel: CarePanel) -> None:
    total = panel.table.model.rowCount()
    panel.file.withdraw()
    answer(panel, "建错了")
    qtbot.waitUntil(lambda: panel.table.model.rowCount() == total - 1)
    assert panel.file.person is None


def test_a_new_file_is_made_by_hand(qtbot: QtBot, desk: Desk, panel: CarePanel, folder: Path) -> None:
    total = panel.table.model.rowCount()
    desk.window.commands.run("care.new")
    qtbot.waitUntil(lambda: panel.file.person is None)
    panel.file.form.entries["name"].type("赵新来")
    panel.file.form.entries["village"].type("柳塘村")
    panel.save()
    qtbot.waitUntil(lambda: panel.file.person is not None)
    assert now(folder, panel).text("village") == "柳塘村"
    qtbot.waitUntil(lambda: panel.table.model.rowCount() == total + 1)


def test_a_person_who_is_there_already_is_offered_instead(qtbot: QtBot, desk: Desk, panel: CarePanel) -> None:
    there = panel.file.person
    entry = panel.file.form.entries["citizen_id"]
    entry.field.reveal_asked.emit()
    answer(panel, "核对信息")
    qtbot.waitUntil(lambda: "*" not in entry.text())
    number = entry.text()
    panel.make_new()
    qtbot.waitUntil(lambda: panel.file.person is None)
    panel.file.form.entries["name"].type("又一个人")
    panel.file.form.entries["citizen_id"].type(number)
    panel.save()
    qtbot.waitUntil(lambda: panel.file.notices.double is not None)
    assert panel.file.notices.double is not None
    panel.file.notices.double.link_pressed.emit()
    qtbot.waitUntil(lambda: panel.file.person == there)


def test_leaving_with_unsaved_changes_asks(qtbot: QtBot, desk: Desk, panel: CarePanel) -> None:
    first = panel.file.person
    other = panel.table.model.snapshot(5)
    assert other is not None
    panel.file.form.entries["name"].type("没有保存")
    panel.open(other.id)
    dialog = panel.file.questions.dialog
    assert isinstance(dialog, Choosing)
    dialog.buttons[2].click()
    assert panel.file.person == first and panel.is_dirty
    panel.open(other.id)
    again = panel.file.questions.dialog
    assert isinstance(again, Choosing)
    again.buttons[1].click()
    qtbot.waitUntil(lambda: panel.file.person == other.id)


def test_closing_the_window_with_unsaved_changes_asks_and_saves(
    qtbot: QtBot, desk: Desk, panel: CarePanel, folder: Path
) -> None:
    panel.file.form.entries["contact"].type("赵试探")
    person = panel.file.person
    desk.window.close()
    assert desk.window.isVisible()
    dialog = panel.file.questions.dialog
    assert isinstance(dialog, Choosing)
    dialog.buttons[0].click()
    qtbot.waitUntil(lambda: not desk.window.isVisible())
    with console_on(folder) as console:
        assert person is not None
        assert console.care.open(console.caller("LH"), person).text("contact") == "赵试探"


def test_the_table_and_the_file_follow_a_write_from_elsewhere(
    qtbot: QtBot, desk: Desk, panel: CarePanel
) -> None:
    """Another thread of the same program writes; the row under the cursor stays under it."""
    assert desk.opened is not None
    console, id = desk.opened.console, panel.file.person
    caller = panel._context.caller()
    assert id is not None
    row = panel.table.view.currentIndex().row()
    desk.window.worker.run(
        lambda: console.care.correct(caller, console.care.open(caller, id), {"name": "钱改名"}),
        lambda _: None,
        owner=panel,
    )
    qtbot.waitUntil(lambda: panel.file.head.name.full_text() == "钱改名")
    qtbot.waitUntil(lambda: (one := panel.table.view.current()) is not None and one.text("name") == "钱改名")
    assert panel.table.view.currentIndex().row() == row


def test_the_windows_thread_may_not_ask_the_data(desk: Desk, panel: CarePanel) -> None:
    assert desk.opened is not None
    with pytest.raises(ForbiddenThread):
        desk.opened.console.care.count(panel._context.caller())


def test_a_volunteer_sees_only_the_own_households_and_changes_nothing(qtbot: QtBot, folder: Path) -> None:
    with console_on(folder) as console:
        volunteer: Caller = console.caller("LH", "陈海")
        own = console.care.list.count(volunteer, CareFilter())
        everybody = console.care.count(console.caller("LH"))
    with desk_on(qtbot, folder, acting="陈海") as desk:
        panel = open_first(qtbot, desk)
        assert 0 < panel.table.model.rowCount() == own < everybody
        assert all(entry.closed for entry in panel.file.form.entries.values())
        for id in ("care.new", "care.import", "care.save", "care.export"):
            assert not desk.window.commands.action(id).isEnabled()


def test_another_person_who_acts_sees_what_is_theirs(qtbot: QtBot, desk: Desk, panel: CarePanel) -> None:
    everybody = panel.table.model.rowCount()
    volunteer = next(c for c in desk._crew.callers if c.staff_name == "陈海")  # type: ignore[union-attr]
    desk.window.caller_picked.emit(volunteer)
    qtbot.waitUntil(lambda: panel.table.loader.is_complete and panel.table.model.rowCount() < everybody)
    assert panel.file.person is None


def test_health_without_consent_is_locked_in_the_form(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    with console_on(folder) as console:
        caller = console.caller("LH")
        id = console.care.record(caller, {"name": "钱未签", "device": "制氧机", "consent": "待签同意书"})
    panel = open_person(qtbot, desk, id)
    assert panel.file.form.entries["device"].text() == "待签同意书"
    assert panel.file.form.entries["device"].closed
    assert panel_of(desk) is panel


def test_at_the_largest_text_table_and_file_take_turns(qtbot: QtBot, desk: Desk, panel: CarePanel) -> None:
    assert panel.table.isVisible() and panel.file.isVisible()
    desk.window.look.set_size(TextSize.HUGE)
    assert panel.file.isVisible() and not panel.table.isVisible()
    assert desk.window.minimumSizeHint().width() <= 1440
    panel.file.head.back.click()
    assert panel.table.isVisible() and not panel.file.isVisible()
    desk.window.look.set_size(TextSize.NORMAL)
    assert panel.file.isVisible()
