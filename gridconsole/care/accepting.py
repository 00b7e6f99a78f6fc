"""What a clerk types into a form: read, checked, and completed from what it says."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from gridconsole.care import places, rules
from gridconsole.care.errors import NotAccepted
from gridconsole.care.records import CARE
from gridconsole.core.identity.unreadable import Unreadable
from gridconsole.core.ledger.kinds.base import Reading, is_empty
from gridconsole.core.ledger.snapshot import Masked

NAME_NEEDED = "姓名要填"


def complaint(key: str, raw: object, reading: Reading) -> str:
    """Return what is wrong with what was typed into one field; empty when nothing is."""
    if isinstance(raw, Masked):
        return ""
    if is_empty(raw):
        return NAME_NEEDED if key == "name" else ""
    try:
        CARE.fields[key].kind.parse(raw, reading)
    except Unreadable as error:
        return error.message
    return ""


def accepted(raw: Mapping[str, object], standing: Mapping[str, Any], reading: Reading) -> dict[str, Any]:
    """Return the values of what was typed over what stands, and what changes along with them.

    Raises NotAccepted with all complaints at once.
    """
    if wrong := {key: text for key in raw if (text := complaint(key, raw[key], reading))}:
        raise NotAccepted(wrong)
    values = {k: None if is_empty(v) else CARE.fields[k].kind.parse(v, reading) for k, v in raw.items()}
    if not {**standing, **values}.get("name"):
        raise NotAccepted({"name": NAME_NEEDED})
    values |= _told_by_id(values, standing, reading.today)
    values |= _place_along(values, standing)
    values |= _status_along(values, standing, reading.today)
    if wrong := rules.contradictions({**standing, **values}, reading.today):
        raise NotAccepted(wrong)
    return values


def _told_by_id(values: Mapping[str, Any], standing: Mapping[str, Any], day: date) -> dict[str, Any]:
    """Return birth and sex as the id tells them, where they are empty or came from an id that is replaced."""
    citizen_id = values.get("citizen_id", standing.get("citizen_id"))
    told = rules.says(citizen_id, day) if citizen_id else None
    if told is None:
        return {}
    before = rules.says(standing["citizen_id"], day) if standing.get("citizen_id") else None
    found = {}
    for key, new, old in zip(("born", "sex"), told, before or (None, None), strict=True):
        untouched = key not in values and standing.get(key) in (None, old)
        if untouched or values.get(key, new) is None:
            found[key] = new
    return found


def _place_along(values: dict[str, Any], standing: Mapping[str, Any]) -> dict[str, Any]:
    if standing:
        given = {key: value for key, value in values.items() if key in places.PLACE}
        return places.changing_along(standing, given) if given else {}
    made = {key: value for key, value in values.items() if value is not None}
    places.fill(made)
    return {key: value for key, value in made.items() if key in places.PLACE}


def _status_along(values: Mapping[str, Any], standing: Mapping[str, Any], day: date) -> dict[str, Any]:
    """Ask why a status changes, and date the change (FIELDS 3.7); a new file just stands in the ledger."""
    if not standing:
        return {} if values.get("status") else {"status": "在册"}
    if "status" not in values or values["status"] == standing.get("status"):
        return {}
    if not values.get("status_reason"):
        raise NotAccepted({"status_reason": "状态变了，要写原因"})
    return {} if values.get("status_on") else {"status_on": day}
