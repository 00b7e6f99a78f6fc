"""The day that a visit agreed for the next one, however the visit came into the ledger: no session."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from gridconsole.care.visiting.form import NOT_MET
from gridconsole.care.visiting.records import Visit


def agreed_at(visit: Visit) -> date | None:
    """Return the day that a visit agreed; where nobody was met, the day of the next try."""
    return visit.again_on if visit.met == NOT_MET else visit.next_on


def agreed_before(values: Mapping[str, Any]) -> date | None:
    """Return the day that earlier values of a visit agreed."""
    day: date | None = values.get("again_on" if values.get("met") == NOT_MET else "next_on")
    return day


def decides(latest: Visit, last_visit: date | None) -> bool:
    """Return whether a household's latest visit, whoever was met, says when the next one is due.

    It doesn't where a workbook or the file itself knows of a later last visit.
    """
    return latest.visited_on is not None and (last_visit is None or latest.visited_on >= last_visit)
