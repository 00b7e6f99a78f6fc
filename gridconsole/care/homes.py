"""The household of a file that is made by hand."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridconsole.care.alike import alike
from gridconsole.care.errors import AlreadyThere, NotAccepted
from gridconsole.care.import_writing import USUAL_CYCLE
from gridconsole.care.places import names_a_house
from gridconsole.care.records import CARE, CarePerson, Household
from gridconsole.care.showing import shown
from gridconsole.core.caller import Caller
from gridconsole.core.clock import local
from gridconsole.core.identity.address import normal_address
from gridconsole.core.ledger.kinds.base import PersonRef
from gridconsole.core.ledger.picture import stored
from gridconsole.core.ledger.record import new_id
from gridconsole.core.ledger.snapshot import Lock
from gridconsole.core.store.doors import Unit
from gridconsole.staff.service import staff_names


def home_for(unit: Unit, caller: Caller, values: Mapping[str, Any]) -> Household:
    """Return the household of the same account, else of the same address, completed; or a new one.

    Raises NotAccepted where it says otherwise, so that nothing typed is lost, and AlreadyThere when
    somebody of that name lives there and the ids don't tell them apart.
    """
    key = normal_address(values["address"]) if values.get("address") else None
    found = _same_home(unit.session, caller, values.get("account"), key)
    told = {name: values[name] for name in CARE.inherited if values.get(name) is not None}
    if found is None:
        return _new_home(unit, caller, key, told)
    _refuse_namesake(unit.session, found, values)
    _refuse_differing(unit.session, caller, found, told)
    for name, value in told.items():
        if getattr(found, name) is None:
            setattr(found, name, _plain(value))
    found.as_typed = {name: text for name, text in found.as_typed.items() if name not in told}
    found.address_key = normal_address(found.address) if found.address else None
    return found


def _same_home(session: Session, caller: Caller, account: str | None, key: str | None) -> Household | None:
    mine = (Household.station_id == caller.station_id, Household.withdrawn.is_(None))
    query = select(Household).where(*mine).order_by(Household.row).limit(1)
    if account and (found := session.scalar(query.where(Household.account == account))):
        return found
    if not key or not names_a_house(key):
        return None
    same = Household.address_key == key
    if account:
        same &= Household.account.is_(None)  # another account is another household
    return session.scalar(query.where(same))


def _new_home(unit: Unit, caller: Caller, key: str | None, told: Mapping[str, Any]) -> Household:
    last = select(func.max(Household.number)).where(Household.station_id == caller.station_id)
    made = Household(
        id=new_id(),
        station_id=caller.station_id,
        number=(unit.session.scalar(last) or 0) + 1,
        address_key=key,
        known_since=local(unit.change.at).date(),
        as_typed={},
        **{"cycle": USUAL_CYCLE, **{name: _plain(value) for name, value in told.items()}},
    )
    unit.session.add(made)
    unit.session.flush()
    return made


def _refuse_differing(session: Session, caller: Caller, home: Household, told: Mapping[str, Any]) -> None:
    staff = staff_names(session, caller.station_id)
    standing = {name: stored(home, CARE.fields[name], staff) for name in told}
    wrong = {
        name: f"同一户已登记为{shown(CARE.fields[name], old, Lock())}"
        for name, old in standing.items()
        if old is not None and not alike(name, old, told[name])
    }
    if wrong:
        raise NotAccepted(wrong)


def _refuse_namesake(session: Session, home: Household, values: Mapping[str, Any]) -> None:
    same = (
        CarePerson.household_id == home.id,
        CarePerson.name == values["name"],
        CarePerson.withdrawn.is_(None),
    )
    for other in session.scalars(select(CarePerson).where(*same)):
        if not (other.citizen_id and values.get("citizen_id")):
            raise AlreadyThere(other.name, other.id, namesake=True)


def _plain(value: Any) -> Any:
    return value.id if isinstance(value, PersonRef) else value
