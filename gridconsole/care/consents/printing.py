"""Turns the people asked into papers, and notes that these were printed."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select

from gridconsole.care.consents.choosing import Asked
from gridconsole.care.consents.records import ConsentForm
from gridconsole.care.paper import consent_forms as paper
from gridconsole.care.paper.consent_text import ConsentTerms
from gridconsole.care.paper.kinds import SheetKind
from gridconsole.care.visiting.register import printed
from gridconsole.core.caller import Caller
from gridconsole.core.clock import local
from gridconsole.core.store.changes import Disclosure
from gridconsole.core.store.doors import Unit
from gridconsole.staff.service import contact_of
from gridconsole.stations.service import station_of


def documents(
    unit: Unit, caller: Caller, people: Sequence[Asked], forms: Mapping[UUID, ConsentForm]
) -> dict[UUID, paper.ConsentForm]:
    """Return the papers by the ids of their forms."""
    station, day = station_of(unit.session, caller.station_id), local(unit.change.at).date()
    terms = ConsentTerms(station.name, *contact_of(unit.session, caller))
    found = {}
    for person, home in people:
        form = forms[person.id]
        found[form.id] = paper.ConsentForm(
            terms=terms,
            station=station.name,
            station_number=station.number,
            document_number=f"TY-{station.code}-{local(form.printed_at):%Y%m%d}-{form.number:04d}",
            form_number=form.number,
            name=person.name,
            place="".join(filter(None, (home.village, home.group))),
            is_below_14=form.for_guardian,
            printed_by=caller.staff_name,
            printed_on=day,
        )
    return found


def note_printed(unit: Unit, form_ids: Sequence[UUID]) -> None:
    """Count the copies, put them on the register, leave a mark that names were printed."""
    change, copies = unit.change, []
    for id in form_ids:
        form = unit.session.scalars(select(ConsentForm).where(ConsentForm.id == id)).one()
        form.copies += 1
        copies.append((form.number, form.copies, form.id))
    printed(unit, SheetKind.CONSENT, copies, change.staff_name)
    unit.session.add(
        Disclosure(
            station_id=change.station_id, at=change.at, staff_id=change.staff_id,
            staff_name=change.staff_name, what="同意书（姓名全文）", count=len(copies),
            reason=change.reason or "打印同意书",
        )
    )  # fmt: skip
