"""What a pairing that is written by hand or by a workbook entails: the household's main helper of now."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridconsole.care.pairing import rules
from gridconsole.care.pairing.records import Pairing
from gridconsole.care.pairing.steps import OPEN_MAIN, keep_in_step
from gridconsole.care.records import Household
from gridconsole.care.settling import Settler, in_chunks
from gridconsole.core.books.declare import Written
from gridconsole.core.store.changes import Version, thaw
from gridconsole.core.store.doors import Unit


def implied_mains(session: Session, homes: Collection[UUID]) -> dict[UUID, Mapping[str, Any]]:
    """Return the main helpers whom households name and whose pairing is not written yet."""
    paired = select(Pairing.row).where(Pairing.household_id == Household.id, OPEN_MAIN).exists()
    query = select(Household.id, Household.helper).where(Household.helper.is_not(None), ~paired)
    parts = in_chunks(homes)
    rows = [row for ids in parts for row in session.execute(query.where(Household.id.in_(ids)))]
    return {id: {"person": helper, "main": True} for id, helper in rows}


def make_room(unit: Unit, pairings: Sequence[Pairing]) -> None:
    """Complete new pairings before they are stored, and end the main ones that they replace.

    The first helper of a household is its main helper, and so is the one whom its file names as such,
    unless the pairing says otherwise.
    """
    helpers = _helpers(unit, {one.household_id for one in pairings})
    led = {one.household_id for one in pairings if one.main and one.until is None}
    for one in pairings:
        said: bool | None = one.main
        if said is None:
            first = helpers.get(one.household_id) in (None, one.person) and one.household_id not in led
            one.main = first and one.until is None
        if one.main and one.until is None:
            led.add(one.household_id)
    _end(unit, {one.household_id: one for one in pairings if one.main and one.until is None})


def followed_by(settler: Settler) -> Callable[[Unit, Written], None]:
    """Return what follows from written pairings: households know their main helper of now."""

    def follow(unit: Unit, written: Written) -> None:
        homes = {one.household_id for one, _ in written}
        if not homes:
            return
        led = {one.household_id for one, before in written if _leads(before)}
        _set_helpers(unit, homes, _without_lead(unit, led))
        settler.settle(unit, homes)
        keep_in_step(unit, homes)
        unit.touch("care_person")

    return follow


def _leads(before: Mapping[str, Any]) -> bool:
    return bool(before.get("main")) and before.get("until") is None


def _without_lead(unit: Unit, led: Collection[UUID]) -> dict[UUID, UUID | None]:
    """Return who helps households whose main pairing is ended or withdrawn: nobody.

    Where an import is taken back, it is whom the household named before, if the import changed that at all.
    """
    import_id = unit.change.details.get("import")
    if import_id is None:
        return dict.fromkeys(led)
    replaced = (Version.replaced_by == UUID(import_id), Version.record_table == Household.__tablename__)
    query = select(Version).where(*replaced).order_by(Version.version.desc())
    parts = in_chunks(led)
    versions = [one for ids in parts for one in unit.session.scalars(query.where(Version.record_id.in_(ids)))]
    return {one.record_id: thaw(Household, one.data)["helper"] for one in versions}


def _set_helpers(unit: Unit, homes: Collection[UUID], instead: Mapping[UUID, UUID | None]) -> None:
    """Give households the helper of their open main pairing, `instead` where there is none any more."""
    unit.session.flush()
    for ids in in_chunks(homes):
        mains = select(Pairing).where(Pairing.household_id.in_(ids), OPEN_MAIN)
        now = {one.household_id: one.person for one in unit.session.scalars(mains)}
        for home in unit.session.scalars(select(Household).where(Household.id.in_(ids))):
            home.helper = now.get(home.id, instead.get(home.id, home.helper))
            if home.id in now and "helper" in home.as_typed:
                home.as_typed = {key: text for key, text in home.as_typed.items() if key != "helper"}
    unit.session.flush()


def _helpers(unit: Unit, homes: Collection[UUID]) -> dict[UUID, UUID | None]:
    query = select(Household.id, Household.helper)
    parts = in_chunks(homes)
    rows = [row for ids in parts for row in unit.session.execute(query.where(Household.id.in_(ids)))]
    return {id: helper for id, helper in rows}


def _end(unit: Unit, replacing: Mapping[UUID, Pairing]) -> None:
    for ids in in_chunks(replacing):
        standing = select(Pairing).where(Pairing.household_id.in_(ids), OPEN_MAIN)
        for one in unit.session.scalars(standing):
            day = replacing[one.household_id].since
            assert day is not None
            one.until = rules.last_day(one.since, day)
            one.why_ended = rules.why_ended(unit.change.reason, True, None)
    unit.session.flush()
