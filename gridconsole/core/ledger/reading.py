"""Readings of Chinese text in pinyin, for the search and for sorting.

A sequence of readings holds one syllable per Han character (a to z, `ü` as `v` and as `u`), one per run of
letters, lower-cased, and one per run of digits; everything else is left out.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from gridconsole.core.identity.surnames import LONGEST_SURNAME, SURNAME_READINGS
from gridconsole.core.identity.text import is_han, tidy

Sequence = tuple[str, ...]

AT_MOST_PER_CHARACTER = 3
AT_MOST_PER_TEXT = 8

_PIECE = re.compile(r"[a-z]+|[0-9]+|.", re.DOTALL)


@lru_cache(maxsize=30_000)
def syllables(ch: str) -> Sequence:
    """Return the plausible readings of one Han character, the usual one first, at most 3; () if unknown."""
    from pypinyin import Style, pinyin

    readings = [each for each in pinyin(ch, style=Style.NORMAL, heteronym=True)[0] if each.isascii()]
    if len(readings) > 1:
        living = _readings_in_phrases().get(ch, frozenset())
        readings = [each for each in readings if each in living] or readings
    typed = [form for each in readings for form in (each, each.replace("v", "u"))]
    return tuple(dict.fromkeys(typed))[:AT_MOST_PER_CHARACTER]


@lru_cache(maxsize=8192)
def name_readings(name: str) -> tuple[Sequence, ...]:
    """Return the readings of a person's name, the usual one first, at most 8; surnames by their own table.

    A name with `·` has no Chinese surname, so its characters are read as anywhere else.
    """
    text = tidy(name).lower()
    starts = ((),) if "·" in text else _surname_readings(text)
    return _spread(starts, _PIECE.findall(text, len(starts[0])))


def place_readings(text: str) -> tuple[Sequence, ...]:
    """Return the readings of a place or any other text, the usual one first, at most 8."""
    return _spread(((),), _PIECE.findall(tidy(text).lower()))


def initials(sequence: Sequence) -> str:
    """Return the first letters: `zx` for (`zhang`, `xiang`)."""
    return "".join([syllable[0] for syllable in sequence])


def sort_key(name: str) -> str:
    """Return a key that sorts names by syllables, a shorter name first, equal readings by their characters.

    It must be compared byte by byte (SQLite's BINARY, PostgreSQL's "C").
    """
    return "-".join(name_readings(name)[0]) + " " + tidy(name)


def _surname_readings(text: str) -> tuple[Sequence, ...]:
    for length in range(LONGEST_SURNAME, 0, -1):
        if found := SURNAME_READINGS.get(text[:length]):
            return found
    return ((),)


def _spread(starts: tuple[Sequence, ...], pieces: Iterable[str]) -> tuple[Sequence, ...]:
    sequences = starts
    for piece in pieces:
        options = _options(piece)
        if len(options) == 1:
            sequences = tuple([(*sequence, options[0]) for sequence in sequences])
        elif options:
            widened = [(*sequence, option) for option in options for sequence in sequences]
            sequences = tuple(widened[:AT_MOST_PER_TEXT])
    return sequences


@lru_cache(maxsize=30_000)
def _options(piece: str) -> Sequence:
    if piece.isascii():
        return (piece,) if piece.isalnum() else ()
    return syllables(piece) if is_han(piece) else ()


@lru_cache(maxsize=1)
def _readings_in_phrases() -> dict[str, frozenset[str]]:
    # Dictionaries give 明 also as meng and 红 as gong; what occurs in no phrase nobody would type.
    from pypinyin.constants import PHRASES_DICT
    from pypinyin.contrib.tone_convert import to_normal

    marked: dict[str, set[str]] = {}
    for phrase, readings in PHRASES_DICT.items():
        for ch, (reading, *_) in zip(phrase, readings, strict=False):
            marked.setdefault(ch, set()).add(reading)
    plain = lru_cache(maxsize=2_000)(to_normal)
    return {ch: frozenset(plain(reading, v_to_u=False) for reading in found) for ch, found in marked.items()}
