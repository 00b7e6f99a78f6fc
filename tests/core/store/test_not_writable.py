import pytest

from gridconsole.core.store.errors import FolderReadOnly
from gridconsole.core.store.window_lock import WindowLock
from tests.core.store.files import count, digest
from tests.core.store.users import as_ordinary_user
from tests.stores import Store

NEW = {"name": "王芳", "address": "柳河村9组9号"}


def test_a_folder_that_may_not_be_written_is_an_error_in_words():
    with as_ordinary_user() as folder:
        folder.chmod(0o555)
        for place in (folder, folder / "new"):
            with pytest.raises(FolderReadOnly, match="不能写入"):
                Store(place).open()
            with pytest.raises(FolderReadOnly), WindowLock(place):
                pass
        assert list(folder.iterdir()) == []


def test_a_file_that_may_not_be_written_is_an_error_in_words_and_not_damage():
    with as_ordinary_user() as folder:
        with Store(folder).open():
            pass
        (folder / "station.db").chmod(0o444)
        before = digest(folder)
        with pytest.raises(FolderReadOnly), Store(folder).open() as console:
            console.care.record(console.caller(), NEW)
        assert digest(folder) == before


def test_a_file_that_may_not_be_read_is_an_error_in_words_and_not_damage():
    with as_ordinary_user() as folder:
        with Store(folder).open():
            pass
        (folder / "station.db").chmod(0)
        with pytest.raises(FolderReadOnly):
            Store(folder).open()
        (folder / "station.db").chmod(0o600)
        with Store(folder).open() as console:
            assert console.care.count(console.caller()) == 0


def test_a_data_folder_that_is_a_file_is_an_error_in_words(tmp_path):
    (tmp_path / "data").write_text("mine")
    with pytest.raises(FolderReadOnly):
        Store(tmp_path / "data").open()
    assert (tmp_path / "data").read_text() == "mine"


@pytest.mark.parametrize("name", ["柳河 站", "100%", "a#b?c", "a&mode=memory", "'quoted'"])
def test_a_folder_may_have_any_name(tmp_path, name):
    store = Store(tmp_path / name)
    with store.open() as console:
        console.care.record(console.caller(), NEW)
        made = console.backups.make()
    assert made.parent.parent == store.folder
    assert count(store.folder / "station.db") == count(made) == 1
    assert [path.name for path in tmp_path.iterdir()] == [name]
