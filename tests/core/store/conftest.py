from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.core.store.disks import KINDS, SmallDisk
from tests.stores import Store


@pytest.fixture(params=KINDS)
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SmallDisk]:
    """A disk that can be filled."""
    with request.param.mounted(tmp_path / "disk") as disk:
        yield disk


@pytest.fixture
def people(sqlite_store: Store) -> Store:
    """A data folder with three people, closed."""
    fill(sqlite_store, 3)
    return sqlite_store


def fill(store: Store, count: int) -> None:
    """Record made-up people, each in a house of their own."""
    with store.open() as console:
        caller = console.caller()
        for house in range(1, count + 1):
            typed = {"name": "李明", "address": f"柳河村1组{house}号", "note": f"第{house}户"}
            console.care.record(caller, typed)
