import pytest

from gridconsole.console import Console
from gridconsole.core.store.errors import DataLocked
from gridconsole.core.store.open import open_folder, open_url
from tests.core.store.holding import held
from tests.stores import CLOCK

IMPATIENT = 0.2
NEW = {"name": "王芳", "address": "柳河村9组9号"}


def test_a_save_waits_for_another_program_and_then_says_who_is_in_the_way(people):
    console = Console(open_folder(people.folder, CLOCK, patience=IMPATIENT))
    caller = console.caller()
    with held("write_lock", people.folder):
        with pytest.raises(DataLocked, match="另一个程序"):
            console.care.record(caller, NEW)
        assert console.care.count(caller) == 3  # reading goes on
    console.care.record(caller, NEW)
    assert console.care.count(caller) == 4
    console.doors.close()


def test_a_save_goes_through_when_the_other_program_is_done_in_time(people):
    with people.open() as console, held("write_lock", people.folder) as program:
        program.stdin.write("\n")
        program.stdin.flush()
        console.care.record(console.caller(), NEW)
        assert console.care.count(console.caller()) == 4


def test_a_save_goes_through_when_the_other_program_is_killed(people):
    with people.open() as console, held("write_lock", people.folder) as program:
        program.kill()
        console.care.record(console.caller(), NEW)


def test_a_file_held_as_a_whole_can_not_be_opened_and_is_not_called_damaged(people):
    with held("whole_file", people.folder), pytest.raises(DataLocked):
        open_folder(people.folder, CLOCK, patience=IMPATIENT)
    with people.open() as console:
        assert console.care.count(console.caller()) == 3


def test_on_a_server_a_save_waits_for_another_program_as_well(postgres_store):
    with postgres_store.open() as other:
        console = Console(open_url(postgres_store.url, CLOCK, patience=IMPATIENT))
        caller = console.caller()

        def write(_unit):
            with pytest.raises(DataLocked):
                console.care.record(caller, NEW)
            return console.care.count(caller)

        assert other.doors.write(caller, "wait", write) == 0
        console.care.record(caller, NEW)
        assert other.care.count(caller) == 1
        console.doors.close()


def test_on_a_server_the_stations_do_not_wait_for_each_other(postgres_store):
    with postgres_store.open() as other:
        console = Console(open_url(postgres_store.url, CLOCK, patience=IMPATIENT))
        first = console.caller()
        console.stations.add(first, "东坪便民服务站", "DP")
        second = first.__class__(console.stations.pick("DP").id, first.staff_id, first.staff_name, first.role)
        id = other.doors.write(first, "wait", lambda _: console.care.record(second, NEW))
        assert console.care.open(second, id).text("name") == "王芳"
        console.doors.close()
