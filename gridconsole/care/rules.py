"""The rules of the care ledger: who is locked, when a visit is due, what is to be completed."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from gridconsole.core.calendar.cycles import MONTHLY, explain, next_by_cycle, parse_cycle
from gridconsole.core.calendar.dates import format_date_short
from gridconsole.core.identity.citizen_id import parse_citizen_id
from gridconsole.core.identity.unreadable import Unreadable
from gridconsole.core.ledger.record import NEVER
from gridconsole.core.ledger.snapshot import LOCKED_WORDS, Lock

VISITED = frozenset({"在册", None})
"""The states in which a person is visited; whoever died, moved or left is on no list."""
GONE = ("去世", "迁出", "退出")
"""The states in which nobody comes back from: whoever is away for a while does."""
CONSENTS = frozenset({"口头同意", "书面同意", "监护人书面同意"})
WITHDRAWN = "已撤回"
GUARDIAN = "监护人书面同意"
LEFT_BEHIND = "留守儿童"
HEALTH_SCOPE, PHOTO_SCOPE = "医疗用电保障", "拍照"
"""What is agreed to separately (Personal Information Protection Law, article 29)."""
CHILD = 14
"""Below this age only a guardian's consent counts (Personal Information Protection Law, article 31)."""


def says(citizen_id: str, today: date) -> tuple[date, str] | None:
    """Return the day of birth and the sex that an id tells, None when it tells nothing."""
    try:
        told = parse_citizen_id(citizen_id, today=today)
    except Unreadable:
        return None
    return told.born, told.sex


def contradictions(values: Mapping[str, Any], today: date) -> dict[str, str]:
    """Return field key -> sentence for what contradicts the citizen id (FIELDS 3.7)."""
    told = says(values["citizen_id"], today) if values.get("citizen_id") else None
    if told is None:
        return {}
    return {
        key: "与身份证号里的不符"
        for key, value in zip(("born", "sex"), told, strict=True)
        if values.get(key) not in (None, value)
    }


def lock_of(values: Mapping[str, Any], today: date, open_keys: frozenset[str] = frozenset()) -> Lock:
    """Return what is locked of a person (FIELDS 4.5): consent, or a stated ground, opens it.

    A consent that was ticked item by item opens health only with its own item.
    """
    young = is_young(values, today)
    shut = young and not _opened_for_a_child(values)
    health = shut or not (_grounded(values) or _agreed_to_health(values))
    return Lock(health=health, minor=shut, young=young, open_keys=open_keys)


def may_photograph(values: Mapping[str, Any]) -> bool:
    """Return whether pictures may be taken: only with the item ticked, whatever else opens the file."""
    return values.get("consent") in CONSENTS and PHOTO_SCOPE in (values.get("consent_scope") or ())


def _agreed_to_health(values: Mapping[str, Any]) -> bool:
    scope = values.get("consent_scope")
    return values.get("consent") in CONSENTS and (not scope or HEALTH_SCOPE in scope)


def is_young(values: Mapping[str, Any], today: date) -> bool:
    """Return whether a person is a child under 14; a left-behind child of unknown age counts as one."""
    born = values.get("born")
    if born is None:
        return LEFT_BEHIND in (values.get("categories") or ())
    return bool(born > child_born_after(today))


@lru_cache
def child_born_after(today: date) -> date:
    """Return the day such that who was born later is under 14 on the given day (as `age_on` counts)."""
    year = today.year - CHILD
    return date(year, 2, 28) if (today.month, today.day) == (2, 29) and year % 4 else today.replace(year=year)


def minor_locked(values: Mapping[str, Any], today: date) -> bool:
    """Return whether a child's data is locked: no guardian's consent, no stated ground."""
    return is_young(values, today) and not _opened_for_a_child(values)


def _opened_for_a_child(values: Mapping[str, Any]) -> bool:
    return _grounded(values) or values.get("consent") == GUARDIAN


def _grounded(values: Mapping[str, Any]) -> bool:
    return bool(values.get("ground")) and values.get("consent") != WITHDRAWN


def due_on(
    status: str | None,
    last_visit: date | None,
    cycle: str | None,
    known_since: date,
    next_on: date | None = None,
) -> date:
    """Return when the next visit is due by date or cycle; NEVER for somebody who is not to be visited.

    A day that was agreed (`next_on`) wins while it lies after the last visit. Without an earlier visit it
    is due on the day on which the household became known.
    """
    if status not in VISITED:
        return NEVER
    if agreed := agreed_on(last_visit, next_on):
        return agreed
    if last_visit is None:
        return known_since
    return next_by_cycle(last_visit, parse_cycle(cycle) if cycle else MONTHLY)


def due_steps(
    status: str | None,
    last_visit: date | None,
    cycle: str | None,
    known_since: date,
    today: date,
    next_on: date | None = None,
) -> list[str]:
    """Return why `due_on` is its day, step by step."""
    if status not in VISITED:
        return [f"状态为{status}，不安排走访"]
    agreed = agreed_on(last_visit, next_on)
    ends = [f"已约定 {format_date_short(agreed, today)} 走访，按约定的日子"] if agreed else []
    if last_visit is None:
        known = f"{format_date_short(known_since, today)} 建档，还没有走访记录"
        return [known, *ends] if ends else [f"{known}，建档当天起应访"]
    return [*explain(last_visit, parse_cycle(cycle) if cycle else MONTHLY, today=today), *ends]


def agreed_on(last_visit: date | None, next_on: date | None) -> date | None:
    """Return the day agreed for the next visit, None once a visit was made on it or later."""
    return next_on if next_on and (last_visit is None or next_on > last_visit) else None


def gaps(values: Mapping[str, Any], required: Mapping[str, Any], as_typed: Mapping[str, str]) -> list[str]:
    """Return the keys that are still to be completed or corrected, in the order of the form."""
    missing = {key for key in required if values.get(key) in (None, (), "")}
    if values.get("consent") == LOCKED_WORDS:
        missing.add("consent")
    return [key for key in required if key in missing] + [key for key in as_typed if key not in missing]
