"""Takes an import back as a whole: what it made goes, what it changed gets its earlier values."""

from uuid import UUID

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, delete, or_, select
from sqlalchemy.orm import Session

from gridconsole.care.consents.records import ConsentForm
from gridconsole.care.errors import ChangedSince
from gridconsole.care.festivals.records import Gift
from gridconsole.care.lights.records import NightLight
from gridconsole.care.needs.records import Need
from gridconsole.care.pairing.records import Pairing
from gridconsole.care.pairing.steps import forget, keep_in_step
from gridconsole.care.records import CARE, CarePerson, Household
from gridconsole.care.settling import Settler
from gridconsole.care.visiting.cancelling import cancel_empty
from gridconsole.care.visiting.records import Visit
from gridconsole.core.books.import_trail import ImportTrail
from gridconsole.core.bulk import without_cycle_search
from gridconsole.core.caller import Caller
from gridconsole.core.ledger.record import StationRecord
from gridconsole.core.store.bulk import differing, in_chunks, keep_versions, update_many
from gridconsole.core.store.changes import Version, thaw
from gridconsole.core.store.doors import Doors, Unit


class TakingBack:
    """Lists imports and takes one back."""

    def __init__(self, doors: Doors, settler: Settler) -> None:
        self._doors = doors
        self._settler = settler
        self._trail = ImportTrail(doors, CARE.name)
        self.imports = self._trail.imports

    def take_back(self, caller: Caller, import_id: UUID, *, keep_changed: bool = False) -> int:
        """Take an import back and return how many people it concerned.

        Raises ChangedSince when somebody corrected one of them afterwards, unless these are to be kept,
        NoSuchRecord, and AlreadyTakenBack.
        """
        caller.must_not_be_volunteer("撤回导入")

        def write(unit: Unit) -> int:
            self._trail.standing(unit.session, caller, import_id)
            later = _changed_later(unit.session, import_id)
            if later and not keep_changed:
                raise ChangedSince(later)
            unit.change.details = {"import": str(import_id)}
            unit.keep_change()
            return self._undo(unit, import_id)

        with without_cycle_search():
            return self._doors.write(caller, self._trail.back, write)

    def _undo(self, unit: Unit, import_id: UUID) -> int:
        """Give back what was changed, then delete what was made: somebody may have moved there."""
        restored = _restore(unit, CarePerson, import_id)
        households = _restore(unit, Household, import_id) | _households_of(unit.session, restored)
        made = self._delete_made(unit.session, import_id)
        self._settler.settle(unit, households)
        keep_in_step(unit, households)
        cancel_empty(unit)  # of all: whom the import brought lived in households that it didn't make, too
        unit.touch("household")
        unit.touch("care_person")
        return made + len(restored)

    def _delete_made(self, session: Session, import_id: UUID) -> int:
        """Delete the people whom the import made and nobody touched since, and households left empty."""
        untouched = CarePerson.household_id.not_in(_homes_changed_later(import_id))
        made = (*_made(import_id), untouched, CarePerson.id.not_in(_asked()))
        rows = list(session.scalars(select(CarePerson.row).where(*made)))
        self._settler.tables.remove(session, rows)
        session.execute(delete(CarePerson).where(*made))
        lived_in = select(CarePerson.row).where(CarePerson.household_id == Household.id).exists()
        kept = Household.id.in_(_homes_changed_later(import_id))
        empty = (Household.change_id == import_id, Household.version == 1, ~lived_in, ~kept)
        forget(session, list(session.scalars(select(Household.id).where(*empty))))
        session.execute(delete(Household).where(*empty))
        return len(rows)


def _restore(unit: Unit, record: type[StationRecord], import_id: UUID) -> set[UUID]:
    """Give the records that the import changed their earlier values; return their ids."""
    query = select(record.row, record.id, record.version, Version.data).join(
        Version, and_(Version.record_id == record.id, Version.replaced_by == import_id)
    )
    changed = unit.session.execute(query.where(record.change_id == import_id, record.version > 1)).all()
    for part in in_chunks(changed):
        rows = [one.row for one in part]
        standing = keep_versions(unit.session, record, rows, unit.change.id)
        earlier = [thaw(record, one.data) for one in part]
        columns = differing({key: [values[key] for values in earlier] for key in standing}, standing)
        versions = {"version": [one.version + 1 for one in part]}
        update_many(unit.session, record, rows, {**columns, **versions}, {"change_id": unit.change.id})
    return {one.id for one in changed}


def _changed_later(session: Session, import_id: UUID) -> list[str]:
    """Return the names of those whom the import wrote and somebody changed, or printed, afterwards."""
    overwritten = select(Version.record_id).where(Version.change_id == import_id)
    concerned = or_(
        CarePerson.id.in_(overwritten),
        CarePerson.household_id.in_(_homes_changed_later(import_id)),
        and_(*_made(import_id), CarePerson.id.in_(_asked())),
    )
    query = select(CarePerson.name).where(concerned, CarePerson.withdrawn.is_(None)).order_by(CarePerson.row)
    return list(session.scalars(query))


def _made(import_id: UUID) -> tuple[ColumnElement[bool], ...]:
    """Return the condition of the people whom the import made and nobody touched since."""
    return CarePerson.change_id == import_id, CarePerson.version == 1


def _asked() -> Select[UUID]:
    """Return the query for the people who have a consent form, wherever they live."""
    return select(ConsentForm.person_id)


def _homes_changed_later(import_id: UUID) -> CompoundSelect[UUID]:
    """Return the query for households that the import wrote and that something was done with since."""
    changed = select(Version.record_id).where(
        Version.change_id == import_id, Version.record_table == "household"
    )
    made = select(Household.id).where(Household.change_id == import_id, Household.version == 1)
    own = (record.household_id for record in (Visit, NightLight, Need, Gift))
    paired = select(Pairing.household_id).where((Pairing.change_id != import_id) | (Pairing.version > 1))
    asked = select(CarePerson.household_id).where(CarePerson.id.in_(_asked()))
    return changed.union(
        *(select(home).where(home.in_(made)) for home in own),
        paired.where(Pairing.household_id.in_(made)),
        asked.where(CarePerson.household_id.in_(made)),
    )


def _households_of(session: Session, people: set[UUID]) -> set[UUID]:
    query = select(CarePerson.household_id)
    return {id for ids in in_chunks(people) for id in session.scalars(query.where(CarePerson.id.in_(ids)))}
