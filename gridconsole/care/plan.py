"""What an import would do: rows with their verdicts, and the records that it makes or changes."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from gridconsole.care.known import HouseholdRow, PersonRow, places
from gridconsole.core.books.checkout import Policy as Policy
from gridconsole.core.books.checkout import Verdict as Verdict
from gridconsole.core.exchange.checking import Checked

Differing = dict[str, tuple[Any, Any]]
"""Field key -> (old, new)."""

REFUSING = frozenset(
    {("name", code) for code in ("missing", "empty", "no_name", "wrong_kind", "masked", "too_long")}
    | {("citizen_id", code) for code in ("damaged_number", "wrong_check_digit", "impossible_date")}
)
"""What refuses a row: no name, a damaged or wrong id. Everything else goes in, to be completed."""


@dataclass(frozen=True)
class Source:
    """Where a workbook's data comes from and on what ground it may be used (FIELDS 4.5)."""

    ground: str | None = None
    number: str | None = None


@dataclass(slots=True)
class Entry:
    """A checked row with the name and place that it tells; `derived` are values made from others."""

    row: Checked
    name: str
    place: str
    """The comparing key of its address."""
    derived: frozenset[str]

    @property
    def nowhere(self) -> bool:
        """Whether the row tells neither an account nor an address."""
        return not self.place and "account" not in self.row.values

    @property
    def places(self) -> tuple[str, ...]:
        """The keys under which somebody of that name is looked for."""
        values = self.row.values
        return places(values.get("account"), self.place, values.get("village"))


@dataclass(slots=True)
class Said:
    """What the rows of this file said of one person so far, and the line of the first."""

    line: int
    values: dict[str, Any]
    typed: dict[str, str]


@dataclass(slots=True)
class Planned:
    """A checked row with its verdict; `differing` holds (old, new) by field where the ledger says otherwise.

    An old value that is locked stands there as the Masked text.
    """

    checked: Checked
    verdict: Verdict
    differing: Differing = field(default_factory=dict)
    same_as: int = 0
    """The line that this row repeats."""

    @property
    def incomplete(self) -> bool:
        """Whether the row goes in with something to be completed."""
        return self.verdict in (Verdict.NEW, Verdict.UPDATE) and bool(self.checked.problems)


@dataclass
class Plan:
    """All rows with their verdicts, and the records that the import makes or changes."""

    rows: list[Planned] = field(default_factory=list)
    people: list[PersonRow] = field(default_factory=list)
    households: dict[UUID, HouseholdRow] = field(default_factory=dict)

    def count(self, verdict: Verdict) -> int:
        """Return how many rows have this verdict."""
        return sum(row.verdict is verdict for row in self.rows)

    @property
    def incomplete(self) -> int:
        """How many rows go in with something to be completed."""
        return sum(row.incomplete for row in self.rows)

    @property
    def changes(self) -> bool:
        """Whether anything is to be written."""
        return any(row.verdict in (Verdict.NEW, Verdict.UPDATE) for row in self.rows)
