"""Names of people: how they are cleaned, what they may hold, where the surname ends."""

import re
from collections.abc import Iterable

from gridconsole.core.identity.surnames import COMPOUND_SURNAMES
from gridconsole.core.identity.text import is_han, tidy_name
from gridconsole.core.identity.unreadable import Unreadable, empty

SHORTEST, LONGEST = 2, 20
_BETWEEN = re.compile("[、,，;；/]+")
_PLAIN = re.compile("[\u4e00-\u9fff]{2,4}")
"""Nearly every name: nothing to clean and nothing to complain about."""


def parse_name(raw: object) -> str:
    """Return a name of 2 to 20 characters: Han characters, letters, `·`, and for foreigners space, `-`, `'`.

    Raises Unreadable (`empty`, `wrong_kind`, `masked`, `damaged_character`, `digits`, `strange_character`,
    `too_short`, `too_long`).
    """
    if raw is None:
        raise empty()
    if isinstance(raw, str) and _PLAIN.fullmatch(raw):
        return raw
    if not isinstance(raw, str):
        raise Unreadable("wrong_kind", "姓名应为文字")
    name = tidy_name(raw)
    if not name:
        raise empty()
    _check_characters(name)
    if len(name) < SHORTEST:
        raise Unreadable("too_short", f"姓名至少 {SHORTEST} 个字")
    if len(name) > LONGEST:
        raise Unreadable("too_long", f"姓名最多 {LONGEST} 个字，多了 {len(name) - LONGEST} 个")
    return name


def names_apart(text: str) -> list[str]:
    """Return the names of a cell, parted by 、 and the like or by blanks; none of them is checked.

    A blank inside a name parts nothing: after a surname that stands alone (李　静), between foreign words.
    """
    return [name for part in _BETWEEN.split(text) for name in _joined(part.split())]


def split_surname(name: str) -> tuple[str, str]:
    """Return surname and given name: two characters for a compound surname, else one.

    A name that is nothing but a compound surname is split after its first character.
    """
    for length in (4, 2):
        if len(name) > length and name[:length] in COMPOUND_SURNAMES:
            return name[:length], name[length:]
    return name[:1], name[1:]


def _joined(words: Iterable[str]) -> list[str]:
    names: list[str] = []
    for word in words:
        if names and _goes_on(names[-1], word):
            names[-1] += f" {word}"
        else:
            names.append(word)
    return names


def _goes_on(name: str, word: str) -> bool:
    """Return whether a name that seems to end at a blank goes on after it."""
    if is_han(word[0]):
        return (len(name) == 1 and is_han(name)) or name in COMPOUND_SURNAMES
    return not is_han(name[-1])


def _check_characters(name: str) -> None:
    if "*" in name:
        raise Unreadable("masked", "姓名被遮盖，应填全名")
    if re.search("[?\ufffd□]", name):
        raise Unreadable("damaged_character", "姓名里有无法识别的字")
    if re.search(r"\d", name):
        raise Unreadable("digits", "姓名里不能有数字")
    strange = next((ch for ch in name if not (is_han(ch) or ch.isalpha() or ch in "· -'’.")), None)
    if strange:
        raise Unreadable("strange_character", f"姓名里不能有“{strange}”")
