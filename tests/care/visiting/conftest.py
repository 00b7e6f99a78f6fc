"""A station with staff and a household that has been known since August."""

from datetime import date

import pytest
from sqlalchemy import select

from gridconsole.core.clock import StandingClock
from gridconsole.staff.records import Staff
from tests.care.sheets import one
from tests.care.visiting.desk import ADDRESS, KNOWN_SINCE


@pytest.fixture
def store(request):
    """A fresh data folder; a database for the tests that are run on both (desk.BOTH)."""
    return request.getfixturevalue(f"{getattr(request, 'param', 'sqlite')}_store")


@pytest.fixture
def console(store, staff_in_august):
    """The console on 22 September."""
    with store.open() as console:
        yield console


@pytest.fixture
def staff_in_august(store):
    """Staff, one of them a certified electrician, and one household, noted in August."""
    with store.open(StandingClock.on(KNOWN_SINCE)) as console:
        caller = console.caller()
        for name, post in (("刘建军", "台区经理"), ("何静", "网格经理"), ("陈海", "志愿者")):
            console.staff.add(caller, name, post)
        console.doors.write(caller, "staff.certify", certify)
        console.care.record(caller, {"name": "李秀珍", "address": ADDRESS, "helper": "刘建军"})


def certify(unit):
    for name, until in (("刘建军", date(2027, 1, 31)), ("何静", date(2026, 9, 1))):
        found = unit.session.scalars(select(Staff).where(Staff.name == name)).one()
        found.certificate, found.certificate_until = "电-0001", until


@pytest.fixture
def home(console, caller):
    """The household's id."""
    return console.care.household_of(caller, one(console, "李秀珍").id)


@pytest.fixture
def volunteer(console):
    """A volunteer, who helps nobody yet."""
    return console.caller(name="陈海")
