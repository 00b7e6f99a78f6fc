"""Households and helpers for the tests of pairing."""

from datetime import date

from sqlalchemy import select

from gridconsole.care.pairing.records import Pairing
from gridconsole.care.records import Household
from gridconsole.core.clock import StandingClock

DAY = date(2026, 9, 22)


def add(console, name, address, helper=None, **more):
    """Make a file and return the id of its household."""
    caller = console.caller("BZ")
    raw = {"name": name, "address": address, **({"helper": helper} if helper else {}), **more}
    return console.care.household_of(caller, console.care.record(caller, raw))


def history(console, home, main=True):
    """Return (person, since, until) of a household's pairings in the order in which they began."""
    query = select(Pairing).where(Pairing.household_id == home, Pairing.main.is_(main))
    found = console.doors.read(lambda s: s.scalars(query.order_by(Pairing.row)).all())
    return [(one.person, one.since, one.until) for one in found if one.withdrawn is None]


def helper_of(console, home):
    return console.doors.read(lambda s: s.scalar(select(Household.helper).where(Household.id == home)))


def on(store, day):
    """Open the same data on another day."""
    return store.open(StandingClock.on(day))
