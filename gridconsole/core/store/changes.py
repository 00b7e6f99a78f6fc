"""Who changed what, and the earlier values: feeds history, undo and taking an import back."""

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Index, Integer, String, Text, Uuid, inspect
from sqlalchemy.orm import InstanceState, Mapped, mapped_column

from gridconsole.core.ledger.kinds.columns import ListOfText
from gridconsole.core.ledger.moment import Moment
from gridconsole.core.ledger.record import Base, Record, RowNumber, new_id


class Change(Base):
    """One deed that wrote records: by whom, when, why."""

    __tablename__ = "change"
    __table_args__ = (Index("ix_change_station_at", "station_id", "at"),)

    id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True, default=new_id)
    station_id: Mapped[UUID]
    at: Mapped[datetime]
    staff_id: Mapped[UUID]
    staff_name: Mapped[str]
    role: Mapped[str] = mapped_column(String(20))
    deed: Mapped[str] = mapped_column(String(40))
    reason: Mapped[str] = mapped_column(Text(), default="")
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)


class Version(Base):
    """A record's values before a change replaced them; may be purged, unlike the trail."""

    __tablename__ = "version"
    __table_args__ = (Index("ix_version_record", "record_id", "version"),)

    row: Mapped[int] = mapped_column(RowNumber, primary_key=True, autoincrement=True)
    record_id: Mapped[UUID]
    version: Mapped[int] = mapped_column(Integer())
    change_id: Mapped[UUID | None]
    """The change that had written these values."""
    replaced_by: Mapped[UUID] = mapped_column(Uuid(), index=True)
    """The change that replaced them."""
    record_table: Mapped[str] = mapped_column(String(40))
    data: Mapped[str]


class Disclosure(Base):
    """A mark that somebody saw masked values in full: which, of whom, and why (FIELDS 4.5)."""

    __tablename__ = "disclosure"
    __table_args__ = (Index("ix_disclosure_station_at", "station_id", "at"),)

    id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True, default=new_id)
    station_id: Mapped[UUID]
    at: Mapped[datetime]
    staff_id: Mapped[UUID]
    staff_name: Mapped[str]
    record_id: Mapped[UUID | None]
    what: Mapped[str]
    """Field labels or the name of the paper, never a value."""
    count: Mapped[int] = mapped_column(Integer(), default=1)
    reason: Mapped[str]


NOT_KEPT = frozenset({"row", "id", "version", "change_id", "station_id"})
"""Columns that a version does not hold."""


@lru_cache
def kept_columns(record: type[Record]) -> tuple[str, ...]:
    """Return the keys of the columns whose earlier values are kept."""
    return tuple(c.key for c in inspect(record).columns if c.key not in NOT_KEPT)


def earlier_values(record: Record) -> dict[str, Any]:
    """Return the values that the record had when it was loaded."""
    state: InstanceState[Record] = inspect(record)
    return {key: _loaded(state, key) for key in kept_columns(type(record))}


def freeze(values: Mapping[str, Any]) -> str:
    """Return values as text."""
    return _AS_TEXT.encode({key: value for key, value in values.items() if value is not None})


def thaw(record: type[Record], data: str) -> dict[str, Any]:
    """Return the values of a version, for all kept columns."""
    plain = json.loads(data)
    values = {key: plain.get(key) for key in kept_columns(record)}
    for key, read in _readers(record).items():
        if values[key] is not None:
            values[key] = read(values[key])
    return values


def _loaded(state: InstanceState[Record], key: str) -> Any:
    history = state.attrs[key].history
    return history.deleted[0] if history.deleted else state.attrs[key].value


def _plain(value: object) -> str:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, date):  # or a moment
        return value.isoformat()
    raise TypeError(type(value).__name__)


_AS_TEXT = json.JSONEncoder(ensure_ascii=False, default=_plain)


@lru_cache
def _readers(record: type[Record]) -> dict[str, Callable[[Any], Any]]:
    """Return what makes values of what stands in their place in a text, by key."""
    columns = inspect(record).columns
    readers = {key: _reader(columns[key].type) for key in kept_columns(record)}
    return {key: read for key, read in readers.items() if read is not None}


def _reader(column: Any) -> Callable[[Any], Any] | None:
    if isinstance(column, Uuid):
        return UUID
    if isinstance(column, ListOfText):
        return tuple
    if isinstance(column, Moment):
        return datetime.fromisoformat
    return date.fromisoformat if isinstance(column, Date) else None
