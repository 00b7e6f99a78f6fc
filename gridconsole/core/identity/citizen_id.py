"""Citizen identification numbers (GB 11643-1999) and residence permits of the same form."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from operator import mul
from typing import Literal

from gridconsole.core.identity.region import check_province
from gridconsole.core.identity.text import cell_text, is_number_cell
from gridconsole.core.identity.unreadable import Unreadable, damaged_number, wrong_length

Sex = Literal["男", "女"]

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_LOOKS_LIKE_X = str.maketrans(dict.fromkeys("xⅩⅹ×✕ХхΧχ", "X"))
_PLAIN = re.compile("[0-9]{17}[0-9X]")
"""Nearly every number: nothing to clean."""
_EARLIEST = date(1900, 1, 1)
_PERMITS = frozenset({"81", "82", "83"})
_CENTENARIANS = frozenset({"996", "997", "998", "999"})
_SEXES: dict[Sex, tuple[str, ...]] = {
    "男": ("男", "男性", "M", "MALE", "1"),
    "女": ("女", "女性", "F", "FEMALE", "2"),
}


@dataclass(frozen=True, slots=True)
class CitizenId:
    """A number that holds together: 18 characters, what they say, and where they come from."""

    text: str
    born: date
    sex: Sex
    upgraded: bool
    """Typed as an old number of 15 digits; `text` is the 18 characters made from it."""
    permit: bool
    """A residence permit for people from Hong Kong (81), Macao (82) or Taiwan (83)."""


@lru_cache(maxsize=16)
def parse_citizen_id(raw: object, *, today: date) -> CitizenId:
    """Return the number in a cell, `x` and full-width forms accepted, with what it says.

    A number cell can hold an old number of 15 digits; one of more digits has lost its last ones. Raises
    Unreadable (`empty`, `wrong_kind`, `damaged_number`, `masked`, `strange_character`, `too_short`,
    `too_long`, `unknown_province`, `impossible_date`, `wrong_check_digit`).
    """
    text = _characters(raw)
    upgraded = len(text) == 15
    if upgraded:
        text = _upgrade(text)
    check_province(text)
    born = _birth_date(text, today)
    if check_digit(text[:17]) != text[17]:
        raise _check_complaint(text)
    sex: Sex = "男" if int(text[16]) % 2 else "女"
    return CitizenId(text, born, sex, upgraded, permit=text[:2] in _PERMITS)


def check_digit(first17: str) -> str:
    """Return the eighteenth character for 17 digits (ISO 7064 MOD 11-2)."""
    if len(first17) != len(_WEIGHTS):
        raise ValueError("a check digit belongs to 17 digits")
    return _CHECK_DIGITS[sum(map(mul, _WEIGHTS, map(int, first17))) % 11]


def parse_sex(raw: object) -> Sex:
    """Return 男 or 女 for what people type (男性, F, 1); raises Unreadable (`empty`, `unknown_sex`)."""
    text = cell_text(raw).upper()
    for sex, words in _SEXES.items():
        if text in words:
            return sex
    raise Unreadable("unknown_sex", "应为男或女")


def _characters(raw: object) -> str:
    if isinstance(raw, str) and _PLAIN.fullmatch(raw):
        return raw
    text = re.sub("[ '-]", "", cell_text(raw)).translate(_LOOKS_LIKE_X)
    if is_number_cell(raw) and len(text) > 15 and text.isdigit():
        raise damaged_number()
    if "*" in text:
        raise Unreadable("masked", "号码被遮盖，应填全号")
    if not re.fullmatch("[0-9]+X?", text):
        raise Unreadable("strange_character", "只能是数字，末位可以是 X")
    if len(text) == 18 or (len(text) == 15 and text.isdigit()):
        return text
    raise wrong_length(len(text), 18)


def _upgrade(old: str) -> str:
    # GB 11643-1989 kept sequence numbers 996 to 999 for people born before 1900
    century = "18" if old[-3:] in _CENTENARIANS else "19"
    first17 = old[:6] + century + old[6:]
    return first17 + check_digit(first17)


def _birth_date(text: str, today: date) -> date:
    try:
        born = date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        raise Unreadable("impossible_date", "号码里的出生日期不存在") from None
    if born > today:
        raise Unreadable("impossible_date", "号码里的出生日期晚于今天")
    if born < _EARLIEST:
        raise Unreadable("impossible_date", "号码里的出生日期早于 1900 年")
    return born


def _check_complaint(text: str) -> Unreadable:
    if text.endswith("000"):
        return damaged_number()
    return Unreadable("wrong_check_digit", f"校验位应为 {check_digit(text[:17])}")
