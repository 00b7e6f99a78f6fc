"""Makes the checks of villages: one per village and quarter, its lines fixed by the first printing."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from gridconsole.care.paper.kinds import SheetKind
from gridconsole.care.scanning import next_number
from gridconsole.care.village import rules
from gridconsole.care.village.errors import BeingAnswered, NobodyInVillage, WrongQuarter
from gridconsole.care.village.listing import answers_of, people_of_village
from gridconsole.care.village.records import VillageAnswer, VillageCheck
from gridconsole.care.visiting.register import make_void
from gridconsole.core.identity.unreadable import Unreadable
from gridconsole.core.paper.codes import sheet_code
from gridconsole.core.store.doors import Unit


def quarter_named(text: str) -> str:
    """Return a quarter in its normal form; raise WrongQuarter."""
    try:
        year, quarter = rules.parts_of(text)
    except Unreadable:
        raise WrongQuarter(text) from None
    return f"{year}-Q{quarter}"


def prepared(unit: Unit, villages: Sequence[str], quarter: str) -> list[VillageCheck]:
    """Return the checks of these villages, made or brought up to date where they are not yet answered.

    A printed sheet whose people changed since is void; a new one with a number of its own takes its place.
    Raises NobodyInVillage, BeingAnswered, NumbersUsedUp.
    """
    standing = {one.village: one for one in _standing(unit.session, unit.change.station_id, quarter)}
    answered = [v for v in villages if v in standing and has_answers(unit.session, standing[v])]
    if answered:
        raise BeingAnswered(answered)
    return [_prepare(unit, village, quarter, standing.get(village)) for village in villages]


def has_answers(session: Session, check: VillageCheck) -> bool:
    """Return whether keying in has begun."""
    return check.keyed_at is not None or any(one.answer for one in answers_of(session, check))


def _standing(session: Session, station_id: UUID, quarter: str) -> Sequence[VillageCheck]:
    mine = (VillageCheck.station_id == station_id, VillageCheck.withdrawn.is_(None))
    return session.scalars(select(VillageCheck).where(*mine, VillageCheck.quarter == quarter)).all()


def _prepare(unit: Unit, village: str, quarter: str, standing: VillageCheck | None) -> VillageCheck:
    people = people_of_village(unit.session, unit.change.station_id, village)
    if not people:
        raise NobodyInVillage(village)
    if standing is None:
        return _made(unit, village, quarter, people)
    lines = [one.person_id for one in answers_of(unit.session, standing)]
    if lines == people or (standing.copies and set(lines) == set(people)):
        return standing
    if standing.copies:
        return _replaced(unit, standing, people)
    unit.session.execute(delete(VillageAnswer).where(VillageAnswer.check_id == standing.id))
    _add_lines(unit, standing, people)
    return standing


def _replaced(unit: Unit, old: VillageCheck, people: Sequence[UUID]) -> VillageCheck:
    new = _made(unit, old.village, old.quarter, people)
    old.withdrawn = f"在册的人有变动，改用单号 {sheet_code(new.number)}"
    make_void(unit, SheetKind.VILLAGE, [old.id], old.withdrawn)
    return new


def _made(unit: Unit, village: str, quarter: str, people: Sequence[UUID]) -> VillageCheck:
    station = unit.change.station_id
    last = unit.session.scalar(
        select(func.max(VillageCheck.number)).where(VillageCheck.station_id == station)
    )
    number = next_number(last, SheetKind.VILLAGE)
    check = VillageCheck(
        station_id=station, number=number, village=village, quarter=quarter, copies=0, as_typed={}
    )
    unit.session.add(check)
    unit.session.flush()
    _add_lines(unit, check, people)
    return check


def _add_lines(unit: Unit, check: VillageCheck, people: Sequence[UUID]) -> None:
    for line, person in enumerate(people, 1):
        answer = VillageAnswer(
            station_id=check.station_id, check_id=check.id, line=line, person_id=person, as_typed={}
        )
        unit.session.add(answer)
    unit.session.flush()
