"""A workbook's sheet as the program understood it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path

from gridconsole.core.bulk import without_cycle_search
from gridconsole.core.exchange.headings import Head, Match, Matching, find_head, is_data, match, normalise
from gridconsole.core.exchange.reader import Cell, NumberedRow, read_table
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
    known = {normalise(heading) for headings in synonyms.values() for heading in headings}
    with read_table(file, sheet, cancelled=progress.stopped) as table, without_cycle_search():
        rows = _counted(table, progress)
        first = list(islice(rows, HEAD_ROWS))
        head = find_head(first, known)
        # while the reading process goes on
        below = tuple(row for row in chain(first, rows) if row[0] > head.last_row and is_data(row[1], head))
    return Understood(file, table.sheet, head, match(head, dict(synonyms), memory), below)


def _counted(table: Iterable[NumberedRow], progress: Progress) -> Iterator[NumberedRow]:
    for count, row in enumerate(table, 1):
        if count % 1000 == 0:
            progress.at(count, 0, "读取")
        yield row


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
