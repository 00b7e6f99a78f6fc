"""The one place that hides personal data, for screen, clipboard, paper, workbook and log.

Names keep the surname; citizen ids 3 first and 4 last characters; mobiles 3 and 4; landlines the area code
and 2 last digits; account numbers 3 and 3; addresses go down to the village. A value that has not the form
of its field, as an unfinished record may hold, is hidden whole.
"""

import re

from gridconsole.core.identity.address import down_to_village
from gridconsole.core.identity.names import split_surname
from gridconsole.core.identity.text import narrow, tidy_name

HIDDEN = "***"

_CITIZEN_ID = re.compile(r"[\d*]{14}(?:[\d*]{3})?[\dX]|[\d*]{15}")
_MOBILE = re.compile(r"1[3-9]\d[\d*]{4}\d{4}|[48]00[\d*]{3}\d{4}")
_LANDLINE = re.compile(r"(010|02\d|0[3-9]\d\d)-?([\d*]{5,6}\d\d)(-[\d*]{1,6})?")
_ACCOUNT = re.compile(r"\d{3}[\d*]{4}(?:[\d*]{3}){0,2}\d{3}")
_BETWEEN_PHONES = re.compile(r"([、/,;])")


def mask_name(text: str) -> str:
    """Return the surname (two characters if compound) and a star for every further character."""
    name = tidy_name(text)
    if len(name) == 1:
        return "*"
    surname, given = split_surname(name)
    return surname + "*" * len(given)


def mask_citizen_id(text: str) -> str:
    """Return the first 3 and last 4 characters with stars between, the length kept."""
    number = _compact(text).upper()
    return _ends(number, 3, 4) if _CITIZEN_ID.fullmatch(number) else "*" * len(number)


def mask_phone(text: str) -> str:
    """Return a phone, or several with `、` between, with 3 and 4 digits shown, or area code and 2."""
    return "".join(
        part if _BETWEEN_PHONES.fullmatch(part) else _mask_one_phone(part)
        for part in _BETWEEN_PHONES.split(narrow(text))
    )


def mask_account(text: str) -> str:
    """Return the first 3 and last 3 digits with stars between, the length kept."""
    number = _compact(text)
    return _ends(number, 3, 3) if _ACCOUNT.fullmatch(number) else "*" * len(number)


def mask_address(text: str) -> str:
    """Return the address down to village, estate or street, and `***` for everything behind it."""
    return down_to_village(text) + HIDDEN if narrow(text) else ""


def mask_text(text: str) -> str:
    """Return `***` for any text, and '' for none."""
    return HIDDEN if text else ""


def _mask_one_phone(text: str) -> str:
    number = _compact(text)
    digits = number.replace("-", "")
    if _MOBILE.fullmatch(digits):
        return _ends(digits, 3, 4)
    landline = _LANDLINE.fullmatch(number)
    if landline:
        extension = "-***" if landline[3] else ""
        return f"{landline[1]}-{_ends(landline[2], 0, 2)}{extension}"
    return "*" * len(number)


def _compact(text: str) -> str:
    return narrow(text).replace(" ", "")


def _ends(text: str, first: int, last: int) -> str:
    return text[:first] + "*" * (len(text) - first - last) + text[len(text) - last :]
