"""Amounts of money, kept in whole fen: read as people type them, printed in figures and in capitals."""

import re
import unicodedata

from gridconsole.core.identity.unreadable import Unreadable, empty

FEN_PER_YUAN = 100

_LARGEST = 10**18 - 1  # fen; capitals are read up to 万亿 yuan
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_MYRIADS = ((100_000_000, "亿"), (10_000, "万"))
_TYPED = re.compile(
    r"(?:人民币|RMB|CNY)?¥?(?P<yuan>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<fen>\d*))?(?:元|块)?(?:整|正)?",
    re.ASCII,
)


def format_fen(fen: int, *, grouped: bool = False) -> str:
    """Return an amount as yuan with two decimals, `12345` as `123.45`, with thousands parted if asked."""
    sign, (yuan, rest) = "-" * (fen < 0), divmod(abs(fen), FEN_PER_YUAN)
    return f"{sign}{yuan:,}.{rest:02d}" if grouped else f"{sign}{yuan}.{rest:02d}"


def parse_fen(raw: object) -> int:
    """Return the fen of an amount as typed (`￥1,200.5`, `1200元`, full-width) or as a workbook's number.

    Raises Unreadable for what is empty, negative, more exact than a fen, or no amount.
    """
    text = _plain(raw)
    if not text:
        raise empty()
    if text.startswith(("-", "\u2212")):
        raise Unreadable("negative", "金额不能是负数")
    found = _TYPED.fullmatch(text)
    if found is None:
        raise Unreadable("no_amount", "应为金额，如 1200.50")
    return _fen(found["yuan"].replace(",", ""), found["fen"] or "")


def in_capitals(fen: int) -> str:
    """Return an amount as accounts write it, `50000` as `人民币伍佰元整`.

    Zeros that follow each other are written once; 整 stands where there is neither jiao nor fen.
    Raises ValueError for a negative amount or one of 10 quadrillion yuan. Source: 支付结算办法, annex 1.
    """
    if not 0 <= fen <= _LARGEST:
        raise ValueError("an amount in capitals is neither negative nor above 万亿")
    yuan, rest = divmod(fen, FEN_PER_YUAN)
    words = f"{_number(yuan)}元" if yuan or not rest else ""
    return f"人民币{words}{_cents(rest, after_yuan=yuan > 0)}"


def _plain(raw: object) -> str:
    if raw is None:
        return ""
    typed = f"{raw:.6f}" if isinstance(raw, float) else str(raw)  # sums in workbooks are 0.30000000000000004
    return "".join(unicodedata.normalize("NFKC", typed).upper().replace("，", ",").split())


def _fen(yuan: str, decimals: str) -> int:
    if decimals[2:].strip("0"):
        raise Unreadable("too_exact", "金额最多到分")
    if len(yuan.lstrip("0")) > 16:
        raise Unreadable("too_large", "金额太大")
    return int(yuan) * FEN_PER_YUAN + int(decimals[:2].ljust(2, "0"))


def _cents(rest: int, *, after_yuan: bool) -> str:
    jiao, fen = divmod(rest, 10)
    if not rest:
        return "整"
    tens = f"{_DIGITS[jiao]}角" if jiao else "零" * after_yuan
    return tens + (f"{_DIGITS[fen]}分" if fen else "")


def _number(value: int) -> str:
    """Return a number in capitals; 亿 and 万 part it, so that 10,001 亿 reads 壹万零壹亿."""
    for size, word in _MYRIADS:
        if value >= size:
            above, below = divmod(value, size)
            return f"{_number(above)}{word}{_after(below, size)}"
    return _thousands(value)


def _after(below: int, size: int) -> str:
    """Return what follows 亿 or 万, with 零 where the next place is empty."""
    if not below:
        return ""
    return ("零" if below < size // 10 else "") + _number(below)


def _thousands(value: int) -> str:
    digits = [int(digit) for digit in str(value)]
    units = _PLACES[len(digits) - 1 :: -1]
    words = "".join(_DIGITS[each] + unit * (each > 0) for each, unit in zip(digits, units, strict=True))
    return re.sub("零+", "零", words).rstrip("零") or "零"
