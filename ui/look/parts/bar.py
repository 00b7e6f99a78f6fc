"""Parts of a whole as one bar, and how far a piece of work is."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy

from ui.look.look import Look
from ui.look.parts.painted import Painted
from ui.look.tokens import Tone

HEIGHT = 12


class Bar(Painted):
    """Parts from the left, always from zero to the whole; every part that is there is seen."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, QSizePolicy.Policy.Expanding)
        self._name = name
        self._parts: tuple[tuple[str, int, Tone], ...] = ()
        self.setAccessibleName(name)

    def set_parts(self, parts: Sequence[tuple[str, int, Tone]]) -> None:
        """Show (word, number, tone) from the left; the same numbers are read aloud."""
        self._parts = tuple(part for part in parts if part[1] > 0)
        words = "，".join(f"{word} {number:,}" for word, number, _ in parts)
        self.setAccessibleName(f"{self._name}：{words}")
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        """One thick line."""
        return QSize(self._look.px(200), self._look.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the parts inside one rounded shape."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        radius = self._look.px(4)
        shape.addRoundedRect(QRectF(self.rect()), radius, radius)
        painter.setClipPath(shape)
        painter.fillRect(self.rect(), QColor(self._look.tokens.grey.soft))
        left = 0.0
        for width, tone in self._widths():
            colour = QColor(self._look.tokens.tone(tone).ink)
            painter.fillRect(QRectF(left, 0, width, self.height()), colour)
            left += width + self._look.px(2)

    def _widths(self) -> list[tuple[float, Tone]]:
        whole = sum(number for _, number, _ in self._parts)
        room = self.width() - self._look.px(2) * max(0, len(self._parts) - 1)
        least = self._look.px(3)
        wide = [max(least, room * number / whole) for _, number, _ in self._parts]
        over = sum(wide) - room
        if wide:
            wide[wide.index(max(wide))] -= over
        return [(width, tone) for width, (_, _, tone) in zip(wide, self._parts, strict=True)]


class ProgressLine(QProgressBar):
    """How far a long piece of work is; without a number it only moves."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setTextVisible(False)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_progress(self, done: int, total: int) -> None:
        """Show `done` of `total`; a total of 0 means not known yet."""
        self.setRange(0, total)
        self.setValue(done)
        self.setAccessibleName(f"{self._name}：{done:,} / {total:,}" if total else self._name)
