"""Chinese numerals in dates and addresses."""

import re

_DIGITS = {
    ch: value
    for value, chars in enumerate(("〇零○", "一", "二两", "三", "四", "五", "六", "七", "八", "九"))
    for ch in chars
}
_LONGEST = 16
_TENS = {"廿": 20, "卅": 30}
NUMERAL = "[〇零○一二两三四五六七八九十廿卅百千]"

_SPELLED = re.compile(
    r"(?:(?P<thousands>[一二两三四五六七八九])千)?[零〇]?"
    r"(?:(?P<hundreds>[一二两三四五六七八九])百)?[零〇]?"
    r"(?:(?P<tens>[一二三四五六七八九])?(?P<ten>十)|(?P<twenty>[廿卅])十?)?"
    r"(?P<ones>[一二两三四五六七八九])?"
)


def numeral_value(text: str) -> int | None:
    """Return the value of a Chinese numeral, spelled out (`二十七`, `廿七`) or digit by digit (`二〇二六`).

    None where the characters are no well-formed numeral.
    """
    if len(text) > _LONGEST:
        return None
    if text and all(ch in _DIGITS for ch in text):
        return int("".join(str(_DIGITS[ch]) for ch in text))
    spelled = _SPELLED.fullmatch(text)
    return _spelled_value(spelled) if text and spelled else None


def numeral_digits(text: str) -> str:
    """Return a Chinese numeral in Arabic digits, or `text` itself if it is none."""
    value = numeral_value(text)
    return text if value is None else str(value)


def _spelled_value(parts: re.Match[str]) -> int | None:
    value = 0
    for name, unit in (("thousands", 1000), ("hundreds", 100), ("ones", 1)):
        if parts[name]:
            value += _DIGITS[parts[name]] * unit
    if parts["ten"]:
        value += _DIGITS[parts["tens"] or "一"] * 10
    return value + _TENS.get(parts["twenty"] or "", 0) or None
