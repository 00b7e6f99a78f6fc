"""The lines of a check: the people of a village who stand in the ledger, in walking order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridconsole.care.pairing.finding import lives_here
from gridconsole.care.records import CarePerson, Household
from gridconsole.care.settling import file_number, in_chunks
from gridconsole.care.village.records import VillageAnswer, VillageCheck
from gridconsole.stations.service import station_of


@dataclass(frozen=True)
class CheckLine:
    """One line of a check; `status` is how the person stands in the ledger now.

    `person_id` and the file number are None and empty for somebody whose file is gone.
    """

    line: int
    person_id: UUID | None
    file_number: str
    name: str
    group: str
    status: str
    answer: str | None = None
    happened_on: date | None = None
    remark: str = ""


def people_of_village(session: Session, station_id: UUID, village: str) -> list[UUID]:
    """Return who of a village is asked about, in walking order."""
    query = (
        select(CarePerson.id)
        .join(Household, CarePerson.household_id == Household.id)
        .where(CarePerson.station_id == station_id, Household.village == village, lives_here())
        .order_by(Household.walk.is_(None), Household.walk, CarePerson.place_key, CarePerson.row)
    )
    return list(session.scalars(query))


def villages_of(session: Session, station_id: UUID) -> list[str]:
    """Return the villages in which somebody stands in the ledger, in the order of their names."""
    query = (
        select(Household.village)
        .join(CarePerson, CarePerson.household_id == Household.id)
        .where(Household.station_id == station_id, Household.village.is_not(None), lives_here())
        .distinct()
    )
    return sorted(village for village in session.scalars(query) if village)


def answers_of(session: Session, check: VillageCheck) -> list[VillageAnswer]:
    """Return the stored lines of a check, in order."""
    mine = (VillageAnswer.check_id == check.id, VillageAnswer.withdrawn.is_(None))
    return list(session.scalars(select(VillageAnswer).where(*mine).order_by(VillageAnswer.line)))


def lines_of(session: Session, check: VillageCheck) -> list[CheckLine]:
    """Return the lines of a check with the people whom they ask about."""
    answers = answers_of(session, check)
    code = station_of(session, check.station_id).code
    people = persons(session, [one.person_id for one in answers if one.person_id])
    return [_line(one, people.get(one.person_id) if one.person_id else None, code) for one in answers]


def persons(session: Session, ids: Sequence[UUID]) -> dict[UUID, tuple[CarePerson, Household]]:
    """Return people with their households, those withdrawn included."""
    query = select(CarePerson, Household).join(Household, CarePerson.household_id == Household.id)
    parts = (session.execute(query.where(CarePerson.id.in_(some))) for some in in_chunks(ids))
    return {person.id: (person, household) for part in parts for person, household in part}


def _line(answer: VillageAnswer, found: tuple[CarePerson, Household] | None, code: str) -> CheckLine:
    told = (answer.answer, answer.happened_on, answer.remark or "")
    if found is None:
        return CheckLine(answer.line, None, "", "", "", "档案已撤下", *told)
    person, household = found
    number = file_number(code, household.number)
    status = "档案已撤下" if person.withdrawn is not None else person.status or "在册"
    return CheckLine(answer.line, person.id, number, person.name, household.group or "", status, *told)
