"""Sends pages to a printer: sharp, at their own size, without borders added."""

from collections.abc import Iterator

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from gridconsole.core.errors import ConsoleError
from gridconsole.core.progress import Cancelled, Progress
from ui.look.fonts import SANS
from ui.widgets.preview.pdf_pages import PdfPages

LEAST_DOTS, MOST_DOTS = 300, 600
"""To an inch: what is printed never looks coarse, and never fills the memory."""


class NotPrinted(ConsoleError):
    """The printer did not take the pages."""

    def __init__(self) -> None:
        super().__init__("打印机没有接收。", "请看打印机是否开着、有没有纸，再打印一次；也可以换一台打印机。")


def fit_paper(printer: QPrinter, size: QSizeF) -> None:
    """Give the printer a page's own paper; a print dialog may have changed it meanwhile."""
    paper = QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    upright = size.height() >= size.width()
    ways = QPageLayout.Orientation
    layout = QPageLayout(paper, ways.Portrait if upright else ways.Landscape, QMarginsF(0, 0, 0, 0))
    printer.setFullPage(True)
    printer.setPageLayout(layout)


def chosen_pages(printer: QPrinter, count: int) -> range:
    """Return the pages, counted from 0, that the print dialog asked for."""
    first, last = printer.fromPage(), printer.toPage()
    if printer.printRange() != QPrinter.PrintRange.PageRange or not first:
        return range(count)
    return range(max(0, first - 1), min(count, last or count))


def print_pages(pages: PdfPages, printer: QPrinter, wanted: range, mark: str, progress: Progress) -> int:
    """Print some pages, each at its own size, with a `mark` in the top margin; return how many.

    Raises NotPrinted, and Cancelled between two pages.
    """
    fit_paper(printer, pages.sizes[wanted[0]])
    painter = QPainter()
    if not painter.begin(printer):
        raise NotPrinted
    try:
        for done, page in enumerate(_turning(pages, printer, wanted)):
            if progress.stopped():
                raise Cancelled("已停下，前面的页已经交给打印机。")
            progress.at(done, len(wanted), "正在打印，第")
            _draw(painter, printer, pages, page, mark)
    finally:
        ended = painter.end()
    if not ended or printer.printerState() is QPrinter.PrinterState.Error:
        raise NotPrinted
    return len(wanted)


def _turning(pages: PdfPages, printer: QPrinter, wanted: range) -> Iterator[int]:
    """Yield page after page, with a sheet of its size in the printer."""
    for page in wanted:
        if page != wanted[0]:
            fit_paper(printer, pages.sizes[page])
            if not printer.newPage():
                raise NotPrinted
        yield page


def _draw(painter: QPainter, printer: QPrinter, pages: PdfPages, page: int, mark: str) -> None:
    dots = max(LEAST_DOTS, min(MOST_DOTS, printer.resolution()))
    size = pages.sizes[page] * (printer.resolution() / 72)
    painter.drawImage(QRectF(0, 0, size.width(), size.height()), pages.picture(page, dots))
    if mark:
        font = QFont(SANS)
        font.setPointSizeF(8)
        painter.setFont(font)
        painter.setPen(QColor("black"))
        inch = printer.resolution()
        room = QRectF(0, inch * 0.18, size.width() - inch * 0.4, inch * 0.2)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight, mark)
