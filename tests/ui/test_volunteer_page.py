"""The register of volunteers: trainings, hours of service, certificates."""

import pytest
from pypdf import PdfReader

from tests.journeys.desk import console_on, demo_folder, desk_on, panel_of
from tests.ui.clips import clipped
from ui.care.volunteers.panel import SERVICES, TRAININGS

NAME = "何静"


@pytest.fixture
def folder(tmp_path):
    """A folder in which one more member of staff is a volunteer, without any service yet."""
    made = demo_folder(tmp_path)
    with console_on(made) as console:
        raw = {"person": NAME, "number": "Z-0007", "since": "2026-03-05"}
        console.care.volunteers.register.record(console.caller("LH"), raw)
    return made


@pytest.fixture
def open_page(qtbot, folder):
    """Return a function that opens the page with the volunteer's record."""
    opened = []

    def start(size=100):
        context = desk_on(qtbot, folder, size=size)
        desk = context.__enter__()
        opened.append(context)
        page = panel_of(desk).pages.show_page("volunteers")
        qtbot.waitUntil(lambda: page.table.loader.is_complete and row_of(page) is not None)
        page.file.open(row_of(page).id)
        qtbot.waitUntil(lambda: page.file.id is not None)
        return desk, page

    yield start
    for context in opened:
        context.__exit__(None, None, None)


def row_of(page):
    rows = (page.table.model.snapshot(row) for row in range(page.table.model.rowCount()))
    return next((one for one in rows if one is not None and one.text("person") == NAME), None)


def shown(page, title):
    """The two lines of the volunteer's cell in a column."""
    (column,) = [one for one in page.table.model.columns if one.title == title]
    cell = column.cell(row_of(page))
    return cell.first, cell.second


def add(qtbot, entries, **texts):
    count = len(entries.entries)
    entries.add_button.click()
    entries.dialog.type(texts)
    entries.dialog.go.click()
    qtbot.waitUntil(lambda: len(entries.entries) == count + 1)


def test_trainings_and_services_are_noted_added_up_and_certified(qtbot, open_page):
    _, page = open_page()
    file, printed = page.file, []
    file.show_tab(TRAININGS)
    assert not file.footer.isVisible()
    add(qtbot, file.trainings, held_on="2026-06-01", subject="入户礼仪", hours="2", teacher="赵立新")
    file.show_tab(SERVICES)
    file.services.add_button.click()
    dialog = file.services.dialog
    dialog.type({"served_on": "2026-09-01", "hours": "1.2", "what": "打扫卫生"})
    dialog.go.click()
    qtbot.waitUntil(lambda: bool(dialog.fields["hours"].complaint()))
    assert "0.5 小时" in dialog.fields["hours"].complaint()
    dialog.type({"hours": "1.5"})
    dialog.go.click()
    qtbot.waitUntil(lambda: len(file.services.entries) == 1)
    add(qtbot, file.services, served_on="2026-04-20", hours="8", what="春耕用电检查")
    qtbot.waitUntil(lambda: shown(page, "服务时长") == ("9.5 小时", "2 次"))
    assert shown(page, "培训") == ("1 次", "2 小时")
    page.choice.setCurrentIndex([period.word for period in page.periods].index("本月"))
    qtbot.waitUntil(lambda: shown(page, "服务时长") == ("1.5 小时", "1 次"))
    page.choice.setCurrentIndex(0)
    qtbot.waitUntil(lambda: shown(page, "服务时长") == ("9.5 小时", "2 次"))
    page.papers.open_file = lambda made: not printed.append(made)
    page.print_certificates()
    page.dialog.buttons[1].click()
    qtbot.waitUntil(lambda: len(printed) == 1, timeout=10_000)
    text = "".join("".join(one.extract_text() for one in PdfReader(printed[0]).pages).split())
    for words in (NAME, "Z-0007", "9.5", "服务时长"):
        assert words in text
    assert "工时" not in text


def test_a_service_is_corrected_taken_off_and_refused_outside_the_time_of_registration(qtbot, open_page):
    _, page = open_page()
    services = page.file.services
    page.file.show_tab(SERVICES)
    services.add_button.click()
    dialog = services.dialog
    dialog.type({"served_on": "2026-01-05", "hours": "2", "what": "贴对联"})
    dialog.go.click()
    qtbot.waitUntil(lambda: not dialog.problem.isHidden())
    assert "不是注册志愿者" in dialog.problem.accessibleName()
    dialog.type({"served_on": "2026-04-05"})
    dialog.go.click()
    qtbot.waitUntil(lambda: len(services.entries) == 1)
    services.ask(services.entries[0])
    services.dialog.type({"hours": "3"})
    services.dialog.go.click()
    qtbot.waitUntil(lambda: services.entries[0].text("hours") == "3 小时")
    qtbot.waitUntil(lambda: shown(page, "服务时长") == ("3 小时", "1 次"))
    services.ask(services.entries[0])
    services.dialog.take_off()
    services.dialog.why.answer("登记错了")
    qtbot.waitUntil(lambda: not services.entries)
    qtbot.waitUntil(lambda: shown(page, "服务时长") == ("—", ""))


def test_nothing_is_cut_off_at_150_per_cent(qtbot, open_page):
    desk, page = open_page(size=150)
    for tab in range(4):
        page.file.show_tab(tab)
        qtbot.waitUntil(lambda: clipped(page, desk.window.look) == [])
