"""Kinds that tell where something is."""

from typing import Any

from gridconsole.core.identity import masking
from gridconsole.core.identity.account import parse_account
from gridconsole.core.identity.region import parse_region
from gridconsole.core.ledger.kinds.base import Kind, Reading, Unreadable, typed
from gridconsole.core.ledger.kinds.plain import Text


class Place(Text):
    """A village, a group, a house number, a transformer area: a short name of a place."""

    longest = 40

    def mask(self, value: Any) -> str:
        """Return the name: a village names nobody."""
        return str(value)


class House(Place):
    """A house number, hidden with the address it completes."""

    def parse(self, raw: object, reading: Reading) -> str:
        """Return the number; raise Unreadable for one that was masked."""
        _refuse_stars(raw)
        return super().parse(raw, reading)

    def mask(self, value: Any) -> str:
        """Return stars."""
        return "***"


class Address(Text):
    """An address in full."""

    example = "柳塘村3组27号"
    longest = 100

    def parse(self, raw: object, reading: Reading) -> str:
        """Return the tidy address; raise Unreadable for one that was masked."""
        _refuse_stars(raw)
        return super().parse(raw, reading)

    def mask(self, value: Any) -> str:
        """Return the address up to the village."""
        return masking.mask_address(value)


class Account(Kind):
    """An electricity account: 10, 13 or 16 digits, kept as text (FIELDS 4.2)."""

    explanation = "10 位、13 位或 16 位，单元格设为文本"
    example = "4200000123"

    def parse(self, raw: object, reading: Reading) -> str:
        """Return the digits; raise Unreadable when there are too few or the cell lost some."""
        return parse_account(raw)

    def mask(self, value: Any) -> str:
        """Return the first three and the last three digits."""
        return masking.mask_account(value)

    def numbers(self, value: Any) -> tuple[str, ...]:
        """Return the account."""
        return (value,)


class Region(Kind):
    """A region code of 6, 9 or 12 digits (GB/T 2260)."""

    explanation = "6、9 或 12 位数字"

    def parse(self, raw: object, reading: Reading) -> str:
        """Return the digits; raise Unreadable otherwise."""
        return parse_region(raw)

    def mask(self, value: Any) -> str:
        """Return the code: a region names nobody."""
        return str(value)


def _refuse_stars(raw: object) -> None:
    if "*" in typed(raw):
        raise Unreadable("masked", "被遮盖，应填全")
