"""Writes many rows at once, column by column and straight on the driver.

Binding them row by row through SQLAlchemy costs more than the database itself.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from typing import Any, TypeAlias, TypeVar, cast
from uuid import UUID

from sqlalchemy import Connection, Table, select
from sqlalchemy.orm import Session

from gridconsole.core.ledger.record import Base, Record
from gridconsole.core.store.changes import Version, freeze, kept_columns

CHUNK = 1_000
T = TypeVar("T")

Columns: TypeAlias = Mapping[str, Sequence[Any]]
"""Column name -> its values; all columns are equally long."""


def insert_many(session: Session, record: type[Base], columns: Columns, same: Mapping[str, Any]) -> None:
    """Insert a row for each place in the columns; `same` holds what is equal in all of them.

    Columns that are empty in all rows are left out: most workbooks fill a third of them, and the driver
    takes its time over each NULL. No default that a model works out in Python is applied.
    """
    filled = {key: column for key, column in columns.items() if any(v is not None for v in column)}
    many = _Many(session.connection(), record)
    keys = [*same, *filled]
    names, marks = ", ".join(map(many.name, keys)), ", ".join([many.mark] * len(keys))
    count = max(map(len, columns.values()), default=0)
    many.run(f"INSERT INTO {many.table} ({names}) VALUES ({marks})", count, same, filled)


def update_many(
    session: Session, record: type[Base], rows: Sequence[int], columns: Columns, same: Mapping[str, Any]
) -> None:
    """Set columns of the records with these row numbers; `same` holds what is equal in all of them."""
    if not columns and not same:
        return
    many = _Many(session.connection(), record)
    settings = ", ".join(f"{many.name(key)} = {many.mark}" for key in (*same, *columns))
    sql = f"UPDATE {many.table} SET {settings} WHERE {many.name('row')} = {many.mark}"
    many.run(sql, len(rows), same, {**columns, "row": rows})


def keep_versions(
    session: Session, record: type[Record], rows: Sequence[int], replaced_by: UUID
) -> dict[str, list[Any]]:
    """Keep the values of records that are about to be changed in bulk, as the write door does for others.

    Returns these values column by column, in the order of the row numbers.
    """
    if not rows:
        return {}
    kept = kept_columns(record)
    found = {row: values for part in in_chunks(rows) for row, *values in _read(session, record, kept, part)}
    ids, versions, changes, *columns = map(list, zip(*(found[row] for row in rows), strict=True))
    data = [freeze(dict(zip(kept, values, strict=True))) for values in zip(*columns, strict=True)]
    told = {"record_id": ids, "version": versions, "change_id": changes, "data": data}
    same = {"record_table": record.__tablename__, "replaced_by": replaced_by}
    insert_many(session, Version, told, same)
    return dict(zip(kept, columns, strict=True))


def differing(columns: Columns, standing: Columns) -> dict[str, Sequence[Any]]:
    """Return the columns in which any record differs from what stands: to write one costs its indexes."""
    return {key: values for key, values in columns.items() if values != standing.get(key)}


def in_chunks(wanted: Collection[T]) -> Iterator[Sequence[T]]:
    """Yield what is wanted in parts that fit into one query."""
    listed = list(wanted)
    for at in range(0, len(listed), CHUNK):
        yield listed[at : at + CHUNK]


def _read(session: Session, record: type[Record], kept: Sequence[str], rows: Sequence[int]) -> Sequence[Any]:
    table = cast(Table, record.__table__)
    columns = [table.c[key] for key in ("row", "id", "version", "change_id", *kept)]
    return session.connection().execute(select(*columns).where(table.c.row.in_(rows))).all()


class _Many:
    """One table's names, and its values as the driver takes them."""

    def __init__(self, connection: Connection, record: type[Base]) -> None:
        self._connection = connection
        self._dialect = connection.dialect
        self._columns = cast(Table, record.__table__).c
        self.table = self.name(record.__tablename__)
        self.mark = "?" if self._dialect.paramstyle == "qmark" else "%s"

    def name(self, name: str) -> str:
        return self._dialect.identifier_preparer.quote(name)

    def run(self, sql: str, count: int, same: Mapping[str, Any], columns: Columns) -> None:
        """Run a statement `count` times; its marks stand for what is the same, then for the columns."""
        constant = [repeat(one, count) for key, value in same.items() for one in self._bound(key, [value])]
        varying = [self._bound(key, column) for key, column in columns.items()]
        if count:
            self._connection.exec_driver_sql(sql, list(zip(*constant, *varying, strict=True)))

    def _bound(self, key: str, values: Sequence[Any]) -> Iterable[Any]:
        process = self._columns[key].type.dialect_impl(self._dialect).bind_processor(self._dialect)
        return map(process, values) if process else values
