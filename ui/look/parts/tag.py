"""Tags (categories): words on grey, violet only for medical, `+1` for those that do not fit."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent

from ui.look.look import Look
from ui.look.parts.painted import Painted
from ui.look.parts.pill import paint_ground
from ui.look.tokens import Tone

GAP = 4


@dataclass(frozen=True)
class Tag:
    """One category; `medical` makes it violet."""

    text: str
    medical: bool = False


def tag_size(look: Look, text: str) -> QSize:
    """Px one tag needs."""
    words = QFontMetrics(look.font(12)).horizontalAdvance(text)
    return QSize(words + 2 * look.px(8), look.px(24))


def fitting(look: Look, tags: Sequence[Tag], width: int) -> list[Tag]:
    """The tags that have room in `width` px, the last one `+n` for those that have not."""
    for shown in range(len(tags), -1, -1):
        rest = len(tags) - shown
        row = [*tags[:shown], *([Tag(f"+{rest}")] if rest else [])]
        if _row_width(look, row) <= width:
            return row
    return []


def paint_tags(painter: QPainter, look: Look, rect: QRect, tags: Sequence[Tag]) -> None:
    """Paint as many tags as fit, from the left of `rect`, centred in its height."""
    left = rect.left()
    for tag in fitting(look, tags, rect.width()):
        size = tag_size(look, tag.text)
        box = QRect(left, rect.top() + (rect.height() - size.height()) // 2, size.width(), size.height())
        _paint_tag(painter, look, box, tag)
        left = box.right() + 1 + look.px(GAP)


def _paint_tag(painter: QPainter, look: Look, box: QRect, tag: Tag) -> None:
    tone = Tone.VIOLET if tag.medical else Tone.GREY
    paint_ground(painter, look, box, tone)
    painter.save()
    painter.setFont(look.font(12))
    painter.setPen(QColor(look.tokens.tone(tone).ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, tag.text)
    painter.restore()


def _row_width(look: Look, tags: Sequence[Tag]) -> int:
    return sum(tag_size(look, tag.text).width() for tag in tags) + look.px(GAP) * max(0, len(tags) - 1)


class Tags(Painted):
    """A row of tags in a form or a head."""

    def __init__(self, look: Look, tags: Sequence[Tag] = ()) -> None:
        super().__init__(look)
        self.set_tags(tags)

    def set_tags(self, tags: Sequence[Tag]) -> None:
        """Show these tags."""
        self._tags = tuple(tags)
        words = "、".join(tag.text for tag in tags)
        self.setAccessibleName(words or "没有类别")
        self.setToolTip(words)
        self._dress()

    def sizeHint(self) -> QSize:
        """Room for all of them."""
        return QSize(_row_width(self._look, self._tags), self._look.px(24))

    def minimumSizeHint(self) -> QSize:
        """Room for a count."""
        return QSize(min(self.sizeHint().width(), tag_size(self._look, "+9").width()), self._look.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint them."""
        paint_tags(QPainter(self), self._look, self.rect(), self._tags)
