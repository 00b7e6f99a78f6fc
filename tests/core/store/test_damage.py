import shutil
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from gridconsole.core.clock import StandingClock
from gridconsole.core.store.backup import Backups
from gridconsole.core.store.diagnostics import diagnostics
from gridconsole.core.store.errors import DataDamaged, DataMissing, NewerData
from gridconsole.core.store.open import CHECKED_AT_START, open_folder
from tests.core.store.files import ask, count, digest
from tests.stores import CLOCK, Store

PAGE = 4096
NOISE = Random(22).randbytes(PAGE)


def place_of(file, table):
    """Return where the root page of a table or index begins."""
    return (ask(file, f"SELECT rootpage FROM sqlite_master WHERE name = '{table}'")[0][0] - 1) * PAGE


def header(data, file):
    return NOISE[:100] + data[100:]


def first_page(data, file):
    return NOISE + data[PAGE:]


def page_in_the_middle(data, file):
    at = place_of(file, "care_person")
    return data[:at] + NOISE + data[at + PAGE :]


def page_of_an_index(data, file):
    at = place_of(file, "uq_household_station_number")
    return data[:at] + NOISE + data[at + PAGE :]


def cut_in_half(data, file):
    return data[: len(data) // 2]


def cut_within_a_page(data, file):
    return data[:-1000]


def cut_to_a_few_bytes(data, file):
    return data[:50]


def nothing_left(data, file):
    return b""


def all_zero(data, file):
    return bytes(len(data))


def a_name_that_is_no_text(data, file):
    return data.replace(b"CREATE TABLE visit (", b"CREATE TABL\xa2 visit (")


HARM = [
    header, first_page, page_in_the_middle, page_of_an_index, cut_in_half, cut_within_a_page,
    cut_to_a_few_bytes, nothing_left, all_zero, a_name_that_is_no_text,
]  # fmt: skip


@pytest.fixture
def saved(people):
    """A data folder with three people and a backup of them."""
    Backups(people.folder / "station.db", CLOCK).make()
    return people


@pytest.mark.parametrize("harm", HARM)
def test_a_damaged_file_is_refused_kept_byte_for_byte_and_the_good_backup_named(saved, harm):
    file = saved.folder / "station.db"
    file.write_bytes(harm(file.read_bytes(), file))
    before = digest(saved.folder), file.read_bytes()
    for _ in range(2):
        with pytest.raises(DataDamaged, match="已原样保留") as caught:
            saved.open()
        assert caught.value.good_backup == "station-20260922-090000.db"
        assert "station-20260922-090000.db" in caught.value.next_step
    assert (digest(saved.folder), file.read_bytes()) == before
    Backups(file, CLOCK).restore(saved.folder / "backups" / caught.value.good_backup)
    assert count(file) == 3


@pytest.mark.parametrize("harm", [header, page_in_the_middle, cut_in_half, cut_to_a_few_bytes, all_zero])
def test_a_damaged_file_without_a_backup_is_kept_as_well(people, harm):
    file = people.folder / "station.db"
    file.write_bytes(harm(file.read_bytes(), file))
    before = digest(people.folder)
    with pytest.raises(DataDamaged, match="没有找到完好的备份") as caught:
        people.open()
    assert caught.value.good_backup is None
    assert digest(people.folder) == before


@given(at=st.integers(0, 200) | st.integers(0, 2**31), noise=st.binary(min_size=1, max_size=200))
def test_whatever_bytes_are_wrong_the_data_opens_or_is_refused_and_kept(sqlite_template, at, noise):
    sound = sqlite_template.read_bytes()
    at %= len(sound) - len(noise)
    harmed = sound[:at] + noise + sound[at + len(noise) :]
    with TemporaryDirectory() as folder:
        file = Path(folder, "station.db")
        file.write_bytes(harmed)
        try:
            open_folder(Path(folder), CLOCK).close()
        except (DataDamaged, NewerData):
            assert file.read_bytes() == harmed


def test_text_that_is_no_text_any_more_is_damage(people):
    broken = "UPDATE care_person SET note = CAST(x'e5a4' AS TEXT)"
    ask(people.folder / "station.db", broken)
    with people.open() as console, pytest.raises(DataDamaged):
        console.care.list.find(console.caller(), "李明")


def test_a_damaged_file_with_a_log_beside_it_is_kept_with_its_log(saved, tmp_path):
    with saved.open() as console:
        console.care.record(console.caller(), {"name": "王芳", "address": "柳河村9组9号"})
        killed = Store(shutil.copytree(saved.folder, tmp_path / "killed"))
    file = killed.folder / "station.db"
    file.write_bytes(header(file.read_bytes(), file))
    before = digest(killed.folder)
    with pytest.raises(DataDamaged):
        killed.open()
    assert digest(killed.folder) == before
    assert "station.db-wal" in before


def test_a_file_that_is_gone_is_not_replaced_by_an_empty_one(saved):
    (saved.folder / "station.db").unlink()
    with pytest.raises(DataMissing, match="没有另建空的") as caught:
        saved.open()
    assert caught.value.good_backup == "station-20260922-090000.db"
    assert not (saved.folder / "station.db").exists()


def test_the_good_backup_is_named_past_damaged_ones(people):
    clocks = [StandingClock.on(date(2026, 9, day)) for day in (1, 2)]
    made = [Backups(people.folder / "station.db", clock).make() for clock in clocks]
    made[1].write_bytes(made[1].read_bytes()[:9000])
    (people.folder / "station.db").write_bytes(NOISE)
    with pytest.raises(DataDamaged) as caught:
        people.open()
    assert caught.value.good_backup == made[0].name


@pytest.mark.parametrize("left", [b"", None], ids=["empty", "without tables"])
def test_a_first_start_that_was_cut_short_is_simply_done_again(tmp_path, left):
    new = Store(tmp_path / "new")
    new.folder.mkdir()
    if left is None:
        ask(new.folder / "station.db", "PRAGMA journal_mode=WAL", "CREATE TABLE t(x)", "DROP TABLE t")
    else:
        (new.folder / "station.db").write_bytes(left)
    with new.open() as console:
        assert console.caller().staff_name == "本站柜台"


def test_a_database_of_another_program_is_not_taken_for_new_data(tmp_path):
    ask(tmp_path / "station.db", "CREATE TABLE recipes(name TEXT)")
    before = digest(tmp_path)
    with pytest.raises(DataDamaged) as caught:
        Store(tmp_path).open()
    assert "no such table: station" in caught.value.why
    assert digest(tmp_path) == before


def test_a_reference_that_leads_nowhere_is_damage(saved):
    ask(saved.folder / "station.db", "PRAGMA foreign_keys=OFF", "DELETE FROM household WHERE number = 2")
    with pytest.raises(DataDamaged) as caught:
        saved.open()
    assert caught.value.why == "foreign key of care_person"
    assert str(caught.value).isprintable() and "foreign" not in str(caught.value), "a clerk reads no English"


@pytest.fixture
def worked(saved):
    """A console that has been open for a while."""
    with saved.open() as console:
        yield console


def spoil(console, table):
    """Spoil a page of the file under an open console, which holds no page of it in memory."""
    console.doors.engines.dispose()
    file = console.backups.file
    at = place_of(file, table)
    with file.open("r+b") as stream:
        stream.seek(at)
        stream.write(NOISE)


def test_damage_that_shows_only_while_reading_is_told_in_words(worked):
    caller = worked.caller()
    id = worked.care.list.find(caller, "李明")[0].id
    spoil(worked, "care_person")
    with pytest.raises(DataDamaged) as caught:
        worked.care.open(caller, id)
    assert "malformed" in caught.value.why
    assert caught.value.good_backup == "station-20260922-090000.db"


def test_damage_that_shows_only_while_writing_is_told_in_words_and_nothing_is_saved(worked):
    caller = worked.caller()
    spoil(worked, "uq_household_station_number")
    with pytest.raises(DataDamaged):
        worked.care.record(caller, {"name": "赵六", "address": "柳河村8组8号"})
    names = worked.doors.read(lambda s: s.scalars(text("SELECT name FROM care_person")).all())
    assert names == ["李明"] * 3


def test_damage_is_what_check_finds(worked):
    spoil(worked, "care_person")
    with pytest.raises(DataDamaged) as caught:
        diagnostics(worked.doors, worked.backups)
    assert caught.value.good_backup == "station-20260922-090000.db"


def test_a_backup_of_a_damaged_file_does_not_count_and_the_good_one_is_named(worked):
    spoil(worked, "care_person")
    with pytest.raises(DataDamaged) as caught:
        worked.backups.make()
    assert [backup.name for backup in worked.backups.all()] == [caught.value.good_backup]


def test_a_file_too_large_to_check_at_every_start_is_still_refused_when_its_head_is_damaged(saved):
    file = saved.folder / "station.db"
    file.write_bytes(first_page(file.read_bytes(), file))
    with file.open("r+b") as stream:
        stream.truncate(CHECKED_AT_START + PAGE)  # sparse
    with pytest.raises(DataDamaged) as caught:
        saved.open()
    assert "not a database" in caught.value.why
    assert caught.value.good_backup == "station-20260922-090000.db"
    assert file.stat().st_size == CHECKED_AT_START + PAGE
