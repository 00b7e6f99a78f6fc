"""The kind for amounts of money."""

from typing import Any

from sqlalchemy import Integer
from sqlalchemy.types import TypeEngine

from gridconsole.core.ledger.kinds.base import Kind, Reading
from gridconsole.core.money import format_fen, parse_fen


class Money(Kind):
    """An amount in yuan, kept as whole fen."""

    explanation = "元，最多两位小数"
    example = "120.00"
    right_aligned = True

    @property
    def column(self) -> TypeEngine[Any]:
        """Whole fen."""
        return Integer()

    def parse(self, raw: object, reading: Reading) -> int:
        """Return fen; raise Unreadable otherwise."""
        return parse_fen(raw)

    def show(self, value: Any) -> str:
        """Return yuan with two decimals."""
        return f"{format_fen(value)} 元"
