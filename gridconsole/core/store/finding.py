"""Asks the search tables: every word of a query, in match order, inside one station."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gridconsole.core.ledger.searching import Digits, Letters, Run, Word
from gridconsole.core.store.words import SearchTables

MANY = 20_000
"""Rows up to which those of a word are counted and listed; of more, each row of the text is looked at."""
FEW = 250
"""Rows up to which looking into the text of each is quicker than reading all rows whose text matches."""

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
        if session.get_bind().dialect.name == "sqlite" and len(conditions) > 1:
            leading, also = self._planned(session, conditions)
        else:  # PostgreSQL counts and plans by itself
            leading, also = conditions[0], [_among(condition.ways) for condition in conditions[1:]]
        checks, values = _joined(also, " AND ")
        starts_of = f"CROSS JOIN {self._tables.starts}_of o ON o.row = q.row " if "o.starts" in checks else ""
        for sql, of in leading.ways:
            # CROSS JOIN keeps SQLite from walking the people first: their rows are the longest.
            query = (
                f"SELECT DISTINCT q.row FROM ({sql}) q {starts_of}CROSS JOIN {self._record_table} p "
                f"WHERE p.row = q.row AND {checks or 'TRUE'} AND {scope} LIMIT :limit"
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
        """Return the condition whose rows are read, and how the others are checked on each of them.

        The text is read, row by row as they match, unless a word has few rows; without a text the word
        with the fewest.
        """
        begun = [condition for condition in conditions if condition.starts]
        sizes = [self._size(session, condition) for condition in begun]
        fewest = begun[sizes.index(min(sizes))]
        if len(begun) == len(conditions) or min(sizes) <= FEW:
            others = [condition for condition in conditions if condition is not fewest]
            return fewest, [_beginning(one) if one.starts else _looked_up(one) for one in others]
        sized = zip(begun, sizes, strict=True)
        return conditions[0], [_among(one.ways) if size < MANY else _beginning(one) for one, size in sized]

    def _size(self, session: Session, condition: Condition) -> int:
        counts = (
            session.scalar(text(f"SELECT count(*) FROM (SELECT 1 FROM ({sql}) LIMIT {MANY})"), of) or 0
            for sql, of in condition.ways
        )
        return min(sum(counts), MANY)


def _beginning(condition: Condition) -> Sql:
    """Return SQL that tells of a row, whose beginnings are o.starts, whether a word matches it."""
    begins = [("instr(' ' || o.starts, :start)", {"start": f" {start}"}) for start in condition.starts]
    in_text = condition.ways[len(condition.starts) :]
    return _joined([*begins, *([_among(in_text)] if in_text else [])], " OR ")


def _looked_up(condition: Condition) -> Sql:
    """Return SQL that looks into the text of row q.row."""
    ((sql, values),) = condition.ways
    return f"EXISTS (SELECT 1 FROM ({sql}) w WHERE w.row = q.row)", values


def _among(ways: Sequence[Sql]) -> Sql:
    """Return SQL that tells whether q.row is among the rows of some ways, which are listed once.

    The sign keeps SQLite from asking a full-text table for each row of the list.
    """
    rows, values = _joined(ways, " UNION ALL ")
    return f"+q.row IN {rows}", values


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
