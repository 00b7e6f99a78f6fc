"""Scrolls through pages; those that are seen are drawn on the worker and kept for a while."""

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea

from ui.look.look import Look
from ui.shell.worker import Job, Worker
from ui.widgets.preview.pdf_pages import POINTS, PdfPages
from ui.widgets.preview.strip import Strip

KEPT = 96_000_000
"""Bytes of drawn pages that are kept."""
GAP = 12
PAPER = QColor("white")


class PagesView(QAbstractScrollArea):
    """`turned` carries the page that is in front, `picked` the one that was clicked; counted from 0.

    `resized` when there is another room for the pages.
    With `fit` the widest page always fills the width, as in the column of small pages.
    """

    turned = Signal(int)
    picked = Signal(int)
    resized = Signal()

    def __init__(self, look: Look, worker: Worker, name: str, fit: bool = False) -> None:
        super().__init__()
        self._look, self._worker, self._name, self._fit = look, worker, name, fit
        self._pages: PdfPages | None = None
        self.strip = Strip([], look.px(GAP))
        self._drawn: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self._asked: dict[int, Job] = {}
        self._marked = -1
        self.page = 0
        self.setHorizontalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fit else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        )
        # A bar that comes and goes would change the width to which pages are fitted.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.setAccessibleName(name)

    def show_pages(self, pages: PdfPages, sizes: Sequence[QSizeF]) -> None:
        """Show the pages of a PDF from the first."""
        self._pages, self.strip = pages, Strip(sizes, self._look.px(GAP))
        self._drawn.clear()
        self._lay_out()
        self._scrolled()

    def stop(self) -> None:
        """Draw nothing more."""
        self._pages = None
        for job in self._asked.values():
            job.cancel()

    def set_scale(self, scale: float) -> None:
        """Show pages at so many px to a point; the page in front stays there."""
        page, top = self.page, self.verticalScrollBar().value()
        part = (top - self.strip.top_of(page)) / self.strip.scale if len(self.strip) else 0
        self.strip.set_scale(scale)
        self._lay_out()
        self.verticalScrollBar().setValue(round(self.strip.top_of(page) + part * scale))
        self._scrolled()

    def fit_width(self) -> float:
        """Return the scale at which a page is as wide as the room."""
        return self.strip.scale_to_width(self.viewport().width())

    def fit_page(self) -> float:
        """Return the scale at which the whole page in front is seen."""
        return self.strip.scale_to_page(self.viewport().width(), self.viewport().height(), self.page)

    def go_to(self, page: int) -> None:
        """Bring a page to the top."""
        page = max(0, min(len(self.strip) - 1, page))
        self.verticalScrollBar().setValue(round(self.strip.top_of(page)))

    def mark(self, page: int) -> None:
        """Put a frame around a page and bring it into view."""
        self._marked = page
        top, bottom = self.strip.top_of(page), self.strip.place(page, 0).bottom() + self._look.px(GAP)
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if not bar.value() <= top <= bottom <= bar.value() + height:
            bar.setValue(round(min(top, bottom - height) if top > bar.value() else top))
        self.viewport().update()

    def drawn(self, page: int) -> bool:
        """Whether a page is drawn as sharp as it is shown."""
        return self._key(page) in self._drawn

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the pages in the new room."""
        super().resizeEvent(event)
        self._lay_out()
        self._scrolled()
        self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys turn whole pages, Home and End go to the ends; the rest scrolls."""
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(self.strip) - 1}
        turns = {Qt.Key.Key_PageDown: self.page + 1, Qt.Key.Key_PageUp: self.page - 1}
        to = {**ends, **turns}.get(Qt.Key(event.key()))
        if to is None:
            super().keyPressEvent(event)
        else:
            self.go_to(to)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick the page under the mouse."""
        for page in self._seen():
            if self._place(page).contains(QPointF(event.position())):
                self.picked.emit(page)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages that are seen: drawn ones as they are, others as blank paper."""
        painter, tokens = QPainter(self.viewport()), self._look.tokens
        painter.fillRect(event.rect(), QColor(tokens.sunken))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page in self._seen():
            self._paint(painter, page, self._place(page))

    def _paint(self, painter: QPainter, page: int, place: QRectF) -> None:
        tokens, image = self._look.tokens, self._best(page)
        if image is None:
            painter.fillRect(place, PAPER)
        else:
            painter.drawImage(place, image)
        marked = page == self._marked
        painter.setPen(QPen(QColor(tokens.accent if marked else tokens.border), 2 if marked else 1))
        painter.drawRect(place)

    def _best(self, page: int) -> QImage | None:
        """Return a page as it is shown, else as it was drawn last for another scale."""
        image = self._drawn.get(self._key(page))
        if image is not None:
            self._drawn.move_to_end(self._key(page))
            return image
        return next((each for (number, _), each in reversed(self._drawn.items()) if number == page), None)

    def _place(self, page: int) -> QRectF:
        corner = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        return self.strip.place(page, self.viewport().width()).translated(-corner.x(), -corner.y())

    def _seen(self) -> range:
        return self.strip.seen(self.verticalScrollBar().value(), self.viewport().height())

    def _dots(self) -> float:
        # Hairlines of a small page would come out as bars: it is drawn larger and shrunk.
        finer = 2 if self._fit else 1
        return self.strip.scale * POINTS * self.devicePixelRatioF() * finer

    def _key(self, page: int) -> tuple[int, int]:
        return page, round(self._dots() * 100)

    def _lay_out(self) -> None:
        if self._fit:
            self.strip.set_scale(self.fit_width())
        room, down, across = self.viewport(), self.verticalScrollBar(), self.horizontalScrollBar()
        down.setPageStep(room.height())
        down.setSingleStep(self._look.px(40))
        down.setRange(0, max(0, round(self.strip.height) - room.height()))
        across.setPageStep(room.width())
        across.setRange(0, max(0, round(self.strip.width) - room.width()))

    def _scrolled(self) -> None:
        """Draw what is seen now, let go of what is not; say which page is in front."""
        if not len(self.strip):
            return
        seen = self._seen()
        for page in [page for page in self._asked if page not in seen]:
            self._asked.pop(page).cancel()
        for page in seen:
            self._ask(page)
        top, height = self.verticalScrollBar().value(), self.viewport().height()
        self._turn(self.strip.at(top + height / 3))
        self.viewport().update()

    def _ask(self, page: int) -> None:
        if self.drawn(page) or self._pages is None:
            return
        if page in self._asked:
            self._asked.pop(page).cancel()
        pages, key, dots = self._pages, self._key(page), self._dots()

        def put(image: QImage) -> None:
            self._asked.pop(page, None)
            self._keep(key, image)
            self.viewport().update()

        self._asked[page] = self._worker.run(lambda: pages.picture(page, dots), put, owner=self)

    def _keep(self, key: tuple[int, int], image: QImage) -> None:
        self._drawn[key] = image
        while len(self._drawn) > 1 and sum(each.sizeInBytes() for each in self._drawn.values()) > KEPT:
            self._drawn.popitem(last=False)

    def _turn(self, page: int) -> None:
        if page != self.page or not self.accessibleName().startswith(f"{self._name}，"):
            self.page = page
            self.setAccessibleName(f"{self._name}，第 {page + 1} 页，共 {len(self.strip)} 页")
            self.turned.emit(page)
