"""One line of the palette, and the groups in which lines stand."""

from collections.abc import Callable
from dataclasses import dataclass

from ui.shell.feature import State
from ui.shell.palette.matching import Span


@dataclass(frozen=True)
class Entry:
    """What can be taken: icon, title with the matching parts, a note; state and shortcut at the right.

    `id` is kept among the recent ones, unless it is empty; `run` does it, on the window's thread.
    """

    id: str
    icon: str
    title: str
    note: str
    run: Callable[[], None]
    spans: tuple[Span, ...] = ()
    state: State | None = None
    keys: str = ""

    @property
    def words(self) -> str:
        """All that it says, for whoever has it read out."""
        state = self.state.words if self.state else ""
        return "　".join(filter(None, (self.title, self.note, state, self.keys)))


@dataclass(frozen=True)
class Group:
    """Entries under a word, counted with a noun: 人 4 人."""

    title: str
    unit: str
    entries: tuple[Entry, ...]
