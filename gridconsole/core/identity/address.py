"""Addresses: one key for two spellings of the same house, an order by number, and the parts."""

import re
from dataclasses import dataclass

from gridconsole.core.identity.numerals import NUMERAL, numeral_digits
from gridconsole.core.identity.text import narrow

_UNITS = r"村民小组|小组|组|号|队|社(?!区)|栋|幢|单元|室|楼|层|排|巷|弄|门|户|院|座|区|期|路|街"
_HAN_NUMBER = re.compile(rf"(?:第|(?<!{NUMERAL}))({NUMERAL}+)(?={_UNITS})")
_PADDED_NUMBER = re.compile(rf"(?:第|(?<!\d))(\d+)(?={_UNITS}|#)")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[^\w#]+(?=\d)|(?<=\d)_+(?=\d)")
_PUNCTUATION = re.compile(r"[^\w#-]|_|(?<!\d)-|-(?!\d)")
_SAME_WORDS = (
    (re.compile(r"(?<=\d)#"), "号"),
    (re.compile(r"(?<=\d)(?:村民小组|小组)"), "组"),
    (re.compile(r"村?(?:村民委员会|村委会)|行政村"), "村"),
    (re.compile(r"(?<=\d)幢"), "栋"),
    (re.compile(r"门牌号?(?=\d)"), ""),
    (re.compile(r"(?<=\d)号(?:院|门牌)$"), "号"),
)
# A name of a county or city that holds a town's word (宁乡市) is rather not recognised than cut wrongly.
_NAME = r"(?:(?!镇|乡|街道|村)[\u4e00-\u9fff])"
_PROVINCE = rf"(?:{_NAME}{{2,3}}省|{_NAME}{{2,6}}自治区|(?:北京|天津|上海|重庆)市)"
_CITY = rf"{_NAME}{{2,6}}?(?:市|自治州|地区|盟)"
_COUNTY = rf"{_NAME}{{1,6}}?(?:县|自治旗|旗|市|(?<![小社园校厂库院])区)"
_TOWN = r"[\u4e00-\u9fff]{1,8}?(?:镇|乡|街道办事处|街道)(?!村|社区)"
_VILLAGE_FOLLOWS = r"(?=[\u4e00-\u9fff]{1,12}?(?:村|社区|小区))"
_ABOVE_TOWN = re.compile(
    rf"{_PROVINCE}(?:{_CITY})?(?:{_COUNTY})?(?:(?={_TOWN})|{_VILLAGE_FOLLOWS})"
    rf"|(?:{_CITY}(?:{_COUNTY})?|{_NAME}{{2,6}}?县)(?={_TOWN})"
)
_ABOVE_VILLAGE = re.compile(
    rf"(?:(?:{_PROVINCE})?(?:{_CITY})?(?:{_COUNTY})?(?={_TOWN})"
    rf"|(?:{_PROVINCE}(?:{_CITY})?(?:{_COUNTY})?|{_NAME}{{2,6}}?县){_VILLAGE_FOLLOWS})?(?:{_TOWN})?"
)
_PLACES = tuple(
    re.compile(rf"[^\d]*?[^\d村]{word}")
    for word in (
        r"(?:村+(?:社区|小区)?|社区|小区)",
        r"(?:花园|家园|公寓|大院|家属院|嘉园|新苑|苑|屯|庄|寨|嘎查)",
        r"(?:大道|路|街|巷|胡同)",
    )
)
_GROUP = re.compile(r"(?<!\d)\d+(?:组|队|社(?!区))")
_HOUSE_UNIT = "(?:号院|号楼|号|户|栋|座|层|楼|排|单元|室)"
_ROOM = r"\d+(?:-\d+){0,4}"
_HOUSE = re.compile(rf"(?<!\d){_ROOM}{_HOUSE_UNIT}(?:-?{_ROOM}{_HOUSE_UNIT}?)*|(?<!\d)\d+(?:-\d+){{1,4}}")
_NUMBER = re.compile(r"\d+")
_SORT_DIGITS = 12
_FOLDED = re.compile(r"[\u4e00-\u9fff]{1,3}[村庄屯](?:[1-9]\d*组)?(?:[1-9]\d*号)?", re.ASCII)
"""The commonest form by far, which folding leaves as it is."""
_NUMBERED = re.compile(r"(?:[1-9]\d*组)?(?:[1-9]\d*号)?", re.ASCII)
"""Its end, whose numbers are digits already."""


@dataclass(frozen=True, slots=True)
class AddressParts:
    """The parts of an address, each as normal text and empty where the address has none."""

    village: str
    """Village, community or estate; failing these the street."""
    group: str
    """`3组`, `2队`."""
    house: str
    """`27号`, `3栋2单元301室`."""
    rest: str
    """What stands between and after these."""
    above: str
    """Province to town, as written."""


def normal_address(text: str) -> str:
    """Return a key that is equal for two spellings of one house, within one station.

    Folded is only what is certainly the same: widths, spaces, punctuation, `第`, Chinese numerals and
    leading zeros before a unit, `#` and `号`, `小组` and `组`, `村委会` and `村`, a last `号院` and `号`,
    and whatever stands above the town. The key is for comparing, not for reading.
    """
    if _FOLDED.fullmatch(text):
        return text
    folded = _fold(text)
    while (again := _fold(folded)) != folded:
        folded = again
    return folded


def natural_key(text: str) -> str:
    """Return a sort key in which numbers count by value (up to 12 digits), Chinese numerals included."""
    plain = text
    if not _NUMBERED.fullmatch(text):
        plain = _digits_for_numerals(_without_punctuation(narrow(text)))
    return _NUMBER.sub(lambda number: number[0].zfill(_SORT_DIGITS), plain)


def whole_numbers(text: str) -> tuple[str, ...]:
    """Return the numbers in an address in order, without leading zeros, Chinese numerals included."""
    return tuple(
        number.lstrip("0") or "0" for number in re.findall("[0-9]+", _digits_for_numerals(narrow(text)))
    )


def split_address(text: str) -> AddressParts:
    """Return village, group and house of an address such as `柳塘村3组27号`, and the rest of it."""
    above, village, tail = _divide(_plain(text))
    group = _first(_GROUP, tail)
    tail = tail.replace(group, " ", 1) if group else tail
    house = _first(_HOUSE, tail)
    tail = tail.replace(house, " ", 1) if house else tail
    return AddressParts(village, group, house, "".join(tail.split()), above)


def down_to_village(text: str) -> str:
    """Return the address down to its village, estate or street; '' if none, or a number stands before it."""
    above, village, _ = _divide(_plain(text))
    return above + village if village else ""


def _divide(plain: str) -> tuple[str, str, str]:
    for place in _PLACES:
        matched = _ABOVE_VILLAGE.match(plain)
        above = matched[0] if matched else ""
        village = place.match(plain, len(above)) or place.match(plain)
        if village:
            above = above if village.start() else ""
            return above, village[0], plain[village.end() :]
    return "", "", plain


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[0] if found else ""


def _digits_for_numerals(text: str) -> str:
    text = _HAN_NUMBER.sub(lambda number: numeral_digits(number[1]), text)
    return _PADDED_NUMBER.sub(lambda number: number[1].lstrip("0") or "0", text)


def _same_words(text: str) -> str:
    for pattern, word in _SAME_WORDS:
        text = pattern.sub(word, text)
    return text


def _without_punctuation(text: str) -> str:
    return _PUNCTUATION.sub("", _BETWEEN_DIGITS.sub("-", text))


def _plain(text: str) -> str:
    return _same_words(_digits_for_numerals(_without_punctuation(narrow(text))))


def _fold(text: str) -> str:
    plain = _plain(text).upper()
    above = _ABOVE_TOWN.match(plain)
    return plain[above.end() :] if above else plain
