"""Prints visit sheets: opens the visits, draws page after page, puts the copies on the register."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import BinaryIO
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from gridconsole.care.due.conditions import seen_by
from gridconsole.care.due.walking import in_walking_order
from gridconsole.care.errors import NothingToPrint
from gridconsole.care.paper.kinds import SheetKind
from gridconsole.care.papers import VisitSheet, visit_sheets
from gridconsole.care.records import CarePerson
from gridconsole.care.visiting.opening import open_visits
from gridconsole.care.visiting.records import Visit
from gridconsole.care.visiting.register import Copy, printed
from gridconsole.care.visiting.sheet_making import Printable, SheetMaker
from gridconsole.core.caller import Caller
from gridconsole.core.clock import today
from gridconsole.core.ledger.record import NEVER
from gridconsole.core.progress import Progress
from gridconsole.core.store.bulk import in_chunks
from gridconsole.core.store.changes import Disclosure
from gridconsole.core.store.doors import Doors, Unit

AT_ONCE = 200
"""So many sheets are made at a time; only the drawn pages of the others lie in memory."""
Visits = list[tuple[UUID, UUID]]
"""Household and its open visit, in the order in which they are printed."""


class SheetPrinter:
    """Prints visit sheets for one caller."""

    def __init__(self, doors: Doors, caller: Caller) -> None:
        self._doors, self._caller = doors, caller

    def open(self, household_ids: Iterable[UUID] | None, occasions: Iterable[str]) -> Visits:
        """Return the open visits of those of the households that are to be visited, opening them.

        A list keeps its order; a set, and None for all, come in walking order. Raises NothingToPrint.
        """

        def write(unit: Unit) -> Visits:
            homes = _chosen(unit.session, self._caller, household_ids)
            if not homes:
                raise NothingToPrint
            visits = open_visits(unit, homes, occasions)
            return [(home, visits[home]) for home in homes]

        return self._doors.write(self._caller, "visit.open", write)

    def sheets(self, visits: Visits) -> Iterator[Printable]:
        """Yield the sheets of these visits."""
        maker = self._doors.read(lambda s: SheetMaker(s, self._caller, today(self._doors.clock)))
        for at in range(0, len(visits), AT_ONCE):
            yield from self._doors.read(partial(maker.sheets, visits=visits[at : at + AT_ONCE]))

    def print(self, visits: Visits, target: BinaryIO, progress: Progress) -> int:
        """Draw the sheets into one PDF, then count the copies; return the number of pages.

        When somebody else printed one of them meanwhile, all are drawn again, so that no two copies
        say that they are the same.
        """

        def on_page(done: int) -> bool:
            progress.at(done, len(visits), "排版走访单")
            return True

        while True:
            copies: list[Copy] = []
            pages = visit_sheets(self._noted(visits, copies), target, on_page=on_page)
            if not pages:
                raise NothingToPrint
            if self._doors.write(self._caller, "visit.print", partial(_registered, copies=copies)):
                return pages
            target.seek(0)
            target.truncate()

    def _noted(self, visits: Visits, copies: list[Copy]) -> Iterator[VisitSheet]:
        for visit_id, number, sheet in self.sheets(visits):
            copies.append((number, sheet.copy_number, visit_id))
            yield sheet


def _chosen(session: Session, caller: Caller, household_ids: Iterable[UUID] | None) -> list[UUID]:
    """Return which of the households are to be visited and are the caller's, in the order of printing."""
    visited = [*seen_by(caller), CarePerson.due_on < NEVER]
    if household_ids is None:
        return in_walking_order(session, visited)
    wanted = list(dict.fromkeys(household_ids))
    if isinstance(household_ids, set | frozenset):
        few = [CarePerson.household_id.in_(wanted)] if len(wanted) <= AT_ONCE else []
        return [home for home in in_walking_order(session, [*visited, *few]) if home in household_ids]
    query = select(CarePerson.household_id).where(*visited)
    parts = (query.where(CarePerson.household_id.in_(ids)) for ids in in_chunks(wanted))
    there = {home for part in parts for home in session.scalars(part)}
    return [home for home in wanted if home in there]


def _registered(unit: Unit, copies: Sequence[Copy]) -> bool:
    """Count the copies, put them on the register and leave a mark; False when one was printed meanwhile."""
    counted = {id: copy for _, copy, id in copies if id is not None}
    for ids in in_chunks(counted):
        now = unit.session.execute(select(Visit.id, Visit.copies).where(Visit.id.in_(ids)))
        if any(counted[id] != number + 1 for id, number in now):
            return False
    for ids in in_chunks(counted):
        up = update(Visit).where(Visit.id.in_(ids))
        unit.session.execute(up.values(copies=Visit.copies + 1, printed_at=unit.change.at))
    printed(unit, SheetKind.VISIT, copies, unit.change.staff_name)
    unit.touch("visit")
    unit.session.add(_mark(unit, len(copies)))
    return True


def _mark(unit: Unit, count: int) -> Disclosure:
    change = unit.change
    return Disclosure(
        station_id=change.station_id,
        at=change.at,
        staff_id=change.staff_id,
        staff_name=change.staff_name,
        what="走访单（姓名、住址、电话全文）",
        count=count,
        reason=change.reason or "打印走访单",
    )
