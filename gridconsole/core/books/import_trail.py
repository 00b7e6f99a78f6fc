"""The imports into one ledger as its changes tell of them, and which were taken back."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridconsole.core.books.errors import AlreadyTakenBack, NoSuchRecord
from gridconsole.core.caller import Caller
from gridconsole.core.store.changes import Change
from gridconsole.core.store.doors import Doors


class PastImport(NamedTuple):
    """An import as the list of imports shows it."""

    id: UUID
    at: datetime
    by: str
    details: dict[str, Any]
    taken_back: bool


class ImportTrail:
    """`back` is the deed of taking an import back."""

    def __init__(self, doors: Doors, ledger: str) -> None:
        self._doors = doors
        self._deed, self.back = f"{ledger}.import", f"{ledger}.take_back"

    def imports(self, caller: Caller) -> list[PastImport]:
        """Return the station's imports into the ledger, newest first; raise NotAllowed for a volunteer."""
        caller.must_not_be_volunteer("查看导入记录")
        query = select(Change).where(Change.station_id == caller.station_id, Change.deed == self._deed)

        def read(session: Session) -> list[PastImport]:
            gone = self._gone(session, caller)
            changes = session.scalars(query.order_by(Change.at.desc(), Change.id.desc()))
            return [PastImport(c.id, c.at, c.staff_name, c.details, c.id in gone) for c in changes]

        return self._doors.read(read)

    def standing(self, session: Session, caller: Caller, import_id: UUID) -> Change:
        """Return the change of an import that was not taken back; raises NoSuchRecord, AlreadyTakenBack."""
        found = session.get(Change, import_id)
        if found is None or found.station_id != caller.station_id or found.deed != self._deed:
            raise NoSuchRecord
        if import_id in self._gone(session, caller):
            raise AlreadyTakenBack
        return found

    def _gone(self, session: Session, caller: Caller) -> set[UUID]:
        back = (Change.station_id == caller.station_id, Change.deed == self.back)
        query = select(Change.details).where(*back)
        return {UUID(details["import"]) for details in session.scalars(query) if "import" in details}
