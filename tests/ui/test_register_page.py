"""The register of printed papers in the window: whose they are, who took them, what came back."""

import io

import pytest

from gridconsole.care.listing import CareFilter
from gridconsole.care.visiting.register import SheetState
from tests.journeys.desk import console_on, demo_folder, desk_on, panel_of


@pytest.fixture
def register(qtbot, tmp_path):
    """The page with three sheets out."""
    folder = demo_folder(tmp_path)
    with console_on(folder) as console:
        caller = console.caller("LH")
        homes = [one.parent.id for one in console.care.list.page(caller, CareFilter(), 0, 3)]
        console.care.visits.print(caller, io.BytesIO(), homes)
        names = {one.text("name") for one in console.care.list.page(caller, CareFilter(), 0, 3)}
    with desk_on(qtbot, folder) as desk:
        page = panel_of(desk).pages.show_page("register")
        qtbot.waitUntil(lambda: page.table.loader.is_complete and page.table.model.rowCount() == 3)
        yield qtbot, page, folder, names


def copies(folder, state):
    with console_on(folder) as console:
        return [
            one
            for one in console.care.visits.register.page(console.caller("LH"), None, 0, 10)
            if one.state is state
        ]


def test_the_register_names_whom_a_sheet_is_for(register):
    _, page, _, names = register
    listed = {page.table.model.snapshot(row)["whose"] for row in range(3)}
    assert {name for one in listed for name in one.split("、")} >= names


def test_chosen_sheets_are_taken_out_by_somebody(register):
    qtbot, page, folder, _ = register
    page.take()
    page.dialog.answer("陈海")
    qtbot.waitUntil(lambda: any(one.taken_by == "陈海" for one in copies(folder, SheetState.OUT)))


def test_what_came_back_leaves_those_that_are_out(register):
    qtbot, page, folder, _ = register
    page.give_back()
    qtbot.waitUntil(lambda: page.table.model.rowCount() == 2)
    assert len(copies(folder, SheetState.BACK)) == 1
