"""The vendored fonts: loaded when first needed, with the characters and widths they have."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from gridconsole.core.paths import RESOURCES

FONT_FOLDER = RESOURCES / "fonts"

_PRIVATE_USE = (range(0xE000, 0xF900), range(0xF0000, 0x110000))
_ENTRIES_PER_BLOCK = 100  # limit of one bfchar block, PDF 32000-1, 9.10.3


class Font(StrEnum):
    """The faces on paper, by the name under which PDF files list them."""

    SANS = "NotoSansSC-Regular"
    SANS_BOLD = "NotoSansSC-Bold"
    SERIF = "NotoSerifSC-Regular"
    SERIF_BLACK = "NotoSerifSC-Black"
    KAI = "LXGWWenKai-Regular"


_CHAIN = {
    Font.SANS: (Font.SANS, Font.SERIF, Font.KAI),
    Font.SANS_BOLD: (Font.SANS_BOLD, Font.SERIF_BLACK, Font.KAI),
    Font.SERIF: (Font.SERIF, Font.SANS, Font.KAI),
    Font.SERIF_BLACK: (Font.SERIF_BLACK, Font.SANS_BOLD, Font.KAI),
    Font.KAI: (Font.KAI, Font.SERIF, Font.SANS),
}


@dataclass(frozen=True)
class Face:
    """One loaded font: width of each character it has, in em."""

    font: Font
    widths: Mapping[str, float]


def font_files() -> list[Path]:
    """Return every vendored font file, for the screen as well as for paper."""
    return sorted(FONT_FOLDER.glob("*.ttf"))


@cache
def face(font: Font) -> Face:
    """Register a font with ReportLab, once, and return what it can draw."""
    from reportlab.pdfbase import pdfmetrics, ttfonts

    ttfonts.makeToUnicodeCMap = to_unicode_map
    # Without a subset of their own the ASCII characters share one with the Chinese: fewer font switches.
    loaded = ttfonts.TTFont(font.value, str(FONT_FOLDER / f"{font.value}.ttf"), asciiReadable=False)
    pdfmetrics.registerFont(loaded)
    glyphs, widths = loaded.face.charToGlyph, loaded.face.charWidths
    return Face(font, {chr(code): widths[code] / 1000 for code in glyphs if _is_public(code)})


@cache
def font_for(character: str, font: Font) -> Font | None:
    """Return the first font of the fallback chain that has the character, None when none has."""
    return next((each for each in _CHAIN[font] if character in face(each).widths), None)


def uncovered(text: str, font: Font = Font.SANS) -> list[str]:
    """Return the characters of a text that no font of the chain has, in order, each once."""
    return [character for character in dict.fromkeys(text) if font_for(character, font) is None]


def to_unicode_map(font_name: str, subset: list[int]) -> str:
    """Write the map from a font's codes to UTF-16BE, with surrogate pairs beyond the BMP.

    ReportLab 5.1 writes five hex digits there, and copied names become other characters.
    Source: PDF 32000-1, 9.10.3 (ToUnicode CMaps).
    """
    entries = [
        f"<{code:02X}> <{chr(each).encode('utf-16-be').hex().upper()}>" for code, each in enumerate(subset)
    ]
    blocks = [
        entries[start : start + _ENTRIES_PER_BLOCK] for start in range(0, len(entries), _ENTRIES_PER_BLOCK)
    ]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            f"/CIDSystemInfo << /Registry ({font_name}) /Ordering ({font_name}) /Supplement 0 >> def",
            f"/CMapName /{font_name} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            f"<00> <{len(subset) - 1:02X}>",
            "endcodespacerange",
            *(line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")),
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )


def _is_public(code: int) -> bool:
    return not any(code in each for each in _PRIVATE_USE)
