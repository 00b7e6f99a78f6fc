"""Pages one below the other: where each stands at a scale, and which can be seen."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtCore import QRectF, QSizeF


class Strip:
    """`gap` in px stands around every page; positions are px from the top of the first gap."""

    def __init__(self, sizes: Sequence[QSizeF], gap: float) -> None:
        self._sizes, self._gap, self._scale = list(sizes), gap, 1.0
        self.width = self.height = 0.0
        self._tops: list[float] = []
        self.set_scale(1.0)

    def __len__(self) -> int:
        return len(self._sizes)

    @property
    def scale(self) -> float:
        """Px to a point of the page."""
        return self._scale

    def set_scale(self, scale: float) -> None:
        """Place all pages again."""
        self._scale = scale
        steps = [size.height() * scale + self._gap for size in self._sizes]
        self._tops = [self._gap + top for top in accumulate(steps, initial=0.0)]
        widest = max((size.width() for size in self._sizes), default=0.0)
        self.width, self.height = widest * scale + 2 * self._gap, self._tops[-1]

    def scale_to_width(self, width: float) -> float:
        """Return the scale at which the widest page fills a width with its gaps."""
        widest = max((size.width() for size in self._sizes), default=1.0)
        return max(0.01, (width - 2 * self._gap) / widest)

    def scale_to_page(self, width: float, height: float, page: int) -> float:
        """Return the scale at which a whole page is seen in a room."""
        tall = max(0.01, (height - 2 * self._gap) / self._sizes[page].height())
        return min(tall, self.scale_to_width(width))

    def place(self, page: int, width: float) -> QRectF:
        """Return where a page stands in a room of some width, in its middle."""
        size = self._sizes[page] * self._scale
        left = max(self._gap, (width - size.width()) / 2)
        return QRectF(left, self._tops[page], size.width(), size.height())

    def at(self, y: float) -> int:
        """Return the page at a height, the one above it for a gap, from the first to the last."""
        found = bisect_right(self._tops, y) - 1
        return max(0, min(len(self) - 1, found))

    def seen(self, top: float, height: float) -> range:
        """Return the pages of which something is seen."""
        return range(self.at(top), self.at(top + height) + 1) if self._sizes else range(0)

    def top_of(self, page: int) -> float:
        """Return the height at which a page begins, with the gap above it."""
        return self._tops[page] - self._gap
