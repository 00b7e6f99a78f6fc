"""Every copy that was printed is known: who took it, and what became of it."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from gridconsole.care.errors import NotAccepted
from gridconsole.care.paper.kinds import SheetKind
from gridconsole.care.visiting.errors import NoSuchSheet, SheetSettled
from gridconsole.care.visiting.register import SheetFilter, SheetState
from gridconsole.care.visiting.register import printed as put_on_register
from gridconsole.core.caller import NotAllowed
from gridconsole.core.clock import StandingClock
from tests.care.sheets import one
from tests.care.visiting.desk import BOTH, keyed, printed
from tests.stores import DAY


@pytest.fixture
def register(console, caller, home):
    """The register after one printing."""
    printed(console, caller)
    return console.care.visits.register


@BOTH
def test_a_printed_copy_stands_on_the_register(register, caller):
    (copy,) = register.page(caller)
    assert (copy.kind, copy.code, copy.copy, copy.printed_on) == (SheetKind.VISIT, "000013", 1, DAY)
    assert (copy.printed_by, copy.state, copy.taken_by) == ("本站柜台", SheetState.OUT, "")


@BOTH
def test_taken_back_and_destroyed_is_told_with_days(register, console, caller):
    (copy,) = register.page(caller)
    assert register.take(caller, [copy.id], "刘建军", DAY) == 1
    register.returned(caller, [copy.id], DAY)
    assert register.page(caller)[0].state is SheetState.BACK
    register.destroyed(caller, [copy.id], DAY)
    (copy,) = register.copies(caller, SheetKind.VISIT, 1)
    assert (copy.taken_by, copy.taken_on, copy.returned_on, copy.destroyed_on) == ("刘建军", DAY, DAY, DAY)
    assert copy.state is SheetState.DESTROYED


def test_what_is_back_or_gone_is_not_taken_again(register, caller):
    (copy,) = register.page(caller)
    register.returned(caller, [copy.id], DAY)
    with pytest.raises(SheetSettled, match="单号 000013 第1份已交回"):
        register.take(caller, [copy.id], "刘建军", DAY)
    register.destroyed(caller, [copy.id], DAY)
    with pytest.raises(SheetSettled, match="已销毁"):
        register.destroyed(caller, [copy.id], DAY)


@pytest.mark.parametrize(
    ("who", "on", "key"),
    [
        ("", DAY, "taken_by"),
        ("刘建军", DAY + timedelta(1), "taken_on"),
        ("刘建军", DAY - timedelta(1), "taken_on"),
    ],
)
def test_a_taking_that_can_not_be_is_refused(register, caller, who, on, key):
    (copy,) = register.page(caller)
    with pytest.raises(NotAccepted) as found:
        register.take(caller, [copy.id], who, on)
    assert list(found.value.complaints) == [key]


def test_nothing_is_noted_when_one_of_the_copies_is_not_there(register, caller):
    (copy,) = register.page(caller)
    with pytest.raises(NoSuchSheet):
        register.returned(caller, [copy.id, uuid4()], DAY)
    assert register.page(caller)[0].state is SheetState.OUT


@BOTH
def test_what_is_not_back_after_some_days_is_listed(store, register, console, caller):
    def outstanding(day, days=30):
        with store.open(StandingClock.on(day)) as later:
            return [copy.code for copy in later.care.visits.register.outstanding(later.caller(), days)]

    assert outstanding(DAY + timedelta(30)) == []
    assert outstanding(DAY + timedelta(31)) == ["000013"]
    assert outstanding(DAY + timedelta(3), days=2) == ["000013"]
    keyed(console, caller)
    assert outstanding(DAY + timedelta(31)) == []


def test_void_copies_are_not_asked_for(store, register, console, caller):
    console.care.change_status(caller, one(console, "李秀珍"), "去世", "家属来电", DAY)
    (copy,) = register.page(caller)
    assert (copy.state, copy.void) == (SheetState.VOID, "李秀珍去世")
    with store.open(StandingClock.on(DAY + timedelta(90))) as later:
        assert later.care.visits.register.outstanding(later.caller()) == []


@BOTH
def test_a_void_copy_that_was_destroyed_is_gone_and_does_not_come_back(register, console, caller):
    console.care.change_status(caller, one(console, "李秀珍"), "去世", "家属来电", DAY)
    (copy,) = register.page(caller, SheetFilter(state=SheetState.VOID))
    register.destroyed(caller, [copy.id], DAY)
    (copy,) = register.page(caller, SheetFilter(state=SheetState.DESTROYED))
    assert (copy.state, copy.void) == (SheetState.DESTROYED, "李秀珍去世")
    assert register.count(caller, SheetFilter(state=SheetState.VOID)) == 0
    for deed in (register.returned, register.destroyed):
        with pytest.raises(SheetSettled, match="已销毁"):
            deed(caller, [copy.id], DAY)


@BOTH
def test_the_list_counts_pages_and_filters(register, console, caller):
    copies = [(number, 1, None) for number in range(1, 251)]
    console.doors.write(
        caller, "consent.print", lambda unit: put_on_register(unit, SheetKind.CONSENT, copies, "何静")
    )
    consents = SheetFilter(SheetKind.CONSENT, SheetState.OUT)
    assert register.count(caller) == 251 and register.count(caller, consents) == 250
    assert [copy.number for copy in register.page(caller, consents, 100, 3)] == [150, 149, 148]
    register.returned(caller, [copy.id for copy in register.page(caller, consents, 0, 5)], DAY)
    assert register.count(caller, SheetFilter(state=SheetState.BACK)) == 5
    assert register.count(caller, SheetFilter(state=SheetState.VOID)) == 0


def test_another_station_sees_nothing_of_it(register, console, caller):
    console.staff.open_station(caller, "杨庄便民服务站", "YZ")
    there, (copy,) = console.caller("YZ"), register.page(caller)
    assert register.page(there) == []
    with pytest.raises(NoSuchSheet):
        register.returned(there, [copy.id], DAY)


def test_a_volunteer_sees_no_register(register, volunteer):
    for call in (register.page, register.count, register.outstanding):
        with pytest.raises(NotAllowed):
            call(volunteer)


def test_a_day_before_the_taking_is_no_day_of_return(store, register, caller):
    (copy,) = register.page(caller)
    with store.open(StandingClock.on(date(2026, 9, 25))) as later:
        known, me = later.care.visits.register, later.caller()
        known.take(me, [copy.id], "刘建军", date(2026, 9, 24))
        with pytest.raises(NotAccepted):
            known.returned(me, [copy.id], date(2026, 9, 23))
