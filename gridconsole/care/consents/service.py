"""Consent forms (个人信息收集使用告知同意书): printed in batch, signed, keyed in, withdrawn (FIELDS 4.5)."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import BinaryIO
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridconsole.care import rules as care_rules
from gridconsole.care.consents import rules
from gridconsole.care.consents.choosing import Whom, asked, open_forms, values_of
from gridconsole.care.consents.errors import (
    FormKeyed,
    FormUnknown,
    FormVoid,
    NobodyToAsk,
    NoSuchForm,
    NothingToWithdraw,
    PersonGone,
)
from gridconsole.care.consents.printing import documents, note_printed
from gridconsole.care.consents.records import ConsentForm
from gridconsole.care.consents.standing import Stand, Standing, standings
from gridconsole.care.consents.views import OpenForm
from gridconsole.care.errors import NoSuchFile, NotAccepted, ReasonNeeded
from gridconsole.care.paper import consent_forms as paper
from gridconsole.care.paper.kinds import SheetKind
from gridconsole.care.pictures import Pictures
from gridconsole.care.records import CarePerson
from gridconsole.care.rules import GONE
from gridconsole.care.scanning import scanned_number
from gridconsole.care.settling import Settler
from gridconsole.care.visiting.register import came_back
from gridconsole.core.caller import Caller
from gridconsole.core.clock import local, today
from gridconsole.core.identity.text import tidy_name
from gridconsole.core.identity.unreadable import Unreadable
from gridconsole.core.ledger.kinds.base import Reading, is_empty
from gridconsole.core.ledger.ledger import fields_of
from gridconsole.core.ledger.snapshot import Snapshot
from gridconsole.core.paper.codes import sheet_code
from gridconsole.core.progress import Progress
from gridconsole.core.store.changes import Change
from gridconsole.core.store.doors import Doors, Unit

__all__ = ["Consents", "OpenForm", "Stand", "Standing", "Whom"]


class Consents:
    """The consents of a station's people."""

    def __init__(self, doors: Doors, settler: Settler, pictures: Pictures) -> None:
        self._doors = doors
        self._settler = settler
        self._pictures = pictures

    def count_missing(self, caller: Caller, village: str | None = None) -> int:
        """Return how many people are still to be asked in writing."""
        caller.must_not_be_volunteer("打印同意书")
        day, whom = today(self._doors.clock), Whom(None, village)
        return self._doors.read(lambda session: len(asked(session, caller, whom, day)))

    def standings(self, caller: Caller) -> list[Standing]:
        """Return how the consent of everybody who stands in the ledger is, in walking order."""
        caller.must_not_be_volunteer("查看同意书")
        day = today(self._doors.clock)
        return self._doors.read(lambda session: standings(session, caller, self._pictures, day))

    def print(
        self, caller: Caller, target: BinaryIO, whom: Whom | None = None, progress: Progress | None = None
    ) -> int:
        """Write the forms of these people, or of all whose consent is missing; return the pages.

        A guardian's form for a child under 14. A person has one open form, whose number a reprint keeps.
        Raises NobodyToAsk, NoContactPhone, NumbersUsedUp, MissingGlyph, FieldOverflow, Cancelled.
        """
        caller.must_not_be_volunteer("打印同意书")

        def write(unit: Unit) -> dict[UUID, paper.ConsentForm]:
            found = asked(unit.session, caller, whom or Whom(), local(unit.change.at).date())
            if not found:
                raise NobodyToAsk
            forms = open_forms(unit, [person for person, _ in found])
            return documents(unit, caller, found, forms)

        forms = self._doors.write(caller, "consent.open", write)
        pages = paper.consent_forms(list(forms.values()), target, progress)
        self._doors.write(caller, "consent.print", lambda unit: note_printed(unit, list(forms)))
        return pages

    def open_form(self, caller: Caller, scanned: str) -> OpenForm:
        """Return the form of a scanned code (11 digits) or of six typed digits.

        Raises HalfScan, WrongCheckDigit, OtherKind, OtherStation (all BadScan), FormUnknown, FormVoid,
        FormKeyed, PersonGone, NotAllowed.
        """
        caller.must_not_be_volunteer("录入同意书")

        def read(session: Session) -> OpenForm:
            number = scanned_number(session, caller, scanned, SheetKind.CONSENT)
            mine = (ConsentForm.station_id == caller.station_id, ConsentForm.number == number)
            form = session.scalar(select(ConsentForm).where(*mine))
            if form is None:
                raise FormUnknown(sheet_code(number))
            return self._opened(session, caller, form)

        return self._doors.read(read)

    def key_in(
        self, caller: Caller, form_id: UUID, *, scope: Collection[str] = (), signed_by: str = "",
        relation: str = "", signed_on: object = "", refused: bool = False,
    ) -> Snapshot:  # fmt: skip
        """Write what was ticked and who signed; return the person's file, opened or locked by it.

        Written consent, a guardian's for a child; a refusal leaves the consent as it was, but for a spoken
        one, which it takes back. Raises NotAccepted (scope, signed_by, relation, signed_on), NoSuchForm,
        FormVoid, FormKeyed, PersonGone, NotAllowed.
        """
        caller.must_not_be_volunteer("录入同意书")

        def write(unit: Unit) -> Snapshot:
            form = _form(unit.session, caller, form_id)
            person = _must_be_open(unit.session, form)
            form.signed_by, form.relation = tidy_name(signed_by) or None, relation.strip() or None
            form.signed_on = _signed_on(unit, form, person, signed_on, scope, refused)
            order = rules.items(for_child=form.for_guardian)
            form.scope, form.keyed_at = tuple(i for i in order if i in scope), unit.change.at
            standing = rules.after_form(person.consent, for_child=form.for_guardian, refused=refused)
            if not refused or standing != person.consent:
                _agree(person, standing, () if refused else form.scope, form.signed_on)
            came_back(unit, SheetKind.CONSENT, form.id, local(unit.change.at).date())
            return self._settled(unit, caller, person)

        return self._doors.write(caller, "consent.key_in", write)

    def withdraw(
        self, caller: Caller, person_id: UUID, on: date, why: str, items: Collection[str] = ()
    ) -> Snapshot:
        """Withdraw a consent on a day, all of it or some ticked items; what it opened is locked again.

        Raises ReasonNeeded, NoSuchFile, NothingToWithdraw, NotAccepted for a day to come, NotAllowed.
        """
        caller.must_not_be_volunteer("登记撤回同意")
        if not why.strip():
            raise ReasonNeeded("撤回同意")

        def write(unit: Unit) -> Snapshot:
            person = _person(unit.session, caller, person_id)
            if on > local(unit.change.at).date():
                raise NotAccepted({"consent_on": "晚于今天"})
            if person.consent not in care_rules.CONSENTS:
                raise NothingToWithdraw(person.name)
            if items and set(items).isdisjoint(person.consent_scope or ()):
                raise NothingToWithdraw(person.name, tuple(items))
            left = rules.without(person.consent_scope, items) if items else ()
            _agree(person, person.consent if left else care_rules.WITHDRAWN, left, on)
            return self._settled(unit, caller, person)

        return self._doors.write(caller.because(why), "consent.withdraw", write)

    def _opened(self, session: Session, caller: Caller, form: ConsentForm) -> OpenForm:
        person = _must_be_open(session, form)
        return OpenForm(
            form.id,
            sheet_code(form.number),
            self._pictures.people(session, [person], caller)[0],
            form.for_guardian,
            rules.items(for_child=form.for_guardian),
            form.copies,
            local(form.printed_at).date(),
            person.contact or "",
            person.relation or "",
        )

    def _settled(self, unit: Unit, caller: Caller, person: CarePerson) -> Snapshot:
        self._settler.settle(unit, [person.household_id])
        unit.touch("care_person")
        unit.session.refresh(person)
        return self._pictures.people(unit.session, [person], caller)[0]


def _agree(person: CarePerson, consent: str | None, scope: Sequence[str], on: date | None) -> None:
    """Set what somebody agrees to since when; texts that could not be read are done with."""
    person.consent, person.consent_scope, person.consent_on = consent, tuple(scope) or None, on
    done = {"consent", "consent_scope", "consent_on"}
    if person.as_typed.keys() & done:
        person.as_typed = {key: text for key, text in person.as_typed.items() if key not in done}


def _signed_on(
    unit: Unit, form: ConsentForm, person: CarePerson, raw: object, scope: Collection[str], refused: bool
) -> date | None:
    """Return the day of the signature; raise NotAccepted with all that is wrong on the form."""
    day, wrong = local(unit.change.at).date(), rules.complaints(
        scope, for_child=form.for_guardian, refused=refused, signed_by=form.signed_by or "",
        relation=form.relation or "", name=person.name,
    )  # fmt: skip
    on = None
    try:
        on = None if is_empty(raw) else fields_of(ConsentForm)["signed_on"].kind.parse(raw, Reading(day))
        if on is None:
            wrong["signed_on"] = "签字日期要填"
        elif on < local(form.printed_at).date():
            wrong["signed_on"] = "早于打印的日子"
        elif care_rules.is_young(values_of(person), on) != form.for_guardian:
            wrong["signed_on"] = _other_form(form.for_guardian)
        elif not refused and (old := rules.outdated(person.consent, person.consent_on, on)):
            wrong["signed_on"] = old
    except Unreadable as error:
        wrong["signed_on"] = error.message
    if wrong:
        raise NotAccepted(wrong)
    assert on is None or isinstance(on, date)
    return on


def _other_form(for_guardian: bool) -> str:
    if for_guardian:
        return "签字那天已满14周岁，请重打一张由本人签"
    return "签字那天未满14周岁，请重打一张由监护人签"


def _form(session: Session, caller: Caller, id: UUID) -> ConsentForm:
    query = select(ConsentForm).where(ConsentForm.id == id, ConsentForm.station_id == caller.station_id)
    found = session.scalar(query)
    if found is None:
        raise NoSuchForm
    return found


def _must_be_open(session: Session, form: ConsentForm) -> CarePerson:
    """Return whose form it is; raise FormVoid, FormKeyed, PersonGone."""
    code = sheet_code(form.number)
    if form.withdrawn is not None:
        raise FormVoid(code, form.withdrawn)
    if form.keyed_at is not None:
        by = session.scalar(select(Change.staff_name).where(Change.id == form.change_id)) or ""
        at = local(form.keyed_at)
        raise FormKeyed(code, by, f"{at.month}月{at.day}日 {at.hour}:{at.minute:02d}")
    person = session.scalars(select(CarePerson).where(CarePerson.id == form.person_id)).one()
    if person.withdrawn is not None or person.status in GONE:
        raise PersonGone(code, person.name, person.status if person.status in GONE else "撤下")
    return person


def _person(session: Session, caller: Caller, id: UUID) -> CarePerson:
    mine = (CarePerson.station_id == caller.station_id, CarePerson.withdrawn.is_(None))
    found = session.scalar(select(CarePerson).where(CarePerson.id == id, *mine))
    if found is None:
        raise NoSuchFile
    return found
