"""Whom the papers on the register are for: a household, a person, a village."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridconsole.care.consents.records import ConsentForm
from gridconsole.care.festivals.records import Gift
from gridconsole.care.paper.kinds import SheetKind
from gridconsole.care.records import CarePerson
from gridconsole.care.village.records import VillageCheck
from gridconsole.care.visiting.records import PrintedSheet, Visit
from gridconsole.core.store.bulk import in_chunks

Names = dict[UUID, str]


def whose(session: Session, sheets: Sequence[PrintedSheet]) -> Names:
    """Return subject -> names in the household, the person's name, or the village."""
    found: Names = {}
    for kind, names in _NAMES.items():
        ids = {sheet.subject_id for sheet in sheets if sheet.kind == kind and sheet.subject_id is not None}
        if ids:
            found |= names(session, ids)
    return found


def _of_visits(session: Session, ids: Collection[UUID]) -> Names:
    return _of_households(session, Visit, ids)


def _of_gifts(session: Session, ids: Collection[UUID]) -> Names:
    return _of_households(session, Gift, ids)


def _of_households(session: Session, record: Any, ids: Collection[UUID]) -> Names:
    query = (
        select(record.id, CarePerson.name)
        .join(CarePerson, CarePerson.household_id == record.household_id)
        .where(CarePerson.withdrawn.is_(None))
        .order_by(CarePerson.row)
    )
    return _joined(
        row for part in in_chunks(ids) for row in session.execute(query.where(record.id.in_(part)))
    )


def _of_forms(session: Session, ids: Collection[UUID]) -> Names:
    query = select(ConsentForm.id, CarePerson.name).join(CarePerson, CarePerson.id == ConsentForm.person_id)
    parts = in_chunks(ids)
    return _joined(row for part in parts for row in session.execute(query.where(ConsentForm.id.in_(part))))


def _of_checks(session: Session, ids: Collection[UUID]) -> Names:
    query = select(VillageCheck.id, VillageCheck.village)
    parts = in_chunks(ids)
    return _joined(row for part in parts for row in session.execute(query.where(VillageCheck.id.in_(part))))


def _joined(rows: Iterable[Any]) -> Names:
    found: dict[UUID, list[str]] = {}
    for id, name in rows:
        found.setdefault(id, []).append(name)
    return {id: "、".join(names) for id, names in found.items()}


_NAMES: dict[SheetKind, Callable[[Session, Collection[UUID]], Names]] = {
    SheetKind.VISIT: _of_visits,
    SheetKind.RECEIPT: _of_gifts,
    SheetKind.CONSENT: _of_forms,
    SheetKind.VILLAGE: _of_checks,
}
