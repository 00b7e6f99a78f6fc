import threading
from contextlib import contextmanager
from uuid import uuid4

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from gridconsole.core.caller import Caller, Role
from gridconsole.core.store.changes import Change
from gridconsole.core.store.errors import ForbiddenThread
from gridconsole.staff.records import Staff
from gridconsole.staff.service import add_staff
from gridconsole.stations.records import Station
from tests.core.store.waiting import LONGEST, until


class NotToday(Exception):
    pass


@pytest.fixture
def caller(console):
    return console.caller()


def names(doors):
    return doors.read(lambda session: list(session.scalars(select(Staff.name).order_by(Staff.row))))


def hire(name):
    return lambda unit: add_staff(unit, unit.change.station_id, name, "综合柜员").id


@contextmanager
def busy(doors, caller):
    """Keep the write door busy until the block ends."""
    started, go = threading.Event(), threading.Event()
    job = (caller, "wait", lambda _: (started.set(), go.wait(LONGEST)))
    thread = threading.Thread(target=doors.write, args=job)
    thread.start()
    assert started.wait(LONGEST)
    try:
        yield
    finally:
        go.set()
        thread.join()


def test_what_was_written_is_read_with_who_when_and_why(doors, caller):
    doors.write(caller.because("新来的"), "staff.add", hire("李明"), post="柜员")
    change = doors.read(lambda s: s.scalars(select(Change).order_by(Change.at, Change.id)).all())[-1]
    assert names(doors) == ["本站柜台", "李明"]
    assert (change.staff_name, change.deed, change.reason) == ("本站柜台", "staff.add", "新来的")
    assert (change.at, change.details) == (doors.clock.now(), {"post": "柜员"})


def test_a_forbidden_thread_may_neither_read_nor_write(doors, caller):
    doors.forbid(threading.current_thread())
    with pytest.raises(ForbiddenThread):
        doors.read(lambda session: session.scalar(select(Station.id)))
    with pytest.raises(ForbiddenThread):
        doors.write(caller, "staff.add", hire("李明"))
    read = []
    other = threading.Thread(target=lambda: read.extend(names(doors)))
    other.start()
    other.join()
    assert read == ["本站柜台"]


def test_nothing_stays_when_a_write_raises(doors, caller):
    def write(unit):
        hire("李明")(unit)
        unit.session.flush()
        raise NotToday

    before = doors.read(lambda s: s.query(Change).count())
    with pytest.raises(NotToday):
        doors.write(caller, "staff.add", write)
    assert names(doors) == ["本站柜台"]
    assert doors.read(lambda s: s.query(Change).count()) == before


def test_a_write_after_one_that_raised_is_as_good_as_any(doors, caller):
    with pytest.raises(ZeroDivisionError):
        doors.write(caller, "wrong", lambda unit: 1 // 0)
    doors.write(caller, "staff.add", hire("李明"))
    assert names(doors) == ["本站柜台", "李明"]


def test_listeners_hear_after_the_commit_what_was_written(doors, caller):
    heard = []
    doors.listen(lambda written: heard.append((written, names(doors), threading.current_thread().name)))
    id = doors.write(caller, "staff.add", hire("李明"))
    assert heard == [({"staff": {id}}, ["本站柜台", "李明"], "writer")]


def test_listeners_hear_of_a_changed_and_of_a_deleted_record(doors, caller):
    id = doors.write(caller, "staff.add", hire("李明"))
    heard = []
    doors.listen(heard.append)

    def change(unit):
        unit.session.query(Staff).filter_by(id=id).one().name = "李敏"

    def delete(unit):
        unit.session.delete(unit.session.query(Staff).filter_by(id=id).one())

    doors.write(caller, "staff.correct", change)
    doors.write(caller, "staff.delete", delete)
    assert heard == [{"staff": {id}}, {"staff": {id}}]


def test_listeners_hear_nothing_of_what_was_rolled_back_or_changed_nothing(doors, caller):
    def write(unit):
        hire("李明")(unit)
        raise NotToday

    heard = []
    doors.listen(heard.append)
    with pytest.raises(NotToday):
        doors.write(caller, "staff.add", write)
    doors.write(caller, "look", lambda unit: unit.session.scalar(select(Station.id)))
    assert heard == []


def test_a_listener_that_fails_makes_no_saved_record_look_unsaved(doors, caller, caplog):
    heard = []
    doors.listen(lambda _: 1 // 0)
    doors.listen(heard.append)
    id = doors.write(caller, "staff.add", hire("李明"))
    assert heard == [{"staff": {id}}]
    assert "a listener failed after a commit" in caplog.text
    caplog.clear()


def test_many_at_once_are_told_without_ids(doors, caller):
    heard = []
    doors.listen(heard.append)
    doors.write(caller, "import", lambda unit: unit.touch("care_person"))
    assert heard == [{"care_person": set()}]


def test_writes_queue_in_the_order_in_which_they_came_and_are_counted(doors, caller):
    order = []
    threads = []
    with busy(doors, caller):
        for number in range(5):
            job = (caller, "count", lambda _, n=number: order.append(n))
            threads.append(threading.Thread(target=doors.write, args=job))
            threads[-1].start()
            until(lambda n=number: doors.waiting == n + 1)  # it stands in the queue before the next one comes
        assert (doors.waiting, order) == (5, [])
    for thread in threads:
        thread.join()
    assert (doors.waiting, order) == (0, [0, 1, 2, 3, 4])


def test_reads_go_on_while_a_write_takes_its_time(doors, caller):
    with busy(doors, caller):
        assert names(doors) == ["本站柜台"]


@pytest.mark.parametrize("statement", ["UPDATE staff SET row = 9", "DELETE FROM staff", "DROP TABLE staff"])
def test_a_read_can_not_write_and_trying_is_a_bug(doors, statement):
    with pytest.raises(DBAPIError, match=r"(?i)read-?only"):
        doors.read(lambda session: session.execute(text(statement)))
    assert names(doors) == ["本站柜台"]


def test_a_record_added_in_a_read_is_not_kept(doors, caller):
    station = doors.read(lambda session: session.scalars(select(Station)).one())

    def read(session):
        session.add(Staff(name="李明", station_id=station.id, as_typed={}))
        session.commit()

    with pytest.raises(DBAPIError):
        doors.read(read)
    assert names(doors) == ["本站柜台"]


def test_a_write_within_a_write_is_a_bug_and_not_a_standstill(doors, caller):
    with pytest.raises(RuntimeError, match="within a write"):
        doors.write(caller, "outer", lambda _: doors.write(caller, "inner", hire("李明")))
    assert names(doors) == ["本站柜台"]


def test_closing_finishes_what_is_queued_and_then_takes_nothing_more(store):
    console = store.open()
    caller, doors = console.caller(), console.doors
    with busy(doors, caller):
        queued = threading.Thread(target=doors.write, args=(caller, "staff.add", hire("李明")))
        queued.start()
        until(lambda: doors.waiting)
        closing = threading.Thread(target=doors.close)
        closing.start()
    queued.join()
    closing.join()
    with pytest.raises(RuntimeError, match="closed"):
        doors.write(caller, "staff.add", hire("王芳"))
    with store.open() as again:
        assert names(again.doors) == ["本站柜台", "李明"]


def test_what_the_database_holds_is_never_taken_for_an_error_of_the_surroundings(doors, caller):
    """A unique value may well contain the word that a driver uses for something else."""

    def write(unit):
        for number in (7, 8):
            station = Station(number=number, code=f"Z{number}", name="database is locked, disk full")
            unit.session.add(station)

    with pytest.raises(DBAPIError, match=r"(?i)unique"):
        doors.write(caller, "station.add", write)


def test_a_caller_of_a_station_that_is_not_there_can_not_bring_in_records(doors):
    stranger = Caller(uuid4(), uuid4(), "外人", Role.CLERK)
    with pytest.raises(DBAPIError, match=r"(?i)foreign key"):
        doors.write(stranger, "staff.add", hire("李明"))
