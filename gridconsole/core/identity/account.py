"""Account numbers of electricity customers (户号)."""

from gridconsole.core.identity.text import cell_text, is_number_cell
from gridconsole.core.identity.unreadable import Unreadable, damaged_number

_LENGTHS = (10, 13, 16)
_SAFE_DIGITS = 15
"""A spreadsheet keeps 15 significant digits of a number and writes zeros for the rest."""


def parse_account(raw: object) -> str:
    """Return an account number of 10, 13 or 16 digits as text, leading zeros kept.

    Raises Unreadable (`empty`, `wrong_kind`, `damaged_number`, `masked`, `several`, `strange_character`,
    `too_short`, `too_long`); a number cell of 16 digits has lost its last one.
    """
    if isinstance(raw, str) and len(raw) in _LENGTHS and raw.isascii() and raw.isdigit():
        return raw
    text = cell_text(raw).replace(" ", "").replace("-", "")
    if is_number_cell(raw) and len(text) > _SAFE_DIGITS:
        raise damaged_number()
    if not (text.isascii() and text.isdigit()):
        raise _complaint(text)
    if len(text) in _LENGTHS:
        return text
    code = "too_long" if len(text) > _LENGTHS[-1] else "too_short"
    raise Unreadable(code, f"应为 10、13 或 16 位，现有 {len(text)} 位")


def _complaint(text: str) -> Unreadable:
    if "*" in text:
        return Unreadable("masked", "户号被遮盖，应填全号")
    if any(separator in text for separator in "/、,;"):
        return Unreadable("several", "一格只填一个户号")
    return Unreadable("strange_character", "户号只能是数字")
