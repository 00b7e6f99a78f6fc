"""What a clerk is told of a row, and how many rows of each kind there are."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from gridconsole.core.books.checkout import Policy, Verdict
from gridconsole.core.books.shapes import Row
from ui.look.tokens import Tone

CONFLICT = "conflict"


class Standing(StrEnum):
    """Where a row stands; the value is the word on the screen, the order is that of the table."""

    REFUSED = "退回"
    DIFFERS = "有出入"
    INCOMPLETE = "需补"
    READY = "可导入"
    SAME = "无变化"

    @property
    def icon(self) -> str:
        """The icon beside the word."""
        return {"退回": "late", "有出入": "ask", "需补": "edit", "可导入": "done", "无变化": "same"}[
            self.value
        ]

    @property
    def tone(self) -> Tone:
        """The colour beside the word."""
        tones = {
            Standing.REFUSED: Tone.RED,
            Standing.DIFFERS: Tone.BLUE,
            Standing.INCOMPLETE: Tone.AMBER,
            Standing.READY: Tone.GREEN,
        }
        return tones.get(self, Tone.GREY)

    @property
    def to_act(self) -> bool:
        """Whether somebody should look at the row."""
        return self in (Standing.REFUSED, Standing.DIFFERS, Standing.INCOMPLETE)


def standing(row: Row, answer: Policy | None) -> Standing:
    """Return where a row stands; a given answer counts at once, before the row is worked out again."""
    if row.differing and answer is None:
        return Standing.DIFFERS
    if row.differing and row.verdict == Verdict.REFUSED and answer in ("keep", "take"):
        if any(p.severity == "refused" and p.code != CONFLICT for p in row.checked.problems):
            return Standing.REFUSED
        return Standing.SAME if answer == "keep" else Standing.READY
    if row.verdict == Verdict.REFUSED or (row.differing and answer == "refuse"):
        return Standing.REFUSED
    if row.verdict == Verdict.UNCHANGED:
        return Standing.SAME
    return Standing.INCOMPLETE if row.incomplete else Standing.READY


@dataclass(frozen=True)
class Tally:
    """How many rows stand where; `made` and `changed` are the parts of the rows that can go in."""

    counts: Mapping[Standing, int]
    made: int
    changed: int

    @property
    def total(self) -> int:
        """All rows."""
        return sum(self.counts.values())

    @property
    def going_in(self) -> int:
        """The rows that importing writes."""
        return self.counts[Standing.READY] + self.counts[Standing.INCOMPLETE]


def standings(rows: Sequence[Row], answers: Mapping[int, Policy]) -> list[Standing]:
    """Return where every row stands."""
    return [standing(row, answers.get(row.checked.number)) for row in rows]


def tally(rows: Sequence[Row], where: Sequence[Standing]) -> Tally:
    """Count the rows by where they stand."""
    counts = dict.fromkeys(Standing, 0) | Counter(where)
    ready = [row for row, stands in zip(rows, where, strict=True) if stands is Standing.READY]
    made = sum(row.verdict == Verdict.NEW for row in ready)
    return Tally(counts, made, len(ready) - made)
