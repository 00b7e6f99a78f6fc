"""What is typed and not saved outlives the program, in a small file that only its owner reads."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridconsole.core.drafts import DAMAGED, NEW, PART, Draft, Drafts

NOON = datetime(2026, 11, 24, 4, tzinfo=UTC)
ANNA, BERTA = uuid4(), uuid4()


def draft(owner=ANNA, record=NEW, text="还没存", ago=0, **more):
    """Return a draft that somebody typed."""
    return Draft(uuid4(), owner, "care", record, {"note": text}, NOON - timedelta(minutes=ago), **more)


def reopened(folder):
    """Return the drafts as the next start of the program finds them."""
    drafts = Drafts(folder)
    drafts.read()
    return drafts


def test_a_draft_is_there_at_the_next_start_and_only_its_owner_sees_it(tmp_path):
    one = draft(versions=(3, 1), hangs_on=str(uuid4()), words="欧阳德厚")
    assert Drafts(tmp_path).keep(one)
    drafts = reopened(tmp_path)
    assert drafts.waiting(ANNA) == [one]
    assert drafts.waiting(BERTA) == []


def test_the_newest_is_offered_first_and_none_that_is_being_typed(tmp_path):
    old, new = draft(ago=9), draft()
    for one in (old, new):
        Drafts(tmp_path).keep(one)
    drafts = reopened(tmp_path)
    assert drafts.waiting(ANNA) == [new, old]
    drafts.take(new.id)
    assert drafts.waiting(ANNA) == [old]
    drafts.let_go(new.id)
    assert drafts.waiting(ANNA, "care", NEW) == [new, old]
    assert drafts.waiting(ANNA, "needs") == []


def test_what_is_offered_with_its_record_is_not_offered_twice(tmp_path):
    drafts, one = Drafts(tmp_path), draft()
    drafts.keep(one)
    drafts.let_go(one.id)
    drafts.offer(one.id, True)
    assert drafts.waiting(ANNA) == [] and drafts.waiting(ANNA, "care", NEW) == [one]
    drafts.offer(one.id, False)
    assert drafts.waiting(ANNA) == [one]


def test_a_draft_that_is_dropped_leaves_no_file(tmp_path):
    drafts, one = Drafts(tmp_path), draft()
    drafts.keep(one)
    drafts.drop(one.id)
    assert list(tmp_path.iterdir()) == [] and reopened(tmp_path).waiting(ANNA) == []


def test_with_a_record_go_the_drafts_of_everybody(tmp_path):
    gone = str(uuid4())
    drafts, stays = Drafts(tmp_path), draft()
    for one in (draft(record=gone), draft(BERTA, gone), stays):
        drafts.keep(one)
    drafts.drop_record("care", gone)
    assert reopened(tmp_path).waiting(ANNA) == [stays]
    assert reopened(tmp_path).waiting(BERTA) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in the folder, not in a mode")
def test_nobody_else_on_the_machine_reads_it(tmp_path):
    folder = tmp_path / "drafts"
    Drafts(folder).keep(draft())
    assert {file.stat().st_mode & 0o777 for file in folder.iterdir()} == {0o600}
    assert folder.stat().st_mode & 0o777 == 0o700


@given(st.integers(0, 400), st.binary(max_size=60))
def test_a_damaged_file_counts_as_none_and_is_put_aside(tmp_path_factory, at, noise):
    folder, good, bad = tmp_path_factory.mktemp("drafts"), draft(), draft()
    for one in (good, bad):
        Drafts(folder).keep(one)
    file = folder / f"{bad.id.hex}.json"
    whole = file.read_bytes()
    file.write_bytes(whole[:at] + noise)
    found = {one.id for one in reopened(folder).waiting(ANNA)}
    assert good.id in found
    if bad.id not in found:
        assert file.with_suffix(DAMAGED).read_bytes() == whole[:at] + noise


def test_half_a_file_that_a_kill_left_is_cleared_away(tmp_path):
    (tmp_path / f"{uuid4().hex}{PART}").write_bytes(b'{"id"')
    assert reopened(tmp_path).waiting(ANNA) == []
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_said_once_and_tried_again(tmp_path, caplog):
    blocked = tmp_path / "drafts"
    blocked.write_text("in the way")
    drafts, one = Drafts(blocked), draft()
    assert not drafts.keep(one) and not drafts.keep(one)
    assert len(caplog.records) == 1
    blocked.unlink()
    assert drafts.keep(one)
    assert reopened(blocked).waiting(ANNA) == [one]


TYPING = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID
from gridconsole.core.drafts import Draft, Drafts
drafts, number = Drafts(Path(sys.argv[1])), 0
while True:
    number += 1
    text = {"note": "字" * number}
    drafts.keep(Draft(UUID(int=1), UUID(int=2), "care", "new", text, datetime.now(UTC)))
    if number == 50:
        print("typed", flush=True)
"""


def test_after_a_kill_in_the_midst_of_typing_there_is_a_whole_draft(tmp_path):
    typing = subprocess.Popen(
        [sys.executable, "-c", TYPING, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert typing.stdout is not None and typing.stdout.readline() == "typed\n"
    typing.send_signal(signal.SIGKILL)
    typing.wait()
    typing.stdout.close()
    (one,) = reopened(tmp_path).waiting(UUID(int=2))
    assert set(one.texts["note"]) == {"字"} and len(one.texts["note"]) >= 50
