"""Pictures of people and households for one caller."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridconsole.care import rules
from gridconsole.care.records import CARE, CarePerson, Household
from gridconsole.care.settling import file_number, in_chunks
from gridconsole.core.caller import Caller
from gridconsole.core.clock import Clock, today
from gridconsole.core.ledger.picture import snapshot
from gridconsole.core.ledger.snapshot import Lock, Snapshot
from gridconsole.staff.service import staff_names
from gridconsole.stations.service import station_of


class Pictures:
    """Makes snapshots of people with their households."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def people(
        self,
        session: Session,
        people: Sequence[CarePerson],
        caller: Caller,
        open_keys: frozenset[str] = frozenset(),
    ) -> list[Snapshot]:
        """Return the people as the caller may see them; `open_keys` are fields opened with a reason."""
        households = {h.id: h for h in _households(session, {p.household_id for p in people})}
        staff = staff_names(session, caller.station_id)
        code = station_of(session, caller.station_id).code
        return [self._person(p, households[p.household_id], caller, staff, code, open_keys) for p in people]

    def _person(
        self, person: CarePerson, household: Household, caller: Caller, staff: Mapping[UUID, str], code: str,
        open_keys: frozenset[str],
    ) -> Snapshot:  # fmt: skip
        day = today(self._clock)
        lock = rules.lock_of(_values(person, CARE.own), day, open_keys)
        above = snapshot(household, CARE.inherited, caller, Lock(open_keys=open_keys), staff)
        above = _with(
            above, {"file_number": file_number(code, household.number), "known_since": household.known_since}
        )
        made = snapshot(person, CARE.own, caller, lock, staff, above)
        return _with(made, {"due_on": person.due_on, "gaps": person.gaps, "young": lock.young})


def _households(session: Session, ids: Collection[UUID]) -> Iterator[Household]:
    for some in in_chunks(ids):
        yield from session.scalars(select(Household).where(Household.id.in_(some)))


def _values(record: Any, keys: Iterable[str]) -> dict[str, Any]:
    return {key: getattr(record, key) for key in keys}


def _with(made: Snapshot, more: Mapping[str, Any]) -> Snapshot:
    return replace(made, values={**made.values, **more})
