"""Whose forms are printed, in walking order, and their forms: one open form a person."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridconsole.care import rules as care_rules
from gridconsole.care.consents import rules
from gridconsole.care.consents.records import ConsentForm
from gridconsole.care.due.walking import walking_key
from gridconsole.care.pairing.finding import lives_here
from gridconsole.care.paper.kinds import SheetKind
from gridconsole.care.records import CARE, CarePerson, Household
from gridconsole.care.scanning import next_number
from gridconsole.care.settling import in_chunks
from gridconsole.care.visiting.register import make_void
from gridconsole.core.caller import Caller
from gridconsole.core.clock import local
from gridconsole.core.paper.codes import sheet_code
from gridconsole.core.store.doors import Unit

Asked = tuple[CarePerson, Household]


@dataclass(frozen=True)
class Whom:
    """Whose forms: these people's, whatever they said before; else all (of a village) who are to be asked."""

    people: Collection[UUID] | None = None
    village: str | None = None


def asked(session: Session, caller: Caller, whom: Whom, day: date) -> list[Asked]:
    """Return whom to ask on a day, in walking order."""
    query = (
        select(CarePerson, Household)
        .join(Household, CarePerson.household_id == Household.id)
        .where(CarePerson.station_id == caller.station_id, lives_here())
    )
    if whom.village is not None:
        query = query.where(Household.village == whom.village)
    found = [(person, home) for person, home in session.execute(query)]
    found.sort(key=lambda pair: walking_key(pair[0].place_key, pair[1].walk, pair[0].row))
    if whom.people is not None:
        return [(person, home) for person, home in found if person.id in whom.people]
    answered = _answered(session, caller.station_id)
    return [
        (person, home)
        for person, home in found
        if person.id not in answered and rules.is_missing(values_of(person), day)
    ]


def open_forms(unit: Unit, people: Sequence[CarePerson]) -> dict[UUID, ConsentForm]:
    """Return the open form of each person, made where there is none.

    A child who has turned 14 since the printing gets a form of its own; the guardian's one is void.
    Raises NumbersUsedUp.
    """
    day, station = local(unit.change.at).date(), unit.change.station_id
    there = _open(unit.session, [person.id for person in people])
    last = unit.session.scalar(select(func.max(ConsentForm.number)).where(ConsentForm.station_id == station))
    forms = {}
    for person in people:
        young = care_rules.is_young(values_of(person), day)
        form = there.get(person.id)
        if form is None or form.for_guardian != young:
            last = next_number(last, SheetKind.CONSENT)
            if form is not None:
                _replace(unit, form, last)
            form = ConsentForm(
                station_id=station, person_id=person.id, number=last, for_guardian=young,
                printed_at=unit.change.at, copies=0, as_typed={},
            )  # fmt: skip
            unit.session.add(form)
        forms[person.id] = form
    unit.session.flush()
    return forms


def values_of(person: CarePerson) -> dict[str, object]:
    """Return what the rules ask of a person."""
    return {key: getattr(person, key) for key in CARE.own}


def _open(session: Session, people: Sequence[UUID]) -> dict[UUID, ConsentForm]:
    query = select(ConsentForm).where(ConsentForm.keyed_at.is_(None), ConsentForm.withdrawn.is_(None))
    parts = (session.scalars(query.where(ConsentForm.person_id.in_(ids))) for ids in in_chunks(people))
    return {form.person_id: form for part in parts for form in part}


def _answered(session: Session, station_id: UUID) -> set[UUID]:
    """Return who signed or refused a form before."""
    mine = (ConsentForm.station_id == station_id, ConsentForm.withdrawn.is_(None))
    return set(session.scalars(select(ConsentForm.person_id).where(*mine, ConsentForm.keyed_at.is_not(None))))


def _replace(unit: Unit, old: ConsentForm, number: int) -> None:
    old.withdrawn = f"签字人有变，改用单号 {sheet_code(number)}"
    make_void(unit, SheetKind.CONSENT, [old.id], old.withdrawn)
