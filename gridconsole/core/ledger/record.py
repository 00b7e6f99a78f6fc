"""What every record has, whatever ledger it stands in."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import accumulate, islice
from os import urandom
from struct import unpack
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, Integer, MetaData, String, Text, Uuid, text
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from uuid6 import uuid7

from gridconsole.core.ledger.moment import Moment

NEVER = date(9999, 12, 31)

_TOP_OF_RANDOM = 1 << 61
"""Cleared, so that counting up never runs into the bits that tell the variant."""

RowNumber = BigInteger().with_variant(Integer(), "sqlite")

SortKey = Text().with_variant(Text(collation="C"), "postgresql")
"""Keys are compared byte by byte, never by a database's idea of Chinese."""

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """All tables of a data file."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text(),
        datetime: Moment(),
        UUID: Uuid(),
        dict[str, str]: JSON(),
        dict[str, Any]: JSON(),
    }


def new_id() -> UUID:
    """Return a fresh UUIDv7, which sorts by the time it was made."""
    return uuid7()


def new_ids(count: int) -> list[UUID]:
    """Return fresh UUIDv7s in rising order, which takes a fifth of the time of making each one anew.

    They share a moment, and hold a random number counted up in random steps (RFC 9562, 6.2, method 2).
    """
    steps = (step + 1 for step in unpack(f"={count}I", urandom(4 * count)))
    first = uuid7().int & ~_TOP_OF_RANDOM
    return [UUID(int=number) for number in islice(accumulate(steps, initial=first), count)]


def fresh_ids() -> Iterator[UUID]:
    """Yield as many fresh UUIDv7s as are asked for, in rising order."""
    while True:
        yield from new_ids(1_000)


class Record(Base):
    """A row with an id for the world and a row number for paging and full text."""

    __abstract__ = True

    row: Mapped[int] = mapped_column(RowNumber, primary_key=True, autoincrement=True)
    id: Mapped[UUID] = mapped_column(Uuid(), unique=True, default=new_id)
    version: Mapped[int] = mapped_column(Integer(), default=1)
    change_id: Mapped[UUID | None] = mapped_column(Uuid(), index=True)
    """The last change that wrote this row (its who and when stand there)."""

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - a class-level hook
        """Let every UPDATE name the version it read, so that no save is lost."""
        return {"version_id_col": cls.version, "version_id_generator": _next_version}


class StationRecord(Record):
    """A record of one station, with what was typed but could not be read."""

    __abstract__ = True

    @declared_attr
    def station_id(cls) -> Mapped[UUID]:  # noqa: N805 - a class-level hook
        """The station that keeps the record."""
        return mapped_column(Uuid(), ForeignKey("station.id"))

    as_typed: Mapped[dict[str, str]] = mapped_column(JSON(), default=dict)
    """Field key -> text as typed, for cells that could not be read."""
    withdrawn: Mapped[str | None] = mapped_column(String(200))
    """Why the record was withdrawn as made by mistake; None while it stands."""


def standing_index(name: str, *columns: str, unique: bool = False, only: str = "") -> Index:
    """Return an index over the records that stand, `only` those that fulfil one more condition in SQL."""
    where = text(" AND ".join(filter(None, (only, "withdrawn IS NULL"))))
    return Index(name, *columns, unique=unique, sqlite_where=where, postgresql_where=where)


def _next_version(version: int | None) -> int:
    return 1 if version is None else version + 1
