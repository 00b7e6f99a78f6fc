"""A table's rows by key, on demand: pages from sparse anchors, never by counting from the top."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from gridconsole.core.ledger.record import Record

STEP = 500
"""Rows between two anchors: what lies between is skipped in the index."""


@dataclass(frozen=True)
class Anchors:
    """The sort keys of every STEP-th row of a listing, and how many rows it has."""

    total: int
    keys: tuple[tuple[Any, int], ...] = ()


class Listing:
    """The standing records of a table under some conditions, in one order with `row` as tie-breaker."""

    def __init__(
        self, record: type[Record], order: InstrumentedAttribute[Any], where: Sequence[ColumnElement[bool]]
    ) -> None:
        self._record = record
        self._order = order
        self._where = where

    def count(self, session: Session) -> int:
        """Return how many rows there are."""
        return session.scalar(select(func.count()).select_from(self._record).where(*self._where)) or 0

    def rows(self, session: Session, offset: int, limit: int, anchors: Anchors | None = None) -> list[Any]:
        """Return `limit` records from position `offset` on."""
        query = select(self._record).where(*self._where).order_by(self._order, self._record.row)
        if anchors and anchors.keys:
            at = min(offset // STEP, len(anchors.keys) - 1)
            query = query.where(tuple_(self._order, self._record.row) >= anchors.keys[at])
            offset -= at * STEP
        return list(session.scalars(query.offset(offset).limit(limit)))

    def anchors(self, session: Session) -> Anchors:
        """Return the anchors, by one walk along the index inside the database."""
        place = (func.row_number().over(order_by=(self._order, self._record.row)) - 1).label("place")
        key, at = self._order.label("key"), self._record.row.label("at")
        all_rows = select(key, at, place).where(*self._where).subquery()
        numbered = all_rows.c
        found = select(numbered.key, numbered.at).where(numbered.place % STEP == 0).order_by(numbered.place)
        keys = tuple((key, at) for key, at in session.execute(found))
        return Anchors(self.count(session), keys)

    def position(self, session: Session, record: Any, anchors: Anchors) -> int:
        """Return where a record stands in the listing, counted from 0."""
        key = (getattr(record, self._order.key), record.row)
        at = max(bisect_right(anchors.keys, key) - 1, 0)
        start = anchors.keys[at] if anchors.keys else key
        between = select(func.count()).select_from(self._record).where(
            *self._where,
            tuple_(self._order, self._record.row) >= start,
            tuple_(self._order, self._record.row) < key,
        )  # fmt: skip
        return at * STEP + (session.scalar(between) or 0)
