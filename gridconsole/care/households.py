"""Households as other ledgers and papers show them: file number, names, place."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from gridconsole.care import rules
from gridconsole.care.records import CARE, CarePerson, Household
from gridconsole.care.settling import file_number, in_chunks
from gridconsole.core.caller import Caller, Role
from gridconsole.core.ledger.ledger import Ledger
from gridconsole.core.ledger.picture import snapshot
from gridconsole.core.ledger.record import NEVER
from gridconsole.core.ledger.snapshot import Lock, Snapshot
from gridconsole.staff.service import staff_names
from gridconsole.stations.service import station_of

HOUSEHOLDS = Ledger(
    name="households",
    title="住户",
    icon="home",
    record=Household,
    sections={
        "住址": "account village group house address region area way",
        "走访": "helper cycle last_visit next_on customs",
    },
)
KEYS = {"file_number": "档案号", "names": "姓名", "village": "村", "group": "组"}
"""What opens a row of every ledger that hangs on households -> heading."""


def household_pictures(session: Session, caller: Caller, ids: Collection[UUID]) -> dict[UUID, Snapshot]:
    """Return households as the caller may see them, with file number, names and due date."""
    staff = staff_names(session, caller.station_id)
    code = station_of(session, caller.station_id).code
    people = _people(session, ids)
    found = {}
    for some in in_chunks(ids):
        for one in session.scalars(select(Household).where(Household.id.in_(some))):
            made = snapshot(one, CARE.inherited, caller, Lock(), staff)
            found[one.id] = replace(made, values={**made.values, **_more(one, people.get(one.id, []), code)})
    return found


def own_households(caller: Caller, link: Any) -> list[ColumnElement[bool]]:
    """Return the condition that leaves a volunteer only the households that are his."""
    if caller.role is not Role.VOLUNTEER:
        return []
    mine = select(Household.id).where(
        Household.station_id == caller.station_id, Household.helper == caller.staff_id
    )
    return [link.in_(mine)]


def _people(session: Session, ids: Collection[UUID]) -> dict[UUID, list[CarePerson]]:
    found: dict[UUID, list[CarePerson]] = {}
    query = select(CarePerson).where(CarePerson.withdrawn.is_(None)).order_by(CarePerson.row)
    for some in in_chunks(ids):
        for person in session.scalars(query.where(CarePerson.household_id.in_(some))):
            found.setdefault(person.household_id, []).append(person)
    return found


def _more(household: Household, people: list[CarePerson], code: str) -> dict[str, Any]:
    """Name who is visited; of a household with nobody left, everybody."""
    there = [p for p in people if p.status in rules.VISITED] or people
    return {
        "file_number": file_number(code, household.number),
        "names": "、".join(p.name for p in there),
        "known_since": household.known_since,
        "due_on": min((p.due_on for p in people), default=NEVER),
    }
