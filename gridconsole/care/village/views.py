"""The check of a village as it leaves the core."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gridconsole.care.village.listing import CheckLine


@dataclass(frozen=True)
class OpenCheck:
    """A check as the screen shows it; `code` is the six digits on the paper, `open` counts the open lines."""

    id: UUID
    code: str
    village: str
    quarter: str
    copies: int
    printed_on: date | None
    keyed_on: date | None
    officer: str
    checker: str
    checked_on: date | None
    lines: tuple[CheckLine, ...]

    @property
    def open(self) -> int:
        """How many lines nobody answered."""
        return sum(line.answer is None for line in self.lines)


@dataclass(frozen=True)
class CheckDone:
    """What was written: how many by answer, new files to complete, lines still open, what to look at."""

    answers: dict[str, int]
    stubs: tuple[UUID, ...]
    open_lines: tuple[int, ...]
    remarks: tuple[str, ...]
