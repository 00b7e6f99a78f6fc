"""Takes an import back as a whole: what it made goes, what it changed gets its earlier values."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from gridconsole.core.books.book import Book
from gridconsole.core.books.errors import ChangedSince
from gridconsole.core.books.import_trail import ImportTrail
from gridconsole.core.books.siblings import Siblings
from gridconsole.core.books.writing import LONGEST_REASON, leaned_on, restore
from gridconsole.core.bulk import without_cycle_search
from gridconsole.core.caller import Caller
from gridconsole.core.ledger.record import StationRecord
from gridconsole.core.store.bulk import in_chunks
from gridconsole.core.store.changes import Version, thaw
from gridconsole.core.store.doors import Doors, Unit


class BookTakingBack:
    """Lists a ledger's imports and takes one back."""

    def __init__(self, doors: Doors, book: Book) -> None:
        self._doors, self._book = doors, book
        self._special, self._record = book.special, book.ledger.record
        self._trail = ImportTrail(doors, book.ledger.name)
        self.imports = self._trail.imports

    def take_back(self, caller: Caller, import_id: UUID, *, keep_changed: bool = False) -> int:
        """Take an import back and return how many records it concerned.

        Raises ChangedSince when somebody changed one of them afterwards, or hung others on it, unless these
        are to be kept, NoSuchRecord, and AlreadyTakenBack.
        """
        caller.must_not_be_volunteer("撤回导入")

        def write(unit: Unit) -> int:
            change = self._trail.standing(unit.session, caller, import_id)
            later = self._changed_later(unit.session, caller, import_id)
            if later and not keep_changed:
                raise ChangedSince(later)
            unit.change.details = {"import": str(import_id)}
            unit.keep_change()
            return self._undo(unit, import_id, f"撤回导入：{change.details.get('file', '')}")

        with without_cycle_search():
            return self._doors.write(caller, self._trail.back, write)

    def _undo(self, unit: Unit, import_id: UUID, reason: str) -> int:
        """Withdraw what was made first, because what it pushed out comes back."""
        mine = (self._record.change_id == import_id, self._record.withdrawn.is_(None))
        query = select(self._record).where(*mine).order_by(self._record.row)
        written = [(one, self._values(one)) for one in unit.session.scalars(query)]
        fresh = [(one, before) for one, before in written if one.version == 1]
        kept = leaned_on(unit.session, self._special, [one.id for one, _ in fresh])
        made = [(one, before) for one, before in fresh if one.id not in kept]
        for one, _ in made:
            one.withdrawn = reason[:LONGEST_REASON]
        unit.session.flush()
        restored = self._restore(
            unit.session, import_id, [one for one, _ in written if one.version > 1 and one.withdrawn is None]
        )
        changed = [(one, before) for one, before in written if one.id in restored]
        self._special.follows(unit, [*made, *changed])
        return len(made) + len(changed)

    def _restore(self, session: Session, import_id: UUID, changed: Sequence[Any]) -> set[UUID]:
        """Give records their earlier values, except where something stands by now that excludes them."""
        query = select(Version).where(
            Version.replaced_by == import_id, Version.record_table == self._record.__tablename__
        )
        old = {one.record_id: one for one in session.scalars(query)}
        link, restored = self._book.ledger.link, set[UUID]()
        for one in changed:
            if one.id not in old:  # purged: nobody can tell any more
                continue
            earlier = thaw(self._record, old[one.id].data)
            parent = getattr(one, link) if link else None
            siblings = Siblings(self._special)
            siblings.load(session, one.station_id, [parent] if parent else [], implied=False)
            if siblings.rival(parent, earlier, one.id) is None:
                restore(one, earlier, self._book.ledger.own)
                restored.add(one.id)
                session.flush()
        return restored

    def _changed_later(self, session: Session, caller: Caller, import_id: UUID) -> list[str]:
        """Return in words which records the import wrote and somebody changed, or used, afterwards."""
        overwritten = select(Version.record_id).where(
            Version.change_id == import_id, Version.record_table == self._record.__tablename__
        )
        made = and_(self._record.change_id == import_id, self._record.version == 1)
        concerned = (self._record.id.in_(overwritten) | made, self._record.withdrawn.is_(None))
        written = session.scalars(select(self._record).where(*concerned).order_by(self._record.row)).all()
        untouched = {one.id for one in written if one.change_id == import_id}
        used = leaned_on(session, self._special, untouched)
        found = [one for one in written if one.id not in untouched or one.id in used]
        return [name for some in in_chunks(found) for name in self._names(session, caller, some)]

    def _names(self, session: Session, caller: Caller, records: Sequence[StationRecord]) -> list[str]:
        """Name records by what they hang on, else by their first field."""
        link, keys = self._book.ledger.link, list(self._special.parent_keys)[:2]
        ids = {getattr(one, link) for one in records} if link else set()
        parents = self._special.parents(session, caller, ids)
        if link and keys:
            pictures = [parents[getattr(one, link)] for one in records]
            return [" ".join(str(picture[key] or "") for key in keys) for picture in pictures]
        first = next(iter(self._book.ledger.own))
        return [str(getattr(one, first) or "") for one in records]

    def _values(self, record: StationRecord) -> dict[str, Any]:
        return {key: getattr(record, key) for key in self._book.ledger.own}
