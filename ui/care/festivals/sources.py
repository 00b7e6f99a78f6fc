"""A campaign's list as a table's source: read once, then narrowed in memory."""

from collections.abc import Callable, Sequence
from threading import Lock

from gridconsole.care.festivals.views import Choice, GiftCard, Home
from gridconsole.care.festivals.views import Line as ChoiceLine
from gridconsole.core.ledger.searching import Searched
from gridconsole.core.ledger.snapshot import Snapshot
from ui.care.festivals.rows import ALREADY, DROPPED, EXCLUDED, TAKEN, choice_row, gift_row
from ui.widgets.ledger_table.short_list import ShortList


class GiftSource(ShortList[str]):
    """A campaign's households; `village` narrows all that is shown, empty for all."""

    def __init__(self, read: Callable[[], Sequence[GiftCard]]) -> None:
        self._read, self._lock = read, Lock()
        self._cards: Sequence[GiftCard] | None = None
        self.village = ""

    def forget(self) -> None:
        """Read again when the next row is asked for."""
        self._cards = None

    def rows(self, filter: str) -> Sequence[Snapshot]:
        """Return the gifts of a state by its word, all for an empty one."""
        village = self.village
        return [
            gift_row(card)
            for card in self._all()
            if filter in ("", card.state) and village in ("", card.home.village)
        ]

    def everything(self) -> Sequence[Snapshot]:
        """Return all gifts of the village."""
        return self.rows("")

    def is_empty(self) -> bool:
        """Return whether nobody is on the list."""
        return not self._all()

    def searched(self, one: Snapshot) -> Searched:
        """Return names, place and numbers of a gift."""
        card: GiftCard = one["card"]
        return _of_home(card.home, card.receiver, card.code)

    def _all(self) -> Sequence[GiftCard]:
        with self._lock:
            if (cards := self._cards) is None:
                cards = self._cards = self._read()
            return cards


class ChoiceSource(ShortList[str]):
    """The households of a choice by what becomes of them; an empty filter stands for all."""

    def __init__(self) -> None:
        self.choice: Choice | None = None

    def rows(self, filter: str) -> Sequence[Snapshot]:
        """Return the households with one result."""
        return [row for row in self.everything() if filter in ("", row["result"])]

    def everything(self) -> Sequence[Snapshot]:
        """Return all households, those first that come onto the list."""
        if self.choice is None:
            return []
        one = self.choice
        parts = ((TAKEN, one.taken), (DROPPED, one.dropped), (EXCLUDED, one.excluded), (ALREADY, one.already))
        return [choice_row(result, line) for result, lines in parts for line in lines]

    def searched(self, one: Snapshot) -> Searched:
        """Return names, place and number of a household."""
        line: ChoiceLine = one["line"]
        return _of_home(line.home)


def _of_home(home: Home, receiver: str = "", code: str = "") -> Searched:
    names = tuple(filter(None, (*home.names, receiver)))
    return Searched((home.place, *names), names, tuple(filter(None, (home.file_number, code))))
