"""Where everybody's consent stands: to be asked, form out, agreed, refused, withdrawn (FIELDS 4.5)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridconsole.care import rules as care_rules
from gridconsole.care.consents import rules
from gridconsole.care.consents.choosing import Whom, asked, values_of
from gridconsole.care.consents.records import ConsentForm
from gridconsole.care.pictures import Pictures
from gridconsole.care.records import CarePerson
from gridconsole.core.caller import Caller
from gridconsole.core.clock import local
from gridconsole.core.ledger.snapshot import Snapshot
from gridconsole.core.paper.codes import sheet_code


class Stand(StrEnum):
    """How somebody's written consent stands."""

    MISSING = "待签"
    OUT = "没交回"
    REFUSED = "不同意"
    WITHDRAWN = "已撤回"
    AGREED = "已同意"


@dataclass(frozen=True)
class Standing:
    """One person, how his consent stands, and his last form, as far as there is one.

    `for_guardian` is whether a guardian signs for him now; `code` the six digits on the form.
    """

    person: Snapshot
    stand: Stand
    for_guardian: bool
    code: str = ""
    copies: int = 0
    printed_on: date | None = None


def standings(session: Session, caller: Caller, pictures: Pictures, day: date) -> list[Standing]:
    """Return everybody who stands in the ledger, in walking order; of a spoken consent, a form is missing."""
    people = [person for person, _ in asked(session, caller, Whom(_everybody(session, caller)), day)]
    forms = _last_forms(session, caller)
    shown = pictures.people(session, people, caller)
    pairs = zip(people, shown, strict=True)
    return [_standing(person, picture, forms.get(person.id), day) for person, picture in pairs]


def _everybody(session: Session, caller: Caller) -> set[UUID]:
    return set(session.scalars(select(CarePerson.id).where(CarePerson.station_id == caller.station_id)))


def _last_forms(session: Session, caller: Caller) -> dict[UUID, ConsentForm]:
    """Return each person's last form that is not void."""
    mine = (ConsentForm.station_id == caller.station_id, ConsentForm.withdrawn.is_(None))
    found = session.scalars(select(ConsentForm).where(*mine).order_by(ConsentForm.number))
    return {form.person_id: form for form in found}


def _standing(person: CarePerson, picture: Snapshot, form: ConsentForm | None, day: date) -> Standing:
    values = values_of(person)
    young = care_rules.is_young(values, day)
    stand = _stand(values, form, missing=rules.is_missing(values, day))
    if form is None:
        return Standing(picture, stand, young)
    printed = local(form.printed_at).date()
    return Standing(picture, stand, young, sheet_code(form.number), form.copies, printed)


def _stand(values: dict[str, object], form: ConsentForm | None, *, missing: bool) -> Stand:
    if form is not None and form.keyed_at is None and form.copies:
        return Stand.OUT
    if values.get("consent") == care_rules.WITHDRAWN:
        return Stand.WITHDRAWN
    if not missing:
        return Stand.AGREED
    return Stand.MISSING if form is None or form.keyed_at is None else Stand.REFUSED
