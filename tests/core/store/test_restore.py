import shutil
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from gridconsole.core.clock import StandingClock
from gridconsole.core.store.backup import Backups
from gridconsole.core.store.errors import BackupDamaged, DataLocked, DataMissing, NewerData, NoBackup
from gridconsole.core.store.soundness import fault
from tests.core.store.conftest import fill
from tests.core.store.files import ask, count, digest
from tests.stores import CLOCK, Store

NOTES = "SELECT note FROM care_person ORDER BY row"


@pytest.fixture
def backups(people):
    return Backups(people.folder / "station.db", CLOCK)


@pytest.fixture
def changed(people, backups):
    """The data after a backup: all notes are others now."""
    made = backups.make()
    ask(people.folder / "station.db", "UPDATE care_person SET note = '后来'")
    return made


def test_the_data_is_as_it_was_and_the_replaced_file_is_kept(people, backups, changed):
    kept = backups.restore(changed)
    assert kept == people.folder / "station-replaced-20260922-090000.db"
    assert ask(kept, NOTES) == [("后来",)] * 3
    with people.open() as console:
        found = console.care.list.find(console.caller(), "李明")
        assert sorted(person.text("note") for person in found) == ["第1户", "第2户", "第3户"]


def test_what_is_only_in_the_log_of_the_replaced_file_is_kept_with_it(people, backups, changed, tmp_path):
    with people.open() as console:
        console.care.record(console.caller(), {"name": "王芳", "address": "柳河村9组9号"})
        killed = shutil.copytree(people.folder, tmp_path / "killed")
    kept = Backups(killed / "station.db", CLOCK).restore(changed)
    assert (count(kept), count(killed / "station.db")) == (4, 3)


def test_a_backup_is_named_by_its_path_or_by_its_name_among_the_backups(people, backups, changed, tmp_path):
    elsewhere = shutil.copy(changed, tmp_path / "stick.db")
    for name in (Path(changed.name), elsewhere):
        ask(people.folder / "station.db", "UPDATE care_person SET note = '后来'")
        backups.restore(Path(name))
        assert ask(people.folder / "station.db", NOTES)[0] == ("第1户",)
    assert len(list(people.folder.glob("station-replaced-*.db"))) == 2


def test_a_backup_that_is_not_there_is_an_error_in_words(people, backups):
    before = digest(people.folder)
    with pytest.raises(NoBackup, match="没有这份备份"):
        backups.restore(Path("station-20200101-000000.db"))
    with pytest.raises(NoBackup):
        backups.restore(people.folder)
    assert digest(people.folder) == before


@pytest.mark.parametrize(
    "damage",
    [lambda b: b[:9000], lambda b: b"", lambda b: b"x" * len(b), lambda b: b[:8192] + b[:4096] + b[12288:]],
    ids=["cut", "empty", "noise", "page"],
)
def test_a_damaged_backup_is_refused_and_the_data_stays(people, backups, changed, damage):
    changed.write_bytes(damage(changed.read_bytes()))
    before = digest(people.folder)
    with pytest.raises(BackupDamaged, match="没有恢复"):
        backups.restore(changed)
    assert digest(people.folder) == before


def test_a_backup_of_something_else_is_refused(people, backups, tmp_path):
    ask(tmp_path / "other.db", "CREATE TABLE recipes(name TEXT)")
    with pytest.raises(BackupDamaged) as caught:
        backups.restore(tmp_path / "other.db")
    assert "no such table" in caught.value.why


def test_a_backup_of_a_newer_version_is_refused(people, backups, changed):
    ask(changed, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerData):
        backups.restore(changed)
    assert ask(people.folder / "station.db", NOTES) == [("后来",)] * 3


def test_nothing_is_restored_while_another_program_has_the_data_open(people, backups, changed):
    with people.open() as console, pytest.raises(DataLocked):
        backups.restore(changed)
    assert ask(people.folder / "station.db", NOTES) == [("后来",)] * 3
    assert not list(people.folder.glob("station-replaced-*"))
    assert backups.restore(changed) is not None
    assert console.backups is not None


def test_a_damaged_file_is_replaced_and_kept_byte_for_byte(people, backups, changed):
    file = people.folder / "station.db"
    file.write_bytes(b"\x00damaged" * 5000)
    before = file.read_bytes()
    kept = backups.restore(changed)
    assert kept is not None
    assert kept.read_bytes() == before
    assert count(file) == 3


def test_data_is_restored_into_a_new_folder(changed, tmp_path):
    new = Store(tmp_path / "new" / "computer")
    assert Backups(new.folder / "station.db", CLOCK).restore(changed) is None
    with new.open() as console:
        assert console.care.count(console.caller()) == 3


def test_a_restore_that_was_cut_short_is_seen_and_done_again(people, backups, changed):
    """The old file is aside already, the new one not yet in its place."""
    (people.folder / "station.db").rename(people.folder / "station-replaced-20260922-090000.db")
    with pytest.raises(DataMissing, match="不见了") as caught:
        people.open()
    assert caught.value.good_backup == changed.name
    assert not (people.folder / "station.db").exists()
    assert backups.restore(changed) is None
    assert count(people.folder / "station.db") == 3


def test_a_log_left_by_another_file_never_gets_into_it(people, backups, changed, tmp_path):
    with closing(dbapi2.connect(people.folder / "station.db")) as connection:
        connection.execute("UPDATE care_person SET note = '旁人'")
        connection.commit()
        shutil.copy(people.folder / "station.db-wal", tmp_path / "wal")
    (people.folder / "station.db").unlink()
    shutil.copy(tmp_path / "wal", people.folder / "station.db-wal")
    backups.restore(changed)
    assert fault(people.folder / "station.db") == ""
    assert ask(people.folder / "station.db", NOTES)[0] == ("第1户",)


def test_two_restores_in_one_second_keep_both_replaced_files(people, backups, changed):
    first, second = backups.restore(changed), backups.restore(changed)
    assert first != second
    assert count(first) == count(second) == 3


def test_a_full_disk_leaves_the_data_as_it_is(people, disk):
    store = Store(shutil.copytree(people.folder, disk.folder / "data"))
    backups = Backups(store.folder / "station.db", StandingClock.on(date(2026, 9, 22)))
    made = backups.make()
    before = digest(store.folder)
    disk.fill()
    try:
        with pytest.raises(disk.refuses_copy):
            backups.restore(made)
    finally:
        disk.free()
    assert digest(store.folder) == before
    backups.restore(made)
    assert count(store.folder / "station.db") == 3


def test_work_goes_on_after_a_restore(people, backups, changed):
    backups.restore(changed)
    fill_more = Store(people.folder)
    with fill_more.open() as console:
        id = console.care.record(console.caller(), {"name": "王芳", "address": "柳河村9组9号"})
        assert console.care.open(console.caller(), id).text("name") == "王芳"


def test_restoring_needs_no_data_to_be_there(tmp_path, people, changed):
    fresh = Store(tmp_path / "fresh")
    fill(fresh, 1)
    kept = Backups(fresh.folder / "station.db", CLOCK).restore(changed)
    assert (count(kept), count(fresh.folder / "station.db")) == (1, 3)
