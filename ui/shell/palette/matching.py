"""Where a typed text stands in a title: as characters, as pinyin, or as initials of pinyin."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gridconsole.core.identity.text import tidy

Span = tuple[int, int]
"""From a character up to another, which does not belong to it."""

_LETTERS = re.compile(r"[a-z]+")
_PIECE = re.compile(r"[a-z]+|[0-9]+|[\u3400-\u9fff]")


@dataclass(frozen=True)
class Title:
    """A text with its readings: each a syllable per Han character, per run of letters or of digits."""

    text: str
    readings: tuple[tuple[str, ...], ...]
    pieces: tuple[Span, ...]


def read_title(text: str, *, is_name: bool = False) -> Title:
    """Return a text with its readings; the first call takes a fifth of a second, so call it on a worker."""
    from gridconsole.core.ledger.reading import name_readings, place_readings

    pieces = tuple(found.span() for found in _PIECE.finditer(text.lower()))
    readings = (name_readings if is_name else place_readings)(text)
    return Title(text, tuple(each for each in readings if len(each) == len(pieces)), pieces)


def plain_span(query: str, text: str) -> Span | None:
    """Return where the query itself stands in a text, whatever the case."""
    wanted = tidy(query).lower()
    at = text.lower().find(wanted) if wanted else -1
    return (at, at + len(wanted)) if at >= 0 else None


def span_of(query: str, title: Title) -> Span | None:
    """Return what a query finds in a title, None where it finds nothing."""
    if found := plain_span(query, title.text):
        return found
    letters = "".join(tidy(query).lower().split())
    if not _LETTERS.fullmatch(letters):
        return None
    for first in range(len(title.pieces)):
        if count := max((_covered(letters, each[first:]) for each in title.readings), default=0):
            return title.pieces[first][0], title.pieces[first + count - 1][1]
    return None


def spans_of(query: str, title: Title) -> tuple[Span, ...]:
    """Return what the words of a query find in a title, from the left."""
    found = span_of(query, title)
    if found:
        return (found,)
    return tuple(sorted({span for word in query.split() if (span := span_of(word, title))}))


def _covered(letters: str, syllables: Sequence[str]) -> int:
    """Return how many syllables letters stand for: their initials, or whole ones with the last one begun."""
    if "".join([each[0] for each in syllables]).startswith(letters):
        return len(letters)
    left = letters
    for count, syllable in enumerate(syllables, start=1):
        if syllable.startswith(left):
            return count
        if not left.startswith(syllable):
            return 0
        left = left[len(syllable) :]
    return 0
