"""The kind for amounts of money."""

from typing import Any

from sqlalchemy import Integer
from sqlalchemy.types import TypeEngine

from gridconsole.core.ledger.kinds.base import Kind, Reading, Unreadable
from gridconsole.core.money import FEN_PER_YUAN, format_fen, parse_fen

MOST_FEN = 20_000_000 * FEN_PER_YUAN
"""A round amount that a column of 32 bits holds, whichever the database."""


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
        """Return fen; raise Unreadable otherwise, and for more than the column holds."""
        fen = parse_fen(raw)
        if fen > MOST_FEN:
            raise Unreadable("too_large", f"金额太大，最多 {MOST_FEN // FEN_PER_YUAN} 元")
        return fen

    def show(self, value: Any) -> str:
        """Return yuan with two decimals."""
        return f"{format_fen(value)} 元"
