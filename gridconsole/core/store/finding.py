"""Asks the search tables: every word of a query, in match order, inside one station."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gridconsole.core.ledger.searching import Run, Word
from gridconsole.core.store.words import SearchTables


class Finder:
    """Finds the rows of one ledger's records."""

    def __init__(self, tables: SearchTables, record_table: str) -> None:
        self._tables = tables
        self._record_table = record_table

    def rows(
        self, session: Session, words: Sequence[Word], scope: str, scope_values: dict[str, Any], limit: int
    ) -> list[int]:
        """Return row numbers of the first matches; `scope` is SQL on the record's table, named p."""
        found: dict[int, None] = {}
        for query, values in self._queries(words, scope):
            if len(found) >= limit:
                break
            wanted = {**values, **scope_values, "limit": limit + len(found)}
            found |= dict.fromkeys(row for (row,) in session.execute(text(query), wanted))
        return list(found)[:limit]

    def _queries(self, words: Sequence[Word], scope: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield one query per way in which the first word may match; the others may match in any way."""
        first, *others = self._ways(words)
        also = ""
        values: dict[str, Any] = {}
        for number, ways in enumerate(others):
            parts = [_numbered(way, f"{number}_{at}") for at, way in enumerate(ways)]
            also += f" AND p.row IN ({' UNION ALL '.join(sql for sql, _ in parts)})"
            values |= {name: value for _, of in parts for name, value in of.items()}
        for sql, of in first:
            # CROSS JOIN keeps SQLite from walking the people first.
            yield (
                (
                    f"SELECT DISTINCT q.row FROM ({sql}) q CROSS JOIN {self._record_table} p "
                    f"WHERE p.row = q.row AND {scope}{also} LIMIT :limit"
                ),
                {**of, **values},
            )

    def _ways(self, words: Sequence[Word]) -> list[list[tuple[str, dict[str, str]]]]:
        """Return the ways of each word; all runs of text are asked for together, which is much quicker."""
        runs = [word.units for word in words if isinstance(word, Run)]
        ways = [list(self._tables.conditions(word)) for word in words if not isinstance(word, Run)]
        return [*ways, [self._tables.phrases(runs)]] if runs else ways


def _numbered(way: tuple[str, dict[str, str]], number: str) -> tuple[str, dict[str, str]]:
    """Return a condition whose parameters have names of their own."""
    sql, values = way
    for name in values:
        sql = sql.replace(f":{name}", f":{name}{number}")
    return sql, {f"{name}{number}": value for name, value in values.items()}
