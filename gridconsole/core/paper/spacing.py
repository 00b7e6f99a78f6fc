"""What people type becomes what is set: marks, spaces and the gaps between two characters."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

OPENING = frozenset("（《〈「『【〔“‘")
CLOSING = frozenset("）》〉」』】〕”’，。、；：！？")
NOT_FIRST = CLOSING | frozenset("·…—～%℃°)]},.;:!?")
NOT_LAST = OPENING | frozenset("([{¥￥$№#@")
CLOCK_UNITS = frozenset("年月日时分元")

HAN_DIGIT_GAP = 0.13
HALF_EM = 0.5
BLANK_AFTER_HAN = 0.28  # a blank alone, 0.22 em, does not part two Chinese words

_FULL_WIDTH = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！", "(": "（", ")": "）"}
_WIDE_TO_ASCII = {
    code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇"
_BLANKS = re.compile(r"\s+")
_PHONE = r"\d{3,4}[ -]\d|\d{7}"  # a blank before a telephone number stays
_GAP_BLANK = re.compile(rf"(?<=[{_HAN}]) (?!{_PHONE})(?=[A-Za-z0-9])|(?<=[A-Za-z0-9]) (?=[{_HAN}])")
_MARK = re.compile(r" ?([,:;?!()]) ?")
_STOP = re.compile(rf"(?<=[{_HAN}])\.(?=$|[ {_HAN}])")
_AROUND_MARK = re.compile(rf" (?=[{''.join(OPENING | CLOSING)}])|(?<=[{''.join(OPENING | CLOSING)}]) ")
_is_han = re.compile(rf"[{_HAN}]").fullmatch


def is_han(character: str) -> bool:
    """Say whether a character is a Chinese character."""
    return _is_han(character) is not None


@lru_cache(maxsize=20_000)
def normalise(text: str) -> str:
    """Return running text as it is set; for times, ids and amounts nothing changes.

    Half-width marks next to Chinese become full-width, blanks at marks and between Chinese and
    digits go (the gap is drawn), other runs of blanks become one, invisible characters go.
    """
    visible = "".join(
        each for each in text if unicodedata.category(each) not in ("Cf", "Cc") or each.isspace()
    )
    plain = _BLANKS.sub(" ", visible.translate(_WIDE_TO_ASCII)).strip()
    if plain.isalnum() or not any(map(is_han, plain)):
        return plain
    wide = _MARK.sub(_widened, _STOP.sub("。", plain))
    return _AROUND_MARK.sub("", _GAP_BLANK.sub("", wide)).strip()


def junction(left: str, right: str, width_of: Callable[[str], float]) -> float:
    """Return the em to add between two neighbours: a gap at digits, minus half an em between marks."""
    if right == " ":
        return BLANK_AFTER_HAN if is_han(left) else 0.0
    if left in CLOSING and (right in CLOSING or right in OPENING):
        return -HALF_EM if width_of(left) > 0.9 else 0.0
    if left in OPENING and right in OPENING:
        return -HALF_EM if width_of(right) > 0.9 else 0.0
    return HAN_DIGIT_GAP if _parted(left, right) or _parted(right, left) else 0.0


def _parted(letter: str, han: str) -> bool:
    if not (letter.isascii() and letter.isalnum()) or han in CLOCK_UNITS:
        return False
    return is_han(han)


def _widened(match: re.Match[str]) -> str:
    text, mark = match.string, match.group(1)
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if mark in "()":
        is_chinese = _is_chinese(before) or _is_chinese(after) or _bracket_of_chinese(match)
    elif mark == ";" and before.isascii() and before.isalpha():  # the end of an entity, not of a clause
        is_chinese = False
    else:
        is_chinese = _is_chinese(before) or _is_chinese(after)
    return _FULL_WIDTH[mark] if is_chinese else match.group()


def _bracket_of_chinese(match: re.Match[str]) -> bool:
    """Say whether a bracket or its partner touches Chinese: no pair is half wide and half narrow."""
    text, mark = match.string, match.group(1)
    if mark == "(":
        inside = text[match.end() :].partition(")")[0]
        outside = text[: match.start()][-1:] + text[match.end() + len(inside) + 1 :][:1]
    else:
        inside = text[: match.start()].rpartition("(")[2]
        outside = text[: match.start() - len(inside) - 1][-1:] + text[match.end() :][:1]
    return any(map(_is_chinese, inside + outside))


def _is_chinese(character: str) -> bool:
    return bool(character) and (is_han(character) or character in OPENING or character in CLOSING)
