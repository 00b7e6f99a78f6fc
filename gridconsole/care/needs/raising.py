"""Needs that a visit brings: one for each line of what the household asked for."""

from collections.abc import Sequence

from sqlalchemy import select

from gridconsole.care.needs.records import Need
from gridconsole.care.visiting.records import Visit
from gridconsole.core.store.doors import Unit

CORRECTED = "更正走访记录"


def keep_needs(unit: Unit, visit: Visit, wants: Sequence[str]) -> None:
    """Make the needs of a visit those that its sheet names.

    One that is named no more is withdrawn, unless somebody promised or fulfilled it already.
    """
    query = select(Need).where(Need.visit_id == visit.id, Need.withdrawn.is_(None))
    there = {need.what: need for need in unit.session.scalars(query)}
    for what in dict.fromkeys(wants):
        if need := there.pop(what, None):
            need.raised_on = visit.visited_on
        else:
            unit.session.add(_need(visit, what))
    for need in there.values():
        if not (need.promised_by or need.promised_for or need.fulfilled_on):
            need.withdrawn = CORRECTED


def _need(visit: Visit, what: str) -> Need:
    return Need(
        station_id=visit.station_id, household_id=visit.household_id, visit_id=visit.id, what=what,
        raised_on=visit.visited_on, as_typed={},
    )  # fmt: skip
