"""A workbook's sheet as the program understood it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from gridconsole.core.exchange.headings import Head, Match, Matching, find_head, is_data, match, normalise
from gridconsole.core.exchange.reader import Cell, read_table
from gridconsole.core.progress import Progress

HEAD_ROWS = 30
Synonyms = Mapping[str, Sequence[str]]
"""Field key -> the headings it is known by."""


@dataclass(frozen=True)
class Understood:
    """A workbook's sheet as the program understood it; `matching` may be corrected."""

    file: Path
    sheet: str
    head: Head
    matching: Matching
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]

    @property
    def headings(self) -> dict[int, str]:
        """Column index -> heading."""
        return {column.index: column.heading for column in self.head.columns}

    @property
    def columns(self) -> dict[str, str]:
        """Heading -> field key, for the columns that a field takes."""
        return {self.headings[index]: match.field for index, match in self.matching.columns.items()}

    @property
    def keys(self) -> set[str]:
        """The fields that a column gives."""
        return {match.field for match in self.matching.columns.values()}

    @property
    def heading_of(self) -> dict[str, str]:
        """Field key -> heading."""
        return {match.field: self.headings[index] for index, match in self.matching.columns.items()}


def understand(
    file: Path, sheet: str | None, synonyms: Synonyms, memory: Mapping[str, str | None], progress: Progress
) -> Understood:
    """Read a sheet, find its headings and match them; `memory` holds what people chose for headings before.

    Raises a subclass of ExchangeError, and Cancelled.
    """
    rows: list[tuple[int, tuple[Cell, ...]]] = []
    with read_table(file, sheet, cancelled=progress.stopped) as table:
        for row in table:
            rows.append(row)
            if len(rows) % 1000 == 0:
                progress.at(len(rows), 0, "读取")
    known = {normalise(heading) for headings in synonyms.values() for heading in headings}
    head = find_head(rows[:HEAD_ROWS], known)
    below = tuple(row for row in rows if row[0] > head.last_row and is_data(row[1], head))
    return Understood(file, table.sheet, head, match(head, dict(synonyms), memory), below)


def rematched(understood: Understood, chosen: Mapping[int, str | None]) -> Understood:
    """Return the same workbook with columns given to other fields, or to none, by hand."""
    taken = {key for key in chosen.values() if key}
    kept = {
        index: found
        for index, found in understood.matching.columns.items()
        if index not in chosen and found.field not in taken
    }
    columns = kept | {index: Match(key, True) for index, key in chosen.items() if key}
    unused = tuple(column for column in understood.head.columns if column.index not in columns)
    return replace(understood, matching=Matching(dict(sorted(columns.items())), unused))
