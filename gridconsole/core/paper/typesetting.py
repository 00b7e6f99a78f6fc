"""A line of text as it will be drawn: which font draws what, and where."""

from dataclasses import dataclass
from functools import lru_cache

from gridconsole.core.paper.fonts import Font, face, font_for
from gridconsole.core.paper.spacing import junction


class NoFontHas(LookupError):
    """No font of the chain has the character in `args[0]`."""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters drawn by one font in one go, starting `start` em from the line's beginning."""

    font: Font
    text: str
    start: float


@dataclass(frozen=True, slots=True)
class TypesetLine:
    """A line's runs and its width in em, without justification."""

    runs: tuple[Run, ...]
    width: float


@lru_cache(maxsize=20_000)
def typeset(text: str, font: Font) -> TypesetLine:
    """Place each run of a normalised text; raises NoFontHas for a character without a glyph."""
    width_of = advance_in(font)
    runs: list[Run] = []
    begun, begun_at, position, before = "", 0.0, 0.0, ""
    used = font
    for character in text:
        gap = junction(before, character, width_of) if before else 0.0
        drawn_by = glyph_font(character, font)
        if begun and (gap or drawn_by is not used):
            runs.append(Run(used, begun, begun_at))
            begun = ""
        position += gap
        if not begun:
            begun_at, used = position, drawn_by
        begun += character
        position += face(drawn_by).widths[character]
        before = character
    if begun:
        runs.append(Run(used, begun, begun_at))
    return TypesetLine(tuple(runs), position)


@lru_cache(maxsize=8)
def advance_in(font: Font) -> "Advance":
    """Return the measure of single characters in a font, for the line breaker."""
    return Advance(font)


class Advance:
    """Measures one character in em, by the font of the chain that draws it."""

    def __init__(self, font: Font) -> None:
        self._font = font
        self._known: dict[str, float] = {}

    def __call__(self, character: str) -> float:
        """Return the width in em; raises NoFontHas."""
        known = self._known.get(character)
        if known is None:
            known = self._known[character] = face(glyph_font(character, self._font)).widths[character]
        return known


def glyph_font(character: str, font: Font) -> Font:
    """Return the font that draws a character; raises NoFontHas."""
    found = font_for(character, font)
    if found is None:
        raise NoFontHas(character)
    return found
