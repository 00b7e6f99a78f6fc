"""The commands on the data, as a program of their own: what they say, and with which code they end."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gridconsole.core.store.backup import Backups
from tests.core.store.files import ask, count, digest
from tests.core.store.holding import held
from tests.stores import CLOCK, Store

DONE, COULD_NOT = 0, 2


def run(*arguments):
    """Run a command; returns its code, what it said and what it complained of."""
    command = [sys.executable, "-m", "gridconsole", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=os.environ | {"LANG": "C"})
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout.strip(), done.stderr.strip()


@pytest.fixture
def saved(people):
    """A data folder with three people and a backup of them."""
    Backups(people.folder / "station.db", CLOCK).make()
    return people


def test_backup_makes_one_and_lists_them(saved, tmp_path):
    code, said, _ = run("backup", *saved.options, "--today", "2026-09-23")
    made = Path(said.removeprefix("已备份并核对："))
    assert (code, count(made)) == (DONE, 3)
    assert made.parent == saved.folder / "backups"
    code, said, _ = run("backup", *saved.options, "--list")
    assert (code, said.splitlines()) == (DONE, [str(made), str(made.with_name("station-20260922-090000.db"))])


def test_backup_to_a_file_never_overwrites_one(saved, tmp_path):
    target = tmp_path / "副本.db"
    assert run("backup", target, *saved.options)[0] == DONE
    assert count(target) == 3
    before = digest(tmp_path)
    code, said, complaint = run("backup", target, *saved.options)
    assert (code, said) == (COULD_NOT, "")
    assert complaint.startswith("文件已经存在，没有覆盖")
    assert digest(tmp_path) == before


def test_restore_brings_the_data_back_and_says_where_the_replaced_file_is(saved):
    ask(saved.folder / "station.db", "DELETE FROM care_person")
    code, said, _ = run("restore", "station-20260922-090000.db", *saved.options)
    kept = Path(said.partition("保留为 ")[2])
    assert code == DONE
    assert said.startswith("已恢复：station-20260922-090000.db")
    assert (count(kept), count(saved.folder / "station.db")) == (0, 3)


def test_a_volunteer_restores_nothing_and_somebody_else_does(saved):
    assert run("staff", "add", "陈海", "--post", "志愿者", *saved.options)[0] == DONE
    before = digest(saved.folder)
    code, _, complaint = run("restore", "station-20260922-090000.db", "--as", "陈海", *saved.options)
    assert (code, complaint.strip()) == (COULD_NOT, "志愿者不能恢复数据。请让综合柜员来办。")
    assert digest(saved.folder) == before
    assert run("restore", "station-20260922-090000.db", "--as", "本站柜台", *saved.options)[0] == DONE


def test_restore_of_what_is_not_there_says_how_to_see_what_is(saved):
    code, _, complaint = run("restore", "station-20200101-000000.db", *saved.options)
    assert code == COULD_NOT
    assert "没有这份备份" in complaint
    assert "backup --list" in complaint


def test_restore_is_refused_while_a_window_is_open(saved):
    before = digest(saved.folder)
    with held("window", saved.folder):
        code, _, complaint = run("restore", "station-20260922-090000.db", *saved.options)
    assert code == COULD_NOT
    assert complaint.startswith("这份数据已经在另一个窗口里打开了")
    assert digest(saved.folder) == before


def test_check_says_that_all_is_well(saved):
    code, said, _ = run("check", *saved.options, "--json")
    found = json.loads(said)
    assert code == DONE
    assert found | {"日志方式": "wal", "同步": "FULL", "外键": "开", "完整性": "完好", "人": 3} == found
    assert found["备份"].startswith("1 份，最近 station-20260922-090000.db")


def test_check_names_the_good_backup_of_a_damaged_file_and_restore_takes_it(saved):
    file = saved.folder / "station.db"
    file.write_bytes(b"x" * file.stat().st_size)
    code, said, complaint = run("check", *saved.options, "--json")
    assert code == COULD_NOT
    assert json.loads(said)["error"] == "DataDamaged"
    assert "station-20260922-090000.db" in complaint
    assert run("restore", "station-20260922-090000.db", *saved.options)[0] == DONE
    assert count(file) == 3


def test_check_of_newer_data_says_so_and_leaves_it(saved):
    ask(saved.folder / "station.db", "UPDATE alembic_version SET version_num = '9999'")
    before = digest(saved.folder)
    code, _, complaint = run("check", *saved.options)
    assert (code, digest(saved.folder)) == (COULD_NOT, before)
    assert complaint.startswith("这份数据是更新版本的程序写的")


def test_check_of_a_database_tells_of_the_server(postgres_store):
    code, said, _ = run("check", *postgres_store.options)
    assert code == DONE
    assert "PostgreSQL：18" in said


@pytest.mark.parametrize("command", [["backup"], ["restore", "copy.db"]])
def test_a_database_is_backed_up_by_its_server(command):
    code, _, complaint = run(*command, "--db", "postgresql://postgres@/postgres?host=/nowhere")
    assert (code, complaint.partition("。")[0]) == (COULD_NOT, "PostgreSQL 数据库由服务器备份和恢复")


def test_a_server_that_is_not_there_is_one_sentence(tmp_path):
    code, _, complaint = run("check", *Store(url=f"postgresql://postgres@/postgres?host={tmp_path}").options)
    assert code == COULD_NOT
    assert complaint.startswith("连不上数据库服务器")
