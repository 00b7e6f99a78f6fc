import os
import shutil
import threading
from datetime import date
from pathlib import Path

import pytest

from gridconsole.core.clock import StandingClock
from gridconsole.core.files import CannotWrite, FileThere, FolderMissing
from gridconsole.core.store.backup import KEPT, Backups
from gridconsole.core.store.errors import DataDamaged, DataMissing
from gridconsole.core.store.soundness import fault
from tests.core.store.at_once import at_once
from tests.core.store.files import ask, count, digest
from tests.core.store.users import as_ordinary_user
from tests.core.store.waiting import LONGEST, until
from tests.stores import CLOCK, Store


def backups_of(store, clock=CLOCK):
    return Backups(store.folder / "station.db", clock)


def on(day, hour=9):
    return StandingClock.on(date(2026, 9, day), hour)


def test_a_backup_holds_everything_and_is_one_plain_file(people):
    made = backups_of(people).make()
    assert made == people.folder / "backups" / "station-20260922-090000.db"
    assert (fault(made), count(made)) == ("", 3)
    assert ask(made, "PRAGMA journal_mode") == [("delete",)]
    assert [file.name for file in made.parent.iterdir()] == [made.name]


def test_a_backup_holds_what_is_only_in_the_log_yet(people):
    with people.open() as console:
        console.care.record(console.caller(), {"name": "王芳", "address": "柳河村9组9号"})
        assert count(console.backups.make()) == 4


def test_backups_are_made_while_another_thread_writes_and_each_is_of_one_moment(people):
    stop = threading.Event()
    with people.open() as console:
        caller = console.caller()

        def write():
            house = 100
            while not stop.is_set():
                house += 1
                console.care.record(caller, {"name": "王芳", "address": f"柳河村9组{house}号"})
            return house - 100

        def back_up():
            try:
                made = [console.backups.make() for _ in range(3)]
                while console.care.count(caller) == count(made[0]):
                    pass  # a busy machine may not have written anything yet
                return [*made, console.backups.make()]
            finally:
                stop.set()

        written, made = at_once(write, back_up)
        assert console.care.count(caller) == 3 + written
    held = [count(backup) for backup in made]
    assert held == sorted(held)
    assert held[0] < held[-1] <= 3 + written
    assert [fault(backup) for backup in made] == [""] * 4
    of_one_moment = (
        "SELECT count(*) FROM care_person p JOIN household h ON h.id = p.household_id "
        "JOIN care_starts_of s ON s.row = p.row"
    )
    assert [ask(backup, of_one_moment)[0][0] for backup in made] == held


def test_a_backup_lies_on_the_disk_before_it_gets_its_name(people, monkeypatch):
    done = []
    real_fsync, real_replace = os.fsync, os.replace

    def fsync(handle):
        done.append(("fsync", Path(f"/proc/self/fd/{handle}").resolve().name))
        real_fsync(handle)

    def replace(old, new):
        done.append(("replace", Path(new).name))
        real_replace(old, new)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", replace)
    made = backups_of(people).make()
    assert done == [("fsync", ".station.db.part"), ("replace", made.name), ("fsync", "backups")]


def test_a_backup_that_can_not_be_read_in_full_does_not_count(people):
    good = backups_of(people).make()
    ask(people.folder / "station.db", "PRAGMA foreign_keys=OFF", "DELETE FROM household WHERE number = 2")
    with pytest.raises(DataDamaged) as caught:
        backups_of(people, on(23)).make()
    assert "foreign key" in caught.value.why
    assert caught.value.good_backup == good.name
    assert [file.name for file in good.parent.iterdir()] == [good.name]


def test_data_that_is_gone_is_not_backed_up_as_nothing(people):
    good = backups_of(people).make()
    (people.folder / "station.db").unlink()
    with pytest.raises(DataMissing) as caught:
        backups_of(people).make()
    assert caught.value.good_backup == good.name
    assert not (people.folder / "station.db").exists()


def test_ten_are_kept_and_the_oldest_goes(people):
    made = [backups_of(people, on(day)).make() for day in range(1, KEPT + 4)]
    assert backups_of(people).all() == made[:2:-1]
    assert len(made[3:]) == KEPT == 10


def test_one_is_made_a_day_and_no_more(people):
    assert backups_of(people, on(22, 8)).make_daily() is not None
    assert backups_of(people, on(22, 18)).make_daily() is None
    assert backups_of(people, on(23, 8)).make_daily() is not None
    assert len(backups_of(people).all()) == 2


def test_leaving_makes_the_backup_of_the_day_with_what_was_still_queued(people):
    console = people.open()
    caller, holding = console.caller(), threading.Event()
    job, typed = lambda _: holding.wait(LONGEST), {"name": "王芳", "address": "柳河村9组9号"}
    threading.Thread(target=console.doors.write, args=(caller, "wait", job)).start()
    last = threading.Thread(target=console.care.record, args=(caller, typed))
    last.start()
    until(lambda: console.doors.waiting)
    threading.Timer(0.05, holding.set).start()
    console.close()
    last.join()
    assert [count(backup) for backup in console.backups.all()] == [4]


def test_several_of_one_second_have_names_of_their_own_and_an_order(people):
    made = [backups_of(people).make() for _ in range(KEPT + 2)]
    assert len(set(made)) == KEPT + 2
    assert backups_of(people).all() == made[:1:-1]
    assert made[-1].name == "station-20260922-090000-12.db"


def test_programs_that_back_up_in_the_same_second_do_not_disturb_each_other(people):
    made = at_once(*[backups_of(people).make] * 4)
    assert sorted(made) == sorted(backups_of(people).all())
    assert [fault(backup) for backup in set(made)] == [""] * 4


def test_what_a_killed_backup_left_half_done_is_gone_after_the_next_one(people):
    folder = people.folder / "backups"
    folder.mkdir()
    for tail in ("", "-journal"):
        (folder / f".station.db.part{tail}").write_bytes(b"half")
    made = backups_of(people).make()
    assert list(folder.iterdir()) == [made]
    assert count(made) == 3


def test_the_one_just_made_is_kept_even_when_the_clock_was_turned_back(people):
    later = [backups_of(people, on(day)).make() for day in range(1, KEPT + 1)]
    made = backups_of(people, StandingClock.on(date(2020, 1, 1))).make()
    assert made.exists()
    assert backups_of(people).all() == [*later[:0:-1], made]


def test_files_of_other_names_are_neither_counted_nor_dropped(people):
    folder = people.folder / "backups"
    folder.mkdir()
    others = [folder / name for name in ("station-alt.db", "station-2026.db", "notes.txt")]
    for other in others:
        other.write_text("x")
    for day in range(1, KEPT + 3):
        backups_of(people, on(day)).make()
    assert len(backups_of(people).all()) == KEPT
    assert all(other.exists() for other in others)


def test_a_backup_to_a_chosen_file_does_not_touch_the_ten(people, tmp_path):
    made = [backups_of(people, on(day)).make() for day in range(1, KEPT + 1)]
    chosen = backups_of(people).make(tmp_path / "stick" / "copy.db")
    assert count(chosen) == 3
    assert backups_of(people).all() == made[::-1]


def test_a_file_that_is_there_is_never_overwritten(people, tmp_path):
    there = tmp_path / "copy.db"
    there.write_text("mine")
    with pytest.raises(FileThere):
        backups_of(people).make(there)
    assert there.read_text() == "mine"


def test_a_folder_that_can_not_be_is_an_error_in_words(people, tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(FolderMissing):
        backups_of(people).make(tmp_path / "file" / "copy.db")


def test_a_folder_that_may_not_be_written_is_an_error_in_words(people):
    with as_ordinary_user() as folder:
        folder.chmod(0o555)
        with pytest.raises(CannotWrite):
            Backups(people.folder / "station.db", CLOCK).make(folder / "copy.db")


def test_a_full_disk_leaves_the_earlier_backups_as_they_are(people, disk):
    store = Store(shutil.copytree(people.folder, disk.folder / "data"))
    good = backups_of(store).make()
    before = digest(store.folder)
    disk.fill()
    try:
        with pytest.raises(disk.refuses_copy):
            backups_of(store, on(23)).make()
    finally:
        disk.free()
    assert digest(store.folder) == before
    assert list(good.parent.iterdir()) == [good]
    assert count(backups_of(store, on(23)).make()) == 3


def test_the_newest_sound_one_is_found_past_damaged_ones(people):
    made = [backups_of(people, on(day)).make() for day in (1, 2, 3)]
    made[2].write_bytes(b"")
    made[1].write_bytes(made[1].read_bytes()[:5000])
    assert backups_of(people).newest_sound() == made[0]
