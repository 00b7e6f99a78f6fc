import shutil

import pytest

from gridconsole.core.files import NoRoom
from tests.core.store.files import count, digest
from tests.stores import Store

NEW = {"name": "王芳", "address": "柳河村9组9号"}


def test_a_full_disk_refuses_the_save_keeps_the_rest_and_takes_the_next_one(people, disk):
    store = Store(shutil.copytree(people.folder, disk.folder / "data"))
    with store.open() as console:
        caller = console.caller()
        heard = []
        console.doors.listen(heard.append)
        disk.fill()
        try:
            with pytest.raises(disk.refuses_save, match="磁盘"):
                for house in range(50):  # what the log has room for goes through
                    typed = {"name": "赵六", "address": f"柳河村8组{house}号", "note": "长" * 900}
                    console.care.record(caller, typed)
            saved = len(heard)
            assert console.care.count(caller) == 3 + saved
        finally:
            disk.free()
        console.care.record(caller, NEW)
        assert console.care.count(caller) == 4 + saved
    assert count(store.folder / "station.db") == 4 + saved
    with store.open() as again:
        assert len(again.care.list.find(caller, "赵六")) == saved


def test_data_is_not_opened_on_a_full_disk_and_stays_as_it_is(people, disk):
    store = Store(shutil.copytree(people.folder, disk.folder / "data"))
    before = digest(store.folder)
    disk.fill()
    try:
        with pytest.raises(NoRoom):
            store.open()
    finally:
        disk.free()
    assert digest(store.folder) == before
    with store.open() as console:
        assert console.care.count(console.caller()) == 3
