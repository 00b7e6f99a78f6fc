"""What importing a workbook would do, and what it did."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal
from uuid import UUID

from gridconsole.core.books.understood import Understood
from gridconsole.core.exchange.checking import Checked, Problem
from gridconsole.core.ledger.fields import Field

Policy = Literal["keep", "take", "refuse"]


class Verdict(StrEnum):
    """What importing a row does."""

    NEW = "created"
    UPDATE = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass
class PlannedRow:
    """A checked row with its verdict; `gives` is what importing it sets on the record `target`.

    `differing` holds (old, new) by field where the ledger says otherwise.
    """

    checked: Checked
    verdict: Verdict
    target: UUID | None = None
    parent: UUID | None = None
    gives: dict[str, Any] = field(default_factory=dict)
    differing: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    same_as: int = 0
    """The line that this row repeats."""
    texts: dict[str, str] = field(default_factory=dict)
    """What could not be read and is kept as it was typed."""

    @property
    def incomplete(self) -> bool:
        """Whether the row goes in with something to be completed."""
        return self.verdict in (Verdict.NEW, Verdict.UPDATE) and bool(self.checked.problems)


@dataclass
class BookCheckout:
    """A workbook with every row's verdict. Nothing is written yet."""

    understood: Understood
    fields: Mapping[str, Field]
    rows: list[PlannedRow]
    policy: Policy
    chosen: Mapping[str, str | None] = field(default_factory=dict)
    choices: Mapping[int, Policy] = field(default_factory=dict)
    stamp: int = 0
    """How many changes the station had seen when this was worked out."""

    @property
    def refused(self) -> int:
        """How many rows can't go in."""
        return self._count(Verdict.REFUSED)

    @property
    def changes(self) -> bool:
        """Whether anything is to be written."""
        return any(row.verdict in (Verdict.NEW, Verdict.UPDATE) for row in self.rows)

    @property
    def counts(self) -> dict[str, int]:
        """Rows, and how many of them had each verdict; incomplete ones count as created or updated too."""
        stays = {verdict.value: self._count(verdict) for verdict in Verdict if verdict is not Verdict.REFUSED}
        incomplete = sum(row.incomplete for row in self.rows)
        return {"rows": len(self.rows), **stays, "incomplete": incomplete, "refused": self.refused}

    @property
    def refused_rows(self) -> list[Checked]:
        """The rows that can't go in."""
        return [row.checked for row in self.rows if row.verdict is Verdict.REFUSED]

    def report(self, ledger: str) -> dict[str, Any]:
        """Return what the import did or would do, as the command line tells it."""
        understood = self.understood
        return {
            "ledger": ledger,
            "file": understood.file.name,
            "sheet": understood.sheet,
            "header_row": understood.head.last_row,
            "columns": understood.columns,
            **self.counts,
            "problems": [
                self._told(row.checked.number, problem)
                for row in self.rows
                for problem in row.checked.problems
            ],
        }

    def _count(self, verdict: Verdict) -> int:
        return sum(row.verdict is verdict for row in self.rows)

    def _told(self, number: int, problem: Problem) -> dict[str, Any]:
        label = self.fields[problem.key].label if problem.key else ""
        return {
            "row": number,
            "column": self.understood.heading_of.get(problem.key, label),
            "code": problem.code,
            "severity": problem.severity,
            "message": problem.message,
        }


@dataclass(frozen=True)
class Imported:
    """One import that was written; no id when there was nothing to write."""

    id: UUID | None
    counts: Mapping[str, int] = field(default_factory=dict)
