"""Kinds for text, notes, counts and yes or no."""

import re
from datetime import date, time
from typing import Any

from sqlalchemy import Boolean, Integer
from sqlalchemy.types import TypeEngine

from gridconsole.core.identity.text import tidy
from gridconsole.core.ledger.kinds.base import Kind, Reading, Unreadable, typed


class Text(Kind):
    """One line of text."""

    longest = 200

    def parse(self, raw: object, reading: Reading) -> str:
        """Return the tidy text; raise Unreadable when it is too long, or a day, which 3-5 may become."""
        if isinstance(raw, date | time):
            raise Unreadable("wrong_kind", "单元格格式不对，应为文本")
        text = typed(raw)
        if len(text) > self.longest:
            raise Unreadable("too_long", f"太长，最多 {self.longest} 个字")
        return text

    def words(self, value: Any) -> tuple[str, ...]:
        """Return the text itself."""
        return (value,)


class Note(Text):
    """Several lines of text."""

    longest = 2000

    def parse(self, raw: object, reading: Reading) -> str:
        """Return the text with its lines kept."""
        lines = [tidy(line) for line in str(raw).splitlines()] if isinstance(raw, str) else [typed(raw)]
        text = "\n".join(lines).strip()
        if len(text) > self.longest:
            raise Unreadable("too_long", f"太长，最多 {self.longest} 个字")
        return text

    def words(self, value: Any) -> tuple[str, ...]:
        """Return nothing: notes are read, not searched."""
        return ()


class Count(Kind):
    """A whole number with its unit (小时, 天, 次)."""

    right_aligned = True

    def __init__(self, label: str, *also: str, unit: str = "", most: int = 100_000) -> None:
        super().__init__(label, *also)
        self.unit = unit
        self.most = most

    @property
    def column(self) -> TypeEngine[Any]:
        """A whole number."""
        return Integer()

    def parse(self, raw: object, reading: Reading) -> int:
        """Return the number, with or without its unit; raise Unreadable otherwise."""
        text = typed(raw).removesuffix(self.unit).strip()
        if not re.fullmatch(r"\d{1,9}", text, re.ASCII):
            raise Unreadable("no_number", "应为整数" + (f"（{self.unit}）" if self.unit else ""))
        if int(text) > self.most:
            raise Unreadable("too_many", f"太大，最多 {self.most}{self.unit}")
        return int(text)

    def show(self, value: Any) -> str:
        """Return the number with its unit."""
        return f"{value} {self.unit}".strip()


class YesNo(Kind):
    """Yes or no."""

    yes = ("是", "有", "已", "对", "√", "✓", "Y", "YES", "1", "TRUE")
    no = ("否", "无", "未", "没有", "×", "✗", "N", "NO", "0", "FALSE")

    @property
    def choices(self) -> tuple[str, ...]:
        """The two words."""
        return ("是", "否")

    @property
    def column(self) -> TypeEngine[Any]:
        """True or false."""
        return Boolean()

    def parse(self, raw: object, reading: Reading) -> bool:
        """Return the answer; raise Unreadable when it is neither."""
        text = typed(raw).upper()
        if text in self.yes:
            return True
        if text in self.no:
            return False
        raise Unreadable("neither", "应填 是 或 否")

    def show(self, value: Any) -> str:
        """Return 是 or 否."""
        return "是" if value else "否"
