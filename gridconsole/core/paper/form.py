"""What a hand fills in: ticks, blanks between words, and columns of answers."""

from collections.abc import Sequence

from gridconsole.core.paper.pen import BOX_SIZE, Pen, Type

_WORD_AFTER_BOX = 1.2
_WORD_GAP = 0.9
_AFTER_WORD = 2.2


def tick(pen: Pen, x: float, y: float, word: str, kind: Type, *, width: float, field: str) -> float:
    """Draw a box and its word at baseline `y` in a field `width` mm wide; return where it ends."""
    pen.box(x, y)
    start = x + BOX_SIZE + _WORD_AFTER_BOX
    return pen.text(start, y, word, kind, width=width - (start - x), field=field)


def fill_in(
    pen: Pen, x: float, y: float, pieces: Sequence[str | float], kind: Type, *, width: float, field: str
) -> float:
    """Write words and, for each number among the pieces, a blank that many mm wide; return the end."""
    end = x + width
    for piece in pieces:
        if isinstance(piece, str):
            x = pen.text(x, y, piece, kind, width=end - x, field=field) + _AFTER_WORD
        else:
            pen.blank(x, y, piece)
            x += piece + _WORD_GAP
    return x


def answer_heads(pen: Pen, centers: Sequence[float], y: float, words: Sequence[str], kind: Type) -> None:
    """Write the word of each column of boxes above its middle."""
    for center, word in zip(centers, words, strict=True):
        pen.text(center - 5, y, word, kind, width=10, field="答案", align="center")


def answer_boxes(pen: Pen, centers: Sequence[float], y: float) -> None:
    """Draw one box per column in a row with baseline `y`."""
    for center in centers:
        pen.box(center - BOX_SIZE / 2, y)
