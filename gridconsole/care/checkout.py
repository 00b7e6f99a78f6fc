"""What importing a workbook would do, and what it did."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from gridconsole.care.plan import Plan, Policy, Source, Verdict
from gridconsole.care.records import CARE
from gridconsole.core.books.understood import Understood
from gridconsole.core.exchange.checking import Problem


@dataclass
class Checkout:
    """A workbook with every row's verdict: what importing it would do. Nothing is written yet."""

    understood: Understood
    plan: Plan
    source: Source
    chosen: Mapping[str, str | None]
    policy: Policy
    choices: Mapping[int, Policy]
    stamp: int
    """How many changes the station had seen when this was worked out."""
    ready: bool = True

    @property
    def refused(self) -> int:
        """How many rows can't go in."""
        return self.plan.count(Verdict.REFUSED)

    @property
    def counts(self) -> dict[str, int]:
        """Rows, and how many of them had each verdict; incomplete ones count as created or updated too."""
        counts = {
            verdict.value: self.plan.count(verdict) for verdict in Verdict if verdict is not Verdict.REFUSED
        }
        return {
            "rows": len(self.plan.rows),
            **counts,
            "incomplete": self.plan.incomplete,
            "refused": self.refused,
        }

    @property
    def problems(self) -> list[dict[str, Any]]:
        """Every problem: row and heading as the sheet has them, code, severity, message."""
        columns = self.understood.matching.columns
        headings = {match.field: self.understood.headings[index] for index, match in columns.items()}
        return [
            _told(row.checked.number, problem, headings)
            for row in self.plan.rows
            for problem in row.checked.problems
        ]

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
            "problems": self.problems,
        }


@dataclass(frozen=True)
class Imported:
    """One import that was written, as the list of imports shows it; no id when there was nothing to write."""

    id: UUID | None
    counts: Mapping[str, int] = field(default_factory=dict)


def _told(number: int, problem: Problem, headings: Mapping[str, str]) -> dict[str, Any]:
    label = CARE.fields[problem.key].label if problem.key else ""
    return {
        "row": number,
        "column": headings.get(problem.key, label),
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.message,
    }
