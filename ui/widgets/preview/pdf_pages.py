"""Pages of a PDF as pictures; the only file that knows the library which draws them."""

import threading
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

POINTS = 72
"""To an inch."""
_ONE_AT_A_TIME = threading.Lock()
"""PDFium is not made for threads."""


class PdfPages:
    """A PDF that is read once; pictures may be asked for on any thread."""

    def __init__(self, file: Path) -> None:
        # Imported when the first paper is shown: the table on the screen waits for no paper.
        import pypdfium2

        with _ONE_AT_A_TIME:
            self._document: Any = pypdfium2.PdfDocument(file.read_bytes())
            count = len(self._document)
            self.sizes = [QSizeF(*self._document.get_page_size(page)) for page in range(count)]
            """Of every page, in points."""

    def picture(self, page: int, dots: float, in_grey: bool = False) -> QImage:
        """Return a page, counted from 0, with so many dots to an inch."""
        with _ONE_AT_A_TIME:
            drawn = self._document[page].render(
                scale=dots / POINTS, grayscale=in_grey, rev_byteorder=False, prefer_bgrx=not in_grey
            )
        kind = QImage.Format.Format_Grayscale8 if in_grey else QImage.Format.Format_RGB32
        # The library's memory goes with its own object.
        return QImage(drawn.buffer, drawn.width, drawn.height, drawn.stride, kind).copy()

    def close(self) -> None:
        """Give the memory back."""
        with _ONE_AT_A_TIME:
            self._document.close()
