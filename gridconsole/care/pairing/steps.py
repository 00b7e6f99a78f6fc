"""Keeps the pairings in step with Household.helper, which is the main helper of now.

Whoever writes Household.helper calls `keep_in_step` in the same write, and `forget` before a household that
was made by mistake is deleted. Set by set, never household by household: an import brings fifty thousand.
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, delete, func, or_, select
from sqlalchemy.orm import Session

from gridconsole.care.pairing import rules
from gridconsole.care.pairing.records import Pairing
from gridconsole.care.records import Household
from gridconsole.core.clock import local
from gridconsole.core.ledger.record import new_id
from gridconsole.core.store.bulk import in_chunks, insert_many, keep_versions, update_many
from gridconsole.core.store.changes import Version, thaw
from gridconsole.core.store.doors import Unit

_Row = tuple[UUID, UUID, date, date | None, str | None]
"""Household, helper, since, until, why it ended."""
MANY = 5_000
"""Above this it is quicker to look at all households than to name each."""
OPEN = and_(Pairing.until.is_(None), Pairing.withdrawn.is_(None))
OPEN_MAIN = and_(Pairing.main.is_(True), OPEN)


def keep_in_step(
    unit: Unit, household_ids: Collection[UUID] | None = None, *, on: date | None = None
) -> None:
    """End the main pairings that no longer fit their households' helpers, and begin the new ones.

    Looks at these households, at all of the station when None. What ends, ends on the day of the change
    (or `on`), for the reason of the change; what begins, begins where the last one ended, the first one
    when the household came into the ledger, unless it had another helper, or none, until this change.
    Somebody who becomes the main helper is no other helper, and nobody helps a household that is withdrawn.
    """
    unit.session.flush()
    mine = Household.station_id == unit.change.station_id
    if household_ids is None or len(household_ids) > MANY:
        return _keep(unit, [mine], on)
    for ids in in_chunks(set(household_ids)):
        _keep(unit, [mine, Household.id.in_(ids)], on)


def forget(session: Session, household_ids: Collection[UUID]) -> None:
    """Delete all pairings of households that are about to be deleted themselves."""
    for ids in in_chunks(household_ids):
        session.execute(delete(Pairing).where(Pairing.household_id.in_(ids)))


def end_rows(unit: Unit, rows: Sequence[tuple[int, int, date | None, str]], day: date) -> None:
    """End pairings in bulk: row number, version, since, why; the earlier values are kept as versions."""
    if not rows:
        return
    change_id = unit.keep_change()
    unit.session.flush()
    numbers = [row for row, _, _, _ in rows]
    keep_versions(unit.session, Pairing, numbers, change_id)
    columns: dict[str, Sequence[Any]] = {
        "until": [rules.last_day(since, day) for _, _, since, _ in rows],
        "why_ended": [why for _, _, _, why in rows],
        "version": [version + 1 for _, version, _, _ in rows],
    }
    update_many(unit.session, Pairing, numbers, columns, {"change_id": change_id})
    unit.touch("pairing")


def _keep(unit: Unit, where: Sequence[ColumnElement[bool]], on: date | None) -> None:
    day = on or local(unit.change.at).date()
    _end_main(unit, where, day)
    _end_others(unit, where, day)
    _begin(unit, where, day, only_now=on is not None)


def _end_main(unit: Unit, where: Sequence[ColumnElement[bool]], day: date) -> None:
    misfit = or_(
        Household.helper.is_(None), Household.helper != Pairing.person, Household.withdrawn.is_not(None)
    )
    reason = unit.change.reason
    found = [
        (row, version, since, rules.why_ended(reason, helper is not None, withdrawn))
        for row, version, since, helper, withdrawn in _pairings(unit.session, [*where, OPEN_MAIN, misfit])
    ]
    end_rows(unit, found, day)


def _end_others(unit: Unit, where: Sequence[ColumnElement[bool]], day: date) -> None:
    done = or_(Household.helper == Pairing.person, Household.withdrawn.is_not(None))
    other = and_(Pairing.main.is_not(True), OPEN, done)
    found = [
        (row, version, since, rules.BECAME_MAIN if withdrawn is None else rules.TAKEN_OFF)
        for row, version, since, _, withdrawn in _pairings(unit.session, [*where, other])
    ]
    end_rows(unit, found, day)


def _pairings(
    session: Session, where: Sequence[ColumnElement[bool]]
) -> Sequence[Row[int, int, date | None, UUID | None, str | None]]:
    columns = (Pairing.row, Pairing.version, Pairing.since, Household.helper, Household.withdrawn)
    query = select(*columns).join(Household, Pairing.household_id == Household.id).where(*where)
    return session.execute(query.order_by(Pairing.row)).all()


def _begin(unit: Unit, where: Sequence[ColumnElement[bool]], day: date, *, only_now: bool) -> None:
    fresh = _unpaired(unit.session, where)
    if not fresh:
        return
    change_id = unit.keep_change()
    unit.session.flush()
    before = _helpers_before(unit.session, change_id, [id for id, _, _, _ in fresh])
    rows: list[_Row] = []
    for home, helper, known_since, last_end in fresh:
        is_new = home in before and before[home] != helper
        if last_end is None and (earlier := before.get(home)) and is_new:
            rows.append((home, earlier, min(known_since, day), day, unit.change.reason or rules.CHANGED))
        since = rules.first_day(known_since, day, last_end, only_now=only_now or is_new)
        rows.append((home, helper, since, None, None))
    _insert(unit, change_id, rows)


def _insert(unit: Unit, change_id: UUID, rows: Sequence[_Row]) -> None:
    columns: dict[str, Sequence[Any]] = {
        "id": [new_id() for _ in rows],
        "household_id": [home for home, _, _, _, _ in rows],
        "person": [helper for _, helper, _, _, _ in rows],
        "since": [since for _, _, since, _, _ in rows],
        "until": [until for _, _, _, until, _ in rows],
        "why_ended": [why for _, _, _, _, why in rows],
    }
    same = {
        "station_id": unit.change.station_id, "change_id": change_id, "version": 1, "as_typed": {},
        "main": True,
    }  # fmt: skip
    insert_many(unit.session, Pairing, columns, same)
    unit.touch("pairing")


def _unpaired(
    session: Session, where: Sequence[ColumnElement[bool]]
) -> list[tuple[UUID, UUID, date, date | None]]:
    """Return household, helper, known since and the end of the last main pairing where none is open."""
    mine = and_(Pairing.household_id == Household.id, Pairing.main.is_(True), Pairing.withdrawn.is_(None))
    last_end = select(func.max(Pairing.until)).where(mine).scalar_subquery()
    is_open = select(Pairing.row).where(mine, Pairing.until.is_(None)).exists()
    query = select(Household.id, Household.helper, Household.known_since, last_end).where(
        *where, Household.helper.is_not(None), Household.withdrawn.is_(None), ~is_open
    )
    return [(id, helper, known, end) for id, helper, known, end in session.execute(query) if helper]


def _helpers_before(session: Session, change_id: UUID, homes: Collection[UUID]) -> dict[UUID, UUID | None]:
    """Return who helped the households that this change wrote, before it; None where nobody did."""
    replaced = (Version.replaced_by == change_id, Version.record_table == Household.__tablename__)
    query = select(Version.record_id, Version.data).where(*replaced).order_by(Version.row.desc())
    wanted = set(homes)
    return {id: thaw(Household, data)["helper"] for id, data in session.execute(query) if id in wanted}
