"""Asks the search tables: every word of a query, in match order, inside one station."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gridconsole.core.ledger.searching import Digits, Letters, Run, Word
from gridconsole.core.store.words import SearchTables

MANY = 2_500
"""Rows up to which those of a condition are counted: more are not worth being told apart."""
FEW = 250
"""Leading rows for which looking into each text is quicker than listing all rows whose text matches."""

Sql = tuple[str, dict[str, Any]]
"""A piece of SQL with its parameters."""


@dataclass(frozen=True)
class Condition:
    """What one word asks for; all runs of text together are one, which is much quicker.

    `ways` give the rows that match, best first. Where `starts` are given, the first ways look these up.
    """

    ways: list[Sql]
    starts: tuple[str, ...] = ()


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
        for query, values in self._queries(session, words, scope):
            if len(found) >= limit:
                break
            wanted = {**values, **scope_values, "limit": limit + len(found)}
            found |= dict.fromkeys(row for (row,) in session.execute(text(query), wanted))
        return list(found)[:limit]

    def _queries(self, session: Session, words: Sequence[Word], scope: str) -> Iterator[Sql]:
        """Yield one query per way in which the leading condition may match; the others match in any way."""
        conditions = self._conditions(words)
        if session.get_bind().dialect.name == "sqlite":
            leading, also = self._planned(session, conditions)
        else:  # PostgreSQL counts and plans by itself
            leading, also = conditions[0], [_among(condition.ways) for condition in conditions[1:]]
        checks, values = _joined(also, " AND ")
        checks = f" AND {checks}" if checks else ""
        for sql, of in leading.ways:
            # CROSS JOIN keeps SQLite from walking the people first.
            query = (
                f"SELECT DISTINCT q.row FROM ({sql}) q CROSS JOIN {self._record_table} p "
                f"WHERE p.row = q.row{checks} AND {scope} LIMIT :limit"
            )
            yield query, {**of, **values}

    def _conditions(self, words: Sequence[Word]) -> list[Condition]:
        runs = [word.units for word in words if isinstance(word, Run)]
        found = [Condition([self._tables.phrases(runs)])] if runs else []
        for word in words:
            if isinstance(word, Letters | Digits):
                found.append(Condition(list(self._tables.conditions(word)), word.starts))
        return found

    def _planned(self, session: Session, conditions: list[Condition]) -> tuple[Condition, list[Sql]]:
        """Return the condition with the fewest rows, and how each of the others is checked row by row."""
        if len(conditions) == 1:
            return conditions[0], []
        sizes = [self._size(session, condition) for condition in conditions]
        at = sizes.index(min(sizes))
        others = conditions[:at] + conditions[at + 1 :]
        return conditions[at], [self._check(condition, sizes[at]) for condition in others]

    def _size(self, session: Session, condition: Condition) -> int:
        counts = (
            session.scalar(text(f"SELECT count(*) FROM (SELECT 1 FROM ({sql}) LIMIT {MANY})"), of) or 0
            for sql, of in condition.ways
        )
        return min(sum(counts), MANY)

    def _check(self, condition: Condition, leading: int) -> Sql:
        """Return SQL that tells of a row q.row whether it matches."""
        if condition.starts:
            in_text = condition.ways[len(condition.starts) :]
            return _joined(
                [self._starting(condition.starts), *([_among(in_text)] if in_text else [])], " OR "
            )
        ((sql, values),) = condition.ways
        if leading > FEW:
            return _among(condition.ways)
        return f"EXISTS (SELECT 1 FROM ({sql}) w WHERE w.row = q.row)", values

    def _starting(self, starts: Sequence[str]) -> Sql:
        likes = [("' ' || o.starts LIKE :start", {"start": f"% {start}%"}) for start in starts]
        any_of, values = _joined(likes, " OR ")
        return f"EXISTS (SELECT 1 FROM {self._tables.starts}_of o WHERE o.row = q.row AND {any_of})", values


def _among(ways: Sequence[Sql]) -> Sql:
    """Return SQL that tells whether q.row is among the rows of some ways, which are listed once."""
    rows, values = _joined(ways, " UNION ALL ")
    return f"q.row IN {rows}", values


def _joined(pieces: Sequence[Sql], by: str) -> Sql:
    """Return pieces as one in brackets, each with parameters of its own; empty without any."""
    numbered = [_numbered(piece, number) for number, piece in enumerate(pieces)]
    values = {name: value for _, of in numbered for name, value in of.items()}
    return f"({by.join(sql for sql, _ in numbered)})" if numbered else "", values


def _numbered(piece: Sql, number: int) -> Sql:
    """Return a piece whose parameters have names of their own."""
    sql, values = piece
    for name in values:
        sql = sql.replace(f":{name}", f":{name}_{number}")
    return sql, {f"{name}_{number}": value for name, value in values.items()}
