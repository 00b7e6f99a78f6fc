"""Asks the search tables: every word of a query, in match order, inside one station."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gridconsole.core.ledger.searching import Digits, Letters, Run, Word
from gridconsole.core.store.words import SearchTables

MANY = 20_000
"""Rows up to which those of a condition are counted; that many take less than a millisecond."""
SOON = 400
"""Rows in every million: a text with which so many match shows a first page before it is read through."""
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
        sqlite = session.get_bind().dialect.name == "sqlite"  # PostgreSQL counts and plans by itself
        leading = self._leading(session, conditions) if sqlite and len(conditions) > 1 else conditions[0]
        others = [condition for condition in conditions if condition is not leading]
        listed = any(condition.starts for condition in others) and sqlite
        starts_of = f"CROSS JOIN {self._tables.starts}_of o ON o.row = q.row " if listed else ""
        for way in leading.ways:
            few = sqlite and bool(others) and self._count(session, [way], FEW + 1) <= FEW
            checks, values = _joined(
                [_check(one, few) if sqlite else _among(one.ways) for one in others], " AND "
            )
            # CROSS JOIN keeps SQLite from walking the people first: their rows are the longest.
            query = (
                f"SELECT DISTINCT q.row FROM ({way[0]}) q {starts_of}CROSS JOIN {self._record_table} p "
                f"WHERE p.row = q.row AND {checks or 'TRUE'} AND {scope} LIMIT :limit"
            )
            yield query, {**way[1], **values}

    def _conditions(self, words: Sequence[Word]) -> list[Condition]:
        runs = [word.units for word in words if isinstance(word, Run)]
        found = [Condition([self._tables.phrases(runs)])] if runs else []
        for word in words:
            if isinstance(word, Letters | Digits):
                found.append(Condition(list(self._tables.conditions(word)), word.starts))
        return found

    def _leading(self, session: Session, conditions: list[Condition]) -> Condition:
        """Return the condition whose rows are read while the others are checked on each.

        That is the text where it is sure to show a first page soon, or the one with the fewest rows.
        """
        people = session.scalar(text(f"SELECT max(row) FROM {self._tables.starts}_of")) or 1
        text_first = [condition for condition in conditions if not condition.starts]
        sizes = {id(one): self._count(session, one.ways, MANY) for one in conditions if one.starts}
        fewest = min(sizes.values())
        if text_first:
            share = prod(size / people for size in sizes.values())
            if share * 1_000_000 >= SOON or self._count(session, text_first[0].ways, fewest) < fewest:
                return text_first[0]
        return next(one for one in conditions if sizes.get(id(one)) == fewest)

    def _count(self, session: Session, ways: Sequence[Sql], most: int) -> int:
        """Return how many rows some ways give, counting up to `most`."""
        counts = (
            session.scalar(text(f"SELECT count(*) FROM (SELECT 1 FROM ({sql}) LIMIT {most})"), of) or 0
            for sql, of in ways
        )
        return min(sum(counts), most)


def _check(condition: Condition, few: bool) -> Sql:
    """Return SQL that tells of a row q.row, whose beginnings are o.starts, whether it matches."""
    if condition.starts:
        begins = [("instr(' ' || o.starts, :start)", {"start": f" {start}"}) for start in condition.starts]
        in_text = condition.ways[len(condition.starts) :]
        return _joined([*begins, *([_among(in_text)] if in_text else [])], " OR ")
    if not few:
        return _among(condition.ways)
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
