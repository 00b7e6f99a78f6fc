"""A ledger's service, derived from its declaration: read, found, made, corrected, withdrawn."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from gridconsole.core.books.accepting import complaint
from gridconsole.core.books.declare import Special
from gridconsole.core.books.errors import NoSuchRecord
from gridconsole.core.books.filter import BookFilter
from gridconsole.core.books.past import PastVersion, Shower, newest_first, past_lines
from gridconsole.core.books.writing import BookEditor
from gridconsole.core.caller import Caller
from gridconsole.core.clock import today
from gridconsole.core.ledger.kinds.base import Reading
from gridconsole.core.ledger.picture import snapshot
from gridconsole.core.ledger.record import StationRecord
from gridconsole.core.ledger.snapshot import Lock, Snapshot
from gridconsole.core.store.doors import Doors
from gridconsole.core.store.listing import STEP, Anchors

if TYPE_CHECKING:
    from gridconsole.core.books.importing import BookImport
    from gridconsole.core.books.taking_back import BookTakingBack

Staff = Callable[[Session, UUID], dict[UUID, str]]
"""Session and station -> id and name of everybody who works or worked there."""


class Book:
    """One ledger of a station."""

    def __init__(self, doors: Doors, special: Special, staff: Staff) -> None:
        self._doors, self.staff = doors, staff
        self.special, self.ledger = special, special.ledger
        self._record = special.ledger.record
        editor = BookEditor(doors, special, staff, self._picture, self._mine)
        self.record = editor.record
        self.correct = editor.correct
        self.withdraw = editor.withdraw
        self.bring_back = editor.bring_back

    # Loaded when they are first used: a table on the screen waits for no workbooks.

    @cached_property
    def imports(self) -> "BookImport":
        """Imports of workbooks."""
        from gridconsole.core.books.importing import BookImport

        return BookImport(self._doors, self)

    @cached_property
    def past_imports(self) -> "BookTakingBack":
        """Imports that were written, to be taken back."""
        from gridconsole.core.books.taking_back import BookTakingBack

        return BookTakingBack(self._doors, self)

    def count(self, caller: Caller, filter: BookFilter | None = None) -> int:
        """Return how many records the filter leaves."""
        query = self._where(select(func.count()).select_from(self._record), caller, filter or BookFilter())
        return self._doors.read(lambda s: s.scalar(query) or 0)

    def page(
        self, caller: Caller, filter: BookFilter, offset: int, limit: int, anchors: Anchors | None = None
    ) -> list[Snapshot]:
        """Return records from a position on."""
        query = self._ordered(self._where(select(self._record), caller, filter))
        return self._doors.read(
            lambda s: self._pictures(s, s.scalars(query.offset(offset).limit(limit)).all(), caller)
        )

    def anchors(self, caller: Caller, filter: BookFilter) -> Anchors:
        """Return how many rows there are; a ledger of a station needs no keys to jump."""
        return Anchors(self.count(caller, filter))

    def everything(self, caller: Caller, filter: BookFilter | None = None) -> Iterator[Snapshot]:
        """Yield all records of a filter, page by page."""
        offset = 0
        while page := self.page(caller, filter or BookFilter(), offset, STEP):
            yield from page
            offset += len(page)

    def find(self, caller: Caller, text: str, limit: int = 50, *, thorough: bool = False) -> list[Snapshot]:
        """Return the first records that a search finds.

        Of a search that fits very many people, only a thorough one follows them all to their records.
        """

        def search(session: Session) -> list[Snapshot]:
            query = self._where(select(self._record), caller, BookFilter())
            query = self._ordered(query.where(self.special.found(session, caller, text, thorough))).limit(
                limit
            )
            return self._pictures(session, session.scalars(query).all(), caller)

        return self._doors.read(search) if text.strip() else []

    def open(self, caller: Caller, id: UUID) -> Snapshot:
        """Return one record; raise NoSuchRecord."""
        return self._doors.read(lambda s: self._picture(s, self._mine(s, caller, id), caller))

    def history(self, caller: Caller, id: UUID) -> list[PastVersion]:
        """Return what was done to a record, newest first."""

        def read(session: Session) -> list[PastVersion]:
            record = self._mine(session, caller, id)
            shower = Shower(caller, Lock(), self.staff(session, caller.station_id))
            return newest_first(past_lines(session, record, self.ledger.own, shower))

        return self._doors.read(read)

    def reading(self, caller: Caller) -> Reading:
        """Return what checking typed text needs: the day and the station's staff."""
        staff = self._doors.read(lambda s: self.staff(s, caller.station_id))
        return Reading(today(self._doors.clock), staff)

    def complaint(self, key: str, raw: object, reading: Reading) -> str:
        """Return what is wrong with what was typed into one field; empty when nothing is."""
        return complaint(self.ledger.fields[key], raw, reading)

    def gaps(self, one: Snapshot) -> list[str]:
        """Return the keys that are still to be completed or corrected."""
        missing = [key for key, declared in self.ledger.own.items() if declared.required and not one[key]]
        return missing + [key for key in one.as_typed if key not in missing]

    def _mine(self, session: Session, caller: Caller, id: UUID) -> StationRecord:
        query = self._where(select(self._record), caller, BookFilter()).where(self._record.id == id)
        found: StationRecord | None = session.scalar(query)
        if found is None:
            raise NoSuchRecord
        return found

    def _where(self, query: Select[Any], caller: Caller, filter: BookFilter) -> Select[Any]:
        special, day = self.special, today(self._doors.clock)
        if not special.may_volunteers:
            caller.must_not_be_volunteer(f"查看{self.ledger.title}")
        query = query.where(
            self._record.station_id == caller.station_id,
            self._record.withdrawn.is_(None),
            *special.standing,
            *special.scope(caller),
        )
        if filter.narrowing:
            query = query.where(*special.narrowings[filter.narrowing](day))
        return (
            query.where(getattr(self._record, self.ledger.link) == filter.parent) if filter.parent else query
        )

    def _ordered(self, query: Select[Any]) -> Select[Any]:
        order, row = self.special.order, self._record.row
        return (
            query.order_by(order.desc(), row.desc())
            if self.special.newest_first
            else query.order_by(order, row)
        )

    def _picture(self, session: Session, record: StationRecord, caller: Caller) -> Snapshot:
        return self._pictures(session, [record], caller)[0]

    def _pictures(self, session: Session, records: Sequence[StationRecord], caller: Caller) -> list[Snapshot]:
        if self.special.pictures is not None:
            return self.special.pictures(session, caller, records)
        link = self.ledger.link
        parents: Mapping[UUID, Snapshot] = {}
        if link:
            parents = self.special.parents(session, caller, {getattr(record, link) for record in records})
        staff = self.staff(session, caller.station_id)
        return [
            snapshot(
                record,
                self.ledger.own,
                caller,
                Lock(),
                staff,
                parents.get(getattr(record, link)) if link else None,
            )
            for record in records
        ]
