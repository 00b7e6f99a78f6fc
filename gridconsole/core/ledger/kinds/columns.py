"""Columns that hold more than one text."""

from typing import Any

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

SEPARATOR = "\x1f"


class ListOfText(TypeDecorator[tuple[str, ...]]):
    """A tuple of texts in one column, each closed in by separators so that one can be looked for."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        """Return the stored text."""
        return pack(value) if value is not None else None

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...] | None:
        """Return the texts."""
        return tuple(value.strip(SEPARATOR).split(SEPARATOR)) if value else None

    def coerce_compared_value(self, op: Any, value: object) -> TypeEngine[Any]:
        """Let a pattern be compared as the text that it is."""
        return Text() if isinstance(value, str) else self


def pack(texts: tuple[str, ...]) -> str | None:
    """Return the texts as one stored text, or None for none."""
    return SEPARATOR + SEPARATOR.join(texts) + SEPARATOR if texts else None


def holding(text: str) -> str:
    """Return the LIKE pattern that finds a list holding this text."""
    return f"%{SEPARATOR}{text}{SEPARATOR}%"
