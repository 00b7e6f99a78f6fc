"""Who helps which household: paired, ended, reassigned, and the cards that say so."""

from collections.abc import Collection
from datetime import date
from typing import BinaryIO
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridconsole.care.errors import ReasonNeeded
from gridconsole.care.pairing import finding, rules
from gridconsole.care.pairing.cards import Cards, Whose
from gridconsole.care.pairing.errors import (
    AlreadyHelps,
    NoSuchPairing,
    PairingEnded,
    WrongPairingDay,
)
from gridconsole.care.pairing.reassigning import (
    Preview,
    ToReassign,
    chosen,
    households_to_reassign,
    preview,
    to_reassign,
)
from gridconsole.care.pairing.records import PAIRINGS, Pairing
from gridconsole.care.pairing.steps import OPEN, end_rows, keep_in_step
from gridconsole.care.records import Household
from gridconsole.care.settling import Settler
from gridconsole.core.caller import Caller
from gridconsole.core.clock import local
from gridconsole.core.ledger.picture import snapshot
from gridconsole.core.ledger.snapshot import Lock, Snapshot
from gridconsole.core.progress import Progress
from gridconsole.core.store.doors import Doors, Unit
from gridconsole.staff.records import Staff
from gridconsole.staff.service import mark_left, staff_names

__all__ = ["Pairings", "Preview", "ToReassign", "Whose"]


class Pairings:
    """The pairings of a station (FIELDS 3.8)."""

    def __init__(self, doors: Doors, settler: Settler) -> None:
        self._doors = doors
        self._settler = settler
        self._cards = Cards(doors)

    def pair(
        self, caller: Caller, household_id: UUID, staff_id: UUID, *, main: bool = True,
        since: date | None = None, needs: str = "", plan: str = "", reason: str = "",
    ) -> UUID:  # fmt: skip
        """Let somebody help a household, as its main helper or as another one; return the pairing's id.

        A main helper who is replaced needs a `reason`. Raises NoSuchHousehold, NoSuchHelper, AlreadyHelps,
        WrongPairingDay, ReasonNeeded, NotAllowed.
        """
        caller.must_not_be_volunteer("结对")

        def write(unit: Unit) -> UUID:
            home = finding.household(unit.session, caller, household_id)
            who = finding.helper(unit.session, caller, staff_id)
            keep_in_step(unit, [home.id])
            begin = self._make_main if main else self._add
            made = begin(unit, home, who, since or _day(unit))
            made.needs, made.plan = needs.strip() or made.needs, plan.strip() or made.plan
            unit.session.flush()
            return made.id

        return self._doors.write(caller.because(reason or caller.reason), "pairing.pair", write)

    def end(
        self, caller: Caller, pairing_id: UUID, on: date, why: str, successor: UUID | None = None
    ) -> None:
        """End a pairing on a day. The main one passes to the `successor`, or leaves a household to reassign.

        Raises ReasonNeeded, NoSuchPairing, PairingEnded, WrongPairingDay, NoSuchHelper, AlreadyHelps.
        """
        caller.must_not_be_volunteer("结束结对")
        if not why.strip():
            raise ReasonNeeded("结束结对")

        def write(unit: Unit) -> None:
            pairing = _standing(unit.session, caller, pairing_id)
            _must_be_a_day(on, _day(unit), pairing.since)
            if not pairing.main:
                pairing.until, pairing.why_ended = on, why.strip()[: rules.LONGEST_WHY]
                return
            home = finding.household(unit.session, caller, pairing.household_id)
            if successor is not None:
                self._make_main(unit, home, finding.helper(unit.session, caller, successor), on)
            else:
                self._give(unit, home, None, on)

        self._doors.write(caller.because(why), "pairing.end", write)

    def of_household(self, caller: Caller, household_id: UUID) -> list[Snapshot]:
        """Return who helps a household and who helped it: those of now first, then the latest."""

        def read(session: Session) -> list[Snapshot]:
            home = finding.household(session, caller, household_id)
            mine = (Pairing.household_id == home.id, Pairing.withdrawn.is_(None))
            found = sorted(session.scalars(select(Pairing).where(*mine)), key=_newest_first)
            staff = staff_names(session, caller.station_id)
            return [snapshot(one, PAIRINGS.own, caller, Lock(), staff) for one in found]

        return self._doors.read(read)

    def to_reassign(self, caller: Caller, limit: int | None = None) -> list[ToReassign]:
        """Return the households whose main helper left or is missing, in walking order.

        Households in which nobody is left are on no list.
        """
        caller.must_not_be_volunteer("查看改派清单")
        return self._doors.read(lambda session: to_reassign(session, caller, limit))

    def count_to_reassign(self, caller: Caller) -> int:
        """Return how many households need another main helper."""
        caller.must_not_be_volunteer("查看改派清单")
        query = select(func.count()).select_from(households_to_reassign(caller).subquery())
        return self._doors.read(lambda session: session.scalar(query) or 0)

    def preview(self, caller: Caller, household_ids: Collection[UUID], staff_id: UUID) -> Preview:
        """Return what `reassign` would do; raises NoSuchHelper, NobodyChosen."""
        caller.must_not_be_volunteer("改派")
        return self._doors.read(lambda session: preview(session, caller, household_ids, staff_id))

    def reassign(self, caller: Caller, household_ids: Collection[UUID], staff_id: UUID, reason: str) -> int:
        """Give all these households to one main helper from today on; return how many changed hands.

        Raises ReasonNeeded, NoSuchHelper, NobodyChosen; then nothing is changed.
        """
        caller.must_not_be_volunteer("改派")
        if not reason.strip():
            raise ReasonNeeded("改派")

        def write(unit: Unit) -> int:
            who = finding.helper(unit.session, caller, staff_id)
            homes = chosen(unit.session, caller, household_ids)
            moved = [home for home in homes if home.helper != who.id]
            keep_in_step(unit, [home.id for home in moved])
            for home in moved:
                _take(home, who.id)
            self._follow(unit, [home.id for home in moved], _day(unit))
            return len(moved)

        return self._doors.write(caller.because(reason), "pairing.reassign", write)

    def leave(self, caller: Caller, staff_id: UUID, on: date, why: str) -> int:
        """Note that somebody left the station; return how many households are to be reassigned.

        Ends where he was another helper; where he was the main one, the households wait on the list.
        Raises as StaffRegister.leave does.
        """
        caller.must_not_be_volunteer("登记离岗")

        def write(unit: Unit) -> int:
            mark_left(unit, caller, staff_id, on, why)
            others = (Pairing.station_id == caller.station_id, Pairing.person == staff_id, OPEN)
            query = select(Pairing.row, Pairing.version, Pairing.since).where(
                *others, Pairing.main.is_not(True)
            )
            rows = [(row, version, since, why.strip()) for row, version, since in unit.session.execute(query)]
            end_rows(unit, rows, on)
            mine = households_to_reassign(caller).where(Household.helper == staff_id)
            return unit.session.scalar(select(func.count()).select_from(mine.subquery())) or 0

        return self._doors.write(caller.because(why), "staff.leave", write, on=on.isoformat())

    def print_cards(
        self, caller: Caller, target: BinaryIO, whose: Whose, progress: Progress | None = None
    ) -> int:
        """Write the contact cards of these households, note that they were given, return the pages.

        Raises NoCards, HelperWithoutPhone, MissingGlyph, FieldOverflow, Cancelled; then nothing is noted.
        """
        return self._cards.print(caller, target, whose, progress)

    def print_password_slips(
        self, caller: Caller, target: BinaryIO, whose: Whose, progress: Progress | None = None
    ) -> int:
        """Write the slips for the password at the door, apart from the cards; return the pages."""
        return self._cards.print_slips(caller, target, whose, progress)

    def _make_main(self, unit: Unit, home: Household, who: Staff, since: date) -> Pairing:
        standing = finding.open_main(unit.session, home.id)
        if standing is not None and standing.person == who.id:
            raise AlreadyHelps(who.name, main=True)
        if standing is not None and not unit.change.reason:
            raise ReasonNeeded("更换主结对人")
        _must_be_a_day(since, _day(unit), standing.since if standing else _last_end(unit.session, home.id))
        self._give(unit, home, who.id, since)
        made = finding.open_main(unit.session, home.id)
        assert made is not None
        return made

    def _add(self, unit: Unit, home: Household, who: Staff, since: date) -> Pairing:
        """Add another helper beside the main one."""
        _must_be_a_day(since, _day(unit), None)
        mine = (Pairing.household_id == home.id, Pairing.person == who.id, OPEN)
        if (found := unit.session.scalar(select(Pairing).where(*mine))) is not None:
            raise AlreadyHelps(who.name, main=bool(found.main))
        made = Pairing(
            station_id=home.station_id, household_id=home.id, person=who.id, main=False, since=since,
            as_typed={},
        )  # fmt: skip
        unit.session.add(made)
        return made

    def _give(self, unit: Unit, home: Household, helper: UUID | None, on: date) -> None:
        _take(home, helper)
        self._follow(unit, [home.id], on)

    def _follow(self, unit: Unit, homes: Collection[UUID], on: date) -> None:
        """Do what follows from another main helper: history, gaps and scopes."""
        self._settler.settle(unit, homes)
        keep_in_step(unit, homes, on=on)
        unit.touch("care_person")


def _take(home: Household, helper: UUID | None) -> None:
    """Set the main helper of now; a name that could not be read is done with."""
    home.helper = helper
    if "helper" in home.as_typed:
        home.as_typed = {key: text for key, text in home.as_typed.items() if key != "helper"}


def _day(unit: Unit) -> date:
    return local(unit.change.at).date()


def _must_be_a_day(on: date, today: date, since: date | None) -> None:
    if sentence := rules.wrong_day(on, today, since):
        raise WrongPairingDay(sentence)


def _last_end(session: Session, household_id: UUID) -> date | None:
    mine = (Pairing.household_id == household_id, Pairing.main.is_(True), Pairing.withdrawn.is_(None))
    return session.scalar(select(func.max(Pairing.until)).where(*mine))


def _standing(session: Session, caller: Caller, id: UUID) -> Pairing:
    """Return a pairing that has not ended; raise NoSuchPairing, PairingEnded."""
    mine = (Pairing.id == id, Pairing.station_id == caller.station_id, Pairing.withdrawn.is_(None))
    found = session.scalar(select(Pairing).where(*mine))
    if found is None:
        raise NoSuchPairing
    if found.until is not None:
        name = staff_names(session, caller.station_id).get(found.person, "")
        raise PairingEnded(name, found.until.isoformat())
    return found


def _newest_first(one: Pairing) -> tuple[bool, bool, int, int]:
    end, begin = (day.toordinal() if day else 0 for day in (one.until, one.since))
    return one.until is not None, not one.main, -end, -begin
