"""The search's own tables: one for runs of text, one for beginnings, kept per ledger.

`<ledger>_words` is a full-text index whose tokens are single characters and whole numbers, so that
any run of text is a phrase; `<ledger>_starts` lists strings by whose beginnings a record is found,
`<ledger>_starts_of` the same by record, so that they can be taken out again without a second index.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, bindparam, text
from sqlalchemy.orm import Session

from gridconsole.core.ledger.searching import Digits, Letters, Run, Searched, Word
from gridconsole.core.store.bulk import in_chunks

NOTHING: Set[str] = frozenset()
_START = itemgetter(0)


class SearchTables:
    """Fills and asks the search tables of one ledger."""

    def __init__(self, ledger: str, sqlite: bool) -> None:
        self.words = f"{ledger}_words"
        self.starts = f"{ledger}_starts"
        self._sqlite = sqlite
        self._row = "rowid" if sqlite else "row"

    def create(self, connection: Connection) -> None:
        """Create the tables."""
        for statement in _SQLITE if self._sqlite else _POSTGRES:
            connection.execute(text(statement.format(words=self.words, starts=self.starts)))

    def put(self, session: Session, rows: Iterable[tuple[int, Searched]], *, fresh: bool = False) -> None:
        """Index records by row number, replacing what stood there unless all are `fresh`."""
        many = list(rows)
        if not many:
            return
        old = {} if fresh else self._forget(session, [row for row, _ in many])
        lists = [(row, found.starts(), old.get(row, NOTHING)) for row, found in many]
        self._delete(session, [(start, row) for row, found, before in lists for start in before - found])
        starts = [(start, row) for row, found, before in lists for start in found - before]
        starts.sort(key=_START)  # in the table's order, which halves the time that inserting takes
        words = [(row, self._document(found.units())) for row, found in many]
        self._many(session, f"INSERT INTO {self.words}({self._row}, words) VALUES (?, ?)", words)
        self._many(session, f"INSERT INTO {self.starts}(start, row) VALUES (?, ?)", starts)
        listed = [(row, " ".join(found)) for row, found, _ in lists]
        self._many(session, f"INSERT INTO {self.starts}_of(row, starts) VALUES (?, ?)", listed)

    def remove(self, session: Session, rows: Sequence[int]) -> None:
        """Forget records."""
        gone = self._forget(session, rows)
        self._delete(session, [(start, row) for row, starts in gone.items() for start in starts])

    def _forget(self, session: Session, rows: Sequence[int]) -> dict[int, Set[str]]:
        """Forget all of the records but the beginnings that lead to them, and return these."""
        query = text(f"SELECT row, starts FROM {self.starts}_of WHERE row IN :rows")
        query = query.bindparams(bindparam("rows", expanding=True))
        parts = [session.execute(query, {"rows": part}).all() for part in in_chunks(rows)]
        gone = [(row,) for row in rows]
        self._many(session, f"DELETE FROM {self.starts}_of WHERE row = ?", gone)
        self._many(session, f"DELETE FROM {self.words} WHERE {self._row} = ?", gone)
        return {row: set(starts.split()) for part in parts for row, starts in part}

    def _delete(self, session: Session, starts: list[tuple[str, int]]) -> None:
        starts.sort(key=_START)
        self._many(session, f"DELETE FROM {self.starts} WHERE start = ? AND row = ?", starts)

    def _many(self, session: Session, sql: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """Run one statement for many rows, straight on the driver: there are a dozen rows for each person."""
        if rows:
            sql = sql if self._sqlite else sql.replace("?", "%s")
            session.connection().exec_driver_sql(sql, list(rows))

    def conditions(self, word: Word) -> Iterator[tuple[str, dict[str, str]]]:
        """Yield the ways in which a word matches, best first, as SQL giving row numbers."""
        if isinstance(word, Letters | Digits):
            for start in word.starts:
                yield self._beginning(start)
        if isinstance(word, Digits):
            yield self.phrases([(word.text,)])
        if isinstance(word, Run):
            yield self.phrases([word.units])

    def _beginning(self, start: str) -> tuple[str, dict[str, str]]:
        high = start[:-1] + chr(ord(start[-1]) + 1)
        query = f"SELECT row FROM {self.starts} WHERE start >= :low AND start < :high"
        return query, {"low": start, "high": high}

    def phrases(self, runs: Sequence[Sequence[str]]) -> tuple[str, dict[str, str]]:
        """Return SQL giving the rows that hold all these runs of units."""
        if self._sqlite:
            wanted = " AND ".join('"' + " ".join(run) + '"' for run in runs)
            query = f"SELECT rowid AS row FROM {self.words} WHERE {self.words} MATCH :phrase"
            return query, {"phrase": wanted}
        wanted = " & ".join("(" + " <-> ".join(map(_lexeme, run)) + ")" for run in runs)
        return f"SELECT row FROM {self.words} WHERE words @@ CAST(:phrase AS tsquery)", {"phrase": wanted}

    def _document(self, units: list[str]) -> str:
        if self._sqlite:
            return " ".join(units)
        # Written out, since PostgreSQL's own parser drops characters that its libc doesn't know.
        return " ".join(f"{_lexeme(unit)}:{at}" for at, unit in enumerate(units, 1))


_SQLITE = (
    # `ascii` takes every character beyond ASCII for a letter; `unicode61` knows only those of Unicode 6.
    "CREATE VIRTUAL TABLE {words} USING fts5(words, content='', contentless_delete=1, tokenize='ascii')",
    "CREATE TABLE {starts}(start TEXT NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (start, row)) "
    "WITHOUT ROWID",
    "CREATE TABLE {starts}_of(row INTEGER PRIMARY KEY, starts TEXT NOT NULL)",
)
_POSTGRES = (
    "CREATE TABLE {words}(row BIGINT PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX ix_{words} ON {words} USING gin(words)",
    'CREATE TABLE {starts}(start TEXT COLLATE "C" NOT NULL, row BIGINT NOT NULL, PRIMARY KEY (start, row))',
    "CREATE TABLE {starts}_of(row BIGINT PRIMARY KEY, starts TEXT NOT NULL)",
)


def _lexeme(unit: str) -> str:
    return "'" + unit.replace("'", "''").replace("\\", "\\\\") + "'"
