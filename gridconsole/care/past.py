"""What was done to a file: the deeds on the person and on the household."""

from datetime import date

from sqlalchemy.orm import Session

from gridconsole.care import rules
from gridconsole.care.records import CARE, CarePerson, Household
from gridconsole.core.books.past import PastValue, PastVersion, Shower, newest_first, past_lines
from gridconsole.core.caller import Caller
from gridconsole.staff.service import staff_names

__all__ = ["PastValue", "PastVersion", "past_versions"]


def past_versions(
    session: Session, person: CarePerson, household: Household, caller: Caller, today: date
) -> list[PastVersion]:
    """Return the deeds on a person and the household, newest first; today's lock covers all of them."""
    lock = rules.lock_of({key: getattr(person, key) for key in CARE.own}, today)
    shower = Shower(caller, lock, staff_names(session, caller.station_id))
    own = past_lines(session, person, CARE.own, shower)
    return newest_first([*own, *past_lines(session, household, CARE.inherited, shower)])
