import shutil
from contextlib import closing

import pytest
from sqlalchemy import text
from sqlcipher3 import dbapi2

from gridconsole.core.store.errors import WindowAlreadyOpen
from gridconsole.core.store.window_lock import WindowLock
from tests.core.store.holding import held
from tests.stores import Store

NEW = {"name": "王芳", "address": "柳河村9组9号"}


def test_a_second_window_is_refused_and_the_command_line_is_not(people):
    with held("window", people.folder):
        with pytest.raises(WindowAlreadyOpen, match="另一个窗口"), WindowLock(people.folder):
            pass
        with people.open() as console:
            console.care.record(console.caller(), NEW)


def test_a_window_that_was_killed_holds_nothing_any_more(people):
    with held("window", people.folder) as program:
        program.kill()
        program.wait()
        with WindowLock(people.folder):
            pass


def test_a_window_that_was_closed_lets_the_next_one_open(tmp_path):
    for _ in range(2):
        with WindowLock(tmp_path / "new"):
            pass


def test_a_change_of_the_whole_file_that_was_cut_short_is_taken_back(people, tmp_path):
    """Going over to the log of writes is such a change: at the first start, and after a restore."""
    with closing(dbapi2.connect(people.folder / "station.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("PRAGMA cache_size=1")  # changed pages go to the file before the commit
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE care_person SET note = hex(randomblob(9000))")
        killed = Store(shutil.copytree(people.folder, tmp_path / "killed"))
    assert (killed.folder / "station.db-journal").exists()
    with killed.open() as console:
        found = console.care.list.find(console.caller(), "李明")
        assert sorted(person.text("note") for person in found) == ["第1户", "第2户", "第3户"]


def test_what_is_left_of_a_killed_program_does_not_keep_the_next_from_opening(people, tmp_path):
    with people.open() as console:
        console.care.record(console.caller(), NEW)
        killed = Store(shutil.copytree(people.folder, tmp_path / "killed"))
    with killed.open() as console:
        assert console.care.count(console.caller()) == 4
        assert console.doors.read(lambda s: s.execute(text("PRAGMA quick_check")).scalar()) == "ok"
