"""What the search finds: one meaning, whatever database answers.

A query is split at spaces; every word must match somewhere in the record:

* Han text (with whole numbers in it): any run of a searched text, from one character;
* letters: the pinyin of a name, whole syllables from any character on with the last one begun,
  or any run of its initials; words of letters beside one another count as typed joined;
* digits (a last X too): the beginning or the tail of a phone, an account, an id, a file number,
  or a whole number in a text; a long number typed in groups, as paper prints it, counts as one.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Protocol

from gridconsole.core.identity.text import tidy
from gridconsole.core.ledger.fields import Field
from gridconsole.core.ledger.reading import name_readings

BOUNDARY = "zzz0"
"""A unit that no query holds: runs never cross from one text into the next."""

_UNIT = re.compile(r"[0-9]+|[a-z]+|[^\x00-\x7f·•\u3000-\u303f\uff00-\uffef‘-‟—…]")
_LETTERS = re.compile(r"[a-z]+")
_GROUP = re.compile(r"[0-9][0-9-]{2,}x?")
LONG_NUMBER = 10
"""From so many digits on, groups of them are one number: a shorter run may be a beginning and a tail."""
_DIGITS = re.compile(r"(?:[a-z]{1,4})?-?[0-9][0-9-]*x?")


@dataclass(frozen=True)
class Searched:
    """What can be found of one record: texts, names and numbers as they are written."""

    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()

    def units(self) -> list[str]:
        """Return the texts' units with a boundary between the texts."""
        return [unit for text in self.words for unit in (*units(text), BOUNDARY)]

    def starts(self) -> set[str]:
        """Return the strings whose beginnings are looked up: p pinyin, i initials, n numbers, t tails."""
        found = {start for name in self.names for start in _name_starts(name)}
        for number in filter(None, map(_plain, self.numbers)):
            found.add("n" + number)
            found.add("t" + number[::-1])
        return found


class Word(Protocol):
    """One word of a query."""

    def found_in(self, searched: Searched) -> bool:
        """Return whether the record matches, by a plain scan."""


@dataclass(frozen=True)
class Run:
    """Han text: a run of units."""

    units: tuple[str, ...]

    def found_in(self, searched: Searched) -> bool:
        """Return whether the units stand side by side in a text."""
        there, wanted = searched.units(), list(self.units)
        return any(there[i : i + len(wanted)] == wanted for i in range(len(there)))


@dataclass(frozen=True)
class Letters:
    """Letters: pinyin or initials."""

    text: str

    @property
    def starts(self) -> tuple[str, ...]:
        """The beginnings to look up."""
        return ("i" + self.text, "p" + self.text)

    def found_in(self, searched: Searched) -> bool:
        """Return whether a name's pinyin or initials begin so from one of its characters on."""
        return any(there.startswith(self.starts) for there in searched.starts())


@dataclass(frozen=True)
class Digits:
    """Digits: beginning or tail of a number, or a whole number in a text."""

    text: str

    @property
    def starts(self) -> tuple[str, ...]:
        """The beginnings to look up."""
        return ("n" + self.text, "t" + self.text[::-1])

    def found_in(self, searched: Searched) -> bool:
        """Return whether a number begins or ends so, or a text holds it whole."""
        whole = self.text in searched.units()
        return whole or any(there.startswith(self.starts) for there in searched.starts())


def searched(fields: Mapping[str, Field], values: Mapping[str, Any]) -> Searched:
    """Return what can be found of a record, from its values by key."""
    words: list[str] = []
    names: list[str] = []
    numbers: list[str] = []
    for key, declared in fields.items():
        if declared.searchable and (value := values.get(key)) is not None:
            words += declared.kind.words(value)
            names += declared.kind.names(value)
            numbers += declared.kind.numbers(value)
    return Searched(tuple(words), tuple(names), tuple(numbers))


def units(text: str) -> list[str]:
    """Return a text's units: every Han character, every whole number, every run of letters."""
    return _UNIT.findall(text.lower())


def parse_query(text: str) -> list[Word]:
    """Return the words of a query; empty when it says nothing."""
    words: list[Word] = []
    for part in _joined(tidy(text).lower().split()):
        if _LETTERS.fullmatch(part):
            words.append(Letters(part))
        elif _DIGITS.fullmatch(part):
            words.append(Digits(_plain(part)))
        elif found := units(part):
            words.append(Run(tuple(found)))
    return words


def matches(words: Iterable[Word], searched: Searched) -> bool:
    """Return whether a record matches a query, by a plain scan: the meaning of the search."""
    return all(word.found_in(searched) for word in words)


def _joined(parts: list[str]) -> list[str]:
    """Join words of letters beside one another, and the groups of a long number: 139 0000 5678."""
    joined: list[str] = []
    for sort, run in groupby(parts, _sort):
        words = list(run)
        whole = "".join(words)
        grouped = max(map(len, words)) < LONG_NUMBER <= len(whole)
        joined += [whole] if sort == "letters" or (sort == "group" and grouped) else words
    return joined


def _sort(part: str) -> str:
    if _LETTERS.fullmatch(part):
        return "letters"
    return "group" if _GROUP.fullmatch(part) else ""


def _name_starts(name: str) -> Iterator[str]:
    """Yield the pinyin and the initials from each syllable on, but for the last initial: its pinyin does."""
    for reading in name_readings(name):
        pinyin = letters = ""
        for syllable in reversed(reading):
            pinyin, letters = syllable + pinyin, syllable[0] + letters
            yield "p" + pinyin
            if len(letters) > 1:
                yield "i" + letters


def _plain(number: str) -> str:
    if number.isdigit():
        return number
    return re.sub(r"[^0-9a-z]", "", number.lower())
