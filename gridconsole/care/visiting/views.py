"""Visits as screens show them."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from gridconsole.care.visiting.records import VISITS, Visit
from gridconsole.core.caller import Caller
from gridconsole.core.ledger.picture import snapshot
from gridconsole.core.ledger.snapshot import Lock, Snapshot
from gridconsole.core.paper.codes import sheet_code

MORE = ("number", "opened_at", "printed_at", "copies", "closed_at", "cancelled", "answers", "faults")
"""What a picture of a visit holds besides its fields."""


def visit_picture(visit: Visit, caller: Caller, staff: Mapping[UUID, str]) -> Snapshot:
    """Return a visit as the caller may see it, with MORE and `code`, the six digits of its sheet.

    `code` is empty for a visit that never had a sheet.
    """
    made = snapshot(visit, VISITS.own, caller, Lock(), staff)
    more = {key: getattr(visit, key) for key in MORE}
    return replace(made, values={**made.values, **more, "code": code_of(visit)})


def code_of(visit: Visit) -> str:
    """Return the six digits of a visit's sheet; empty for one without a sheet."""
    return sheet_code(visit.number) if visit.number > 0 else ""
