"""Phone numbers as people write them into one cell."""

import re
from collections.abc import Sequence

from gridconsole.core.identity.text import cell_text
from gridconsole.core.identity.unreadable import Unreadable, empty, wrong_length

_KIND_WORDS = (
    "(?:手机号码|手机号|手机|联系电话|联系方式|固定电话|电话号码|电话|固话|座机|宅电|tel|mobile)[:.]?"
)
_KIND = re.compile(rf"\(\s*{_KIND_WORDS}\s*\)|{_KIND_WORDS}", re.IGNORECASE)
_BRACKETED_AREA = re.compile(r"\((0\d{2,3})\)", re.ASCII)
_EXTENSION = re.compile(r"\s*(?:转|分机|ext\.?|#)\s*(?=\d)|\s*-\s*", re.IGNORECASE)
_SEPARATORS = re.compile(r"[/、,;|\\]|以及|或|和|及")
_COUNTRY = re.compile(r"(?:\+|^00)86[- ]?|^86[- ]?(?=1[3-9]\d[\d -]{8})", re.ASCII)
_WITHOUT_ZERO = re.compile(r"(?!0|1[3-9]|[48]00)")

_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_LANDLINE = re.compile(r"(010|02[0-57-9])(\d{8})|(0[3-9]\d{2})(\d{7,8})", re.ASCII)
_WRITTEN_LANDLINE = re.compile(r"(?:(?:010|02[0-57-9])-\d{8}|0[3-9]\d{2}-\d{7,8})(?:-\d{1,6})?", re.ASCII)
_EXTENDED = re.compile(r"(.+)-(\d{1,6})", re.ASCII)
_SERVICE = re.compile(r"[48]00\d{7}", re.ASCII)
_SHORT = re.compile(r"110|119|120|\d{5,6}", re.ASCII)
_GROUPS_AT_MOST = 12


def parse_phones(raw: object) -> tuple[str, ...]:
    """Return the phones of one cell in order, without repetition, each in its normal form.

    Mobiles, 400 and 800 numbers and hotlines are digits only (`13900005678`, `95598`), landlines are
    `0531-12345678` with an optional extension `-123`; `+86`, kind words (手机, 座机), spaces and hyphens go.
    Area codes of three digits take eight digits, those of four take seven or eight. Raises Unreadable
    (`empty`, `wrong_kind`, `damaged_number`, `masked`, `remark`, `too_short`, `too_long`,
    `area_code_missing`, `leading_zero_lost`, `unknown_number`).
    """
    if isinstance(raw, str) and _MOBILE.fullmatch(raw):
        return (raw,)
    text = _without_kind_words(cell_text(raw))
    if "*" in text:
        raise Unreadable("masked", "号码被遮盖，应填全号")
    found = [phone for part in _SEPARATORS.split(text) if part.strip() for phone in _phones_of(part.strip())]
    if not found:
        raise empty()
    return tuple(dict.fromkeys(found))


def format_phone(text: str) -> str:
    """Return a normal form as paper shows it: `139 0000 5678`, `400-000-0000`, others unchanged."""
    if _MOBILE.fullmatch(text):
        return f"{text[:3]} {text[3:7]} {text[7:]}"
    if _SERVICE.fullmatch(text):
        return f"{text[:3]}-{text[3:6]}-{text[6:]}"
    return text


def _without_kind_words(text: str) -> str:
    text = _BRACKETED_AREA.sub(r"\1-", text)
    return _KIND.sub(" ", text)


def _phones_of(part: str) -> list[str]:
    part = _EXTENSION.sub("-", _COUNTRY.sub("+", part))
    if re.search("[^0-9 +-]", part):
        raise Unreadable("remark", "电话里只填号码，说明请写到备注")
    return [phone for piece in re.split(r"(?=\+)", part) for phone in _split(piece)]


def _split(piece: str) -> list[str]:
    groups = re.findall("-?[0-9]+", piece)
    if groups and piece.startswith("+") and _WITHOUT_ZERO.match(groups[0]):
        groups[0] = "0" + groups[0]
    phones = _segment(groups)
    if phones is None:
        raise _complaint(groups)
    return phones


def _segment(groups: Sequence[str]) -> list[str] | None:
    """Cut digit groups into whole numbers, each as long as possible; None if some belong to no number."""
    rest: list[list[str] | None] = [None] * len(groups) + [[]]
    for start in range(len(groups) - 1, -1, -1):
        for end in range(min(len(groups), start + _GROUPS_AT_MOST), start, -1):
            after = rest[end]
            phone = None if after is None else _number(groups[start:end])
            if phone and after is not None:
                rest[start] = [phone, *after]
                break
    return rest[0]


def _number(groups: Sequence[str]) -> str | None:
    """Return the normal form of one number, its groups with the hyphens that stood before them."""
    written = "".join(groups).removeprefix("-")
    digits = written.replace("-", "")
    if _MOBILE.fullmatch(digits) or _SERVICE.fullmatch(digits):
        return digits
    if len(groups) == 1 and _SHORT.fullmatch(digits):
        return digits
    if _WRITTEN_LANDLINE.fullmatch(written):
        return written
    extended = _EXTENDED.fullmatch(written)
    return _landline(digits) or (extended and _landline(extended[1].replace("-", ""), "-" + extended[2]))


def _landline(digits: str, extension: str = "") -> str | None:
    parts = _LANDLINE.fullmatch(digits)
    return f"{parts[1] or parts[3]}-{parts[2] or parts[4]}{extension}" if parts else None


def _complaint(groups: Sequence[str]) -> Unreadable:
    digits = "".join(groups).replace("-", "")
    if re.match("1[3-9]", digits) and (len(digits) < 11 or len(groups) == 1):
        return wrong_length(len(digits), 11)
    if len(digits) in (7, 8):
        return Unreadable("area_code_missing", "固定电话缺区号")
    if len(digits) in (10, 11) and digits[0] not in "01":
        return Unreadable("leading_zero_lost", "区号开头的 0 丢了")
    return Unreadable("unknown_number", "不是手机号，也不是带区号的固定电话")
