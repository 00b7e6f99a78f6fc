"""Kinds whose words come from a list that the station maintains."""

import difflib
import re
from functools import lru_cache
from typing import Any

from sqlalchemy.types import TypeEngine

from gridconsole.core.identity.text import tidy
from gridconsole.core.ledger.kinds.base import Kind, Reading, Unreadable, typed
from gridconsole.core.ledger.kinds.columns import ListOfText
from gridconsole.core.paths import RESOURCES


@lru_cache
def terms(list_name: str) -> dict[str, str]:
    """Return every spelling of a list in resources/terms, mapped to the word that is used.

    A line of the file holds the word, then other spellings, parted by tabs; `#` opens a comment.
    """
    found: dict[str, str] = {}
    for line in (RESOURCES / "terms" / f"{list_name}.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            word, *spellings = (part.strip() for part in line.split("\t") if part.strip())
            found |= {tidy(spelling): word for spelling in (word, *spellings)}
    return found


class Choice(Kind):
    """One word of a list."""

    def __init__(self, label: str, *also: str, of: str) -> None:
        super().__init__(label, *also)
        self.of = of

    @property
    def choices(self) -> tuple[str, ...]:
        """The words of the list, in its order."""
        return tuple(dict.fromkeys(terms(self.of).values()))

    def parse(self, raw: object, reading: Reading) -> Any:
        """Return the word; raise Unreadable with the nearest one."""
        return self._word(typed(raw))

    def _word(self, text: str) -> str:
        known = terms(self.of)
        if text in known:
            return known[text]
        near = difflib.get_close_matches(text, known, 1, 0.6)
        raise Unreadable("unknown_choice", f"像是{known[near[0]]}？" if near else "不在可选项里")

    def mask(self, value: Any) -> str:
        """Return stars: what is chosen says something of the person."""
        return "***"


class Tags(Choice):
    """Several words of a list."""

    explanation = "几个词用 、 隔开"

    @property
    def column(self) -> TypeEngine[Any]:
        """A list of texts in one column."""
        return ListOfText()

    def parse(self, raw: object, reading: Reading) -> tuple[str, ...]:
        """Return the words in the list's order; raise Unreadable at the first unknown one."""
        parts = [raw] if not isinstance(raw, tuple | list) else list(raw)
        texts = [part for text in parts for part in re.split(r"[、,，;；/|+\s]+", typed(text)) if part]
        chosen = {self._word(text) for text in texts}
        if not chosen:
            raise Unreadable("empty", "没有填写")
        return tuple(word for word in self.choices if word in chosen)

    def show(self, value: Any) -> str:
        """Return the words, parted by 、."""
        return "、".join(value)
