"""Cleaning of typed text without changing what was meant."""

import re
import unicodedata

from gridconsole.core.identity.unreadable import Unreadable, damaged_number, empty

HAN = (
    "〇\u2e80-\u2fdf\u3400-\u4dbf\u4e00-\u9fff\ue000-\ufaff"
    "\U00020000-\U0003ffff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
)
"""Ranges for a regular expression's brackets: Han characters with those of private use, radicals, 〇."""

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_CHINESE_PUNCTUATION = frozenset(map(ord, "，（）：；！？～"))
_TIDY = {wide: plain for wide, plain in _WIDE.items() if wide not in _CHINESE_PUNCTUATION}
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣"), "-")
_INVISIBLE = frozenset({"Cf", "Cc"})
_PLAIN = re.compile("[!-~\u4e00-\u9fff·]+(?: [!-~\u4e00-\u9fff·]+)*")
"""What nothing here changes: nearly every cell, told apart at once."""
_ONE_HAN = re.compile(f"[{HAN}]")
_DOT = re.compile(rf"(?<=[{HAN}]) ?[·•‧・･∙⋅●ㆍ᛫.。] ?(?=[{HAN}])")
_PADDING = re.compile(rf"(?<=[{HAN}]) (?=[{HAN}])")
_SCIENTIFIC = re.compile(r"\d+(?:\.\d+)?E\+?\d+", re.IGNORECASE)
_WHOLE_AS_DECIMAL = re.compile(r"(\d+)\.0+")


def tidy(text: str) -> str:
    """Return `text` on one line: full-width letters, digits and spaces made narrow, white space folded.

    Invisible and control characters go, lone surrogates become U+FFFD. Chinese punctuation and every Han
    character, compatibility forms included, stay as they are.
    """
    return text if _PLAIN.fullmatch(text) else _clean(text.translate(_TIDY))


def tidy_lines(text: str) -> str:
    """Return `text` with each line tidied; blank lines at both ends go, those between stay."""
    return "\n".join(tidy(line) for line in text.splitlines()).strip("\n")


def tidy_name(text: str) -> str:
    """Return a name tidied: no spaces between Han characters, every dot between them written `·`."""
    return _PADDING.sub("", _DOT.sub("·", tidy(text)))


def narrow(text: str) -> str:
    """Return `text` tidied for comparing and parsing: Chinese punctuation and dashes made ASCII as well."""
    return text if _PLAIN.fullmatch(text) else _clean(text.translate(_WIDE).translate(_DASHES))


def is_han(ch: str) -> bool:
    """Return whether `ch` is a Han character, those of private use included."""
    return _ONE_HAN.fullmatch(ch) is not None


def is_private_use(ch: str) -> bool:
    """Return whether `ch` has no meaning outside one machine's fonts (Unicode category Co)."""
    return unicodedata.category(ch) == "Co"


def cell_text(raw: object) -> str:
    """Return what a cell says as narrow text; a whole number loses its decimal point.

    Raises Unreadable (`empty`, `damaged_number`, `wrong_kind`) for blanks, scientific notation, and cells
    that hold a date or a tick instead of text or a number.
    """
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if raw is None or isinstance(raw, bool) or not isinstance(raw, str | int | float):
        raise empty() if raw is None else Unreadable("wrong_kind", "单元格格式不对，应为文本")
    text = narrow(str(raw)).lstrip("'‘`").rstrip("'’`").strip()
    if not text:
        raise empty()
    if _SCIENTIFIC.fullmatch(text):
        raise damaged_number()
    whole = _WHOLE_AS_DECIMAL.fullmatch(text)
    return whole[1] if whole else text


def is_number_cell(raw: object) -> bool:
    """Return whether a cell holds a number, which a spreadsheet keeps to 15 digits only."""
    return isinstance(raw, int | float) and not isinstance(raw, bool)


def _clean(text: str) -> str:
    return " ".join("".join(map(_visible, text)).split())


def _visible(ch: str) -> str:
    if ch.isspace():
        return " "
    category = unicodedata.category(ch)
    if category == "Cs":
        return "\ufffd"
    return "" if category in _INVISIBLE else ch
