"""A paper is seen as it is printed: page by page, sharp, at its own size, a reprint said to be one."""

import io
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter

from gridconsole.care.listing import CareFilter
from tests.journeys.desk import console_on, demo_folder, desk_on, panel_of
from ui.look.tokens import Tone
from ui.widgets.preview.dialog import WHOLE, WIDE, PreviewDialog
from ui.widgets.preview.pdf_pages import PdfPages
from ui.widgets.preview.printing import LEAST_DOTS
from ui.widgets.preview.strip import Strip

A4 = (595, 842)
SHEETS = 3


@pytest.fixture
def preview(qtbot, tmp_path):
    """The preview of three visit sheets, asked for as a person does, and where it was made."""
    folder = demo_folder(tmp_path)
    with desk_on(qtbot, folder) as desk:
        panel = panel_of(desk)
        with console_on(folder) as console:
            people = console.care.list.page(console.caller("LH"), CareFilter(), 0, 20)
        panel.printing.print_households({one.parent.id for one in people[:SHEETS]})
        qtbot.waitUntil(lambda: isinstance(panel.printing.dialog, PreviewDialog), timeout=20_000)
        dialog = panel.printing.dialog
        qtbot.waitUntil(lambda: dialog.isVisible() and dialog.view.drawn(0))
        yield qtbot, dialog, tmp_path
        dialog.reject()


def darkness(image):
    """Return which part of a picture is ink."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8).scaled(200, 283)
    dots = [grey.pixelColor(x, y).value() for x in range(0, 200, 2) for y in range(0, 283, 2)]
    return sum(dot < 160 for dot in dots) / len(dots)


def test_the_pages_stand_below_one_another_and_the_small_ones_beside_them(preview):
    _, dialog, _ = preview
    assert len(dialog.view.strip) == len(dialog.small.strip) == SHEETS
    assert dialog.at.text() == f"第 1 页，共 {SHEETS} 页"
    assert dialog.small.isVisible()
    assert dialog.view.strip.place(0, 1000).height() <= dialog.view.viewport().height()


def test_page_keys_turn_pages_and_a_small_page_leads_to_its_page(preview):
    qtbot, dialog, _ = preview
    dialog.fit(WIDE)
    qtbot.keyClick(dialog.view, Qt.Key.Key_PageDown)
    assert dialog.view.page == 1
    qtbot.keyClick(dialog.view, Qt.Key.Key_End)
    assert dialog.at.text() == f"第 {SHEETS} 页，共 {SHEETS} 页"
    dialog.small.picked.emit(0)
    assert dialog.view.page == 0


def test_enlarging_draws_the_page_sharp_again(preview):
    qtbot, dialog, _ = preview
    dialog.fit(WHOLE)
    before = dialog.view.strip.scale
    qtbot.keyClick(dialog, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    assert dialog.view.strip.scale > before
    qtbot.waitUntil(lambda: dialog.view.drawn(0))


def test_a_whole_page_stays_whole_when_something_is_said_above_it(preview):
    qtbot, dialog, _ = preview
    dialog.fit(WHOLE)
    room = dialog.view.viewport().height()
    dialog.say(Tone.GREEN, "已存到 文档/网格服务台。", "走访单.pdf", "打开文件夹")
    qtbot.waitUntil(lambda: dialog.view.viewport().height() < room)
    assert dialog.view.strip.place(0, 1000).height() <= dialog.view.viewport().height()


def printed(preview, file):
    """Print into a file as a printer would get it."""
    qtbot, dialog, _ = preview
    printer, times = dialog.printer(), dialog.times
    printer.setPageSize(printer.pageLayout().pageSize())
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    dialog.print(printer)
    qtbot.waitUntil(lambda: dialog.times == times + 1, timeout=30_000)
    return PdfReader(io.BytesIO(file.read_bytes()))


def test_what_is_printed_is_every_page_at_its_size_and_at_least_300_dots_to_an_inch(preview):
    _, dialog, folder = preview
    read = printed(preview, folder / "printed.pdf")
    assert len(read.pages) == SHEETS
    shown, back = dialog.pages, PdfPages(folder / "printed.pdf")
    for at, page in enumerate(read.pages):
        assert [round(side) for side in page.mediabox[2:]] == pytest.approx(A4, abs=1)
        picture = next(iter(page["/Resources"]["/XObject"].values())).get_object()
        assert picture["/Width"] >= A4[0] / 72 * LEAST_DOTS - 2
        assert darkness(back.picture(at, 100)) == pytest.approx(darkness(shown.picture(at, 100)), abs=0.02)


def test_printed_again_the_pages_say_that_they_are_a_reprint(preview):
    folder = preview[-1]
    first = printed(preview, folder / "first.pdf")
    second = printed(preview, folder / "second.pdf")
    assert not any("重印" in page.extract_text() for page in first.pages)
    assert all("重印" in page.extract_text() for page in second.pages)


def test_a_copy_is_kept_among_the_documents_and_never_over_another(preview, monkeypatch):
    _, dialog, folder = preview
    monkeypatch.setattr("ui.widgets.preview.dialog.papers_folder", lambda: folder / "文档" / "网格服务台")
    dialog.keep()
    dialog.keep()
    kept = sorted((folder / "文档" / "网格服务台").iterdir())
    assert len(kept) == 2 and len({one.read_bytes() for one in kept}) == 1
    assert dialog.told.isVisible()


def test_a_full_disk_is_said_and_the_paper_stays_on_the_screen(preview, monkeypatch):
    _, dialog, folder = preview
    (folder / "a file").write_text("in the way")
    monkeypatch.setattr("ui.widgets.preview.dialog.papers_folder", lambda: folder / "a file" / "网格服务台")
    dialog.keep()
    assert dialog.told.isVisible() and dialog.isVisible()


sizes = st.lists(st.tuples(st.floats(50, 1200), st.floats(50, 1200)), min_size=1, max_size=30)


@given(sizes, st.floats(0.1, 5), st.integers(0, 20))
def test_pages_never_overlap_and_each_is_found_where_it_stands(sides, scale, gap):
    strip = Strip([QSizeF(*each) for each in sides], gap)
    strip.set_scale(scale)
    places = [strip.place(page, 2000) for page in range(len(strip))]
    assert all(above.bottom() <= below.top() + 1e-6 for above, below in pairwise(places))
    assert all(strip.at(place.center().y()) == page for page, place in enumerate(places))
    assert strip.height == pytest.approx(places[-1].bottom() + gap)
    middle = places[len(places) // 2]
    assert len(places) // 2 in strip.seen(middle.top(), middle.height())


@given(sizes, st.floats(200, 2000), st.floats(200, 2000))
def test_a_page_that_is_fitted_fits(sides, width, height):
    strip = Strip([QSizeF(*each) for each in sides], 12)
    for page in range(len(strip)):
        strip.set_scale(strip.scale_to_page(width, height, page))
        place = strip.place(page, width)
        assert place.width() <= width - 23 and place.height() <= height - 23
